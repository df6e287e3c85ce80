"""Doing to the file of the records what needs it to itself: the store is closed, and opened again under the key of then."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from loanmanager.operations.done import By, Done
    from loanmanager.operations.unlocking import Key
    from loanmanager.storage.search import Store
    from loanmanager.ui.office import Office

T = TypeVar("T")


def exchange(
    office: Office,
    had: Key | None,
    key: Key | None,
    work: Callable[[By], Done[T]],
    done: Callable[[Done[T]], None],
    failed: Callable[[Exception], None],
) -> None:
    """Take the records from one key to another, or to none. Where that fails they are open as they were."""
    now, by = [had], office.by()

    def change() -> Done[T]:
        made = work(by)
        now[0] = key
        return made

    def again() -> Store:
        from loanmanager.operations.opening import open_office

        return open_office(office.folder, datetime.now(UTC), now[0])

    def landed(made: Done[T]) -> None:
        done(made)
        office.changed.emit(made.changes)

    office.tasks.exchange(again, change, landed, failed)
