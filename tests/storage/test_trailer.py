"""A backup proves itself: cut short or changed by one bit, it is no backup."""

import random
from pathlib import Path

import pytest

from loanmanager.storage import errors, trailer
from loanmanager.storage.key import Key
from loanmanager.storage.sqlite_file import verify
from loanmanager.storage.sqlite_peek import peek
from tests.office import KEY, NOW, add_client, add_device, in_folder, lend

PLACES = 60


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> Key | None:
    """Run each test on a plain backup and on an encrypted one."""
    return request.param


@pytest.fixture
def saved(tmp_path: Path, key: Key | None) -> Path:
    """Return a backup."""
    store, by = in_folder(tmp_path / "office", key)
    lend(store, by, add_client(store, by, notes="quite a long note " * 20), add_device(store, by))
    store.backup(tmp_path / "saved.loanbackup")
    store.close()
    return tmp_path / "saved.loanbackup"


def test_a_backup_proves_itself_and_is_copied_without_its_proof(saved: Path, tmp_path: Path, key: Key | None) -> None:
    assert trailer.prove(saved)
    assert trailer.copy_pages(saved, tmp_path / "pages.db")
    assert (tmp_path / "pages.db").stat().st_size == saved.stat().st_size - trailer.SIZE
    assert not trailer.prove(tmp_path / "pages.db")
    verify(tmp_path / "pages.db", key)


@pytest.mark.parametrize("how", [1, 100, 10_000, 0])
def test_one_that_was_hurt_is_found_out_wherever_it_was(saved: Path, tmp_path: Path, how: int, key: Key | None) -> None:
    dice, whole = random.Random(how), saved.read_bytes()
    for _ in range(PLACES):
        data = bytearray(whole)
        if how:
            for at in dice.sample(range(len(data)), how):
                data[at] ^= dice.randrange(1, 256)
        else:
            del data[dice.randrange(1, len(data) - trailer.SIZE) :]
        saved.write_bytes(data)
        with pytest.raises(errors.StoreError):
            if not trailer.prove(saved):
                verify(saved, key)
        with pytest.raises(errors.StoreError):
            if not trailer.copy_pages(saved, tmp_path / "pages.db"):
                verify(tmp_path / "pages.db", key)


def test_looking_into_one_leaves_nothing_beside_it(saved: Path, key: Key | None) -> None:
    before, beside = saved.read_bytes(), sorted(saved.parent.iterdir())
    held = peek(saved, key)
    assert (held.devices, held.clients, held.loans_out, held.newer) == (1, 1, 1, False)
    assert held.mark.last == NOW
    assert saved.read_bytes() == before
    assert sorted(saved.parent.iterdir()) == beside


def test_what_is_too_short_to_hold_a_trailer_is_damaged(tmp_path: Path) -> None:
    for size in (1, 50, trailer.SIZE, 600):
        (tmp_path / "x").write_bytes(b"x" * size)
        with pytest.raises(errors.Damaged):
            trailer.prove(tmp_path / "x")
    (tmp_path / "x").write_bytes(b"")
    assert not trailer.prove(tmp_path / "x")
