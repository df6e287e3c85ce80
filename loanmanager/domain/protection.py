"""Protection at rest (product 9.7): what passphrase is one, and how a recovery sheet is proved to be in somebody's hands."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from loanmanager.domain.refusal import Refusal

SHORTEST = 12  # characters: whoever copies the file may guess for as long as they like
LONGEST = 512
_DIFFERENT = 5
ASKED = 3
"""How many words of a sheet are asked for, to see that it was printed and can be read."""


@dataclass(frozen=True, slots=True)
class PassphraseTooShort(Refusal):
    """It has fewer characters than it should, not counting blanks around it."""

    least: int = SHORTEST
    field: str = "passphrase"


@dataclass(frozen=True, slots=True)
class PassphraseTooLong(Refusal):
    """It has more characters than anybody types."""

    most: int = LONGEST
    field: str = "passphrase"


@dataclass(frozen=True, slots=True)
class PassphraseTooPlain(Refusal):
    """It is made of very few different characters."""

    field: str = "passphrase"


@dataclass(frozen=True, slots=True)
class NobodyHoldsTheKey(Refusal):
    """The keyring did not take the key and there is no passphrase: every start would ask for all the words."""

    field: str = "passphrase"


@dataclass(frozen=True, slots=True)
class ProtectedAlready(Refusal):
    """The office is encrypted."""


@dataclass(frozen=True, slots=True)
class NotProtected(Refusal):
    """The office is not encrypted."""


@dataclass(frozen=True, slots=True)
class WordNotOnSheet(Refusal):
    """What was typed is not the word that the sheet has at this place (from 1)."""

    place: int


def check_passphrase(passphrase: str) -> Refusal | None:
    """Return what is against a passphrase, None where it may be used or is empty, which means none."""
    typed = passphrase.strip()
    if not typed:
        return None
    if len(typed) < SHORTEST:
        return PassphraseTooShort()
    if len(typed) > LONGEST:
        return PassphraseTooLong()
    return PassphraseTooPlain() if len(set(typed)) < _DIFFERENT else None


def places_to_ask(count: int, dice: random.Random | None = None) -> tuple[int, ...]:
    """Return which words of a sheet to ask for, by their numbers from 1, in order."""
    return tuple(sorted((dice or random.SystemRandom()).sample(range(1, count + 1), ASKED)))


def not_on_sheet(words: Sequence[str], typed: dict[int, str]) -> tuple[WordNotOnSheet, ...]:
    """Return what is against the words that were typed back, by their numbers; both are folded already."""
    return tuple(
        WordNotOnSheet(place) for place, word in typed.items() if not word or not _same(words[place - 1], word)
    )


def _same(word: str, typed: str) -> bool:
    """Tell whether what was typed is a word or at least its first four letters, which tell it from every other."""
    return typed == word or (len(typed) >= 4 and word.startswith(typed))  # noqa: PLR2004 (as the sheet says)
