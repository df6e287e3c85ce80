"""The follow-up page: choosing lists, several rows at once, undoing, putting off, a scan, both sizes and languages."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from loanmanager.operations import caring
from loanmanager.operations.undoing import undo
from loanmanager.settings import Settings
from loanmanager.storage import search
from loanmanager.ui import theme
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.dialogs.reset import ResetDialog
from loanmanager.ui.pages.follow_up.page import FollowUp
from tests.ui.helpers import cut_off, tab_order, unnamed
from tests.ui.office import settle
from tests.ui.pages.follow_up.conftest import Hand, fill
from tests.ui.pages.people import laid_out, texts

SHIFT = Qt.KeyboardModifier.ShiftModifier
COUNTS = {
    "due_today": "2", "overdue": "3", "notices": "3", "reservations": "2", "to_check": "2", "to_reset": "2",
    "in_repair": "2", "to_suspend": "2", "to_reactivate": "2", "to_sign": "5", "incidents": "4", "endings": "2",
    "assumed_lost": "1",
}  # fmt: skip


def test_it_opens_at_the_first_list_with_work_and_counts_every_list(hand):
    assert hand.page._key == "due_today"
    assert {key: item.extra for key, item in hand.page.menu.items.items()} == COUNTS
    assert hand.page.listing.rows.hasFocus()
    QAbstractItemModelTester(hand.page.listing.rows.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_the_counts_of_the_desk_are_those_of_the_lists(hand):
    found = []
    today = hand.office.today
    hand.office.ask(hand.page, lambda store: search.work_counts(store, today), found.append)
    settle(hand.qtbot, hand.office)
    for key, work in hand.page.lists.items():
        hand.go(key)
        counted = work.count(found[0])
        assert counted is None or counted == hand.left(), key
    assert found[0].total == sum(int(n) for key, n in COUNTS.items() if key != "notices")


def test_arrows_go_through_the_lists_and_into_the_rows(hand):
    hand.press(Qt.Key.Key_Left)
    assert hand.page.menu.items["due_today"].hasFocus()
    hand.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up)
    assert hand.page._key == "overdue"
    assert hand.page.menu.items["overdue"].hasFocus()
    hand.press(Qt.Key.Key_Right)
    assert hand.page.listing.rows.hasFocus()
    hand.press(Qt.Key.Key_PageDown, modifier=Qt.KeyboardModifier.ControlModifier)
    assert hand.page._key == "notices"
    hand.press(Qt.Key.Key_PageUp, modifier=Qt.KeyboardModifier.ControlModifier)
    assert hand.page._key == "overdue"
    hand.press(Qt.Key.Key_Left, Qt.Key.Key_Return)
    assert hand.page.listing.rows.hasFocus()


def test_the_detail_follows_the_rows(hand):
    hand.go("overdue")
    assert texts(hand.page.detail)[:2] == ["Tremblay, Josée", "C-00001"]
    hand.press(Qt.Key.Key_Down)
    said = texts(hand.page.detail)
    assert said[0] == "Коваль, Олена"
    assert {"LT-0002", "HS-0001", "514 555-0101"} <= set(said)


def test_several_devices_are_reset_by_one_record_and_undone_at_once(hand):
    hand.go("to_reset")
    hand.press(Qt.Key.Key_Down, modifier=SHIFT)
    assert "2 chosen" in texts(hand.page.detail)
    assert hand.page.detail.primary.words == "Mark 2 reset"
    hand.enter()
    hand.qtbot.keyClick(hand.dialog(ResetDialog), Qt.Key.Key_Return)
    hand.closed()
    assert hand.left() == 0
    message = hand.office.messages[-1]
    assert message.text == "2 devices are reset and available"
    message.actions[0][1]()
    hand.qtbot.keyClicks(hand.dialog(ReasonDialog)._reason, "not yet")
    hand.qtbot.keyClick(hand.dialog(ReasonDialog), Qt.Key.Key_Return)
    hand.closed()
    assert hand.left() == 2


def test_several_are_done_one_after_the_other_and_undone_together(hand):
    hand.go("to_check")
    hand.press(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    hand.enter()
    assert hand.left() == 0
    message = hand.office.messages[-1]
    assert (message.text, message.actions[0][0]) == ("2 devices checked", "Undo all")
    message.actions[0][1]()
    dialog = hand.dialog(ReasonDialog)
    assert dialog.windowTitle() == "Undo 2 steps?"
    hand.qtbot.keyClicks(dialog._reason, "the wrong pile")
    hand.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    hand.closed()
    assert hand.left() == 2
    assert hand.office.messages[-1].text == "Undone"


def test_undoing_one_brings_it_back_in_its_place(hand):
    hand.go("to_check")
    names = [each.main for each in hand.rows()]
    hand.enter()
    assert hand.left() == 1
    assert hand.office.messages[-1].actions[0][0] == "Undo"
    hand.office.messages[-1].actions[0][1]()
    hand.qtbot.keyClicks(hand.dialog(ReasonDialog)._reason, "not yet")
    hand.qtbot.keyClick(hand.dialog(ReasonDialog), Qt.Key.Key_Return)
    hand.closed()
    assert hand.left() == 2
    assert [each.main for each in hand.rows()] == names


def test_what_somebody_else_does_is_ticked_too(hand):
    hand.go("to_check")
    first = int(hand.rows()[0].key)
    hand.office.do(hand.page, lambda store, by: caring.mark_checked(store, first, by), lambda _: None)
    settle(hand.qtbot, hand.office)
    assert hand.left() == 1
    assert hand.rows()[0].sub.startswith("Checked, ")
    assert hand.page.listing.rows.current() == hand.rows()[1].key


def test_a_refusal_is_said_beside_the_button(hand):
    hand.go("to_check")
    row = hand.page.bench.rows[hand.rows()[0].key]
    hand.page.work.work([replace(row, id=999)])
    settle(hand.qtbot, hand.office)
    assert "“999”" in hand.page.detail._error.text()
    assert hand.left() == 2


def test_what_was_done_is_forgotten_when_one_leaves(hand):
    hand.go("to_check")
    hand.enter()
    hand.press(Qt.Key.Key_L)
    assert (len(hand.rows()), hand.left()) == (2, 0)
    hand.page.hide()
    hand.page.show()
    hand.go("to_check")
    assert len(hand.rows()) == 1
    assert hand.rows()[0].right_sub == "put off until tomorrow"


def test_what_was_put_off_comes_back_in_the_morning(hand):
    hand.go("to_sign")
    hand.press(Qt.Key.Key_L)
    assert hand.left() == 4
    hand.page._day = hand.page._day.replace(day=22)
    hand.page.reload()
    settle(hand.qtbot, hand.office)
    assert hand.left() == 5


def test_open_takes_a_row(hand):
    hand.go("to_sign")
    keys = [each.key for each in hand.rows()]
    hand.page.open(("to_sign", keys[3]))
    settle(hand.qtbot, hand.office)
    assert hand.page.listing.rows.current() == keys[3]


@pytest.mark.parametrize(
    ("key", "place"),
    [("due_today", "loans"), ("to_check", "devices"), ("to_sign", "loans"), ("to_suspend", "lines"),
     ("incidents", "incidents"), ("in_repair", "devices"), ("assumed_lost", "clients"), ("reservations", "calendar"),
     ("endings", "devices"), ("notices", "loans")],
)  # fmt: skip
def test_o_opens_the_record(hand, key, place):
    hand.go(key)
    hand.press(Qt.Key.Key_O)
    assert [to for to, _ in hand.office.places] == [place]


def test_other_letters_do_what_the_line_of_keys_says(hand):
    hand.go("overdue")
    hand.press(Qt.Key.Key_B)
    assert hand.office.places == [("desk", ("device", 1))]
    hand.go("to_sign")
    hand.press(Qt.Key.Key_P)
    assert hand.office.places[-1][0] == "paper"
    said = texts(hand.page.listing)
    assert {"L", "later", "P", "paper", "O", "open", "signed, next"} <= set(said)
    hand.press(Qt.Key.Key_Z)
    assert len(hand.office.places) == 2


def test_a_scan_goes_to_the_box_and_does_nothing_here(hand):
    hand.go("to_check")
    QTest.keyClicks(hand.page.listing.rows, "LT-0042")
    QTest.keyClick(hand.page.listing.rows, Qt.Key.Key_Return)
    settle(hand.qtbot, hand.office)
    assert hand.office.places == [("scan", "LT-0042")]
    assert hand.left() == 2


def test_a_day_that_cannot_be_is_said_beside_the_field(hand):
    hand.go("to_sign")
    detail = hand.page.detail
    detail.enter()
    detail.field.control.setText("tomorrow")
    hand.enter()
    assert "not a day" in detail.field.error()
    assert hand.left() == 5
    detail.field.control.setText("2026-11-21")
    hand.press(Qt.Key.Key_Down)  # settles what was typed and steps a day back
    hand.enter()
    assert hand.left() == 4


def test_leaving_a_line_as_it_is_asks_why(hand):
    hand.go("to_suspend")
    hand.press(Qt.Key.Key_X)
    hand.qtbot.keyClicks(hand.dialog(ReasonDialog)._reason, "they come on Friday")
    hand.qtbot.keyClick(hand.dialog(ReasonDialog), Qt.Key.Key_Return)
    hand.closed()
    assert hand.left() == 1
    assert hand.done()[0].startswith("Left as it is, ")


def test_an_empty_list_says_so(offices, showing, qtbot):
    page = showing(FollowUp, offices())
    settle(qtbot, page.office)
    for key, work in page.lists.items():
        page.open(key)
        settle(qtbot, page.office)
        assert page.listing._empty.accessibleName() == work.nothing()
        assert page.listing._empty.isVisible()
        assert not page.split.is_open()
        assert page.menu.items[key].extra == "–"


def test_a_rebuild_keeps_list_row_and_what_was_done(hand, showing):
    hand.go("to_sign")
    hand.enter()
    hand.press(Qt.Key.Key_L)
    current = hand.page.listing.rows.current()
    again = showing(FollowUp, hand.office)
    again.put_back(hand.page.state())
    settle(hand.qtbot, hand.office)
    assert again._key == "to_sign"
    assert again.listing.rows.current() == current
    assert (again.bench.left, len(again.bench.done), len(again.bench.later)) == (3, 1, 1)
    nothing = FollowUp(hand.office)
    hand.qtbot.addWidget(nothing)
    again.put_back(nothing.state())


def test_everything_is_named_and_reached_by_tab(hand):
    for key in hand.page.lists:
        hand.go(key)
        assert unnamed(hand.page) == [], key
    hand.go("to_sign")
    stops = tab_order(hand.page)
    assert hand.page.listing.rows in stops
    assert hand.page.detail.primary in stops
    assert hand.page.menu.items["to_sign"] in stops
    assert hand.page.menu.items["endings"] not in stops  # one stop; arrow keys go on


def test_where_there_is_no_room_the_detail_lies_over_the_list(offices, showing, qtbot, qapp):
    theme.apply(qapp, scale=1.5)
    office = offices(fill)
    page = showing(FollowUp, office, 1290)
    hand = Hand(qtbot, office, page)
    hand.go("to_check")
    assert not page.split.is_open()
    hand.enter()
    assert page.split.is_open()
    assert page.detail.primary.hasFocus()
    hand.enter()
    assert hand.left() == 1
    hand.qtbot.waitUntil(page.split.is_open)  # and shows the next
    hand.press(Qt.Key.Key_Escape)
    assert not page.split.is_open()
    assert page.listing.rows.hasFocus()
    hand.enter()
    hand.press(Qt.Key.Key_L)  # letters work over the list too
    assert hand.left() == 0


@pytest.mark.parametrize(("wide", "scale"), [(1182, 1.0), (900, 1.0), (1290, 1.5)])
def test_nothing_is_cut_off_in_french(offices, showing, qtbot, qapp, wide, scale):
    theme.apply(qapp, scale=scale)
    office = offices(fill, preferences=Settings(language="fr"))
    page = showing(FollowUp, office, wide)
    hand = Hand(qtbot, office, page)
    for key in page.lists:
        hand.go(key)
        laid_out()
        names = {each.text() for each in page.findChildren(type(page.listing._head._title)) if each.isVisible()}
        assert set(cut_off(page)) <= names, key  # a name that is too long is whole in its tooltip
        if page.split.is_over():
            hand.enter()
            laid_out()
            assert set(cut_off(page)) <= names | set(texts(page.detail)[:1]), key
            hand.press(Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None


def test_undoing_from_elsewhere_is_heard(hand):
    hand.go("to_sign")
    hand.enter()
    found = []
    loan_id = hand.page.bench.rows[hand.rows()[0].key].loan_id
    hand.office.ask(hand.page, lambda store: search.history_of(store, "loan", loan_id)[0], found.append)
    settle(hand.qtbot, hand.office)
    hand.office.do(hand.page, lambda store, by: undo(store, found[0].id, "wrong pile", by), lambda _: None)
    settle(hand.qtbot, hand.office)
    assert hand.left() == 5
