"""Agreement templates (product 5.2): clauses in order, each in several languages; what is wrong with one, what to mind.

Pure: a template is what an agency agrees with its clients, whatever file or table it comes from.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from loanmanager.domain import fixed_words
from loanmanager.domain.refusal import Refusal

SOURCE = "en"
"""The language that stands in where a clause lacks both the one that is asked for and the office's own."""

CONDITIONS = ("internet", "erases", "minor", "no_late_fee")
"""What a clause may depend on besides a field that is filled in; resources/agreements/loan.toml says what each means."""

FIELDS = (
    "borrower",
    "guardian",
    "lender",
    "phone",
    "hours",
    "help_line",
    "number",
    "due",
    "total",
    "currency",
    "late_fee",
    "late_fee_cap",
    "suspend_after",
    "line_cut",
    "kit_total",
    "region",
    "data_cap",
)
"""What a clause may name in braces; resources/agreements/loan.toml says what each means."""

AT_TIMES = frozenset(
    {
        *("guardian", "phone", "hours", "help_line", "total", "late_fee", "late_fee_cap"),
        *("line_cut", "kit_total", "region", "data_cap"),
    }
)
"""The fields that are empty on some agreements: a clause that names one is printed only where it is filled in."""

LONGEST_TEXT, LONGEST_TITLE, MOST_CLAUSES, MOST_LANGUAGES, MOST_WORDS = 6000, 120, 120, 24, 1000

NAMED = re.compile(r"\{([A-Za-z_]\w*)\}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Za-z]{2,4})?")
_ID = re.compile(r"\w[\w-]{0,39}")


class Fault(StrEnum):
    """What is wrong with a template."""

    NOT_TOML = "not_toml"
    MALFORMED = "malformed"
    MISSING = "missing"
    UNKNOWN = "unknown"
    TWICE = "twice"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_CLAUSE = "no_clause"


@dataclass(frozen=True, slots=True)
class Flaw(Refusal):
    """Something that a template must not have: in which clause and language, and in which field or part.

    `word` is the key of a heading or fixed word, where one of those is wrong.
    """

    fault: Fault
    clause: str = ""
    field: str = ""
    language: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class FieldIsEmpty(Refusal):
    """A clause names a field of which nothing is known for this loan."""

    clause: str
    field: str


@dataclass(frozen=True, slots=True)
class SameAsBefore(Refusal):
    """A version that says what the newest one says would be no version; `version` is the newest."""

    version: int


@dataclass(frozen=True, slots=True)
class WrittenMeanwhile(Refusal):
    """Somebody saved a version since this one was opened; `version` is theirs."""

    version: int


@dataclass(frozen=True, slots=True)
class ReviewedAlready(Refusal):
    """The version was marked as reviewed before."""

    version: int


class Mind(StrEnum):
    """What to mind about a template that may be used nevertheless."""

    UNTRANSLATED = "untranslated"
    MAY_BE_EMPTY = "may_be_empty"
    OTHER_FIELDS = "other_fields"
    OTHER_TYPE = "other_type"
    RENTAL_FEE = "rental_fee"
    STRICT = "strict"
    WORDS_MISSING = "words_missing"
    WORDS_DRAFT = "words_draft"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to mind: in which clause and language; `about` is the field, the type or the words it is about.

    Of headings and fixed words, which no clause holds, `count` tells how many are meant.
    """

    mind: Mind
    clause: str
    language: str = ""
    about: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A clause in one language, its fields still in braces."""

    title: str
    text: str

    @property
    def fields(self) -> list[str]:
        """List the fields that the clause names, in order."""
        return NAMED.findall(f"{self.title}\n{self.text}")


@dataclass(frozen=True, slots=True)
class TemplateClause:
    """A clause in every language that it has.

    It is printed if it is `on`, if `when` holds (a condition, or a field that is filled in; empty: always) and if a
    device of one of the `types` (keys; none: any) is lent.
    """

    id: str
    texts: Mapping[str, ClauseText]
    when: str = ""
    consent: bool = False
    initials: bool = False
    on: bool = True
    types: tuple[str, ...] = ()
    parts: bool = False
    lines: bool = False

    def applies(self, conditions: Collection[str], fields: Mapping[str, str], types: Collection[str] = ()) -> bool:
        """Tell whether the clause is printed on an agreement of which this is so."""
        holds = not self.when or self.when in conditions or bool(fields.get(self.when))
        return self.on and holds and (not self.types or any(each in types for each in self.types))

    def in_(self, language: str, instead: str = SOURCE) -> ClauseText:
        """Return the clause in a language, else in the office's, else in English, else in any that it has."""
        return self.texts.get(self.spoken(language, instead), ClauseText("", ""))

    def spoken(self, language: str, instead: str = SOURCE) -> str:
        """Return the language in which `in_` gives the clause; nothing where it is written in none."""
        if language in self.texts:
            return language
        return next((each for each in (instead, SOURCE, *self.texts) if each in self.texts), "")

    def title(self, language: str) -> str:
        """Return what the clause is called on screen."""
        return self.in_(language).title or self.id


@dataclass(frozen=True, slots=True)
class Template:
    """One version of an agreement's wording. A draft has not been read by the agency's own counsel.

    `words` are the headings and fixed words of papers by language and key: what the agency wrote, not the drafts that
    travel with the program.
    """

    name: str
    version: int
    draft: bool = True
    clauses: tuple[TemplateClause, ...] = field(default=())
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """Return what an agreement's footer calls it, such as loan-1."""
        return f"{self.name}-{self.version}"

    @property
    def languages(self) -> tuple[str, ...]:
        """List the languages in which at least one clause or word is written, in the order in which they come up."""
        of_clauses = (language for clause in self.clauses for language in clause.texts)
        return tuple(dict.fromkeys((*of_clauses, *self.words)))

    def untranslated(self, language: str) -> tuple[str, ...]:
        """Name the clauses in use that are printed in another language because this one is lacking."""
        return tuple(clause.id for clause in self.clauses if clause.on and language not in clause.texts)

    def clause(self, id_: str) -> TemplateClause | None:
        """Return a clause by its name."""
        return next((each for each in self.clauses if each.id == id_), None)


def is_language(code: str) -> bool:
    """Tell whether a text can be the code of a language, such as fr, uk or zh_Hant."""
    return _LANGUAGE.fullmatch(code) is not None


def flaws(template: Template) -> tuple[Flaw, ...]:
    """Return everything for which a template cannot be kept."""
    found = [flaw for clause in template.clauses for flaw in _of_clause(clause)]
    ids = [clause.id for clause in template.clauses]
    found += [Flaw(Fault.TWICE, id_, "id") for id_ in dict.fromkeys(each for each in ids if ids.count(each) > 1)]
    if not any(clause.on for clause in template.clauses):
        found.append(Flaw(Fault.NO_CLAUSE))
    if len(ids) > MOST_CLAUSES:
        found.append(Flaw(Fault.TOO_LONG, field="clause"))
    return (*found, *_of_words(template.words))


def _of_words(words: Mapping[str, Mapping[str, str]]) -> Iterator[Flaw]:
    if len(words) > MOST_LANGUAGES:
        yield Flaw(Fault.TOO_LONG, field="language")
    for language, said in words.items():
        if not is_language(language):
            yield Flaw(Fault.MALFORMED, field="language", language=language)
        if len(said) > MOST_WORDS:
            yield Flaw(Fault.TOO_LONG, field="words", language=language)
        for key, text in said.items():
            for fault, name in fixed_words.wrong(key, text):
                yield Flaw(Fault(fault), field=name, language=language, word=key)


def _of_clause(clause: TemplateClause) -> Iterator[Flaw]:
    if not _ID.fullmatch(clause.id):
        yield Flaw(Fault.MALFORMED, clause.id, "id")
    if clause.when and clause.when not in (*CONDITIONS, *FIELDS):
        yield Flaw(Fault.UNKNOWN, clause.id, clause.when)
    if not clause.texts:
        yield Flaw(Fault.EMPTY, clause.id, "text")
    if len(clause.texts) > MOST_LANGUAGES:
        yield Flaw(Fault.TOO_LONG, clause.id, "language")
    for language, said in clause.texts.items():
        if not is_language(language):
            yield Flaw(Fault.MALFORMED, clause.id, "language", language)
        yield from _of_text(clause.id, language, said)


def _of_text(clause: str, language: str, said: ClauseText) -> Iterator[Flaw]:
    for part, text, longest in (("title", said.title, LONGEST_TITLE), ("text", said.text, LONGEST_TEXT)):
        if not text.strip():
            yield Flaw(Fault.EMPTY, clause, part, language)
        if len(text) > longest:
            yield Flaw(Fault.TOO_LONG, clause, part, language)
        if any("\ud800" <= char <= "\udfff" or (char < " " and char not in "\n\t") or char == "\x7f" for char in text):
            yield Flaw(Fault.MALFORMED, clause, part, language)
    for unknown in dict.fromkeys(named for named in said.fields if named not in FIELDS):
        yield Flaw(Fault.UNKNOWN, clause, unknown, language)


def doubts(template: Template, languages: Collection[str], types: Collection[str]) -> tuple[Doubt, ...]:
    """Return what to mind: `languages` are those of the office's papers, `types` the keys of what it lends."""
    return tuple(doubt for clause in template.clauses if clause.on for doubt in _about_clause(clause, languages, types))


def _about_clause(clause: TemplateClause, languages: Collection[str], types: Collection[str]) -> Iterator[Doubt]:
    for language in languages:
        if language not in clause.texts:
            yield Doubt(Mind.UNTRANSLATED, clause.id, language)
    for kind in clause.types:
        if kind not in types:
            yield Doubt(Mind.OTHER_TYPE, clause.id, about=kind)
    named = {language: set(said.fields) for language, said in clause.texts.items()}
    every = set().union(*named.values())
    for name in (each for each in FIELDS if each in every & AT_TIMES and each != clause.when):
        if not (name == "guardian" and clause.when == "minor"):
            yield Doubt(Mind.MAY_BE_EMPTY, clause.id, about=name)
    for language, said in named.items():
        for name in (each for each in FIELDS if each in every - said):
            yield Doubt(Mind.OTHER_FIELDS, clause.id, language, name)
