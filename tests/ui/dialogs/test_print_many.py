"""Choosing papers by keys: what is listed is what is drawn."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from loanmanager.domain.papers import PaperKind
from loanmanager.operations import signing
from loanmanager.storage import search
from loanmanager.storage.search import Pile
from loanmanager.ui.dialogs.papers import PapersDialog
from loanmanager.ui.dialogs.print_many import PrintManyDialog
from loanmanager.ui.pages.loans.page import Loans
from tests.documents.pdf import reader
from tests.office import NOW, TODAY, add_client, add_device, lend, take_back
from tests.ui.helpers import cut_off, unnamed

CTRL = Qt.KeyboardModifier.ControlModifier


def fill(store, by):
    """Yesterday: two of a club, one signed. Today: one of the club, one of none who brought it back."""

    def on(days):
        return type(by)(by.staff_id, NOW - timedelta(days=days), TODAY - timedelta(days=days), by.site_id)

    clients = [add_client(store, by, f"Roy{n}", "Ana", language="fr" if n % 2 else "en") for n in range(4)]
    for n, days in enumerate((1, 1, 0, 0)):
        device = add_device(store, by)
        made = lend(store, on(days), clients[n], device, programme="Club" if n < 3 else "")
        if n == 0:
            signing.mark_signed(store, made.result.paper_id, by)
    take_back(store, by, device)


@pytest.fixture
def office(offices):
    return offices(fill)


@pytest.fixture
def make(office, beneath, put, settled):
    def open_(*loans):
        made = put(PrintManyDialog(office, loans, parent=beneath))
        settled(office)
        return made

    return open_


def listed(dialog):
    return [(each.number[-1], str(each.kind)) for at in range(dialog.rows.rowCount()) if (each := dialog.rows.row(at))]


def choose(dialog, combo, key, settled, office):
    combo.choose(key)
    combo.chosen.emit(key)
    settled(office)


def drawing():
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, PapersDialog) and each.isVisible())


def test_a_pile_holds_what_is_asked_for_and_nothing_that_was_undone(asked):
    def of(**pile):
        return [(each.number[-1], each.kind) for each in asked(lambda store: search.pile_of(store, Pile(**pile)))]

    agreement, receipt = PaperKind.AGREEMENT, PaperKind.RECEIPT
    assert of() == [(n, agreement) for n in "1234"]
    assert of(day=TODAY) == [("3", agreement), ("4", agreement)]
    assert of(day=TODAY - timedelta(days=1)) == [("1", agreement), ("2", agreement)]
    assert of(to_sign=True) == [("2", agreement), ("3", agreement)]
    assert of(programme="Club") == [(n, agreement) for n in "123"]
    assert of(loans=(4, 1), kinds=(agreement, receipt)) == [("1", agreement), ("4", agreement), ("4", receipt)]
    assert of(loans=()) == []

    def undo(store):
        with store.write():
            store.run("UPDATE papers SET undone = 1 WHERE loan_id = 1")

    asked(undo)
    assert of(programme="Club") == [("2", agreement), ("3", agreement)]


def test_todays_are_proposed_and_others_are_chosen(make, settled, office):
    dialog = make()
    assert listed(dialog) == [("3", "agreement"), ("4", "agreement")]
    assert dialog.primary.text() == "Draw 2 papers"
    choose(dialog, dialog.kind, "all", settled, office)
    assert listed(dialog)[-1] == ("4", "receipt")
    choose(dialog, dialog.which, "to_sign", settled, office)
    assert [number for number, _ in listed(dialog)] == ["2", "3"]
    choose(dialog, dialog.which, "programme", settled, office)
    assert dialog.programme.isVisible()
    assert not dialog.day.isVisible()
    assert [number for number, _ in listed(dialog)] == ["1", "2", "3"]
    assert unnamed(dialog) == []
    assert cut_off(dialog) == []


def test_what_is_listed_is_drawn_into_one_file(make, qtbot, settled, office):
    dialog = make(2, 1)
    assert dialog.which.currentText() == "2 chosen loans"
    assert [number for number, _ in listed(dialog)] == ["1", "2"]
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    made = drawing()
    qtbot.waitUntil(lambda: bool(made.pdf), timeout=20_000)
    assert [each.title for each in reader(made.pdf).outline] == ["L-2026-0001 · Ana Roy0", "L-2026-0002 · Ana Roy1"]
    assert made._name == f"Agreements {TODAY.isoformat()}"
    made.reject()


def test_nothing_to_draw_is_said(make, qtbot, settled, office):
    dialog = make()
    choose(dialog, dialog.kind, "receipts", settled, office)
    choose(dialog, dialog.which, "to_sign", settled, office)
    assert listed(dialog) == []
    assert not dialog.primary.isEnabled()
    assert dialog._told.text() == "There are no such papers. Choose others above."
    choose(dialog, dialog.which, "day", settled, office)
    dialog.day.set_value(None)
    dialog.day.changed.emit(None)
    assert listed(dialog) == []


def test_loans_are_chosen_with_shift_and_their_papers_printed(shown, qtbot, office, settled):
    page = shown(Loans(office))
    page.open("")
    settled(office)
    page.list.setFocus()
    page.list.choose(4)
    qtbot.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [each.id for each in page.list.chosen_rows()] == [4, 3]
    qtbot.keyClick(page, Qt.Key.Key_P, CTRL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: bool(page.findChildren(PrintManyDialog)))
    dialog = page.findChildren(PrintManyDialog)[0]
    settled(office)
    assert [number for number, _ in listed(dialog)] == ["3", "4"]
    dialog.reject()


def test_a_click_with_ctrl_chooses_and_opens_nothing(shown, qtbot, office, settled, monkeypatch):
    page = shown(Loans(office))
    page.open("")
    settled(office)
    opened = []
    page.list.opened.connect(lambda each: opened.append(each.id))
    at = page.list.visualRect(page.list.rows.index(0, 1)).center()
    monkeypatch.setattr("loanmanager.ui.widgets.list_view.QGuiApplication.keyboardModifiers", lambda: CTRL)
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, CTRL, at)
    assert opened == []
    assert len(page.list.chosen_rows()) == 1
    monkeypatch.undo()
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened == [4]
    settled(office)
