"""A date: typed, stepped by keys, or picked from a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit

from loanmanager.ui import icons
from loanmanager.ui.theme import colour, fit, px, set_property
from loanmanager.ui.widgets.layout import column

Reader = Callable[[str], date | None]
Sayer = Callable[[date], str]


def read_iso(text: str) -> date | None:
    """Read 2026-12-23, also with spaces, dots or slashes between."""
    parts = text.replace("/", "-").replace(".", "-").replace(" ", "-").split("-")
    try:
        year, month, day = (int(each) for each in parts)
        return date(year, month, day)
    except ValueError:
        return None


class DateField(QLineEdit):
    """A date shown in words. Up and Down step by a day, Page Up and Page Down by a month, Alt+Down or F4 opens the calendar.

    What cannot be read stays as it was typed. Signals: changed(date or None) when a person changes it, unreadable(str).
    """

    changed = Signal(object)
    unreadable = Signal(str)

    def __init__(
        self,
        value: date | None,
        *,
        show: Sayer,
        read: Reader = read_iso,
        least: date | None = None,
        most: date | None = None,
        says: str = "",
        calendar: str = "",
    ) -> None:
        """Take how to show and to read a date, the days allowed, and the words for the field and its calendar button."""
        super().__init__()
        self._value, self._show, self._read = value, show, read
        self._least, self._most = least or date.min, most or date.max
        self._calendar: Calendar | None = None
        self._calendar_words = calendar
        self.setAccessibleName(says)
        self._open = QAction(calendar, self, toolTip=calendar)
        self._open.triggered.connect(self.open_calendar)
        self.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        fit(self, lambda me: me._open.setIcon(icons.icon("calendar", "muted")))  # noqa: SLF001 - itself
        self.set_value(value)

    def value(self) -> date | None:
        """Return the date, or None when the field is empty or cannot be read."""
        typed = self.text().strip()
        return self._value if typed == self._words() else self._allowed(self._read(typed))

    def set_value(self, value: date | None) -> None:
        """Show a date, without a signal."""
        self._value = value
        self.setText(self._words())
        set_property(self, "wrong", "")

    def set_range(self, least: date | None, most: date | None) -> None:
        """Allow other days."""
        self._least, self._most = least or date.min, most or date.max

    def settle(self) -> bool:
        """Read what was typed; tell whether it is a date that is allowed, or nothing."""
        typed = self.text().strip()
        if typed == self._words():
            return True
        found = self._allowed(self._read(typed)) if typed else None
        if typed and found is None:
            set_property(self, "wrong", "true")
            self.unreadable.emit(typed)
            return False
        self._take(found)
        return True

    def open_calendar(self) -> None:
        """Open a calendar under the field."""
        if self._calendar is None:
            self._calendar = Calendar(self, self._calendar_words)
            self._calendar.picked.connect(self._pick)
        self._calendar.open_at(self.value(), self._least, self._most)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, open the calendar, or settle what was typed; Enter goes on to the dialog once it is settled."""
        key = event.key()
        opens = key == Qt.Key.Key_F4 or (key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if opens:
            self.open_calendar()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._step(days=1 if key == Qt.Key.Key_Up else -1)
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self._step(months=1 if key == Qt.Key.Key_PageUp else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not self.settle():
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Settle what was typed when the field is left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()

    def _words(self) -> str:
        return self._show(self._value) if self._value else ""

    def _allowed(self, found: date | None) -> date | None:
        return found if found is not None and self._least <= found <= self._most else None

    def _step(self, *, days: int = 0, months: int = 0) -> None:
        """Move by days or months within what is allowed."""
        start = self.value() or self._value or date.today()  # noqa: DTZ011 - where an empty field starts on this PC
        moved = _date(_qdate(start).addMonths(months)) + timedelta(days=days)
        self._take(min(max(moved, self._least), self._most))
        self.selectAll()

    def _pick(self, found: date) -> None:
        self._take(found)
        self.setFocus()

    def _take(self, found: date | None) -> None:
        before = self._value
        self.set_value(found)
        if found != before:
            self.changed.emit(found)


class Calendar(QFrame):
    """The calendar that opens under a date field; arrow keys move, Enter picks, Esc closes. Signal: picked(date)."""

    picked = Signal(object)

    def __init__(self, owner: DateField, says: str) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self._owner = owner
        self.setProperty("bed", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)  # outside its round corners
        self._month = QCalendarWidget()
        self._month.setAccessibleName(says)
        self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._month.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self._month.setLocale(owner.locale())
        self._month.clicked.connect(self._pick)
        self._month.activated.connect(self._pick)
        fit(self._month, _colour_days)
        self.setLayout(column(self._month, margins=4))

    def open_at(self, value: date | None, least: date, most: date) -> None:
        """Show the month of a day, under the field that owns this."""
        self._month.setDateRange(_qdate(least), _qdate(most))
        self._month.setSelectedDate(_qdate(value or date.today()))  # noqa: DTZ011 - the month that is open on the wall
        self.adjustSize()
        self.move(self._owner.mapToGlobal(QPoint(0, self._owner.height() + 2)))
        self.show()
        self._month.setFocus()

    def _pick(self, found: QDate) -> None:
        self.hide()
        self.picked.emit(_date(found))


def _colour_days(month: QCalendarWidget) -> None:
    """Colour the days by tokens: Qt would paint week-ends red."""
    month.setMinimumSize(px(280), px(240))
    plain, head = QTextCharFormat(), QTextCharFormat()
    plain.setForeground(colour("text"))
    head.setForeground(colour("muted"))
    head.setBackground(colour("raised"))
    for day in Qt.DayOfWeek:
        month.setWeekdayTextFormat(day, plain)
    month.setHeaderTextFormat(head)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
