"""Printing all that is to be signed without leaving the list."""

from PySide6.QtCore import Qt

from loanmanager.ui.dialogs.print_many import PrintManyDialog
from tests.ui.office import settle


def test_i_prints_all_that_is_to_be_signed(hand):
    hand.go("to_sign")
    waiting = hand.left()
    hand.press(Qt.Key.Key_I)
    dialog = hand.dialog(PrintManyDialog)
    settle(hand.qtbot, hand.office)
    assert dialog.which.value() == "to_sign"
    assert dialog.rows.rowCount() >= waiting > 0
    assert {str(dialog.rows.row(at).kind) for at in range(dialog.rows.rowCount())} <= {"agreement", "addendum"}
    dialog.reject()
