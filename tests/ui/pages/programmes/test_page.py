"""The programmes page by keys: a group is made, filled, renamed, ended."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel

from loanmanager.operations import programmes
from loanmanager.settings import Settings
from loanmanager.ui import theme
from loanmanager.ui.dialogs.programme import ProgrammeDialog
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.dialogs.renew_many import RenewManyDialog
from loanmanager.ui.pages.programmes.page import Programmes
from tests.office import add_client, add_device, lend
from tests.ui.helpers import cut_off, tab_order, unnamed
from tests.ui.office import settle
from tests.ui.pages.people import before, cells, chips, laid_out, texts, timeline

CLUB, ZOE, LUC, INES = 1, 1, 2, 3


def fill(store, by):
    club = programmes.add_programme(store, "Job club", by).result.id
    over = programmes.add_programme(store, "Spring course", by).result.id
    programmes.end_programme(store, over, by)
    add_client(store, by, "Nguyễn", "Zoë")
    add_client(store, by, "Roy", "Luc")
    add_client(store, by, "Sánchez", "Inés")
    programmes.join(store, club, [ZOE, LUC], by)
    lend(store, before(by, 40), ZOE, add_device(store, by), add_device(store, by))


@pytest.fixture
def office(offices):
    return offices(fill)


@pytest.fixture
def page(office, showing):
    return showing(Programmes, office)


@pytest.fixture
def seen(qtbot, page, office):
    def show(id_=CLUB):
        page.show_record(id_)
        settle(qtbot, office)
        return page.detail

    return show


def members(detail):
    laid_out()
    names = [each.text() for each in detail.findChildren(QLabel) if each.isVisible()]
    return [name for name in names if name.startswith(("LT-", "nothing"))]


def test_the_list_says_who_has_what(page, qtbot, office):
    QAbstractItemModelTester(page._model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [cells(page, name) for name in ("name", "clients", "with", "out", "due")] == [
        ["Job club"], ["2"], ["1"], ["2"], ["10 days late"]
    ]  # fmt: skip
    assert chips(page) == {"Going on": "1", "Over": "1"}
    qtbot.keyClick(page._chips["over"], Qt.Key.Key_Space)
    settle(qtbot, office)
    assert cells(page, "name") == ["Spring course"]
    assert cells(page, "due") == [""]


def test_the_detail_says_who_takes_part_and_what_each_has(seen):
    said = texts(seen())
    assert said[0] == "Job club"
    assert "2 clients · 2 devices out" in said
    assert "LT-0001, LT-0002" in said
    assert "10 days late" in said
    assert "nothing out" in said


def test_the_first_programme_is_made_from_the_empty_page(offices, showing, qtbot, dialog_of):
    page = showing(Programmes, offices())
    assert page._empty.accessibleName().startswith("No programmes yet.")
    qtbot.keyClick(page._empty.button, Qt.Key.Key_Space)
    dialog = dialog_of(ProgrammeDialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog._field.error()
    qtbot.keyClicks(dialog.name, "Job club")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(qtbot, page.office)
    assert cells(page, "name") == ["Job club"]
    assert texts(page.detail)[0] == "Job club"
    assert "Nobody yet. Add clients above, or on their own page." in texts(page.detail)
    assert not page.detail.primary.isEnabled()


def test_a_name_that_is_taken_is_said_beside_the_field(page, qtbot, office, dialog_of):
    qtbot.keyClick(page.list, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(ProgrammeDialog)
    qtbot.keyClicks(dialog.name, "spring COURSE")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert "Spring course" in dialog._field.error()
    assert dialog.name.text() == "spring COURSE"
    assert dialog.isVisible()


def test_clients_are_added_one_after_the_other_and_taken_out(seen, qtbot, office, press):
    detail = seen()
    qtbot.keyClicks(detail.add, "sanchez")
    settle(qtbot, office)
    qtbot.keyClick(detail.add, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert office.messages[-1].text == "1 client added"
    qtbot.waitUntil(lambda: detail.add.text() == "")
    assert len(members(detail)) == 3
    qtbot.keyClicks(detail.add, "C-00003")
    settle(qtbot, office)
    qtbot.keyClick(detail.add, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert office.messages[-1].text == "They take part already."
    press(detail, "Take Sánchez, Inés out")
    settle(qtbot, office)
    assert office.messages[-1].text == "1 client taken out"
    assert len(members(detail)) == 2
    assert timeline(detail)[:2] == ["1 client left", "Nobody new joined"]


def test_what_was_done_can_be_undone_at_once(seen, qtbot, office, press, dialog_of):
    detail = seen()
    press(detail, "Take Roy, Luc out")
    settle(qtbot, office)
    dict(office.messages[-1].actions)["Undo"]()
    reason = dialog_of(ReasonDialog)
    qtbot.keyClicks(reason._reason, "wrong row")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert len(members(detail)) == 2
    assert timeline(detail)[0] == "Leaving undone"


def test_it_is_renamed_in_place(seen, qtbot, office):
    detail = seen()
    name = detail._fields._controls["name"]
    for text, error in (("Spring course", True), ("Club d'emploi", False)):
        name.setFocus()
        name.selectAll()
        qtbot.keyClicks(name, text)
        qtbot.keyClick(name, Qt.Key.Key_Return)
        settle(qtbot, office)
        assert bool(detail._fields._errors["name"].text()) is error
    assert texts(detail)[0] == "Club d'emploi"
    assert office.view.programmes == ("Club d'emploi",)


def test_it_is_ended_and_taken_up_again(seen, menu_of, qtbot, office, page):
    detail = seen()
    menu_of(detail)["End this programme"].trigger()
    settle(qtbot, office)
    assert "2 clients · 2 devices out · over" in texts(detail)
    assert not detail.add.isEnabled()
    assert cells(page, "name") == []
    QApplication.activePopupWidget() and QApplication.activePopupWidget().close()
    menu_of(detail)["Take it up again"].trigger()
    settle(qtbot, office)
    assert detail.add.isEnabled()
    assert timeline(detail)[:2] == ["Taken up again", "Ended"]


def test_it_leads_to_the_client_and_to_the_group(seen, press, office):
    detail = seen()
    press(detail, "Open Nguyễn, Zoë")
    assert office.places[-1] == ("clients", ZOE)
    detail.primary.click()
    assert office.places[-1] == ("group", ("programme", CLUB))


def test_its_sisters_are_a_key_away(page, press, office):
    press(page, "Clients")
    assert office.places[-1] == ("clients", None)
    press(page, "Group check-out")
    assert office.places[-1] == ("group", None)


def test_everything_is_named_and_reached_by_tab(page, seen):
    detail = seen()
    assert unnamed(page) == []
    stops = tab_order(page)
    assert all(each in stops for each in (page.filter, page.list, detail.primary, detail.add))


@pytest.mark.parametrize(("wide", "scale"), [(1182, 1.0), (1262, 1.5), (790, 1.5)])
def test_nothing_is_cut_off_in_french(offices, showing, qtbot, qapp, wide, scale):
    theme.apply(qapp, scale=scale)
    office = offices(fill, preferences=Settings(language="fr"))
    page = showing(Programmes, office, wide)
    page.show_record(CLUB)
    settle(qtbot, office)
    laid_out()
    assert cut_off(page) == []


def test_its_loans_are_renewed_from_here(seen, menu_of, qtbot, office):
    detail = seen()
    menu_of(detail)["Renew its loans…"].trigger()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), RenewManyDialog))
    settle(qtbot, office)
    asked = QApplication.activeModalWidget()
    assert asked._programme.currentText() == "Job club · 1 loan"
    asked.reject()
