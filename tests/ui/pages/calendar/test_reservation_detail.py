from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from loanmanager.domain.reservations import State
from loanmanager.operations import reserving, undoing
from loanmanager.ui.dialogs.move_reservation import MoveDialog
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.widgets.buttons import Primary
from tests.office import TODAY, add_device, lend
from tests.ui.office import settle
from tests.ui.pages.calendar.conftest import ANA, CLUB, LINH, READY, WAITING
from tests.ui.pages.people import laid_out, texts, timeline


@pytest.fixture
def detail(typed, qtbot, office):
    """Return what shows a reservation."""

    def show(id_):
        typed.open(id_)
        settle(qtbot, office)
        return typed.reservation

    return show


def primary(detail):
    laid_out()
    return next(each for each in detail.findChildren(Primary) if each.isVisible())


def ctrl_enter(qtbot, detail):
    """Press Ctrl+Enter and wait for the button, which Qt shows pressed for a moment."""
    with qtbot.waitSignal(primary(detail).clicked):
        qtbot.keyClick(detail.window(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, detail.office)


def do(qtbot, office, operation):
    made = []
    office.do(office, operation, made.append)
    settle(qtbot, office)
    return made[0]


def test_what_is_ready_tells_until_when_and_goes_to_the_desk(detail, qtbot, office):
    shown = detail(READY)
    said = texts(shown)
    assert {"Lopes, Ana", "R-2026-001", "Headset", "HD-0002 put aside until Thu\u00a026\u00a0Nov"} <= set(said)
    assert [what[:25] for what in timeline(shown)] == ["HD-0002 put aside until T", "Reserved 23 Nov 2026 to 2"]
    assert primary(shown).words == "Lend HD-0002"
    ctrl_enter(qtbot, shown)
    assert office.places[-1] == ("desk", ("device", 2))


def test_putting_back_on_the_shelf_and_undoing_it(detail, qtbot, office, press, stored, dialog_of):
    shown = detail(READY)
    press(shown, " Put back on the shelf")
    settle(qtbot, office)
    assert stored(READY).state is State.WAITING
    assert office.messages[-1].text == "Put back on the shelf"
    office.messages[-1].actions[0][1]()
    dialog = dialog_of(ReasonDialog)
    qtbot.keyClicks(dialog._reason, "wrong one")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert stored(READY).held == "HD-0002"
    assert "HD-0002 put aside until Thu\u00a026\u00a0Nov" in texts(shown)


def test_who_waits_is_told_how_many_come_before(detail):
    said = texts(detail(WAITING))
    assert "Waiting, 2 before" not in said
    assert {"Nguyen, Linh", "quiet one"} <= set(said)


def test_a_device_is_put_aside_by_keys(detail, qtbot, office, stored):
    shown = detail(WAITING)
    assert shown._devices.currentText() == "HD-0003  Logitech H390"
    ctrl_enter(qtbot, shown)
    made = stored(WAITING)
    assert (made.state, made.held) == (State.READY, "HD-0003")
    assert office.messages[-1].text == "HD-0003 put aside"


def test_passing_somebody_over_needs_a_reason(detail, qtbot, office, stored, dialog_of):
    do(
        qtbot,
        office,
        lambda store, by: reserving.reserve(
            store,
            reserving.Reserve(TODAY, TODAY + timedelta(days=3), ANA, type_id=stored_type(store), priority="interview"),
            by,
        ),
    )
    shown = detail(WAITING)
    ctrl_enter(qtbot, shown)
    dialog = dialog_of(ReasonDialog)
    assert "comes before R-2026-002 in the waiting list" in " ".join(texts(dialog))
    qtbot.keyClicks(dialog._reason, "she is at the desk")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert stored(WAITING).held == "HD-0003"
    assert office.messages[-1].text == "HD-0003 put aside"


def stored_type(store):
    from tests.office import type_of

    return type_of(store, "headset").id


def test_what_went_meanwhile_is_said(detail, qtbot, office):
    shown = detail(WAITING)
    do(
        qtbot,
        office,
        lambda store, by: reserving.cancel(store, WAITING, "no", by),
    )
    shown._put_aside(3)
    settle(qtbot, office)
    assert office.messages[-1].error
    assert "was cancelled" in office.messages[-1].text


def test_nothing_on_the_shelf(detail, qtbot, office):
    do(qtbot, office, _lend_third)
    shown = detail(CLUB)
    assert "None is on the shelf now." in texts(shown)
    assert not primary(shown).isEnabled()
    assert "Course start" in texts(shown)


def _lend_third(store, by):
    from loanmanager.storage import search

    return lend(store, by, LINH, search.device_record(store, 3), override="now")


def test_other_days(detail, qtbot, office, press, stored, dialog_of):
    shown = detail(READY)
    press(shown, " Change the dates…")
    dialog = dialog_of(MoveDialog)
    dialog._last.setFocus()
    qtbot.keyClick(dialog._last, Qt.Key.Key_Up)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert stored(READY).last == TODAY + timedelta(days=5)
    assert office.messages[-1].text == "R-2026-001 moved to other days"
    assert [words for words, _ in office.messages[-1].actions] == ["Undo"]


def test_days_that_cannot_be_are_said_in_the_dialog(detail, qtbot, office, press, stored, dialog_of):
    press(detail(READY), " Change the dates…")
    dialog = dialog_of(MoveDialog)
    dialog._first.selectAll()
    qtbot.keyClicks(dialog._first, "some day")
    dialog._confirm()
    assert dialog._fields[0].error() == "This is not a date."
    dialog._first.set_value(TODAY + timedelta(days=20))
    dialog._confirm()
    settle(qtbot, office)
    assert "or later, the first day" in dialog.error()
    assert dialog._first.value() == TODAY + timedelta(days=20)
    assert stored(READY).first == TODAY
    dialog.reject()


def test_cancelling_asks_why(detail, qtbot, office, press, stored, dialog_of):
    shown = detail(READY)
    press(shown, " Cancel it…")
    dialog = dialog_of(ReasonDialog)
    assert "Lopes, Ana loses the place in the list. What is put aside is free again." in texts(dialog)
    qtbot.keyClicks(dialog._reason, "found a job")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert stored(READY).state is State.CANCELLED
    assert "Cancelled" in texts(shown)
    laid_out()
    assert not [each for each in shown.findChildren(Primary) if each.isVisible()]


def test_what_was_lent_names_the_loan(detail, qtbot, office, press):
    def lent(store, by):
        from loanmanager.storage import search

        return lend(store, by, ANA, search.device_record(store, 2))

    do(qtbot, office, lent)
    shown = detail(READY)
    assert "Lent, loan L-2026-0002" in texts(shown)
    press(shown, "Client page")
    assert office.places[-1] == ("clients", ANA)


def test_one_that_was_never_made_goes_away(detail, typed, qtbot, office):
    made = do(
        qtbot,
        office,
        lambda store, by: reserving.reserve(
            store, reserving.Reserve(TODAY, client_id=LINH, type_id=stored_type(store)), by
        ),
    )
    shown = detail(made.result.ids[0])
    assert shown.isVisible()
    do(qtbot, office, lambda store, by: undoing.undo(store, made.entry_id, "a mistake", by))
    assert typed.day.isVisible()


def test_what_has_run_out_says_so(offices, showing, qtbot):
    from dataclasses import replace

    from loanmanager.ui.pages.calendar.page import CalendarPage

    def late(store, by):
        device = add_device(store, by, "headset")
        from tests.office import add_client

        client = add_client(store, by)
        before = replace(by, today=TODAY - timedelta(days=30))
        form = reserving.Reserve(before.today, before.today + timedelta(days=2), client, device_id=device.id)
        reserving.reserve(store, form, before)

    office = offices(late)
    page = showing(CalendarPage, office)
    page.open(1)
    settle(qtbot, office)
    assert "Run out" in texts(page.reservation)
    assert "HD-0001" in texts(page.reservation)
