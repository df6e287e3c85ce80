"""What has to be true of an office whatever was done in it, and what each operation owes to the history."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from loanmanager.operations.done import By
from loanmanager.storage import examining, search
from loanmanager.storage.values import text_of

Snapshot = dict[str, dict[int, dict[str, Any]]]
"""Every row of every table that operations write, by table and id."""

_LOOKED_OVER = 5  # Friday
_APART = {"history", "history_subjects", "counters"}
_SINCE = ("status_since", "status_by")  # when a state was set is when it was set, even back

SUBJECTS = {
    "devices": ("device", "id", {"status", "site_id", "shelf"}),
    "items": ("loan", "loan_id", {"due_on", "ended"}),
    "reservations": ("reservation", "id", {"state", "held_device_id", "first_day", "last_day"}),
    "incidents": ("incident", "id", {"state", "decision"}),
    "lines": ("line", "id", {"state"}),
    "stocktakes": ("stocktake", "id", {"state"}),
}
"""Whose history must name a change of which columns: the kind of subject and the column of its id."""

REACHES = {
    "check_out": {"on_loan", "available"},  # available: what was put aside for the client, who took another
    "return": {"to_check", "to_reset", "available"},
    "add_device": {"available"},
    "reset": {"available"},
    "reset_devices": {"available"},
    "check": {"to_reset", "available"},
    "put_aside": {"reserved"},
    "release_reservation": {"available"},
    "cancel_reservation": {"available"},
    "expire_reservations": {"available"},
    "open_incident": {"lost", "stolen", "to_check"},
    "find": {"to_check", "to_reset", "available"},
    "send_to_repair": {"in_repair"},
    "back_from_repair": {"to_check", "to_reset", "available"},
    "retire": {"retired"},
    "bring_back": {"to_check"},
}
"""The states into which each operation may bring a device; an operation that is not named moves none."""


def snapshot(store: Any) -> Snapshot:
    """Read everything."""
    found: Snapshot = {}
    for name in sorted(store._columns):  # every table of ours
        rows = [dict(zip(row.keys(), tuple(row), strict=True)) for row in store.rows(f"SELECT * FROM {name}")]
        if rows and "id" in rows[0]:
            found[name] = {row["id"]: row for row in rows}
        elif rows:
            found[name] = dict(enumerate(sorted(rows, key=repr)))
    return found


def standing(taken: Snapshot) -> dict[str, set[Any]]:
    """Return what has to be as before when something was undone: what was undone is out of sight, not gone."""
    gone = {id_ for id_, row in taken.get("loans", {}).items() if row["undone"]}
    items = {id_ for id_, row in taken.get("items", {}).items() if row["loan_id"] in gone}
    dropped = {id_ for id_, row in taken.get("stocktakes", {}).items() if row["state"] == "dropped"}
    hidden = {
        "loans": lambda row: row["undone"],
        "items": lambda row: row["loan_id"] in gone,
        "item_parts": lambda row: row["item_id"] in items,
        "papers": lambda row: row["undone"],
        "incidents": lambda row: row["state"] == "undone",
        "charges": lambda row: row["state"] == "undone",
        "repairs": lambda row: row["undone"],
        "resets": lambda row: row["undone"],
        "attachments": lambda row: row["removed"],
        "contacts": lambda row: row["undone"],
        "stocktakes": lambda row: row["state"] == "dropped",
        "stocktake_devices": lambda row: row["stocktake_id"] in dropped,
        "stocktake_scans": lambda row: row["stocktake_id"] in dropped,
    }
    found: dict[str, set[Any]] = {}
    for name in taken.keys() - _APART:
        seen = [row for row in taken[name].values() if not hidden.get(name, lambda _: False)(row)]
        found[name] = {tuple((key, row[key]) for key in row if name != "devices" or key not in _SINCE) for row in seen}
    return Everything(found)


class Everything(dict[str, set[Any]]):
    """Tables by name; one that is not there is empty."""

    def __missing__(self, key: str) -> set[Any]:
        """Return no rows."""
        return set()


# What each operation owes to the history


def recorded(store: Any, before: Snapshot, after: Snapshot, entries: Iterable[int], by: By) -> None:
    """See that what was done has one entry each, with who and when, which names all that moved; nothing was lost."""
    wanted = sorted(set(entries))
    new = sorted(after["history"].keys() - before.get("history", {}).keys())
    assert new == wanted, (new, wanted)
    for id_ in new:
        row = after["history"][id_]
        assert (row["at"], row["staff_id"]) == (text_of(by.now), by.staff_id)
    for id_, row in before.get("history", {}).items():
        assert after["history"][id_] == row, "the history is never changed"
    operations = {after["history"][id_]["operation"] for id_ in new}
    named = {(row["kind"], row["subject_id"]) for row in after["history_subjects"].values() if row["entry_id"] in new}
    assert named, "an entry is about something"
    changed = _changed(before, after)
    for name, (kind, column, columns) in SUBJECTS.items():
        for row, moved in changed.get(name, []):
            assert not moved & columns or (kind, row[column]) in named, (operations, name, row, moved)
    for row, moved in changed.get("devices", []):
        if "status" in moved and "undo" not in operations:
            reached = set().union(*(REACHES.get(each, set()) for each in operations))
            assert row["status"] in reached, (operations, row["tag"], row["status"])


def _changed(before: Snapshot, after: Snapshot) -> dict[str, list[tuple[dict[str, Any], set[str]]]]:
    """Return the rows that are new or different, with the columns that differ (all of a new one)."""
    found: dict[str, list[tuple[dict[str, Any], set[str]]]] = {}
    for name, rows in after.items():
        was = before.get(name, {})
        for id_, row in rows.items():
            if was.get(id_) != row:
                old = was.get(id_, {})
                found.setdefault(name, []).append((row, {key for key in row if old.get(key, row) != row[key]}))
    return found


# What is always true


def check(store: Any, today: date) -> None:
    """See that the records agree with each other."""
    taken = snapshot(store)
    for rule in (loans_and_devices, holds, repairs_and_losses, returns, notices, papers):
        rule(taken)
    if today.isoweekday() == _LOOKED_OVER:  # slow: everything is searched for
        lists(store, today)
        assert [tuple(question(store, lambda _: None)) for question in examining.QUESTIONS] == [()] * len(
            examining.QUESTIONS
        )
    assert store.check() == ()


def _rows(taken: Snapshot, table: str) -> list[dict[str, Any]]:
    return list(taken.get(table, {}).values())


def _with(taken: Snapshot, *statuses: str) -> set[int]:
    return {row["id"] for row in _rows(taken, "devices") if row["status"] in statuses}


def loans_and_devices(taken: Snapshot) -> None:
    """No device is on two loans; one is on loan exactly where a loan that stands has it."""
    out = Counter(row["device_id"] for row in _rows(taken, "items") if row["ended"] is None)
    assert max(out.values(), default=1) == 1
    assert set(out) == _with(taken, "on_loan")
    for row in _rows(taken, "items"):
        undone = taken["loans"][row["loan_id"]]["undone"]
        assert bool(undone) == (row["ended"] == "undone")


def holds(taken: Snapshot) -> None:
    """A device is reserved exactly where it is put aside for a reservation that is ready; nothing is put aside twice."""
    held = Counter(row["held_device_id"] for row in _rows(taken, "reservations") if row["state"] == "ready")
    assert max(held.values(), default=1) == 1
    assert set(held) == _with(taken, "reserved")
    for row in _rows(taken, "reservations"):
        assert (row["state"] == "lent") == (row["loan_id"] is not None), row
        if row["state"] == "lent":
            assert not taken["loans"][row["loan_id"]]["undone"]


def repairs_and_losses(taken: Snapshot) -> None:
    """A device is in repair while a repair is open; one is lost or stolen only where an incident says so."""
    away = [row["device_id"] for row in _rows(taken, "repairs") if not row["undone"] and row["back_at"] is None]
    assert sorted(away) == sorted(_with(taken, "in_repair"))
    said = {
        (row["device_id"], row["kind"])
        for row in _rows(taken, "incidents")
        if row["state"] != "undone" and row["decision"] != "found"
    }
    for kind in ("lost", "stolen"):
        assert {(id_, kind) for id_ in _with(taken, kind)} <= said
    for row in _rows(taken, "charges"):
        assert row["incident_id"] is None or taken["incidents"][row["incident_id"]]["client_id"] == row["client_id"]
        assert (row["state"] in {"paid", "waived"}) == (row["settled_at"] is not None), row


def returns(taken: Snapshot) -> None:
    """What is out has not come back in parts; of what came back, each part is noted. What needs a reset had one."""
    for row in _rows(taken, "item_parts"):
        ended = taken["items"][row["item_id"]]["ended"]
        assert ended != "returned" or row["back"] is not None, row
        assert ended is not None or row["back"] is None, row
    resets = {(row["device_id"], row["at"]) for row in _rows(taken, "resets") if not row["undone"]}
    for id_ in _with(taken, "available", "reserved"):
        device = taken["devices"][id_]
        last = max(
            (r["ended_at"] for r in _rows(taken, "items") if r["device_id"] == id_ and r["ended"] == "returned"),
            default="",
        )
        if taken["device_types"][device["type_id"]]["needs_reset"] and last:
            assert any(who == id_ and at >= last for who, at in resets), device["tag"]


def notices(taken: Snapshot) -> None:
    """No stage of the ladder is sent twice for one due date of a loan."""
    sent = Counter(
        (row["loan_id"], row["due_on"], row["stage"])
        for row in _rows(taken, "contacts")
        if row["stage"] and row["counts"] and not row["undone"]
    )
    assert max(sent.values(), default=1) == 1


def papers(taken: Snapshot) -> None:
    """Each loan that stands has its agreement; what a paper says is what it said."""
    agreed = Counter(
        row["loan_id"] for row in _rows(taken, "papers") if row["kind"] == "agreement" and not row["undone"]
    )
    assert set(agreed) == {row["id"] for row in _rows(taken, "loans") if not row["undone"]}
    assert max(agreed.values(), default=1) == 1
    for row in _rows(taken, "papers"):
        assert hashlib.sha256(row["facts"].encode()).hexdigest() == row["facts_sha256"]


def lists(store: Any, today: date) -> None:
    """The counts are those of the lists, and everything is found by what it bears."""
    counts = search.counts(store, today)
    assert counts.out == len(search.loan_rows(store, today=today, only="open"))
    assert counts.overdue == len(search.loan_rows(store, today=today, only="overdue"))
    for row in search.device_rows(store, today=today):
        found = search.find(store, row.tag, today)
        assert found is not None
        assert found.device is not None
        assert found.device.id == row.id
        assert row.id in store.codes_like("devices", row.tag_key, 200)
    rows = {row["id"]: row for row in store.rows("SELECT id, file_number, merged_into FROM clients")}
    for row in rows.values():
        found = search.find(store, row["file_number"], today)
        assert found is not None
        assert found.client is not None
        kept = row
        while kept["merged_into"] is not None:  # whoever they were merged into may have been merged since
            kept = rows[kept["merged_into"]]
        assert found.client.id == kept["id"]
