"""Reservations: who waits for what, in which order, how long a device stays put aside, and why not (product 4.5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from loanmanager.domain import refusals as why
from loanmanager.domain.devices import Device, DeviceStatus
from loanmanager.domain.names import Label, name_key
from loanmanager.domain.office import OpenDays, Rules
from loanmanager.domain.refusal import Refusal

PREPARED_AHEAD = 2
"""Open days before its first day from which on a reservation is on the list to prepare."""

MOST = 50
"""Devices that one form may reserve: more is a slip of the finger."""


class State(StrEnum):
    """Where a reservation stands."""

    WAITING = "waiting"
    READY = "ready"
    LENT = "lent"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Priority(StrEnum):
    """A reason to be served first. Any other text is one as well, and comes after these."""

    INTERVIEW = "interview"
    COURSE = "course_start"


def rank_of(priority: str) -> int:
    """Return how early a reason is served: the higher the sooner, 0 for no reason."""
    ranks = {"": 0, Priority.INTERVIEW: 3, Priority.COURSE: 2}
    return ranks.get(priority.strip(), 1)


@dataclass(frozen=True, slots=True)
class Borrower:
    """Who would borrow, and the programmes that speak for them, by `name_key`."""

    client_id: int
    programmes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reservation:
    """One device promised for some days, the first and the last included.

    It is for a client or a programme, and of a device or a type. `held_device_id` is put aside while it is ready, up to
    and with `ready_until`.
    """

    id: int
    number: str
    first: date
    last: date
    made_at: datetime
    client_id: int | None = None
    programme_id: int | None = None
    programme: str = ""
    type_id: int | None = None
    device_id: int | None = None
    site_id: int | None = None
    staff_id: int | None = None
    priority: str = ""
    rank: int = 0
    note: str = ""
    state: State = State.WAITING
    held_device_id: int | None = None
    ready_until: date | None = None
    loan_id: int | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still counts on it."""
        return self.state in {State.WAITING, State.READY}

    @property
    def place(self) -> tuple[int, datetime, int]:
        """Return the key of its place in the waiting list: the reason first, then who asked first."""
        return (-self.rank, self.made_at, self.id)

    def is_for(self, who: Borrower) -> bool:
        """Tell whether it is this client's own, or their programme's."""
        if self.client_id is not None:
            return self.client_id == who.client_id
        return name_key(self.programme) in who.programmes

    def meets(self, first: date, last: date) -> bool:
        """Tell whether it shares a day with these days."""
        return self.first <= last and first <= self.last

    def suits(self, device: Device) -> bool:
        """Tell whether a device is what was asked for: that very one, or one of the type at the place."""
        if self.device_id is not None:
            return self.device_id == device.id
        return self.type_id == device.type.id and same_place(self.site_id, device.site_id)

    def is_over(self, today: date) -> bool:
        """Tell whether nobody came in time: the hold ended, or the last day went by without a device."""
        end = self.ready_until if self.state is State.READY and self.ready_until else self.last
        return self.is_open and end < today


def same_place(one: int | None, other: int | None) -> bool:
    """Tell whether two sites are one; a device or a reservation without a site is at home at every site."""
    return one is None or other is None or one == other


def in_order(waiting: Iterable[Reservation]) -> tuple[Reservation, ...]:
    """Return the waiting list as it is served: by reason, then by when each was made."""
    return tuple(sorted(waiting, key=lambda each: each.place))


def hold_until(made: Reservation, today: date, rules: Rules) -> date:
    """Return the last day on which a device put aside today is kept.

    The policy's open days are counted after the day from which it can be fetched: the first day of the reservation, or
    today if that is later, moved to an open day. It is never kept past the reservation's own last day.
    """
    fetched = rules.open_days.next_open(max(today, made.first))
    return min(open_days_after(fetched, rules.policy.hold_days, rules.open_days), max(made.last, today))


def open_days_after(day: date, number: int, open_days: OpenDays) -> date:
    """Return the n-th open day after a day; the day itself for none."""
    for _ in range(number):
        day = open_days.next_open(day + timedelta(days=1))
    return day


def prepared_by(today: date, open_days: OpenDays) -> date:
    """Return the latest first day of a reservation whose turn has come."""
    return open_days_after(today, PREPARED_AHEAD, open_days)


def offered(
    reservations: Iterable[Reservation], shelf: Iterable[Device], today: date, until: date
) -> tuple[tuple[Reservation, Device], ...]:
    """Return which device to put aside for whom: those who wait and begin by a day, in the order of the list.

    `reservations` are all open ones: a device that is promised by name to another is offered to nobody else.
    """
    known = tuple(reservations)
    free = {each.id: each for each in sorted(shelf, key=lambda each: each.tag) if each.status is DeviceStatus.AVAILABLE}
    found = []
    for each in in_order(r for r in known if r.state is State.WAITING and not r.is_over(today) and r.first <= until):
        mine = next((d for d in free.values() if each.suits(d) and not _promised_by_name(d, each, known)), None)
        if mine:
            found.append((each, free.pop(mine.id)))
    return tuple(found)


def _promised_by_name(device: Device, mine: Reservation, known: Iterable[Reservation]) -> bool:
    """Tell whether the very device is promised on some of the same days to somebody who comes before."""
    return any(
        each.device_id == device.id
        and each.id != mine.id
        and each.state is State.WAITING
        and each.meets(mine.first, mine.last)
        and (mine.device_id is None or each.place < mine.place)
        for each in known
    )


def ahead(
    mine: Reservation, device: Device, known: Iterable[Reservation], shelf: Iterable[Device], today: date, until: date
) -> str:
    """Return the number of whoever would go without if `mine` got this device out of turn, nothing where nobody would.

    `shelf` is what is available now, this device included; `until` as in `offered`.
    """
    others = [each for each in known if each.id != mine.id and each.state is State.WAITING and not each.is_over(today)]
    named = [each for each in others if each.device_id == device.id and each.meets(mine.first, mine.last)]
    if mine.device_id is None and named:
        return in_order(named)[0].number
    soon = max(until, mine.first)
    served = {each.id for each, _ in offered(others, [d for d in shelf if d.id != device.id], today, soon)}
    hurt = in_order(
        each
        for each in others
        if each.id not in served
        and each.suits(device)
        and each.first <= min(soon, mine.last)
        and each.place < mine.place
    )
    return hurt[0].number if hurt else ""


def make_number(year: int, number: int) -> str:
    """Return a reservation number such as R-2026-014."""
    return f"R-{year}-{number:03d}"


# Why not


@dataclass(frozen=True, slots=True)
class Promised(Refusal):
    """The device is promised to somebody else from `first`; it may be lent up to `latest`."""

    tag: str
    first: date
    latest: date
    overridable: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class AllPromised(Refusal):
    """Every device of the type that is there on `day` is needed for those who wait."""

    type: Label
    day: date
    overridable: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class NotTheirTurn(Refusal):
    """Somebody before them in the waiting list wants the same device."""

    number: str
    before: str
    overridable: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class NotAskedFor(Refusal):
    """The device is not the one, or not of the type, that was reserved."""

    tag: str
    number: str


@dataclass(frozen=True, slots=True)
class ReservationIs(Refusal):
    """The reservation is not in the state that this asks for."""

    number: str
    state: State


@dataclass(frozen=True, slots=True)
class ReservationOver(Refusal):
    """The last day of the reservation is past."""

    number: str
    last: date


@dataclass(frozen=True, slots=True)
class BeginsInPast(Refusal):
    """The first day is before today."""

    first: date


@dataclass(frozen=True, slots=True)
class EndsBeforeItBegins(Refusal):
    """The last day is before the first."""

    first: date


@dataclass(frozen=True, slots=True)
class NothingOver(Refusal):
    """No reservation has run out."""


def against_aside(device: Device, mine: Reservation) -> tuple[Refusal, ...]:
    """Return why a device cannot be put aside for a reservation, whoever else waits."""
    if not mine.suits(device):
        return (NotAskedFor(device.tag, mine.number),)
    states: dict[DeviceStatus, Refusal] = {
        DeviceStatus.TO_RESET: why.DeviceNotReset(device.tag),
        DeviceStatus.TO_CHECK: why.DeviceNotChecked(device.tag),
        DeviceStatus.RESERVED: why.DeviceReserved(device.tag),
    }
    if device.status is DeviceStatus.AVAILABLE:
        return ()
    return (states.get(device.status, why.DeviceNotAvailable(device.tag, device.status)),)


def against_dates(first: date, last: date, today: date) -> tuple[Refusal, ...]:
    """Return why these days cannot be reserved."""
    if last < first:
        return (EndsBeforeItBegins(first),)
    return (BeginsInPast(first),) if first < today else ()
