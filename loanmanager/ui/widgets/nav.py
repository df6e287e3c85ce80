"""A place in the sidebar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from loanmanager.ui import icons
from loanmanager.ui.theme import colour, font, look, px
from loanmanager.ui.widgets.drawn import Drawn, advance, write
from loanmanager.ui.widgets.labels import CENTRE, RIGHT


class NavItem(Drawn):
    """A place: icon, word, count. With large text the word goes under the icon and the count becomes a badge.

    Of the items in one parent one is checked; arrow keys move among them. Signals: toggled(bool), clicked().
    """

    def __init__(self, words: str, icon: str, count: str = "", *, on: bool = False) -> None:
        super().__init__(words, count, icon)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setChecked(on)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: str) -> None:
        """Show another count; an empty one shows none."""
        kept = self.shortcut()  # which Qt takes away with the text
        self.set_words(self.words, count)
        self.setShortcut(kept)

    def sizeHint(self) -> QSize:
        """Ask for a line, or for icon over word."""
        if look().large:
            return QSize(max(px(56), advance(self.words, font("tiny", 600)) + px(6)), px(20) + px(15) + 16)
        count = advance(self.extra, font("small", 600)) + px(12) if self.extra else 0
        return QSize(px(40) + advance(self.words, font(weight=600)) + px(12) + count, px(36))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground when chosen or pointed at, then the item."""
        with QPainter(self) as painter:
            on = self.isChecked()
            self.ground(painter, "tint" if on else "hover" if self.hot() else "window")
            if look().large:
                self._paint_stacked(painter)
            else:
                self._paint_line(painter)

    def _paint_line(self, painter: QPainter) -> None:
        on, high, wide = self.isChecked(), self.height(), self.width()
        icons.draw(painter, px(10), (high - px(20)) / 2, self._icon, "accent" if on else "muted", 20)
        room = wide - px(40) - px(12) - (advance(self.extra, font("small", 600)) + px(8) if self.extra else 0)
        write(
            painter,
            QRectF(px(40), 0, room, high),
            self.words,
            font(weight=600 if on else 500),
            "accent_text" if on else "text",
        )
        write(
            painter,
            QRectF(0, 0, wide - px(12), high),
            self.extra,
            font("small", 600),
            "accent_text" if on else "muted",
            RIGHT,
        )

    def _paint_stacked(self, painter: QPainter) -> None:
        on, wide, icon = self.isChecked(), self.width(), px(20)
        icons.draw(painter, (wide - icon) / 2, 5, self._icon, "accent" if on else "muted", 20)
        box = QRectF(0, icon + 5, wide, self.height() - icon - 8)
        write(painter, box, self.words, font("tiny", 600 if on else 500), "accent_text" if on else "text", CENTRE)
        if self.extra:
            self._paint_badge(painter, wide / 2 + px(6), 1)

    def _paint_badge(self, painter: QPainter, left: float, top: float) -> None:
        face, high = font("tiny", 600), px(15)
        box = QRectF(left, top, max(high, advance(self.extra, face) + px(8)), high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("text"))
        painter.drawRoundedRect(box, high / 2, high / 2)
        write(painter, box, self.extra, face, "surface", CENTRE)
