"""The one box that takes a scan or typed words."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit

from loanmanager.ui.icons import Icon
from loanmanager.ui.theme import set_property
from loanmanager.ui.widgets.labels import key_cap
from loanmanager.ui.widgets.layout import Grow, row
from loanmanager.ui.widgets.scanner import SILENCE, Burst

if TYPE_CHECKING:
    from collections.abc import Callable

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_FORWARDED = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


def milliseconds() -> float:
    """Return the time of a clock that never goes back."""
    return time.monotonic() * 1000


class ScanBox(QFrame):
    """A framed entry with an icon and a key cap, edged in the accent while it has the focus.

    Signals: submitted(str) when Enter is pressed or a scan ends by Enter, Tab or silence; typed(str) on each change by a
    hand; moved(key) for arrow keys, picked() for Enter while `matches_open`, left() for Esc: for the list below the box.

    `matches_fit` says that the list answers what stands here now. Until it does, Enter submits: it must not pick from a
    list of what was typed before.
    """

    submitted = Signal(str)
    typed = Signal(str)
    moved = Signal(int)
    picked = Signal()
    left = Signal()

    def __init__(self, placeholder: str, key: str = "F2", *, clock: Callable[[], float] | None = None) -> None:
        super().__init__()
        self.setProperty("role", "scan")
        self.setProperty("on", "false")
        self.matches_open = False
        self.matches_fit = False
        self._clock, self._burst, self._before = clock or milliseconds, Burst(), ""
        self._icon = Icon("scan-barcode", "muted", 20)
        self.entry = Entry(self)
        self.entry.setPlaceholderText(placeholder)
        self.entry.setAccessibleName(placeholder)
        self.entry.textEdited.connect(self._edited)
        self.setLayout(row(self._icon, Grow(self.entry), key_cap(key), space=10, margins=(12, 0, 10, 0)))
        self.setFocusProxy(self.entry)
        self._silence = QTimer(self, singleShot=True, interval=SILENCE)
        self._silence.timeout.connect(self._fell_silent)

    def text(self) -> str:
        """Return what stands in the box."""
        return self.entry.text()

    def clear(self) -> None:
        """Empty the box, without a signal."""
        self._settle()
        self.entry.clear()
        self._before = ""

    def take_focus(self) -> None:
        """Take the focus, with everything selected so that the next scan replaces it."""
        self.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.entry.selectAll()

    def show_focus(self, *, on: bool) -> None:
        """Show by edge and icon whether the entry has the focus."""
        set_property(self, "on", "true" if on else "false")
        self._icon.set_icon("scan-barcode", "accent" if on else "muted")

    def press(self, event: QKeyEvent) -> bool:
        """Take a key of the entry; tell whether it was used up here."""
        key = event.key()
        if key in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._entered()
        elif key == Qt.Key.Key_Tab and self._burst.ended_by_key(self._clock()):
            self._scanned()
        elif key in _FORWARDED and self.matches_open:
            self.moved.emit(key)
        elif key == Qt.Key.Key_Escape and (self.matches_open or self.text()):
            self._escape()
        else:
            return False
        return True

    def _edited(self, text: str) -> None:
        """Follow each change: a single character at the end may be a scanner's, anything else is a hand's."""
        appended = len(text) == len(self._before) + 1 and text.startswith(self._before)
        if appended or len(text) == 1:
            self._burst.add(len(text) - 1, self._clock())
        else:
            self._burst.reset()
        self._before = text
        self.matches_fit = False
        self._silence.start()
        if not self._burst.running:
            self.typed.emit(text)

    def _fell_silent(self) -> None:
        """After a pause: a sure burst was a scan; a short fast run was a hand that may have been waited for."""
        if self._burst.sure:
            self._scanned()
        elif self._burst.running:
            self._burst.reset()
            self.typed.emit(self.text())

    def _entered(self) -> None:
        if self._burst.ended_by_key(self._clock()):
            self._scanned()
        elif self.matches_open and self.matches_fit:
            self.picked.emit()
        elif self.text().strip():
            self._submit(self.text().strip())

    def _scanned(self) -> None:
        self._submit(self._burst.take(self.text()))

    def _submit(self, text: str) -> None:
        self._settle()
        self.entry.selectAll()
        if text:
            self.submitted.emit(text)

    def _escape(self) -> None:
        self._settle()
        if not self.matches_open:
            self.clear()
        self.left.emit()

    def _settle(self) -> None:
        self._silence.stop()
        self._burst.reset()


class Entry(QLineEdit):
    """The line of a scan box, which shows its keys to the box first."""

    def __init__(self, box: ScanBox) -> None:
        super().__init__()
        self._box = box
        self.setProperty("role", "scan")

    def event(self, event: QEvent) -> bool:
        """Show Tab to the box before Qt moves the focus with it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._box.press(event):
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Light the box up."""
        super().focusInEvent(event)
        self._box.show_focus(on=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the box out."""
        super().focusOutEvent(event)
        self._box.show_focus(on=False)
