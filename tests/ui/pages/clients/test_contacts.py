"""A contact is logged from the client's page, and stands in their timeline."""

from PySide6.QtCore import Qt

from loanmanager.ui.dialogs.log_contact import LogContactDialog
from tests.ui.office import settle
from tests.ui.pages.people import JOSEE, ZOE


def test_a_contact_is_logged_and_seen_in_the_timeline(seen, press, dialog_of, qtbot, office):
    detail = seen(JOSEE)
    press(detail, "Log a contact")
    dialog = dialog_of(LogContactDialog)
    dialog.note.setPlainText("coming on Friday")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(qtbot, office)
    settle(qtbot, office)
    assert office.messages[-1].text.startswith("Call with ")
    assert detail.read.history[0].operation == "log_contact"
    assert detail.read.history[0].facts["note"] == "coming on Friday"


def test_where_no_message_may_be_left_the_dialog_knows(seen, press, dialog_of):
    press(seen(ZOE), "Log a contact")
    dialog = dialog_of(LogContactDialog)
    assert not dialog.outcome._buttons["left_message"].isEnabled()
    dialog.reject()


def test_nobody_is_shown_nobody_is_called(page):
    page.detail._log_contact()
