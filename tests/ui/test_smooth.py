"""What keeps the window at hand while other threads work."""

import gc
import sys
from types import SimpleNamespace
from weakref import ref

import pytest
from PySide6.QtCore import QObject

from loanmanager.ui import smooth


@pytest.fixture(autouse=True)
def _put_back():
    turn, thresholds = sys.getswitchinterval(), gc.get_threshold()
    yield
    gc.unfreeze()
    sys.setswitchinterval(turn)
    gc.set_threshold(*thresholds)


class Ring:
    """What only a sweep finds: it holds itself."""

    def __init__(self) -> None:
        self.me = self


def _old() -> "ref[Ring]":
    """Return what lived through every look at the young, and is rubbish since."""
    made = Ring()
    gc.collect(1)
    gc.collect(1)
    return ref(made)


def _fill() -> list[object]:
    """Make so much that Python would have swept by itself."""
    return [[n] for n in range(smooth._YOUNG * (smooth._ROUNDS + 1) * (smooth._MUCH + 2))]


def test_nothing_old_is_swept_where_somebody_waits(qapp):
    smooth.begin()
    gc.collect()
    rubbish, owner = _old(), QObject()
    sweeper = smooth.Sweeper(SimpleNamespace(is_idle=False), owner)
    kept = _fill()
    sweeper.look()
    assert rubbish() is not None
    sweeper._tasks = SimpleNamespace(is_idle=True)
    sweeper.look()
    assert rubbish() is None
    assert kept


def test_a_sweep_waits_until_much_has_come(qapp):
    smooth.begin()
    gc.collect()
    rubbish, owner = _old(), QObject()
    smooth.Sweeper(SimpleNamespace(is_idle=True), owner).look()
    assert rubbish() is not None
    gc.collect()


def test_the_window_that_was_settled_on_is_swept_when_it_is_gone():
    made = Ring()
    smooth.settle()
    gone = ref(made)
    del made
    gc.collect()
    assert gone() is not None  # it is left out of every sweep
    smooth.unsettle()
    assert gone() is None
