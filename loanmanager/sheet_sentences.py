"""Sentences for sheets: why a file cannot be read, and what is wrong in a row. The window and the shell say the same."""

from collections.abc import Callable
from typing import Any

from loanmanager.exchange import errors
from loanmanager.exchange.problems import Code, ColumnDoubt, Doubt, Outcome, Problem
from loanmanager.i18n import Words


def of_sheet_error(error: errors.SheetError, words: Words) -> str:
    """Return why a file cannot be read as a sheet, and what to do."""
    said = _ERRORS.get(type(error))
    return said(words, error) if said else words.say("This file cannot be read as a sheet.")


def _not_a_sheet(words: Words, error: errors.NotASheet) -> str:
    if error.looks_like in {"xlsx", "xls", "ods"}:
        return words.say(
            "This is a workbook. Open it in your spreadsheet and save it as CSV (UTF-8), then import that."
        )
    return words.say("This file is no sheet. Choose a CSV file.")


def of_problem(problem: Problem, words: Words) -> str:
    """Return what is wrong in a row, where, and what became of it."""
    what = _CODES[problem.code](words)
    place = f"{problem.header}: “{problem.value[:60]}”" if problem.header else problem.value[:60]
    line = words.say("Line {line}", line=problem.line)
    return " · ".join(part for part in (line, place, what, of_outcome(problem.outcome, words)) if part)


def of_outcome(outcome: Outcome, words: Words) -> str:
    """Return what became of a row or a value."""
    return {
        Outcome.ROW_SKIPPED: words.say("row left out"),
        Outcome.VALUE_DROPPED: words.say("value left out"),
        Outcome.KEPT: words.say("kept as a note; have a look"),
    }[outcome]


def of_code(code: Code, words: Words) -> str:
    """Return what is wrong, in a few words."""
    return _CODES[code](words)


def of_doubt(doubt: ColumnDoubt, words: Words) -> str:
    """Return what a column left open and how it was taken."""
    if doubt.doubt is Doubt.DECIMAL_SIGN:
        return words.say("{column}: the comma was taken to group thousands.", column=doubt.header)
    if doubt.taken == "day_first":
        return words.say("{column}: dates were read day first.", column=doubt.header)
    return words.say("{column}: dates were read month first.", column=doubt.header)


_ERRORS: dict[type[errors.SheetError], Callable[[Words, Any], str]] = {
    errors.NotASheet: _not_a_sheet,
    errors.Empty: lambda w, _: w.say("This file is empty."),
    errors.NoHeader: lambda w, _: w.say(
        "The first row should hold the names of the columns. Add them, then import again."
    ),
    errors.TooBig: lambda w, _: w.say("This file is too large to import at once. Split it in two."),
    errors.OpenQuote: lambda w, e: w.say(
        "A quotation mark on line {line} is never closed. Close it, then import again.", line=e.line
    ),
}

_CODES: dict[Code, Callable[[Words], str]] = {
    Code.NO_TAG_OR_SERIAL: lambda w: w.say("no tag and no serial"),
    Code.NO_NAME: lambda w: w.say("no name"),
    Code.REPEATED: lambda w: w.say("stands on an earlier row too"),
    Code.NOT_A_DATE: lambda w: w.say("not a date"),
    Code.IN_FUTURE: lambda w: w.say("a date in the future"),
    Code.NOT_MONEY: lambda w: w.say("not an amount"),
    Code.NEGATIVE_MONEY: lambda w: w.say("an amount below zero"),
    Code.NOT_AN_EMAIL: lambda w: w.say("not an e-mail address"),
    Code.NOT_A_PHONE: lambda w: w.say("not a phone number"),
    Code.TOO_LONG: lambda w: w.say("it is too long"),
    Code.DIGITS_LOST: lambda w: w.say("digits were lost in a spreadsheet"),
    Code.UNKNOWN_WORD: lambda w: w.say("an unknown word"),
    Code.OUT_TO_A_PLACE: lambda w: w.say("out to a place, not to a client"),
    Code.EXTRA_CELLS: lambda w: w.say("more cells than columns"),
}
