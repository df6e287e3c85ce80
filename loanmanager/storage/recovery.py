"""The words of a recovery sheet: the key itself as 24 words of BIP 39, in English or French.

They are typed back by people: accents, case, numbers, commas and line breaks do not matter, and the first four letters
of a word are enough, since no two words of a list share them.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Any

from loanmanager.storage import errors
from loanmanager.storage.key import Key

COUNT = 24
LISTS = {"en": "english", "fr": "french"}
_TELLING = 4
"""As many letters tell a word from every other one of its list."""


def words_of(key: Key, language: str) -> tuple[str, ...]:
    """Return a key as words, in a language or, where there is no list for it, in English."""
    said = _list(LISTS.get(language, "english")).to_mnemonic(key.raw)
    return tuple(unicodedata.normalize("NFC", said).split())


def plain(word: str) -> str:
    """Return a word as it is compared: no accents, no capitals, letters alone."""
    return re.sub(r"[^a-z]", "", _folded(word))


def code_of(words: Iterable[str]) -> str:
    """Return what a sheet's square code says: words that any scanner types alike on any keyboard."""
    return " ".join(plain(word) for word in words).upper()


def key_of(typed: str) -> Key:
    """Return the key that typed words stand for.

    Raises:
        WrongWords: there are not 24, some are in no list, or they do not belong together.
    """
    given = [word for word in re.split(r"[^a-z]+", _folded(typed)) if word]
    tried = {name: [_known(name).get(word[:_TELLING]) for word in given] for name in LISTS.values()}
    unknown = min((_unknown(given, found) for found in tried.values()), key=len)
    if unknown or len(given) != COUNT:
        raise errors.WrongWords(len(given), unknown)
    for name, found in tried.items():
        if None not in found and (raw := _raw(name, [word for word in found if word])):
            return Key(raw)
    raise errors.WrongWords(COUNT)


def _unknown(given: list[str], found: list[str | None]) -> tuple[tuple[int, str], ...]:
    """Return the place and spelling of each word that a list does not know. A short word is whole or not there."""
    return tuple((at, word) for at, (word, known) in enumerate(zip(given, found, strict=True), 1) if known is None)


def _raw(name: str, words: list[str]) -> bytes | None:
    """Return the bytes that words of a list stand for; None where their checksum says that one is not right."""
    try:
        return bytes(_list(name).to_entropy(words))
    except ValueError:
        return None


@cache
def _list(name: str) -> Any:
    from mnemonic import Mnemonic  # only whoever prints or types a sheet needs it

    return Mnemonic(name)


@cache
def _known(name: str) -> dict[str, str]:
    """Return the words of a list by their first letters."""
    return {_folded(word)[:_TELLING]: word for word in _list(name).wordlist}


def _folded(text: str) -> str:
    """Return a text without accents and capitals."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))
