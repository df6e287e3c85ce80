"""Logging a contact: by any way, with what may come of it; a call that gives a notice shows what to say."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from loanmanager.domain.chasing import Outcome, Way
from loanmanager.domain.notices import Stage
from loanmanager.ui.dialogs.log_contact import About, LogContactDialog
from tests.office import NOW, TODAY, add_client, add_device, lend
from tests.ui.helpers import cut_off, unnamed

ABOUT = About(1, "Tremblay, Josée", ("514 555-0100",))
DUE = TODAY - timedelta(days=7)


def fill(store, by):
    out = replace(by, now=NOW - timedelta(days=40), today=TODAY - timedelta(days=40))
    client = add_client(store, by, phones=("514 555-0100",), language="fr")
    lend(store, out, client, add_device(store, by), due=DUE)


@pytest.fixture
def office(offices):
    return offices(fill)


@pytest.fixture
def dialog(office, beneath, put):
    return put(LogContactDialog(office, ABOUT, parent=beneath))


@pytest.fixture
def call(office, beneath, put, settled):
    made = put(LogContactDialog(office, replace(ABOUT, loan_id=1, due=DUE, stage=Stage.FIRST), parent=beneath))
    settled(office)
    return made


def outcomes(dialog):
    return [each.text() for each in dialog.outcome.findChildren(QPushButton)]


def rows(asked):
    return asked(lambda s: [tuple(r) for r in s.rows("SELECT channel, outcome, stage, note, counts FROM contacts")])


def test_each_way_ends_as_it_can(dialog):
    assert outcomes(dialog) == ["Reached", "Left a message", "No answer", "Wrong number"]
    dialog.way._buttons[Way.LETTER].click()
    assert outcomes(dialog) == ["Sent", "Reached", "Came back"]
    dialog.way._buttons[Way.IN_PERSON].click()
    assert outcomes(dialog) == ["Reached"]


def test_it_is_kept_with_its_note_and_can_be_undone(dialog, qtbot, office, settled, asked):
    heard = []
    dialog.logged.connect(heard.append)
    dialog.way._buttons[Way.EMAIL].click()
    dialog.outcome._buttons[Outcome.CAME_BACK].click()
    dialog.note.setPlainText("full box")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settled(office)
    assert rows(asked) == [("email", "came_back", "", "full box", 0)]
    assert heard == ["came_back"]
    assert office.messages[-1].text == "E-mail with Tremblay, Josée logged: came back"
    assert [words for words, _ in office.messages[-1].actions] == ["Undo"]


def test_a_call_shows_what_to_say_in_the_clients_language(call, qtbot, office, settled, asked):
    assert call._told.text().startswith("Bonjour Josée, ici")
    assert not call.way.isVisible()
    assert call.focusWidget().text() == "Reached"
    qtbot.keyClick(call.focusWidget(), Qt.Key.Key_Right)
    assert call.outcome.value() == "left_message"
    qtbot.keyClick(call, Qt.Key.Key_Return)
    settled(office)
    assert rows(asked) == [("call", "left_message", "first", "", 1)]


def test_where_no_message_may_be_left_none_is_offered(office, beneath, put):
    made = put(LogContactDialog(office, replace(ABOUT, may_leave_message=False), parent=beneath))
    assert not made.outcome._buttons[Outcome.LEFT_MESSAGE].isEnabled()
    assert made.outcome._buttons[Outcome.LEFT_MESSAGE].toolTip() == "No message may be left for this client."


def test_a_notice_that_is_due_no_more_is_refused_and_the_note_stays(office, beneath, put, qtbot, settled):
    about = replace(ABOUT, loan_id=1, due=DUE, stage=Stage.FINAL)
    made = put(LogContactDialog(office, about, parent=beneath))
    made.note.setPlainText("coming on Friday")
    qtbot.keyClick(made, Qt.Key.Key_Return)
    settled(office)
    assert "due no such notice" in made.error()
    assert made.note.toPlainText() == "coming on Friday"


def test_a_loan_in_time_has_nothing_to_say(office, beneath, put, settled):
    made = put(LogContactDialog(office, replace(ABOUT, loan_id=9, due=DUE, stage=Stage.FIRST), parent=beneath))
    settled(office)
    assert not made._say.isVisible()


def test_everything_fits_and_is_named(dialog, call):
    for each in (dialog, call):
        assert cut_off(each) == []
        assert unnamed(each) == []
