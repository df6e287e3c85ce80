"""An open office for page tests: a real store on its own thread, at a fixed moment."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from pytestqt.qtbot import QtBot

from loanmanager.i18n import Words
from loanmanager.operations import office as office_operations
from loanmanager.operations.done import By
from loanmanager.operations.opening import open_office
from loanmanager.settings import Settings
from loanmanager.storage.search import Store, office_view
from loanmanager.ui.office import Office
from loanmanager.ui.tasks import Tasks
from tests.office import NOW, with_tables


def settle(qtbot: QtBot, office: Office) -> None:
    """Wait until everything that was asked for has been answered."""
    qtbot.waitUntil(lambda: office.tasks.is_idle, timeout=10_000)


def opened(
    qtbot: QtBot,
    folder: Path,
    fill: Callable[[Store, By], object] | None = None,
    *,
    preferences: Settings | None = None,
    now: datetime = NOW,
) -> Office:
    """Open an office in a folder, filled by a function that runs on the store's thread. Close it with `closed`."""
    with_tables(folder)
    tasks = Tasks()
    office = Office(folder, tasks, preferences or Settings(language="en"), clock=lambda: now)
    trouble: list[Exception] = []
    tasks.open(lambda: open_office(folder, now), lambda _: None, trouble.append)

    def begin(store: Store) -> tuple[By, object]:
        by = office_operations.prepare(store, office.by(), Words("en"))
        if fill:
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
