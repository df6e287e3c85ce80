"""The program as a victim: it does every kind of operation until it is killed, and says what it has acknowledged.

Run by tests/operations/test_torture.py: `python -m tests.torture FOLDER KEY SEED`, with KEY in hexadecimal or "-".
"""

import pickle
import random
import sys
from pathlib import Path
from typing import Any

from loanmanager.domain.refusals import Refused
from loanmanager.operations.opening import open_office
from loanmanager.storage.key import Key
from tests.office import NOW
from tests.operations import test_promises
from tests.operations.test_promises import OPERATIONS, World

NOT_KEYED = frozenset(OPERATIONS) - frozenset(test_promises.KEYED)
KNOWN = "world.pickle"


def opened(folder: Path, key: str) -> Any:
    """Open the office in a folder."""
    return open_office(folder, NOW, None if key == "-" else Key(bytes.fromhex(key)))


def prepare(folder: Path, key: str) -> None:
    """Make an office with something of everything, and remember what is what in it."""
    store = opened(folder, key)
    world = World.filling(store)
    known = {name: value for name, value in vars(world).items() if name != "store"}
    (folder / KNOWN).write_bytes(pickle.dumps(known))
    store.close()


def world_in(folder: Path, key: str) -> World:
    """Return the office in a folder with what is known of it."""
    made = World.__new__(World)
    made.__dict__.update(pickle.loads((folder / KNOWN).read_bytes()))
    made.store = opened(folder, key)
    return made


def form_of(name: str, seed: int) -> str | None:
    """Return the key of a form, where the operation takes one."""
    return None if name in NOT_KEYED else f"{name} {seed}"


def main(folder: Path, key: str, seed: int) -> None:
    """Do every kind of operation in some order, and say each one that was acknowledged."""
    world, names = world_in(folder, key), list(OPERATIONS)
    random.Random(seed).shuffle(names)
    for name in names:
        try:
            done = OPERATIONS[name](world, world.by, form_of(name, seed))
        except (Refused, AssertionError):
            continue  # another operation came first, and what this one is about is gone
        if done is None:
            continue  # there was nothing to do
        sys.stdout.write(f"{name} {done.entry_id}\n")
        sys.stdout.flush()
    sys.stdout.write("all\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
