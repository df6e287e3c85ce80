"""What every operation is told (who, when) and what it gives back (the result, and which kinds of thing changed)."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from loanmanager.domain.history import Entry, Subject
from loanmanager.later import later

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from loanmanager.domain import refusals as why
    from loanmanager.operations import allowing
    from loanmanager.storage import history
    from loanmanager.storage.engine import Engine
else:  # the window knows this module before it is shown
    why, allowing = later("loanmanager.domain.refusals"), later("loanmanager.operations.allowing")
    history = later("loanmanager.storage.history")

R = TypeVar("R")


class Kind(StrEnum):
    """A kind of thing that a page may be showing."""

    DEVICES = "devices"
    CLIENTS = "clients"
    LOANS = "loans"
    PAPERS = "papers"
    OFFICE = "office"
    RESERVATIONS = "reservations"
    KITS = "kits"
    LINES = "lines"
    CONTACTS = "contacts"
    INCIDENTS = "incidents"
    STOCKTAKES = "stocktakes"


Changes = frozenset[Kind]
NOTHING: Changes = frozenset()
ANYTHING: Changes = frozenset(Kind)
LENDING: Changes = frozenset({Kind.DEVICES, Kind.CLIENTS, Kind.LOANS, Kind.PAPERS})


@dataclass(frozen=True, slots=True)
class By:
    """Who acts, when and where: asked at the edge, passed down. `now` is in UTC, `today` the office's own day."""

    staff_id: int | None
    now: datetime
    today: date
    site_id: int | None = None


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """An operation that is on the disk. `repeated` means that the same form had been sent before: nothing was done."""

    result: R
    changes: Changes
    entry_id: int
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Record(Generic[R]):
    """What an operation writes in the history. `facts` hold what undoing needs."""

    operation: str
    result: R
    changes: Changes
    subjects: Iterable[Subject] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    idem: str | None = None
    undoes: int | None = None


def record(store: Engine, by: By, what: Record[R]) -> Done[R]:
    """Append the operation's one entry to the history, inside its transaction, if whoever acts may do it.

    Raises:
        Refused: the office asks who is there, and the role does not have the right; nothing of the operation is kept.
    """
    allowing.see(store, by, what.operation, what.facts, what.undoes)
    result: Any = what.result
    entry = Entry(
        operation=what.operation,
        at=by.now,
        staff_id=by.staff_id,
        subjects=tuple(dict.fromkeys(what.subjects)),
        facts={**what.facts, "result": asdict(result) if result is not None else None},
        idem=what.idem,
        undoes=what.undoes,
    )
    return Done(what.result, what.changes, history.add(store, entry))


def already_done(store: Engine, idem: str | None, kind: type[R]) -> Done[R] | None:
    """Return what the same form did before, so that pressing twice never does it twice.

    Raises:
        Refused: the key is that of another form.
    """
    entry = history.with_idem(store, idem) if idem else None
    if entry is None:
        return None
    result = entry.facts["result"] or {}
    if result.keys() != {each.name for each in fields(kind)}:  # type: ignore[arg-type]  # every result is a dataclass
        raise why.Refused(why.Taken("key", str(idem)))  # somebody's own key, which another form bore
    return Done(kind(**result), NOTHING, entry.id, repeated=True)


def device(id_: int) -> Subject:
    """Return a device as the subject of an entry."""
    return Subject("device", id_)


def client(id_: int) -> Subject:
    """Return a client as the subject of an entry."""
    return Subject("client", id_)


def loan(id_: int) -> Subject:
    """Return a loan as the subject of an entry."""
    return Subject("loan", id_)
