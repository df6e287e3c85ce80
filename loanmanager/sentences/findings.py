"""What an examination found, in words: what is so, and what it means for whoever has to deal with it."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from loanmanager.domain import findings as found
from loanmanager.domain.findings import Finding, Part
from loanmanager.i18n import Words, local_time
from loanmanager.sentences import of_status

_SOME = 20


def of_finding(finding: Finding, words: Words) -> str:
    """Return the sentence of one finding."""
    return _SENTENCES[type(finding)](words, finding)


def of_findings(findings: Iterable[Finding], words: Words, most: int = _SOME) -> list[str]:
    """Return the sentences of the first findings, and how many more there are."""
    every = list(findings)
    said = [of_finding(each, words) for each in every[:most]]
    left = len(every) - most
    return [*said, words.count("and {n} more finding", "and {n} more findings", left)] if left > 0 else said


def _moment(at: str | datetime, words: Words) -> str:
    try:
        local = local_time(datetime.fromisoformat(at) if isinstance(at, str) else at)
    except (ValueError, OverflowError):  # whoever changed the entry may have written anything
        return str(at)[:30]
    return f"{words.day(local.date())}, {words.clock(local)}"


def _part(part: Part, words: Words) -> str:
    return {
        Part.TABLE: words.say_for("part", "table"),
        Part.INDEX: words.say_for("part", "index"),
        Part.TRIGGER: words.say_for("part", "trigger"),
        Part.VIEW: words.say_for("part", "view"),
    }[part]


def _two(finding: found.Twice, words: Words) -> str:
    tag = finding.tag
    return {
        "item": words.say("{tag} is on two loans at once.", tag=tag),
        "line": words.say("The line in {tag} is in two places, or two lines are in it.", tag=tag),
        "kit": words.say("{tag} is in two kits at once.", tag=tag),
        "hold": words.say("{tag} is put aside for two reservations.", tag=tag),
    }[finding.what]


_SENTENCES: dict[type[Finding], Callable[[Words, Any], str]] = {
    found.Unsound: lambda w, f: w.say("The file is damaged: {said}", said=f.said),
    found.PartMissing: lambda w, f: w.say(
        "The {part} {name} is missing: somebody took it out of the file outside the program.",
        part=_part(f.part, w),
        name=f.name,
    ),
    found.PartChanged: lambda w, f: w.say(
        "The {part} {name} is not as the program made it: somebody changed it outside the program.",
        part=_part(f.part, w),
        name=f.name,
    ),
    found.PartForeign: lambda w, f: w.say(
        "The {part} {name} is not the program’s: somebody put it into the file.", part=_part(f.part, w), name=f.name
    ),
    found.EntryChanged: lambda w, f: w.say(
        "The history does not fit from entry {number} on ({when}): it, or the entry before it, was changed outside the program.",
        number=w.number(f.number),
        when=_moment(f.at, w),
    ),
    found.FactsChanged: lambda w, f: w.say(
        "What entry {number} of the history keeps ({when}) was changed outside the program.",
        number=w.number(f.number),
        when=_moment(f.at, w),
    ),
    found.EntryGone: lambda w, f: w.say(
        "Entry {number} of the history is missing: it was taken away outside the program.", number=w.number(f.number)
    ),
    found.EndGone: lambda w, f: w.say(
        "The backup of {when} ends with entry {number} of the history, which is not here, or not as it was:"
        " entries were taken away at the end, or written anew.",
        when=_moment(f.backup, w),
        number=w.number(f.number),
    ),
    found.StateDisagrees: lambda w, f: w.say(
        "{tag} is “{status}”, and its loans, reservations, repairs or incidents say otherwise.",
        tag=f.tag,
        status=of_status(f.status, w),
    ),
    found.LoanDisagrees: lambda w, f: w.say("Loan {number} is half undone.", number=f.number),
    found.Twice: lambda w, f: _two(f, w),
    found.GivenTwice: lambda w, f: w.say("The number {number} was given twice.", number=f.number),
    found.PaperChanged: lambda w, f: w.say(
        "A paper of {when} does not say what it said when it was made (record {id}).",
        when=_moment(f.made_at, w),
        id=f.paper_id,
    ),
}
