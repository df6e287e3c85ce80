"""Lines by keys: suspended and reactivated with the carrier's reference, moved, their PIN shown on request."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from loanmanager.domain.devices import LineState
from loanmanager.settings import Settings
from loanmanager.ui import theme
from loanmanager.ui.dialogs.carrier import CarrierDialog
from loanmanager.ui.dialogs.line import LineDialog
from loanmanager.ui.dialogs.move_line import MoveLineDialog
from loanmanager.ui.dialogs.pin import PinDialog
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.pages.lines.page import Lines
from tests.ui.helpers import cut_off, tab_order
from tests.ui.office import settle
from tests.ui.pages.lines.conftest import fill

LATE, CUT, SPARE = "514 555-0161", "514 555-0162", "438 555-0199"


def timeline(detail):
    events = detail.timeline.events
    return [events.index(at).data() for at in range(events.rowCount())]


def press_enter(qtbot, office, dialog):
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(qtbot, office)


def undo(qtbot, office, dialog_of):
    message = next(each for each in reversed(office.messages) if each.actions)
    dict(message.actions)["Undo"]()
    dialog = dialog_of(ReasonDialog)
    dialog._reason.setText("a mistake")
    dialog.primary.click()
    settle(qtbot, office)


def test_the_list_says_where_each_line_is_and_when_its_plan_ends(page):
    rows = [[page._model.index(row, at).data() for at in range(6)] for row in range(page._model.rowCount())]
    assert rows == [
        [SPARE, "Harfang", "Pending", "–", "", "22 Nov 2026"],
        [LATE, "Boréal · 20 GB", "Active", "HS-0001", "Tremblay, Josée", "21 Feb 2027"],
        [CUT, "Boréal · 20 GB", "Suspended", "HS-0002", "", "21 Feb 2027"],
    ]
    page.choose_filter("spare")


def test_a_late_line_is_suspended_by_keys_with_the_carriers_reference(qtbot, office, page, seen, dialog_of):
    detail = seen(LATE)
    assert detail._waits.isVisible()
    assert detail._waits.accessibleName() == "To suspend HS-0001 is 20 days late."
    assert detail._place.text().startswith("In HS-0001, with Tremblay, Josée")
    qtbot.keyClick(page, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(CarrierDialog)
    qtbot.keyClicks(dialog._reference, "BM-77")
    press_enter(qtbot, office, dialog)
    assert detail.read.record.state is LineState.SUSPENDED
    assert detail._status.accessibleName() == "Suspended"
    assert not detail._waits.isVisible()
    assert office.messages[-1].text == f"Line {LATE} is suspended"
    assert timeline(detail)[0].startswith("Suspended, ")
    assert timeline(detail)[0].endswith("Reference BM-77")
    undo(qtbot, office, dialog_of)
    assert detail.read.record.state is LineState.ACTIVE
    assert timeline(detail)[0].startswith("Change of the line undone")


def test_a_line_that_came_back_is_reactivated(qtbot, office, page, seen, dialog_of):
    detail = seen(CUT)
    assert detail._waits.accessibleName() == "To reactivate HS-0002 can be lent again once it is."
    qtbot.keyClick(page, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    press_enter(qtbot, office, dialog_of(CarrierDialog))
    assert detail.read.record.state is LineState.ACTIVE
    assert office.messages[-1].text == f"Line {CUT} is active again"


def test_what_waits_can_be_left_with_a_reason(qtbot, office, seen, dialog_of, press):
    detail = seen(CUT)
    press(detail, "Leave it")
    dialog = dialog_of(ReasonDialog)
    press_enter(qtbot, office, dialog)
    assert QApplication.activeModalWidget() is dialog
    qtbot.keyClicks(dialog._reason, "kept for the summer")
    press_enter(qtbot, office, dialog)
    assert not detail._waits.isVisible()
    assert timeline(detail)[0].endswith("kept for the summer")
    undo(qtbot, office, dialog_of)
    assert detail._waits.isVisible()


def test_a_line_is_moved_by_the_tag_of_the_device(qtbot, office, seen, dialog_of, menu_of):
    detail = seen(CUT)
    menu_of(detail)["Move to another device…"].trigger()
    dialog = dialog_of(MoveLineDialog)
    press_enter(qtbot, office, dialog)
    assert dialog._field.error() == "Tag: something is needed here."
    qtbot.keyClicks(dialog._device, "nowhere")
    press_enter(qtbot, office, dialog)
    assert dialog._field.error().startswith("No device bears “nowhere”.")
    assert dialog._device.text() == "nowhere"
    dialog._device.clear()
    qtbot.keyClicks(dialog._device, "hs-0001")
    press_enter(qtbot, office, dialog)
    assert dialog._field.error().startswith("HS-0001 is with a client")
    dialog._device.setText("hs-0003")
    press_enter(qtbot, office, dialog)
    assert detail.read.more.row.tag == "HS-0003"
    assert "Moved from HS-0002 to HS-0003" in timeline(detail)[0]
    assert [each.tag for each in detail.read.more.uses] == ["HS-0003", "HS-0002"]
    undo(qtbot, office, dialog_of)
    assert detail.read.more.row.tag == "HS-0002"
    menu_of(detail)["Take it out of HS-0002"].trigger()
    settle(qtbot, office)
    assert detail._place.text() == "In no device"
    assert "Taken out of HS-0002" in timeline(detail)[0]


def test_a_line_with_a_client_is_not_moved(seen, menu_of):
    found = menu_of(seen(LATE))
    assert list(found) == ["Cancel the line…", "Copy the number"]
    found["Copy the number"].trigger()
    assert QApplication.clipboard().text() == LATE


def test_a_line_is_cancelled_which_is_final(qtbot, office, seen, dialog_of, menu_of):
    detail = seen(SPARE)
    menu_of(detail)["Cancel the line…"].trigger()
    press_enter(qtbot, office, dialog_of(CarrierDialog))
    assert detail._status.accessibleName() == "Cancelled"
    assert not detail.primary.isVisible()
    found = menu_of(detail)
    assert "Cancel the line…" not in found
    assert "Undo the last step…" in found
    QApplication.activePopupWidget().close()


def test_a_pending_line_becomes_active(qtbot, office, page, seen, dialog_of):
    detail = seen(SPARE)
    qtbot.keyClick(page, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    press_enter(qtbot, office, dialog_of(CarrierDialog))
    assert detail.read.record.state is LineState.ACTIVE
    assert detail._uses.itemAt(0).widget().text() == "In no device yet"


def test_the_pin_is_shown_on_request_recorded_and_hidden_again(qtbot, office, seen, press, dialog_of):
    detail = seen(SPARE)
    assert detail._secret.text() == "••••"
    press(detail, "Show PIN and PUK")
    settle(qtbot, office)
    assert detail._secret.text() == "4711 · 99887766"
    assert timeline(detail)[0].startswith("PIN and PUK shown")
    assert not detail._show_pin.isVisible()
    detail._hides.timeout.emit()
    assert detail._secret.text() == "••••"
    press(detail, "Show PIN and PUK")
    settle(qtbot, office)
    other = seen(CUT)
    assert other._secret.text() == "not kept"
    press(other, "Change PIN and PUK")
    dialog = dialog_of(PinDialog)
    qtbot.keyClicks(dialog._pin, "1234")
    press_enter(qtbot, office, dialog)
    assert other._secret.text() == "••••"
    assert timeline(other)[0].startswith("PIN and PUK changed")
    press(other, "Show PIN and PUK")
    settle(qtbot, office)
    assert other._secret.text() == "1234"


def test_fields_are_edited_in_place(qtbot, office, seen):
    detail = seen(LATE)
    assert detail._fields._controls["data_cap_mb"].text() == "20 GB"
    wanted = {"data_cap_mb": "1,5", "cycle_day": "28", "monthly_cost": "40", "plan_end": "2027-03-31", "plan": "x"}
    for name, text in wanted.items():
        control = detail._fields._controls[name]
        control.setFocus()
        control.selectAll()
        qtbot.keyClicks(control, text)
        qtbot.keyClick(control, Qt.Key.Key_Return)
        settle(qtbot, office)
    line = detail.read.record
    assert (line.data_cap_mb, line.cycle_day, line.monthly_cost, line.plan) == (1536, 28, 4000, "x")
    assert line.plan_end.isoformat() == "2027-03-31"
    for name, text, said in (
        ("cycle_day", "32", "Write a day from 1 to 31."),
        ("data_cap_mb", "much", "Write gigabytes, like 20."),
        ("iccid", "8930", "SIM: “8930” is taken already."),
    ):
        control = detail._fields._controls[name]
        control.setFocus()
        control.selectAll()
        qtbot.keyClicks(control, text)
        qtbot.keyClick(control, Qt.Key.Key_Return)
        settle(qtbot, office)
        assert detail._fields._errors[name].text() == said
        qtbot.keyClick(control, Qt.Key.Key_Escape)


def test_where_a_line_was_leads_to_the_device(qtbot, office, seen, press):
    press(seen(LATE), "Open HS-0001")
    assert office.places[-1][0] == "devices"


def test_a_line_is_added_and_its_faults_are_said_beside_the_fields(qtbot, office, page, dialog_of):
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(LineDialog)
    dialog._ends.setText("soon")
    dialog._cost.setText("much")
    press_enter(qtbot, office, dialog)
    assert dialog._fields["plan_end"].error().startswith("Write a date")
    assert dialog._fields["monthly_cost"].error().startswith("Write an amount")
    dialog._ends.setText("31 dec 2027")
    dialog._cost.setText("25")
    press_enter(qtbot, office, dialog)
    assert dialog._fields["number"].error() == "Line number: something is needed here."
    qtbot.keyClicks(dialog._number, "438 555-0100")
    dialog._sim.setText("8930")
    press_enter(qtbot, office, dialog)
    assert dialog._fields["iccid"].error() == "SIM: “8930” is taken already."
    dialog._sim.clear()
    dialog._device.setText("HS-0002")
    press_enter(qtbot, office, dialog)
    assert dialog._fields["device"].error().startswith(f"HS-0002 holds line {CUT}.")
    assert dialog._number.text() == "438 555-0100"
    dialog._device.setText("HS-0003")
    dialog._pin.setText("0000")
    press_enter(qtbot, office, dialog)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    settle(qtbot, office)
    read = page.detail.read
    assert (read.record.number, read.more.row.tag, read.more.has_pin) == ("438 555-0100", "HS-0003", True)
    assert "Added, in HS-0003" in timeline(page.detail)[0]


def test_an_empty_office_says_what_a_line_is(offices, showing, dialog_of):
    page = showing(Lines, offices())
    assert page._empty.isVisible()
    page._empty.started.emit()
    dialog_of(LineDialog).reject()


def test_every_control_has_a_name_and_a_place_in_the_tab_order(page, seen):
    seen(CUT)
    stops = [each.accessibleName() for each in tab_order(page)]
    assert all(stops)
    assert {"Filter this list", "Add a line", "Suspended", "Leave it", "Change PIN and PUK"} & set(stops)
    assert {"Line number", "SIM", "Plan ends", "History"} <= set(stops)


@pytest.mark.parametrize(("width", "scale"), [(1182, 1.0), (1182, 1.5), (790, 1.0)])
def test_nothing_is_cut_in_french(offices, showing, qtbot, qapp, width, scale):
    theme.apply(qapp, scale=scale)
    office = offices(fill, preferences=Settings(language="fr"))
    page = showing(Lines, office, width)
    qtbot.waitUntil(lambda: cut_off(page) == [])
    for row in list(page._model._rows):
        page.show_record(row.id)
        settle(qtbot, office)
        qtbot.waitUntil(lambda: cut_off(page) == [])
