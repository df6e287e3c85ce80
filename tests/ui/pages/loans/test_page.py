import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from loanmanager.settings import Settings
from loanmanager.ui import theme
from loanmanager.ui.dialogs.renew_many import RenewManyDialog
from loanmanager.ui.pages.loans.page import Loans
from tests.ui.helpers import cut_off, tab_order, unnamed
from tests.ui.office import settle
from tests.ui.pages.people import cells, chips, fill, laid_out, texts


def test_the_list_says_what_is_out(page):
    QAbstractItemModelTester(page._model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert cells(page, "number") == ["L-2026-0005", "L-2026-0003", "L-2026-0002", "L-2026-0001"]
    assert cells(page, "client")[1:3] == ["الحدّاد، محمد", "Tremblay, Josée"]
    assert cells(page, "devices")[2] == "LT-0002, HS-0001"
    assert cells(page, "out")[2] == "Wed\u00a014\u00a0Oct"
    assert cells(page, "due")[1:] == ["Mon\u00a023\u00a0Nov", "10 days late", "Fri\u00a027\u00a0Nov"]
    assert cells(page, "programme") == [""] * 4


def test_chips_count_and_narrow(page, qtbot, office):
    assert chips(page) == {"On loan": "4", "Overdue": "1", "Due today": "1", "All": "5"}
    for key, numbers in (("due_today", ["L-2026-0003"]), ("overdue", ["L-2026-0002"])):
        qtbot.keyClick(page._chips[key], Qt.Key.Key_Space)
        settle(qtbot, office)
        assert cells(page, "number") == numbers
    qtbot.keyClick(page._chips[""], Qt.Key.Key_Space)
    settle(qtbot, office)
    assert cells(page, "due")[1] == "back Sat\u00a021\u00a0Nov"


@pytest.mark.parametrize("typed", ["tremblay", "lt-0002", "HS-0001", "L-2026-0002", "438 555"])
def test_the_box_finds_by_number_client_and_device(page, qtbot, office, typed):
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(page.filter, typed)
    settle(qtbot, office)
    assert cells(page, "number") == ["L-2026-0002"]


def test_enter_opens_the_loan(page, qtbot, office):
    page.list.setFocus()
    page.list.choose(2)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert texts(page.detail)[0] == "L-2026-0002"
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    assert page.list.hasFocus()


def test_an_empty_office_sends_one_to_the_desk(offices, showing, qtbot):
    page = showing(Loans, offices())
    assert page._empty.accessibleName() == "Nothing is on loan. Scan a device at the desk to lend it."
    qtbot.keyClick(page._empty.button, Qt.Key.Key_Space)
    assert page.office.places == [("desk", None)]


def test_it_opens_at_a_loan_a_filter_and_a_client(page, qtbot, office):
    page.open(2)
    settle(qtbot, office)
    assert texts(page.detail)[0] == "L-2026-0002"
    page.open("overdue")
    settle(qtbot, office)
    assert cells(page, "number") == ["L-2026-0002"]
    page.open(("client", 4, "O’Neil, Sam"))
    settle(qtbot, office)
    assert cells(page, "number") == ["L-2026-0004"]


def test_a_rebuild_keeps_filter_and_loan(page, qtbot, office, showing):
    page.choose_filter("")
    page.show_record(4)
    settle(qtbot, office)
    again = showing(Loans, office)
    again.put_back(page.state())
    settle(qtbot, office)
    assert again._chips[""].isChecked()
    assert texts(again.detail)[0] == "L-2026-0004"


def test_everything_is_named_and_reached_by_tab(page, seen):
    detail = seen(2)
    assert texts(detail)
    assert unnamed(page) == []
    stops = tab_order(page)
    assert page.list in stops
    assert detail.primary in stops
    assert {"Client page", "Take back LT-0002", "Agreement"} <= {each.accessibleName() or each.text() for each in stops
                                                                 if hasattr(each, "text")}  # fmt: skip


@pytest.mark.parametrize(("wide", "scale"), [(1182, 1.0), (790, 1.0), (1262, 1.5), (790, 1.5)])
def test_nothing_is_cut_off_in_french(offices, showing, qtbot, qapp, wide, scale):
    theme.apply(qapp, scale=scale)
    office = offices(fill, preferences=Settings(language="fr"))
    page = showing(Loans, office, wide)
    laid_out()
    assert cut_off(page) == []
    for loan_id in range(1, 6):
        page.show_record(loan_id)
        settle(qtbot, office)
        assert page.split.is_over() is (wide < 1000 * scale)
        name = texts(page.detail)[1]  # one that is longer than the page is cut, and whole in its tooltip
        assert [each for each in cut_off(page) if each != name] == []


def test_a_programmes_loans_are_renewed_from_here(page, qtbot, office):
    qtbot.keyClick(page, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), RenewManyDialog))
    settle(qtbot, office)
    asked = QApplication.activeModalWidget()
    assert asked._said.text() == "No loan of a programme is out."
    asked.reject()
