"""Kits and lines at the desk: one scan, what is not there by name, the SIM confirmed at the return, all by keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from loanmanager.domain.devices import Line, LineState
from loanmanager.domain.kits import Unit
from loanmanager.domain.names import Label
from loanmanager.domain.office import Policy
from loanmanager.operations import kits
from loanmanager.operations import office as office_operations
from loanmanager.operations.kits import NewKit
from loanmanager.storage import search
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.pages.desk.basket_row import BasketRow
from loanmanager.ui.pages.desk.page import Desk
from loanmanager.ui.pages.desk.return_form import ReturnForm
from tests.office import TODAY, add_client, add_device, lend, take_back
from tests.ui.office import settle
from tests.ui.pages.people import texts

SIM = Line(0, "Boréal", "89302720401025734417", "514 555-0161")


def fill(store, by):
    """A kit of two laptops and a headset, an empty kit, and three hotspots: in order, cut off, and without a SIM."""
    units = [add_device(store, by), add_device(store, by), add_device(store, by, "headset")]
    add_client(store, by)
    form = NewKit(Label("Workshop"), units=tuple(Unit(each.id, Label(f"seat {each.id}")) for each in units))
    kits.make_kit(store, form, by)
    kits.make_kit(store, NewKit(Label("Empty")), by)
    add_device(store, by, "hotspot", line=SIM)
    add_device(store, by, "hotspot", line=replace(SIM, iccid="8930", number="2", state=LineState.SUSPENDED))
    add_device(store, by, "hotspot")


@pytest.fixture
def office(offices):
    return offices(fill)


@pytest.fixture
def desk(office, showing):
    return showing(Desk, office)


@pytest.fixture
def scan(desk, qtbot, office):
    """Return what finds a code as the box does, and brings it to the desk."""

    def find(code):
        office.ask(desk, lambda store: search.find(store, code, TODAY), desk.open)
        settle(qtbot, office)

    return find


@pytest.fixture
def does(qtbot, office):
    """Return what does something behind the desk's back."""

    def run(operation):
        office.do(office, operation, lambda _: None)
        settle(qtbot, office)

    return run


def tags(desk):
    return [each.device.tag for each in desk.basket.going]


def lent(store, by, *ids):
    return lend(store, by, 1, *(search.device_record(store, id_) for id_ in ids))


def test_one_scan_puts_the_whole_kit_in_and_one_key_lends_it(desk, scan, qtbot, office):
    scan("KIT-0001")
    assert tags(desk) == ["LT-0001", "LT-0002", "HD-0001"]
    assert office.messages[-1].text == "Kit KIT-0001: 3 devices"
    assert "·  Kit KIT-0001, seat 1" in " ".join(texts(desk.findChild(BasketRow)))
    scan("KIT-0001")
    assert office.messages[-1].text == "KIT-0001 is in the basket already."
    desk.open(("client", 1))
    settle(qtbot, office)
    qtbot.keyClick(desk, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: office.messages[-1].text == "Loan L-2026-0001 checked out")
    found = []
    office.ask(desk, lambda store: search.loan_record(store, id_=1), found.append)
    settle(qtbot, office)
    assert {item.kit_id for item in found[0].items} == {1}


def test_what_is_not_there_is_told_by_name_and_the_rest_goes(desk, scan, does, office):
    does(lambda store, by: lent(store, by, 1))
    does(lambda store, by: lent(store, by, 2))
    does(lambda store, by: take_back(store, by, search.device_record(store, 2)))
    scan("kit0001")
    assert tags(desk) == ["HD-0001"]
    assert office.messages[-1].error
    assert (
        office.messages[-1].text == "Kit KIT-0001 is not complete. Not lent: LT-0001 (on loan) and LT-0002 (to reset)."
    )
    office.messages[-1].actions[0][1]()
    assert office.places[-1] == ("kits", 1)


def test_a_kit_that_is_out_comes_back_together_or_piece_by_piece(desk, scan, does, office, qtbot):
    does(lambda store, by: lent(store, by, 1, 2, 3))
    scan("KIT-0001")
    assert [each.device.tag for each in desk.comings.coming] == ["LT-0001", "LT-0002", "HD-0001"]
    desk._leave_return()
    scan("LT-0002")
    assert [each.device.tag for each in desk.comings.coming] == ["LT-0002"]
    scan("KIT-0001")
    assert [each.device.tag for each in desk.comings.coming] == ["LT-0002", "LT-0001", "HD-0001"]


def test_an_empty_kit_says_what_to_do(desk, scan, office):
    scan("KIT-0002")
    assert tags(desk) == []
    assert office.messages[-1].text == "Kit KIT-0002 is empty. Put devices into it on the Kits page."


def test_from_the_kits_page_the_desk_takes_the_kit(desk, qtbot, office):
    desk.open(("kit", 1))
    settle(qtbot, office)
    assert len(tags(desk)) == 3


def test_a_cut_line_is_refused_or_lent_with_a_reason_as_the_policy_says(desk, scan, does, office, qtbot, dialog_of):
    scan("HS-0002")
    desk.open(("client", 1))
    settle(qtbot, office)
    assert desk._out.primary.words == "Check out anyway…"
    qtbot.keyClick(desk, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(ReasonDialog)
    dialog.reject()
    policy = Policy(not_overridable=frozenset({"LineNotActive"}))
    does(lambda store, by: office_operations.save_policy(store, policy, by))
    qtbot.waitUntil(lambda: not desk._out.primary.isEnabled())
    assert desk._out.primary.words == "Check out 1 device"
    assert any("The line of HS-0002 is suspended." in each for each in texts(desk._out))


def test_a_hotspot_without_a_sim_is_told(desk, scan):
    scan("HS-0003")
    assert desk._out._warning.isVisible()
    assert desk._out._warning.accessibleName() == "HS-0003: no SIM inside, so no internet."


def test_the_sims_last_four_are_confirmed_and_another_one_needs_a_reason(desk, scan, does, office, qtbot, dialog_of):
    does(lambda store, by: lent(store, by, 4))
    scan("HS-0001")
    form = desk.findChild(ReturnForm)
    form._digits.setFocus()
    qtbot.keyClicks(form._digits, "4417")
    assert form._sim_words.text() == "Same SIM as went out"
    form._digits.selectAll()
    qtbot.keyClicks(form._digits, "0000")
    assert form._sim_words.text() == "Another SIM went out, ending in 4417"
    qtbot.keyClick(desk, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(ReasonDialog)
    qtbot.keyClicks(dialog._reason, "swapped by the carrier")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [each.text for each in office.messages] == ["HS-0001 taken back"])
