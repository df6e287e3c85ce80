"""Returns in full at the desk, by keys: parts, questions, damage, another SIM, what turns up, what is charged."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from loanmanager.domain.devices import DeviceStatus, Line, PartState
from loanmanager.domain.incidents import Decision, IncidentKind
from loanmanager.domain.office import Charges, Policy
from loanmanager.operations import incidents, paperwork
from loanmanager.operations import office as office_operations
from loanmanager.settings import Settings
from loanmanager.storage import search
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.pages.desk.page import Desk
from tests.office import NOW, TODAY, add_client, add_device, lend
from tests.ui.office import settle
from tests.ui.pages.people import texts

LAPTOP, HOTSPOT, HEADSET, LOST = range(1, 5)
QUIET = Settings(language="en", print_receipt=False)  # or a print dialog waits for somebody


def fill(store, by):
    """A laptop and a hotspot out since seven weeks, a headset out since today, a headset that is lost."""
    before = replace(by, now=NOW - timedelta(days=49), today=TODAY - timedelta(days=49))
    laptop = add_device(store, by, make="Dell", model="5420", replacement_cost=45000)
    hotspot = add_device(store, by, "hotspot", make="Franklin", model="T9", line=Line(0, "B", "8930272040102573441"))
    headset, lost = (add_device(store, by, "headset", make="Jabra", model="20") for _ in range(2))
    client_id = add_client(store, by)
    lend(store, before, client_id, laptop, hotspot)
    lend(store, by, client_id, headset)
    incidents.report(store, incidents.Report(lost.id, IncidentKind.LOST), by)


@pytest.fixture
def office(offices):
    return offices(fill, preferences=QUIET)


@pytest.fixture
def returning(office, showing, qtbot):
    """Return what brings a device back to the desk and gives its form."""
    desk = showing(Desk, office)

    def bring(device_id):
        desk.open(("device", device_id))
        settle(qtbot, office)
        return desk, desk._back._shown[0]

    return bring


@pytest.fixture
def asked(qtbot, office):
    """Return what asks the store a question and waits for the answer."""

    def ask(question):
        answers = []
        office.ask(office, question, answers.append)
        settle(qtbot, office)
        return answers[0]

    return ask


def tick(form, qtbot, name):
    """Untick a part by the space bar: it is missing then."""
    from loanmanager.ui.pages.desk.return_form import PartTick

    found = next(each for each in form.findChildren(PartTick) if each._name == name)
    qtbot.keyClick(found._tick, Qt.Key.Key_Space)


def confirm(desk, qtbot, office):
    qtbot.keyClick(desk, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, office)


def receipt(office, asked):
    office.messages[-1].actions[1][1]()
    paper_id = office.places[-1][1]
    return paperwork.facts_of(asked(lambda store: paperwork.paper(store, paper_id)))


def test_a_missing_part_is_said_before_and_stands_on_the_receipt(returning, qtbot, office, asked):
    desk, form = returning(LAPTOP)
    assert not form._incident.isVisible()
    tick(form, qtbot, "Bag")
    assert form._incident.accessibleName() == "Opens an incident: Bag. Your policy charges nothing."
    confirm(desk, qtbot, office)
    assert receipt(office, asked).incidents == ("I-2026-002 · Bag, missing",)
    device = asked(lambda store: search.device_record(store, LAPTOP))
    assert device.status is DeviceStatus.TO_CHECK
    assert {part.name.en: part.state for part in device.parts}["Bag"] is PartState.MISSING


def test_damage_and_a_question_answered_no(returning, qtbot, office, asked):
    from loanmanager.ui.widgets.segments import Segments

    desk, form = returning(HEADSET)
    condition = next(each for each in form.findChildren(Segments) if each.accessibleName() == "Condition")
    for key in ("good", "worn"):
        qtbot.keyClick(condition._buttons[key], Qt.Key.Key_Right)
    assert "Jabra 20" in form._incident.accessibleName()
    confirm(desk, qtbot, office)
    assert [row.kind for row in asked(search.incidents)][:1] == ["damaged"]


def test_a_question_answered_no_sends_it_to_be_checked(returning, qtbot, office, asked):
    from loanmanager.ui.widgets.segments import Segments

    desk, form = returning(LAPTOP)
    question = next(each for each in form.findChildren(Segments) if each.accessibleName() == "Turns on?")
    qtbot.keyClick(question._buttons["yes"], Qt.Key.Key_Right)
    confirm(desk, qtbot, office)
    assert asked(lambda store: search.device_record(store, LAPTOP)).status is DeviceStatus.TO_CHECK
    assert len(asked(search.incidents)) == 1  # the lost headset


def test_another_sim_needs_a_reason(returning, qtbot, office, dialog_of, asked):
    desk, form = returning(HOTSPOT)
    qtbot.keyClicks(form._digits, "0000")
    confirm(desk, qtbot, office)
    dialog = dialog_of(ReasonDialog)
    qtbot.keyClicks(dialog._reason, "changed by the carrier")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert asked(lambda store: search.device_record(store, HOTSPOT)).status is DeviceStatus.TO_RESET


def test_what_was_said_to_be_missing_and_comes_back_settles_its_incident(returning, qtbot, office, asked):
    bag = next(p for p in asked(lambda store: search.device_record(store, LAPTOP)).parts if p.name.en == "Bag")
    form = incidents.Report(LAPTOP, IncidentKind.MISSING, bag.id)
    office.do(office, lambda store, by: incidents.report(store, form, by), lambda _: None)
    settle(qtbot, office)
    desk, _ = returning(LAPTOP)
    confirm(desk, qtbot, office)
    found = asked(lambda store: search.incident_record(store, number="I-2026-002"))
    assert found.decision is Decision.FOUND
    assert receipt(office, asked).incidents == ()


def test_what_the_policy_charges_is_said_before_and_stands_on_the_receipt(offices, showing, qtbot):
    def charging(store, by):
        fill(store, by)
        charges = Charges(late_fee=100, late_fee_cap=500, replacement=True)
        office_operations.save_policy(store, Policy(charges=charges), by)

    office = offices(charging, preferences=QUIET)
    desk = showing(Desk, office)
    desk.open(("device", LAPTOP))
    settle(qtbot, office)
    form = desk._back._shown[0]
    assert form._incident.accessibleName() == "Late fee $5.00."
    tick(form, qtbot, "Bag")
    assert form._incident.accessibleName() == "Opens an incident: Bag. Late fee $5.00."
    confirm(desk, qtbot, office)
    office.messages[-1].actions[1][1]()
    paper_id, papers = office.places[-1][1], []
    office.ask(office, lambda store: paperwork.paper(store, paper_id), papers.append)
    settle(qtbot, office)
    assert paperwork.facts_of(papers[0]).charge == 500


def test_a_lost_device_in_hand_offers_that_it_was_found(office, showing, qtbot):
    desk = showing(Desk, office)
    desk.open(("device", LOST))
    settle(qtbot, office)
    said = office.messages[-1]
    assert [words for words, _ in said.actions] == ["It was found", "Open HD-0002"]
    said.actions[0][1]()
    assert office.places[-1] == ("devices", ("found", LOST))
    assert not desk.basket.going
    assert texts(desk)
