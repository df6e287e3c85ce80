"""Letters that do something, told from a scanner that happens to type them."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from loanmanager.ui.widgets.scanner import FAST, SILENCE, Burst

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def milliseconds() -> float:
    """Return the time of a clock that never goes back."""
    return time.monotonic() * 1000


class Keys(QObject):
    """One letter by itself does something; a run of fast ones is a scan, and does nothing here.

    A letter therefore waits for as long as a scanner takes for its next one. Signals: pressed(letter), entered(),
    scanned(text).
    """

    pressed = Signal(str)
    entered = Signal()
    scanned = Signal(str)

    def __init__(self, parent: QObject, clock: Callable[[], float] = milliseconds) -> None:
        super().__init__(parent)
        self._clock, self._burst, self._text = clock, Burst(), ""
        self._letter = QTimer(self, singleShot=True, interval=FAST + 10)
        self._letter.timeout.connect(self._press)
        self._silence = QTimer(self, singleShot=True, interval=SILENCE)
        self._silence.timeout.connect(self._fell_silent)

    def take(self, event: QKeyEvent) -> bool:
        """Take a key that nothing else wanted; tell whether it was used up here."""
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if event.key() in _ENTER:
            self._enter()
            return True
        if not (event.text() and event.text().isprintable()):
            return False
        self._text += event.text()
        self._burst.add(len(self._text) - 1, self._clock())
        if self._burst.running:
            self._letter.stop()
        else:
            self._letter.start()
        self._silence.start()
        return True

    def _enter(self) -> None:
        if self._burst.ended_by_key(self._clock()):
            self._scan()
        else:
            self._forget()
            self.entered.emit()

    def _press(self) -> None:
        letter = self._text[-1:]
        self._forget()
        self.pressed.emit(letter.upper())

    def _fell_silent(self) -> None:
        if self._burst.sure:
            self._scan()
        else:
            self._forget()

    def _scan(self) -> None:
        text = self._burst.take(self._text)
        self._forget()
        self.scanned.emit(text)

    def _forget(self) -> None:
        self._letter.stop()
        self._silence.stop()
        self._burst.reset()
        self._text = ""
