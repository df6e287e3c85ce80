import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from loanmanager.ui.pages.follow_up.keys import Keys


class Clock:
    """A clock that is set by hand, in milliseconds."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def heard(qtbot):
    """Return keys, their clock, and what they told."""
    owner = QWidget()
    qtbot.addWidget(owner)
    clock, told = Clock(), []
    keys = Keys(owner, clock)
    keys.pressed.connect(lambda letter: told.append(("letter", letter)))
    keys.entered.connect(lambda: told.append(("enter", "")))
    keys.scanned.connect(lambda text: told.append(("scan", text)))
    clock.owner = owner  # lives as long
    return keys, clock, told


def typed(keys, text, modifiers=Qt.KeyboardModifier.NoModifier):
    taken = []
    for char in text:
        key = Qt.Key.Key_Return if char == "\r" else Qt.Key(ord(char.upper()))
        taken.append(keys.take(QKeyEvent(QEvent.Type.KeyPress, key, modifiers, char)))
    return all(taken)


def test_a_letter_by_itself_is_told_after_a_moment(heard, qtbot):
    keys, _, told = heard
    assert typed(keys, "l")
    assert told == []
    qtbot.waitUntil(lambda: told == [("letter", "L")])


def test_letters_of_a_hand_are_told_one_by_one(heard, qtbot):
    keys, clock, told = heard
    typed(keys, "l")
    qtbot.waitUntil(lambda: len(told) == 1)
    clock.now = 400
    typed(keys, "c")
    qtbot.waitUntil(lambda: told == [("letter", "L"), ("letter", "C")])


def test_a_scan_ends_with_enter_and_does_nothing_else(heard, qtbot):
    keys, clock, told = heard
    typed(keys, "LT-0042\r")
    assert told == [("scan", "LT-0042")]
    clock.now = 1000
    typed(keys, "\r")
    assert told == [("scan", "LT-0042"), ("enter", "")]


def test_a_scan_without_enter_ends_with_silence(heard, qtbot):
    keys, _, told = heard
    typed(keys, "C-00009")
    qtbot.waitUntil(lambda: told == [("scan", "C-00009")])


def test_a_short_fast_run_is_nothing(heard, qtbot):
    keys, _, told = heard
    typed(keys, "lc")
    qtbot.waitUntil(lambda: not keys._silence.isActive())
    assert told == []


def test_enter_of_a_hand_is_told_at_once(heard):
    keys, _, told = heard
    assert typed(keys, "\r")
    assert told == [("enter", "")]


def test_what_is_held_down_or_says_nothing_is_left_alone(heard):
    keys, _, told = heard
    assert not typed(keys, "c", Qt.KeyboardModifier.ControlModifier)
    assert not keys.take(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier))
    assert told == []
