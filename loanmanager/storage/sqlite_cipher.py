"""What an encrypted file is like: whether a key opens it, and how to copy it from one key to another.

SQLCipher 4 leaves no header; each page ends with a keyed checksum. The first page is proved here, before SQLite opens
the file: opened with a wrong key, SQLite would take the log beside it for nobody's and remove it.
"""

import hmac
from collections.abc import Iterator
from hashlib import pbkdf2_hmac
from pathlib import Path
from typing import Any

from loanmanager.storage.key import Key

MAGIC = b"SQLite format 3\x00"
_PAGE, _SALT, _SUM = 4096, 16, 64  # as SQLCipher 4 lays a page out
_LOG_HEAD, _FRAME_HEAD = 32, 24  # as SQLite lays its write-ahead log out
_FIRST = (1).to_bytes(4, "big")
_MANY = 240  # of 256: how many different bytes there are, at least, on a page that looks random


def opens(key: Key, path: Path) -> bool:
    """Tell whether a file was encrypted with a key.

    Raises:
        OSError: it cannot be read.
    """
    return any(_sealed(page, key) for page in _first_pages(path))


def _sealed(page: bytes, key: Key) -> bool:
    """Tell whether the checksum at the end of a first page was made with a key."""
    salt = bytes(byte ^ 0x3A for byte in page[:_SALT])
    derived = pbkdf2_hmac("sha512", key.raw, salt, 2, len(key.raw))
    made = hmac.digest(derived, page[_SALT:-_SUM] + (1).to_bytes(4, "little"), "sha512")
    return hmac.compare_digest(made, page[-_SUM:])


def _first_pages(path: Path) -> Iterator[bytes]:
    """Yield a file's first page, then those in its log: one that was being folded in may be torn in the file."""
    with path.open("rb") as file:
        page = file.read(_PAGE)
    if len(page) == _PAGE:
        yield page
    log = path.with_name(path.name + "-wal")
    if not log.exists():
        return
    with log.open("rb") as file:
        file.seek(_LOG_HEAD)
        while len(frame := file.read(_FRAME_HEAD + _PAGE)) == _FRAME_HEAD + _PAGE:
            if frame.startswith(_FIRST):
                yield frame[_FRAME_HEAD:]


def is_plain(path: Path) -> bool:
    """Tell whether a file begins as an unencrypted database does.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def looks_encrypted(path: Path) -> bool:
    """Tell whether a file could be an encrypted database: a first page without a header, which looks random.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        page = file.read(_PAGE)
    return len(page) == _PAGE and len(set(page)) >= _MANY and not page.startswith(MAGIC)


def export(conn: Any, target: Path, key: Key | None) -> None:
    """Copy everything of an open connection to a new file under another key, or none. No transaction may be open."""
    conn.execute("ATTACH DATABASE :target AS other KEY :key", {"target": str(target), "key": sql_key(key)})
    try:
        conn.execute("SELECT sqlcipher_export('other')").fetchall()
    finally:
        conn.execute("DETACH DATABASE other")


def held(conn: Any) -> set[tuple[Any, ...]]:
    """Return what a database is made of: each table, index and trigger as it was declared, how many rows each table has."""
    made = conn.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    tables = [row["name"] for row in made if row["type"] == "table"]
    counts = {(name, conn.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0]) for name in tables}
    return {tuple(row) for row in made} | counts


def sql_key(key: Key | None) -> str:
    """Return a key as SQLCipher reads it: raw, so that nothing is derived at each opening; empty for none."""
    return f"x'{key.raw.hex()}'" if key else ""
