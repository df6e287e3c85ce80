"""What the timelines of a line, a kit and a device say of the same steps."""

from typing import Any

from loanmanager.domain.devices import Line
from loanmanager.domain.kits import Unit
from loanmanager.domain.lines import LineTask
from loanmanager.domain.names import Label
from loanmanager.i18n import Words
from loanmanager.operations import kits, lines
from loanmanager.operations.inventory import Edit
from loanmanager.operations.kits import NewKit, Units
from loanmanager.operations.lines import DoTask, MoveLine, NewLine
from loanmanager.storage import search
from loanmanager.ui.histories import what_of
from tests.office import add_device, memory, prepared

WORDS = Words("en")


def told(store: Any, kind: str, id_: int) -> list[str]:
    """Return a timeline, the oldest first."""
    return [what_of(row, WORDS, kind) for row in reversed(search.history_of(store, kind, id_))]


def test_a_line_and_its_devices_tell_each_their_side() -> None:
    store = memory()
    by = prepared(store)
    one, two = add_device(store, by, "hotspot"), add_device(store, by, "hotspot")
    made = lines.add_line(store, NewLine({"number": "1"}, one.id), by).result.id
    lines.edit_line(store, Edit(made, {"plan": ""}, {"plan": "20 GB"}), by)
    lines.move_line(store, MoveLine(made, two.id), by)
    for task in (LineTask.SUSPEND, LineTask.REACTIVATE, LineTask.SUSPEND):
        lines.do_task(store, DoTask(made, task), by)
    lines.drop_task(store, made, LineTask.REACTIVATE, by, reason="winter")
    lines.do_task(store, DoTask(made, LineTask.CANCEL), by)
    lines.move_line(store, MoveLine(made, None), by)
    lines.move_line(store, MoveLine(made, one.id), by)
    assert told(store, "line", made) == [
        "Added, in HS-0001",
        "Changed: Plan",
        "Moved from HS-0001 to HS-0002",
        "Suspended",
        "Active again",
        "Suspended",
        "Left as it is",
        "Cancelled",
        "Taken out of HS-0002",
        "Put into HS-0001",
    ]
    assert told(store, "device", one.id) == ["Added", "Line 1 put in", "Line 1 changed", "Line 1 moved", "Line 1 moved"]
    assert told(store, "device", two.id) == [
        "Added",
        "Line 1 moved",
        "Line 1 suspended",
        "Line 1 active again",
        "Line 1 suspended",
        "Line 1 left as it is",
        "Line 1 cancelled",
        "Line 1 moved",
    ]
    with_device = add_device(store, by, "hotspot", line=Line(0, number="2"))
    assert told(store, "line", with_device.line.id) == ["Added"]


def test_a_kit_and_its_devices_tell_each_their_side() -> None:
    store = memory()
    by = prepared(store)
    one, two = add_device(store, by), add_device(store, by)
    kit = kits.make_kit(store, NewKit(Label("Workshop"), units=(Unit(one.id),)), by).result.id
    kits.change_units(store, Units(kit, (Unit(two.id),)), by)
    kits.change_units(store, Units(kit, labels={two.id: Label("spare", "réserve")}), by)
    kits.change_units(store, Units(kit, take_out=(one.id,)), by)
    kits.edit_kit(store, Edit(kit, {}, {"cost": 1, "note": "x"}), by)
    kits.retire_kit(store, kit, by)
    assert told(store, "kit", kit) == [
        "Added",
        "LT-0002 put in",
        "LT-0002 named",
        "LT-0001 taken out",
        "Changed: Replacement cost and Note",
        "Retired",
    ]
    assert told(store, "device", one.id) == ["Added", "Put into kit KIT-0001", "Taken out of kit KIT-0001"]
    assert told(store, "device", two.id) == ["Added", "Put into kit KIT-0001", "Kit KIT-0001 retired"]
