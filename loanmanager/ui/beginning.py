"""How a folder in which there is no office is begun: a few questions first, then its records are made and set up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from loanmanager import paths, settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from loanmanager.i18n import Words
    from loanmanager.operations.unlocking import Key
    from loanmanager.storage.search import Store
    from loanmanager.ui.main_window import MainWindow
    from loanmanager.ui.office import Office


@dataclass(frozen=True, slots=True)
class Beginning:
    """The folder that was meant, whether another one may be chosen, what begins an office in one; a backup that was opened."""

    folder: Path
    asks_place: bool
    go: Callable[[Path, bool, Key | None], None]
    backup: Path | None = None


def begin(
    office: Office,
    window: MainWindow,
    start: Callable[[Callable[[Exception], None], Key | None], None],
    failed: Callable[[Exception], None],
) -> None:
    """Ask how to begin; `start` then opens the records in the folder that the office was given."""
    meant = office.folder

    def go(folder: Path, demo: bool, key: Key | None) -> None:  # noqa: FBT001 (a field of a callable has no name)
        office.folder, office.is_demo = folder, demo
        paths.keep_shared(folder)
        start(refused, key)

    def refused(error: Exception) -> None:
        from loanmanager.ui.pages.first_start.welcome import Welcome

        office.folder, office.is_demo = meant, False
        said, page = office.sentence(error), window.page
        if said and isinstance(page, Welcome):
            page.refuse(said)
        else:
            failed(error)

    office.beginning = Beginning(meant, meant == paths.own_folder(), go, office.offered)
    office.offered = None
    window.go("welcome")


def fill(store: Store, office: Office, words: Words) -> None:
    """Fill the demo office where it is empty, or note that a new office is to be set up. Runs where the records are."""
    from loanmanager.operations import entering, first_start
    from loanmanager.storage import search

    if not office.is_demo:
        first_start.begin(store)
        return
    by = entering.enter(store, office.by(), words)
    if not search.counts(store, by.today).devices:
        from loanmanager.operations.demo import make_demo

        make_demo(store, by)


def enter(office: Office, window: MainWindow, *, being_set_up: bool) -> None:
    """Let people in at the set-up, or in the demo office at the desk; what was preferred so far is kept there."""
    if being_set_up:
        window.home = "first_start"
    if office.beginning:
        settings.save(office.folder, office.settings)
    if office.is_demo:
        say = office.words.say
        demo = say("Demo office")
        window.setWindowTitle(f"Loan Manager – {demo}")
        told = say(
            "This is the demo office: everything in it is invented. Close the program and open it again to set up yours."
        )
        QTimer.singleShot(0, window, lambda: office.say(told))
