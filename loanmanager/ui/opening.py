"""Opening the records on the thread that will own them: when the window starts, and after their file was exchanged."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from loanmanager import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from loanmanager.operations.unlocking import Key
    from loanmanager.storage.search import Store
    from loanmanager.ui.office import Office

T = TypeVar("T")


def open_records(office: Office, key: Key | None, *, anew: bool = False) -> Store:
    """Open the records in the folder of an office; `anew` makes empty ones where they are missing.

    What stores and lends is imported here: it takes as long to load as the window itself.
    """
    from loanmanager.operations.opening import open_office

    return open_office(office.folder, datetime.now(UTC), key, anew=anew)


def open_first(office: Office, key: Key | None) -> Store:
    """Open the records as the window starts; where another version did so last, they are backed up before anything is written."""
    store = open_records(office, key)
    if office.settings.seen_version not in ("", __version__):
        from loanmanager.operations import upgrading

        upgrading.first_start(store, datetime.now(UTC))
    return store


def exchange(
    office: Office,
    keys: Sequence[Key | None],
    work: Callable[[], T],
    done: Callable[[T], None],
    failed: Callable[[Exception], None],
) -> None:
    """Do to the file of the records what needs it to itself; then they are opened again, even where that failed.

    `keys` are those that may open them then: which of them does, the file tells. Where none does, the office is lost until
    the program is started again, which finds the way back.
    """

    def again() -> Store:
        from loanmanager.operations.opening import FILE, key_of

        office.is_lost = True
        store = open_records(office, key_of(office.folder / FILE, keys))
        office.is_lost = False
        return store

    office.tasks.exchange(again, work, done, failed)
