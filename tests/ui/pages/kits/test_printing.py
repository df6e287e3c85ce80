"""Labels and the sheet of a kit from the kits page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from loanmanager.domain.kits import Unit
from loanmanager.domain.names import Label
from loanmanager.operations import kits
from loanmanager.operations.kits import NewKit
from loanmanager.ui.dialogs.labels import LabelsDialog
from loanmanager.ui.dialogs.shelf_papers import KitSheetDialog
from loanmanager.ui.pages.kits.page import Kits
from tests.office import add_device
from tests.ui.office import settle


def fill(store, by):
    """Two kits of one laptop each."""
    for name in ("Bag", "Case"):
        kits.make_kit(store, NewKit(Label(name), units=(Unit(add_device(store, by).id),)), by)


def menu_of(detail, qtbot):
    at = next(each for each in detail.findChildren(QPushButton) if each.accessibleName() == "More")
    qtbot.keyClick(at, Qt.Key.Key_Space)
    return {each.text(): each for each in QApplication.activePopupWidget().actions()}


def test_ctrl_p_prints_the_labels_of_all_kits(offices, showing, qtbot, dialog_of):
    office = offices(fill)
    page = showing(Kits, office)
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(LabelsDialog)
    settle(qtbot, office)
    assert dialog.primary.words == "Print 2 labels"
    assert "KIT-0002" in dialog.sheets.text()


def test_a_kit_has_its_sheet_and_its_label(offices, showing, qtbot, dialog_of):
    office = offices(fill)
    page = showing(Kits, office)
    page.show_record(2)
    settle(qtbot, office)
    menu_of(page.detail, qtbot)["Kit sheet…"].trigger()
    dialog = dialog_of(KitSheetDialog)
    settle(qtbot, office)
    assert "KIT-0002" in dialog.sheets.text()
    dialog.reject()
    menu_of(page.detail, qtbot)["Print a label…"].trigger()
    dialog = dialog_of(LabelsDialog)
    settle(qtbot, office)
    assert "KIT-0002" in dialog.sheets.text()
    assert "KIT-0001" not in dialog.sheets.text()
