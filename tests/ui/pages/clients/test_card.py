"""The client's card from the client's page."""

from loanmanager.ui.dialogs.shelf_papers import CardDialog
from tests.ui.office import settle
from tests.ui.pages.people import JOSEE


def test_the_card_is_printed_from_the_menu(seen, office, qtbot, menu_of, dialog_of):
    menu_of(seen(JOSEE))["Client card…"].trigger()
    dialog = dialog_of(CardDialog)
    settle(qtbot, office)
    assert "Josée" in dialog.sheets.text()
    assert dialog.primary.isEnabled()
