"""Two records of one client made into one, losing nothing; or told apart for good (product 3.6)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from loanmanager.domain import duplicates
from loanmanager.domain import refusals as why
from loanmanager.domain.clients import Client
from loanmanager.domain.history import Entry
from loanmanager.operations import done, forms
from loanmanager.operations.done import LENDING, By, Done, Kind, Record
from loanmanager.storage import clients, merging
from loanmanager.storage.engine import Engine

_CHANGES = LENDING | {Kind.RESERVATIONS, Kind.CONTACTS, Kind.INCIDENTS}


@dataclass(frozen=True, slots=True)
class Merge:
    """The form: which record is kept, and by field of `duplicates.ASKED` whether the other one's value is taken."""

    kept_id: int
    other_id: int
    takes: Mapping[str, bool] = field(default_factory=dict)
    idem: str | None = None


@dataclass(frozen=True, slots=True)
class Merged:
    """One record of two: the kept one, and the file number that leads to it from now on."""

    kept_id: int
    other_id: int
    number: str
    former: str


@dataclass(frozen=True, slots=True)
class ToldApart:
    """Two records that are two people."""

    client_id: int
    other_id: int


def merge(store: Engine, request: Merge, by: By) -> Done[Merged]:
    """Merge one client into another: loans, incidents, charges, reservations, contacts, papers and notes go along.

    Raises:
        Refused: there is no such client, it was merged already, or both are the same.
    """
    with store.write():
        before = done.already_done(store, request.idem, Merged)
        if before:
            return before
        kept, other = _two(store, request.kept_id, request.other_id)
        asked = duplicates.differing(kept, other)
        made = duplicates.merged(kept, other, request.takes)
        lost = {name: _left(kept, other, made, name) for name in asked if name not in {"internet", "blocked"}}
        facts = {
            "moved": merging.move(store, other.id, kept.id),
            "joined": merging.join(store, made, other.id),
            "left": lost,
        }
        result = Merged(kept.id, other.id, kept.file_number, other.file_number)
        subjects = [done.client(kept.id), done.client(other.id)]
        return done.record(store, by, Record("merge_clients", result, _CHANGES, subjects, facts, request.idem))


def _two(store: Engine, one_id: int, other_id: int) -> tuple[Client, Client]:
    found = []
    for id_ in (one_id, other_id):
        client = clients.as_it_was(store, id_)
        if client is None:
            raise why.Refused(why.NoSuch("client", str(id_)))
        if clients.is_merged(store, id_):
            raise why.Refused(duplicates.MergedAlready(client.file_number))
        found.append(client)
    if one_id == other_id:
        raise why.Refused(duplicates.SameClient(found[0].listed_name))
    return found[0], found[1]


def _left(kept: Client, other: Client, made: Client, name: str) -> Any:
    """Return the value of a field that was not taken: it stays readable in the history."""
    value = duplicates.value_of(
        kept if duplicates.value_of(made, name) != duplicates.value_of(kept, name) else other, name
    )
    return forms.plain(value)


def tell_apart(store: Engine, one_id: int, other_id: int, by: By, *, idem: str | None = None) -> Done[ToldApart]:
    """Note that two records alike are two people, so that nobody is asked again.

    Raises:
        Refused: there is no such client, or both are the same.
    """
    with store.write():
        before = done.already_done(store, idem, ToldApart)
        if before:
            return before
        one, other = _two(store, one_id, other_id)
        facts = {"row": merging.set_apart(store, one.id, other.id)}
        subjects = [done.client(one.id), done.client(other.id)]
        result, changes = ToldApart(one.id, other.id), frozenset({Kind.CLIENTS})
        return done.record(store, by, Record("tell_apart", result, changes, subjects, facts, idem))


def undo_merge(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (one signature for every inverse)
    """Make two records of one again, each with what it had.

    Raises:
        Refused: somebody has since changed what the merge had joined.
    """
    kept_id, other_id = entry.facts["result"]["kept_id"], entry.facts["result"]["other_id"]
    apart = merging.take_apart(store, entry.facts["joined"], kept_id, other_id)
    if not (apart and merging.move_back(store, entry.facts["moved"], kept_id, other_id)):
        raise why.Refused(why.NotUndoable("later_changes"))


def undo_tell_apart(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (as above)
    """Let two records be alike again."""
    if entry.facts["row"] is not None:
        merging.forget_apart(store, entry.facts["row"])


INVERSE: dict[str, Callable[[Engine, Entry, By], None]] = {"merge_clients": undo_merge, "tell_apart": undo_tell_apart}
