"""What the calendar shows, worked out before anything is painted: days, lanes, bars, and how many are free."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from loanmanager.domain.promises import shortage
from loanmanager.domain.reservations import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from loanmanager.domain.devices import DeviceType
    from loanmanager.domain.office import OpenDays
    from loanmanager.i18n import Words
    from loanmanager.storage.search import CalendarLoan, CalendarView, ReservationRow

WEEK, MONTH = "week", "month"
_DAYS_IN_WEEK = 7


@dataclass(frozen=True, slots=True)
class Bar:
    """A loan or a reservation over some columns, the first and the last included.

    `kind` is loan, late, back, ready or waiting; `starts` and `ends` tell whether its ends are in sight.
    """

    kind: str
    first: int
    last: int
    words: str
    starts: bool = True
    ends: bool = True
    loan_id: int = 0
    reservation_id: int = 0

    def covers(self, column: int) -> bool:
        """Tell whether it lies over a column."""
        return self.first <= column <= self.last


@dataclass(frozen=True, slots=True)
class Lane:
    """One row: a type with its counts by day, or a device (or a place in the waiting list) with its bars.

    A count is how many are free; below zero, how many wait in vain; None for a day that is past.
    """

    words: str
    beside: str = ""
    icon: str = ""
    type_id: int = 0
    device_id: int = 0
    counts: tuple[int | None, ...] = ()
    bars: tuple[Bar, ...] = ()

    def bar_at(self, column: int) -> Bar | None:
        """Return what lies over a column; a reservation before a loan that is late."""
        over = [each for each in self.bars if each.covers(column)]
        return max(over, key=lambda each: (bool(each.reservation_id), each.first), default=None)


@dataclass(frozen=True, slots=True)
class Plan:
    """The days of a view, which of them are closed, and the lanes under them."""

    days: tuple[date, ...]
    closed: frozenset[date]
    today: date
    lanes: tuple[Lane, ...] = ()

    def column(self, day: date) -> int:
        """Return the column of a day, the nearest one where it is not in sight."""
        return min(max((day - self.days[0]).days, 0), len(self.days) - 1)


def days_of(mode: str, day: date) -> tuple[date, ...]:
    """Return the days of the month or the week (from Monday) that a day is in."""
    if mode == WEEK:
        first, number = day - timedelta(days=day.weekday()), _DAYS_IN_WEEK
    else:
        first, number = day.replace(day=1), monthrange(day.year, day.month)[1]
    return tuple(first + timedelta(days=n) for n in range(number))


def moved(mode: str, day: date, by: int) -> date:
    """Return the same day some months or weeks on, at most the last of its month."""
    if mode == WEEK:
        return day + timedelta(days=_DAYS_IN_WEEK * by)
    months = day.year * 12 + day.month - 1 + by
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def empty(mode: str, day: date, open_days: OpenDays, today: date) -> Plan:
    """Return the days alone, before anything was read."""
    days = days_of(mode, day)
    return Plan(days, frozenset(each for each in days if not open_days.is_open(each)), today)


def of_types(bare: Plan, view: CalendarView, types: Sequence[DeviceType], words: Words) -> Plan:
    """Return one lane for each type: how many are free on each day."""
    used = set(view.owned) | {each.type_id for each in view.reservations}
    lanes = tuple(_counted(bare, view, each, words) for each in types if each.id in used)
    return replace(bare, lanes=lanes)


def of_type(bare: Plan, view: CalendarView, kind: DeviceType, words: Words) -> Plan:
    """Return the type's counts, who waits without a device yet, then each device with its loans and reservations."""
    mine = [each for each in view.reservations if each.type_id == kind.id]
    waiting = [each for each in mine if each.device_id is None and each.state is State.WAITING]
    loans, asked = _by_device(view.loans), _asked_for(mine)
    devices = tuple(
        Lane(
            each.tag,
            each.name,
            kind.icon,
            kind.id,
            each.id,
            bars=tuple(_of_device(bare, loans.get(each.id, ()), asked.get(each.id, ()), each.id)),
        )
        for each in view.devices
    )
    return replace(bare, lanes=(_counted(bare, view, kind, words), *_stacked(bare, waiting, kind, words), *devices))


def _counted(bare: Plan, view: CalendarView, kind: DeviceType, words: Words) -> Lane:
    number = view.owned.get(kind.id, 0)
    counts = tuple(_count(view, kind.id, day) if day >= bare.today else None for day in bare.days)
    return Lane(kind.name.in_(words.language), words.number(number), kind.icon, kind.id, counts=counts)


def _count(view: CalendarView, type_id: int, day: date) -> int:
    free, short = shortage(type_id, view.promises, day)
    return -short if short else free


def _stacked(bare: Plan, waiting: Iterable[ReservationRow], kind: DeviceType, words: Words) -> tuple[Lane, ...]:
    """Lay those who wait in as few lanes as they need, whoever comes first in the list above."""
    lanes: list[list[Bar]] = []
    for each, number in _alike(waiting):
        said = f"{each.name} \u00d7\u00a0{number}" if number > 1 else each.name
        bar = _bar(bare, "waiting", each.first, each.last, said, reservation_id=each.id)
        if bar is None:
            continue
        room = next((lane for lane in lanes if all(bar.first > b.last or bar.last < b.first for b in lane)), None)
        if room is None:
            lanes.append([bar])
        else:
            room.append(bar)
    said = words.say("Waiting list")
    return tuple(Lane(said if n == 0 else "", "", "clock", kind.id, bars=tuple(lane)) for n, lane in enumerate(lanes))


def _alike(waiting: Iterable[ReservationRow]) -> list[tuple[ReservationRow, int]]:
    """Return the waiting list with those of one name and the same days once, and how many they are."""
    found: dict[tuple[object, ...], list[ReservationRow]] = {}
    for each in sorted(waiting, key=lambda row: (-row.rank, row.made_at, row.id)):
        found.setdefault((each.name, each.is_programme, each.first, each.last, each.rank), []).append(each)
    return [(rows[0], len(rows)) for rows in found.values()]


def _by_device(loans: Iterable[CalendarLoan]) -> dict[int, list[CalendarLoan]]:
    found: dict[int, list[CalendarLoan]] = {}
    for each in loans:
        found.setdefault(each.device_id, []).append(each)
    return found


def _asked_for(reservations: Iterable[ReservationRow]) -> dict[int, list[ReservationRow]]:
    """Return the open reservations by the device that was asked for or that is put aside."""
    found: dict[int, list[ReservationRow]] = {}
    for row in (each for each in reservations if each.state is not State.LENT):
        for device_id in {row.device_id, row.held_id} - {None}:
            found.setdefault(device_id or 0, []).append(row)
    return found


def _of_device(
    bare: Plan, loans: Iterable[CalendarLoan], reservations: Iterable[ReservationRow], device_id: int
) -> Iterable[Bar]:
    for each in loans:
        yield from _of_loan(bare, each)
    for row in reservations:
        ready = row.held_id == device_id
        bar = _bar(bare, "ready" if ready else "waiting", row.first, row.last, row.name, reservation_id=row.id)
        if bar:
            yield bar


def _of_loan(bare: Plan, loan: CalendarLoan) -> Iterable[Bar]:
    """Return a loan up to its due date, and the days by which it is late; one that is back up to the day it came."""
    if loan.back is not None:
        bar = _bar(bare, "back", loan.first, max(loan.back, loan.first), loan.name, loan_id=loan.loan_id)
        return [bar] if bar else []
    bars = [_bar(bare, "loan", loan.first, loan.due, loan.name, loan_id=loan.loan_id)]
    if loan.due < bare.today:
        late = loan.due + timedelta(days=1)
        bars.append(_bar(bare, "late", late, bare.today, loan.name, loan_id=loan.loan_id))
    return [each for each in bars if each]


def _bar(
    bare: Plan, kind: str, first: date, last: date, words: str, *, loan_id: int = 0, reservation_id: int = 0
) -> Bar | None:
    """Return the part of a bar that is in sight, None where nothing is."""
    start, end = bare.days[0], bare.days[-1]
    if last < start or first > end:
        return None
    return Bar(
        kind,
        bare.column(first),
        bare.column(last),
        words,
        starts=first >= start,
        ends=last <= end,
        loan_id=loan_id,
        reservation_id=reservation_id,
    )
