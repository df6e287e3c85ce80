"""The words of an agreement: templates of clauses, read, checked and filled in."""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

from loanmanager.domain.devices import DeviceType
from loanmanager.domain.papers import AgreementFacts, Clause
from loanmanager.i18n import Words
from loanmanager.paths import resources

SOURCE = "en"
"""The language that every clause has, and that stands in for a missing one."""

CONDITIONS = frozenset({"internet", "erases", "minor"})
"""What a clause may depend on besides a field that is filled in; resources/agreements/loan.toml says what each means."""

FIELDS = frozenset(
    {"lender", "borrower", "number", "due", "total", "currency", "suspend_after", "help_line", "hours"},
)
"""What a clause may name in braces; resources/agreements/loan.toml says what each means."""

_NO_BREAK = "\u00a0"
_PHONE = 20  # a help line this short is a telephone number, which is not cut at the end of a line
_NAMED = re.compile(r"\{([A-Za-z_]\w*)\}")
_FLAGS = frozenset({"consent", "initials"})
_CLAUSE_KEYS = _FLAGS | {"id", "when"}


class Fault(StrEnum):
    """What is wrong with a wording."""

    NOT_TOML = "not_toml"
    MALFORMED = "malformed"
    MISSING = "missing"
    UNKNOWN = "unknown"
    TWICE = "twice"
    EMPTY = "empty"


class WordingError(Exception):
    """A template cannot be read, or a clause cannot be filled in; names the clause and the field."""

    def __init__(self, fault: Fault, field: str = "", clause: str = "") -> None:
        super().__init__(f"{fault}: field {field!r} of clause {clause!r}")
        self.fault = fault
        self.field = field
        self.clause = clause


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A clause in one language, its fields still in braces."""

    title: str
    text: str

    @property
    def fields(self) -> list[str]:
        """List the fields that the clause names, in order."""
        return _NAMED.findall(f"{self.title}\n{self.text}")


@dataclass(frozen=True, slots=True)
class TemplateClause:
    """A clause in every language that it has; an empty `when` prints it always."""

    id: str
    texts: Mapping[str, ClauseText]
    when: str = ""
    consent: bool = False
    initials: bool = False

    def applies(self, conditions: Collection[str], fields: Mapping[str, str]) -> bool:
        """Tell whether the clause is printed; a `when` that names a field asks whether the field is filled in."""
        return not self.when or self.when in conditions or bool(fields.get(self.when))

    def in_(self, language: str) -> ClauseText:
        """Return the clause in a language, in English where it is missing."""
        return self.texts.get(language) or self.texts[SOURCE]


@dataclass(frozen=True, slots=True)
class Template:
    """One version of an agreement's wording. A draft has not been read by the agency's own counsel."""

    name: str
    version: int
    draft: bool = True
    clauses: tuple[TemplateClause, ...] = field(default=())

    @property
    def label(self) -> str:
        """Return what an agreement's footer calls it, such as loan-1."""
        return f"{self.name}-{self.version}"

    def untranslated(self, language: str) -> tuple[str, ...]:
        """Name the clauses that are printed in English because the language lacks them."""
        return tuple(clause.id for clause in self.clauses if language not in clause.texts)


def load(text: str) -> Template:
    """Read a template from TOML, or raise WordingError."""
    try:
        return read(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
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
    )
    seen: set[str] = set()
    for clause in template.clauses:
        if clause.id in seen:
            raise WordingError(Fault.TWICE, "id", clause.id)
        seen.add(clause.id)
    return template


def plain(template: Template) -> dict[str, Any]:
    """Return a template as the plain data that `read` takes."""
    return {
        "name": template.name,
        "version": template.version,
        "draft": template.draft,
        "clause": [
            {"id": clause.id, "when": clause.when, "consent": clause.consent, "initials": clause.initials}
            | {language: {"title": said.title, "text": said.text} for language, said in clause.texts.items()}
            for clause in template.clauses
        ],
    }


def clauses_for(
    template: Template, language: str, conditions: Collection[str], fields: Mapping[str, str]
) -> tuple[Clause, ...]:
    """Return the clauses that apply, in a language, their fields filled in; or raise WordingError.

    A field that is absent or empty is an error where a printed clause names it. A value is never read as a template.
    """
    return tuple(_filled(clause, language, fields) for clause in template.clauses if clause.applies(conditions, fields))


def conditions_of(types: Iterable[DeviceType], guardian: str) -> frozenset[str]:
    """Return what is so for a loan of devices of these types to a client with this guardian, empty for an adult."""
    lent = tuple(types)
    so = {
        "internet": any(kind.gives_internet for kind in lent),
        "erases": any(kind.needs_reset for kind in lent),
        "minor": bool(guardian),
    }
    return frozenset(name for name, is_so in so.items() if is_so)


def fields_of(facts: AgreementFacts, words: Words, *, help_line: str, suspend_after: int) -> dict[str, str]:
    """Return every field in the paper's language, from the facts but their clauses; `suspend_after` is in days."""
    return {
        "lender": facts.lender.name,
        "borrower": facts.borrower.name,
        "number": facts.number,
        "due": words.long_day(facts.due),
        "total": words.money(facts.total, facts.currency) if facts.total else "",
        "currency": facts.currency,
        "suspend_after": words.count("{n} day", "{n} days", suspend_after),
        "help_line": help_line.replace(" ", _NO_BREAK) if len(help_line) <= _PHONE else help_line,
        "hours": facts.lender.hours,
    }


def _filled(clause: TemplateClause, language: str, fields: Mapping[str, str]) -> Clause:
    def value(found: re.Match[str]) -> str:
        filled = fields.get(found[1], "")
        if not filled:
            raise WordingError(Fault.MISSING, found[1], clause.id)
        return filled

    said = clause.in_(language)
    return Clause(_NAMED.sub(value, said.title), _NAMED.sub(value, said.text), clause.consent, clause.initials)


def _clause(data: Any) -> TemplateClause:
    """Read one clause; what is neither a flag nor a known key is a language."""
    name = _value(data, "id", str)
    when = _value(data, "when", str, "", name)
    if when and when not in CONDITIONS | FIELDS:
        raise WordingError(Fault.UNKNOWN, when, name)
    texts = {language: _text(data, language, name) for language in data if language not in _CLAUSE_KEYS}
    if SOURCE not in texts:
        raise WordingError(Fault.MISSING, SOURCE, name)
    flags = {flag: _value(data, flag, bool, False, name) for flag in _FLAGS}
    return TemplateClause(name, texts, when, **flags)


def _text(data: Mapping[str, Any], language: str, clause: str) -> ClauseText:
    said = _value(data, language, dict, clause=clause)
    text = ClauseText(_value(said, "title", str, clause=clause), _value(said, "text", str, clause=clause))
    for unknown in (named for named in text.fields if named not in FIELDS):
        raise WordingError(Fault.UNKNOWN, unknown, clause)
    return text


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
