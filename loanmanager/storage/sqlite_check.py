"""Examining one SQLite file through an open connection: its pages, its references, its text indexes; and giving that up."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from loanmanager.storage import errors
from loanmanager.storage.driver import driver
from loanmanager.storage.sqlite_file import translated

_OFTEN = 10_000  # steps of the database between two looks at whether to go on: some hundred times a second


def faults(conn: Any) -> tuple[str, ...]:
    """Return what is wrong with the file, its references or its search, nothing when it is sound."""
    try:
        found = [row[0] for row in conn.execute("PRAGMA integrity_check").fetchall() if row[0] != "ok"]
        found += [
            f"{row[0]}: a reference to a missing {row[2]}"
            for row in conn.execute("PRAGMA foreign_key_check").fetchall()
        ]
    except driver.DatabaseError as error:
        _must_not_be_stopped(error)
        return (str(error),)
    return (*found, *_stale_indexes(conn))


def must_be_sound(conn: Any, path: Path | None) -> None:
    """Look the file through, without reading what the text indexes say.

    Raises:
        Damaged: it is not sound; the findings say how.
    """
    with translated(path):
        found = [row[0] for row in conn.execute("PRAGMA quick_check(20)").fetchall()]
    if found != ["ok"]:
        raise errors.Damaged(*found)


@contextmanager
def unless(conn: Any, stopped: Callable[[], bool]) -> Iterator[None]:
    """Give up what is asked within, with `Stopped`, as soon as something says so."""
    conn.set_progress_handler(stopped, _OFTEN)
    try:
        yield
    finally:
        conn.set_progress_handler(None, 0)


def _stale_indexes(conn: Any) -> Iterator[str]:
    """Yield each text index that does not say what its table says; the file's own examination looks no further."""
    made = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE % USING fts5%'"
    for name in [row["name"] for row in conn.execute(made).fetchall()]:
        try:
            conn.execute(f"INSERT INTO {name}({name}, rank) VALUES ('integrity-check', 1)")
        except driver.DatabaseError as error:
            _must_not_be_stopped(error)
            yield f"{name}: {error}"


def _must_not_be_stopped(error: Exception) -> None:
    """Tell what was given up from what is wrong with the file."""
    if "interrupted" in str(error):
        raise errors.Stopped from error
