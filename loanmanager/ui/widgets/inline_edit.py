"""A value that becomes a field when one points at it or comes to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from loanmanager.ui import icons
from loanmanager.ui.theme import fit, set_property


class InlineEdit(QLineEdit):
    """A value edited in place: Enter keeps, Esc puts back, leaving it keeps.

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
        self._mark = QAction(self, toolTip=tip)
        self._mark.triggered.connect(self.keep)
        self._mark.setVisible(False)
        self.addAction(self._mark, QLineEdit.ActionPosition.TrailingPosition)
        fit(self, lambda me: me._mark.setIcon(icons.icon("corner-down-left", "muted")))  # noqa: SLF001 - itself
        self.setCursorPosition(0)

    def value(self) -> str:
        """Return the value that was last kept."""
        return self._value

    def set_value(self, value: str) -> None:
        """Show the stored value; what someone is typing is left alone."""
        untouched = self.text() == self._value
        self._value = value
        if untouched:
            self.setText(value)
            self.setCursorPosition(0)

    def keep(self) -> None:
        """Keep what was typed and say so, if it was changed."""
        if self.text() == self._value:
            return
        self._value = self.text()
        self.kept.emit(self._value)

    def refuse(self, value: str) -> None:
        """Take back that the text was kept: it stays to be mended, Enter tries again, Esc puts this value back."""
        self._value, self._refused = value, self.text()

    def put_back(self, value: str = "") -> None:
        """Put back the value that was last kept, or the one given after a refusal."""
        self._value, self._refused = value or self._value, None
        self.setText(self._value)
        set_property(self, "wrong", "")
        self.dropped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep on Enter, put back on Esc; Esc with nothing to put back goes on to the page."""
        if (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.keep()
            self.selectAll()
        elif event.key() == Qt.Key.Key_Escape and self.text() != self._value:
            self.put_back()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that Enter keeps."""
        super().focusInEvent(event)
        self._mark.setVisible(not self.isReadOnly())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was typed, so that nothing is lost, and show the beginning again."""
        super().focusOutEvent(event)
        self._mark.setVisible(False)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            if self.text() != self._refused:  # what was refused is tried again by Enter only
                self.keep()
            self.setCursorPosition(0)
