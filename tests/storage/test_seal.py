"""The seal of the records at rest: what was changed by whom ever is noticed, and whoever may write is never blamed."""

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from loanmanager.operations import opening
from loanmanager.storage import errors, seal
from loanmanager.storage.key import Key
from loanmanager.storage.sqlite_engine import SqliteEngine
from tests.office import KEY, NOW, add_client, add_device, in_folder

ROOT = Path(__file__).resolve().parents[2]
PLACES, ROUNDS = 40, 40


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> Key | None:
    """Run each test on a plain office and on an encrypted one."""
    return request.param


@pytest.fixture
def folder(tmp_path: Path, key: Key | None) -> Path:
    """Return the folder of an office that was closed."""
    store, by = in_folder(tmp_path / "office", key)
    for n in range(20):
        add_client(store, by, f"Name {n}", notes="quite a long note " * 20)
    store.close()
    return tmp_path / "office"


def file(folder: Path) -> Path:
    return folder / opening.FILE


def hurt(path: Path, how: int, dice: random.Random) -> None:
    """Change some random bytes for others, or with 0 cut the file short."""
    data = bytearray(path.read_bytes())
    if how == 0:
        path.write_bytes(data[: dice.randrange(len(data))])
        return
    for at in dice.sample(range(len(data)), min(how, len(data))):
        data[at] ^= dice.randrange(1, 256)
    path.write_bytes(data)


def test_an_office_at_rest_is_sealed_and_opens(folder: Path, key: Key | None) -> None:
    assert seal.prove(file(folder))
    before = seal.seal_of(file(folder)).read_text()
    store = opening.open_office(folder, NOW, key)
    assert seal.is_sealed(file(folder))  # nothing was written yet
    store.close()
    assert seal.seal_of(file(folder)).read_text() == before


@pytest.mark.parametrize("how", [1, 100, 10_000, 0])
def test_a_file_that_was_changed_is_never_opened(folder: Path, key: Key | None, how: int) -> None:
    dice = random.Random(how)
    whole = file(folder).read_bytes()
    for _ in range(PLACES):
        hurt(file(folder), how, dice)
        damaged = file(folder).read_bytes()
        with pytest.raises(errors.StoreError) as refused:
            opening.open_office(folder, NOW, key)
        assert isinstance(refused.value, errors.Damaged | errors.Missing)
        assert file(folder).read_bytes() == damaged
        file(folder).write_bytes(whole)
    opening.open_office(folder, NOW, key).close()


@pytest.mark.parametrize("how", [10_000, 0])
def test_a_crashed_office_that_was_badly_hurt_is_not_opened_as_if_healthy(
    tmp_path: Path, key: Key | None, how: int
) -> None:
    store, by = in_folder(tmp_path / "running", key)
    for n in range(20):
        add_client(store, by, f"Name {n}", notes="quite a long note " * 20)
    store._conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    add_device(store, by)
    dice = random.Random(how)
    for n in range(10):
        left = tmp_path / f"left {n}"
        shutil.copytree(tmp_path / "running", left)
        hurt(file(left), how, dice)
        try:
            again = opening.open_office(left, NOW, key)
        except errors.StoreError:
            continue
        assert again.check() == ()  # the log held every page that was hurt
        again.close()
    store.close()


def test_a_write_takes_the_seal_away_and_closing_puts_another_on(folder: Path, key: Key | None) -> None:
    before = seal.seal_of(file(folder)).read_text()
    store, by = in_folder(folder, key)
    add_device(store, by)
    assert not seal.seal_of(file(folder)).exists()
    store.close()
    assert seal.prove(file(folder))
    assert seal.seal_of(file(folder)).read_text() != before


def test_who_leaves_while_another_stays_seals_and_the_others_next_write_breaks_it(
    folder: Path, key: Key | None
) -> None:
    stays, by = in_folder(folder, key)
    add_device(stays, by)
    leaves, by_too = in_folder(folder, key)
    add_device(leaves, by_too)
    leaves.close()
    assert seal.prove(file(folder))
    add_device(stays, by)
    assert not seal.is_sealed(file(folder))
    third = opening.open_office(folder, NOW, key)
    third.close()
    stays.close()
    assert seal.prove(file(folder))


def test_nobody_seals_while_another_is_in_the_middle(folder: Path, key: Key | None) -> None:
    busy, by = in_folder(folder, key)
    leaves, _ = in_folder(folder, key)
    with busy.write():
        busy.insert("settings", key="a", value="1")
        leaves.close()
        assert not seal.is_sealed(file(folder))
    add_device(busy, by)
    busy.close()
    assert seal.prove(file(folder))


@pytest.mark.parametrize("said", ["", "nonsense", "0" * 64, f"{'0' * 64} 12345678 00000000", "\xff\xfe"])
def test_a_seal_that_is_damaged_itself_says_nothing_of_the_file(folder: Path, key: Key | None, said: str) -> None:
    seal.seal_of(file(folder)).write_text(said, "latin-1")
    assert not seal.prove(file(folder))
    store, by = in_folder(folder, key)
    add_device(store, by)
    store.close()
    assert seal.prove(file(folder))


def test_a_folder_that_takes_no_seal_stops_nobody(folder: Path, key: Key | None) -> None:
    store, by = in_folder(folder, key)
    add_device(store, by)
    (folder / f"{opening.FILE}.seal.part").mkdir()
    store.close()
    assert not seal.is_sealed(file(folder))
    again, _ = in_folder(folder, key)
    assert again.check() == ()
    again.close()


def test_a_seal_that_cannot_be_taken_off_stops_the_write(
    folder: Path, key: Key | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, by = in_folder(folder, key)

    def refuses(_self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refuses)
        patched.setattr(Path, "open", refuses)
        with pytest.raises(errors.ReadOnly):
            add_device(store, by)
    assert seal.is_sealed(file(folder))
    store.close()
    assert seal.prove(file(folder))


def test_a_seal_that_somebody_is_reading_is_emptied(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(_self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "unlink", refuses)
    seal.take_off(file(folder))
    assert not seal.is_sealed(file(folder))


def test_other_databases_leave_no_seal(tmp_path: Path) -> None:
    store = SqliteEngine(tmp_path / "copy.db")
    store.migrate()
    store.close()
    assert [each.name for each in tmp_path.iterdir()] == ["copy.db"]


WORKER = """
import random, sys
from pathlib import Path
from loanmanager.operations.opening import open_office
from tests.office import KEY, NOW
key = KEY if sys.argv[2] else None
dice = random.Random(int(sys.argv[3]))
for _ in range(int(sys.argv[4])):
    store = open_office(Path(sys.argv[1]), NOW, key)
    for _ in range(dice.randrange(3)):
        with store.write():
            store.run("UPDATE clients SET notes = :notes WHERE id = :id", notes=str(dice.random()), id=dice.randrange(1, 20))
    store.close()
    print("whole", flush=True)
"""


def test_programs_that_come_and_go_never_find_the_file_damaged(folder: Path, key: Key | None) -> None:
    window, by = in_folder(folder, key)
    children = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, str(folder), "key" if key else "", str(n), str(ROUNDS)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT)},
        )
        for n in range(3)
    ]
    for line in children[0].stdout or ():
        assert line == "whole\n"
        add_device(window, by)
    for child in children:
        out, trouble = child.communicate()
        assert trouble == ""
        assert out.count("whole") == (0 if child is children[0] else ROUNDS)
    window.close()
    assert seal.prove(file(folder))
    store = opening.open_office(folder, NOW, key)
    assert store.check() == ()
    store.close()
