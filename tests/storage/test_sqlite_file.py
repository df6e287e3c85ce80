"""What the disk and the system say, in our own errors; what is not ours is left alone."""

import errno
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from loanmanager.storage import errors
from loanmanager.storage.driver import driver
from loanmanager.storage.sqlite_engine import SqliteEngine
from loanmanager.storage.sqlite_file import os_trouble, translated
from tests.office import add_client, add_device, lend, memory, prepared


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("database is locked", errors.Busy),
        ("database table is locked: settings", errors.Busy),
        ("database or disk is full", errors.DiskFull),
        ("attempt to write a readonly database", errors.ReadOnly),
        ("file is not a database", errors.NotADatabase),
        ("database disk image is malformed", errors.Damaged),
        ("Could not decode to UTF-8 column 'tag' with text 'A'", errors.Damaged),
        ("disk I/O error", errors.DiskTrouble),
        ("unable to open database file", errors.CannotOpen),
    ],
)
def test_what_the_driver_met_is_said_in_our_words(said: str, kind: type[errors.StoreError]) -> None:
    with pytest.raises(kind), translated(Path("office.db")):
        raise driver.OperationalError(said)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, errors.DiskFull),
        (errno.EROFS, errors.ReadOnly),
        (errno.EACCES, errors.ReadOnly),
        (errno.EPERM, errors.ReadOnly),
        (errno.ENOENT, errors.CannotOpen),
        (None, errors.CannotOpen),
    ],
)
def test_what_the_system_met_is_said_in_our_words(number: int | None, kind: type[errors.StoreError]) -> None:
    error = OSError(number, "x") if number else OSError("x")
    assert type(os_trouble(error, Path("office.db"))) is kind


def test_records_that_may_not_be_written_are_said_so() -> None:
    store = memory()
    store._conn.execute("PRAGMA query_only = ON")
    with pytest.raises(errors.ReadOnly), store.write():
        store.insert("settings", key="a", value="1")


@pytest.mark.parametrize("log", [False, True])
def test_the_file_of_another_program_is_not_touched(tmp_path: Path, log: bool) -> None:
    path = tmp_path / "theirs.db"
    other = sqlite3.connect(path)
    other.execute(f"PRAGMA journal_mode = {'WAL' if log else 'DELETE'}")
    other.execute("CREATE TABLE theirs (id INTEGER)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(errors.NotOurs):
        SqliteEngine(path)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["theirs.db"]


def test_a_backup_that_meets_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = SqliteEngine(tmp_path / "office.db")
    store.migrate()

    def full(_path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("loanmanager.storage.trailer.append", full)
    with pytest.raises(errors.DiskFull):
        store.backup(tmp_path / "copy")
    assert not list(tmp_path.glob("copy*"))
    store.close()


def test_a_backup_inside_a_transaction_holds_what_was_committed(tmp_path: Path) -> None:
    store = SqliteEngine(tmp_path / "office.db")
    store.migrate()
    with store.write():
        store.insert("settings", key="a", value="1")
        store.backup(tmp_path / "copy")
    store.close()
    copy = SqliteEngine(tmp_path / "copy")
    assert copy.value("SELECT COUNT(*) FROM settings") == 0
    copy.close()


def test_a_search_that_lost_its_index_is_found_by_the_check() -> None:
    store: Any = memory()
    by = prepared(store)
    lend(store, by, add_client(store, by), add_device(store, by))
    assert store.check() == ()
    store._conn.execute("DROP TRIGGER clients_words_au")
    store._conn.execute("UPDATE clients SET words = 'somebody else'")
    assert store.check() != ()


def test_a_disk_that_does_not_allow_safe_writing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    real = SqliteEngine._pragma
    monkeypatch.setattr(SqliteEngine, "_pragma", lambda self, name: 1 if name == "synchronous" else real(self, name))
    with pytest.raises(errors.DiskTrouble):
        SqliteEngine()
