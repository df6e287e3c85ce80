"""A count that opens its list."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from loanmanager.ui import icons
from loanmanager.ui.theme import font, gap, look, px
from loanmanager.ui.widgets.drawn import Drawn, advance, write


class Tile(Drawn):
    """One of today's counts: number over words, an icon where it presses; on one line with large text.

    A count of nothing is quiet. Signal: clicked().
    """

    def __init__(self, number: int, words: str, icon: str = "", token: str = "text") -> None:
        self._token = token
        super().__init__(words, str(number), icon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_number(number)

    def set_number(self, number: int, words: str = "") -> None:
        """Show another count, and other words (singular, plural) if they are given."""
        self.set_words(words or self.words, str(number))
        self.setAccessibleName(f"{number} {self.words}")

    def sizeHint(self) -> QSize:
        """Ask for number and words."""
        wide = advance(self.words, font("small")) + 2 * gap(8)
        if look().large:
            return QSize(wide + advance(self.extra, font("h2", 600)) + px(6), px(32))
        return QSize(max(wide, advance(self.extra, font("h1", 600)) + px(22) + 2 * gap(8)), px(52))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the number, then the words."""
        with QPainter(self) as painter:
            self.ground(painter, "hover" if self.hot() else "")
            pressing = bool(self._icon) and self.extra != "0"
            token = "muted" if self.extra == "0" else self._token
            if look().large:
                self._paint_line(painter, token, pressing=pressing)
            else:
                self._paint_stacked(painter, token, pressing=pressing)

    def _paint_stacked(self, painter: QPainter, token: str, *, pressing: bool) -> None:
        face, left = font("h1", 600), gap(8)
        number = advance(self.extra, face)
        write(painter, QRectF(left, 0, number + 2, px(32)), self.extra, face, token)
        if pressing:
            icons.draw(painter, left + number + px(6), px(8), self._icon, token, 16)
        box = QRectF(left, px(29), self.width() - left, px(18))
        write(painter, box, self.words, font("small"), token if pressing else "muted")

    def _paint_line(self, painter: QPainter, token: str, *, pressing: bool) -> None:
        face, left = font("h2", 600), gap(8)
        number = advance(self.extra, face)
        write(painter, QRectF(left, 0, number + 2, self.height()), self.extra, face, token)
        left += number + px(6)
        write(
            painter,
            QRectF(left, 0, self.width() - left, self.height()),
            self.words,
            font("small"),
            token if pressing else "muted",
        )
