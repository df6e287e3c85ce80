"""Words on screen. Text is always plain: a name that looks like markup is shown as it was typed."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from loanmanager.ui.theme import px, set_property

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


def label(text: str, role: str = "", *, wrap: bool = False, ink: str = "") -> QLabel:
    """Return words in a role of the style sheet: h1, h2, strong, muted, small, caption, answer, section, error, mono.

    `ink` is a token for the colour of the words, where the role's own will not do.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    if ink:
        made.setProperty("ink", ink)
    return made


def set_ink(words: QLabel, token: str) -> None:
    """Colour a label's words by a token."""
    set_property(words, "ink", token)


def key_cap(text: str) -> QLabel:
    """Return a key's name as a cap."""
    made = label(text, "key")
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def set_tip(widget: QWidget, text: str) -> None:
    """Give a widget a tooltip that is never read as markup."""
    widget.setToolTip(tip_of(text))


def tip_of(text: str) -> str:
    """Return words for a tooltip, which Qt would read as markup where they look like it."""
    return f"<span>{escape(text)}</span>" if "<" in text else text


def literal(text: str) -> str:
    """Return words for a button, a box or a menu, where a lone & would underline the next letter and be gone."""
    return text.replace("&", "&&")


class Elided(QLabel):
    """A label that gives way with an ellipsis, its whole text in the tooltip while it does."""

    def __init__(self, text: str, role: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def shown(self) -> str:
        """Return the words as they are painted, with the ellipsis if they were cut."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())

    def minimumSizeHint(self) -> QSize:
        """Ask for a few letters at least."""
        wide = min(px(48), self.sizeHint().width())
        return QSize(wide, super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        """Show other words."""
        super().setText(text)
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text as a tooltip when it is cut."""
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as much as fits."""
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(self.rect(), LEFT, self.shown())

    def _tell(self) -> None:
        set_tip(self, self.text() if self.shown() != self.text() else "")
