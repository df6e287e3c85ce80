"""Loans as lists show them, one loan in full, and its papers."""

from dataclasses import dataclass
from datetime import date, datetime

from loanmanager.domain import names
from loanmanager.domain.loans import Loan
from loanmanager.domain.papers import PaperKind
from loanmanager.storage import loans
from loanmanager.storage.engine import Engine, Row
from loanmanager.storage.search.clients import client_ids
from loanmanager.storage.search.devices import device_ids
from loanmanager.storage.search.paging import PAGE, After, beyond
from loanmanager.storage.text import typed
from loanmanager.storage.values import among, day, moment


@dataclass(frozen=True, slots=True)
class LoanRow:
    """One loan in a list. `due` is the earliest due date of what is out, `back_on` the day on which the last came back."""

    id: int
    number: str
    client_id: int
    name: str
    out_on: date
    tags: tuple[str, ...]
    devices: int
    out: int
    due: date | None
    back_on: date | None
    programme: str
    undone: bool
    language: str


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper of a loan."""

    id: int
    kind: PaperKind
    language: str
    made_at: datetime
    undone: bool


_COLUMNS = """
    SELECT l.id, l.number, l.client_id, l.out_on, l.undone, l.language, c.family_name, c.given_name,
           p.name AS programme, COUNT(i.id) AS devices,
           SUM(CASE WHEN i.ended IS NULL THEN 1 ELSE 0 END) AS out,
           MIN(CASE WHEN i.ended IS NULL THEN i.due_on END) AS due_on, MAX(i.ended_at) AS ended_at
    FROM loans l JOIN clients c ON c.id = l.client_id JOIN items i ON i.loan_id = l.id
    LEFT JOIN programmes p ON p.id = l.programme_id
"""
_GROUP = """
    GROUP BY l.id, l.number, l.client_id, l.out_on, l.undone, l.language, c.family_name, c.given_name, p.name
"""
_OPEN = "l.id IN (SELECT loan_id FROM items WHERE ended IS NULL)"
_FILTERS = {
    "": "1 = 1",
    "open": _OPEN,
    "overdue": "l.id IN (SELECT loan_id FROM items WHERE ended IS NULL AND due_on < :today)",
    "due_today": "l.id IN (SELECT loan_id FROM items WHERE ended IS NULL AND due_on = :today)",
}


def loan_rows(
    store: Engine,
    *,
    today: date,
    only: str = "open",
    text: str = "",
    client_id: int | None = None,
    after: After | None = None,
    limit: int = PAGE,
) -> tuple[LoanRow, ...]:
    """Return a page of loans, the newest first. `only` is empty (all), open, overdue or due_today."""
    where, named = _FILTERS[only], dict[str, object]({"limit": limit})
    if ":today" in where:
        named["today"] = today.isoformat()
    if client_id is not None:
        where += " AND l.client_id = :client_id"
        named["client_id"] = client_id
    if text.strip():
        narrowed, ids = _narrowed(store, text)
        where += narrowed
        named |= ids
    more, at = beyond("l.number", "l.id", after, descending=True)
    page = f"SELECT l.id FROM loans l WHERE {where}{more} ORDER BY l.number DESC, l.id DESC LIMIT :limit"
    sql = f"{_COLUMNS} WHERE l.id IN ({page}) {_GROUP} ORDER BY l.number DESC, l.id DESC"
    rows = store.rows(sql, **named, **at)
    tags = _tags(store, [row["id"] for row in rows])
    return tuple(_row(row, tags) for row in rows)


def _narrowed(store: Engine, text: str) -> tuple[str, dict[str, object]]:
    """Narrow to loans with this number, of these clients or with these devices."""
    number = typed(text).strip().upper()
    numbered: dict[str, object] = {"number": number, "number_end": number + "\uffff"}
    if number.startswith("L-"):
        return " AND l.number >= :number AND l.number < :number_end", numbered
    people, named = among(client_ids(store, text, PAGE))
    devices, more = among(device_ids(store, text, PAGE))
    named_devices = {f"d{key}": value for key, value in more.items()}
    listed_devices = devices.replace(":v", ":dv")
    condition = (  # a union, since each part has its index and an OR of them would read every loan
        f" AND l.id IN (SELECT id FROM loans WHERE client_id IN {people}"
        f" UNION SELECT loan_id FROM items WHERE device_id IN {listed_devices}"
        " UNION SELECT id FROM loans WHERE number >= :number AND number < :number_end)"
    )
    return condition, {**named, **named_devices, **numbered}


def _tags(store: Engine, loan_ids: list[int]) -> dict[int, tuple[str, ...]]:
    listed, named = among(loan_ids)
    made: dict[int, tuple[str, ...]] = {}
    for row in store.rows(
        "SELECT i.loan_id, d.tag FROM items i JOIN devices d ON d.id = i.device_id "
        f"WHERE i.loan_id IN {listed} ORDER BY i.id",
        **named,
    ):
        made[row["loan_id"]] = (*made.get(row["loan_id"], ()), row["tag"])
    return made


def _row(row: Row, tags: dict[int, tuple[str, ...]]) -> LoanRow:
    back = moment(row["ended_at"]).astimezone().date() if row["ended_at"] and not row["out"] else None
    return LoanRow(
        id=row["id"],
        number=row["number"],
        client_id=row["client_id"],
        name=names.listed(row["family_name"], row["given_name"]),
        out_on=date.fromisoformat(row["out_on"]),
        tags=tags.get(row["id"], ()),
        devices=row["devices"],
        out=row["out"],
        due=day(row["due_on"]),
        back_on=back,
        programme=row["programme"] or "",
        undone=bool(row["undone"]),
        language=row["language"],
    )


def loan_counts(store: Engine, *, today: date) -> dict[str, int]:
    """Return how many loans each filter of `loan_rows` holds."""
    made = {}
    for only, where in _FILTERS.items():
        named = {"today": today.isoformat()} if ":today" in where else {}
        made[only] = int(store.value(f"SELECT COUNT(*) FROM loans l WHERE {where}", **named))
    return made


def loan_record(store: Engine, *, id_: int | None = None, number: str = "") -> Loan | None:
    """Return one loan with its items, by id or by number."""
    return loans.with_id(store, id_) if id_ is not None else loans.with_number(store, number)


def papers_of(store: Engine, loan_id: int) -> tuple[PaperRow, ...]:
    """Return the papers of a loan, the newest first."""
    rows = store.rows(
        "SELECT id, kind, language, made_at, undone FROM papers WHERE loan_id = :id ORDER BY id DESC", id=loan_id
    )
    return tuple(
        PaperRow(r["id"], PaperKind(r["kind"]), r["language"], moment(r["made_at"]), bool(r["undone"])) for r in rows
    )
