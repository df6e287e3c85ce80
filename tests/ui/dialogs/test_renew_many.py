"""Renewing a programme by keys: what is shown is what is done, who is left is told why, and it can be undone."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from loanmanager.operations import renewing
from loanmanager.settings import Settings
from loanmanager.storage import search
from loanmanager.ui import saving, theme
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.dialogs.renew_many import RenewManyDialog
from tests.documents import pdf
from tests.office import NOW, TODAY, add_client, add_device, lend, take_back
from tests.ui.helpers import cut_off, unnamed


def fill(store, by):
    """A club of four, one of whom has renewed as often as may be; a course of one; a loan of no programme."""

    def before(days):
        return type(by)(by.staff_id, NOW - timedelta(days=days), TODAY - timedelta(days=days), by.site_id)

    for n, language in enumerate(("en", "fr", "en", "en")):
        client = add_client(store, by, f"Roy{n}", "Ana", language=language)
        lend(store, before(20), client, add_device(store, by), programme="Job Club")
    for days in (10, 5):
        renewing.renew(store, renewing.Renew(4), before(days))
    lend(store, before(10), add_client(store, by, "Nguyen", "Linh"), add_device(store, by), programme="Course")
    lend(store, before(10), add_client(store, by, "Other", "One"), add_device(store, by))


@pytest.fixture
def office(offices):
    return offices(fill)


@pytest.fixture
def dialog(office, beneath, put, settled):
    made = put(RenewManyDialog(office, "Job Club", parent=beneath))
    settled(office)
    return made


def enter(qtbot, made):
    qtbot.keyClick(made.focusWidget() or made, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def listed(made):
    return [made._rows.row(at).number for at in range(made._rows.rowCount())]


def said_under(made):
    return [each.text() for each in made.findChildren(QLabel) if each.isVisible()]


def dues(asked):
    return [asked(lambda store, n=n: search.loan_record(store, id_=n)).due.isoformat() for n in range(1, 7)]


def test_each_loan_and_each_refusal_is_shown(dialog):
    assert [dialog._programme.itemText(at) for at in range(dialog._programme.count())] == [
        "Course · 1 loan",
        "Job Club · 4 loans",
    ]
    assert dialog._programme.value() == "Job Club"
    assert listed(dialog) == ["L-2026-0001", "L-2026-0002", "L-2026-0003"]
    assert dialog._said.text() == "3 loans can be renewed"
    assert dialog.primary.words == "Renew 3 loans"
    assert "Loan L-2026-0004 was renewed 2 times, as often as allowed." in said_under(dialog)
    assert "Roy3, Ana · LT-0004" in said_under(dialog)
    assert unnamed(dialog) == []
    assert cut_off(dialog) == []


def test_the_loans_are_renewed_and_undone_together(dialog, qtbot, office, settled, asked):
    before = dues(asked)
    enter(qtbot, dialog)
    settled(office)
    assert dues(asked) == ["2027-01-04"] * 3 + before[3:]
    assert office.messages[-1].text == "3 loans renewed"
    dict(office.messages[-1].actions)["Undo"]()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ReasonDialog))
    reason = QApplication.activeModalWidget()
    qtbot.keyClicks(reason._reason, "the course goes on elsewhere")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: office.messages[-1].text == "Undone")
    assert dues(asked) == before


def test_one_date_for_all_is_typed(dialog, qtbot, office, settled, asked):
    dialog._due.setFocus()
    qtbot.keyClicks(dialog._due, "2026-12-10")
    qtbot.keyClick(dialog._due, Qt.Key.Key_Tab)
    settled(office)
    assert {dialog._rows.row(at).new_due.isoformat() for at in range(3)} == {"2026-12-10"}
    enter(qtbot, dialog)
    settled(office)
    assert dues(asked)[:3] == ["2026-12-10"] * 3


def test_nothing_is_renewed_before_its_date_was_on_screen(dialog, qtbot, office, settled, asked):
    before = dues(asked)
    dialog._due.setFocus()
    qtbot.keyClicks(dialog._due, "2026-12-10")
    qtbot.keyClick(dialog._due, Qt.Key.Key_Return)
    settled(office)
    assert dialog.isVisible()
    assert dues(asked) == before
    assert dialog._rows.row(0).new_due.isoformat() == "2026-12-10"
    enter(qtbot, dialog)
    settled(office)
    assert dues(asked)[:3] == ["2026-12-10"] * 3


def test_what_is_no_date_is_said_beside_it(dialog, qtbot, office, settled, asked):
    before = dues(asked)
    dialog._due.setFocus()
    qtbot.keyClicks(dialog._due, "soon")
    enter(qtbot, dialog)
    settled(office)
    assert dialog._due_field.error() == "This is not a date."
    assert dialog.isVisible()
    assert dues(asked) == before


def test_another_programme_is_chosen_by_keys(dialog, qtbot, office, settled):
    qtbot.keyClick(dialog._programme, Qt.Key.Key_Up)
    dialog._programme.activated.emit(dialog._programme.currentIndex())
    settled(office)
    assert listed(dialog) == ["L-2026-0005"]
    assert dialog.primary.words == "Renew 1 loan"


def test_nobody_can_be_renewed(dialog, qtbot, office, settled):
    dialog._due.setFocus()
    qtbot.keyClicks(dialog._due, "2026-11-24")
    qtbot.keyClick(dialog._due, Qt.Key.Key_Tab)
    settled(office)
    assert dialog._said.text() == "None of these loans can be renewed."
    assert not dialog.primary.isEnabled()
    assert not dialog.list.isVisible()


def test_what_changed_meanwhile_is_told(dialog, qtbot, office, settled):
    def back(store, by):
        return take_back(store, by, search.loan_record(store, id_=1).items[0].device)

    office.do(office, back, lambda _: None)
    settled(office)
    enter(qtbot, dialog)
    settled(office)
    assert office.messages[-1].text == "2 loans renewed · 1 left as it is"


def test_nothing_renewed_is_an_error(dialog, qtbot, office, settled):
    def back(store, by):
        for n in (1, 2):
            take_back(store, by, search.loan_record(store, id_=n).items[0].device)
        return take_back(store, by, search.loan_record(store, id_=3).items[0].device)

    office.do(office, back, lambda _: None)
    settled(office)
    enter(qtbot, dialog)
    settled(office)
    assert (office.messages[-1].text, office.messages[-1].error) == ("0 loans renewed · 3 left as they are", True)


def test_the_addenda_are_saved_as_one_file_each_in_its_language(dialog, qtbot, office, settled, tmp_path, monkeypatch):
    target = tmp_path / "addenda.pdf"
    proposed = []
    monkeypatch.setattr(saving, "choose_file", lambda *about: proposed.append(about[2]) or str(target))
    enter(qtbot, dialog)
    settled(office)
    dict(office.messages[-1].actions)["Save the addenda"]()
    qtbot.waitUntil(lambda: office.messages[-1].text == "Saved as addenda.pdf", timeout=20_000)
    assert proposed[0].endswith("Addenda 2026-11-23.pdf")
    text = pdf.text(target.read_bytes())
    assert all(number in text for number in ("L-2026-0001", "L-2026-0002", "L-2026-0003"))
    assert "Loan extension" in text
    assert "Prolongation du prêt" in text


def test_leaving_the_choice_of_a_file_saves_nothing(dialog, qtbot, office, settled, monkeypatch):
    monkeypatch.setattr(saving, "choose_file", lambda *_: "")
    enter(qtbot, dialog)
    settled(office)
    dict(office.messages[-1].actions)["Save the addenda"]()
    settled(office)
    assert office.messages[-1].text == "3 loans renewed"


def test_an_office_without_a_programme_says_so(offices, beneath, put, settled):
    office = offices()
    made = put(RenewManyDialog(office, parent=beneath))
    settled(office)
    assert made._said.text() == "No loan of a programme is out."
    assert not made.primary.isEnabled()


def test_nothing_is_cut_off_in_french_at_150(offices, beneath, put, qapp, settled):
    theme.apply(qapp, scale=1.5)
    office = offices(fill, preferences=Settings(language="fr", text_size=150))
    made = put(RenewManyDialog(office, "Job Club", parent=beneath))
    settled(office)
    for _ in range(3):
        qapp.processEvents()
    assert cut_off(made) == []
