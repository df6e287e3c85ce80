"""The base of controls that hold two texts, which a style sheet cannot do: they paint themselves from tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from loanmanager.ui.theme import colour
from loanmanager.ui.widgets.labels import LEFT, literal

if TYPE_CHECKING:
    from collections.abc import Callable

RADIUS = 6.0


def advance(text: str, font: QFont) -> int:
    """Return how wide words are in a font."""
    return QFontMetrics(font).horizontalAdvance(text)


def write(painter: QPainter, box: QRectF, text: str, font: QFont, token: str, align: Qt.AlignmentFlag = LEFT) -> None:
    """Write one line into a box, cut with an ellipsis where it must be."""
    painter.setFont(font)
    painter.setPen(colour(token))
    short = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()) + 1)
    painter.drawText(box, int(align) | int(Qt.TextFlag.TextSingleLine), short)


_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def press_on_enter(made: QAbstractButton, event: QKeyEvent, otherwise: Callable[[QKeyEvent], None]) -> None:
    """Press a button on Enter without Ctrl, which Qt leaves to the space bar; any other key goes its way."""
    if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        made.click()
    else:
        otherwise(event)


class Drawn(QAbstractButton):
    """A button of words and an extra (a key, a count), painted by its subclass; signals are QAbstractButton's."""

    def __init__(self, words: str, extra: str = "", icon: str = "") -> None:
        super().__init__()
        self._icon = icon
        self._extra = extra
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_words(words, extra)

    @property
    def words(self) -> str:
        """Return the words as shown."""
        return self.text().replace("&&", "&")

    @property
    def extra(self) -> str:
        """Return the key or count beside the words."""
        return self._extra

    def set_words(self, words: str, extra: str | None = None) -> None:
        """Show other words, and another extra if one is given."""
        self._extra = self._extra if extra is None else extra
        self.setText(literal(words))
        self.setAccessibleName(f"{words} {self._extra}".strip())
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter as on the space bar."""
        press_on_enter(self, event, super().keyPressEvent)

    def minimumSizeHint(self) -> QSize:
        """Ask for all of the words, always."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Ask for room anew when the text size changes."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.updateGeometry()

    def ground(self, painter: QPainter, fill: str, border: str = "", radius: float = RADIUS) -> None:
        """Paint the ground in a token, its border if any, and the ring when the control has the focus."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(border), 1) if border else Qt.PenStyle.NoPen)
        painter.setBrush(colour(fill) if fill else Qt.BrushStyle.NoBrush)
        inset = 0.5 if border else 0.0
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
        if self.hasFocus():
            self.ring(painter, "accent", 1.0, radius)

    def ring(self, painter: QPainter, token: str, inset: float, radius: float) -> None:
        """Paint the focus ring, 2 px."""
        painter.setPen(QPen(colour(token), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius - inset + 1, radius - inset + 1
        )

    def hot(self) -> bool:
        """Tell whether the pointer is over a control that can be used."""
        return self.underMouse() and self.isEnabled()
