"""The operations of kits and lines, for the promises that all operations keep."""

from collections.abc import Callable
from typing import Any

from loanmanager.domain.devices import Line, LineState
from loanmanager.domain.kits import Unit
from loanmanager.domain.lines import LineTask
from loanmanager.domain.names import Label
from loanmanager.operations import kits, line_secrets, lines
from loanmanager.operations.inventory import Edit
from loanmanager.operations.kits import NewKit, Units
from loanmanager.operations.line_secrets import Secrets
from loanmanager.operations.lines import DoTask, MoveLine, NewLine
from tests.office import add_device


def begun(world: Any) -> None:
    """Add a kit of one headset, a suspended line in a hotspot on the shelf, and one more device to put in."""
    store, by = world.store, world.by
    world.unit, world.joins = (add_device(store, by, "headset", model=name) for name in ("unit", "joins"))
    world.kit = kits.make_kit(store, NewKit(Label("Interview kit"), units=(Unit(world.unit.id),)), by).result.id
    line = Line(0, "Harfang", "8930001", "514 555-0170", state=LineState.SUSPENDED)
    world.line = add_device(store, by, "hotspot", line=line).line.id


OPERATIONS: dict[str, Callable[[Any, Any, str | None], Any]] = {
    "make_kit": lambda w, by, key: kits.make_kit(
        w.store, NewKit(Label("Workshop"), cost=100, units=(Unit(w.joins.id, Label("x")),), idem=key), by
    ),
    "edit_kit": lambda w, by, key: kits.edit_kit(w.store, Edit(w.kit, {"cost": None}, {"cost": 4500}, key), by),
    "change_kit": lambda w, by, key: kits.change_units(
        w.store, Units(w.kit, (Unit(w.joins.id),), (), {w.unit.id: Label("the first")}, key), by
    ),
    "retire_kit": lambda w, by, key: kits.retire_kit(w.store, w.kit, by, reason="torn", idem=key),
    "add_line": lambda w, by, key: lines.add_line(w.store, NewLine({"number": "1"}, w.joins.id, pin="1", idem=key), by),
    "edit_line": lambda w, by, key: lines.edit_line(w.store, Edit(w.line, {"plan": ""}, {"plan": "20 GB"}, key), by),
    "move_line": lambda w, by, key: lines.move_line(w.store, MoveLine(w.line, w.joins.id, idem=key), by),
    "line_task": lambda w, by, key: lines.do_task(w.store, DoTask(w.line, LineTask.REACTIVATE, "R-1", idem=key), by),
    "drop_line_task": lambda w, by, key: lines.drop_task(
        w.store, w.line, LineTask.REACTIVATE, by, reason="winter", idem=key
    ),
    "show_pin": lambda w, by, key: line_secrets.show_pin(w.store, w.line, by, idem=key),
    "keep_pin": lambda w, by, key: line_secrets.keep_pin(w.store, Secrets(w.line, "1", "2"), by, idem=key),
}
