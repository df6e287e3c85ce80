import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from loanmanager.domain.clients import Channel, Client
from loanmanager.settings import Settings
from loanmanager.ui import theme
from loanmanager.ui.dialogs.block import BlockDialog
from loanmanager.ui.dialogs.contact import ContactDialog
from tests.ui.helpers import cut_off, unnamed


@pytest.fixture
def dialog(office, beneath, put):
    return put(BlockDialog(office, parent=beneath))


def test_a_block_has_a_reason_and_may_have_an_end(dialog, qtbot):
    kept = QSignalSpy(dialog.kept)
    qtbot.waitUntil(dialog._reason.hasFocus)
    qtbot.keyClicks(dialog._reason, " Two chargers lost ")
    qtbot.keyClicks(dialog._until, "4 dec")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    day, reason = kept.at(0)
    assert (day.isoformat(), reason) == ("2026-12-04", "Two chargers lost")


def test_without_an_end_it_lasts(dialog, qtbot):
    kept = QSignalSpy(dialog.kept)
    qtbot.keyClicks(dialog._reason, "Lost")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert kept.at(0) == [None, "Lost"]


def test_what_is_missing_or_no_day_is_said_beside_it(dialog, qtbot):
    qtbot.keyClicks(dialog._until, "soon")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog._field.error()
    assert dialog._day.error() == "This is not a date."


def test_escape_leaves_everything(dialog, qtbot):
    kept = QSignalSpy(dialog.kept)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert kept.count() == 0


def test_safe_contact_is_ticked(office, beneath, put, qtbot):
    client = Client(1, "C-00001", allowed=frozenset({Channel.CALL, Channel.EMAIL}), discreet=True)
    dialog = put(ContactDialog(office, client, parent=beneath))
    assert unnamed(dialog) == []
    kept = QSignalSpy(dialog.kept)
    assert [key for key, tick in dialog._ticks.items() if tick.isChecked()] == [Channel.CALL, Channel.EMAIL]
    qtbot.keyClick(dialog._ticks[Channel.CALL], Qt.Key.Key_Space)
    qtbot.keyClick(dialog._discreet, Qt.Key.Key_Space)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert kept.at(0) == [frozenset({Channel.EMAIL}), False]


def test_nothing_is_cut_off_in_french_at_150(offices, beneath, put, qapp):
    theme.apply(qapp, scale=1.5)
    office = offices(preferences=Settings(language="fr", text_size=150))
    for dialog in (BlockDialog(office, parent=beneath), ContactDialog(office, Client(1, "C-1"), parent=beneath)):
        put(dialog)
        qapp.processEvents()
        assert cut_off(dialog) == []
        dialog.reject()
