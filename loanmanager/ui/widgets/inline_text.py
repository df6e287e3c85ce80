"""A value of several lines that becomes a field when one points at it or comes to it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy

from loanmanager.ui.theme import fit, px, set_property

_ENTER: Final = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_MOST: Final = 6  # lines shown at once; more scroll
_EDGE: Final = 10  # px above and below the words, edge and padding


class InlineText(QPlainTextEdit):
    """Several lines edited in place, as tall as they are: Enter breaks the line, Ctrl+Enter keeps, Esc puts back, leaving keeps.

    Signals: kept(str) when the value was changed and is to be kept; dropped() when what was typed was put back.
    """

    kept = Signal(str)
    dropped = Signal()

    def __init__(self, value: str, *, says: str, tip: str = "") -> None:
        super().__init__(value)
        self._value = value
        self._refused: str | None = None
        self.setProperty("role", "inline")
        self.setAccessibleName(says)
        self.setToolTip(tip)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        fit(self, lambda me: me._grow())  # noqa: SLF001 - itself
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._grow())

    def text(self) -> str:
        """Return what the field shows."""
        return self.toPlainText()

    def setText(self, text: str) -> None:
        """Show another text, from its beginning."""
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def value(self) -> str:
        """Return the value that was last kept."""
        return self._value

    def set_value(self, value: str) -> None:
        """Show the stored value; what someone is typing is left alone."""
        untouched = self.text() == self._value
        self._value = value
        if untouched and self.text() != value:
            self.setText(value)

    def keep(self) -> None:
        """Keep what was typed and say so, if it was changed."""
        if self.text() == self._value:
            return
        self._value = self.text()
        self.kept.emit(self._value)

    def refuse(self, value: str) -> None:
        """Take back that the text was kept: it stays to be mended, Ctrl+Enter tries again, Esc puts this value back."""
        self._value, self._refused = value, self.text()

    def put_back(self) -> None:
        """Put back the value that was last kept."""
        self._refused = None
        self.setText(self._value)
        set_property(self, "wrong", "")
        self.dropped.emit()

    # what Qt asks
    def sizeHint(self) -> QSize:
        """Ask for what the words need, and any width."""
        return QSize(px(120), self._high())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep on Ctrl+Enter, put back on Esc; each with nothing to do goes on to the page."""
        changed = self.text() != self._value
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier and changed:
            self.keep()
        elif event.key() == Qt.Key.Key_Escape:
            if changed:
                self.put_back()
            else:
                event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was typed, so that nothing is lost, and show the beginning again."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            if self.text() != self._refused:  # what was refused is tried again by Ctrl+Enter only
                self.keep()
            self.moveCursor(QTextCursor.MoveOperation.Start)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as tall as the words are at this width."""
        super().resizeEvent(event)
        self._grow()

    def _lines(self) -> int:
        return max(1, min(_MOST, round(self.document().size().height())))

    def _high(self) -> int:
        return max(px(28), QFontMetrics(self.font()).lineSpacing() * self._lines() + px(_EDGE))

    def _grow(self) -> None:
        self.setFixedHeight(self._high())
        scrolls = self._lines() == _MOST
        wanted = Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(wanted)
