"""Clients as lists and the desk show them."""

from dataclasses import dataclass
from datetime import date

from loanmanager.domain import names
from loanmanager.domain.clients import Client
from loanmanager.domain.names import digits
from loanmanager.storage import clients
from loanmanager.storage.engine import Engine, Row
from loanmanager.storage.search.devices import DeviceRow, rows_with_ids
from loanmanager.storage.search.paging import PAGE, After, beyond
from loanmanager.storage.text import typed
from loanmanager.storage.values import among, day


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
    """A client at the desk: the record, what they have, and the loans whose agreement awaits a signature."""

    client: Client
    out: tuple[DeviceRow, ...] = ()
    unsigned: tuple[str, ...] = ()


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
    "with_devices": " AND EXISTS (SELECT 1 FROM loans l JOIN items i ON i.loan_id = l.id"
    " WHERE l.client_id = c.id AND i.ended IS NULL)",
    "overdue": " AND EXISTS (SELECT 1 FROM loans l JOIN items i ON i.loan_id = l.id"
    " WHERE l.client_id = c.id AND i.ended IS NULL AND i.due_on < :today)",
    "blocked": " AND c.blocked = 1 AND (c.blocked_until IS NULL OR c.blocked_until >= :today)",
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
    """Return a page of clients by name. `only` is empty, with_devices, overdue or blocked."""
    named: dict[str, object] = {"limit": limit}
    where = "c.merged_into IS NULL" + _FILTERS[only]
    if ":today" in where:
        named["today"] = today.isoformat()
    if text.strip():
        listed, ids = among(client_ids(store, text, PAGE))
        where += f" AND c.id IN {listed}"
        named |= ids
    more, at = beyond("c.name_key", "c.id", after)
    sql = f"{_COLUMNS} WHERE {where}{more} ORDER BY c.name_key, c.id LIMIT :limit"
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
        named = {"today": today.isoformat()} if ":today" in where else {}
        made[only] = int(store.value(f"SELECT COUNT(*) FROM clients c WHERE c.merged_into IS NULL{where}", **named))
    return made


def client_record(store: Engine, id_: int) -> Client | None:
    """Return one client in full."""
    return clients.with_id(store, id_)


def client_card(store: Engine, id_: int) -> ClientCard | None:
    """Return what the desk shows of a client."""
    client = clients.with_id(store, id_)
    if client is None:
        return None
    items = store.rows(
        "SELECT i.device_id FROM items i JOIN loans l ON l.id = i.loan_id "
        "WHERE l.client_id = :id AND i.ended IS NULL ORDER BY i.due_on, i.id",
        id=id_,
    )
    return ClientCard(client, rows_with_ids(store, [row["device_id"] for row in items]))


def same_person(
    store: Engine, family: str, given: str, birth: date | None, phones: tuple[str, ...]
) -> tuple[Client, ...]:
    """Return clients who may be the same person: same name, and birth date or a phone alike or unknown (product 3.6)."""
    mine = {digits(phone) for phone in phones} - {""}
    return tuple(
        each
        for each in clients.same_name(store, family, given)
        if birth is None or each.birth_date in {None, birth} or mine & {digits(phone) for phone in each.phones}
    )
