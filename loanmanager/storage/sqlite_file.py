"""Opening, proving and copying one SQLite file, and saying in our own errors what the driver met."""

import io
import os
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from loanmanager.storage import errors, seal
from loanmanager.storage.disk import os_trouble, to_disk
from loanmanager.storage.driver import driver
from loanmanager.storage.key import Key
from loanmanager.storage.sqlite_cipher import MAGIC, export, held, opens, sql_key

_TROUBLE: tuple[tuple[str, type[errors.StoreError]], ...] = (
    ("database is locked", errors.Busy),
    ("database table is locked", errors.Busy),
    ("disk is full", errors.DiskFull),
    ("readonly database", errors.ReadOnly),
    ("file is not a database", errors.NotADatabase),
    ("malformed", errors.Damaged),
    ("Could not decode to UTF-8", errors.Damaged),  # what was stored was text
    ("unsupported file format", errors.Damaged),
    ("disk I/O error", errors.DiskTrouble),
    ("interrupted", errors.Stopped),
)

_PIECE = 1024 * 1024


def verify(path: Path, key: Key | None = None) -> None:
    """Read a copy from end to end.

    Raises:
        Damaged: the copy is not sound; the findings say how.
        WrongKey: another key opens it.
    """
    must_look_like_one(path, key)
    with translated(path):
        conn = connect(path, 1.0, key) if seal.has_log(path) else read_only(path, key)
        try:
            found = [row[0] for row in conn.execute("PRAGMA integrity_check").fetchall()]
            orphans = conn.execute("PRAGMA foreign_key_check").fetchall()
        finally:
            conn.close()
    if found != ["ok"] or orphans:
        raise errors.Damaged(*found, *(str(tuple(each)) for each in orphans[:5]))


def must_look_like_one(path: Path | None, key: Key | None = None) -> None:
    """See that a file begins as a database does, before SQLite opens it: of one that does not, it would delete the log.

    Raises:
        NotADatabase: it begins otherwise.
        WrongKey: it is not encrypted with this key.
    """
    try:
        with path.open("rb") if path and path.is_file() else io.BytesIO() as file:
            begins = file.read(len(MAGIC))
        fits = not begins or not path or (opens(key, path) if key else begins == MAGIC)
    except OSError as error:
        raise os_trouble(error, path or Path()) from error
    if not fits:
        raise (errors.WrongKey if key else errors.NotADatabase)(str(path))


def connect(path: Path | None, wait: float, key: Key | None = None) -> Any:
    """Open a file in autocommit mode: we say BEGIN ourselves. What is in memory is never encrypted."""
    return _connected(path, str(path or ":memory:"), wait, key)


def read_only(path: Path, key: Key | None = None) -> Any:
    """Open a file that nobody changes: nothing is written beside it, and no lock is asked for."""
    return _connected(path, f"{path.resolve().as_uri()}?immutable=1", 0, key)


def _connected(path: Path | None, name: str, wait: float, key: Key | None) -> Any:
    try:
        conn = driver.connect(name, timeout=wait, isolation_level=None, uri=name.startswith("file:"))
    except driver.OperationalError as error:
        raise errors.CannotOpen(path or Path()) from error
    conn.row_factory = driver.Row
    conn.execute("PRAGMA cipher_log_level = NONE").fetchall()  # it would write to stderr on a wrong key
    conn.execute("PRAGMA temp_store = MEMORY").fetchall()  # what is sorted or copied is nobody else's to read
    if key and path:
        conn.execute(f'PRAGMA key = "{sql_key(key)}"').fetchall()
        conn.execute("PRAGMA cipher_compatibility = 4").fetchall()  # whatever a later library makes its default
        # cipher_memory_security stays off: it locks and wipes each allocation, and made a check-out eight times slower
    return conn


def convert(source: Path, had: Key | None, target: Path, key: Key | None) -> None:
    """Write a verified copy of a file that nobody else has open, under another key or none.

    Raises:
        StoreError: as `alone` and `copy_out`.
    """
    with alone(source, had) as conn:
        copy_out(conn, target, key)


@contextmanager
def alone(path: Path, key: Key | None) -> Iterator[Any]:
    """Hold a file that nobody else has open, its log folded in, so that nobody opens it meanwhile.

    Raises:
        Busy: somebody else has it open.
        StoreError: the file cannot be read.
    """
    must_look_like_one(path, key)
    conn = connect(path, 1.0, key)
    try:
        with translated(path):
            seal.take_off(path)
            conn.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
            conn.execute("PRAGMA journal_mode = DELETE").fetchall()
            conn.execute("BEGIN EXCLUSIVE")
            conn.execute("COMMIT")  # the lock stays until the file is closed
            seal.take_off(path)  # whoever closed it meanwhile may have put one on
        yield conn
    finally:
        conn.close()


def copy_out(conn: Any, target: Path, key: Key | None) -> None:
    """Write a verified copy of an open file, under another key or none, and see that it is on the disk.

    Raises:
        StoreError: the file is not sound, or there is no room; then no copy is left behind.
    """
    target.unlink(missing_ok=True)
    try:
        with translated(target):
            export(conn, target, key)
            _must_hold_the_same(conn, target, key)
        verify(target, key)
        to_disk(target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def wipe(path: Path) -> None:
    """Write nothing but zeros over a file, then take it away: as much as one can do without the disk's own help."""
    with path.open("rb+") as file:
        left = file.seek(0, os.SEEK_END)
        file.seek(0)
        while left > 0:
            left -= file.write(bytes(min(left, _PIECE)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def _must_hold_the_same(conn: Any, target: Path, key: Key | None) -> None:
    """See that a copy holds what the original holds, as far as declarations and counts tell."""
    copy = connect(target, 1.0, key)
    try:
        differing = held(conn) ^ held(copy)
    finally:
        copy.close()
    if differing:
        raise errors.Damaged(*(str(each) for each in differing))


def use_log(conn: Any, wait: float) -> None:
    """Switch to the write-ahead log. SQLite does not wait by itself where another program is switching too: we do."""
    deadline = time.monotonic() + wait
    while True:
        try:
            conn.execute("PRAGMA journal_mode=WAL").fetchall()
        except driver.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def translated(path: Path | None = None) -> AbstractContextManager[None]:
    """Turn the driver's errors of the user's world into ours; a bug stays what it is."""
    return _Translated(path)


class _Translated(AbstractContextManager[None]):
    """No generator: it stands around every read, and there are forty in a loan."""

    __slots__ = ("_path",)

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if error is not None:
            _raise_ours(error, self._path)


def _raise_ours(error: BaseException, path: Path | None) -> None:
    """Raise what an error of the driver's is to the user; return where it is none of those."""
    if isinstance(error, UnicodeEncodeError | OverflowError):
        raise errors.Unstorable from error
    if isinstance(error, UnicodeDecodeError):  # what was stored was text
        raise errors.Damaged(str(error)) from error
    if isinstance(error, driver.DatabaseError):
        text = str(error)
        if text.startswith("UNIQUE constraint failed: "):
            raise errors.Duplicate(tuple(text.removeprefix("UNIQUE constraint failed: ").split(", "))) from error
        if "unable to open database" in text:
            raise errors.CannotOpen(path or Path()) from error
        for words, kind in _TROUBLE:
            if words in text:
                raise kind(text) from error
