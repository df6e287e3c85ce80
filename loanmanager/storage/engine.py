"""What the rest of storage needs of a database; one thin file per database says how.

Everything else in this room is portable SQL with parameters written :name. Timestamps are ISO-8601 UTC text, dates
ISO text, money integer cents, booleans 0 or 1.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from loanmanager.domain.findings import Finding
from loanmanager.storage.key import Key


class Row(Protocol):
    """One row of an answer: by column name."""

    def __getitem__(self, key: str, /) -> Any:
        """Return the value of a column."""
        ...

    def keys(self) -> Iterable[str]:
        """Return the names of the columns."""
        ...


class Engine(Protocol):
    """One open database, owned by the thread that opened it. Its own failures are `StoreError`s."""

    @property
    def path(self) -> Path | None:
        """Return the file, None where everything is in memory or on a server."""
        ...

    @property
    def key(self) -> Key | None:
        """Return the key that the file is encrypted with, None where it is not."""
        ...

    def rows(self, sql: str, /, **named: Any) -> list[Row]:
        """Return every row of a query, read to its end."""
        ...

    def row(self, sql: str, /, **named: Any) -> Row | None:
        """Return the first row of a query, or None."""
        ...

    def value(self, sql: str, /, **named: Any) -> Any:
        """Return the first column of the first row, or None."""
        ...

    def run(self, sql: str, /, **named: Any) -> int:
        """Change rows and return how many were touched; only inside `write()`."""
        ...

    def insert(self, table: str, /, **values: Any) -> int:
        """Add one row to a known table and return its id; only inside `write()`."""
        ...

    def insert_many(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], /) -> None:
        """Add many rows, each its values in the order of the columns, to a known table; only inside `write()`."""
        ...

    def update(self, table: str, id_: int, /, **values: Any) -> None:
        """Change columns of one row of a known table; only inside `write()`."""
        ...

    def write(self) -> AbstractContextManager[None]:
        """Hold one transaction: all of what is inside, or none of it. It locks out other writers from its start."""
        ...

    def words_like(self, table: str, text: str, limit: int) -> list[int]:
        """Return ids of rows in which every word of the text begins a word."""
        ...

    def codes_like(self, table: str, text: str, limit: int) -> list[int]:
        """Return ids of rows whose codes contain the text (folded, three characters or more)."""
        ...

    def backup(self, target: Path) -> None:
        """Write a verified copy of everything to a file: complete and checked, or not there at all."""
        ...

    def changed_elsewhere(self) -> bool:
        """Tell whether another program has changed anything since this was last asked."""
        ...

    def check(self) -> tuple[str, ...]:
        """Examine the whole file and return what is wrong with it, nothing when it is sound."""
        ...

    def is_damaged(self) -> bool:
        """Tell whether damage was met since the file was opened, or is found when all of it is examined."""
        ...

    def unless(self, stopped: Callable[[], bool]) -> AbstractContextManager[None]:
        """Give up what is asked within, with `Stopped`, as soon as something says so; it is asked often."""
        ...

    def examine_shape(self) -> tuple[Finding, ...]:
        """Return which table, index, trigger or view is not as the program makes it, nothing where all are."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...
