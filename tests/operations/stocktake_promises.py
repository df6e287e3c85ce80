"""Counting the shelf, for the promises that every operation keeps: what has to be there before, and what is done."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from loanmanager.domain.stocktaking import Scope
from loanmanager.operations import stocktaking as counting
from loanmanager.operations.done import By
from loanmanager.storage import stocktakes

Operation = Callable[[Any, By, str | None], Any]


def begun(w: Any) -> None:
    """Begin a count of the headsets' type on one shelf, where a device of another shelf was seen, and an unknown code."""
    device = next(each for each in stocktakes.standings(w.store, Scope()) if each.id == w.to_check.id)
    with w.store.write():
        stocktakes.move_device(w.store, device.id, device.site_id, "B3")
    w.count = counting.start(w.store, Scope(device.site_id, None, "B3"), w.by).result.stocktake_id
    counting.scan(w.store, w.count, w.free.tag, w.by)
    w.scan = counting.scan(w.store, w.count, "no such code", w.by).result.scan_id


def _scan(w: Any, by: By, key: str | None) -> Any:
    return counting.scan(w.store, w.count, w.to_check.tag, by, idem=key)


OPERATIONS: dict[str, Operation] = {
    "start_stocktake": lambda w, by, key: counting.start(w.store, Scope(type_id=w.free.type.id), by, idem=key),
    "scan_stocktake": _scan,
    "unscan_stocktake": lambda w, by, key: counting.take_off(w.store, w.count, w.scan, by, idem=key),
    "move_devices": lambda w, by, key: counting.move_here(w.store, w.count, [w.free.id, w.laptop.id], by, idem=key),
    "finish_stocktake": lambda w, by, key: counting.finish(w.store, w.count, by, idem=key),
    "drop_stocktake": lambda w, by, key: counting.drop(w.store, w.count, by, idem=key),
}


REFUSED: dict[str, Callable[[Any, By], Any]] = {
    "counting nothing": lambda w, by: counting.start(w.store, Scope(shelf="Z99"), by),
    "counting the same twice": lambda w, by: counting.start(w.store, Scope(w.free.site_id, None, "b-3"), by),
    "counting at no site": lambda w, by: counting.start(w.store, Scope(site_id=99), by),
    "counting no type": lambda w, by: counting.start(w.store, Scope(type_id=99), by),
    "counting a shelf that is no text": lambda w, by: counting.start(w.store, Scope(shelf="\x00"), by),
    "scanning in no count": lambda w, by: counting.scan(w.store, 99, "LT-0001", by),
    "scanning nothing": lambda w, by: counting.scan(w.store, w.count, " - ", by),
    "scanning half a character": lambda w, by: counting.scan(w.store, w.count, "a\x00", by),
    "taking off what was not scanned": lambda w, by: counting.take_off(w.store, w.count, 99, by),
    "moving what was not scanned": lambda w, by: counting.move_here(w.store, w.count, [w.to_reset.id], by),
    "moving what is out": lambda w, by: counting.move_here(w.store, w.count, [w.laptop.id], by),
    "finishing no count": lambda w, by: counting.finish(w.store, 99, by),
    "finishing in no language": lambda w, by: counting.finish(w.store, w.count, by, language="\ud800"),
    "dropping no count": lambda w, by: counting.drop(w.store, 99, replace(by, site_id=None)),
}
