"""Text indexes: FTS5 beside a column, kept by triggers."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_OPTIONS = {
    "words": "tokenize='ascii', prefix='1 2 3', columnsize=0, detail=column",  # what it keeps was folded in Python already
    "codes": "tokenize='trigram', columnsize=0",
}


def index_text(database: Any, table: str, column: str) -> None:
    """Keep a text index beside a column (words or codes), by triggers, so that no writer can forget it."""
    index, options = f"{table}_{column}", _OPTIONS[column]
    forget = f"INSERT INTO {index}({index}, rowid, {column}) VALUES ('delete', old.id, old.{column});"
    learn = f"INSERT INTO {index}(rowid, {column}) VALUES (new.id, new.{column});"
    database.execute(
        f"CREATE VIRTUAL TABLE {index} USING fts5({column}, content='{table}', content_rowid='id', {options})"
    )
    database.execute(f"CREATE TRIGGER {index}_ai AFTER INSERT ON {table} BEGIN {learn} END")
    database.execute(f"CREATE TRIGGER {index}_ad AFTER DELETE ON {table} BEGIN {forget} END")
    database.execute(f"CREATE TRIGGER {index}_au AFTER UPDATE OF {column} ON {table} BEGIN {forget} {learn} END")


@contextmanager
def indexed_at_once(conn: Any, table: str) -> Iterator[None]:
    """Add many rows inside, above those that are there; the table's text indexes take them in all at once afterwards.

    Row by row, each trigger makes FTS5 write a segment of its own: 30,000 devices took 1.9 s, at once 0.1 s. An error
    inside has to end the transaction, which brings the triggers back.
    """
    asked = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table AND name LIKE '%!_ai' ESCAPE '!'"
    learning = conn.execute(asked, {"table": table}).fetchall()
    last = conn.execute(f"SELECT COALESCE(MAX(id), 0) FROM {table}").fetchone()[0]
    for trigger in learning:
        conn.execute(f"DROP TRIGGER {trigger['name']}")
    yield
    for trigger in learning:
        index = trigger["name"].removesuffix("_ai")
        column = index.removeprefix(f"{table}_")
        conn.execute(
            f"INSERT INTO {index}(rowid, {column}) SELECT id, {column} FROM {table} WHERE id > :last", {"last": last}
        )
        conn.execute(trigger["sql"])
