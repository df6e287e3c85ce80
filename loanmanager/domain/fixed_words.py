"""Headings and fixed words of papers in a language that the agency added: what one may say.

Each goes by what the program says in English. A `key` is that text; "answer|yes" is the text where it means something
particular, and "few|{n} day" one form of a word that is counted, by the name that Unicode gives to that form.
"""

import re
from collections.abc import Iterator

LONGEST = 300
"""Characters: a heading or a sentence; what is longer is a clause."""

FORMS = ("zero", "one", "two", "few", "many", "other")
"""The forms that words have when they are counted; a language has some of them."""

_FIELD = re.compile(r"\{(\w+)\}")
_COUNTED = "n"


def text_of(key: str) -> str:
    """Return what the program says in English."""
    return key.split("|", 1)[-1]


def form_of(key: str) -> str:
    """Return which form of a counted word it is, nothing for all others."""
    form = key.split("|", 1)[0]
    return form if form in FORMS and "|" in key else ""


def fields_of(text: str) -> list[str]:
    """List what a text names in braces."""
    return _FIELD.findall(text)


def wrong(key: str, said: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a word: empty, too_long, malformed, or a field that is unknown or missing, with its name."""
    known, named = fields_of(text_of(key)), fields_of(said)
    if not said.strip():
        yield "empty", ""
    if len(said) > LONGEST:
        yield "too_long", ""
    if any(each < " " or each in "{}\x7f" or "\ud800" <= each <= "\udfff" for each in _FIELD.sub("", said)):
        yield "malformed", ""
    for name in dict.fromkeys(each for each in named if each not in known):
        yield "unknown", name
    for name in known:
        # Some forms say the number as a word: one day, two days.
        if name not in named and not (name == _COUNTED and form_of(key)):
            yield "missing", name
