"""The schema's steps in SQLite's dialect: strict tables, FTS5 beside its columns, triggers that keep history whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from loanmanager.storage import schema
from loanmanager.storage.driver import Database, Migrations

_DIALECT = {"pk": "INTEGER PRIMARY KEY", "strict": "STRICT"}
_WORDS = "tokenize='ascii', prefix='1 2 3', columnsize=0, detail=column"  # what it keeps was folded in Python already
_CODES = "tokenize='trigram', columnsize=0"


def migrations() -> Migrations:
    """Return every step, ready to be applied together with its record."""
    made = Migrations("loanmanager")
    for step in schema.STEPS:
        made(name=step.name)(lambda database, step=step: _apply(database, step))
    return made


def _apply(database: Database, step: schema.Step) -> None:
    for statement in step.statements:
        database.execute(statement.format(**_DIALECT))
    for table, column in step.words:
        _index_text(
            database,
            table,
            column,
            f"{table}_words",
            _WORDS,
        )
    for table, column in step.codes:
        _index_text(database, table, column, f"{table}_codes", _CODES)
    for table in step.append_only:
        for verb in ("UPDATE", "DELETE"):
            database.execute(
                f"CREATE TRIGGER {table}_never_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def _index_text(database: Database, table: str, column: str, index: str, options: str) -> None:
    """Keep a text index beside a column, by triggers, so that no writer can forget it."""
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
