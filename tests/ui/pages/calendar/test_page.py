from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from loanmanager.settings import Settings
from loanmanager.ui import theme
from loanmanager.ui.dialogs.reserve import ReserveDialog
from loanmanager.ui.pages.calendar.page import CalendarPage
from tests.office import TODAY
from tests.ui.helpers import cut_off, tab_order, unnamed
from tests.ui.office import settle
from tests.ui.pages.calendar.conftest import CLUB, READY, WAITING, fill
from tests.ui.pages.people import laid_out, texts


def press(qtbot, page, key, times=1):
    for _ in range(times):
        qtbot.keyClick(page.grid, key)
    settle(qtbot, page.office)


def letter(qtbot, page, key):
    """Press a letter by itself, and wait until it is sure that no scanner typed it."""
    with qtbot.waitSignal(page.grid.asked):
        qtbot.keyClick(page.grid, key)
    settle(qtbot, page.office)


def entered(qtbot, page):
    with qtbot.waitSignal(page.grid.opened):
        qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    settle(qtbot, page.office)


def test_each_type_says_how_many_are_free(page):
    assert page.grid.hasFocus()
    assert page.grid.day == TODAY
    assert [lane.words for lane in page.grid.plan.lanes] == ["Tablet", "Headset"]
    # 23 to 30 November: one on the shelf, a day later Linh waits for it, from Friday on the club wants two
    assert page.grid.plan.lanes[1].counts[22:] == (1, 0, 0, 0, -1, 0, 0, 0)
    assert page._title._title.text() == "November 2026"


def test_keys_walk_through_the_days(page, qtbot):
    press(qtbot, page, Qt.Key.Key_Right, 2)
    assert page.grid.day == date(2026, 11, 25)
    press(qtbot, page, Qt.Key.Key_End)
    assert page.grid.day == date(2026, 11, 30)
    press(qtbot, page, Qt.Key.Key_Right)  # over the end of the month
    assert page.grid.day == date(2026, 12, 1)
    press(qtbot, page, Qt.Key.Key_PageDown)
    assert page.grid.day == date(2027, 1, 1)
    press(qtbot, page, Qt.Key.Key_Left)
    assert page.grid.day == date(2026, 12, 31)
    press(qtbot, page, Qt.Key.Key_PageUp)
    assert page.grid.day == date(2026, 11, 30)
    press(qtbot, page, Qt.Key.Key_Home)
    assert page.grid.day == date(2026, 11, 1)
    letter(qtbot, page, Qt.Key.Key_T)
    assert page.grid.day == TODAY


def test_week_and_month(page, qtbot, office):
    letter(qtbot, page, Qt.Key.Key_W)
    assert page.grid.plan.days == tuple(TODAY + timedelta(days=n) for n in range(7))
    assert page.tools.modes.value() == "week"
    assert page._title._title.text() == "23 Nov 2026 to 29 Nov 2026"
    press(qtbot, page, Qt.Key.Key_PageDown)
    assert page.grid.plan.days[0] == date(2026, 11, 30)
    letter(qtbot, page, Qt.Key.Key_M)
    assert len(page.grid.plan.days) == 30
    qtbot.keyClick(page.tools.modes._buttons["month"], Qt.Key.Key_Right)
    settle(qtbot, office)
    assert len(page.grid.plan.days) == 7


def test_buttons_page_too(page, qtbot, office):
    before, after, today = page.tools.pages
    for button_, expected in (
        (after, date(2026, 12, 23)),
        (before, TODAY),
        (before, date(2026, 10, 23)),
        (today, TODAY),
    ):
        qtbot.mouseClick(button_, Qt.MouseButton.LeftButton)
        settle(qtbot, office)
        assert page.grid.day == expected


def test_enter_opens_a_type_then_what_lies_there(page, qtbot, office, headset):
    press(qtbot, page, Qt.Key.Key_Down)
    entered(qtbot, page)
    lanes = page.grid.plan.lanes
    assert [lane.words for lane in lanes] == ["Headset", "Waiting list", "HD-0001", "HD-0002", "HD-0003"]
    assert page.tools.types.value() == str(headset)
    press(qtbot, page, Qt.Key.Key_Down, 2)
    assert page.grid.bar.kind == "late"
    entered(qtbot, page)
    assert office.places[-1] == ("loans", page.grid.bar.loan_id)
    press(qtbot, page, Qt.Key.Key_Down)
    assert page.reservation.isVisible()
    assert page.reservation.record_id == READY
    press(qtbot, page, Qt.Key.Key_Down)
    assert page.day.isVisible()


def test_enter_on_a_reservation_goes_into_it_and_esc_comes_back(typed, qtbot, office):
    press(qtbot, typed, Qt.Key.Key_Down, 3)
    entered(qtbot, typed)
    assert typed._right.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert typed.grid.hasFocus()


def test_a_day_tells_what_begins_waits_and_is_due(typed, qtbot, office):
    entries = [(each.main, each.sub, each.right_sub) for each in typed.day.list.rows._entries]
    assert entries == [("Lopes, Ana", "HD-0002", "put aside")]
    typed.open(TODAY + timedelta(days=4))
    settle(qtbot, office)
    said = texts(typed.day)
    assert {"Fri\u00a027\u00a0Nov", "in 4 days", "1 missing"} <= set(said)
    assert [each.main for each in typed.day.list.rows._entries] == ["Lopes, Ana", "Club", "Club"]
    typed.open(TODAY - timedelta(days=4))
    settle(qtbot, office)
    assert [(each.main, each.right) for each in typed.day.list.rows._entries] == [("Roy, Marc", "was due")]
    assert not typed.day.new.isEnabled()
    typed.open(date(2026, 11, 28))
    settle(qtbot, office)
    assert "Closed" in texts(typed.day)
    typed.open(date(2027, 6, 1))
    settle(qtbot, office)
    assert "Nothing begins, ends or waits on this day." in texts(typed.day)
    assert typed.day.new.mapTo(typed.day, typed.day.new.rect().topLeft()).y() < 200  # nothing is spread over the page


def test_an_entry_of_the_day_opens(typed, qtbot, office):
    typed.day.list.setFocus()
    typed.day.list.step(1)
    qtbot.keyClick(typed.day.list, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert typed.reservation.record_id == READY
    typed.open(TODAY - timedelta(days=4))
    settle(qtbot, office)
    typed._to_day()
    typed.day.list.setFocus()
    typed.day.list.step(1)
    qtbot.keyClick(typed.day.list, Qt.Key.Key_Return)
    assert office.places[-1][0] == "loans"


def test_coming_with_a_reservation_shows_it(page, qtbot, office, headset):
    for what in (WAITING, ("reservation", CLUB)):
        page.open(what)
        settle(qtbot, office)
        assert page.tools.types.value() == str(headset)
        assert page.grid.bar.reservation_id == page.reservation.record_id
        assert page.reservation.isVisible()
    page.open(("reservation", 999))
    settle(qtbot, office)
    assert page.grid.hasFocus()


def test_all_types_again(typed, qtbot, office):
    typed.tools.types.setFocus()
    qtbot.keyClick(typed.tools.types, Qt.Key.Key_Home)
    typed.tools.types.chosen.emit(typed.tools.types.value())
    settle(qtbot, office)
    assert [lane.words for lane in typed.grid.plan.lanes] == ["Tablet", "Headset"]
    assert typed.tools.types.value() == ""


def test_n_reserves_from_the_day_and_of_the_type_under_the_cursor(page, qtbot, dialog_of, headset):
    press(qtbot, page, Qt.Key.Key_Down)
    press(qtbot, page, Qt.Key.Key_Right, 2)
    letter(qtbot, page, Qt.Key.Key_N)
    dialog = dialog_of(ReserveDialog)
    assert dialog._first.value() == date(2026, 11, 25)
    assert dialog._type.value() == str(headset)
    dialog.reject()
    press(qtbot, page, Qt.Key.Key_PageUp)
    page.day.wants_new.emit()
    dialog = dialog_of(ReserveDialog)
    assert dialog._first.value() == TODAY  # nothing is reserved from a day that is past
    dialog.reject()


def test_a_scan_goes_to_the_box_above(page, qtbot, office):
    with qtbot.waitSignal(page.grid.scanned):
        qtbot.keyClicks(page.grid, "HD-0002")
        qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    assert office.places[-1] == ("scan", "HD-0002")
    assert page.grid.day == TODAY


def test_a_click_puts_the_cursor_there_and_two_open(typed, qtbot, office):
    grid = typed.grid
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.centre_of(3, 24))
    settle(qtbot, office)
    assert (grid.day, grid.lane.words) == (date(2026, 11, 25), "HD-0002")
    assert typed.reservation.record_id == READY
    with qtbot.waitSignal(grid.opened):
        qtbot.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.centre_of(2, 20))
    assert office.places[-1][0] == "loans"


@pytest.mark.parametrize(
    ("lane", "column", "said"),
    [
        (0, 22, "Headset 3, Monday 23 November 2026, 1 free"),
        (0, 26, "Headset 3, Friday 27 November 2026, 1 missing"),
        (0, 0, "Headset 3, Sunday 1 November 2026, closed"),
        (2, 20, "HD-0001 Logitech H390, Saturday 21 November 2026, closed, Overdue: Roy, Marc"),
        (3, 22, "HD-0002 Logitech H390, Monday 23 November 2026, Put aside: Lopes, Ana"),
        (1, 26, "Waiting list, Friday 27 November 2026, Reserved: Club ×\u00a02"),
    ],
)
def test_each_day_can_be_heard(typed, qtbot, lane, column, said):
    assert typed.grid.words_at(lane, column) == said
    typed.grid._go(lane, column)
    assert typed.grid.accessibleDescription() == said
    at = typed.grid.centre_of(lane, column)
    event = QHelpEvent(QEvent.Type.ToolTip, at, typed.grid.viewport().mapToGlobal(at))
    QApplication.sendEvent(typed.grid.viewport(), event)
    qtbot.waitUntil(lambda: QToolTip.text() == said)


def test_the_tooltip_of_nothing_is_nothing(typed):
    at = QPoint(5, typed.grid.viewport().height() - 2)
    QApplication.sendEvent(typed.grid.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, at))
    assert not QToolTip.isVisible()


def test_a_long_list_scrolls_to_the_cursor(showing, office, qtbot):
    page = showing(CalendarPage, office, 1182, 330)
    page.open(("type", next(each.id for each in office.view.types if each.key == "headset")))
    settle(qtbot, office)
    page.grid._go(4, 0)
    assert page.grid.verticalScrollBar().value() > 0
    assert page.grid.viewport().rect().contains(page.grid.cursor_box().center().toPoint())


def test_an_office_without_devices_says_what_comes_first(offices, showing, qtbot):
    office = offices()
    page = showing(CalendarPage, office)
    assert "There is nothing to reserve yet. Add a device first." in texts(page)
    page._empty.started.emit()
    assert office.places[-1] == ("devices", ("new", ""))
    press(qtbot, page, Qt.Key.Key_Down)  # nothing to move through, and nothing breaks
    entered(qtbot, page)


def test_where_one_was_outlives_a_rebuild(typed, qtbot, office, showing):
    press(qtbot, typed, Qt.Key.Key_Down, 3)
    letter(qtbot, typed, Qt.Key.Key_W)
    typed.open(READY)
    settle(qtbot, office)
    kept = typed.state()
    other = showing(CalendarPage, office)
    other.put_back(kept)
    settle(qtbot, office)
    assert other.state() == kept
    assert other.reservation.record_id == READY
    assert len(other.grid.plan.days) == 7


def test_tab_reaches_everything_and_everything_has_a_name(typed, qtbot, office):
    typed.open(READY)
    settle(qtbot, office)
    assert unnamed(typed) == []
    typed.grid.setFocus()
    stops = tab_order(typed)
    assert typed.tools.types in stops
    assert typed.tools.modes.focusWidget() in stops or len(stops) > 6


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("what", [READY, WAITING, TODAY])
def test_nothing_is_cut(offices, shown, qtbot, qapp, language, scale, what):
    theme.apply(qapp, scale=scale)
    office = offices(fill, preferences=Settings(language=language))
    page = shown(CalendarPage(office), 1182 if scale == 1.0 else 1250, 712)
    page.open(what)
    settle(qtbot, office)
    laid_out()
    assert cut_off(page) == []


def test_where_there_is_little_room_the_detail_lies_over_the_grid(offices, shown, qtbot, qapp):
    theme.apply(qapp, scale=1.5)
    office = offices(fill)
    page = shown(CalendarPage(office), 1250, 700)
    page.open(READY)
    settle(qtbot, office)
    assert page.reservation.isVisible()
    assert not page.grid.isVisible()
    page.reservation.left.emit()
    assert page.grid.isVisible()
    assert page.grid.hasFocus()
    press(qtbot, page, Qt.Key.Key_Home)
    entered(qtbot, page)
    assert page.day.isVisible()
    page.day.left.emit()
    assert page.grid.hasFocus()
