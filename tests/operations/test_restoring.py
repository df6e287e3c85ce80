"""Bringing a backup back loses nothing, whatever was there and whatever goes wrong on the way."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from loanmanager.operations import opening
from loanmanager.storage import errors, search
from tests.office import NOW, TODAY, add_device, in_folder


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """Return a backup of an office with one device."""
    store, by = in_folder(tmp_path / "elsewhere")
    add_device(store, by)
    copy = opening.backup(store, tmp_path / "saved.loanbackup")
    store.close()
    return copy


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of an office with sixty devices."""
    store, by = in_folder(tmp_path / "office")
    for _ in range(60):
        add_device(store, by, notes="x" * 400)
    store.close()
    return tmp_path / "office"


def devices(folder: Path) -> int:
    store, _ = in_folder(folder)
    try:
        assert store.check() == ()
        return search.counts(store, TODAY).devices
    finally:
        store.close()


def damage(file: Path, first: int, pages: int) -> None:
    with file.open("rb+") as opened:
        opened.seek(first * 4096)
        opened.write(b"\xa5" * 4096 * pages)


def test_two_restores_in_one_second_keep_both_of_what_was_there(folder: Path, saved: Path) -> None:
    first = opening.restore(folder, saved, NOW)
    second = opening.restore(folder, saved, NOW)
    assert first != second
    opening.restore(folder, first, NOW)
    assert devices(folder) == 60
    opening.restore(folder, second, NOW)
    assert devices(folder) == 1


@pytest.mark.parametrize("where", ["the header", "the first page", "the middle", "nearly all of it"])
def test_a_damaged_office_is_kept_as_it_is_and_replaced(folder: Path, saved: Path, where: str) -> None:
    file = folder / opening.FILE
    pages = file.stat().st_size // 4096
    first, count = {"the header": (0, 1), "the first page": (1, 1), "the middle": (pages // 3, pages // 2)}.get(
        where, (1, pages - 1)
    )
    damage(file, first, count)
    before = file.read_bytes()
    kept = opening.restore(folder, saved, NOW)
    assert kept is not None
    assert devices(folder) == 1
    if where != "the first page":  # may be no more than one table's index, then the copy is a whole one
        assert kept.read_bytes() == before


def test_the_log_of_what_cannot_be_read_is_kept_with_it_and_not_used_again(folder: Path, saved: Path) -> None:
    (folder / opening.FILE).write_bytes(b"no database" * 1000)
    (folder / f"{opening.FILE}-wal").write_bytes(b"its log")
    kept = opening.restore(folder, saved, NOW)
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == b"its log"
    assert devices(folder) == 1


def test_an_office_that_somebody_has_open_is_not_replaced(folder: Path, saved: Path) -> None:
    store, by = in_folder(folder)
    with pytest.raises(errors.Busy):
        opening.restore(folder, saved, NOW)
    with store.write():
        store.insert("settings", key="a", value="1")
        with pytest.raises(errors.Busy):
            opening.restore(folder, saved, NOW)
    add_device(store, by)
    store.close()
    assert devices(folder) == 61
    assert list((folder / opening.BACKUPS).iterdir()) == []


@pytest.mark.parametrize("step", ["copying away", "the last step"])
def test_a_restore_that_is_cut_off_leaves_an_office_that_opens(
    folder: Path, saved: Path, monkeypatch: pytest.MonkeyPatch, step: str
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
            opening.restore(folder, saved, NOW)
    assert devices(folder) == 60


def test_a_full_disk_stops_a_restore_and_changes_nothing(
    folder: Path, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_source: Any, _target: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("shutil.copyfile", full)
    with pytest.raises(errors.DiskFull):
        opening.restore(folder, saved, NOW)
    assert devices(folder) == 60


@pytest.mark.parametrize("at", ["the folder", "the backups"])
def test_a_file_in_the_way_is_said_so(folder: Path, saved: Path, tmp_path: Path, at: str) -> None:
    if at == "the folder":
        folder = tmp_path / "file"
        folder.write_text("x")
    else:
        (folder / opening.BACKUPS).write_text("x")
    with pytest.raises(errors.CannotOpen):
        opening.restore(folder, saved, NOW)


def test_an_office_is_never_overwritten_by_its_own_backup(folder: Path) -> None:
    store, by = in_folder(folder)
    add_device(store, by)
    with pytest.raises(errors.CannotOpen):
        opening.backup(store, folder / ".." / folder.name / opening.FILE)
    add_device(store, by)
    store.close()
    assert devices(folder) == 62


def test_a_backup_is_one_file_that_replaces_an_older_one(folder: Path) -> None:
    store, by = in_folder(folder)
    target = folder / "copy.loanbackup"
    opening.backup(store, target)
    add_device(store, by)
    opening.backup(store, target)
    store.close()
    assert sorted(each.name for each in folder.glob("copy*")) == ["copy.loanbackup"]
    opening.restore(folder, target, NOW)
    assert devices(folder) == 61
