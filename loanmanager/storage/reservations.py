"""Reservations: rows to and from the domain's records, and what they promise."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from loanmanager.domain import promises
from loanmanager.domain.devices import Device, DeviceStatus
from loanmanager.domain.names import name_key
from loanmanager.domain.promises import Promises, Unit, Wanted
from loanmanager.domain.reservations import Borrower, Reservation, State
from loanmanager.storage import devices
from loanmanager.storage.engine import Engine, Row
from loanmanager.storage.values import among, day, iso, moment, text_of

_SELECT = "SELECT r.*, p.name AS programme FROM reservations r LEFT JOIN programmes p ON p.id = r.programme_id "
_OPEN = "r.state IN ('waiting', 'ready')"
_PLAIN = ["number", "client_id", "programme_id", "type_id", "device_id", "site_id", "staff_id"]
_PLAIN += ["priority", "rank", "note", "held_device_id", "loan_id"]
_MOVED = ("state", "held_device_id", "ready_until", "loan_id")
_THERE = "('available', 'reserved', 'on_loan', 'to_check', 'to_reset')"


def with_id(store: Engine, id_: int) -> Reservation | None:
    """Return one reservation."""
    row = store.row(_SELECT + "WHERE r.id = :id", id=id_)
    return _made(row) if row else None


def open_ones(store: Engine) -> tuple[Reservation, ...]:
    """Return every reservation that waits or is ready, by its first day."""
    return tuple(_made(row) for row in store.rows(f"{_SELECT}WHERE {_OPEN} ORDER BY r.first_day, r.id"))


def over(store: Engine, today: date) -> tuple[Reservation, ...]:
    """Return those for which nobody came in time."""
    return tuple(each for each in open_ones(store) if each.is_over(today))


def is_any_over(store: Engine, today: date) -> bool:
    """Tell whether a reservation has run out; this is asked at each start."""
    return bool(
        store.value(
            f"SELECT 1 FROM reservations r WHERE {_OPEN} AND COALESCE(r.ready_until, r.last_day) < :today LIMIT 1",
            today=today.isoformat(),
        )
    )


def _made(row: Row) -> Reservation:
    return Reservation(
        id=row["id"],
        **{name: row[name] for name in _PLAIN},
        first=date.fromisoformat(row["first_day"]),
        last=date.fromisoformat(row["last_day"]),
        made_at=moment(row["made_at"]),
        programme=row["programme"] or "",
        state=State(row["state"]),
        ready_until=day(row["ready_until"]),
    )


def add(store: Engine, new: Reservation) -> int:
    """Add a reservation and return its id; the id given is ignored."""
    values: dict[str, Any] = {name: getattr(new, name) for name in _PLAIN}
    return store.insert(
        "reservations",
        **values,
        first_day=new.first.isoformat(),
        last_day=new.last.isoformat(),
        made_at=text_of(new.made_at),
        state=str(new.state),
        ready_until=iso(new.ready_until),
    )


def remove(store: Engine, id_: int) -> None:
    """Take away a reservation that was made by mistake; the history keeps it."""
    store.run("DELETE FROM reservations WHERE id = :id", id=id_)


def set_dates(store: Engine, id_: int, first: date, last: date, ready_until: date | None) -> None:
    """Move a reservation to other days."""
    store.update(
        "reservations", id_, first_day=first.isoformat(), last_day=last.isoformat(), ready_until=iso(ready_until)
    )


def move(store: Engine, id_: int, state: State, **to: Any) -> None:
    """Move a reservation to another state; what is not named of hold and loan is none."""
    values = {"held_device_id": None, "ready_until": None, "loan_id": None, **to}
    store.update("reservations", id_, **{**values, "state": str(state), "ready_until": iso(values["ready_until"])})


def standing(made: Reservation) -> dict[str, Any]:
    """Return what undoing puts back, as the history keeps it."""
    return {"id": made.id, **{name: getattr(made, name) for name in _MOVED}, "ready_until": iso(made.ready_until)}


def put_back(store: Engine, kept: dict[str, Any]) -> None:
    """Put a reservation back to where `standing` saw it."""
    move(store, kept["id"], State(kept["state"]), **{n: kept[n] for n in ("held_device_id", "loan_id")})
    store.update("reservations", kept["id"], ready_until=kept["ready_until"])


# What they promise


def promised(store: Engine, type_ids: Iterable[int], client_id: int | None, today: date) -> Promises:
    """Return the open reservations of types or of their devices, and the devices that could serve them."""
    listed, named = among(type_ids)
    rows = store.rows(
        f"""{_SELECT} LEFT JOIN devices d ON d.id = r.device_id LEFT JOIN devices h ON h.id = r.held_device_id
            WHERE {_OPEN} AND (r.type_id IN {listed} OR d.type_id IN {listed} OR h.type_id IN {listed})
            ORDER BY r.first_day, r.id""",
        **named,
    )
    if not rows:
        return promises.NOTHING
    return Promises(tuple(_made(row) for row in rows), units(store, type_ids, today), programmes_of(store, client_id))


def programmes_of(store: Engine, client_id: int | None) -> frozenset[str]:
    """Return the programmes that a client takes part in, by `name_key`."""
    rows = store.rows(
        "SELECT p.name FROM client_programmes c JOIN programmes p ON p.id = c.programme_id WHERE c.client_id = :id",
        id=client_id,
    )
    return frozenset(name_key(row["name"]) for row in rows)


def units(store: Engine, type_ids: Iterable[int], today: date) -> tuple[Unit, ...]:
    """Return the devices of types that can be counted on, with the day up to which each is away."""
    listed, named = among(type_ids)
    rows = store.rows(
        f"""SELECT d.id, d.type_id, d.site_id, d.status, i.due_on, r.last_day, t.gap_days
            FROM devices d JOIN device_types t ON t.id = d.type_id
            LEFT JOIN items i ON i.device_id = d.id AND i.ended IS NULL
            LEFT JOIN reservations r ON r.held_device_id = d.id
            WHERE d.type_id IN {listed} AND d.status IN {_THERE} ORDER BY d.id""",
        **named,
    )
    return tuple(Unit(row["id"], row["type_id"], row["site_id"], _busy_until(row, today)) for row in rows)


def grouped_units(store: Engine, type_ids: Iterable[int], today: date) -> tuple[Unit, ...]:
    """Return the same devices, those of a type that come back on the same day as one; who waits for one by name finds it alone."""
    listed, named = among(type_ids)
    rows = store.rows(
        f"""SELECT COALESCE(w.device_id, 0) AS id, d.type_id, d.status, i.due_on, r.last_day, t.gap_days, COUNT(*) AS number
            FROM devices d JOIN device_types t ON t.id = d.type_id
            LEFT JOIN items i ON i.device_id = d.id AND i.ended IS NULL
            LEFT JOIN reservations r ON r.held_device_id = d.id
            LEFT JOIN (SELECT DISTINCT device_id FROM reservations WHERE state = 'waiting') w ON w.device_id = d.id
            WHERE d.type_id IN {listed} AND d.status IN {_THERE}
            GROUP BY COALESCE(w.device_id, 0), d.type_id, d.status, i.due_on, r.last_day, t.gap_days""",
        **named,
    )
    return tuple(
        Unit(row["id"], row["type_id"], busy_until=_busy_until(row, today), number=row["number"]) for row in rows
    )


def _busy_until(row: Row, today: date) -> date | None:
    if row["status"] == DeviceStatus.RESERVED:
        return day(row["last_day"])
    due = day(row["due_on"])
    if due is None:
        return None
    return date.max if due < today else promises.with_gap(due, row["gap_days"])


def someone_waits(
    store: Engine,
    device: Device,
    today: date = date.min,
    until: date = promises.FAR,
    client_id: int | None = None,
) -> bool:
    """Tell whether keeping a device from today until a day (none: for ever) would break what others were promised."""
    found = promised(store, [device.type.id], client_id, today)
    wanted = Wanted((device,), until, Borrower(client_id or 0, found.programmes))
    return any(promises.broken(wanted, found, today))


def shelf(store: Engine, type_ids: Iterable[int]) -> tuple[Device, ...]:
    """Return the devices of types that are available now."""
    listed, named = among(type_ids)
    rows = store.rows(f"SELECT id FROM devices WHERE type_id IN {listed} AND status = 'available'", **named)
    return tuple(devices.with_ids(store, [row["id"] for row in rows]).values())


def types_of(store: Engine, reservations: Iterable[Reservation]) -> frozenset[int]:
    """Return the types that reservations ask for, those of the devices that they name included."""
    asked = tuple(reservations)
    named = devices.with_ids(store, [each.device_id for each in asked if each.device_id is not None])
    return frozenset({each.type_id for each in asked if each.type_id is not None} | {d.type.id for d in named.values()})
