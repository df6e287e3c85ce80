"""A pad to sign on with a mouse, a pen or a finger: smooth lines, undo, redo, clear (product 5.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QKeyCombination, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from loanmanager.domain.signatures import EVEN, HIGH, WIDE, Point, Stroke, curves, tidy
from loanmanager.ui.theme import colour, fit, font, px

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QColor

_NEAR = 3  # units: a pen that hardly moved makes no point
_AGAIN = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Y)
_LINE = 0.74  # of the height: where the line to sign on is


class SignaturePad(QWidget):
    """White paper with a line on it, whatever the look. `changed` tells that a stroke came or went.

    Ctrl+Z takes the last stroke back, Ctrl+Shift+Z or Ctrl+Y brings it again, Delete clears.
    """

    changed = Signal()

    def __init__(self, name: str, hint: str) -> None:
        """Take the name and what is said to a screen reader, which says how to sign without drawing."""
        super().__init__()
        self._strokes: list[Stroke] = []
        self._undone: list[Stroke] = []
        self._drawing: list[Point] = []
        self._pen = False
        self._hint = hint
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        fit(self, lambda me: me.updateGeometry())

    # What was drawn

    def strokes(self) -> tuple[Stroke, ...]:
        """Return what was drawn, made simpler."""
        return tidy(self._strokes)

    def set_strokes(self, strokes: tuple[Stroke, ...]) -> None:
        """Show strokes that were drawn before."""
        self._strokes, self._undone, self._drawing = list(strokes), [], []
        self._tell()

    @property
    def can_undo(self) -> bool:
        """Tell whether there is a stroke to take back."""
        return bool(self._strokes)

    @property
    def can_redo(self) -> bool:
        """Tell whether there is a stroke to bring again."""
        return bool(self._undone)

    def undo(self) -> None:
        """Take the last stroke back."""
        if self._strokes:
            self._undone.append(self._strokes.pop())
            self._tell()

    def redo(self) -> None:
        """Bring the stroke again that was taken back last; what was cleared comes stroke by stroke."""
        if self._undone:
            self._strokes.append(self._undone.pop())
            self._tell()

    def clear(self) -> None:
        """Take every stroke back."""
        if self._strokes:
            self._undone += reversed(self._strokes)
            self._strokes = []
            self._tell()

    def _tell(self) -> None:
        self.update()
        self.changed.emit()

    # Mouse, pen, finger

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke; a pen's own events count, not the mouse that the system makes of them."""
        if event.button() == Qt.MouseButton.LeftButton and not self._pen:
            self._begin(event.position(), EVEN)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the stroke."""
        if not self._pen:
            self._go_on(event.position(), EVEN)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke."""
        if event.button() == Qt.MouseButton.LeftButton and not self._pen:
            self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Draw with a pen, as wide as it is pressed."""
        pressed = round(100 * event.pressure())
        if event.type() == QEvent.Type.TabletPress:
            self._pen = True
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._begin(event.position(), pressed)
        elif event.type() == QEvent.Type.TabletMove and self._pen:
            self._go_on(event.position(), pressed)
        elif event.type() == QEvent.Type.TabletRelease:
            self._end()
            self._pen = False
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """End what a pen drew that was lifted out of reach, or the mouse would draw no more."""
        if self._pen:
            self._end()
            self._pen = False
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        """Draw with one finger; a hand that rests beside it draws nothing."""
        if isinstance(event, QTouchEvent):
            self._touch(event)
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._act(event):
            event.accept()
            return True
        return super().event(event)

    def _touch(self, event: QTouchEvent) -> None:
        points = event.points()
        if event.type() == QEvent.Type.TouchCancel:
            self._drawing = []
            self.update()
        elif points and event.type() == QEvent.Type.TouchBegin:
            self._begin(points[0].position(), EVEN)
        elif points and event.type() == QEvent.Type.TouchUpdate:
            self._go_on(points[0].position(), EVEN)
        elif event.type() == QEvent.Type.TouchEnd:
            self._end()
        event.accept()

    def _begin(self, at: QPointF, pressed: int) -> None:
        self._drawing = [self._point(at, pressed)]
        self.update()

    def _go_on(self, at: QPointF, pressed: int) -> None:
        if not self._drawing:
            return
        point, last = self._point(at, pressed), self._drawing[-1]
        if abs(point[0] - last[0]) + abs(point[1] - last[1]) >= _NEAR:
            self._drawing.append(point)
            self.update()

    def _end(self) -> None:
        if self._drawing:
            self._strokes.append(tuple(self._drawing))
            self._drawing, self._undone = [], []
            self._tell()

    def _point(self, at: QPointF, pressed: int) -> Point:
        """Return a place on the widget in the pad's units, kept on the pad."""
        x = min(max(round(at.x() / max(self.width(), 1) * WIDE), 0), WIDE)
        return x, min(max(round(at.y() / max(self.height(), 1) * HIGH), 0), HIGH), pressed

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo, redo and clear; all else goes its way."""
        act = self._act(event)
        if act:
            act()
        else:
            super().keyPressEvent(event)

    def _act(self, event: QKeyEvent) -> Callable[[], None] | None:
        if event.matches(QKeySequence.StandardKey.Undo):
            return self.undo
        if event.matches(QKeySequence.StandardKey.Redo) or event.keyCombination() == _AGAIN:
            return self.redo
        return self.clear if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} else None

    # Looks

    def sizeHint(self) -> QSize:
        """Ask for the pad's own shape."""
        return QSize(px(560), px(168))

    def minimumSizeHint(self) -> QSize:
        """Ask for room enough for a signature."""
        return QSize(px(280), px(84))

    def hasHeightForWidth(self) -> bool:
        """Say that the shape is kept."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that keeps the shape."""
        return round(width * HIGH / WIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint paper, line, hint while it is empty, and what was drawn."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focused = self.hasFocus()
            painter.setPen(QPen(colour("accent" if focused else "edge"), 2 if focused else 1))
            painter.setBrush(colour("paper"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
            self._paint_line(painter)
            painter.scale(self.width() / WIDE, self.height() / HIGH)
            for stroke in (*self._strokes, tuple(self._drawing)):
                _paint(painter, stroke, colour("ink"))

    def _paint_line(self, painter: QPainter) -> None:
        y, side = self.height() * _LINE, px(24)
        painter.setPen(QPen(colour("ink"), 1))
        painter.setOpacity(0.45)
        painter.drawLine(QPointF(side, y), QPointF(self.width() - side, y))
        painter.drawText(QPointF(side, y - px(6)), "×")
        painter.setOpacity(1)
        if not self._strokes and not self._drawing:
            painter.setFont(font("small"))
            painter.setOpacity(0.8)
            box = QRectF(side, y + px(4), self.width() - 2 * side, self.height() - y - px(6))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap), self._hint)
            painter.setOpacity(1)


def _paint(painter: QPainter, stroke: Stroke, ink: QColor) -> None:
    """Paint a stroke as it will be printed: curves through its points, as wide as it was pressed."""
    if not stroke:
        return
    at = QPointF(stroke[0][0], stroke[0][1])
    for x1, y1, x2, y2, x, y, width in curves(stroke):
        path = QPainterPath(at)
        path.cubicTo(x1, y1, x2, y2, x, y)
        pen = QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        if len(stroke) == 1:
            painter.drawPoint(at)
        painter.drawPath(path)
        at = QPointF(x, y)
