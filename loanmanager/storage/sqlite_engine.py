"""The SQLite engine: one local file, write-ahead log, every commit on the disk before it is acknowledged.

With `BEGIN IMMEDIATE` a second writer waits instead of failing in the middle; a deferred BEGIN lost most of its tries
in a race. Table and column names are checked against the schema, so that a misspelt one is an error.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from loanmanager.domain.findings import Finding
from loanmanager.storage import errors, schema, seal, sqlite_check, trailer
from loanmanager.storage.disk import os_trouble
from loanmanager.storage.driver import driver
from loanmanager.storage.engine import Row
from loanmanager.storage.key import Key
from loanmanager.storage.sqlite_file import (
    connect,
    must_look_like_one,
    translated,
    use_log,
    verify,
)
from loanmanager.storage.sqlite_shape import differences
from loanmanager.storage.sqlite_text import indexed_at_once
from loanmanager.storage.text import tokens

_FULL = 2
_RECORD, _SET = "_sqlite_migrations", "loanmanager"
_TRIGRAM = 3
_A_FEW = 100
_A_MOMENT = 200  # milliseconds to wait for others when one leaves


class SqliteEngine:
    """One SQLite file, owned by the thread that opened it. `path` None keeps everything in memory (tests).

    With a key the file, its log and its backups are encrypted. One that `seals` leaves a seal when it is closed.

    Raises:
        WrongKey: the file is not encrypted with this key.
    """

    def __init__(
        self, path: Path | None = None, key: Key | None = None, *, wait: float = 5.0, seals: bool = False
    ) -> None:
        self.path = path
        self._seals = path if seals else None
        self.key = key
        self._wait = wait
        self._writing = self._damaged = False
        must_look_like_one(path, key)
        self._conn = connect(path, wait, key)
        try:
            self._prepare()
            self._version = self._pragma("data_version")
            self._columns: dict[str, frozenset[str]] = {}
            self._learn_tables()
        except (
            driver.DatabaseError
        ) as error:  # what is asked here is always the same: it is the file that does not answer
            self._conn.close()
            raise errors.Damaged(str(error)) from error
        except BaseException:
            self._conn.close()
            raise

    # Reading

    def rows(self, sql: str, /, **named: Any) -> list[Row]:
        """Return every row of a query, read to its end so that no snapshot is left pinned."""
        try:
            with translated():
                return self._conn.execute(sql, named).fetchall()  # type: ignore[no-any-return]  # the driver has no types
        except errors.DAMAGE:
            self._met_damage()
            raise

    def row(self, sql: str, /, **named: Any) -> Row | None:
        """Return the first row of a query, or None."""
        found = self.rows(sql, **named)
        return found[0] if found else None

    def value(self, sql: str, /, **named: Any) -> Any:
        """Return the first column of the first row, or None."""
        found: Any = self.rows(sql, **named)
        return found[0][0] if found else None

    def words_like(self, table: str, text: str, limit: int) -> list[int]:
        """Return ids of rows in which every word of the text begins a word. No ranking: it is slow at size."""
        match = " ".join(f'"{token}"*' for token in tokens(text))
        return self._matching(f"{table}_words", match, limit)

    def codes_like(self, table: str, text: str, limit: int) -> list[int]:
        """Return ids of rows whose codes contain the text, which needs three characters for a trigram."""
        quoted = text.replace('"', '""')
        return self._matching(f"{table}_codes", f'"{quoted}"', limit) if len(text) >= _TRIGRAM else []

    def _matching(self, index: str, match: str, limit: int) -> list[int]:
        if not match:
            return []
        sql = f"SELECT rowid FROM {index} WHERE {index} MATCH :match LIMIT :limit"
        return [row["rowid"] for row in self.rows(sql, match=match, limit=limit)]

    # Writing

    @contextmanager
    def write(self) -> Iterator[None]:
        """Hold one transaction. Nesting is a mistake of ours: an operation is one transaction."""
        if self._writing:
            raise RuntimeError("an operation was started inside another one")
        self._writing = True
        try:
            with translated():
                self._conn.execute("BEGIN IMMEDIATE")
                try:
                    self._break_seal()
                    yield
                    self._conn.execute("COMMIT")
                except BaseException:
                    self._roll_back()
                    raise
        except errors.DAMAGE:
            self._met_damage()
            raise
        finally:
            self._writing = False

    def _break_seal(self) -> None:
        """Take the seal off before anything is written, while nobody else can put one on."""
        if self.path is None:
            return
        try:
            seal.take_off(self.path)
        except OSError as error:
            raise os_trouble(error, self.path) from error

    def _roll_back(self) -> None:
        with suppress(driver.Error):  # a full disk may have rolled back by itself
            if self._conn.in_transaction:
                self._conn.execute("ROLLBACK")

    def run(self, sql: str, /, **named: Any) -> int:
        """Change rows and return how many were touched."""
        self._must_be_writing()
        return self._conn.execute(sql, named).rowcount  # type: ignore[no-any-return]  # the driver has no types

    def insert(self, table: str, /, **values: Any) -> int:
        """Add one row to a known table and return its id."""
        self._must_be_writing()
        self._must_know(table, values)
        return self._conn.execute(_insertion(table, tuple(values)), values).lastrowid  # type: ignore[no-any-return]  # as above

    def insert_many(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], /) -> None:
        """Add many rows, each its values in the order of the columns, to a known table."""
        self._must_be_writing()
        self._must_know(table, columns)
        sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        with indexed_at_once(self._conn, table) if len(rows) > _A_FEW else nullcontext():
            self._conn.executemany(sql, rows)

    def update(self, table: str, id_: int, /, **values: Any) -> None:
        """Change columns of one row of a known table."""
        self._must_be_writing()
        self._must_know(table, values)
        self._conn.execute(_change(table, tuple(values)), {**values, "id_": id_})

    def _must_be_writing(self) -> None:
        if not self._writing:
            raise RuntimeError("a change outside a transaction")

    def _must_know(self, table: str, values: Iterable[str]) -> None:
        known = self._columns.get(table)
        if known is None or not known.issuperset(values):
            raise RuntimeError(f"unknown table or column: {table} {sorted(set(values) - (known or set()))}")

    # The file

    def _prepare(self) -> None:
        """Set what every connection needs, and see that it took. What is not ours is left as it is."""
        with translated(self.path):
            tables = self._tables()
            if tables and _RECORD not in tables:
                raise errors.NotOurs
            use_log(self._conn, self._wait)
            for pragma in (
                "synchronous=FULL",
                "foreign_keys=ON",
                "temp_store=MEMORY",
                "trusted_schema=OFF",
            ):
                self._conn.execute(f"PRAGMA {pragma}").fetchall()
            took = tuple(self._pragma(name) for name in ("journal_mode", "synchronous", "foreign_keys"))
        if took != ("wal" if self.path else "memory", _FULL, 1):
            raise errors.DiskTrouble(f"the disk does not allow safe writing: {took}")

    def _pragma(self, name: str) -> Any:
        return self._conn.execute(f"PRAGMA {name}").fetchone()[0]

    def _learn_tables(self) -> None:
        """Read which tables and columns there are; sqlite-utils' own and the search's are not ours to touch."""
        found = self._conn.execute(
            "SELECT t.name AS name, c.name AS column FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'"
        ).fetchall()
        ours = [each for each in found if not re.match(r"_|sqlite_|.*_(words|codes)(_|$)", each["name"])]
        self._columns = {
            name: frozenset(each["column"] for each in columns)
            for name, columns in groupby(ours, key=itemgetter("name"))
        }

    @property
    def is_new(self) -> bool:
        """Tell whether nothing was ever kept here."""
        return not self._tables()

    def pending(self) -> tuple[str, ...]:
        """Return the steps not yet applied.

        Raises:
            NewerSchema: a newer version of the program has been here.
            NotOurs: the file belongs to some other program.
        """
        with translated(self.path):
            tables = self._tables()
            applied = self._applied() if _RECORD in tables else set()
        if not applied and tables:
            raise errors.NotOurs
        unknown = applied - {step.name for step in schema.STEPS}
        if unknown:
            raise errors.NewerSchema(tuple(sorted(unknown)))
        return tuple(step.name for step in schema.STEPS if step.name not in applied)

    def migrate(self, copy_to: Path | None = None) -> None:
        """Apply what is pending under a lock, after a verified copy where something was kept already.

        Raises:
            NewerSchema, NotOurs: as `pending`; nothing was changed.
        """
        if not self.pending():
            return
        from loanmanager.storage.sqlite_schema import migrate  # with it comes sqlite-utils, which takes its time

        with self.write():
            pending = self.pending()  # another program may have been quicker
            if pending and copy_to and not self.is_new:
                self.backup(copy_to)
            migrate(self._conn, _SET)
        self._learn_tables()

    def _tables(self) -> set[str]:
        """Return the names of the tables in the file."""
        return {
            row["name"] for row in self._conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        }

    def _applied(self) -> set[str]:
        """Return the steps that sqlite-utils has recorded."""
        sql = f"SELECT name FROM {_RECORD} WHERE migration_set = :ours"
        return {row["name"] for row in self._conn.execute(sql, {"ours": _SET}).fetchall()}

    def backup(self, target: Path) -> None:
        """Write a verified copy, encrypted as this file is: all pages at once beside it, checked, on the disk, renamed."""
        if self.path and target.resolve() == self.path.resolve():
            raise errors.CannotOpen(target)  # a copy in the place of the open file would tear it from its log
        partial = target.with_name(target.name + ".part")
        partial.unlink(missing_ok=True)
        try:
            with translated(target):
                reader = connect(self.path, self._wait, self.key) if self._writing and self.path else self._conn
                try:
                    reader.execute("VACUUM INTO :target", {"target": str(partial)})
                finally:
                    if reader is not self._conn:
                        reader.close()
            verify(partial, self.key)
            trailer.append(partial)
            partial.replace(target)
        except OSError as error:
            raise os_trouble(error, target) from error
        finally:
            partial.unlink(missing_ok=True)

    def changed_elsewhere(self) -> bool:
        """Tell whether another connection has written since this was last asked; what this one writes does not count."""
        with translated():
            before, self._version = self._version, self._pragma("data_version")
        return bool(before != self._version)

    def check(self) -> tuple[str, ...]:
        """Return what is wrong with the file, its references or its search, nothing when it is sound."""
        return sqlite_check.faults(self._conn)

    def is_damaged(self) -> bool:
        """Tell whether damage was met since the file was opened, or is found when all of it is examined."""
        if not self._damaged and not self._is_sound_on_disk():
            self._met_damage()
        return self._damaged

    def _is_sound_on_disk(self) -> bool:
        """Examine the file through a connection of its own: this one may remember pages as they were."""
        if self.path is None:
            return not self.check()
        try:
            beside = SqliteEngine(self.path, self.key)
        except (errors.WrongKey, *errors.DAMAGE):
            return False
        try:
            return not beside.check()
        finally:
            beside.close()

    def _met_damage(self) -> None:
        self._damaged = True
        self._seals = None  # what was found damaged must not be sealed as if it were sound

    def unless(self, stopped: Callable[[], bool]) -> AbstractContextManager[None]:
        """Give up what is asked within, with `Stopped`, as soon as something says so; it is asked often."""
        return sqlite_check.unless(self._conn, stopped)

    def examine_shape(self) -> tuple[Finding, ...]:
        """Return which table, index, trigger or view is not as the program makes it."""
        made = SqliteEngine()
        try:
            made.migrate()
            with translated(self.path):
                return tuple(differences(self._conn, made._conn))
        finally:
            made.close()

    def must_be_sound(self) -> None:
        """Look the file through, without reading what the text indexes say.

        Raises:
            Damaged: it is not sound; the findings say how.
        """
        sqlite_check.must_be_sound(self._conn, self.path)

    def close(self) -> None:
        """Let go of the file; its log is folded in by the last one who closes it, and it is sealed."""
        if self._seals:
            with suppress(driver.Error, OSError):  # without a seal the file is looked through when it is opened
                self._seal(self._seals)
        self._conn.close()

    def _seal(self, path: Path) -> None:
        """Seal the file, unless it is sealed or somebody else is in the middle of something."""
        if seal.is_sealed(path) or self._conn.in_transaction:
            return
        self._conn.execute(f"PRAGMA busy_timeout = {_A_MOMENT}").fetchall()
        if self._conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            return
        self._conn.execute("BEGIN IMMEDIATE")
        if not seal.has_log(path):  # nobody was quicker, and nobody can write now
            seal.put_on(path)
        self._conn.execute("ROLLBACK")


@lru_cache(maxsize=256)
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(':' + c for c in columns)})"


@lru_cache(maxsize=256)
def _change(table: str, columns: tuple[str, ...]) -> str:
    return f"UPDATE {table} SET {', '.join(f'{c} = :{c}' for c in columns)} WHERE id = :id_"
