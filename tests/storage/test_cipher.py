"""An encrypted file opens by its own key alone, shows nothing without it, and loses nothing when a wrong one is tried."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from loanmanager.operations import opening, restoring
from loanmanager.storage import errors, sqlite_file
from loanmanager.storage.driver import driver
from loanmanager.storage.key import Key
from loanmanager.storage.sqlite_cipher import is_plain, looks_encrypted, opens
from loanmanager.storage.sqlite_engine import SqliteEngine
from loanmanager.storage.sqlite_file import convert, verify
from tests.office import KEY, NOW, add_client, add_device, in_folder, lend, prepared

OTHER = Key(bytes(32))


@pytest.fixture
def cut_off(tmp_path: Path) -> Path:
    """Return an encrypted office as a power cut leaves it: half of what was kept is still in the log."""
    store, by = in_folder(tmp_path / "running", KEY)
    add_client(store, by, "Wolastoq")
    store._conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    add_client(store, by, "Passamaquoddy")
    shutil.copytree(tmp_path / "running", tmp_path / "cut off")
    store.close()
    return tmp_path / "cut off" / opening.FILE


def names(path: Path, key: Key | None) -> set[str]:
    store = SqliteEngine(path, key)
    try:
        return {row["family_name"] for row in store.rows("SELECT family_name FROM clients")}
    finally:
        store.close()


def test_a_key_is_shown_nowhere_and_bears_a_number() -> None:
    assert KEY.raw.hex() not in f"{KEY} {KEY!r} {[KEY]}"
    assert KEY.number == "848-873"
    assert Key.new() != Key.new()
    with pytest.raises(ValueError, match="32 bytes"):
        Key(b"short")


def test_nothing_is_readable_without_the_key(cut_off: Path) -> None:
    for each in cut_off.parent.iterdir():
        if each.is_file():
            assert b"Wolastoq" not in each.read_bytes()
            assert b"Passamaquoddy" not in each.read_bytes()
    assert looks_encrypted(cut_off)
    assert not is_plain(cut_off)
    with pytest.raises(errors.NotADatabase):
        SqliteEngine(cut_off)


@pytest.mark.parametrize("wrong", [OTHER, None])
def test_a_wrong_key_loses_nothing_of_the_log(
    cut_off: Path, wrong: Key | None, capfd: pytest.CaptureFixture[str]
) -> None:
    log = cut_off.with_name(f"{opening.FILE}-wal")
    before = log.read_bytes()
    with pytest.raises(errors.WrongKey if wrong else errors.Locked):
        opening.open_office(cut_off.parent, NOW, wrong)
    assert log.read_bytes() == before
    assert names(cut_off, KEY) == {"Wolastoq", "Passamaquoddy"}
    assert capfd.readouterr() == ("", "")


def test_a_first_page_torn_by_a_power_cut_is_found_in_the_log(cut_off: Path) -> None:
    store = SqliteEngine(cut_off, KEY)
    store._conn.execute("PRAGMA user_version = 7")  # changes the first page
    torn = cut_off.parent / "torn.db"
    shutil.copyfile(cut_off, torn)
    shutil.copyfile(f"{cut_off}-wal", f"{torn}-wal")
    store.close()
    with torn.open("rb+") as file:
        file.seek(2000)
        file.write(bytes(2096))
    assert opens(KEY, torn)
    assert names(torn, KEY) == {"Wolastoq", "Passamaquoddy"}


def test_a_plain_file_is_not_opened_with_a_key(tmp_path: Path) -> None:
    store = SqliteEngine(tmp_path / "office.db")
    store.migrate()
    store.close()
    with pytest.raises(errors.WrongKey):
        SqliteEngine(tmp_path / "office.db", KEY)
    with pytest.raises(errors.WrongKey):
        verify(tmp_path / "office.db", KEY)


@pytest.mark.parametrize(("had", "key"), [(None, KEY), (KEY, None), (KEY, OTHER)])
def test_everything_goes_from_one_key_to_another(tmp_path: Path, had: Key | None, key: Key | None) -> None:
    store, by = in_folder(tmp_path, had)
    lend(store, by, add_client(store, by), add_device(store, by))
    before = list(store._conn.execute("SELECT * FROM history"))
    store.close()
    convert(tmp_path / opening.FILE, had, tmp_path / "copy.db", key)
    copy = SqliteEngine(tmp_path / "copy.db", key)
    assert copy.check() == ()
    assert copy.pending() == ()
    assert [tuple(row) for row in copy.rows("SELECT * FROM history")] == [tuple(row) for row in before]
    assert copy.words_like("clients", "tremblay", 5) == [1]
    by = prepared(copy)
    add_device(copy, by)
    with pytest.raises(driver.IntegrityError, match="append-only"), copy.write():
        copy.run("DELETE FROM history")
    copy.close()


def test_a_conversion_that_loses_something_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, _ = in_folder(tmp_path)
    store.close()
    real = sqlite_file.export

    def lossy(conn: Any, target: Path, key: Key | None) -> None:
        real(conn, target, key)
        copy = sqlite_file.connect(target, 1.0, key)
        copy.execute("DELETE FROM settings")
        copy.execute("DROP TRIGGER history_never_delete")
        copy.close()

    monkeypatch.setattr(sqlite_file, "export", lossy)
    with pytest.raises(errors.Damaged):
        convert(tmp_path / opening.FILE, None, tmp_path / "copy.db", KEY)
    assert not (tmp_path / "copy.db").exists()


def test_a_plain_backup_comes_back_encrypted_into_an_encrypted_office(tmp_path: Path) -> None:
    store, by = in_folder(tmp_path / "plain")
    add_client(store, by, "Wolastoq")
    saved = opening.backup(store, tmp_path / "saved.loanbackup")
    store.close()
    store, _ = in_folder(tmp_path / "office", KEY)
    store.close()
    restoring.restore(tmp_path / "office", saved, NOW, KEY)
    assert names(tmp_path / "office" / opening.FILE, KEY) == {"Wolastoq"}
    assert not [
        each for each in (tmp_path / "office").rglob("*") if each.is_file() and b"Wolastoq" in each.read_bytes()
    ]


def test_a_backup_under_a_former_key_comes_back_under_the_present_one(tmp_path: Path) -> None:
    store, by = in_folder(tmp_path / "old", OTHER)
    add_client(store, by, "Wolastoq")
    saved = opening.backup(store, tmp_path / "saved.loanbackup")
    store.close()
    office = tmp_path / "office"
    with pytest.raises(errors.WrongKey):
        restoring.restore(office, saved, NOW, KEY)
    restoring.restore(office, saved, NOW, KEY, [OTHER])
    assert names(office / opening.FILE, KEY) == {"Wolastoq"}


def test_an_encrypted_office_is_not_replaced_by_whoever_has_no_key(tmp_path: Path) -> None:
    store, _ = in_folder(tmp_path / "plain")
    saved = opening.backup(store, tmp_path / "saved.loanbackup")
    store.close()
    store, by = in_folder(tmp_path / "office", KEY)
    add_client(store, by, "Wolastoq")
    store.close()
    with pytest.raises(errors.Locked):
        restoring.restore(tmp_path / "office", saved, NOW)
    assert names(tmp_path / "office" / opening.FILE, KEY) == {"Wolastoq"}
