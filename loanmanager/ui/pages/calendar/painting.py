"""Painting the calendar: heads, counts, bars, the cursor. Lengths and colours come from the theme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPen

from loanmanager.ui import icons
from loanmanager.ui.theme import colour, font, px
from loanmanager.ui.tokens import STATUSES, Mark
from loanmanager.ui.widgets.drawn import advance, write
from loanmanager.ui.widgets.labels import CENTRE, LEFT

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from loanmanager.i18n import Words
    from loanmanager.ui.pages.calendar.plan import Bar, Lane, Plan

MARKS = {
    "loan": STATUSES["on_loan"],
    "late": STATUSES["overdue"],
    "back": Mark("arrow-down-left", "muted"),
    "ready": STATUSES["reserved"],
    "waiting": Mark("clock", "held"),
}
LABELS, HEAD, LANE = 148, 44, 34
"""Px at 100 %: the width of the lanes' names, the height of the days' heads and of a lane."""
_FILL = 0.15  # of a bar's own colour over the ground
_WIDE = 60  # px of a column from which on it is headed by three letters
_ROOM = 22  # px of a bar below which its drawing does not fit


@dataclass(frozen=True, slots=True)
class Cells:
    """Where everything lies: the width that there is, the number of days, how far one has scrolled."""

    width: float
    days: int
    scrolled: float = 0

    @property
    def wide(self) -> float:
        """Return the width of a day."""
        return max(0.0, self.width - px(LABELS)) / self.days

    def left(self, column: int) -> float:
        """Return the left edge of a day."""
        return px(LABELS) + column * self.wide

    def top(self, lane: int) -> float:
        """Return the upper edge of a lane."""
        return px(HEAD) + lane * px(LANE) - self.scrolled

    def cell(self, lane: int, column: int) -> QRectF:
        """Return the box of one day of a lane."""
        return QRectF(self.left(column), self.top(lane), self.wide, px(LANE))

    def column_at(self, x: float) -> int:
        """Return the day under a point."""
        return min(max(int((x - px(LABELS)) / self.wide), 0), self.days - 1) if self.wide else 0

    def lane_at(self, y: float) -> int:
        """Return the lane under a point; it may be past the last."""
        return int((y - px(HEAD) + self.scrolled) // px(LANE))


def blend(token: str, share: float) -> QColor:
    """Return a token's colour laid thinly over the ground of the page."""
    over, under = colour(token), colour("surface")
    mixed = (
        round(a * share + b * (1 - share))
        for a, b in zip(over.getRgb()[:3], under.getRgb()[:3], strict=True)  # type: ignore[index]  # a tuple of numbers
    )
    return QColor(*mixed)


def paint_grounds(painter: QPainter, plan: Plan, cells: Cells, height: float) -> None:
    """Hatch the closed days and tint today."""
    hatch = QBrush(colour("line"), Qt.BrushStyle.BDiagPattern)
    for at, day in enumerate(plan.days):
        box = QRectF(cells.left(at), px(HEAD), cells.wide, height - px(HEAD))
        if day in plan.closed:
            painter.fillRect(box, colour("window"))
            painter.fillRect(box, hatch)
        if day == plan.today:
            painter.fillRect(box, blend("accent", 0.08))


def paint_head(painter: QPainter, plan: Plan, cells: Cells, words: Words) -> None:
    """Write the days of the week and of the month; today's stands in a filled disc."""
    painter.fillRect(QRectF(0, 0, cells.width, px(HEAD)), colour("surface"))
    wide = cells.wide >= px(_WIDE)
    for at, day in enumerate(plan.days):
        box = QRectF(cells.left(at), 0, cells.wide, px(HEAD))
        ink = "muted" if day in plan.closed else "text"
        top = box.adjusted(0, px(3), 0, -px(HEAD - 18))
        write(painter, top, words.weekday(day, narrow=not wide), font("tiny"), "muted", CENTRE)
        number = QRectF(box.left(), px(18), box.width(), px(22))
        if day == plan.today:
            side = min(box.width(), px(22))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawEllipse(number.center(), side / 2, side / 2)
            write(painter, number, str(day.day), font("small", 600), "on_accent", CENTRE)
        else:
            write(painter, number, str(day.day), font("small", 500), ink, CENTRE)
    painter.setPen(QPen(colour("line"), 1))
    painter.drawLine(QPointF(0, px(HEAD) - 0.5), QPointF(cells.width, px(HEAD) - 0.5))


def paint_lane(painter: QPainter, lane: Lane, at: int, cells: Cells) -> None:
    """Write a lane's name, its counts and its bars, and the hairline under it."""
    top = cells.top(at)
    box = QRectF(0, top, px(LABELS) - px(8), px(LANE))
    left = 0.0
    if lane.icon and not lane.device_id:
        icons.draw(painter, 0, top + (px(LANE) - px(16)) / 2, lane.icon, "muted", 16)
        left = px(24)
    face = font("body", 600 if not lane.device_id else 400, mono=bool(lane.device_id))
    room = box.adjusted(left, 0, 0, 0)
    write(painter, room, lane.words, face, "text", LEFT)
    rest = room.adjusted(advance(lane.words, face) + px(8), 0, 0, 0)
    if rest.width() > px(28):
        write(painter, rest, lane.beside, font("tiny"), "muted", LEFT)
    for column, count in enumerate(lane.counts):
        paint_count(painter, cells.cell(at, column), count)
    for bar in lane.bars:
        paint_bar(painter, bar, at, cells)
    painter.setPen(QPen(colour("line"), 1))
    painter.drawLine(QPointF(0, top + px(LANE) - 0.5), QPointF(cells.width, top + px(LANE) - 0.5))


def paint_count(painter: QPainter, box: QRectF, count: int | None) -> None:
    """Write how many are free; what is missing stands with a minus on a red ground."""
    if count is None:
        return
    if count < 0:
        painter.fillRect(box.adjusted(1, 1, -1, -1), colour("late_bed"))
    said = f"\u2212{-count}" if count < 0 else str(count)
    token = "late" if count < 0 else "text" if count else "muted"
    write(painter, box, said, font("small", 600 if count <= 0 else 400), token, CENTRE)


def paint_bar(painter: QPainter, bar: Bar, lane: int, cells: Cells) -> None:
    """Paint a loan or a reservation: its drawing, whose it is; dashed while nothing is put aside."""
    mark = MARKS[bar.kind]
    left, right = cells.left(bar.first), cells.left(bar.last + 1)
    box = QRectF(left, cells.top(lane) + px(5), right - left, px(LANE) - 2 * px(5)).adjusted(
        1.5 if bar.starts else -px(6), 0.5, -1.5 if bar.ends else px(6), -0.5
    )
    painter.save()
    painter.setClipRect(QRectF(cells.left(0), px(HEAD), cells.width - cells.left(0), 100_000))
    pen = QPen(blend(mark.token, 0.45) if bar.kind == "back" else colour(mark.token), 1)
    if bar.kind == "waiting":
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(blend(mark.token, _FILL))
    painter.drawRoundedRect(box, 4, 4)
    inside = QRectF(
        max(box.left(), cells.left(0)),
        box.top(),
        min(box.right(), cells.width) - max(box.left(), cells.left(0)),
        box.height(),
    )
    inside = inside.adjusted(px(4), 0, -px(3), 0)
    if inside.width() > px(_ROOM) - px(7):
        icons.draw(painter, inside.left(), inside.center().y() - px(14) / 2, mark.icon, mark.token, 14)
        inside.adjust(px(18), 0, 0, 0)
    if inside.width() > px(_ROOM):
        write(painter, inside, bar.words, font("small"), "text", LEFT)
    painter.restore()


def paint_cursor(painter: QPainter, box: QRectF, *, focused: bool) -> None:
    """Ring the day that the keys stand on; strongly while they do."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour("accent" if focused else "edge"), 2 if focused else 1))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
