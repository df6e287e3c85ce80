"""Each list of the follow-up page is worked empty by keys alone (issue 3)."""

import pytest
from PySide6.QtCore import Qt

from loanmanager.ui.dialogs.decide import DecideDialog
from loanmanager.ui.dialogs.log_contact import LogContactDialog
from loanmanager.ui.dialogs.renew import RenewDialog
from loanmanager.ui.dialogs.repair import BackDialog
from loanmanager.ui.dialogs.report import ReportDialog
from loanmanager.ui.dialogs.reset import ResetDialog
from tests.ui.office import settle

DIRECT = {
    "reservations": ("LT-0011 put aside, 10:00", 2),
    "to_check": ("Checked, 10:00", 2),
    "to_sign": ("Signed on paper, 10:00", 5),
    "endings": ("Seen to, 10:00", 2),
}
DIALOGS = {
    "due_today": (RenewDialog, "Renewed or taken back, 10:00", 2),
    "overdue": (LogContactDialog, "Call: reached, 10:00", 3),
    "to_reset": (ResetDialog, "Marked reset, 10:00", 2),
    "in_repair": (BackDialog, "Back from repair, 10:00", 2),
    "incidents": (DecideDialog, "Closed, 10:00", 4),
    "assumed_lost": (ReportDialog, "Reported, renewed or back, 10:00", 1),
}


def at_any_hour(words):
    """Return words without the hour, which is that of whoever runs the tests."""
    return words.rsplit(", ", 1)[0]


@pytest.mark.parametrize("key", DIRECT)
def test_a_list_is_worked_empty_by_enter(hand, key):
    said, many = DIRECT[key]
    hand.go(key)
    assert (hand.left(), hand.shown(), hand.count()) == (many, f"{many} left of {many}", str(many))
    for left in reversed(range(many)):
        hand.enter()
        assert hand.left() == left
    assert hand.shown() == f"0 left of {many}"
    assert hand.count() == "–"
    assert at_any_hour(said) in map(at_any_hour, hand.done())
    assert len(hand.done()) == many
    hand.enter()  # there is nothing more to do, and nothing happens
    assert not hand.page.detail.primary.isEnabled()


@pytest.mark.parametrize("key", DIALOGS)
def test_a_list_with_a_dialog_is_worked_empty_by_enter_and_enter(hand, key):
    kind, said, many = DIALOGS[key]
    hand.go(key)
    assert hand.left() == many
    for left in reversed(range(many)):
        hand.enter()
        dialog = hand.dialog(kind)
        hand.qtbot.keyClick(dialog, Qt.Key.Key_Return)
        hand.closed()
        hand.qtbot.waitUntil(lambda left=left: hand.left() == left)
    assert hand.count() == "–"
    assert set(map(at_any_hour, hand.done())) == {at_any_hour(said)}


@pytest.mark.parametrize(("key", "said"), [("to_suspend", "Suspended"), ("to_reactivate", "Reactivated")])
def test_lines_take_the_carriers_reference(hand, key, said):
    hand.go(key)
    many = hand.left()
    assert many == 2
    hand.enter()  # goes to the reference
    for reference in ("BM-1", ""):
        assert hand.page.detail.field.control.hasFocus()
        hand.qtbot.keyClicks(hand.focused, reference)
        hand.enter()
    assert hand.left() == 0
    assert set(map(at_any_hour, hand.done())) == {f"{said} · BM-1", said}
    kept = []
    hand.office.ask(
        hand.page, lambda store: store.rows("SELECT reference FROM line_tasks ORDER BY id DESC LIMIT 2"), kept.append
    )
    settle(hand.qtbot, hand.office)
    assert [row["reference"] for row in kept[0]] == ["", "BM-1"]


@pytest.mark.parametrize("key", ["due_today", "overdue", "notices", "reservations", "to_check", "to_sign", "incidents"])
def test_a_list_can_be_put_off_to_the_last_row(hand, key):
    hand.go(key)
    many = hand.left()
    assert many > 1
    for left in reversed(range(many)):
        hand.press(Qt.Key.Key_L)
        assert hand.left() == left
    assert [each.right_sub for each in hand.rows()] == ["put off until tomorrow"] * many
    assert hand.count() == str(many)  # it is still to be done, by somebody else or tomorrow
    hand.press(Qt.Key.Key_L)
    assert hand.left() == 1
