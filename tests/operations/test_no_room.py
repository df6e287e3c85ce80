"""The disk full, and the file made read-only, in the middle of operations of every kind.

What cannot be written is refused by a typed error and leaves the records as they were; once there is room, or the file may
be written again, the same forms go through in the same open office.
"""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from loanmanager.domain.refusals import Refused
from loanmanager.operations.examining import examine
from loanmanager.storage import errors
from tests.operations.test_promises import OPERATIONS
from tests.torture import form_of, opened, prepare, world_in

SECRET = "cd" * 32
KEYS = pytest.mark.parametrize("key", ["-", SECRET], ids=["plain", "encrypted"])
ROUNDS = int(os.environ.get("LOANMANAGER_TORTURE", "1"))  # over every kind of operation
LEFT = (0, 4096, 16384, 65536, 1 << 20)  # bytes of room
ROOT = Path(__file__).resolve().parents[2]
SINCE = "SELECT COUNT(*) FROM history"

Meanwhile = Callable[[Any, int], Any]


def fold_in(store: Any) -> None:
    """Empty the log, so that whatever is done next has to make it grow."""
    store._conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


@contextmanager
def limited(store: Any, left: int) -> Iterator[None]:
    """Let no file be written beyond a few bytes: the system itself refuses, as a broken disk does."""
    fold_in(store)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    kept = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (left, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, kept)


@contextmanager
def filled(store: Any, left: int) -> Iterator[None]:
    """Fill the disk up to a few bytes."""
    fold_in(store)
    ballast = store.path.with_name("ballast")
    free = os.statvfs(store.path.parent)
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, free.f_bavail * free.f_frsize - left)
    try:
        yield
    finally:
        ballast.unlink()


@contextmanager
def read_only(store: Any, _left: int) -> Iterator[None]:
    """Let nothing be written from now on."""
    store._conn.execute("PRAGMA query_only = ON").fetchall()
    try:
        yield
    finally:
        store._conn.execute("PRAGMA query_only = OFF").fetchall()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a disk of 24 MB, where the system lets us have one."""
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    place = tmp_path / "disk"
    place.mkdir()
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)]
    if not (mount and unmount) or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only an administrator may mount a small disk")
    yield place
    subprocess.run([unmount, str(place)], check=True)


def fails_whole(world: Any, name: str, form: str | None, meanwhile: Meanwhile, left: int) -> type[Exception] | None:
    """Do an operation on a bad day; return what it was refused with, None where it went through, having seen that it is whole."""
    before, entry = world.store.value(SINCE), world.store.value("SELECT MAX(id) FROM history")
    try:
        with meanwhile(world.store, left):
            done = OPERATIONS[name](world, world.by, form)
    except (Refused, AssertionError):
        return Refused
    except errors.StoreError as error:
        assert (
            world.store.value("SELECT COUNT(*) FROM history WHERE id > :id AND idem = :form", id=entry, form=form) == 0
        )
        assert world.store.value("SELECT COUNT(*) FROM loans WHERE id NOT IN (SELECT loan_id FROM items)") == 0
        return type(error)
    if done is not None:
        assert world.store.value("SELECT operation FROM history WHERE id = :id", id=done.entry_id) is not None
        assert world.store.value(SINCE) >= before
    return None


def every_operation(
    folder: Path, key: str, meanwhile: Meanwhile, kind: type[Exception], seed: int
) -> tuple[int, int, int]:
    """Do each kind of operation on a bad day and then again; return how many failed, went through afterwards, had room."""
    prepare(folder, key)
    world, names, dice = world_in(folder, key), list(OPERATIONS), random.Random(seed)
    dice.shuffle(names)
    failed, later, done = 0, 0, 0
    for name in names:
        said = fails_whole(world, name, form_of(name, seed), meanwhile, dice.choice(LEFT))
        done += said is None
        if said in (None, Refused):
            continue
        assert said is kind, f"{name}: {said}"
        failed += 1
        try:
            again = OPERATIONS[name](world, world.by, form_of(name, seed))
        except (Refused, AssertionError):
            continue
        later += 1
        assert again is None or not again.repeated, f"{name} was refused, and yet was done"
    assert examine(world.store).findings == ()
    world.store.close()
    store = opened(folder, key)
    assert examine(store).findings == ()
    store.close()
    return failed, later, done


def bad_day(folder: Path, key: str, meanwhile: Meanwhile, kind: type[Exception]) -> None:
    """Do that several times over; most operations must have failed, and all but a few of these gone through afterwards."""
    told = []
    for seed in range(ROUNDS):
        here = folder / f"office-{seed}"
        here.mkdir()
        told.append(every_operation(here, key, meanwhile, kind, seed))
        shutil.rmtree(here)
    failed, later, done = (sum(each) for each in zip(*told, strict=True))
    sys.stdout.write(f"failed whole {failed}, went through afterwards {later}, had room {done}\n")
    assert failed > len(OPERATIONS) // 3
    assert later > failed * 2 // 3


@KEYS
def test_a_disk_that_is_full_loses_nothing(small_disk: Path, key: str) -> None:
    bad_day(small_disk, key, filled, errors.DiskFull)


@KEYS
def test_a_disk_that_refuses_to_write_loses_nothing(tmp_path: Path, key: str) -> None:
    bad_day(tmp_path, key, limited, errors.DiskTrouble)


@KEYS
def test_records_that_cannot_be_written_any_more_lose_nothing(tmp_path: Path, key: str) -> None:
    bad_day(tmp_path, key, read_only, errors.ReadOnly)


OPENS = """
import os, sys, tempfile
from datetime import UTC, datetime
from pathlib import Path
from loanmanager.operations.opening import open_office
from loanmanager.storage import errors
with tempfile.TemporaryDirectory() as other:  # all that it imports, before it may read no more than others may
    for _ in range(2):  # a new office, and one that was sealed
        open_office(Path(other), datetime.now(UTC)).close()
if os.geteuid() == 0:
    os.setegid(65534)
    os.seteuid(65534)
try:
    open_office(Path(sys.argv[1]), datetime.now(UTC)).close()
except errors.StoreError as error:
    print(type(error).__name__)
"""


def test_a_folder_that_may_not_be_written_is_said_so() -> None:
    """Whoever may only read is told, whether the file or the whole folder is so."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        opened(folder, "-").close()
        for each in folder.iterdir():
            each.chmod(0o444)
        folder.chmod(0o555)
        command = [sys.executable, "-c", OPENS, str(folder)]
        told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
        folder.chmod(0o755)
        assert told.stdout.strip() == "ReadOnly", told.stderr
