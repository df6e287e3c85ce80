"""What to do where the records do not open: ask for what opens them, offer a backup, or say why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loanmanager.storage import errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from loanmanager.operations.unlocking import Key
    from loanmanager.ui.main_window import MainWindow
    from loanmanager.ui.office import Office

LOST = (*errors.DAMAGE, errors.Missing)


def answer(
    office: Office,
    window: MainWindow,
    error: Exception,
    again: Callable[[Key | None], None],
    anew: Callable[[], None],
    failed: Callable[[Exception], None],
    key: Key | None,
) -> None:
    """Deal with an error at opening with a key or none.

    `again` opens with a key or none, `anew` makes an empty office, `failed` gives up.
    """
    if isinstance(error, errors.Locked):
        from loanmanager.ui import unlocking

        unlocking.ask(office, window, error, again, lambda late: answer(office, window, late, again, anew, failed, key))
    elif isinstance(error, LOST):
        from loanmanager.ui.backups.way_back import WayBack

        dialog = WayBack(office, missing=isinstance(error, errors.Missing), key=key, parent=window)
        dialog.returned.connect(again)
        dialog.begun.connect(anew)
        dialog.left.connect(window.close)
        dialog.open()
    else:
        failed(error)
