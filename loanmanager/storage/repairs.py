"""Repairs and resets of devices: rows to and from records."""

from dataclasses import dataclass
from datetime import date, datetime

from loanmanager.storage.engine import Engine
from loanmanager.storage.values import day, iso, moment, text_of


@dataclass(frozen=True, slots=True)
class Repair:
    """A device's time at the repairer's; `back_at` is None while it is there. The cost is in cents."""

    id: int
    device_id: int
    sent_at: datetime
    place: str = ""
    what: str = ""
    expected_on: date | None = None
    incident_id: int | None = None
    back_at: datetime | None = None
    work: str = ""
    cost: int | None = None


@dataclass(frozen=True, slots=True)
class ResetDone:
    """A reset that was recorded, with who did it."""

    id: int
    device_id: int
    at: datetime
    staff: str
    method: str
    tool: str
    verified: str
    note: str
    undone: bool


def add(store: Engine, new: Repair, staff_id: int | None) -> int:
    """Keep that a device was sent to repair and return the repair's id; the id given is ignored."""
    return store.insert(
        "repairs",
        device_id=new.device_id,
        incident_id=new.incident_id,
        sent_at=text_of(new.sent_at),
        sent_by=staff_id,
        place=new.place,
        what=new.what,
        expected_on=iso(new.expected_on),
    )


def open_of(store: Engine, device_id: int) -> Repair | None:
    """Return the repair that a device is away for."""
    row = store.row(
        "SELECT * FROM repairs WHERE device_id = :id AND back_at IS NULL AND undone = 0 ORDER BY id DESC LIMIT 1",
        id=device_id,
    )
    if row is None:
        return None
    return Repair(
        id=row["id"],
        device_id=row["device_id"],
        sent_at=moment(row["sent_at"]),
        place=row["place"],
        what=row["what"],
        expected_on=day(row["expected_on"]),
        incident_id=row["incident_id"],
        work=row["work"],
        cost=row["cost"],
    )


def end(store: Engine, repair_id: int, work: str, cost: int | None, at: datetime, staff_id: int | None) -> None:
    """Keep that a device came back, what was done and what it cost (cents)."""
    store.update("repairs", repair_id, work=work, cost=cost, back_at=text_of(at), back_by=staff_id)


def reset(store: Engine, reset_id: int) -> ResetDone | None:
    """Return one reset record."""
    return next(iter(_resets(store, "r.id", reset_id)), None)


def resets_of(store: Engine, device_id: int) -> tuple[ResetDone, ...]:
    """Return a device's reset records, the newest first, those that were undone among them."""
    return _resets(store, "r.device_id", device_id)


def _resets(store: Engine, column: str, id_: int) -> tuple[ResetDone, ...]:
    rows = store.rows(
        "SELECT r.*, COALESCE(s.name, '') AS staff FROM resets r LEFT JOIN staff s ON s.id = r.staff_id "
        f"WHERE {column} = :id ORDER BY r.id DESC",
        id=id_,
    )
    texts = ("id", "device_id", "staff", "method", "tool", "verified", "note")
    return tuple(
        ResetDone(at=moment(row["at"]), undone=bool(row["undone"]), **{name: row[name] for name in texts})
        for row in rows
    )
