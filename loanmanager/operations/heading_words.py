"""Headings and fixed words of papers as an agency writes them: each beside what the program says, and where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from loanmanager.documents import fixed_words
from loanmanager.domain.templates import Template


@dataclass(frozen=True, slots=True)
class WordRow:
    """One word: what the program says (`source`), what is printed in the language, and numbers that have its form.

    `said` is empty where nothing is written; `drafted` tells that it is only the draft that travels with the program.
    """

    key: str
    source: str
    group: str
    examples: tuple[int, ...] = ()
    said: str = ""
    drafted: bool = False


def to_write(languages: Iterable[str]) -> tuple[str, ...]:
    """Return the languages of papers whose words an agency writes itself: those that the program does not speak."""
    return tuple(each for each in languages if not fixed_words.has_catalogue(each))


def rows(template: Template, language: str, screen: str) -> tuple[WordRow, ...]:
    """Return every word to write in a language, beside what the program says in the language of the screen."""
    own, drafted = template.words.get(language, {}), fixed_words.draft(language)
    return tuple(
        WordRow(
            slot.key,
            fixed_words.otherwise(slot.key, screen) or slot.english,
            slot.group,
            slot.examples,
            own.get(slot.key) or drafted.get(slot.key, ""),
            slot.key not in own and slot.key in drafted,
        )
        for slot in fixed_words.slots(language)
    )


def written(template: Template, language: str, key: str, text: str) -> Template:
    """Write a word in a language; with nothing written the draft, or another language, stands in again."""
    own = dict(template.words.get(language, {}))
    if text.strip():
        own[key] = text.strip()
    else:
        own.pop(key, None)
    words = {**template.words, language: own}
    return replace(template, words={each: said for each, said in words.items() if said})


def drafts_taken(template: Template, language: str) -> Template:
    """Make the drafts of a language the agency's own words, because somebody has read them; its own stay."""
    known = {slot.key for slot in fixed_words.slots(language)}
    drafted = {key: text for key, text in fixed_words.draft(language).items() if key in known}
    return replace(template, words={**template.words, language: {**drafted, **template.words.get(language, {})}})
