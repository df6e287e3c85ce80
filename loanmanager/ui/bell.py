"""A second start on the same folder brings the window that is there to the front: it rings, and the window answers.

Both are told by a small file in the data folder, in which nothing is kept. Only a window of the same account answers: one in
another person's session would come to the front where nobody sees it.
"""

from __future__ import annotations

import ctypes
import getpass
import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

FILE = "window.bell"
_HERE = "here"
_EVERY, _MOST = 50, 40  # milliseconds between two looks for an answer, and how many there are
_ANY = -1


class Bell(QObject):
    """What the window that has a folder listens to. Signals: rung(): somebody started the program again."""

    rung = Signal()

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._path = folder / FILE
        try:
            self._path.write_text("", "utf-8")
        except OSError:  # then a second start says who has the folder, as it would anyway
            return
        self._watcher = QFileSystemWatcher([str(self._path)], self)
        self._watcher.fileChanged.connect(self._heard)

    def end(self) -> None:
        """Listen no more."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError:
            return

    def _heard(self) -> None:
        who = _account()
        if not who or _read(self._path) != who:
            return
        try:
            self._path.write_text(_HERE, "utf-8")
        except OSError:
            return
        self.rung.emit()


def ring(folder: Path, owner: QObject, answered: Callable[[bool], None]) -> None:
    """Ring, and tell within two seconds whether a window of this account answered."""
    path, who = folder / FILE, _account()
    try:
        if not who or not path.exists():
            answered(False)
            return
        _let_come_forward()
        path.write_text(who, "utf-8")
    except OSError:
        answered(False)
        return
    _Waiting(path, owner, answered)


class _Waiting(QObject):
    """Looks for an answer now and then."""

    def __init__(self, path: Path, owner: QObject, answered: Callable[[bool], None]) -> None:
        super().__init__(owner)
        self._path, self._answered, self._left = path, answered, _MOST
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        self._left -= 1
        came = _read(self._path) == _HERE
        if came or not self._left:
            self._timer.stop()
            self._answered(came)


def bring_forward(window: QWidget) -> None:
    """Show a window in front of all others, even one that was made small."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized | Qt.WindowState.WindowActive)
    window.show()
    window.raise_()
    window.activateWindow()


def _let_come_forward() -> None:
    """Let another program's window come to the front, which Windows allows only to who was clicked last."""
    if os.name == "nt":
        ctypes.windll.user32.AllowSetForegroundWindow(_ANY)  # type: ignore[attr-defined,unused-ignore]  # Windows alone has it


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, ValueError):
        return ""
