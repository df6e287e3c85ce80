"""Programmes as groups of clients: added, renamed, ended; who joins and who leaves (product 6.4, simply)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from loanmanager.domain import programmes as rules
from loanmanager.domain import refusals as why
from loanmanager.domain.history import Entry, Subject
from loanmanager.domain.programmes import Programme
from loanmanager.operations import done, forms
from loanmanager.operations.done import By, Changes, Done, Kind, Record
from loanmanager.storage import clients, programmes
from loanmanager.storage.engine import Engine
from loanmanager.storage.programmes import Seat

_CHANGES: Changes = frozenset({Kind.CLIENTS, Kind.OFFICE})
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Kept:
    """A programme that was added, renamed, ended or taken up again."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Seated:
    """How many clients joined or left a programme; those who had already are not counted."""

    id: int
    name: str
    clients: int


def add_programme(store: Engine, name: str, by: By, *, idem: str | None = None) -> Done[Kept]:
    """Add a programme.

    Raises:
        Refused: it has no name, or another one bears it.
    """
    with store.write():
        before = done.already_done(store, idem, Kept)
        if before:
            return before
        named = _free(store, name, 0)
        return _record(store, by, "add_programme", Programme(programmes.add(store, named), named), {}, idem)


def rename_programme(store: Engine, id_: int, name: str, by: By, *, idem: str | None = None) -> Done[Kept]:
    """Give a programme another name; loans and papers that are made already keep what they say.

    Raises:
        Refused: there is no such programme, no name, or another programme bears it.
    """
    with store.write():
        before = done.already_done(store, idem, Kept)
        if before:
            return before
        found = _known(store, id_)
        changed = replace(found, name=_free(store, name, id_))
        programmes.save(store, changed)
        return _record(store, by, "rename_programme", changed, {"was": found.name}, idem)


def end_programme(store: Engine, id_: int, by: By, *, active: bool = False, idem: str | None = None) -> Done[Kept]:
    """End a programme, so that it is no longer offered, or take it up again (`active`). Nobody leaves it by that.

    Raises:
        Refused: there is no such programme.
    """
    with store.write():
        before = done.already_done(store, idem, Kept)
        if before:
            return before
        found = _known(store, id_)
        programmes.save(store, replace(found, active=active))
        return _record(store, by, "end_programme", found, {"was": found.active, "active": active}, idem)


def join(store: Engine, id_: int, client_ids: Iterable[int], by: By, *, idem: str | None = None) -> Done[Seated]:
    """Let clients take part in a programme; whoever does already is left as they are.

    Raises:
        Refused: there is no such programme or client, or nobody was named.
    """
    with store.write():
        before = done.already_done(store, idem, Seated)
        if before:
            return before
        found, wanted = _known(store, id_), _people(store, client_ids)
        there = {each.client_id for each in programmes.seats(store, id_)}
        rows = {each: programmes.seat(store, id_, each) for each in wanted if each not in there}
        facts = {"rows": list(rows.values())}
        return _seated(store, by, "join_programme", found, tuple(rows), facts, idem, named=wanted)


def leave(store: Engine, id_: int, client_ids: Iterable[int], by: By, *, idem: str | None = None) -> Done[Seated]:
    """Let clients leave a programme; what they have on loan stays as it is.

    Raises:
        Refused: there is no such programme or client, or nobody was named.
    """
    with store.write():
        before = done.already_done(store, idem, Seated)
        if before:
            return before
        found, wanted = _known(store, id_), _people(store, client_ids)
        gone = [each for each in programmes.seats(store, id_) if each.client_id in wanted]
        programmes.unseat(store, [each.id for each in gone])
        facts = {"seats": [[each.id, each.client_id] for each in gone]}
        left = tuple(each.client_id for each in gone)
        return _seated(store, by, "leave_programme", found, left, facts, idem, named=wanted)


def _known(store: Engine, id_: int) -> Programme:
    found = programmes.with_id(store, id_)
    if found is None:
        raise why.Refused(why.NoSuch("programme", str(id_)))
    return found


def _free(store: Engine, name: str, id_: int) -> str:
    """Return a name that no other programme bears."""
    forms.sound_text(name=name)
    named = " ".join(name.split())
    if not named:
        raise why.Refused(why.Missing("name"))
    if len(named) > _LONGEST:
        raise why.Refused(why.Malformed("name", named[:40]))
    other = programmes.named(store, named)
    if other and other.id != id_:
        raise why.Refused(rules.ProgrammeTaken(other.name))
    return named


def _people(store: Engine, client_ids: Iterable[int]) -> tuple[int, ...]:
    found = {id_: clients.with_id(store, id_) for id_ in client_ids}
    gone = [id_ for id_, client in found.items() if client is None]
    if gone:
        raise why.Refused(*(why.NoSuch("client", str(id_)) for id_ in gone))
    if not found:
        raise why.Refused(rules.NobodyNamed())
    return tuple(dict.fromkeys(client.id for client in found.values() if client))


def _record(
    store: Engine, by: By, operation: str, made: Programme, facts: dict[str, Any], idem: str | None
) -> Done[Kept]:
    result, subjects = Kept(made.id, made.name), [Subject("programme", made.id)]
    return done.record(store, by, Record(operation, result, _CHANGES, subjects, {**facts, "name": made.name}, idem))


def _seated(
    store: Engine,
    by: By,
    operation: str,
    of: Programme,
    moved: tuple[int, ...],
    facts: dict[str, Any],
    idem: str | None,
    *,
    named: tuple[int, ...],
) -> Done[Seated]:
    subjects = [Subject("programme", of.id), *(done.client(each) for each in moved or named)]
    result = Seated(of.id, of.name, len(moved))
    return done.record(store, by, Record(operation, result, _CHANGES, subjects, {**facts, "name": of.name}, idem))


# Undoing


def undo_add(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (one signature for every inverse)
    """Take a programme away again, where nothing names it."""
    id_ = entry.facts["result"]["id"]
    if programmes.in_use(store, id_) or _known(store, id_) != Programme(id_, entry.facts["name"]):
        raise why.Refused(why.NotUndoable("later_changes"))
    programmes.remove(store, id_)


def undo_rename(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (as above)
    """Give a programme its former name, if nobody took it since."""
    found = _known(store, entry.facts["result"]["id"])
    if found.name != entry.facts["name"]:
        raise why.Refused(why.NotUndoable("later_changes"))
    programmes.save(store, replace(found, name=_free(store, entry.facts["was"], found.id)))


def undo_end(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (as above)
    """Let a programme go on again, or be over again."""
    found = _known(store, entry.facts["result"]["id"])
    if found.active is not entry.facts["active"]:
        raise why.Refused(why.NotUndoable("later_changes"))
    programmes.save(store, replace(found, active=entry.facts["was"]))


def undo_join(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (as above)
    """Let those go who had joined."""
    if programmes.unseat(store, entry.facts["rows"]) != len(entry.facts["rows"]):
        raise why.Refused(why.NotUndoable("later_changes"))


def undo_leave(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (as above)
    """Let those take part again who had left."""
    id_ = entry.facts["result"]["id"]
    there = {each.client_id for each in programmes.seats(store, id_)}
    rows = [Seat(row_id, client_id, id_) for row_id, client_id in entry.facts["seats"]]
    if any(each.client_id in there for each in rows):
        raise why.Refused(why.NotUndoable("later_changes"))
    programmes.put_back(store, rows)


INVERSE: dict[str, Callable[[Engine, Entry, By], None]] = {
    "add_programme": undo_add,
    "rename_programme": undo_rename,
    "end_programme": undo_end,
    "join_programme": undo_join,
    "leave_programme": undo_leave,
}
