"""The schema's steps in SQLite's dialect: strict tables, triggers that keep history whole. sqlite-utils applies them.

It takes as long to load as the desk, so this module is imported only where something is to be applied.
"""

from itertools import product
from typing import Any

import sqlite_utils
from sqlite_utils import Database, Migrations

from loanmanager.storage import schema
from loanmanager.storage.driver import driver
from loanmanager.storage.sqlite_text import index_text

__all__ = ["Database", "migrate"]

if vars(sqlite_utils.utils)["sqlite3"].connect is not driver.connect:  # as `driver` sees to, when it is imported first
    raise ImportError("sqlite-utils was imported before its driver was chosen")

_CHANGES = ("UPDATE", "DELETE")
_DIALECT = {"pk": "INTEGER PRIMARY KEY", "strict": "STRICT"}


def migrate(conn: Any, name: str) -> None:
    """Apply every step that is not recorded under a name yet, each together with its record."""
    made = Migrations(name)
    for step in schema.STEPS:
        made(name=step.name)(lambda database, step=step: _apply(database, step))
    made.apply(Database(conn, execute_plugins=False))


def _apply(database: Database, step: schema.Step) -> None:
    for table, verb in product(step.append_only, _CHANGES):
        database.execute(f"DROP TRIGGER IF EXISTS {table}_never_{verb.lower()}")
    for statement in step.statements:
        database.execute(statement.format(**_DIALECT))
    for table, column in (*step.words, *step.codes):
        index_text(database, table, column)
    if step.fill:
        step.fill(lambda sql, named: database.execute(sql, named).fetchall())
    for table, verb in product(step.append_only, _CHANGES):
        database.execute(
            f"CREATE TRIGGER {table}_never_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
