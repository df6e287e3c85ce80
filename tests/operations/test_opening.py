"""Opening an office, backing it up, bringing a backup back."""

import sqlite3
from pathlib import Path

import pytest

from loanmanager.operations import opening, restoring
from loanmanager.storage import errors, search
from loanmanager.storage.key import Key
from loanmanager.storage.sqlite_engine import SqliteEngine
from tests.office import KEY, NOW, TODAY, add_device, in_folder


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> Key | None:
    """Run each test on a plain office and on an encrypted one."""
    return request.param


def test_a_new_folder_becomes_an_office(tmp_path: Path, key: Key | None) -> None:
    store, by = in_folder(tmp_path / "new" / "office", key)
    assert [kind.key for kind in search.device_types(store)][:2] == ["laptop", "hotspot"]
    assert by.staff_id == 1
    store.close()
    again, by_again = in_folder(tmp_path / "new" / "office", key)
    assert by_again == by
    assert again.value("SELECT COUNT(*) FROM history") == 1
    again.close()


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path: Path, key: Key | None) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(errors.StoreError):
        opening.open_office(tmp_path / "file" / "office", NOW, key)


def test_a_file_of_something_else_is_left_alone(tmp_path: Path, key: Key | None) -> None:
    file = tmp_path / opening.FILE
    file.write_bytes(b"this is no database" * 100)
    before = file.read_bytes()
    with pytest.raises(errors.NotADatabase):
        opening.open_office(tmp_path, NOW, key)
    assert file.read_bytes() == before
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE theirs (id INTEGER)")
    other.commit()
    other.close()
    (tmp_path / "other.db").replace(file)
    with pytest.raises(errors.NotOurs):
        opening.open_office(tmp_path, NOW, key)


def test_a_newer_office_is_refused_and_kept(tmp_path: Path, key: Key | None) -> None:
    store, _ = in_folder(tmp_path, key)
    with store.write():
        store.run(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('loanmanager', '9999_future', '2030')"
        )
    store.close()
    with pytest.raises(errors.NewerSchema) as refused:
        opening.open_office(tmp_path, NOW, key)
    assert refused.value.unknown == ("9999_future",)


def test_a_backup_holds_everything_and_restoring_can_itself_be_undone(tmp_path: Path, key: Key | None) -> None:
    store, by = in_folder(tmp_path, key)
    add_device(store, by)
    saved = opening.backup(store, tmp_path / "monday.loanbackup")
    add_device(store, by)
    store.close()
    kept = restoring.restore(tmp_path, saved, NOW, key)
    store, by = in_folder(tmp_path, key)
    assert search.counts(store, TODAY).devices == 1
    store.close()
    assert kept is not None
    restoring.restore(tmp_path, kept, NOW, key)
    store, by = in_folder(tmp_path, key)
    assert search.counts(store, TODAY).devices == 2
    store.close()


def test_a_backup_is_restored_on_a_new_computer(tmp_path: Path, key: Key | None) -> None:
    store, by = in_folder(tmp_path / "old", key)
    add_device(store, by)
    saved = opening.backup(store, tmp_path / "saved.loanbackup")
    store.close()
    assert restoring.restore(tmp_path / "new", saved, NOW, key) is None
    store, _ = in_folder(tmp_path / "new", key)
    assert search.counts(store, TODAY).devices == 1
    store.close()


@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "missing", "foreign", "newer"])
def test_a_bad_backup_changes_nothing(tmp_path: Path, damage: str, key: Key | None) -> None:
    store, by = in_folder(tmp_path, key)
    for _ in range(50):
        add_device(store, by)
    saved = opening.backup(store, tmp_path / "saved.loanbackup")
    store.close()
    data = bytearray(saved.read_bytes())
    if damage == "cut":
        saved.write_bytes(data[: len(data) // 2])
    elif damage == "changed":
        data[4096:12288] = b"\xa5" * 8192
        saved.write_bytes(data)
    elif damage == "empty":
        saved.write_bytes(b"")
    elif damage == "missing":
        saved.unlink()
    else:
        saved.unlink()
        other = SqliteEngine(saved, key)
        if damage == "newer":
            other.migrate()
            with other.write():
                other.run(
                    "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('loanmanager', 'x', '2')"
                )
        else:
            other._conn.execute("CREATE TABLE theirs (id INTEGER)")
        other.close()
    with pytest.raises(errors.StoreError):
        restoring.restore(tmp_path, saved, NOW, key)
    store, _ = in_folder(tmp_path, key)
    assert search.counts(store, TODAY).devices == 50
    store.close()
    assert not list(tmp_path.glob("*.incoming*"))


def test_what_cannot_be_read_is_kept_when_a_backup_is_restored(tmp_path: Path, key: Key | None) -> None:
    store, _ = in_folder(tmp_path / "good", key)
    saved = opening.backup(store, tmp_path / "saved.loanbackup")
    store.close()
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / opening.FILE).write_bytes(b"no database at all" * 300)
    kept = restoring.restore(bad, saved, NOW, key)
    assert kept is not None
    assert kept.read_bytes().startswith(b"no database")
    store, _ = in_folder(bad, key)
    assert store.check() == ()
    store.close()
