"""The headings and fixed words of papers in the languages that an agency adds: listed, drafted, and said.

English and French are the program's own catalogues. For any other language the agency's words come first, then the draft
that travels with the program, then the office's own language. What was said is frozen with the paper.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from loanmanager.domain.fixed_words import FORMS, form_of, text_of
from loanmanager.domain.templates import Doubt, Mind, Template
from loanmanager.i18n import COMMA, LANGUAGES, Words, language_name
from loanmanager.paths import resources

Said = tuple[tuple[str, str], ...]
"""Words by key, as a paper's facts keep them."""

_COUNTED_TO = 200  # no paper counts further; a form that only larger numbers have is never used
_EXAMPLES = 3
_ON = {
    "agreement": ("everywhere", "agreement", "summary", "mail"),
    "addendum": ("everywhere", "agreement", "summary", "mail"),
    "card": ("card",),
}
"""The groups of words that a paper needs, where they are others than those of every paper and its own."""

_TRADITIONAL = re.compile(r"zh_(Hant|TW|HK|MO)")
_MARKS = dict.fromkeys(map(ord, "\u200e\u200f"))
_FIELD = re.compile(r"\{(\w+)\}")
_RUNS_RIGHT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufeff]")


@dataclass(frozen=True, slots=True)
class Slot:
    """One word to write: its key, what it is in English, the paper that it stands on; numbers that have its form."""

    key: str
    english: str
    group: str
    examples: tuple[int, ...] = ()


@cache
def _listed() -> dict[str, Any]:
    made: dict[str, Any] = tomllib.loads((resources() / "agreements" / "words.toml").read_text("utf-8"))
    return made


@cache
def _draft(name: str) -> Mapping[str, str]:
    file = resources() / "agreements" / f"words.{name}.toml"
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}


def draft(language: str) -> Mapping[str, str]:
    """Return the draft of a language that travels with the program; nothing where there is none."""
    if has_catalogue(language) or _TRADITIONAL.match(language):
        return {}
    return _draft(language) or _draft(language.split("_", maxsplit=1)[0])


def has_catalogue(language: str) -> bool:
    """Tell whether the program itself speaks a language: its words are translated with the program."""
    return language.split("_", maxsplit=1)[0] in LANGUAGES


@lru_cache(maxsize=64)
def forms(language: str) -> dict[str, tuple[int, ...]]:
    """Return the forms of a counted word in a language, each with the first numbers that have it."""
    found: dict[str, list[int]] = {}
    form = _plural(language)
    for n in range(1, _COUNTED_TO):
        found.setdefault(form(n), []).append(n)
    return {each: tuple(found[each][:_EXAMPLES]) for each in FORMS if each in found}


def _plural(language: str) -> Any:
    from babel.core import Locale, UnknownLocaleError

    try:
        return Locale.parse(language).plural_form
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en").plural_form


@lru_cache(maxsize=64)
def slots(language: str) -> tuple[Slot, ...]:
    """Return every word to write in a language, in the order of the papers, each once."""
    made: dict[str, Slot] = {}
    for group in _listed():
        for slot in _of_group(group, language):
            made.setdefault(slot.key, slot)
    return tuple(made.values())


@lru_cache(maxsize=64)
def _of_group(group: str, language: str) -> tuple[Slot, ...]:
    listed = _listed()[group]
    plain = (Slot(key, text_of(key), group) for key in listed["words"])
    counted = (
        Slot(f"{form}|{one}", one if examples == (1,) else many, group, examples)
        for one, many in listed.get("counted", ())
        for form, examples in forms(language).items()
    )
    return (*plain, *counted)


def said(own: Mapping[str, Mapping[str, str]], language: str, kind: str, instead: str = "en") -> Said:
    """Return the words of a kind of paper in a language, to be frozen with it: none where the program speaks it itself.

    `own` is what the agency wrote, by language and key; `instead` the office's own language, for what is written nowhere.
    """
    if has_catalogue(language):
        return ()
    known = {**draft(language), **own.get(language, {})}
    groups = _ON.get(kind, ("everywhere", kind, "mail"))
    keys = (slot.key for group in groups for slot in _of_group(group, language))
    found = {key: known.get(key) or otherwise(key, instead) for key in keys}
    return tuple((key, text) for key, text in found.items() if text)


def otherwise(key: str, instead: str) -> str:
    """Return a word in the office's own language; nothing for English, which stands in by itself."""
    words = _words_of(instead)
    if words.language == "en":
        return ""
    text, form = text_of(key), form_of(key)
    if form:
        many = next(many for group in _listed().values() for one, many in group.get("counted", ()) if one == text)
        return words.form(text, many, 1 if form == "one" else 2)
    return words.say_for(key.split("|", 1)[0], text) if "|" in key else words.say(text)


@lru_cache(maxsize=4)
def _words_of(language: str) -> Words:
    return Words(language)


# What there is to mind


def doubts(template: Template, languages: Iterable[str]) -> Iterator[Doubt]:
    """Yield, for each language of papers, how many words are lacking in it and how many are only the program's draft."""
    for language in languages:
        if has_catalogue(language):
            continue
        own, known = template.words.get(language, {}), draft(language)
        keys = [slot.key for slot in slots(language) if slot.key not in own]
        drafted = sum(key in known for key in keys)
        if len(keys) > drafted:
            yield Doubt(Mind.WORDS_MISSING, "", language, count=len(keys) - drafted)
        if drafted:
            yield Doubt(Mind.WORDS_DRAFT, "", language, count=drafted)


# Said


class OwnWords(Words):
    """The words of a paper in a language that the agency added, from what was frozen with the paper."""

    def __init__(self, language: str, own: Said = ()) -> None:
        super().__init__(language)
        self.language, self._own = language, dict(own)
        self._form = _plural(language)
        if language_name(language) == language:  # nobody told the computer how it writes a date, such as Cree
            self.locale = "en"
        else:
            self.locale = language
        self._arabic = self.right_to_left and language.split("_", maxsplit=1)[0] not in {"he", "yi", "dv"}

    def say(self, text: str, /, **fields: object) -> str:
        """Return a text in this language with its fields filled."""
        return self._filled(text, fields) if text in self._own else super().say(text, **_unmarked(fields))

    def say_for(self, context: str, text: str, /, **fields: object) -> str:
        """Return a text that means something particular."""
        key = f"{context}|{text}"
        return self._filled(key, fields) if key in self._own else super().say_for(context, text, **_unmarked(fields))

    def count(self, one: str, many: str, n: int, /, **fields: object) -> str:
        """Return the form of a counted word that goes with n."""
        for form in (self._form(n), "other"):
            if f"{form}|{one}" in self._own:
                return self._filled(f"{form}|{one}", {"n": self.number(n), **fields})
        return super().count(one, many, n, **fields)

    def money(self, cents: int, currency: str) -> str:
        """Return an amount; in a line from right to left its sign stays in one piece, CA$."""
        made = super().money(cents, currency)
        return f"{made}\u200e" if self.right_to_left and made.endswith("$") else made

    @property
    def comma(self) -> str:
        """Return what stands between things that are listed without and."""
        return "\u060c " if self._arabic else COMMA

    def long_day(self, day: date) -> str:
        """Return a date in full, in the order that this language has."""
        return self._date(day, "full")

    def short_day(self, day: date) -> str:
        """Return a date without its weekday."""
        made = self._date(day, "medium")
        # 11/12 is two days to those who come from two countries.
        return made if any(map(str.isalpha, made)) else self._date(day, "d MMM y")

    def _filled(self, key: str, fields: Mapping[str, object]) -> str:
        apart = self._apart(fields)
        return _FIELD.sub(lambda found: str(apart.get(found[1], found[0])), self._own[key])

    def _apart(self, fields: Mapping[str, object]) -> dict[str, object]:
        """Return fields that cannot be torn apart by the words around them."""
        if not self.right_to_left:
            return dict(fields)
        return {name: kept_apart(value) if isinstance(value, str) else value for name, value in fields.items()}


def _unmarked(fields: Mapping[str, object]) -> dict[str, object]:
    """Return fields without the marks that would turn a sentence in another language."""
    return {name: value.translate(_MARKS) if isinstance(value, str) else value for name, value in fields.items()}


def speaking(language: str, own: Said = ()) -> Words:
    """Return the words of a language: the program's, or `own` in one that it does not speak itself."""
    return Words(language) if has_catalogue(language) else OwnWords(language, own)


def kept_apart(text: str) -> str:
    """Return text for the inside of a line from right to left: a telephone number, say, keeps the order of its groups."""
    return text if not text or text.isdigit() or _RUNS_RIGHT.search(text) else f"\u2068{text}\u2069"
