"""Bringing a backup back loses nothing, whatever was there and whatever goes wrong on the way."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from loanmanager.operations import opening, restoring
from loanmanager.storage import errors, trailer
from loanmanager.storage.key import Key
from tests.office import KEY, NOW, add_device, devices, in_folder


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> Key | None:
    """Run each test on a plain office and on an encrypted one."""
    return request.param


@pytest.fixture
def saved(tmp_path: Path, key: Key | None) -> Path:
    """Return a backup of an office with one device."""
    store, by = in_folder(tmp_path / "elsewhere", key)
    add_device(store, by)
    copy = opening.backup(store, tmp_path / "saved.loanbackup")
    store.close()
    return copy


@pytest.fixture
def folder(tmp_path: Path, key: Key | None) -> Path:
    """Return the folder of an office with sixty devices."""
    store, by = in_folder(tmp_path / "office", key)
    for _ in range(60):
        add_device(store, by, notes="x" * 400)
    store.close()
    return tmp_path / "office"


def damage(file: Path, first: int, pages: int) -> None:
    with file.open("rb+") as opened:
        opened.seek(first * 4096)
        opened.write(b"\xa5" * 4096 * pages)


def test_two_restores_in_one_second_keep_both_of_what_was_there(folder: Path, saved: Path, key: Key | None) -> None:
    first = restoring.restore(folder, saved, NOW, key)
    second = restoring.restore(folder, saved, NOW, key)
    assert first != second
    restoring.restore(folder, first, NOW, key)
    assert devices(folder, key) == 60
    restoring.restore(folder, second, NOW, key)
    assert devices(folder, key) == 1


@pytest.mark.parametrize("where", ["the header", "the first page", "the middle", "nearly all of it"])
def test_a_damaged_office_is_kept_as_it_is_and_replaced(folder: Path, saved: Path, where: str, key: Key | None) -> None:
    file = folder / opening.FILE
    pages = file.stat().st_size // 4096
    first, count = {"the header": (0, 1), "the first page": (1, 1), "the middle": (pages // 3, pages // 2)}.get(
        where, (1, pages - 1)
    )
    damage(file, first, count)
    before = file.read_bytes()
    kept = restoring.restore(folder, saved, NOW, key)
    assert kept is not None
    assert devices(folder, key) == 1
    if where != "the first page":  # may be no more than one table's index, then the copy is a whole one
        assert kept.read_bytes() == before


def test_the_log_of_what_cannot_be_read_is_kept_with_it_and_not_used_again(
    folder: Path, saved: Path, key: Key | None
) -> None:
    (folder / opening.FILE).write_bytes(b"no database" * 1000)
    (folder / f"{opening.FILE}-wal").write_bytes(b"its log")
    kept = restoring.restore(folder, saved, NOW, key)
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == b"its log"
    assert devices(folder, key) == 1


def test_an_office_that_somebody_has_open_is_not_replaced(folder: Path, saved: Path, key: Key | None) -> None:
    store, by = in_folder(folder, key)
    with pytest.raises(errors.Busy):
        restoring.restore(folder, saved, NOW, key)
    with store.write():
        store.insert("settings", key="a", value="1")
        with pytest.raises(errors.Busy):
            restoring.restore(folder, saved, NOW, key)
    add_device(store, by)
    store.close()
    assert devices(folder, key) == 61
    assert list((folder / opening.BACKUPS).iterdir()) == []


@pytest.mark.parametrize("step", ["copying away", "the last step"])
def test_a_restore_that_is_cut_off_leaves_an_office_that_opens(
    folder: Path, saved: Path, monkeypatch: pytest.MonkeyPatch, step: str, key: Key | None
) -> None:
    class Cut(Exception):
        pass

    real = Path.replace

    def cut(self: Path, target: Any) -> Any:
        if (Path(target).name == opening.FILE) == (step == "the last step"):
            raise Cut
        return real(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", cut)
        with pytest.raises(Cut):
            restoring.restore(folder, saved, NOW, key)
    assert devices(folder, key) == 60


def test_a_full_disk_stops_a_restore_and_changes_nothing(
    folder: Path, saved: Path, monkeypatch: pytest.MonkeyPatch, key: Key | None
) -> None:
    def full(_source: Any, _target: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(trailer, "copy_pages", full)
    with pytest.raises(errors.DiskFull):
        restoring.restore(folder, saved, NOW, key)
    assert devices(folder, key) == 60


@pytest.mark.parametrize("at", ["the folder", "the backups"])
def test_a_file_in_the_way_is_said_so(folder: Path, saved: Path, tmp_path: Path, at: str, key: Key | None) -> None:
    if at == "the folder":
        folder = tmp_path / "file"
        folder.write_text("x")
    else:
        (folder / opening.BACKUPS).write_text("x")
    with pytest.raises(errors.CannotOpen):
        restoring.restore(folder, saved, NOW, key)


def test_an_office_is_never_overwritten_by_its_own_backup(folder: Path, key: Key | None) -> None:
    store, by = in_folder(folder, key)
    add_device(store, by)
    with pytest.raises(errors.CannotOpen):
        opening.backup(store, folder / ".." / folder.name / opening.FILE)
    add_device(store, by)
    store.close()
    assert devices(folder, key) == 62


def test_a_backup_is_one_file_that_replaces_an_older_one(folder: Path, key: Key | None) -> None:
    store, by = in_folder(folder, key)
    target = folder / "copy.loanbackup"
    opening.backup(store, target)
    add_device(store, by)
    opening.backup(store, target)
    store.close()
    assert sorted(each.name for each in folder.glob("copy*")) == ["copy.loanbackup"]
    restoring.restore(folder, target, NOW, key)
    assert devices(folder, key) == 61
