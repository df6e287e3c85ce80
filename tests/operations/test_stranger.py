"""A stranger with the encrypted file, its backups, the temporary folder and the log finds nobody in any of them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from loanmanager import log
from loanmanager.operations import opening, paperwork, protecting, unlocking
from loanmanager.storage import search
from loanmanager.storage.key import Key
from tests.keyrings import FileKeyring
from tests.month import living
from tests.month.events import EVENTS
from tests.office import KEY, NOW, in_folder
from tests.stranger import found

FAMILIES = ("Wolastoqewiyik", "Παπαδοπουλάκης", "Шевченківський", "Nguyễn-Hoàng-Long", "Échévarriat")
GIVEN = ("Marie-Philomène", "Ουρανίτσα", "Олександрина", "Thị-Bích-Ngọc")
EVENTS_OF_A_DAY = 90
NEW = Key(bytes(32))


@pytest.fixture(autouse=True)
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the program a temporary folder of its own, so that all of it can be looked through."""
    made = tmp_path / "temp"
    made.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(made))
    monkeypatch.setattr("tempfile.tempdir", str(made))
    return made


def lived(folder: Path, key: Key | None, monkeypatch: pytest.MonkeyPatch) -> living.Month:
    """Live some days of a test office on the disk: loans, papers, scans, photos, notices, incidents, undone or not."""
    monkeypatch.setattr(living, "memory", lambda: opening.open_office(folder, NOW, key))
    monkeypatch.setattr(living, "FAMILIES", FAMILIES)
    monkeypatch.setattr(living, "GIVEN", GIVEN)
    log.start(folder)
    month = living.Month(3, clients=12, share=3)
    month.live(EVENTS, EVENTS_OF_A_DAY)
    for paper_id in month.ids("SELECT id FROM papers ORDER BY id LIMIT 3"):
        assert paperwork.draw(paperwork.paper(month.store, paper_id)).startswith(b"%PDF")
    opening.backup(month.store, opening.backup_path(folder, NOW))
    return month


def test_what_a_stranger_would_find_in_the_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The search itself works: without protection everybody is found, in the records, the log of them, and the backup."""
    month = lived(tmp_path / "data", None, monkeypatch)
    told = found([tmp_path], (*FAMILIES, *GIVEN))
    assert {name for _, name in told} >= set(FAMILIES)
    assert {Path(file).suffix for file, _ in told} >= {".db", ".loanbackup"}
    month.store.close()


def test_a_stranger_finds_nobody_while_the_office_is_open_nor_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    month = lived(tmp_path / "data", KEY, monkeypatch)
    assert (tmp_path / "data" / f"{opening.FILE}-wal").stat().st_size > 0
    assert found([tmp_path], (*FAMILIES, *GIVEN)) == []
    shutil.copytree(tmp_path / "data", tmp_path / "copied while it was open")
    month.store.close()
    assert found([tmp_path], (*FAMILIES, *GIVEN)) == []
    store, _ = in_folder(tmp_path / "copied while it was open", KEY)
    assert store.check() == ()
    assert len(search.client_rows(store, today=month.by.today)) >= 12
    store.close()


def test_nobody_is_found_once_protection_was_turned_on_and_older_backups_encrypted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chain: FileKeyring
) -> None:
    folder = tmp_path / "data"
    month = lived(folder, None, monkeypatch)
    month.store.close()
    protecting.turn_on(folder, KEY, month.by)
    for each in protecting.plain_backups([folder / opening.BACKUPS]):
        protecting.encrypt_backup(each, KEY)
    assert found([tmp_path], (*FAMILIES, *GIVEN)) == []
    protecting.change_key(folder, KEY, NEW, month.by)
    assert found([tmp_path], (*FAMILIES, *GIVEN)) == []
    backup = next((folder / opening.BACKUPS).iterdir())
    restore = _restore()
    restore(folder, backup, NOW, NEW, unlocking.former_keys(folder, NEW))
    assert found([tmp_path], (*FAMILIES, *GIVEN)) == []


def _restore():
    try:
        from loanmanager.operations.restoring import restore
    except ImportError:
        from loanmanager.operations.opening import restore
    return restore


CHILD = """
import sys
from pathlib import Path
from tests.office import KEY, add_client, add_device, in_folder, lend
store, by = in_folder(Path(sys.argv[1]), KEY)
while True:
    lend(store, by, add_client(store, by, "Wolastoqewiyik", "Marie-Philomène"), add_device(store, by))
    print("lent", flush=True)
"""


def test_nobody_is_found_when_the_program_was_killed(tmp_path: Path, temp: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", CHILD, str(tmp_path / "data")]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root, env=environment) as child:
        assert child.stdout is not None
        for _ in range(5):
            assert child.stdout.readline().strip() == b"lent"
        child.kill()
    assert found([tmp_path], (*FAMILIES, *GIVEN)) == []
    store, _ = in_folder(tmp_path / "data", KEY)
    assert store.check() == ()
    assert len(search.client_rows(store, today=NOW.date())) >= 5
    store.close()
    assert found([tmp_path], (*FAMILIES, *GIVEN)) == []
