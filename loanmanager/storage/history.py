"""The history: one entry for each operation, never changed (a trigger refuses it)."""

from loanmanager.domain.history import Entry, Subject
from loanmanager.storage.engine import Engine, Row
from loanmanager.storage.values import from_json, json_of, moment, text_of

_LENDING = frozenset({"check_out", "return", "renew", "reset", "check"})
_BESIDE_LENDING = frozenset(
    {"edit_line", "line_task", "drop_line_task", "make_kit", "edit_kit", "change_kit", "retire_kit"}
)
"""What touches a device without touching what a loan changes of it: its line's contract, and which kit it is in."""

_PUT_BACK = frozenset({"condition", "parts", "line"})
"""Of what a form changes on a device, all that undoing a step of a loan would write over; see operations/undoing."""


_WORDS_ONLY = frozenset({"send_notice", "log_contact"})
"""What was only said or written: it changes nothing, and nothing later stands against taking it back."""


def add(store: Engine, new: Entry) -> int:
    """Append an entry and return its id."""
    id_ = store.insert(
        "history",
        at=text_of(new.at),
        staff_id=new.staff_id,
        operation=new.operation,
        facts=json_of(new.facts),
        idem=new.idem,
        undoes=new.undoes,
    )
    subjects = [(id_, subject.kind, subject.id) for subject in new.subjects]
    store.insert_many("history_subjects", ("entry_id", "kind", "subject_id"), subjects)
    return id_


def with_id(store: Engine, id_: int) -> Entry | None:
    """Return one entry."""
    return _one(store, store.row("SELECT * FROM history WHERE id = :id", id=id_))


def with_idem(store: Engine, idem: str) -> Entry | None:
    """Return the entry that a form's key already made."""
    return _one(store, store.row("SELECT * FROM history WHERE idem = :idem", idem=idem))


def undone_by(store: Engine, id_: int) -> int | None:
    """Return the entry that undid another one."""
    found = store.value("SELECT id FROM history WHERE undoes = :id", id=id_)
    return None if found is None else int(found)


def touched_since(store: Engine, entry: Entry) -> bool:
    """Tell whether any device, loan, kit, line or the like of an entry was touched by a later one that still stands."""
    if entry.operation in _WORDS_ONLY:
        return False
    return any(
        _stands_against(row, entry)
        for row in store.rows(
            """SELECT h.operation, h.facts FROM history_subjects s
               JOIN history_subjects later ON later.kind = s.kind AND later.subject_id = s.subject_id
                    AND later.entry_id > s.entry_id
               JOIN history h ON h.id = later.entry_id
               WHERE s.entry_id = :id AND s.kind NOT IN ('client', 'type', 'office', 'programme') AND h.undoes IS NULL
                    AND (s.kind <> 'kit' OR :lending = 0)  -- two loans may share a kit, each with devices of its own
                    -- seeing a thing changes nothing of it
                    AND h.operation NOT IN ('send_notice', 'log_contact', 'show_pin', 'keep_pin', 'scan_stocktake', 'unscan_stocktake')
                    AND NOT EXISTS (SELECT 1 FROM history u WHERE u.undoes = h.id)""",
            id=entry.id,
            lending=int(entry.operation in _LENDING),
        )
    )


def _stands_against(row: Row, entry: Entry) -> bool:
    """Tell whether a later entry stands against undoing one; a corrected serial number undoes no loan and is undone by none."""
    if entry.operation in _LENDING and row["operation"] in _BESIDE_LENDING:
        return False
    if entry.operation not in _LENDING or row["operation"] != "edit_device":
        return True
    return bool(_PUT_BACK & from_json(row["facts"])["now"].keys())


def _one(store: Engine, row: Row | None) -> Entry | None:
    if row is None:
        return None
    subjects = store.rows("SELECT * FROM history_subjects WHERE entry_id = :id ORDER BY id", id=row["id"])
    return Entry(
        operation=row["operation"],
        at=moment(row["at"]),
        staff_id=row["staff_id"],
        subjects=tuple(Subject(each["kind"], each["subject_id"]) for each in subjects),
        facts=from_json(row["facts"]),
        idem=row["idem"],
        undoes=row["undoes"],
        id=row["id"],
    )
