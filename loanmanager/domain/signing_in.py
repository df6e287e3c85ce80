"""Signing in: how long to wait after wrong tries, and which PIN is none (product 9.2)."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from loanmanager.domain.refusal import Refusal

FREE_TRIES = 3
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=15)
SHORTEST, LONGEST = 4, 128  # characters of a PIN or password
IDLE_MINUTES = 10
MOST_IDLE = 240


@dataclass(frozen=True, slots=True)
class WrongPin(Refusal):
    """The PIN is not the person's. `seconds` is how long the next try has to wait."""

    field: str = "pin"
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class TryLater(Refusal):
    """There were too many wrong tries; the next one may be in so many seconds."""

    seconds: int
    field: str = "pin"


@dataclass(frozen=True, slots=True)
class NoPinYet(Refusal):
    """This person has no PIN, where others have."""

    name: str
    field: str = "pin"


@dataclass(frozen=True, slots=True)
class PinTooShort(Refusal):
    """A PIN or password has to have so many characters."""

    field: str = "new_pin"
    least: int = SHORTEST


@dataclass(frozen=True, slots=True)
class PinTooLong(Refusal):
    """A PIN or password has no more than so many characters."""

    field: str = "new_pin"
    most: int = LONGEST


@dataclass(frozen=True, slots=True)
class PinTooEasy(Refusal):
    """One character again and again, a run such as 1234, or the person's own name."""

    field: str = "new_pin"


@dataclass(frozen=True, slots=True)
class PinAsBefore(Refusal):
    """The new PIN is the one that was to be changed."""

    field: str = "new_pin"


@dataclass(frozen=True, slots=True)
class ChangePinFirst(Refusal):
    """An administrator gave this PIN; its owner chooses another one first."""


@dataclass(frozen=True, slots=True)
class AdministratorFirst(Refusal):
    """The first PIN of an office is an administrator's, or nobody could give the others theirs."""


@dataclass(frozen=True, slots=True)
class LastAdministrator(Refusal):
    """Without this person no administrator could sign in."""

    name: str


@dataclass(frozen=True, slots=True)
class AskAdministrator(Refusal):
    """Whoever is no administrator gets a new PIN from one."""

    name: str


@dataclass(frozen=True, slots=True)
class NotTheOwner(Refusal):
    """Nothing proves that whoever asks for an administrator's new PIN holds the office."""


@dataclass(frozen=True, slots=True)
class NotOnYourself(Refusal):
    """Nobody takes away their own role or deactivates themselves."""


def wait_after(tries: int) -> timedelta:
    """Return how long the next try waits after so many wrong ones: nothing, then 30 s, doubled up to 15 min."""
    if tries < FREE_TRIES:
        return timedelta(0)
    return min(FIRST_WAIT * (1 << min(tries - FREE_TRIES, 10)), LONGEST_WAIT)


def wait_left(tries: int, tried_at: datetime | None, now: datetime) -> timedelta:
    """Return how long is left to wait. A clock that was set back neither shortens the wait nor makes it longer than whole."""
    whole = wait_after(tries)
    if tried_at is None or not whole:
        return timedelta(0)
    return min(whole, max(timedelta(0), whole - (now - tried_at)))


def clock_was_set_back(tried_at: datetime | None, now: datetime) -> bool:
    """Tell whether the last try seems to be still to come, so that the wait has to be counted from now."""
    return tried_at is not None and now < tried_at


def as_kept(pin: str) -> str:
    """Return a PIN or password as it is compared: the same characters, whichever keyboard wrote them."""
    return unicodedata.normalize("NFKC", pin)


def faults(pin: str, name: str = "") -> tuple[Refusal, ...]:
    """Return what speaks against a new PIN or password."""
    kept = as_kept(pin)
    if len(kept.strip()) < SHORTEST:
        return (PinTooShort(),)
    if len(kept) > LONGEST:
        return (PinTooLong(),)
    return (PinTooEasy(),) if _is_easy(kept, name) else ()


def _is_easy(pin: str, name: str) -> bool:
    steps = {ord(later) - ord(sooner) for sooner, later in pairwise(pin)}
    named = {each.casefold() for each in (name, *name.split())}
    return steps in ({0}, {1}, {-1}) or pin.casefold().strip() in named
