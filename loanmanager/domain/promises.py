"""What those who reserved are promised, and what that leaves for whoever stands at the desk (product 4.2, 4.5).

A device promised by name is lent to others only up to the day before its reservation begins (and its type's gap). For
a type, a small agency asks: if these leave until then, is there, on each of those days, still a device for everybody
who waits? Those on loan count again from the day after they are due, those overdue not at all, because nobody knows.
Identical devices can be given out in turn, so counting each day is enough. Whoever reserved is not refused because of
somebody behind them in the waiting list on the same days. A coordinator may overrule both.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from loanmanager.domain.devices import Device, DeviceType
from loanmanager.domain.refusal import Refusal
from loanmanager.domain.reservations import AllPromised, Borrower, Promised, Reservation, State, in_order, same_place


@dataclass(frozen=True, slots=True)
class Unit:
    """A device that can be counted on: where it is at home and until when it is away, None when it is in.

    `date.max` stands for one that is overdue. Several that are alike, and that nobody asks for by name, may be counted as one
    `number`, without a home of their own.
    """

    id: int
    type_id: int
    site_id: int | None = None
    busy_until: date | None = None
    number: int = 1

    def is_in(self, day: date) -> bool:
        """Tell whether it is there on a day."""
        return self.busy_until is None or self.busy_until < day


@dataclass(frozen=True, slots=True)
class Promises:
    """The open reservations that matter to a loan, the devices that could serve them, the client's programmes by key."""

    reservations: tuple[Reservation, ...] = ()
    units: tuple[Unit, ...] = ()
    programmes: frozenset[str] = frozenset()

    def holding(self, device_id: int) -> Reservation | None:
        """Return the reservation for which a device is put aside."""
        return next((each for each in self.reservations if each.held_device_id == device_id), None)

    def holds_for(self, device_id: int, who: Borrower) -> bool:
        """Tell whether a device is put aside for this borrower."""
        found = self.holding(device_id)
        return found is not None and found.is_for(who)


NOTHING = Promises()
FAR = date(9000, 1, 1)  # with room for a gap behind it
"""A due date past every reservation."""


def with_gap(day: date, gap_days: int) -> date:
    """Return the last day on which a device due on a day cannot be lent yet, its type's gap between loans included."""
    return day + timedelta(days=gap_days)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Devices that somebody would take today until a due date."""

    devices: tuple[Device, ...]
    due: date
    who: Borrower


def broken(wanted: Wanted, promises: Promises, today: date) -> Iterator[Refusal]:
    """Yield what was promised to others and would be broken."""
    if not promises.reservations:
        return
    waiting = _before_them(wanted.who, promises, today)
    loose = [each for each in wanted.devices if not promises.holds_for(each.id, wanted.who)]
    for device in loose:
        yield from _by_name(device, wanted, waiting, today)
    for kind in {each.type.id: each.type for each in loose}.values():
        leaving = [each for each in loose if each.type.id == kind.id]
        yield from _by_type(kind, leaving, wanted, promises.units, waiting, today)


def _before_them(who: Borrower, promises: Promises, today: date) -> tuple[Reservation, ...]:
    """Return who waits, but for the borrower and those behind the borrower on the same days."""
    mine = [each for each in promises.reservations if each.is_for(who)]
    others = [each for each in promises.reservations if each.state is State.WAITING and not each.is_for(who)]
    return tuple(
        each for each in in_order(others) if not each.is_over(today) and not any(_outranks(own, each) for own in mine)
    )


def _outranks(own: Reservation, other: Reservation) -> bool:
    alike = own.type_id == other.type_id and own.device_id == other.device_id
    return alike and own.meets(other.first, other.last) and own.place < other.place


def _by_name(device: Device, wanted: Wanted, waiting: Iterable[Reservation], today: date) -> Iterator[Refusal]:
    gap = timedelta(days=device.type.gap_days)
    begins = [each.first for each in waiting if each.device_id == device.id and each.meets(today, wanted.due + gap)]
    if begins:
        yield Promised(device.tag, min(begins), min(begins) - gap - timedelta(days=1))


def _by_type(
    kind: DeviceType,
    leaving: list[Device],
    wanted: Wanted,
    units: Iterable[Unit],
    waiting: Iterable[Reservation],
    today: date,
) -> Iterator[Refusal]:
    sites = {each.site_id for each in leaving}
    there = None if None in sites or len(sites) > 1 else next(iter(sites))
    gone, until = {each.id for each in leaving}, wanted.due + timedelta(days=kind.gap_days)
    left = [
        each for each in units if each.type_id == kind.id and each.id not in gone and same_place(each.site_id, there)
    ]
    asking = [each for each in waiting if each.type_id == kind.id and same_place(each.site_id, there)]
    named = [each for each in waiting if each.device_id is not None]
    for day in sorted({max(today, each.first) for each in asking if each.meets(today, until)}):
        if sum(each.meets(day, day) for each in asking) > spare(left, named, day):
            yield AllPromised(kind.name, day)
            return


def spare(units: Iterable[Unit], waiting: Iterable[Reservation], day: date) -> int:
    """Return how many devices are there on a day and promised by name to nobody."""
    named = {each.device_id for each in waiting if each.device_id is not None and each.meets(day, day)}
    return sum(each.number for each in units if each.is_in(day) and each.id not in named)


def shortage(kind_id: int, promises: Promises, day: date) -> tuple[int, int]:
    """Return of a type, on a day, how many devices are free and how many wait in vain."""
    waiting = [each for each in promises.reservations if each.state is State.WAITING]
    there = spare([each for each in promises.units if each.type_id == kind_id], waiting, day)
    asking = sum(each.type_id == kind_id and each.meets(day, day) for each in waiting)
    return max(0, there - asking), max(0, asking - there)


def fulfilled(wanted: Wanted, open_ones: Iterable[Reservation]) -> dict[int, Reservation]:
    """Return which reservation each device fulfils, by device: the one that holds it first, then what it was asked for.

    A client's own comes before their programme's, one that is ready before one that waits, and one that begins only
    after the due date is for another time.
    """
    left = [each for each in open_ones if each.is_open and each.is_for(wanted.who)]
    found: dict[int, Reservation] = {}
    for device in wanted.devices:
        held = [each for each in left if each.held_device_id == device.id]
        suiting = [each for each in left if each.suits(device) and each.first <= wanted.due]
        best = min(held or suiting, key=_closest, default=None)
        if best:
            found[device.id] = best
            left.remove(best)
    return found


def _closest(each: Reservation) -> tuple[bool, bool, bool, tuple[object, ...]]:
    return (each.client_id is None, each.state is not State.READY, each.device_id is None, each.place)
