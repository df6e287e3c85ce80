"""A data folder as the first release left it (tests/schemas), and what of it is missing after an upgrade."""

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

DUMP = Path(__file__).resolve().parents[1] / "tests" / "schemas" / "0.1.0.sql"
FILE = "loanmanager.db"
_OF_THE_SCHEMA = "_sqlite_migrations"

Rows = Counter[tuple[tuple[str, object], ...]]


def lay(folder: Path) -> None:
    """Put the records of the first release into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(folder / FILE)) as conn:
        conn.executescript(DUMP.read_text("utf-8"))


def lost(folder: Path) -> list[str]:
    """Name the rows of the first release that are not among the records of a folder any more, column by column."""
    with closing(sqlite3.connect(":memory:")) as old, closing(sqlite3.connect(_read_only(folder), uri=True)) as new:
        old.executescript(DUMP.read_text("utf-8"))
        missing = []
        for table in _tables(old):
            common = [name for name in _columns(old, table) if name in _columns(new, table)]
            gone = _rows(old, table, common) - _rows(new, table, common)
            missing += [f"{table} {dict(row)}" for row in gone]
    return missing


def _read_only(folder: Path) -> str:
    return f"{(folder / FILE).as_uri()}?mode=ro"


def _tables(conn: sqlite3.Connection) -> list[str]:
    """Return the tables that hold records: not those of the text index, which are made of the others."""
    made = conn.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    indexes = tuple(f"{name}_" for name, sql in made if "VIRTUAL" in sql)
    return [
        name
        for name, sql in made
        if "VIRTUAL" not in sql and not name.startswith(indexes or ("\0",)) and name != _OF_THE_SCHEMA
    ]


def _columns(conn: sqlite3.Connection, table: str) -> list[str]:
    return [name for (_, name, *_) in conn.execute(f'PRAGMA table_info("{table}")').fetchall()]


def _rows(conn: sqlite3.Connection, table: str, columns: list[str]) -> Rows:
    if not columns:
        return Counter()
    listed = ", ".join(f'"{name}"' for name in columns)
    found = conn.execute(f'SELECT {listed} FROM "{table}"').fetchall()  # noqa: S608 (names of our own schema)
    return Counter(tuple(zip(columns, row, strict=True)) for row in found)
