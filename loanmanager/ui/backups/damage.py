"""Damage that is met while the records are open: they are closed, and the way back is offered (product 10)."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from loanmanager.ui.backups.way_back import WayBack

if TYPE_CHECKING:
    from collections.abc import Callable

    from loanmanager.operations.unlocking import Key
    from loanmanager.ui.main_window import MainWindow
    from loanmanager.ui.office import Office

log = logging.getLogger(__name__)


def look(office: Office, window: MainWindow, again: Callable[[Key | None], None]) -> None:
    """See whether it is the records that are damaged: what was met may be a copy on a failing disk.

    `again` opens the records where nobody was let in so far; else the window begins anew.
    """

    def found(damaged: bool) -> None:  # noqa: FBT001 (the answer of a question)
        if damaged:
            _lose(office, window, again)
        else:
            office.tasks.trust()

    office.tasks.run(lambda store: store.is_damaged(), found, lambda _: _lose(office, window, again))


def _lose(office: Office, window: MainWindow, again: Callable[[Key | None], None]) -> None:
    """Let go of the records: nothing more is read from them or written, and they are not sealed as if they were sound."""
    log.error("damage was met while the records were open")
    office.keeper.end()
    office.is_lost = True
    office.tasks.release(lambda key: _offer(office, window, key, again))


def _offer(office: Office, window: MainWindow, key: Key | None, again: Callable[[Key | None], None]) -> None:
    def back(key: Key | None) -> None:
        if office.is_open:
            office.restarts = office.greeting
            window.close()
        else:
            office.is_lost = False
            again(key)

    dialog = WayBack(office, missing=False, key=key, parent=window)
    dialog.returned.connect(back)
    dialog.left.connect(window.close)
    dialog.open()
