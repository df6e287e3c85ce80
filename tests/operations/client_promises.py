"""What the shared promises need to know of clients there twice and of programmes."""

from collections.abc import Callable
from typing import Any

from loanmanager.operations import merging, programmes
from loanmanager.operations.done import By
from tests.office import add_client


def begun(w: Any) -> None:
    """Add a programme with somebody in it, and a client who is there twice."""
    w.programme = programmes.add_programme(w.store, "Interviews", w.by).result.id
    w.twin = add_client(w.store, w.by, phones=("514 555-0142",), programmes=("Interviews",))


OPERATIONS: dict[str, Callable[[Any, By, str | None], Any]] = {
    "merge_clients": lambda w, by, key: merging.merge(w.store, merging.Merge(w.client, w.twin, idem=key), by),
    "tell_apart": lambda w, by, key: merging.tell_apart(w.store, w.client, w.twin, by, idem=key),
    "add_programme": lambda w, by, key: programmes.add_programme(w.store, "Job club", by, idem=key),
    "rename_programme": lambda w, by, key: programmes.rename_programme(w.store, w.programme, "Job club", by, idem=key),
    "end_programme": lambda w, by, key: programmes.end_programme(w.store, w.programme, by, idem=key),
    "join_programme": lambda w, by, key: programmes.join(w.store, w.programme, [w.client], by, idem=key),
    "leave_programme": lambda w, by, key: programmes.leave(w.store, w.programme, [w.twin], by, idem=key),
}
REFUSED: dict[str, Callable[[Any, By], Any]] = {
    "merging somebody with themselves": lambda w, by: merging.merge(w.store, merging.Merge(w.client, w.client), by),
    "merging nobody": lambda w, by: merging.merge(w.store, merging.Merge(w.client, 999), by),
    "telling nobody apart": lambda w, by: merging.tell_apart(w.store, 999, w.client, by),
    "a programme without a name": lambda w, by: programmes.add_programme(w.store, "  ", by),
    "a programme of a whole page": lambda w, by: programmes.add_programme(w.store, "x" * 121, by),
    "a programme that is there": lambda w, by: programmes.add_programme(w.store, "INTERVIÉWS", by),
    "renaming no programme": lambda w, by: programmes.rename_programme(w.store, 999, "A", by),
    "ending no programme": lambda w, by: programmes.end_programme(w.store, 999, by),
    "nobody joining": lambda w, by: programmes.join(w.store, w.programme, [], by),
    "somebody unknown joining": lambda w, by: programmes.join(w.store, w.programme, [w.client, 999], by),
    "a client of an unknown programme": lambda w, by: add_client(w.store, by, programmes=("Interveiws",)),
}
