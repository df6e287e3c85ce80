"""Reporting an incident, finding, sending to repair and taking back, by keys."""

import pytest
from PySide6.QtCore import Qt

from loanmanager.domain.devices import Condition, DeviceStatus
from loanmanager.domain.incidents import IncidentKind
from loanmanager.operations import incidents, repairing
from loanmanager.storage import search
from loanmanager.storage.errors import DiskFull
from loanmanager.ui.dialogs.decide import DecideDialog
from loanmanager.ui.dialogs.found import FoundDialog
from loanmanager.ui.dialogs.repair import BackDialog, SendDialog
from loanmanager.ui.dialogs.report import ReportDialog
from tests.office import add_client, add_device, lend
from tests.ui.helpers import cut_off, unnamed

LAPTOP, SHELF = 1, 2


@pytest.fixture
def office(offices):
    def fill(store, by):
        laptop = add_device(store, by, make="Dell", model="5420", replacement_cost=45000)
        add_device(store, by, make="HP", model="440")
        lend(store, by, add_client(store, by), laptop)

    return offices(fill)


@pytest.fixture
def device(asked):
    """Return what reads a device."""
    return lambda id_: asked(lambda store: search.device_record(store, id_))


def confirm(qtbot, office, settled, dialog):
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settled(office)


def choose(qtbot, segments, key, before):
    """Choose by the arrow keys, from the choice that has the focus."""
    at = list(segments._buttons).index(key) - list(segments._buttons).index(before)
    now = before
    for _ in range(abs(at)):
        qtbot.keyClick(segments._buttons[now], Qt.Key.Key_Right if at > 0 else Qt.Key.Key_Left)
        now = list(segments._buttons)[list(segments._buttons).index(now) + (1 if at > 0 else -1)]


def test_what_is_out_and_stolen_says_that_its_loan_ends(office, beneath, put, device, qtbot, settled, asked):
    dialog = put(ReportDialog(office, device(LAPTOP), "Tremblay, Josée", parent=beneath))
    assert dialog._number.isVisible()
    assert not dialog._part_field.isVisible()
    choose(qtbot, dialog._kind, "stolen", "lost")
    assert dialog._then.accessibleName() == "Its loan ends, and it is recorded as stolen. Replacement $450.00."
    qtbot.keyClicks(dialog._police, "MTL-1")
    qtbot.keyClicks(dialog._note, "the bag was on the seat")
    confirm(qtbot, office, settled, dialog)
    incident = asked(lambda store: search.incident_record(store, number="I-2026-001"))
    assert (incident.kind, incident.police_number, incident.note) == ("stolen", "MTL-1", "the bag was on the seat")
    assert incident.happened_on == office.today
    assert [words for words, _ in office.messages[-1].actions] == ["Undo", "Open the incident"]


def test_a_part_is_chosen_where_one_is_missing(office, beneath, put, device, qtbot, settled, asked):
    dialog = put(ReportDialog(office, device(LAPTOP), parent=beneath))
    choose(qtbot, dialog._kind, "missing", "lost")
    assert not dialog._number.isVisible()
    assert dialog._then.accessibleName().startswith("It stays where it is. An incident is opened.")
    qtbot.keyClick(dialog._part, Qt.Key.Key_Down)
    chosen = dialog._part.currentText()
    confirm(qtbot, office, settled, dialog)
    assert asked(search.incidents)[0].named("en") == chosen


def test_damage_is_of_the_whole_device_or_of_a_part(office, beneath, put, device, qtbot, settled):
    dialog = put(ReportDialog(office, device(SHELF), kind=IncidentKind.DAMAGED, parent=beneath))
    assert dialog._part.currentText() == "The whole device"
    assert dialog._then.accessibleName() == "LT-0002 is then “To check”."
    confirm(qtbot, office, settled, dialog)
    assert (device(SHELF).status, device(SHELF).condition) == (DeviceStatus.TO_CHECK, Condition.DAMAGED)


def test_a_day_to_come_and_a_refusal_keep_what_was_typed(office, beneath, put, device, qtbot, settled):
    dialog = put(ReportDialog(office, device(LAPTOP), parent=beneath))
    dialog._when.setFocus()
    dialog._when.selectAll()
    qtbot.keyClicks(dialog._when, "2030-01-01")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog._day.error() == "This is not a day until today."
    dialog._when.selectAll()
    qtbot.keyClicks(dialog._when, "2026-11-20")
    qtbot.keyClicks(dialog._where, "bus")
    form = incidents.Report(LAPTOP, IncidentKind.LOST)
    office.do(office, lambda store, by: incidents.report(store, form, by), lambda _: None)
    confirm(qtbot, office, settled, dialog)
    assert dialog.error().startswith("This is on record already for LT-0001: incident I-2026-001.")
    assert dialog._where.text() == "bus"


def test_a_refusal_that_names_a_field_stands_beside_it(office, beneath, put, device, qtbot, settled):
    dialog = put(ReportDialog(office, device(LAPTOP), parent=beneath))
    dialog._where.setText("x\x00y")
    confirm(qtbot, office, settled, dialog)
    assert dialog._place.error()
    assert not dialog.error()


def test_a_full_disk_lets_one_leave(office, beneath, put, device, qtbot, settled, monkeypatch):
    def full(*_, **__):
        raise DiskFull

    dialog = put(SendDialog(office, device(SHELF), parent=beneath))
    monkeypatch.setattr(repairing, "send_to_repair", full)
    confirm(qtbot, office, settled, dialog)
    assert dialog.error()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_device_goes_to_repair_and_comes_back(office, beneath, put, device, qtbot, settled, asked):
    dialog = put(SendDialog(office, device(SHELF), parent=beneath))
    qtbot.keyClicks(dialog._what, "hinge")
    qtbot.keyClicks(dialog._place, "Atelier")
    dialog._day.setFocus()
    qtbot.keyClicks(dialog._day, "2020-01-01")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog._expected.error() == "This is not a date."
    dialog._day.selectAll()
    qtbot.keyClicks(dialog._day, "4 dec")
    confirm(qtbot, office, settled, dialog)
    assert office.messages[-1].text == "LT-0002 is in repair"
    row = asked(search.repairs_open)[0]
    assert (row.what, row.place, str(row.expected_on)) == ("hinge", "Atelier", "2026-12-04")
    back = put(BackDialog(office, device(SHELF), row, parent=beneath))
    qtbot.keyClicks(back._work, "new hinge")
    qtbot.keyClicks(back._cost, "much")
    qtbot.keyClick(back, Qt.Key.Key_Return)
    assert back._cost_field.error() == "Write an amount like 450.00."
    back._cost.clear()
    qtbot.keyClicks(back._cost, "65")
    choose(qtbot, back._then, "to_reset", "to_check")
    confirm(qtbot, office, settled, back)
    assert office.messages[-1].text == "LT-0002 is back from repair: to reset"
    assert asked(lambda store: store.row("SELECT * FROM repairs"))["cost"] == 6500


def test_an_amount_is_charged(office, beneath, put, device, qtbot, settled, asked):
    form = incidents.Report(LAPTOP, IncidentKind.LOST)
    office.do(office, lambda store, by: incidents.report(store, form, by), lambda _: None)
    settled(office)
    incident = asked(lambda store: search.incident_record(store, number="I-2026-001"))
    dialog = put(DecideDialog(office, incident, parent=beneath))
    choose(qtbot, dialog._how, "charge", "waive")
    assert dialog._amount.text() == "$450.00"
    dialog._amount.clear()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog._amount_field.error() == "Write an amount like 450.00."
    qtbot.keyClicks(dialog._amount, "120")
    confirm(qtbot, office, settled, dialog)
    assert office.messages[-1].text == "I-2026-001: $120.00 charged"


def test_a_waiver_without_a_reason_is_not_sent(office, beneath, put, qtbot, settled, asked):
    form = incidents.Report(LAPTOP, IncidentKind.LOST)
    office.do(office, lambda store, by: incidents.report(store, form, by), lambda _: None)
    settled(office)
    incident = asked(lambda store: search.incident_record(store, number="I-2026-001"))
    dialog = put(DecideDialog(office, incident, parent=beneath))
    dialog._reason.setText("")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog._reason_field.error() == "Say why; the reason is kept in the history."


def test_a_lost_device_without_an_incident_is_found(office, beneath, put, device, qtbot, settled):
    def lose(store, by):
        return incidents.report(store, incidents.Report(SHELF, IncidentKind.LOST), by)

    office.do(office, lose, lambda _: None)
    settled(office)
    dialog = put(FoundDialog(office, device(SHELF), parent=beneath))
    qtbot.keyClicks(dialog._note, "behind the shelf")
    confirm(qtbot, office, settled, dialog)
    assert office.messages[-1].text == "LT-0002 was found"
    assert device(SHELF).status is DeviceStatus.TO_CHECK


@pytest.mark.parametrize("kind", [ReportDialog, SendDialog, BackDialog, FoundDialog])
def test_everything_fits_and_is_named(office, beneath, put, device, kind):
    dialog = put(kind(office, device(SHELF), parent=beneath))
    assert cut_off(dialog) == []
    assert unnamed(dialog) == []
