"""What keeps the window at hand while other threads work: they take short turns, and rubbish is swept in quiet moments.

Python looks through everything that lives when it thinks that much has come; with an office of this size that holds
every thread for a fifth of a second, wherever it happens to be. Here only what is young is looked through by itself.
"""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from loanmanager.ui.tasks import Tasks

_TURN = 0.0005  # seconds; a window waits for so long each time that Qt asks something of Python
_YOUNG, _ROUNDS = 5_000, 20  # things made before the young are looked through, and rounds before what they left is
_NEVER = 1_000_000
_LOOKS = 10_000  # milliseconds between two looks whether to sweep
_MUCH = 2  # rounds of what is no longer young: some 200,000 things


def begin() -> None:
    """Take short turns, and let no thread sweep on its own."""
    sys.setswitchinterval(_TURN)
    gc.set_threshold(_YOUNG, _ROUNDS, _NEVER)


def settle() -> None:
    """Leave out of every sweep what is there for as long as the program runs: its modules, the window, the desk."""
    gc.collect()
    gc.freeze()


def unsettle() -> None:
    """Sweep everything once more, the window that was settled on too."""
    gc.unfreeze()
    gc.collect()


class Sweeper(QObject):
    """Sweeps when much has come and nobody waits for an answer; always on the thread of the window, whose things those are."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        timer = QTimer(self, interval=_LOOKS)
        timer.timeout.connect(self.look)
        timer.start()

    def look(self) -> None:
        """Sweep if it is time."""
        if self._tasks.is_idle and gc.get_count()[2] > _MUCH:
            gc.collect()
