"""Undoing what was done in a count: each puts back what its operation changed.

`operations.undoing` has seen already that nothing was done with the same devices or count since.
"""

from datetime import datetime
from typing import Any

from loanmanager.domain import refusals as why
from loanmanager.domain import stocktaking as rules
from loanmanager.domain.history import Entry
from loanmanager.domain.stocktaking import Finding, StocktakeState
from loanmanager.operations.done import By
from loanmanager.storage import papers, stocktakes
from loanmanager.storage.engine import Engine
from loanmanager.storage.stocktakes import Scan


def undo_start(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (one signature for every inverse)
    """Drop a count that was begun by mistake, as long as nothing was scanned in it.

    Raises:
        Refused: something was scanned; drop the count instead.
    """
    id_ = entry.facts["result"]["stocktake_id"]
    if stocktakes.scans(store, id_):
        raise why.Refused(why.NotUndoable("later_changes"))
    stocktakes.close(store, id_, StocktakeState.DROPPED, None, None)


def undo_scan(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (as above)
    """Take a scan off again.

    Raises:
        Refused: it was taken off already, or its count is over.
    """
    result = entry.facts["result"]
    known = stocktakes.scan_with_id(store, result["scan_id"])
    same = known is not None and known.code == entry.facts["scan"]["code"]
    if known is None or not same or not _is_open(store, result["stocktake_id"]):
        raise why.Refused(why.NotUndoable("later_changes"))
    stocktakes.remove_scan(store, known.id)
    if entry.facts["replaced"]:
        _put_back(store, result["stocktake_id"], entry.facts["replaced"])


def undo_take_off(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (as above)
    """Put a scan that was taken off back as it was.

    Raises:
        Refused: the code was scanned again since, or its count is over.
    """
    result, kept = entry.facts["result"], entry.facts["scan"]
    again = stocktakes.scan_of(store, result["stocktake_id"], kept["code"], kept["device_id"])
    if again or not _is_open(store, result["stocktake_id"]):
        raise why.Refused(why.NotUndoable("later_changes"))
    _put_back(store, result["stocktake_id"], kept)


def _put_back(store: Engine, stocktake_id: int, kept: dict[str, Any]) -> None:
    """Keep a scan again as it was; under another id where its own was given to a later one."""
    id_ = 0 if stocktakes.scan_with_id(store, kept["id"]) else kept["id"]
    at, finding = datetime.fromisoformat(kept["at"]), Finding(kept["finding"])
    stocktakes.add_scan(store, stocktake_id, Scan(**{**kept, "id": id_, "at": at, "finding": finding}))


def _is_open(store: Engine, stocktake_id: int) -> bool:
    count = stocktakes.with_id(store, stocktake_id)
    return count is not None and count.state is StocktakeState.OPEN


def undo_move(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (as above)
    """Give devices back the places that they had."""
    for device_id, (site_id, shelf) in entry.facts["before"].items():
        stocktakes.move_device(store, int(device_id), site_id, shelf)


def undo_finish(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (as above)
    """Open a count again; the paper it made is marked undone.

    Raises:
        Refused: the same shelf is being counted again.
    """
    _reopen(store, entry.facts["result"]["stocktake_id"])
    papers.mark_undone(store, entry.facts["result"]["paper_id"])


def undo_drop(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (as above)
    """Go on with a count that was dropped.

    Raises:
        Refused: the same shelf is being counted again.
    """
    _reopen(store, entry.facts["result"]["stocktake_id"])


def _reopen(store: Engine, stocktake_id: int) -> None:
    count = stocktakes.with_id(store, stocktake_id)
    assert count is not None
    same = next((each for each in stocktakes.under_way(store) if each.scope.same_as(count.scope)), None)
    if same:
        raise why.Refused(rules.SameCountOpen(same.number))
    stocktakes.close(store, count.id, StocktakeState.OPEN, None, None)
