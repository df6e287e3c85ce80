"""The words of an agreement: templates of clauses, read, written, and filled in."""

import json
import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from operator import attrgetter
from typing import Any

from loanmanager.documents.fixed_words import kept_apart
from loanmanager.domain.devices import DeviceType
from loanmanager.domain.office import Charges
from loanmanager.domain.papers import AgreementFacts, Clause
from loanmanager.domain.templates import (
    CONDITIONS,
    FIELDS,
    NAMED,
    SOURCE,
    ClauseText,
    Fault,
    Template,
    TemplateClause,
    flaws,
)
from loanmanager.i18n import Words
from loanmanager.paths import resources

__all__ = ["CONDITIONS", "FIELDS", "Fault", "Template", "WordingError", "clauses_for", "fields_of", "load", "written"]

_NO_BREAK = "\u00a0"
_PHONE = 20  # a help line this short is a telephone number, which is not cut at the end of a line
_FLAGS = ("consent", "initials", "parts", "lines")
_flags_of = attrgetter(*_FLAGS)
_CLAUSE_KEYS = frozenset({*_FLAGS, "id", "when", "on", "types"})


class WordingError(Exception):
    """A template cannot be read, or a clause cannot be filled in; names the clause, or the fixed `word`, and the field."""

    def __init__(self, fault: Fault, field: str = "", clause: str = "", language: str = "", word: str = "") -> None:
        super().__init__(f"{fault}: field {field!r} of clause {clause!r}")
        self.word = word
        self.fault = fault
        self.field = field
        self.clause = clause
        self.language = language


def load(text: str) -> Template:
    """Read a template from TOML, or raise WordingError."""
    try:
        return read(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:  # brackets in brackets, a thousand deep
        raise WordingError(Fault.NOT_TOML, str(error)) from error


@cache
def shipped() -> Template:
    """Return the draft that travels with the program."""
    return load((resources() / "agreements" / "loan.toml").read_text("utf-8"))


def read(data: Mapping[str, Any]) -> Template:
    """Make a template from plain data (as TOML or JSON gives it), or raise WordingError."""
    clauses = _value(data, "clause", list, [])
    template = Template(
        _value(data, "name", str),
        _value(data, "version", int),
        _value(data, "draft", bool, True),
        tuple(_clause(each) for each in clauses),
        _words(_value(data, "words", dict, {})),
    )
    for flaw in flaws(template) if clauses else ():
        raise WordingError(flaw.fault, flaw.field, flaw.clause, flaw.language, flaw.word)
    return template


def plain(template: Template) -> dict[str, Any]:
    """Return a template as the plain data that `read` takes."""
    return {
        "name": template.name,
        "version": template.version,
        "draft": template.draft,
        "clause": [
            {"id": clause.id, "on": clause.on, "when": clause.when, "types": list(clause.types)}
            | {flag: getattr(clause, flag) for flag in _FLAGS}
            | {language: {"title": said.title, "text": said.text} for language, said in clause.texts.items()}
            for clause in template.clauses
        ],
        "words": {language: dict(said) for language, said in template.words.items()},
    }


def written(template: Template, *, about: str = "") -> str:
    """Return a template as the TOML text that `load` reads, as loan.toml is laid out; `about` is said at its top."""
    lines = [f"# {line}" if line else "#" for line in about.splitlines()]
    lines += [
        f"name = {_quoted(template.name)}",
        f"version = {template.version}",
        f"draft = {json.dumps(template.draft)}",
    ]
    for clause in template.clauses:
        lines += ["", "[[clause]]", f"id = {_quoted(clause.id)}"]
        lines += [] if clause.on else ["on = false"]
        lines += [f"when = {_quoted(clause.when)}"] if clause.when else []
        lines += [f"types = [{', '.join(map(_quoted, clause.types))}]"] if clause.types else []
        lines += [f"{flag} = true" for flag in _FLAGS if getattr(clause, flag)]
        for language, said in clause.texts.items():
            lines += [f"[clause.{language}]", f"title = {_quoted(said.title)}", f"text = {_quoted(said.text)}"]
    for language, words in template.words.items():
        lines += ["", f"[words.{language}]", *(f"{_quoted(key)} = {_quoted(text)}" for key, text in words.items())]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return a text as TOML quotes it: as JSON does, which only leaves the delete character as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def clauses_for(
    template: Template,
    language: str,
    conditions: Collection[str],
    fields: Mapping[str, str],
    *,
    types: Collection[str] = (),
    instead: str = SOURCE,
    otherwise: Callable[[str], Mapping[str, str]] | None = None,
) -> tuple[Clause, ...]:
    """Return the clauses that apply, in a language, their fields filled in; or raise WordingError.

    `types` are the keys of what is lent, `instead` the language of clauses that lack this one; `otherwise` gives the
    fields in it, for an English clause wants an English date. A field that is absent or empty is an error where a
    printed clause names it. A value is never read as a template.
    """
    made = []
    for clause in template.clauses:
        if clause.applies(conditions, fields, types):
            spoken = clause.spoken(language, instead)
            of_language = otherwise(spoken) if otherwise and spoken not in {"", language} else fields
            made.append(_filled(clause, clause.texts.get(spoken, ClauseText("", "")), language, of_language))
    return tuple(made)


def conditions_of(types: Iterable[DeviceType], guardian: str, late_fee: int = 0) -> frozenset[str]:
    """Return what is so for a loan of devices of these types to a client with this guardian, empty for an adult.

    `late_fee` is what a device costs for each day late, in cents.
    """
    lent = tuple(types)
    so = {
        "internet": any(kind.gives_internet for kind in lent),
        "erases": any(kind.needs_reset for kind in lent),
        "minor": bool(guardian),
        "no_late_fee": not late_fee,
    }
    return frozenset(name for name, is_so in so.items() if is_so)


def fields_of(
    facts: AgreementFacts, words: Words, *, help_line: str, suspend_after: int, charges: Charges | None = None
) -> dict[str, str]:
    """Return every field in the paper's language, from the facts but their clauses; `suspend_after` is in days."""
    fees = charges or Charges()
    filled = {
        "lender": facts.lender.name,
        "phone": facts.lender.phone,
        "borrower": facts.borrower.name,
        "guardian": facts.borrower.guardian,
        "late_fee": words.money(fees.late_fee, facts.currency) if fees.late_fee else "",
        "late_fee_cap": words.money(fees.late_fee_cap, facts.currency) if fees.late_fee_cap else "",
        "number": facts.number,
        "due": words.long_day(facts.due),
        "total": words.money(facts.total, facts.currency) if facts.total else "",
        "currency": facts.currency,
        "suspend_after": words.count("{n} day", "{n} days", suspend_after),
        "help_line": help_line.replace(" ", _NO_BREAK) if len(help_line) <= _PHONE else help_line,
        "hours": facts.lender.hours,
        "line_cut": words.long_day(facts.terms.line_cut) if facts.terms.line_cut else "",
        "kit_total": _kits(facts, words),
        "region": facts.terms.region,
        "data_cap": words.list(
            list(dict.fromkeys(data_cap(i.data_cap_mb, words) for i in facts.items if i.data_cap_mb))
        ),
    }
    return {name: kept_apart(text) for name, text in filled.items()} if words.right_to_left else filled


_GIGABYTE = 1024  # megabytes


def data_cap(megabytes: int, words: Words) -> str:
    """Return a limit of data in words, such as 10 GB."""
    return words.say("{n} GB", n=f"{megabytes / _GIGABYTE:g}")


def _kits(facts: AgreementFacts, words: Words) -> str:
    """Return what replacing each whole kit costs."""
    costs = [kit.cost for kit in facts.kits if kit.cost is not None]
    return words.list([words.money(cost, facts.currency) for cost in costs])


def _filled(clause: TemplateClause, said: ClauseText, language: str, fields: Mapping[str, str]) -> Clause:
    def value(found: re.Match[str]) -> str:
        filled = fields.get(found[1], "")
        if not filled:
            raise WordingError(Fault.MISSING, found[1], clause.id, language)
        return filled

    title, text = (NAMED.sub(value, each) if "{" in each else each for each in (said.title, said.text))
    return Clause(title, text, **dict(zip(_FLAGS, _flags_of(clause), strict=True)))


def _clause(data: Any) -> TemplateClause:
    """Read one clause; what is neither a flag nor a known key is a language."""
    name = _value(data, "id", str)
    types = _value(data, "types", list, [], name)
    if any(type(each) is not str for each in types):
        raise WordingError(Fault.MALFORMED, "types", name)
    return TemplateClause(
        name,
        {language: _text(data, language, name) for language in data if language not in _CLAUSE_KEYS},
        _value(data, "when", str, "", name),
        on=_value(data, "on", bool, True, name),
        types=tuple(types),
        **{flag: _value(data, flag, bool, False, name) for flag in _FLAGS},
    )


def _text(data: Mapping[str, Any], language: str, clause: str) -> ClauseText:
    said = _value(data, language, dict, clause=clause)
    return ClauseText(_value(said, "title", str, clause=clause), _value(said, "text", str, clause=clause))


def _words(data: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Read the headings and fixed words of each language."""
    read: dict[str, dict[str, str]] = {}
    for language in data:
        said = _value(data, language, dict)
        wrong = next((key for key, text in said.items() if type(text) is not str), None)
        if wrong is not None:
            raise WordingError(Fault.MALFORMED, wrong, language=language)
        read[language] = dict(said)
    return read


def _value(data: Any, key: str, kind: type[Any], default: Any = None, clause: str = "") -> Any:
    """Return a value of the kind that it must have; without a default it must be there and say something."""
    if not isinstance(data, Mapping):
        raise WordingError(Fault.MALFORMED, key, clause)
    found = data.get(key, default)
    if found is None:
        raise WordingError(Fault.MISSING, key, clause)
    if type(found) is not kind:  # True is an int to isinstance
        raise WordingError(Fault.MALFORMED, key, clause)
    if default is None and found == "":
        raise WordingError(Fault.EMPTY, key, clause)
    return found
