"""Noting that a plan or a warranty is ending: it was seen to, and is not shown again until it has another end."""

from dataclasses import dataclass

from loanmanager.domain import endings as rules
from loanmanager.domain import refusals as why
from loanmanager.domain.endings import Ends
from loanmanager.domain.history import Entry, Subject
from loanmanager.operations import done
from loanmanager.operations.done import By, Changes, Done, Kind, Record
from loanmanager.storage import endings
from loanmanager.storage.engine import Engine

_SEEN: Changes = frozenset({Kind.DEVICES, Kind.LINES})


@dataclass(frozen=True, slots=True)
class Noted:
    """An ending that was noted: plan or warranty, of which line or device, what it is called, its last day (ISO)."""

    kind: str
    id: int
    name: str
    ends: str


def note_ending(store: Engine, kind: Ends, id_: int, by: By, *, idem: str | None = None) -> Done[Noted]:
    """Note that the end of a line's plan or of a device's warranty was seen to.

    Raises:
        Refused: there is no such line or device, it has no end, or this end was noted already.
    """
    with store.write():
        before = done.already_done(store, idem, Noted)
        if before:
            return before
        found = endings.ending(store, kind, id_)
        if found is None:
            raise why.Refused(why.NoSuch("line" if kind is Ends.PLAN else "device", str(id_)))
        if found.ends is None:
            raise why.Refused(rules.NotEnding(found.name))
        if endings.is_noted(store, kind, id_, found.ends):
            raise why.Refused(rules.NotedAlready(found.name))
        note_id = endings.note(store, kind, id_, found.ends, by.now, by.staff_id)
        subjects = [done.device(found.device_id)] if found.device_id else []
        if kind is Ends.PLAN:
            subjects.append(Subject("line", id_))
        result = Noted(kind, id_, found.name, found.ends.isoformat())
        return done.record(store, by, Record("note_ending", result, _SEEN, subjects, {"note_id": note_id}, idem))


def undo_note_ending(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (one signature for every inverse)
    """Take the note back: the ending is shown again."""
    endings.forget(store, entry.facts["note_id"])
