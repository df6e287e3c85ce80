"""How a folder in which there is no office is begun: a few questions first, then its records are made and set up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loanmanager import paths
from loanmanager.operations.sharing import keep_shared

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from loanmanager.ui.main_window import MainWindow
    from loanmanager.ui.office import Office


@dataclass(frozen=True, slots=True)
class Beginning:
    """The folder that was meant, whether another one may be chosen, and what begins an office in one."""

    folder: Path
    asks_place: bool
    go: Callable[[Path, bool], None]


def begin(
    office: Office,
    window: MainWindow,
    start: Callable[[Callable[[Exception], None]], None],
    failed: Callable[[Exception], None],
) -> None:
    """Ask how to begin; `start` then opens the records in the folder that the office was given."""
    meant = office.folder

    def go(folder: Path, demo: bool) -> None:  # noqa: FBT001 (a field of a callable has no name)
        office.folder, office.is_demo = folder, demo
        keep_shared(folder)
        start(refused)

    def refused(error: Exception) -> None:
        from loanmanager.ui.pages.first_start.welcome import Welcome

        office.folder, office.is_demo = meant, False
        said, page = office.sentence(error), window.page
        if said and isinstance(page, Welcome):
            page.refuse(said)
        else:
            failed(error)

    office.beginning = Beginning(meant, meant == paths.own_folder(), go)
    window.go("welcome")
