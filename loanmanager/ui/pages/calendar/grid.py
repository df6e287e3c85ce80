"""The grid of the calendar: days across, lanes down. Keys move a cursor through it; a screen reader hears each day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip

from loanmanager.ui.pages.calendar import painting
from loanmanager.ui.pages.calendar.painting import HEAD, LANE, Cells
from loanmanager.ui.pages.follow_up.keys import Keys
from loanmanager.ui.theme import colour, fit, px
from loanmanager.ui.widgets.labels import tip_of
from loanmanager.ui.widgets.message_line import announce

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent

    from loanmanager.i18n import Words
    from loanmanager.ui.pages.calendar.plan import Bar, Lane, Plan

_LETTERS = {"T": "today", "N": "new", "W": "week", "M": "month"}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class CalendarGrid(QAbstractScrollArea):
    """Paints a `Plan`. Arrow keys move day by day, over its ends into the next view; Home and End go to them.

    Signals: moved() when the cursor stands elsewhere; opened() on Enter or a double click; paged(how many views on,
    whether the cursor goes to its far end); asked("today", "new", "week" or "month") for the letters T, N, W and M;
    scanned(text) when it was a scanner that typed.
    """

    moved = Signal()
    opened = Signal()
    paged = Signal(int, bool)
    asked = Signal(str)
    scanned = Signal(str)

    def __init__(self, words: Words, plan: Plan) -> None:
        super().__init__()
        self._words, self._plan = words, plan
        self._lane, self._column = 0, plan.column(plan.today)
        self.setAccessibleName(words.say("Calendar"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._letters = Keys(self)
        self._letters.pressed.connect(self._press)
        self._letters.entered.connect(self.opened)
        self._letters.scanned.connect(self.scanned)
        fit(self, lambda me: me.viewport().update())

    # What is shown, and where the cursor stands

    @property
    def plan(self) -> Plan:
        """Return what is shown."""
        return self._plan

    @property
    def day(self) -> date:
        """Return the day under the cursor."""
        return self._plan.days[self._column]

    @property
    def lane(self) -> Lane | None:
        """Return the lane under the cursor, None where there is none."""
        return self._plan.lanes[self._lane] if self._plan.lanes else None

    @property
    def bar(self) -> Bar | None:
        """Return the loan or reservation under the cursor."""
        return self.lane.bar_at(self._column) if self.lane else None

    def show_plan(self, plan: Plan, day: date) -> None:
        """Show other days or lanes; the cursor stands on a day, in the lane where it stood if that is still there."""
        kept = self.lane
        self._plan, self._column = plan, plan.column(day)
        same = (n for n, each in enumerate(plan.lanes) if kept and _same(each, kept))
        self._lane = next(same, min(self._lane, max(len(plan.lanes) - 1, 0)))
        self._fit_scroll()
        self._tell(quiet=True)
        self.viewport().update()

    def stand_on(self, reservation_id: int) -> bool:
        """Put the cursor on a reservation that is in sight; tell whether it is."""
        for at, lane in enumerate(self._plan.lanes):
            for bar in lane.bars:
                if bar.reservation_id == reservation_id:
                    self._go(at, bar.first)
                    return True
        return False

    def words_at(self, lane: int, column: int) -> str:
        """Return what is to be said of one day of a lane."""
        say, plan = self._words.say, self._plan
        said = [self._words.long_day(plan.days[column])]
        if plan.days[column] in plan.closed:
            said.append(self._words.say_for("calendar", "closed"))
        if lane < len(plan.lanes):
            shown = plan.lanes[lane]
            said.insert(0, " ".join(part for part in (shown.words, shown.beside) if part) or say("Waiting list"))
            bar = shown.bar_at(column)
            count = shown.counts[column] if shown.counts else None
            said.append(self.bar_words(bar) if bar else self.count_words(count))
        return ", ".join(part for part in said if part)

    def bar_words(self, bar: Bar) -> str:
        """Return what a bar is, in words."""
        say = self._words.say
        said = {
            "loan": say("On loan"),
            "late": say("Overdue"),
            "back": self._words.say_for("calendar", "Returned"),
            "ready": self._words.say_for("calendar", "Put aside"),
            "waiting": self._words.say_for("calendar", "Reserved"),
        }
        return f"{said[bar.kind]}: {bar.words}"

    def count_words(self, count: int | None) -> str:
        """Return how many are free, or missing."""
        if count is None:
            return ""
        if count < 0:
            return self._words.count("{n} missing", "{n} missing", -count)
        return self._words.count("{n} free", "{n} free", count)

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, page, open, or ask for what a letter stands for."""
        key = Qt.Key(event.key())
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._step(-1 if key == Qt.Key.Key_Left else 1)
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._go(self._lane + (-1 if key == Qt.Key.Key_Up else 1), self._column)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._go(self._lane, 0 if key == Qt.Key.Key_Home else len(self._plan.days) - 1)
        elif key in _PAGES:
            self.paged.emit(_PAGES[key], False)
        elif not self._letters.take(event):
            super().keyPressEvent(event)

    def _press(self, letter: str) -> None:
        if letter in _LETTERS:
            self.asked.emit(_LETTERS[letter])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor where one clicks."""
        self._go(self._cells().lane_at(event.position().y()), self._cells().column_at(event.position().x()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what one clicks twice."""
        self.mousePressEvent(event)
        self.opened.emit()

    def viewportEvent(self, event: QEvent) -> bool:
        """Say in a tooltip what lies under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cells, at = self._cells(), event.pos()
            lane = cells.lane_at(at.y())
            inside = 0 <= lane < len(self._plan.lanes)
            said = self.words_at(lane, cells.column_at(at.x())) if inside else ""
            QToolTip.showText(event.globalPos(), tip_of(said), self)
            return True
        return super().viewportEvent(event)

    def _step(self, by: int) -> None:
        """Move a day; past the ends of the view, into the next one."""
        at = self._column + by
        if 0 <= at < len(self._plan.days):
            self._go(self._lane, at)
        else:
            self.paged.emit(by, True)

    def _go(self, lane: int, column: int) -> None:
        self._lane = min(max(lane, 0), max(len(self._plan.lanes) - 1, 0))
        self._column = min(max(column, 0), len(self._plan.days) - 1)
        self._into_view()
        self._tell()
        self.viewport().update()
        self.moved.emit()

    def _tell(self, *, quiet: bool = False) -> None:
        said = self.words_at(self._lane, self._column)
        self.setAccessibleDescription(said)
        if self.hasFocus() and not quiet:
            announce(self, said)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint grounds, lanes, the cursor, and the head over what scrolls."""
        cells, high = self._cells(), self.viewport().height()
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.viewport().rect(), colour("surface"))
            bottom = min(high, cells.top(len(self._plan.lanes)))
            painting.paint_grounds(painter, self._plan, cells, bottom)
            first = max(cells.lane_at(px(HEAD)), 0)
            for at, lane in enumerate(self._plan.lanes[first : cells.lane_at(high) + 1], first):
                painting.paint_lane(painter, lane, at, cells)
            if self._plan.lanes:
                painting.paint_cursor(painter, self.cursor_box(), focused=self.hasFocus())
            painting.paint_head(painter, self._plan, cells, self._words)

    def cursor_box(self) -> QRectF:
        """Return where the cursor stands, in the viewport."""
        return self._cells().cell(self._lane, self._column)

    def centre_of(self, lane: int, column: int) -> QPoint:
        """Return the middle of one day of a lane, in the viewport."""
        return self._cells().cell(lane, column).center().toPoint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cursor strongly."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the cursor quietly."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scroll as far as there is to scroll now."""
        super().resizeEvent(event)
        self._fit_scroll()

    def minimumSizeHint(self) -> QSize:
        """Ask for room in which a month can be read."""
        return QSize(px(480), px(HEAD + 3 * LANE))

    def _cells(self) -> Cells:
        return Cells(self.viewport().width(), len(self._plan.days), self.verticalScrollBar().value())

    def _fit_scroll(self) -> None:
        bar, page = self.verticalScrollBar(), self.viewport().height() - px(HEAD)
        bar.setRange(0, max(0, len(self._plan.lanes) * px(LANE) - page))
        bar.setPageStep(max(page, 1))
        bar.setSingleStep(px(LANE))

    def _into_view(self) -> None:
        """Scroll so that the cursor's lane is whole."""
        bar, top = self.verticalScrollBar(), self._lane * px(LANE)
        page = self.viewport().height() - px(HEAD)
        bar.setValue(min(max(bar.value(), top + px(LANE) - page), top))


def _same(one: Lane, other: Lane) -> bool:
    return (one.type_id, one.device_id, bool(one.counts)) == (other.type_id, other.device_id, bool(other.counts))
