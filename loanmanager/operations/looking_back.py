"""Looking through the whole history, for those who may."""

from loanmanager.domain.rights import Right
from loanmanager.operations import allowing
from loanmanager.operations.done import By
from loanmanager.storage import search
from loanmanager.storage.engine import Engine
from loanmanager.storage.search import EntryRow, Wanted


def entries(store: Engine, wanted: Wanted, by: By, before: int | None = None, limit: int = 200) -> tuple[EntryRow, ...]:
    """Return a page of entries, the newest first, those below a number.

    Raises:
        Refused: whoever looks may not.
    """
    allowing.require(store, by, Right.HISTORY)
    return search.entry_rows(store, wanted, before, limit)


def entry(store: Engine, id_: int, by: By) -> tuple[EntryRow, int] | None:
    """Return one entry with its subjects and how many these are, None for no such entry.

    Raises:
        Refused: whoever looks may not.
    """
    allowing.require(store, by, Right.HISTORY)
    found = search.entry_row(store, id_)
    return (found, search.subject_count(store, id_)) if found else None
