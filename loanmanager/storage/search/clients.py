"""Clients as lists and the desk show them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from loanmanager.domain import names
from loanmanager.domain.clients import Client
from loanmanager.domain.names import digits
from loanmanager.domain.policies import Borrowing
from loanmanager.storage import borrowing, clients
from loanmanager.storage.engine import Engine, Row
from loanmanager.storage.search.devices import DeviceRow, rows_with_ids
from loanmanager.storage.search.duplicates import duplicate_ids
from loanmanager.storage.search.paging import PAGE, After, beyond
from loanmanager.storage.text import typed
from loanmanager.storage.values import among, day

if TYPE_CHECKING:
    from loanmanager.domain.promises import Promises
    from loanmanager.storage.search.reservations import ReservationRow


@dataclass(frozen=True, slots=True)
class ClientRow:
    """One client in a list. `due` is the earliest due date of what they have."""

    id: int
    file_number: str
    name: str
    name_key: str
    preferred_name: str
    phone: str
    email: str
    language: str
    out: int
    due: date | None
    blocked: bool


@dataclass(frozen=True, slots=True)
class ClientCard:
    """A client at the desk: the record, what they have and had, and the loans whose agreement awaits a signature."""

    client: Client
    out: tuple[DeviceRow, ...] = ()
    unsigned: tuple[str, ...] = ()
    had: Borrowing = field(default_factory=Borrowing)
    ready: tuple[ReservationRow, ...] = ()
    promises: Promises | None = None


NEWEST = "newest"
"""The filter that is none: everybody, the one added last first."""

DUPLICATES = "duplicates"
"""The filter for those who may be there twice."""

_COLUMNS = """
    SELECT c.id, c.file_number, c.family_name, c.given_name, c.name_key, c.preferred_name, c.email, c.language,
           c.blocked, c.blocked_until,
           (SELECT number FROM phones p WHERE p.client_id = c.id ORDER BY p.position, p.id LIMIT 1) AS phone,
           (SELECT COUNT(*) FROM items i JOIN loans l ON l.id = i.loan_id
            WHERE l.client_id = c.id AND i.ended IS NULL) AS out,
           (SELECT MIN(i.due_on) FROM items i JOIN loans l ON l.id = i.loan_id
            WHERE l.client_id = c.id AND i.ended IS NULL) AS due_on
    FROM clients c
"""

_FILTERS = {
    "": "",
    "with_devices": " AND c.id IN (SELECT l.client_id FROM items i JOIN loans l ON l.id = i.loan_id"
    " WHERE i.ended IS NULL)",
    "overdue": " AND c.id IN (SELECT l.client_id FROM items i JOIN loans l ON l.id = i.loan_id"
    " WHERE i.ended IS NULL AND i.due_on < :today)",
    "blocked": " AND c.blocked = 1 AND (c.blocked_until IS NULL OR c.blocked_until >= :today)",
    NEWEST: "",
    DUPLICATES: "",
}


def client_rows(
    store: Engine,
    *,
    today: date,
    only: str = "",
    text: str = "",
    after: After | None = None,
    limit: int = PAGE,
) -> tuple[ClientRow, ...]:
    """Return a page of clients by name; `only` is one of the filters. The newest come in the order of their adding."""
    named: dict[str, object] = {"limit": limit}
    where = "c.merged_into IS NULL" + _FILTERS[only]
    if ":today" in where:
        named["today"] = today.isoformat()
    if only == DUPLICATES:
        listed, ids = among(duplicate_ids(store))
        where += f" AND c.id IN {listed.replace(':v', ':twice')}"
        named |= {key.replace("v", "twice"): value for key, value in ids.items()}
    if text.strip():
        listed, ids = among(client_ids(store, text, PAGE))
        where += f" AND c.id IN {listed}"
        named |= ids
    more, at = beyond("c.name_key", "c.id", after)
    order = "c.name_key, c.id"
    if only == NEWEST:
        order = "c.id DESC"
        more, at = (" AND c.id < :after_id", {"after_id": after.id}) if after else ("", {})
    sql = f"{_COLUMNS} WHERE {where}{more} ORDER BY {order} LIMIT :limit"
    return tuple(_row(row, today) for row in store.rows(sql, **named, **at))


def client_ids(store: Engine, text: str, limit: int) -> list[int]:
    """Return clients by what was typed: words of names, file number or e-mail, then digits of a phone."""
    text = typed(text)
    found = store.words_like("clients", text, limit)
    number = digits(text)
    if number and not any(char.isalpha() for char in text):  # the digits of a tag are no phone
        found += store.codes_like("clients", number, limit)
    return list(dict.fromkeys(found))[:limit]


def rows_of_clients(store: Engine, ids: list[int], today: date) -> tuple[ClientRow, ...]:
    """Return clients in the order of their ids given; one merged into another is left out."""
    listed, named = among(ids)
    rows = store.rows(f"{_COLUMNS} WHERE c.id IN {listed} AND c.merged_into IS NULL", **named)
    found = {row["id"]: _row(row, today) for row in rows}
    return tuple(found[id_] for id_ in ids if id_ in found)


def _row(row: Row, today: date) -> ClientRow:
    until = day(row["blocked_until"])
    return ClientRow(
        id=row["id"],
        file_number=row["file_number"],
        name=names.listed(row["family_name"], row["given_name"]),
        name_key=row["name_key"],
        preferred_name=row["preferred_name"],
        phone=row["phone"] or "",
        email=row["email"],
        language=row["language"],
        out=row["out"],
        due=day(row["due_on"]),
        blocked=bool(row["blocked"]) and (until is None or until >= today),
    )


def client_counts(store: Engine, *, today: date) -> dict[str, int]:
    """Return how many clients each filter of `client_rows` holds."""
    made = {}
    for only, where in _FILTERS.items():
        if only in {DUPLICATES, NEWEST}:
            continue
        named = {"today": today.isoformat()} if ":today" in where else {}
        made[only] = int(store.value(f"SELECT COUNT(*) FROM clients c WHERE c.merged_into IS NULL{where}", **named))
    return made | {NEWEST: made[""], DUPLICATES: len(duplicate_ids(store))}


def client_record(store: Engine, id_: int) -> Client | None:
    """Return one client in full."""
    return clients.with_id(store, id_)


def client_card(store: Engine, id_: int, today: date | None = None) -> ClientCard | None:
    """Return what the desk shows of a client; with a day, also what others were promised, for a loan that is made."""
    client = clients.with_id(store, id_)
    if client is None:
        return None
    items = store.rows(
        "SELECT i.device_id FROM items i JOIN loans l ON l.id = i.loan_id "
        "WHERE l.client_id = :id AND i.ended IS NULL ORDER BY i.due_on, i.id",
        id=id_,
    )
    out = rows_with_ids(store, [row["device_id"] for row in items])
    had = borrowing.of_client(store, client.id)
    if store.value("SELECT 1 FROM reservations WHERE state IN ('waiting', 'ready') LIMIT 1") is None:
        return ClientCard(client, out, had=had)
    from loanmanager.storage.search.reservations import (  # the desk is to be there at once
        all_promises,
        reservation_rows,
    )

    ready = reservation_rows(store, only="ready", client_id=id_)
    promised = all_promises(store, id_, today) if today else None
    return ClientCard(client, out, had=had, ready=ready, promises=promised)
