from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget, QLineEdit

from loanmanager.ui.widgets.date_field import DateField, read_iso
from loanmanager.ui.widgets.inline_edit import InlineEdit
from loanmanager.ui.widgets.layout import column, holder

DUE = date(2026, 12, 23)


def show(day):
    return f"{day:%a} {day.day} {day:%b %Y}"


@pytest.fixture
def due(shown):
    made = DateField(
        DUE, show=show, least=date(2026, 11, 23), most=date(2027, 3, 1), says="Due", calendar="Open the calendar"
    )
    made.other = QLineEdit()
    shown(holder(column(made, made.other)))
    made.setFocus()
    made.heard, made.unread = [], []
    made.changed.connect(made.heard.append)
    made.unreadable.connect(made.unread.append)
    return made


def test_a_date_is_shown_in_words(due):
    assert due.text() == "Wed 23 Dec 2026"
    assert due.value() == DUE
    assert due.accessibleName() == "Due"


def test_keys_step_by_day_and_month_within_what_is_allowed(due, qtbot):
    for key in (
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_PageDown,
    ):
        qtbot.keyClick(due, key)
    assert due.heard == [
        date(2026, 12, 24),
        DUE,
        date(2026, 12, 22),
        date(2027, 1, 22),
        date(2026, 12, 22),
        date(2026, 11, 23),
    ]


def test_a_typed_date_is_read_on_enter_and_on_leaving(due, qtbot):
    due.selectAll()
    qtbot.keyClicks(due, "2027-01-15")
    assert due.value() == date(2027, 1, 15)
    qtbot.keyClick(due, Qt.Key.Key_Return)
    assert due.text() == "Fri 15 Jan 2027"
    due.selectAll()
    qtbot.keyClicks(due, "2027.01.18")
    due.other.setFocus()
    assert due.heard == [date(2027, 1, 15), date(2027, 1, 18)]


@pytest.mark.parametrize("typed", ["next week", "2026-02-30", "2030-01-01"])
def test_what_cannot_be_a_date_stays_and_is_told(due, qtbot, typed):
    due.selectAll()
    qtbot.keyClicks(due, typed)
    qtbot.keyClick(due, Qt.Key.Key_Return)
    assert due.text() == typed
    assert due.unread == [typed]
    assert due.property("wrong") == "true"
    assert due.value() is None


def test_a_date_may_be_emptied(due, qtbot):
    due.clear()
    assert due.settle()
    assert due.heard == [None]
    due.set_range(None, None)
    qtbot.keyClick(due, Qt.Key.Key_Up)
    assert due.value() is not None


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)],
)
def test_the_calendar_opens_and_picks_by_keys(due, qtbot, key, modifier):
    qtbot.keyClick(due, key, modifier)
    month = due._calendar.findChild(QCalendarWidget)
    qtbot.addWidget(due._calendar)
    assert due._calendar.isVisible()
    assert month.selectedDate() == QDate(2026, 12, 23)
    month.activated.emit(QDate(2026, 12, 30))
    assert due.value() == date(2026, 12, 30)
    assert not due._calendar.isVisible()


@pytest.mark.parametrize(("text", "found"), [("2026-12-23", DUE), ("2026/12/23", DUE), ("23 dec", None), ("", None)])
def test_iso_dates_are_read(text, found):
    assert read_iso(text) == found


@pytest.fixture
def shelf(shown):
    made = InlineEdit("Main office, B3", says="Site, shelf", tip="Enter keeps, Esc puts back")
    made.other = QLineEdit()
    shown(holder(column(made, made.other)))
    made.setFocus()
    made.heard = []
    made.kept.connect(made.heard.append)
    return made


def test_enter_keeps_and_esc_puts_back(shelf, qtbot):
    qtbot.keyClicks(shelf, "X")
    qtbot.keyClick(shelf, Qt.Key.Key_Escape)
    assert shelf.text() == "Main office, B3"
    assert shelf.heard == []
    shelf.selectAll()
    qtbot.keyClicks(shelf, "C1")
    qtbot.keyClick(shelf, Qt.Key.Key_Return)
    qtbot.keyClick(shelf, Qt.Key.Key_Return)
    assert shelf.heard == ["C1"]
    assert shelf.value() == "C1"


def test_leaving_keeps_what_was_typed(shelf, qtbot):
    assert shelf._mark.isVisible()
    shelf.selectAll()
    qtbot.keyClicks(shelf, "C2")
    shelf.other.setFocus()
    assert shelf.heard == ["C2"]
    assert not shelf._mark.isVisible()


def test_a_reload_leaves_alone_what_is_being_typed(shelf, qtbot):
    qtbot.keyClicks(shelf, "X")
    shelf.set_value("Saint-Michel")
    assert shelf.text() == "XMain office, B3"
    shelf.put_back()
    assert shelf.text() == "Saint-Michel"
    shelf.set_value("Main office")
    assert shelf.text() == "Main office"
    shelf.put_back("Elsewhere")
    assert shelf.value() == "Elsewhere"
