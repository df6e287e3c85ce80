"""What rows held before a step, for undoing it exactly: the columns that steps change, as plain data for the history."""

from collections.abc import Iterable, Mapping
from typing import Any

from loanmanager.storage.engine import Engine
from loanmanager.storage.values import among

Kept = dict[str, dict[str, dict[str, Any]]]
"""Values by table, row id (as text: JSON has no other key) and column."""

_COLUMNS = {
    "devices": ("status", "condition", "status_since", "status_by"),
    "parts": ("state",),
    "items": ("ended", "ended_at", "in_staff_id", "in_condition", "in_note", "answers"),
    "incidents": (
        *("state", "closed_at", "decision", "decision_reason", "happened_on", "place"),
        *("police_number", "follow_up", "follow_up_on", "cost", "note"),
    ),
    "charges": ("state", "settled_at", "settled_by", "note"),
    "repairs": ("back_at", "back_by", "work", "cost"),
    "attachments": ("removed",),
}
_GONE: dict[str, dict[str, Any]] = {
    "incidents": {"state": "undone"},
    "charges": {"state": "undone"},
    "repairs": {"undone": 1},
    "resets": {"undone": 1},
    "papers": {"undone": 1},
    "attachments": {"removed": 1},
}
"""How a row that a step made is marked when the step is undone: nothing is deleted."""


def keep(store: Engine, **ids: Iterable[int | None]) -> Kept:
    """Return what some rows hold now, named by their table; None among the ids is passed over."""
    kept: Kept = {}
    for table, wanted in ids.items():
        listed, named = among(id_ for id_ in wanted if id_ is not None)
        columns = ", ".join(_COLUMNS[table])
        rows = store.rows(f"SELECT id, {columns} FROM {table} WHERE id IN {listed} ORDER BY id", **named)
        if rows:
            kept[table] = {str(row["id"]): {name: row[name] for name in _COLUMNS[table]} for row in rows}
    return kept


def put_back(store: Engine, kept: Kept, made: Mapping[str, Iterable[int]]) -> None:
    """Put rows back as they were, and mark those that the step made as undone."""
    for table, rows in kept.items():
        for key, values in rows.items():
            store.update(table, int(key), **values)
    for table, ids in made.items():
        for id_ in ids:
            store.update(table, id_, **_GONE[table])
