"""What the timeline says of reservations."""

from collections.abc import Callable
from datetime import date

from loanmanager.i18n import Words
from loanmanager.storage.search import HistoryRow
from loanmanager.ui.tokens import STATUSES, Mark


def _days(row: HistoryRow, words: Words) -> str:
    first, last = (words.short_day(date.fromisoformat(row.facts[name])) for name in ("first", "last"))
    return words.say("{first} to {last}", first=first, last=last)


def _reserved(row: HistoryRow, words: Words, about: str) -> str:
    who = row.client or row.facts.get("programme", "")
    if about == "device" and who:
        return words.say("Reserved for {client}, {days}", client=who, days=_days(row, words))
    return words.say("Reserved {days}", days=_days(row, words))


def _moved(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (one signature for every kind)
    return words.say("Reservation moved to {days}", days=_days(row, words))


def _cancelled(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Reservation cancelled")


def _aside(row: HistoryRow, words: Words, about: str) -> str:
    until = (row.facts.get("result") or {}).get("ready_until")
    day = words.day(date.fromisoformat(until)) if until else ""
    if about == "device" or not row.tags:
        return words.say("Put aside until {day}", day=day)
    return words.say("{tags} put aside until {day}", tags=words.list(list(row.tags)), day=day)


def _released(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Put back on the shelf, the reservation waits again")


def _expired(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Reservation expired")


KINDS: dict[str, tuple[Mark, Callable[[HistoryRow, Words, str], str]]] = {
    "reserve": (Mark("calendar-plus", "held"), _reserved),
    "move_reservation": (Mark("calendar-clock", "held"), _moved),
    "cancel_reservation": (Mark("x", "muted"), _cancelled),
    "put_aside": (STATUSES["reserved"], _aside),
    "release_reservation": (Mark("rotate-ccw", "muted"), _released),
    "expire_reservations": (Mark("clock", "todo"), _expired),
}


def undone(words: Words) -> dict[str, str]:
    """Return what is said when one of these is undone, by operation."""
    return {
        "reserve": words.say("Reservation undone"),
        "move_reservation": words.say("Days of the reservation put back"),
        "cancel_reservation": words.say("Reservation taken up again"),
        "put_aside": words.say("Putting aside undone"),
        "release_reservation": words.say("Put aside again"),
        "expire_reservations": words.say("Reservation taken up again"),
    }
