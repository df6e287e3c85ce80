"""Labels and the inventory list from the devices page, by key and by menu."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from loanmanager.operations import repairing
from loanmanager.ui import shelf_printing
from loanmanager.ui.dialogs.labels import LabelsDialog
from loanmanager.ui.dialogs.shelf_papers import InventoryDialog
from tests.ui.office import settle


@pytest.fixture
def dialog_of(qtbot):
    """Return what waits for a dialog of a class, drawn, to be in front."""

    def find(kind, office):
        qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
        settle(qtbot, office)
        return QApplication.activeModalWidget()

    return find


def menu_of(page, qtbot, name):
    at = next(each for each in page.findChildren(QPushButton) if each.accessibleName() == name)
    qtbot.keyClick(at, Qt.Key.Key_Space)
    return {each.text(): each for each in QApplication.activePopupWidget().actions()}


def test_ctrl_p_prints_what_the_list_shows(page, qtbot, office, dialog_of):
    page.choose_filter("to_reset")
    settle(qtbot, office)
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(LabelsDialog, office)
    assert "LT-0002" in dialog.sheets.text()
    assert "LT-0001" not in dialog.sheets.text()


def test_the_device_that_is_open_is_proposed(page, qtbot, office, dialog_of):
    page.show_record(page._model.row(3).id)
    settle(qtbot, office)
    menu_of(page, qtbot, "Print and count")["Print labels…"].trigger()
    dialog = dialog_of(LabelsDialog, office)
    assert dialog._which.itemText(0) == "Only LT-0001"
    assert dialog.primary.words == "Print 1 label"
    qtbot.keyClick(dialog._which, Qt.Key.Key_Down)
    settle(qtbot, office)
    assert dialog.primary.words == "Print 7 labels"


def test_a_list_of_many_pages_is_printed_whole(page, qtbot, office, dialog_of, monkeypatch):
    monkeypatch.setattr(shelf_printing, "_PAGE", 2)
    shelf_printing.open_labels(office, page, page.query("all", ""))
    assert dialog_of(LabelsDialog, office).primary.words == "Print 7 labels"


def test_the_label_of_the_device_that_is_open(page, qtbot, office, dialog_of):
    page.show_record(page._model.row(3).id)
    settle(qtbot, office)
    at = next(each for each in page.detail.findChildren(QPushButton) if each.accessibleName() == "More")
    qtbot.keyClick(at, Qt.Key.Key_Space)
    actions = {each.text(): each for each in QApplication.activePopupWidget().actions()}
    actions["Print a label…"].trigger()
    dialog = dialog_of(LabelsDialog, office)
    assert "LT-0001" in dialog.sheets.text()
    assert not dialog._which.isVisible()


def test_the_inventory_of_the_type_that_is_shown(page, qtbot, office, dialog_of):
    page._choose_type(next(each for each in office.view.types if each.key == "hotspot"))
    settle(qtbot, office)
    menu_of(page, qtbot, "Print and count")["Inventory list…"].trigger()
    assert dialog_of(InventoryDialog, office).said.text().startswith("2 devices")


def test_counting_the_shelf_is_beside_it(page, qtbot, office):
    places = []
    office.asked_for.connect(lambda place, _: places.append(place))
    qtbot.keyClick(page, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    menu_of(page, qtbot, "Print and count")["Stocktake"].trigger()
    assert places == ["stocktake", "stocktake"]


def test_what_is_retired_needs_no_label(page, qtbot, office, dialog_of):
    retired = page._model.row(1).id
    office.do(page, lambda store, by: repairing.retire(store, retired, "too old", by), lambda _: None)
    settle(qtbot, office)
    page._print_labels()
    dialog = dialog_of(LabelsDialog, office)
    assert dialog.primary.words == "Print 6 labels"
    assert "HS-0001" not in dialog.sheets.text()
