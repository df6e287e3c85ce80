"""Killed at random moments over operations of every kind, plain and encrypted: what was acknowledged is there, whole.

Each round ends by `kill -9`; the next one goes on in the same office, trying the same forms again first.
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from loanmanager.domain.refusals import Refused
from loanmanager.operations.examining import examine
from tests.operations.test_promises import OPERATIONS
from tests.torture import form_of, opened, prepare, world_in

ROOT = Path(__file__).resolve().parents[2]
TIMES = int(os.environ.get("LOANMANAGER_TORTURE", "1"))
ROUNDS = 8 * TIMES
AT_LEAST = 250 * TIMES  # operations acknowledged, plain and encrypted each
SECRET = "ab" * 32


_NOT_THE_SAME = {
    "save_template",
    "import_template",
}  # their promises write on what is there, so a second form is another one


def killed(folder: Path, key: str, seed: int, after: float) -> list[tuple[str, int]]:
    """Let the victim work until it is killed; return what it acknowledged."""
    command = [sys.executable, "-m", "tests.torture", str(folder), key, str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as victim:
        assert victim.stdout is not None
        said = [victim.stdout.readline()]  # it has begun
        time.sleep(after)
        victim.kill()
        said += victim.stdout.readlines()
    whole = [line.split() for line in said if line.endswith("\n") and line != "all\n"]
    return [(name, int(entry)) for name, entry in whole]


def sound(store: Any) -> None:
    """See that the file is whole, the history's chain too, and that the records agree with each other."""
    assert examine(store).findings == ()
    assert store.value("SELECT COUNT(*) FROM loans WHERE id NOT IN (SELECT loan_id FROM items)") == 0
    assert store.value("SELECT COUNT(*) FROM history_subjects WHERE entry_id NOT IN (SELECT id FROM history)") == 0


@pytest.mark.parametrize("key", ["-", SECRET], ids=["plain", "encrypted"])
def test_nothing_acknowledged_is_lost_and_nothing_is_half_done(tmp_path: Path, key: str) -> None:
    dice, known, kinds = random.Random(11), 0, set()
    for seed in range(ROUNDS):
        folder = tmp_path / f"office-{seed}"
        prepare(folder, key)
        while known_here := killed(folder, key, seed, dice.uniform(0, 1.2)):
            store = opened(folder, key)
            for name, entry in known_here:
                assert store.value("SELECT operation FROM history WHERE id = :id", id=entry) is not None, name
            sound(store)
            store.close()
            known += len(known_here)
            kinds |= {name for name, _ in known_here}
            again(folder, key, seed, known_here)
            if len(known_here) > len(OPERATIONS) // 2 or dice.random() < 0.5:
                break
    assert known >= AT_LEAST
    assert len(kinds) > len(OPERATIONS) * 3 // 4


def again(folder: Path, key: str, seed: int, acknowledged: list[tuple[str, int]]) -> None:
    """Send some of the same forms once more: they were done, and are not done again."""
    world = world_in(folder, key)
    before = world.store.value("SELECT COUNT(*) FROM history")
    for name, entry in acknowledged[-5:]:
        form = form_of(name, seed)
        if form is not None and name not in _NOT_THE_SAME:
            try:
                done = OPERATIONS[name](world, world.by, form)
            except Refused:
                pytest.fail(f"{name} was done, and is refused when it is sent again")
            assert done.repeated, name
            assert done.entry_id == entry, name
    assert world.store.value("SELECT COUNT(*) FROM history") == before
    world.store.close()
