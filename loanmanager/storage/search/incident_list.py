"""Incidents as lists show them, one incident in full, what clients owe, and what may be assumed lost."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from loanmanager.domain import names
from loanmanager.domain.devices import Device
from loanmanager.domain.incidents import Charge, Decision, Incident, IncidentKind, IncidentState
from loanmanager.domain.names import Label
from loanmanager.storage import devices
from loanmanager.storage import incidents as kept
from loanmanager.storage.engine import Engine, Row
from loanmanager.storage.search.clients import client_ids
from loanmanager.storage.search.devices import DeviceRow, device_ids, rows_with_ids
from loanmanager.storage.search.loans import PaperRow
from loanmanager.storage.search.paging import PAGE, After, beyond
from loanmanager.storage.search.papers import papers_about
from loanmanager.storage.text import typed
from loanmanager.storage.values import among, day, moment


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident in a list; `cost` and `owed` (open charges) are in cents.

    `what` names the device or part as it was written then, `part_name` the part in every language, None for a device.
    """

    id: int
    number: str
    kind: IncidentKind
    what: str
    device_id: int
    tag: str
    type: Label
    icon: str
    client_id: int | None
    name: str
    loan: str
    opened_at: datetime
    cost: int | None
    owed: int
    state: IncidentState
    decision: Decision
    follow_up_on: date | None
    part_name: Label | None = None
    key: str = ""
    """What the list goes by."""

    @property
    def part(self) -> bool:
        """Tell whether it is about a part, not about the whole device."""
        return self.part_name is not None or self.kind is IncidentKind.MISSING

    def named(self, language: str) -> str:
        """Return what it is about, in a language where it is a part that is still on record."""
        return self.part_name.in_(language) if self.part_name else self.what


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photo of an incident, its picture apart."""

    id: int
    name: str
    media: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An incident in full: its device, whose it is, its photos and papers."""

    incident: Incident
    device: Device
    name: str = ""
    loan: str = ""
    loan_id: int | None = None
    opened_by: str = ""
    photos: tuple[PhotoRow, ...] = ()
    papers: tuple[PaperRow, ...] = ()

    def named(self, language: str) -> str:
        """Return what it is about, in a language where it is a part that is still on record."""
        part = next((each for each in self.device.parts if each.id == self.incident.part_id), None)
        return part.name.in_(language) if part else self.incident.what


_FROM = """
    FROM incidents i JOIN devices d ON d.id = i.device_id JOIN device_types t ON t.id = d.type_id
    LEFT JOIN clients c ON c.id = i.client_id
    LEFT JOIN items it ON it.id = i.item_id LEFT JOIN loans l ON l.id = it.loan_id
    LEFT JOIN parts p ON p.id = i.part_id
"""
_OWED = "(SELECT COALESCE(SUM(amount), 0) FROM charges ch WHERE ch.incident_id = i.id AND ch.state = 'open')"
_COLUMNS = f"""
    SELECT i.*, d.tag, t.name_en, t.name_fr, t.icon, c.family_name, c.given_name, l.number AS loan, {_OWED} AS owed,
           p.name_en AS part_en, p.name_fr AS part_fr {_FROM}
"""
_FILTERS = {
    "open": "i.state = 'open'",
    "undecided": "i.state = 'open' AND i.decision = ''",
    "to_pay": "i.state <> 'undone' AND EXISTS (SELECT 1 FROM charges ch WHERE ch.incident_id = i.id AND ch.state = 'open')",
    "look_again": "i.state = 'open' AND i.follow_up_on <= :today",
    "closed": "i.state = 'closed'",
    "": "i.state <> 'undone'",
}


def incidents(
    store: Engine,
    only: str = "open",
    *,
    today: date | None = None,
    text: str = "",
    after: After | None = None,
    limit: int = PAGE,
) -> tuple[IncidentRow, ...]:
    """Return a page of incidents, the newest first.

    `only` is open, undecided, to_pay, look_again (by `today`), closed, or empty for all that were not undone.
    """
    where, named = _FILTERS[only], dict[str, object]({"limit": limit})
    if ":today" in where:
        named["today"] = (today or date.max).isoformat()
    if text.strip():
        narrowed, more = _narrowed(store, text)
        where += narrowed
        named |= more
    beneath, at = beyond("i.opened_at", "i.id", after, descending=True)
    sql = f"{_COLUMNS} WHERE {where}{beneath} ORDER BY i.opened_at DESC, i.id DESC LIMIT :limit"
    return tuple(_row(row) for row in store.rows(sql, **named, **at))


def _narrowed(store: Engine, text: str) -> tuple[str, dict[str, object]]:
    """Narrow to incidents with this number, of these clients or devices."""
    people, named = among(client_ids(store, text, PAGE))
    things, more = among(device_ids(store, text, PAGE))
    number = typed(text).strip().upper()
    condition = (
        f" AND (i.client_id IN {people} OR i.device_id IN {things.replace(':v', ':dv')}"
        " OR (i.number >= :number AND i.number < :number_end))"
    )
    return condition, {
        **named,
        **{f"d{key}": value for key, value in more.items()},
        "number": number,
        "number_end": number + "\uffff",
    }


def _row(row: Row) -> IncidentRow:
    return IncidentRow(
        id=row["id"],
        number=row["number"],
        kind=IncidentKind(row["kind"]),
        what=row["what"],
        device_id=row["device_id"],
        tag=row["tag"],
        type=Label(row["name_en"], row["name_fr"]),
        icon=row["icon"],
        client_id=row["client_id"],
        name=names.listed(row["family_name"], row["given_name"]) if row["client_id"] else "",
        loan=row["loan"] or "",
        opened_at=moment(row["opened_at"]),
        cost=row["cost"],
        owed=int(row["owed"]),
        state=IncidentState(row["state"]),
        decision=Decision(row["decision"]),
        follow_up_on=day(row["follow_up_on"]),
        part_name=Label(row["part_en"], row["part_fr"]) if row["part_en"] else None,
        key=row["opened_at"],
    )


def incident_counts(store: Engine, *, today: date) -> dict[str, int]:
    """Return how many incidents each filter holds."""
    made = {}
    for only, where in _FILTERS.items():
        named = {"today": today.isoformat()} if ":today" in where else {}
        made[only] = int(store.value(f"SELECT COUNT(*) FROM incidents i WHERE {where}", **named))
    return made


def incident_record(store: Engine, *, id_: int | None = None, number: str = "") -> Incident | None:
    """Return one incident with its charges, by id or by number."""
    return kept.with_id(store, id_) if id_ is not None else kept.with_number(store, number)


def incident_view(store: Engine, id_: int) -> IncidentView | None:
    """Return an incident in full."""
    incident = kept.with_id(store, id_)
    device = devices.with_id(store, incident.device_id) if incident else None
    if incident is None or device is None:
        return None
    about = store.row(
        f"""SELECT c.family_name, c.given_name, l.number AS loan, l.id AS loan_id, COALESCE(s.name, '') AS opened_by {_FROM}
            LEFT JOIN staff s ON s.id = i.opened_by WHERE i.id = :id""",
        id=id_,
    )
    assert about is not None
    named = names.listed(about["family_name"], about["given_name"]) if incident.client_id else ""
    shown = photos_of(store, id_)
    papers = papers_about(store, incident_id=id_)
    return IncidentView(
        incident, device, named, about["loan"] or "", about["loan_id"], about["opened_by"], shown, papers
    )


def photos_of(store: Engine, incident_id: int) -> tuple[PhotoRow, ...]:
    """Return an incident's photos without their pictures, the oldest first."""
    rows = store.rows(
        """SELECT id, name, media, added_at FROM attachments
           WHERE kind = 'incident' AND subject_id = :id AND removed = 0 ORDER BY id""",
        id=incident_id,
    )
    return tuple(PhotoRow(row["id"], row["name"], row["media"], moment(row["added_at"])) for row in rows)


def photo(store: Engine, photo_id: int) -> bytes:
    """Return the picture of a photo, empty where there is none."""
    return bytes(store.value("SELECT content FROM attachments WHERE id = :id", id=photo_id) or b"")


def gone_incident(store: Engine, device_id: int) -> Incident | None:
    """Return the incident that says that a device is lost or stolen, None where there is none or it was settled."""
    return next(iter(kept.gone_of_device(store, device_id)), None)


def incidents_of_device(store: Engine, device_id: int) -> tuple[Incident, ...]:
    """Return the open incidents of a device and its parts, the oldest first."""
    return kept.open_of_device(store, device_id)


def incidents_of_client(store: Engine, client_id: int) -> tuple[IncidentRow, ...]:
    """Return the open incidents of a client, the newest first."""
    sql = f"{_COLUMNS} WHERE i.client_id = :id AND i.state = 'open' ORDER BY i.opened_at DESC, i.id DESC"
    return tuple(_row(row) for row in store.rows(sql, id=client_id))


def charges_of(store: Engine, client_id: int, only: str = "open") -> tuple[Charge, ...]:
    """Return what a client was asked to pay, the oldest first. `only` is a state, or empty for all that stand."""
    where = "state = :state" if only else "state <> :state"
    sql = f"SELECT * FROM charges WHERE client_id = :id AND {where} ORDER BY id"
    return tuple(kept.charge_of(row) for row in store.rows(sql, id=client_id, state=only or "undone"))


def assumed_lost(store: Engine, today: date, days: int) -> tuple[DeviceRow, ...]:
    """Return devices that are more than so many days late, the latest first: they may be assumed lost."""
    rows = store.rows(
        "SELECT device_id FROM items WHERE ended IS NULL AND due_on < :since ORDER BY due_on, id",
        since=(today - timedelta(days=days)).isoformat(),
    )
    return rows_with_ids(store, [row["device_id"] for row in rows])
