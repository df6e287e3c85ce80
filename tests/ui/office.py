"""An open office for page tests: a real store on its own thread, at a fixed moment."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loanmanager.i18n import Words
from loanmanager.operations import office as office_operations
from loanmanager.operations.done import By
from loanmanager.operations.opening import open_office
from loanmanager.settings import Settings
from loanmanager.storage.search import Store, office_view
from loanmanager.ui.office import Office
from loanmanager.ui.tasks import Tasks
from tests.office import NOW, fill_folder, with_tables

_PATIENCE = 120.0  # seconds; on a machine that does much else, a thread may wait long for its turn
_BEAT = 1000  # milliseconds after which one looks all the same


def settle(_qtbot: QtBot, office: Office) -> None:
    """Wait until everything that was asked for has been answered, and not a moment longer."""
    ends = monotonic() + _PATIENCE
    while not office.tasks.is_idle:
        assert monotonic() < ends, "it was never answered"
        loop = QEventLoop()
        office.tasks.idle.connect(loop.quit)
        QTimer.singleShot(_BEAT, loop, loop.quit)
        loop.exec()
        QApplication.processEvents()  # what the answer changed is laid out


def opened(
    qtbot: QtBot,
    folder: Path,
    fill: Callable[[Store, By], object] | None = None,
    *,
    preferences: Settings | None = None,
    now: datetime = NOW,
) -> Office:
    """Open an office in a folder, filled by a function. Close it with `closed`.

    The function runs on the store's thread, or once for all the offices that it fills alike.
    """
    filled = fill_folder(folder, fill, now)
    if not filled:
        with_tables(folder)
    tasks = Tasks()
    office = Office(folder, tasks, preferences or Settings(language="en"), clock=lambda: now)
    trouble: list[Exception] = []
    tasks.open(lambda: open_office(folder, now), lambda _: None, trouble.append)

    def begin(store: Store) -> tuple[By, object]:
        by = filled or office_operations.prepare(store, office.by(), Words("en"))
        if fill and not filled:
            fill(store, by)
        return by, office_view(store, by.site_id)

    tasks.run(begin, lambda pair: office.enter(*pair), trouble.append)
    settle(qtbot, office)
    assert not trouble, trouble
    return office


def closed(qtbot: QtBot, office: Office) -> None:
    """Let go of the store and its threads."""
    settle(qtbot, office)
    office.tasks.close()
