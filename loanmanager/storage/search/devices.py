"""Devices as lists show them, and one device in full."""

from dataclasses import dataclass
from datetime import date, datetime

from loanmanager.domain import names
from loanmanager.domain.devices import Condition, Device, DeviceStatus, DeviceType
from loanmanager.domain.loans import Loan
from loanmanager.domain.names import Label, squash
from loanmanager.storage import devices, loans
from loanmanager.storage.engine import Engine, Row
from loanmanager.storage.search.paging import PAGE, After, beyond
from loanmanager.storage.text import typed
from loanmanager.storage.values import among, day, moment


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """One device in a list. `with_name`, `loan` and `due` are of the loan that it is on."""

    id: int
    tag: str
    tag_key: str
    type: Label
    icon: str
    name: str
    status: DeviceStatus
    condition: Condition
    serial: str
    site: str
    shelf: str
    since: datetime
    with_name: str = ""
    client_id: int | None = None
    loan: str = ""
    due: date | None = None

    def is_overdue(self, today: date) -> bool:
        """Tell whether the device should have come back before today."""
        return self.due is not None and self.due < today


_COLUMNS = """
    SELECT d.id, d.tag, d.tag_key, d.status, d.condition, d.make, d.model, d.serial, d.shelf, d.status_since,
           t.name_en, t.name_fr, t.icon, s.name AS site,
           c.id AS client_id, c.family_name, c.given_name, l.number, i.due_on
    FROM devices d JOIN device_types t ON t.id = d.type_id LEFT JOIN sites s ON s.id = d.site_id
    LEFT JOIN items i ON i.device_id = d.id AND i.ended IS NULL
    LEFT JOIN loans l ON l.id = i.loan_id LEFT JOIN clients c ON c.id = l.client_id
"""

OTHERS = "others"
"""The filter for the states that a list seldom shows: reserved, in repair, lost, stolen, retired."""

_COMMON = "('available', 'on_loan', 'to_check', 'to_reset')"

OVERDUE = "overdue"
"""The filter beside the statuses: on loan, and due before today."""


def device_rows(
    store: Engine,
    *,
    today: date,
    status: str | None = None,
    type_id: int | None = None,
    text: str = "",
    after: After | None = None,
    limit: int = PAGE,
) -> tuple[DeviceRow, ...]:
    """Return a page of devices by tag. `status` is a device's status, `OVERDUE` or `OTHERS`; text narrows by tag, serial or name."""
    where, named = _narrowed(store, today, status, type_id, text)
    more, at = beyond("d.tag_key", "d.id", after)
    sql = f"{_COLUMNS} WHERE {where}{more} ORDER BY d.tag_key, d.id LIMIT :limit"
    return tuple(row_of(row) for row in store.rows(sql, limit=limit, **named, **at))


def _narrowed(
    store: Engine, today: date, status: str | None, type_id: int | None, text: str
) -> tuple[str, dict[str, object]]:
    """Return the condition for a filter, and its parameters."""
    parts, named = ["1 = 1"], dict[str, object]()
    if status == OVERDUE:
        parts.append("i.due_on < :today")
        named["today"] = today.isoformat()
    elif status == OTHERS:
        parts.append(f"d.status NOT IN {_COMMON}")
    elif status:
        parts.append("d.status = :status")
        named["status"] = status
    if type_id is not None:
        parts.append("d.type_id = :type_id")
        named["type_id"] = type_id
    if squash(text):
        listed, ids = among(device_ids(store, text, PAGE))
        parts.append(f"d.id IN {listed}")
        named |= ids
    return " AND ".join(parts), named


def device_ids(store: Engine, text: str, limit: int) -> list[int]:
    """Return devices by what was typed: tags that begin so first, then anything that contains it."""
    key = squash(typed(text))
    if not key:
        return []
    rows = store.rows(
        "SELECT id FROM devices WHERE tag_key >= :low AND tag_key < :high ORDER BY tag_key LIMIT :limit",
        low=key,
        high=key + "\uffff",
        limit=limit,
    )
    return list(dict.fromkeys([*(row["id"] for row in rows), *store.codes_like("devices", key, limit)]))[:limit]


def rows_with_ids(store: Engine, ids: list[int]) -> tuple[DeviceRow, ...]:
    """Return devices in the order of their ids given."""
    listed, named = among(ids)
    found = {row["id"]: row_of(row) for row in store.rows(f"{_COLUMNS} WHERE d.id IN {listed}", **named)}
    return tuple(found[id_] for id_ in ids if id_ in found)


def row_of(row: Row) -> DeviceRow:
    """Return a row of the list from a row of the table."""
    device = Device(0, row["tag"], _NO_TYPE, make=row["make"], model=row["model"])
    with_name = names.listed(row["family_name"], row["given_name"]) if row["client_id"] else ""
    return DeviceRow(
        id=row["id"],
        tag=row["tag"],
        tag_key=row["tag_key"],
        type=Label(row["name_en"], row["name_fr"]),
        icon=row["icon"],
        name=device.make_model,
        status=DeviceStatus(row["status"]),
        condition=Condition(row["condition"]),
        serial=row["serial"],
        site=row["site"] or "",
        shelf=row["shelf"],
        since=moment(row["status_since"]),
        with_name=with_name,
        client_id=row["client_id"],
        loan=row["number"] or "",
        due=day(row["due_on"]),
    )


_NO_TYPE = DeviceType(0, "", Label(""), "")


def device_counts(store: Engine, *, today: date, type_id: int | None = None) -> dict[str, int]:
    """Return how many devices there are in each status, with `OVERDUE` among them and `all` for their sum."""
    where = "" if type_id is None else " WHERE type_id = :type_id"
    named = {} if type_id is None else {"type_id": type_id}
    rows = store.rows(f"SELECT status, COUNT(*) AS n FROM devices{where} GROUP BY status", **named)
    made = {row["status"]: int(row["n"]) for row in rows}
    late = (
        "SELECT COUNT(*) FROM items i JOIN devices d ON d.id = i.device_id WHERE i.ended IS NULL AND i.due_on < :today"
    )
    made["all"] = sum(made.values())
    made[OTHERS] = sum(n for status, n in made.items() if status != "all" and f"'{status}'" not in _COMMON)
    made[OVERDUE] = int(store.value(late + where.replace(" WHERE", " AND d."), today=today.isoformat(), **named))
    return made


@dataclass(frozen=True, slots=True)
class ResetRow:
    """How a device was reset, to be proposed for the next one."""

    method: str
    tool: str
    verified: str


def last_reset(store: Engine, type_id: int) -> ResetRow | None:
    """Return how the last device of a type was reset, as far back as the last few hundred resets."""
    row = store.row(
        """SELECT r.method, r.tool, r.verified
           FROM (SELECT * FROM resets WHERE undone = 0 ORDER BY id DESC LIMIT 500) r JOIN devices d ON d.id = r.device_id
           WHERE d.type_id = :type_id ORDER BY r.id DESC LIMIT 1""",
        type_id=type_id,
    )
    return None if row is None else ResetRow(row["method"], row["tool"], row["verified"])


def device_record(store: Engine, id_: int) -> Device | None:
    """Return one device with its type, parts and line."""
    return devices.with_id(store, id_)


def device_types(store: Engine) -> tuple[DeviceType, ...]:
    """Return every device type."""
    return devices.types(store)


def loan_of_device(store: Engine, device_id: int) -> Loan | None:
    """Return the loan on which a device is out, for its return."""
    return loans.open_for_device(store, device_id)
