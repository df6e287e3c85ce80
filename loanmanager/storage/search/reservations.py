"""Reservations as lists, the desk and the calendar show them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from loanmanager.domain import names
from loanmanager.domain import reservations as rules_of
from loanmanager.domain.devices import Device
from loanmanager.domain.names import Label
from loanmanager.domain.promises import NOTHING, Promises
from loanmanager.domain.reservations import Reservation, State
from loanmanager.storage import office, reservations
from loanmanager.storage.engine import Engine, Row
from loanmanager.storage.values import among, day, moment


@dataclass(frozen=True, slots=True)
class ReservationRow:
    """One reservation in a list. `name` is the client's or the programme's.

    `tag` is the device that was asked for by name, `held` the one that is put aside, `offered` the one to put aside;
    `before` counts those who come first in the waiting list for the same.
    """

    id: int
    number: str
    client_id: int | None
    name: str
    is_programme: bool
    type: Label
    icon: str
    type_id: int
    device_id: int | None
    tag: str
    first: date
    last: date
    made_at: datetime
    priority: str
    rank: int
    state: State
    note: str = ""
    held_id: int | None = None
    held: str = ""
    ready_until: date | None = None
    loan: str = ""
    offered_id: int | None = None
    offered: str = ""
    before: int = 0

    def is_over(self, today: date) -> bool:
        """Tell whether nobody came in time."""
        end = self.ready_until if self.state is State.READY and self.ready_until else self.last
        return self.state in {State.WAITING, State.READY} and end < today


_COLUMNS = """
    SELECT r.id, r.number, r.client_id, r.device_id, r.first_day, r.last_day, r.made_at, r.priority, r.rank, r.state,
           r.note, r.held_device_id, r.ready_until, c.family_name, c.given_name, p.name AS programme,
           t.id AS type_id, t.name_en, t.name_fr, t.icon, d.tag, h.tag AS held, l.number AS loan
    FROM reservations r LEFT JOIN clients c ON c.id = r.client_id LEFT JOIN programmes p ON p.id = r.programme_id
    LEFT JOIN devices d ON d.id = r.device_id LEFT JOIN devices h ON h.id = r.held_device_id
    LEFT JOIN loans l ON l.id = r.loan_id JOIN device_types t ON t.id = COALESCE(r.type_id, d.type_id)
"""
_OPEN = "r.state IN ('waiting', 'ready')"


def _row(row: Row) -> ReservationRow:
    name = row["programme"] if row["client_id"] is None else names.listed(row["family_name"], row["given_name"])
    return ReservationRow(
        id=row["id"],
        number=row["number"],
        client_id=row["client_id"],
        name=name,
        is_programme=row["client_id"] is None,
        type=Label(row["name_en"], row["name_fr"]),
        icon=row["icon"],
        type_id=row["type_id"],
        device_id=row["device_id"],
        tag=row["tag"] or "",
        first=date.fromisoformat(row["first_day"]),
        last=date.fromisoformat(row["last_day"]),
        made_at=moment(row["made_at"]),
        priority=row["priority"],
        rank=row["rank"],
        state=State(row["state"]),
        note=row["note"],
        held_id=row["held_device_id"],
        held=row["held"] or "",
        ready_until=day(row["ready_until"]),
        loan=row["loan"] or "",
    )


def _rows(store: Engine, where: str, **named: object) -> tuple[ReservationRow, ...]:
    order = "ORDER BY r.first_day, r.rank DESC, r.made_at, r.id"
    return tuple(_row(row) for row in store.rows(f"{_COLUMNS} WHERE {where} {order}", **named))


def reservation_rows(
    store: Engine, *, only: str = "open", client_id: int | None = None, device_id: int | None = None
) -> tuple[ReservationRow, ...]:
    """Return reservations by first day. `only` is open, ready, waiting, or empty for the last thousand of every state."""
    states = {"open": _OPEN, "ready": "r.state = 'ready'", "waiting": "r.state = 'waiting'"}
    where = states.get(only, "r.id > (SELECT COALESCE(MAX(id), 0) - 1000 FROM reservations)")
    named: dict[str, object] = {}
    if client_id is not None:
        where, named = where + " AND r.client_id = :client", {"client": client_id}
    if device_id is not None:
        where, named = where + " AND (r.device_id = :device OR r.held_device_id = :device)", {"device": device_id}
    return _placed(store, _rows(store, where, **named))


def reservation_row(store: Engine, id_: int) -> ReservationRow | None:
    """Return one reservation."""
    return next(iter(_placed(store, _rows(store, "r.id = :id", id=id_))), None)


def reservation_numbered(store: Engine, number: str) -> ReservationRow | None:
    """Return the reservation with a number, however its letters were typed."""
    return next(iter(_rows(store, "r.number = :number", number=number.strip().upper())), None)


def reservation_holding(store: Engine, device_id: int) -> ReservationRow | None:
    """Return the reservation for which a device is put aside."""
    return next(iter(_rows(store, "r.held_device_id = :id", id=device_id)), None)


def _placed(store: Engine, rows: tuple[ReservationRow, ...]) -> tuple[ReservationRow, ...]:
    """Tell each that waits how many come before it for the same type or device, on days that they share."""
    if not any(each.state is State.WAITING for each in rows):
        return rows
    waiting = [each for each in reservations.open_ones(store) if each.state is State.WAITING]
    known = {each.id: each for each in waiting}
    return tuple(replace(each, before=_before(known[each.id], waiting)) if each.id in known else each for each in rows)


def _before(mine: Reservation, waiting: Iterable[Reservation]) -> int:
    return sum(
        each.place < mine.place
        and (each.type_id, each.device_id) == (mine.type_id, mine.device_id)
        and each.meets(mine.first, mine.last)
        for each in waiting
    )


def reservations_to_prepare(store: Engine, today: date) -> tuple[ReservationRow, ...]:
    """Return those whose turn has come and for whom a device is on the shelf, in the order of the waiting list."""
    pairs = _offers(store, today)
    found = {each.id: each for each in _among(store, [made.id for made, _ in pairs])}
    return tuple(replace(found[made.id], offered_id=device.id, offered=device.tag) for made, device in pairs)


def _offers(store: Engine, today: date) -> tuple[tuple[Reservation, Device], ...]:
    known = reservations.open_ones(store)
    until = rules_of.prepared_by(today, office.rules(store, None).open_days)
    soon = [each for each in known if each.state is State.WAITING and each.first <= until and not each.is_over(today)]
    if not soon:
        return ()
    shelf = reservations.shelf(store, reservations.types_of(store, soon))
    return rules_of.offered(known, shelf, today, until)


def _among(store: Engine, ids: list[int]) -> tuple[ReservationRow, ...]:
    listed, named = among(ids)
    return _rows(store, f"r.id IN {listed}", **named)


def reservations_over(store: Engine, today: date) -> tuple[ReservationRow, ...]:
    """Return those for which nobody came in time: their holds are to be ended."""
    return tuple(each for each in _rows(store, _OPEN) if each.is_over(today))


def devices_for(store: Engine, id_: int) -> tuple[Device, ...]:
    """Return the devices on the shelf that suit a reservation, the one to offer first."""
    mine = reservations.with_id(store, id_)
    if mine is None:
        return ()
    known = reservations.open_ones(store)
    there = [each for each in reservations.shelf(store, reservations.types_of(store, [mine])) if mine.suits(each)]
    named = {each.device_id for each in known if each.id != mine.id and each.meets(mine.first, mine.last)}
    return tuple(sorted(there, key=lambda each: (each.id in named, each.tag)))


def promises_for(store: Engine, type_ids: Iterable[int], client_id: int | None, today: date) -> Promises:
    """Return what was promised of some types, for the loan that is being made."""
    return reservations.promised(store, type_ids, client_id, today)


def promises_of_types(store: Engine, type_ids: Iterable[int], today: date) -> Promises:
    """Return who waits, and how many devices of some types there are on each day; only those asked for by name are told apart."""
    return Promises(reservations.open_ones(store), reservations.grouped_units(store, type_ids, today))


def reservations_between(store: Engine, first: date, last: date, type_ids: Iterable[int]) -> tuple[ReservationRow, ...]:
    """Return the reservations of some types that touch the days from the first to the last, those that came included."""
    listed, named = among(type_ids)
    days: dict[str, object] = {"first": first.isoformat(), "last": last.isoformat()}
    states = "r.state IN ('waiting', 'ready', 'lent')"
    where = f"t.id IN {listed} AND {states} AND r.first_day <= :last AND r.last_day >= :first"
    return _placed(store, _rows(store, where, **named, **days))


def all_promises(store: Engine, client_id: int | None, today: date) -> Promises:
    """Return what was promised of every type that anybody waits for."""
    types = reservations.types_of(store, reservations.open_ones(store))
    return reservations.promised(store, types, client_id, today) if types else NOTHING
