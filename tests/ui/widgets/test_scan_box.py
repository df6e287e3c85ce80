import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from loanmanager.ui.widgets.layout import column, holder
from loanmanager.ui.widgets.matches import Matches
from loanmanager.ui.widgets.scan_box import ScanBox, milliseconds
from loanmanager.ui.widgets.scanner import FAST, Burst
from loanmanager.ui.widgets.two_lines import Entry

SCANNER, HAND = 5, 150  # ms between characters


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


class Driver:
    """A scanner and a hand on one box, with a clock of their own."""

    def __init__(self, qtbot, shown):
        self.qtbot, self.clock = qtbot, Clock()
        self.box = ScanBox("Scan or type", clock=self.clock)
        self.next = QLineEdit()
        self.window = shown(holder(column(self.box, self.next, None)))
        self.box.take_focus()
        self.submitted, self.typed = [], []
        self.box.submitted.connect(self.submitted.append)
        self.box.typed.connect(self.typed.append)

    def keys(self, text, pace):
        for each in text:
            self.clock.now += pace
            self.qtbot.keyClicks(self.box.entry, each)

    def press(self, key, pace, modifier=Qt.KeyboardModifier.NoModifier):
        self.clock.now += pace
        self.qtbot.keyClick(self.box.entry, key, modifier)


@pytest.fixture
def driver(qtbot, shown):
    return Driver(qtbot, shown)


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_a_scan_that_ends_in_a_key(driver, end):
    driver.keys("LT-0042", SCANNER)
    driver.press(end, SCANNER)
    assert driver.submitted == ["LT-0042"]
    assert driver.typed == ["L"]
    assert driver.box.entry.hasFocus()
    assert driver.box.entry.selectedText() == "LT-0042"


def test_a_scan_that_ends_in_nothing(driver, qtbot):
    driver.keys("LT-0042", SCANNER)
    assert driver.submitted == []
    qtbot.waitUntil(lambda: driver.submitted == ["LT-0042"], timeout=1000)


def test_the_next_scan_replaces_the_last(driver):
    for tag in ("LT-0042", "HS-0007"):
        driver.keys(tag, SCANNER)
        driver.press(Qt.Key.Key_Return, SCANNER)
    assert driver.submitted == ["LT-0042", "HS-0007"]


def test_a_scan_after_half_a_word_is_taken_alone(driver):
    driver.keys("Ngu", HAND)
    driver.clock.now += HAND
    driver.keys("LT-0042", SCANNER)
    driver.press(Qt.Key.Key_Return, SCANNER)
    assert driver.submitted == ["LT-0042"]


def test_a_hand_types_and_presses_enter(driver):
    driver.keys("nguyen", HAND)
    assert driver.typed == ["n", "ng", "ngu", "nguy", "nguye", "nguyen"]
    driver.press(Qt.Key.Key_Return, HAND)
    assert driver.submitted == ["nguyen"]


def test_a_hand_that_rolls_two_keys_is_heard_after_the_pause(driver, qtbot):
    driver.keys("ng", SCANNER)
    qtbot.waitUntil(lambda: driver.typed == ["n", "ng"], timeout=1000)
    assert driver.submitted == []


def test_a_hands_tab_goes_on_to_the_next_control(driver):
    driver.keys("nguyen", HAND)
    driver.press(Qt.Key.Key_Tab, HAND)
    assert driver.next.hasFocus()
    assert driver.submitted == []


def test_pasting_is_a_hand(driver, qapp):
    qapp.clipboard().setText("C-00031")
    driver.box.entry.selectAll()
    driver.box.entry.paste()
    assert driver.typed == ["C-00031"]


def test_escape_empties_the_box(driver):
    driver.keys("ab", HAND)
    driver.press(Qt.Key.Key_Escape, HAND)
    assert driver.box.text() == ""


def test_enter_in_an_empty_box_is_nothing(driver):
    driver.press(Qt.Key.Key_Return, HAND)
    assert driver.submitted == []


def test_the_frame_shows_the_focus(driver):
    assert driver.box.property("on") == "true"
    driver.next.setFocus()
    assert driver.box.property("on") == "false"


def test_the_clock_runs():
    assert milliseconds() <= milliseconds()


def test_a_burst_breaks_at_a_pause_and_at_a_jump():
    burst = Burst()
    for at, now in enumerate((0, FAST, 2 * FAST)):
        burst.add(at, now)
    assert burst.length == 3
    burst.add(3, 4 * FAST)
    assert (burst.begins, burst.length) == (3, 1)
    burst.add(9, 4 * FAST)
    assert (burst.begins, burst.length) == (9, 1)


ENTRIES = [
    Entry("d", "laptop", "ThinkPad T480", "LT-0042", "Available", right_icon="circle-check"),
    Entry("c", "user", "Nguyễn, Zoë"),
    Entry("l", "flag", "L-2026-0042"),
]


@pytest.fixture
def matches(driver):
    driver.matches = Matches(driver.box, "Matches")
    driver.picked = []
    driver.matches.picked.connect(driver.picked.append)
    driver.keys("ng", HAND)
    driver.matches.show_entries(ENTRIES)
    return driver


def test_matches_are_picked_by_keys(matches):
    assert matches.matches.isVisible()
    assert matches.box.entry.hasFocus()
    matches.press(Qt.Key.Key_Down, HAND)
    matches.press(Qt.Key.Key_Down, HAND)
    matches.press(Qt.Key.Key_Down, HAND)
    matches.press(Qt.Key.Key_Up, HAND)
    matches.press(Qt.Key.Key_Return, HAND)
    assert matches.picked == ["c"]
    assert matches.submitted == []
    assert not matches.matches.isVisible()


def test_a_scan_goes_past_the_matches(matches):
    matches.clock.now += HAND
    matches.keys("LT-0042", SCANNER)
    matches.press(Qt.Key.Key_Return, SCANNER)
    assert matches.submitted == ["LT-0042"]
    assert matches.picked == []
    assert not matches.matches.isVisible()


def test_escape_closes_the_matches_and_keeps_the_words(matches, qtbot):
    with qtbot.waitSignal(matches.matches.closed):
        matches.press(Qt.Key.Key_Escape, HAND)
    assert matches.box.text() == "ng"


def test_a_click_picks_a_match(matches, qtbot):
    view = matches.matches.list
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.rows.index(2)).center())
    assert matches.picked == ["l"]


def test_matches_leave_with_the_focus_and_when_there_are_none(matches):
    matches.matches.show_entries([])
    assert not matches.matches.isVisible()
    matches.matches.show_entries(ENTRIES)
    matches.next.setFocus()
    assert not matches.matches.isVisible()


def test_matches_lie_under_the_box_and_follow_it(matches, qtbot):
    matches.window.resize(600, 400)
    qtbot.waitUntil(lambda: matches.matches.width() == matches.box.width())
    assert matches.matches.y() > matches.box.y()
    assert matches.matches.list.model().index(0, 0).data() == "ThinkPad T480, LT-0042, Available"
