"""The history as people read it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from loanmanager.domain import names
from loanmanager.storage import clients, history
from loanmanager.storage.engine import Engine
from loanmanager.storage.values import among, from_json, moment

_NAMED = 500  # an import is about a hundred thousand


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One entry about a device, a client or a loan: what was done, when, by whom. `facts` are as the operation kept them."""

    id: int
    operation: str
    at: datetime
    staff: str
    client: str
    loan: str
    tags: tuple[str, ...]
    facts: dict[str, Any]
    undone: bool
    undid: str


def history_of(store: Engine, kind: str, subject_id: int, *, limit: int = 200) -> tuple[HistoryRow, ...]:
    """Return the entries about a record, the newest first; a client's with those of records merged into it.

    `kind` is that of a subject: device, client, loan, programme and so on.
    """
    ids = [subject_id, *(clients.merged_ids(store, subject_id) if kind == "client" else ())]
    listed, named = among(ids)
    rows = store.rows(
        f"""SELECT h.id, h.at, h.operation, h.facts, COALESCE(st.name, '') AS staff, un.id AS undone, undid.operation AS undid
           FROM history h LEFT JOIN staff st ON st.id = h.staff_id
           LEFT JOIN history un ON un.undoes = h.id LEFT JOIN history undid ON undid.id = h.undoes
           WHERE h.id IN (SELECT entry_id FROM history_subjects WHERE kind = :kind AND subject_id IN {listed})
           ORDER BY h.id DESC LIMIT :limit""",
        kind=kind,
        limit=limit,
        **named,
    )
    return tuple(
        HistoryRow(
            id=row["id"],
            operation=row["operation"],
            at=moment(row["at"]),
            staff=row["staff"],
            facts=from_json(row["facts"]),
            undone=row["undone"] is not None,
            undid=row["undid"] or "",
            **_subjects(store, row["id"]),
        )
        for row in rows
    )


def _subjects(store: Engine, entry_id: int) -> dict[str, Any]:
    """Return the client, the loan and the devices that an entry is about."""
    rows = store.rows(
        """SELECT c.family_name, c.given_name, l.number, d.tag FROM history_subjects s
           LEFT JOIN clients c ON s.kind = 'client' AND c.id = s.subject_id
           LEFT JOIN loans l ON s.kind = 'loan' AND l.id = s.subject_id
           LEFT JOIN devices d ON s.kind = 'device' AND d.id = s.subject_id
           WHERE s.entry_id = :id ORDER BY s.id LIMIT :most""",
        id=entry_id,
        most=_NAMED,
    )
    people = [names.listed(row["family_name"], row["given_name"]) for row in rows if row["family_name"] is not None]
    return {
        "client": next(iter(people), ""),
        "loan": next((row["number"] for row in rows if row["number"]), ""),
        "tags": tuple(row["tag"] for row in rows if row["tag"]),
    }


def undoable_entry(store: Engine, entry_id: int) -> bool:
    """Tell whether nothing stands against undoing an entry, kind of operation apart."""
    entry = history.with_id(store, entry_id)
    return entry is not None and history.undone_by(store, entry_id) is None and not history.touched_since(store, entry)
