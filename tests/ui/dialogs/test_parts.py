import pytest
from PySide6.QtCore import Qt

from loanmanager.domain.devices import Part, PartState
from loanmanager.domain.names import Label
from loanmanager.ui.dialogs.parts import PartsDialog
from tests.ui.helpers import cut_off, tab_order, unnamed

PARTS = (
    Part(7, Label("Charger", "Chargeur"), 4500),
    Part(8, Label("Bag", "Sac"), None, PartState.MISSING),
)


@pytest.fixture
def dialog(office, beneath, put):
    made = PartsDialog(office, PARTS, parent=beneath)
    made.heard = []
    made.kept.connect(made.heard.append)
    return put(made)


def rows(dialog):
    return dialog._list._rows


def test_nothing_changed_keeps_the_same(dialog, qtbot):
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.heard == [PARTS]


def test_names_costs_and_states_are_written_in_place(dialog, qtbot):
    first, second = rows(dialog)
    assert first.en.hasFocus()
    assert first.cost.text() == "$45.00"
    qtbot.keyClicks(first.en, "Charger 65 W")
    first.cost.selectAll()
    qtbot.keyClicks(first.cost, "52,5")
    second.state.setFocus()
    qtbot.keyClick(second.state, Qt.Key.Key_Home)
    qtbot.keyClick(first.en, Qt.Key.Key_Return)
    assert dialog.heard == [
        (Part(7, Label("Charger 65 W", "Chargeur"), 5250), Part(8, Label("Bag", "Sac"), None, PartState.PRESENT))
    ]


def test_a_part_is_added_and_another_removed_by_keys(dialog, qtbot):
    stops = tab_order(dialog)
    add = next(each for each in stops if each.accessibleName() == "Add a part")
    qtbot.keyClick(add, Qt.Key.Key_Space)
    new = rows(dialog)[-1]
    assert new.en.hasFocus()
    qtbot.keyClicks(new.fr, "Souris")
    off = next(each for each in stops if each.accessibleName() == "Remove this part")
    qtbot.keyClick(off, Qt.Key.Key_Space)
    qtbot.keyClick(new.en, Qt.Key.Key_Return)
    assert dialog.heard == [(PARTS[1], Part(0, Label("Souris", "Souris")))]


def test_a_row_without_a_name_is_left_aside(dialog, qtbot):
    dialog._list._add(Part(0, Label("")))
    qtbot.keyClick(rows(dialog)[0].en, Qt.Key.Key_Return)
    assert dialog.heard == [PARTS]


def test_a_cost_that_is_none_stays_to_be_mended(dialog, qtbot):
    cost = rows(dialog)[1].cost
    qtbot.keyClicks(cost, "much")
    qtbot.keyClick(rows(dialog)[0].en, Qt.Key.Key_Return)
    assert dialog.heard == []
    assert dialog.error() == "A cost is not an amount. Write it like 45.00."
    assert cost.hasFocus()
    assert (cost.property("wrong"), cost.text()) == ("true", "much")
    cost.selectAll()
    qtbot.keyClicks(cost, "12")
    qtbot.keyClick(cost, Qt.Key.Key_Return)
    assert dialog.heard[0][1].cost == 1200


def test_everything_fits_and_is_named(dialog):
    assert cut_off(dialog) == []
    assert unnamed(dialog) == []
