"""The history: one entry for each operation, never changed (a trigger refuses it), each chained to the one before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from loanmanager.domain import chain
from loanmanager.domain.chain import Link
from loanmanager.domain.history import Entry, Subject
from loanmanager.storage.engine import Engine, Row
from loanmanager.storage.values import from_json, json_of, moment, text_of

_AT_ONCE = 1000
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
    """Append an entry with its subjects, all at once, and return its id. The lock of the transaction keeps the chain whole."""
    last, before = end(store)
    id_, at, facts = last + 1, text_of(new.at), json_of(new.facts)
    sha = chain.sha_of(facts)
    link = Link(id_, at, new.staff_id, new.operation, sha, new.idem, new.undoes, new.subjects)
    store.insert(
        "history",
        id=id_,
        at=at,
        staff_id=new.staff_id,
        operation=new.operation,
        facts=facts,
        idem=new.idem,
        undoes=new.undoes,
        facts_sha=sha,
        chain=chain.digest(before, link),
    )
    subjects = [(id_, subject.kind, subject.id) for subject in new.subjects]
    store.insert_many("history_subjects", ("entry_id", "kind", "subject_id"), subjects)
    return id_


def end(store: Engine) -> tuple[int, str]:
    """Return the number and the digest of the last entry."""
    row = store.row("SELECT id, chain FROM history ORDER BY id DESC LIMIT 1")
    return (row["id"], row["chain"]) if row else (0, chain.START)


def last_moment(store: Engine) -> datetime | None:
    """Return when the last entry was made, None for an empty history."""
    at = store.value("SELECT at FROM history ORDER BY id DESC LIMIT 1")
    return moment(at) if at else None


def digest_of(store: Engine, number: int) -> str:
    """Return the digest that an entry bears, the start of the chain for none, nothing where there is no such entry."""
    if number == 0:
        return chain.START
    return str(store.value("SELECT chain FROM history WHERE id = :id", id=number) or "")


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry as it stands in the file: what its digest is made of, the digest it bears, and what its facts give now."""

    link: Link
    chain: str
    facts_now: str


def kept(store: Engine) -> Iterator[Kept]:
    """Yield every entry in the order of the chain, read a thousand at a time."""
    last = 0
    while rows := store.rows(
        "SELECT * FROM history WHERE id > :last ORDER BY id LIMIT :limit", last=last, limit=_AT_ONCE
    ):
        named = store.rows(
            "SELECT entry_id, kind, subject_id FROM history_subjects WHERE entry_id BETWEEN :first AND :last ORDER BY entry_id, id",
            first=rows[0]["id"],
            last=rows[-1]["id"],
        )
        about = {id_: list(each) for id_, each in groupby(named, key=itemgetter("entry_id"))}
        for row in rows:
            subjects = [Subject(each["kind"], each["subject_id"]) for each in about.get(row["id"], ())]
            yield Kept(_link(row, subjects), row["chain"], chain.sha_of(row["facts"]))
        last = rows[-1]["id"]


def _link(row: Row, subjects: list[Subject]) -> Link:
    return Link(
        *(row["id"], row["at"], row["staff_id"], row["operation"]),
        *(row["facts_sha"], row["idem"], row["undoes"], subjects),
    )


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
