"""Noticing that nobody is there: no key, no mouse, for so long, in any window of ours."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

_INPUT = {
    *(QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel),
    *(QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TabletPress, QEvent.Type.TabletMove),
}


class Idle(QObject):
    """It listens where the system hands input to a window, not to every event of every widget, which would cost each key.

    Signals: passed: nobody was there for so long.
    """

    passed = Signal()

    def __init__(self, clock: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._clock, self._last, self._span = clock, clock(), timedelta(0)
        self._watched: list[QWindow] = []
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._pass)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._follow)

    @property
    def is_watching(self) -> bool:
        """Tell whether somebody is expected to be there."""
        return self._timer.isActive()

    def watch(self, span: timedelta) -> None:
        """Begin to count, now."""
        self._span = span
        self._timer.setInterval(int(span.total_seconds() * 1000))
        self._follow(QGuiApplication.focusWindow())
        self._touch()

    def rest(self) -> None:
        """Count no more: nobody is expected."""
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count anew at each sign of somebody; one that comes after the time, as when a laptop wakes up, comes too late."""
        if event.type() not in _INPUT or not self.is_watching:
            return super().eventFilter(watched, event)
        if self._clock() - self._last > self._span:
            self._pass()
            return True
        self._touch()
        return False

    def _touch(self) -> None:
        self._last = self._clock()
        self._timer.start()

    def _pass(self) -> None:
        self._timer.stop()
        self.passed.emit()

    def _follow(self, window: QWindow | None) -> None:
        """Listen to a window that has the focus now."""
        if window is not None and window not in self._watched:
            self._watched.append(window)
            window.destroyed.connect(lambda: self._watched.remove(window))
            window.installEventFilter(self)
