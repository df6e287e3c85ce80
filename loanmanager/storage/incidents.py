"""Incidents, their charges and photos: rows to and from the domain's records."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from loanmanager.domain.incidents import Charge, ChargeState, Decision, Incident, IncidentKind, IncidentState
from loanmanager.storage.engine import Engine, Row
from loanmanager.storage.values import among, day, iso, moment, text_of

_PLAIN = ("number", "device_id", "item_id", "client_id", "part_id", "what", "opened_by", "cost", "note")
_LATER = ("place", "police_number", "follow_up", "decision_reason")


@dataclass(frozen=True, slots=True)
class NewIncident:
    """An incident to open. `kind` is missing, damaged, lost or stolen; the cost is in cents."""

    number: str
    kind: str
    device_id: int
    item_id: int | None
    client_id: int | None
    what: str
    part_id: int | None = None
    cost: int | None = None
    note: str = ""
    happened_on: date | None = None
    place: str = ""
    police_number: str = ""


def add(store: Engine, new: NewIncident, at: datetime, staff_id: int | None) -> int:
    """Open an incident and return its id."""
    values: dict[str, Any] = {name: getattr(new, name) for name in NewIncident.__slots__}
    values["happened_on"] = iso(new.happened_on)
    return store.insert("incidents", **values, opened_at=text_of(at), opened_by=staff_id)


def with_id(store: Engine, id_: int) -> Incident | None:
    """Return one incident with its charges."""
    return next(iter(_found(store, "i.id = :id", id=id_)), None)


def with_number(store: Engine, number: str) -> Incident | None:
    """Return the incident with a number, however its letters were typed."""
    return next(iter(_found(store, "i.number = :number", number=number.strip().upper())), None)


def of_client(store: Engine, client_id: int) -> tuple[Incident, ...]:
    """Return every incident of a client, the oldest first."""
    return _found(store, "i.client_id = :id", id=client_id)


def open_of_device(store: Engine, device_id: int) -> tuple[Incident, ...]:
    """Return the open incidents of a device and its parts, the oldest first."""
    return _found(store, "i.device_id = :id AND i.state = 'open'", id=device_id)


def gone_of_device(store: Engine, device_id: int) -> tuple[Incident, ...]:
    """Return the incidents that say that a device is lost or stolen and that nothing has settled by finding it."""
    where = "i.device_id = :id AND i.kind IN ('lost', 'stolen') AND i.state <> 'undone' AND i.decision <> 'found'"
    return _found(store, where, id=device_id)


def _found(store: Engine, where: str, **named: Any) -> tuple[Incident, ...]:
    rows = store.rows(f"SELECT i.* FROM incidents i WHERE {where} ORDER BY i.id", **named)
    listed, ids = among(row["id"] for row in rows)
    charged: dict[int, list[Charge]] = {}
    for row in store.rows(f"SELECT * FROM charges WHERE incident_id IN {listed} ORDER BY id", **ids):
        charged.setdefault(row["incident_id"], []).append(charge_of(row))
    return tuple(_incident(row, tuple(charged.get(row["id"], ()))) for row in rows)


def _incident(row: Row, charges: tuple[Charge, ...]) -> Incident:
    return Incident(
        id=row["id"],
        **{name: row[name] for name in (*_PLAIN, *_LATER)},
        kind=IncidentKind(row["kind"]),
        opened_at=moment(row["opened_at"]),
        state=IncidentState(row["state"]),
        closed_at=moment(row["closed_at"]) if row["closed_at"] else None,
        happened_on=day(row["happened_on"]),
        follow_up_on=day(row["follow_up_on"]),
        decision=Decision(row["decision"]),
        charges=charges,
    )


def change(store: Engine, id_: int, **values: Any) -> None:
    """Change some fields of an incident; dates, moments and states as they are."""
    store.update("incidents", id_, **{name: _stored(value) for name, value in values.items()})


def _stored(value: Any) -> Any:
    if isinstance(value, datetime):
        return text_of(value)
    return iso(value) if isinstance(value, date) else value


def undo(store: Engine, numbers: Iterable[str]) -> None:
    """Mark incidents as undone, because the return that opened them was."""
    for number in numbers:
        store.run("UPDATE incidents SET state = 'undone' WHERE number = :number", number=number)


# Charges


def charge_of(row: Row) -> Charge:
    """Return a charge from its row."""
    return Charge(
        id=row["id"],
        client_id=row["client_id"],
        amount=row["amount"],
        what=row["what"],
        state=ChargeState(row["state"]),
        incident_id=row["incident_id"],
        loan_id=row["loan_id"],
        made_at=moment(row["made_at"]),
        settled_at=moment(row["settled_at"]) if row["settled_at"] else None,
        note=row["note"],
    )


def charge(store: Engine, charge_id: int) -> Charge | None:
    """Return one charge."""
    row = store.row("SELECT * FROM charges WHERE id = :id", id=charge_id)
    return charge_of(row) if row else None


def add_charge(store: Engine, new: Charge, at: datetime, staff_id: int | None) -> int:
    """Keep a charge and return its id; the id given is ignored."""
    values = {name: getattr(new, name) for name in ("client_id", "amount", "what", "incident_id", "loan_id", "note")}
    return store.insert("charges", **values, made_at=text_of(at), staff_id=staff_id)


def settle_charge(
    store: Engine, charge_id: int, state: ChargeState, note: str, at: datetime, staff_id: int | None
) -> None:
    """Note what became of a charge."""
    store.update("charges", charge_id, state=state, note=note, settled_at=text_of(at), settled_by=staff_id)


# Photos


def add_photo(
    store: Engine, incident_id: int, name: str, media: str, content: bytes, at: datetime, staff_id: int | None
) -> int:
    """Keep a photo of an incident, with its SHA-256, and return its id."""
    return store.insert(
        "attachments",
        kind="incident",
        subject_id=incident_id,
        name=name,
        media=media,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        added_at=text_of(at),
        staff_id=staff_id,
    )


def photo_count(store: Engine, incident_id: int) -> int:
    """Return how many photos an incident has."""
    sql = "SELECT COUNT(*) FROM attachments WHERE kind = 'incident' AND subject_id = :id AND removed = 0"
    return int(store.value(sql, id=incident_id))


def photo_owner(store: Engine, photo_id: int) -> tuple[int, str] | None:
    """Return whose photo this is (the incident's id) and its name; nothing for one that was removed."""
    row = store.row(
        "SELECT subject_id, name FROM attachments WHERE id = :id AND kind = 'incident' AND removed = 0", id=photo_id
    )
    return (row["subject_id"], row["name"]) if row else None


def remove_photo(store: Engine, photo_id: int) -> None:
    """Take a photo away from what is shown; it is kept until the records are cleaned."""
    store.update("attachments", photo_id, removed=1)
