import pytest
from PySide6.QtCore import Qt

from loanmanager.storage import search
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.undo import ask_undo
from tests.office import add_client, add_device, lend


@pytest.fixture
def dialog(office, beneath, put):
    made = ReasonDialog(office, "Another SIM", "The SIM is not the one that went out.", "Take it back", parent=beneath)
    made.heard = []
    made.given.connect(made.heard.append)
    return put(made)


def test_a_reason_is_needed(dialog, qtbot):
    qtbot.keyClick(dialog._reason, Qt.Key.Key_Return)
    assert dialog.heard == []
    assert dialog._field.error() == "Say why; the reason is kept in the history."
    assert dialog.isVisible()


def test_the_reason_is_given_trimmed(dialog, qtbot):
    assert dialog._reason.hasFocus()
    qtbot.keyClicks(dialog._reason, "  a new SIM ")
    qtbot.keyClick(dialog._reason, Qt.Key.Key_Return)
    assert dialog.heard == ["a new SIM"]


def test_escape_gives_nothing(dialog, qtbot):
    qtbot.keyClicks(dialog._reason, "a new SIM")
    qtbot.keyClick(dialog._reason, Qt.Key.Key_Escape)
    assert dialog.heard == []


def test_undoing_asks_why_then_says_so(offices, beneath, settled, qtbot):
    entries = []

    def fill(store, by):
        entries.append(lend(store, by, add_client(store, by), add_device(store, by)).entry_id)

    office = offices(fill)
    ask_undo(office, entries[0], beneath, "Lent to Tremblay, Josée")
    dialog = beneath.findChild(ReasonDialog)
    assert dialog.primary.words != dialog.cancel.text()
    qtbot.keyClicks(dialog._reason, "the wrong client")
    qtbot.keyClick(dialog._reason, Qt.Key.Key_Return)
    settled(office)
    assert [each.text for each in office.messages] == ["Undone"]
    ask_undo(office, entries[0], beneath)
    again = next(each for each in beneath.findChildren(ReasonDialog) if each.isVisible())
    qtbot.keyClicks(again._reason, "once more")
    qtbot.keyClick(again._reason, Qt.Key.Key_Return)
    settled(office)
    assert office.messages[-1].text == "This was undone already."
    assert office.messages[-1].error


def test_the_undone_loan_lets_the_device_go(offices, settled, beneath, qtbot):
    made = {}

    def fill(store, by):
        made["device"] = add_device(store, by)
        made["entry"] = lend(store, by, add_client(store, by), made["device"]).entry_id

    office = offices(fill)
    ask_undo(office, made["entry"], beneath)
    dialog = beneath.findChild(ReasonDialog)
    qtbot.keyClicks(dialog._reason, "why not")
    qtbot.keyClick(dialog._reason, Qt.Key.Key_Return)
    settled(office)
    found = []
    office.ask(office, lambda store: search.device_record(store, made["device"].id), found.append)
    settled(office)
    assert found[0].status == "available"


def test_a_reason_that_was_not_stored_is_there_again_for_the_same_question_until_something_is_stored(
    dialog, office, beneath, put, qtbot
):
    def asked(text):
        made = put(ReasonDialog(office, "Another SIM", text, "Take it back", parent=beneath))
        said = made._reason.text()
        made.reject()
        return said

    same = "The SIM is not the one that went out."
    qtbot.keyClicks(dialog._reason, "a new SIM")
    qtbot.keyClick(dialog._reason, Qt.Key.Key_Return)
    dialog.accept()
    assert asked(same) == "a new SIM"
    assert asked("Something else.") == ""
    office.changed.emit(frozenset())
    assert asked(same) == ""
