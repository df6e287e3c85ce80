"""Taking the records from one key to another, or to none: they are closed meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from loanmanager.ui import opening

if TYPE_CHECKING:
    from collections.abc import Callable

    from loanmanager.operations.done import By, Done
    from loanmanager.operations.unlocking import Key
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
    by = office.by()

    def landed(made: Done[T]) -> None:
        done(made)
        office.changed.emit(made.changes)

    opening.exchange(office, (key, had), lambda: work(by), landed, failed)
