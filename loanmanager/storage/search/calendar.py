"""What the calendar shows between two days: of every type how many are free, of one type each device with its loans."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from loanmanager.domain import names
from loanmanager.domain.promises import NOTHING, Promises
from loanmanager.storage.engine import Engine, Row
from loanmanager.storage.search.reservations import ReservationRow, promises_of_types, reservations_between
from loanmanager.storage.values import among, moment

_MOVING = "AND (l.out_on >= :first OR i.due_on BETWEEN :first AND :last OR i.ended_at < :after)"
_HERE = "d.status NOT IN ('retired', 'lost', 'stolen')"


@dataclass(frozen=True, slots=True)
class CalendarLoan:
    """A device that is or was away on some days; `back` is the day on which it came back, None while it is out."""

    device_id: int
    loan_id: int
    number: str
    name: str
    first: date
    due: date
    back: date | None
    tag: str = ""
    type_id: int = 0


@dataclass(frozen=True, slots=True)
class CalendarDevice:
    """A device as a row of the calendar."""

    id: int
    tag: str
    name: str
    type_id: int
    status: str


@dataclass(frozen=True, slots=True)
class CalendarView:
    """What the calendar shows between two days.

    `owned` tells how many devices there are of each type, `moving` which loans begin, are due or end on a day. Devices and
    loans one by one are there for one type only: an office may have a hundred thousand.
    """

    first: date
    last: date
    owned: Mapping[int, int] = field(default_factory=dict)
    moving: Mapping[date, tuple[CalendarLoan, ...]] = field(default_factory=dict)
    reservations: tuple[ReservationRow, ...] = ()
    promises: Promises = NOTHING
    devices: tuple[CalendarDevice, ...] = ()
    loans: tuple[CalendarLoan, ...] = ()


def calendar_of_types(store: Engine, first: date, last: date, today: date, type_ids: Iterable[int]) -> CalendarView:
    """Return how many devices of each type there are and what happens between two days."""
    types = tuple(type_ids)
    return CalendarView(
        first,
        last,
        _owned(store, types),
        _by_day(_loans(store, types, first, last, _MOVING)),
        reservations_between(store, first, last, types),
        promises_of_types(store, types, today),
    )


def calendar_of_type(store: Engine, first: date, last: date, today: date, type_id: int) -> CalendarView:
    """Return the devices of a type, and the loans and reservations that touch the days between two."""
    loans = _loans(store, (type_id,), first, last)
    return CalendarView(
        first,
        last,
        _owned(store, (type_id,)),
        _by_day(loans),
        reservations_between(store, first, last, (type_id,)),
        promises_of_types(store, (type_id,), today),
        _devices(store, type_id),
        loans,
    )


def _owned(store: Engine, type_ids: Iterable[int]) -> dict[int, int]:
    listed, named = among(type_ids)
    sql = f"SELECT d.type_id, COUNT(*) AS number FROM devices d WHERE d.type_id IN {listed} AND {_HERE} GROUP BY d.type_id"
    return {row["type_id"]: row["number"] for row in store.rows(sql, **named)}


def _devices(store: Engine, type_id: int) -> tuple[CalendarDevice, ...]:
    sql = f"SELECT d.id, d.tag, d.make, d.model, d.status FROM devices d WHERE d.type_id = :id AND {_HERE} ORDER BY d.tag_key"
    rows = store.rows(sql, id=type_id)
    return tuple(CalendarDevice(row["id"], row["tag"], _name(row), type_id, row["status"]) for row in rows)


def _name(row: Row) -> str:
    make, model = row["make"], row["model"]
    return str(model if model.casefold().startswith(make.casefold()) else f"{make} {model}").strip()


def _loans(store: Engine, type_ids: Iterable[int], first: date, last: date, more: str = "") -> tuple[CalendarLoan, ...]:
    """Return the loans that touch the days; one that is overdue reaches up to today, which the page knows."""
    listed, named = among(type_ids)
    rows = store.rows(
        f"""SELECT i.device_id, i.due_on, i.ended_at, l.id, l.number, l.out_on, c.family_name, c.given_name, d.tag, d.type_id
            FROM items i JOIN loans l ON l.id = i.loan_id JOIN clients c ON c.id = l.client_id
            JOIN devices d ON d.id = i.device_id
            WHERE d.type_id IN {listed} AND l.out_on <= :last AND (i.ended IS NULL OR i.ended_at >= :first)
              AND (i.ended IS NULL OR i.ended <> 'undone') {more}
            ORDER BY l.out_on, i.id""",
        **named,
        first=first.isoformat(),
        last=last.isoformat(),
        after=(last + timedelta(days=2)).isoformat(),  # a day here may be another one in UTC
    )
    day, back = cache(date.fromisoformat), cache(lambda text: moment(text).astimezone().date())
    return tuple(
        CalendarLoan(
            row["device_id"],
            row["id"],
            row["number"],
            names.listed(row["family_name"], row["given_name"]),
            day(row["out_on"]),
            day(row["due_on"]),
            back(row["ended_at"]) if row["ended_at"] else None,
            row["tag"],
            row["type_id"],
        )
        for row in rows
    )


def _by_day(loans: Iterable[CalendarLoan]) -> dict[date, tuple[CalendarLoan, ...]]:
    found: dict[date, list[CalendarLoan]] = {}
    for each in loans:
        for day in {each.first, each.due, each.back or each.due}:
            found.setdefault(day, []).append(each)
    return {day: tuple(moving) for day, moving in found.items()}
