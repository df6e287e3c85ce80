import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from loanmanager.settings import Settings
from loanmanager.storage.search import PAGE
from loanmanager.ui import theme
from loanmanager.ui.dialogs.client import ClientDialog
from loanmanager.ui.pages.clients.page import Clients
from tests.office import add_client
from tests.ui.helpers import cut_off, tab_order, unnamed
from tests.ui.office import settle
from tests.ui.pages.people import JOSEE, ZOE, cells, chips, fill, laid_out, texts


def test_the_list_says_who_has_what(page):
    QAbstractItemModelTester(page._model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert cells(page, "name") == [
        "Nguyễn, Zoë", "O’Neil, Sam", "Saint-Jean-Baptiste de la Montagne, Marie-Clémentine", "Sánchez, Inés",
        "Tremblay, Josée", "الحدّاد، محمد",
    ]  # fmt: skip
    assert cells(page, "out") == ["1", "", "1", "", "2", "1"]
    assert cells(page, "due")[0] == "Fri\u00a027\u00a0Nov"
    assert cells(page, "due")[4] == "10 days late"
    assert cells(page, "phone")[4] == "438 555-0143"
    assert cells(page, "language")[:2] == ["Français", "English"]
    assert cells(page, "number")[0] == "C-00001"


def test_chips_count_and_narrow(page, qtbot, office):
    known = {"All": "6", "With devices": "4", "Overdue": "1", "Blocked": "1", "Newest first": "6"}
    assert chips(page) == {**known, "Possible duplicates": "0"}
    assert not page._chips["duplicates"].isVisible()
    for key, names in (("overdue", ["Tremblay, Josée"]), ("blocked", ["Nguyễn, Zoë"])):
        qtbot.keyClick(page._chips[key], Qt.Key.Key_Space)
        settle(qtbot, office)
        assert cells(page, "name") == names


def test_the_newest_come_first(page, qtbot, office):
    qtbot.keyClick(page._chips["newest"], Qt.Key.Key_Space)
    settle(qtbot, office)
    assert cells(page, "name")[:2] == ["Saint-Jean-Baptiste de la Montagne, Marie-Clémentine", "Sánchez, Inés"]


@pytest.mark.parametrize("typed", ["tremblay", "JOSEE", "438555", "C-00002", "trembl jos"])
def test_the_box_finds_by_name_number_and_phone(page, qtbot, office, typed):
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(page.filter, typed)
    settle(qtbot, office)
    assert cells(page, "name") == ["Tremblay, Josée"]


def test_when_nothing_is_left_it_says_so(page, qtbot, office):
    qtbot.keyClicks(page.filter, "zzz")
    settle(qtbot, office)
    assert page._empty.accessibleName() == "Nothing here. Choose another filter, or clear the box."


def test_enter_opens_the_detail_and_escape_goes_back(page, qtbot, office):
    page.list.setFocus()
    page.list.choose(JOSEE)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert page.split.is_open()
    assert texts(page.detail)[0] == "Tremblay, Josée"
    assert page.detail.isAncestorOf(page.focusWidget())
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    assert not page.split.is_open()
    assert page.list.hasFocus()


def test_an_empty_office_says_how_to_begin(offices, showing, qtbot, dialog_of):
    page = showing(Clients, offices())
    assert page._empty.accessibleName().startswith("No clients yet. Add the first one")
    qtbot.keyClick(page._empty.button, Qt.Key.Key_Space)
    dialog = dialog_of(ClientDialog)
    qtbot.keyClicks(dialog._given, "Hodan")
    qtbot.keyClicks(dialog._family, "Abdi")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(qtbot, page.office)
    assert cells(page, "name") == ["Abdi, Hodan"]
    assert texts(page.detail)[0] == "Abdi, Hodan"


def test_ctrl_n_adds_from_anywhere_on_the_page(page, qtbot, dialog_of):
    qtbot.keyClick(page.list, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(dialog_of(ClientDialog)._given.hasFocus)


def test_it_opens_at_a_client_at_a_filter_and_at_a_new_client(page, qtbot, office, dialog_of):
    page.open(ZOE)
    settle(qtbot, office)
    assert texts(page.detail)[0] == "Nguyễn, Zoë"
    page.open("overdue")
    settle(qtbot, office)
    assert cells(page, "name") == ["Tremblay, Josée"]
    page.open(("new", "Luc Roy"))
    assert dialog_of(ClientDialog)._family.text() == "Roy"


def test_long_lists_come_by_the_page(offices, showing, qtbot):
    def many(store, by):
        for n in range(PAGE + 5):
            add_client(store, by, f"Name {n:04}", "A")

    page = showing(Clients, offices(many))
    assert page._model.rowCount() == PAGE
    page.list.scrollToBottom()
    settle(qtbot, page.office)
    assert cells(page, "name") == [f"Name {n:04}, A" for n in range(PAGE + 5)]
    page.choose_filter("newest")
    settle(qtbot, page.office)
    page.list.scrollToTop()
    page.list.scrollToBottom()
    settle(qtbot, page.office)
    assert cells(page, "name") == [f"Name {n:04}, A" for n in reversed(range(PAGE + 5))]


def test_a_rebuild_keeps_filter_and_client(page, qtbot, office, showing):
    qtbot.keyClicks(page.filter, "tremblay")
    page.choose_filter("with_devices")
    page.show_record(JOSEE)
    settle(qtbot, office)
    again = showing(Clients, office)
    again.put_back(page.state())
    settle(qtbot, office)
    assert again.filter.text() == "tremblay"
    assert again._chips["with_devices"].isChecked()
    assert texts(again.detail)[0] == "Tremblay, Josée"


def test_everything_is_named_and_reached_by_tab(page, seen):
    detail = seen(ZOE)
    assert unnamed(page) == []
    stops = tab_order(page)
    for each in (page.filter, page.list, detail.primary, detail._why, detail._fields._controls["email"]):
        assert each in stops


@pytest.mark.parametrize(("wide", "scale"), [(1182, 1.0), (790, 1.0), (1262, 1.5), (790, 1.5)])
def test_nothing_is_cut_off_in_french(offices, showing, qtbot, qapp, wide, scale):
    theme.apply(qapp, scale=scale)
    office = offices(fill, preferences=Settings(language="fr"))
    page = showing(Clients, office, wide)
    laid_out()
    assert cut_off(page) == []
    for client_id in range(1, 7):
        page.show_record(client_id)
        settle(qtbot, office)
        page.detail._fields.unfold(on=True)
        page.detail._toggle_why()
        assert page.split.is_over() is (wide < 1000 * scale)
        name = texts(page.detail)[0]  # one that is longer than the page is cut, and whole in its tooltip
        assert [each for each in cut_off(page) if each != name] == []
