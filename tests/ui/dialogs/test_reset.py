import pytest
from PySide6.QtCore import Qt

from loanmanager.operations import caring
from loanmanager.storage import search
from loanmanager.storage.errors import DiskFull
from loanmanager.ui.dialogs.reset import ResetDialog
from tests.office import add_client, add_device, lend, take_back
from tests.ui.helpers import cut_off, unnamed


@pytest.fixture
def device():
    return {}


@pytest.fixture
def office(offices, device):
    def fill(store, by):
        client_id = add_client(store, by)
        for name in ("this", "other"):
            made = add_device(store, by, make="Dell", model="Latitude 5420")
            lend(store, by, client_id, made)
            take_back(store, by, made)
            device[name] = search.device_record(store, made.id)
        caring.mark_reset(store, caring.Reset(device["other"].id, "Wiped", "a stick", "no account left"), by)

    return offices(fill)


@pytest.fixture
def dialog(office, device, beneath, put, asked):
    last = asked(lambda store: search.last_reset(store, device["this"].type.id))
    return put(ResetDialog(office, device["this"], last, parent=beneath))


def test_enter_records_what_the_last_one_was(dialog, qtbot, office, settled, asked, device):
    assert dialog.primary.hasFocus()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settled(office)
    facts = asked(lambda store: search.history_of(store, "device", device["this"].id))[0].facts
    assert (facts["method"], facts["tool"], facts["verified"]) == ("Wiped", "a stick", "no account left")
    assert office.messages[0].text == "LT-0001 is reset and available"
    assert [words for words, _ in office.messages[0].actions] == ["Undo"]


def test_the_first_one_is_proposed_something(office, device, beneath, put):
    made = put(ResetDialog(office, device["this"], parent=beneath))
    assert made._method.text() == "System reset"
    assert made._verified.text() == "First start seen"


def test_pressing_twice_records_once(dialog, qtbot, office, settled, asked, device):
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settled(office)
    rows = asked(lambda store: search.history_of(store, "device", device["this"].id))
    assert [row.operation for row in rows].count("reset") == 1


def test_a_refusal_stands_above_the_button(dialog, office, settled, qtbot, device):
    office.do(office, lambda store, by: caring.mark_reset(store, caring.Reset(device["this"].id), by), lambda _: None)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settled(office)
    assert dialog.isVisible()
    assert dialog.error() == "LT-0001 is “Available”, so there is nothing of the kind to do."
    assert dialog.primary.isEnabled()


def test_a_failure_lets_one_try_again_or_leave(dialog, office, settled, qtbot, monkeypatch):
    def full(*_):
        raise DiskFull

    monkeypatch.setattr(caring, "mark_reset", full)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settled(office)
    assert dialog.error()
    assert office.messages[-1].error
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_mistake_of_ours_lets_one_leave_too(dialog, office, settled, qtbot, monkeypatch):
    broke = []
    office.broke.connect(broke.append)
    monkeypatch.setattr(caring, "mark_reset", lambda *_: 1 / 0)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settled(office)
    assert isinstance(broke[0], ZeroDivisionError)
    assert dialog.error() == "That did not work. Nothing was saved."


def test_everything_fits_and_is_named(dialog):
    assert cut_off(dialog) == []
    assert unnamed(dialog) == []
