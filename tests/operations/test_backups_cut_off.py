"""Killed, or out of room, while backing up, thinning out or restoring: what was there is there, or what was to come."""

import random
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from loanmanager.domain.rotation import Why, name_of
from loanmanager.operations import backups, opening, restoring
from loanmanager.storage.key import Key
from tests.office import KEY, NOW, add_device, devices, in_folder

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 12

CHILD = """
import sys
from datetime import timedelta
from itertools import count
from pathlib import Path
from loanmanager.operations import backups, restoring
from tests.office import KEY, NOW
folder, key, does = Path(sys.argv[1]), KEY if sys.argv[2] else None, sys.argv[3]
print("begins", flush=True)
for n in count(1):
    now = NOW + timedelta(minutes=n)
    if does == "back up":
        backups.make(folder, backups.Why.ASKED, now, key)
    elif does == "thin out":
        backups.thin_out(folder, now)
    else:
        restoring.restore(folder, Path(sys.argv[4 + n % 2]), now, key)
"""


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> Key | None:
    """Run each test on a plain office and on an encrypted one."""
    return request.param


@pytest.fixture
def kept(tmp_path: Path, key: Key | None) -> tuple[Path, Path]:
    """Return two backups: of an office with one device, and of the same with two."""
    made = []
    for n in (1, 2):
        store, by = in_folder(tmp_path / "office", key)
        add_device(store, by)
        store.close()
        saved = backups.make(tmp_path / "office", Why.ASKED, NOW - timedelta(days=n), key).backup.path
        made.append(saved.replace(tmp_path / f"{n}.loanbackup"))
    return made[0], made[1]


def killed(folder: Path, key: Key | None, does: str, after: float, *more: Path) -> None:
    command = [sys.executable, "-c", CHILD, str(folder), "key" if key else "", does, *(str(each) for each in more)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "begins\n"
        time.sleep(after)
        assert child.poll() is None
        child.kill()


def test_killed_while_backing_up_the_others_stay_and_each_is_whole(
    tmp_path: Path, kept: tuple[Path, Path], key: Key | None
) -> None:
    folder, dice = tmp_path / "office", random.Random(1)
    first = backups.make(folder, Why.CLOSE, NOW, key).backup
    for _ in range(ROUNDS):
        killed(folder, key, "back up", dice.uniform(0.01, 0.2))
        found = backups.listing(folder)
        assert first in found
        assert all(each.good for each in found)
    assert devices(folder, key) == 2


def test_killed_while_thinning_out_the_newest_stays(tmp_path: Path, kept: tuple[Path, Path], key: Key | None) -> None:
    folder, dice = tmp_path / "office", random.Random(2)
    newest = backups.make(folder, Why.TIMER, NOW, key).backup
    data = newest.path.read_bytes()
    for n in range(1, 150):
        (newest.path.parent / name_of(NOW - timedelta(minutes=n), Why.TIMER)).write_bytes(data)
    for _ in range(4):
        killed(folder, key, "thin out", dice.uniform(0.01, 0.1))
        assert newest in backups.listing(folder)
    backups.thin_out(folder, NOW)
    assert all(each.good for each in backups.listing(folder))


def test_killed_while_restoring_there_is_the_one_or_the_other(
    tmp_path: Path, kept: tuple[Path, Path], key: Key | None
) -> None:
    folder, dice, seen = tmp_path / "office", random.Random(3), set()
    for _ in range(ROUNDS):
        killed(folder, key, "restore", dice.uniform(0.01, 0.3), *kept)
        seen.add(devices(folder, key))
        assert seen <= {1, 2}
        assert all(each.good for each in backups.listing(folder))
    restoring.restore(folder, kept[0], NOW + timedelta(days=1), key)
    assert devices(folder, key) == 1


FULL = """
import resource, signal, sys
from pathlib import Path
from loanmanager.operations import backups
from loanmanager.storage import errors
from tests.office import KEY, NOW
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
try:
    backups.make(Path(sys.argv[1]), backups.Why.ASKED, NOW, KEY if sys.argv[2] else None)
except errors.StoreError as error:
    print(type(error).__name__)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no such limit")
@pytest.mark.parametrize("room", [4096, 300_000])
def test_without_room_it_is_said_and_the_others_stay(
    tmp_path: Path, kept: tuple[Path, Path], key: Key | None, room: int
) -> None:
    folder = tmp_path / "office"
    first = backups.make(folder, Why.CLOSE, NOW - timedelta(hours=1), key).backup
    (folder / f"{opening.FILE}-shm").touch()
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(folder), "key" if key else "", str(room)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
    )
    assert done.stdout.strip() in {"DiskFull", "DiskTrouble", "CannotOpen"}, done.stderr
    assert backups.listing(folder) == (first,)
    assert devices(folder, key) == 2
