"""Limits by type and days between two loans, said at the desk before anybody presses Check out."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from loanmanager.domain.office import Policy
from loanmanager.operations import inventory, policies
from loanmanager.storage import search
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.pages.desk.page import Desk
from tests.office import add_client, add_device, lend, take_back, type_of
from tests.ui.office import settle
from tests.ui.pages.people import texts

ANA, MARC = 1, 2


def fill(store, by):
    """Ana has a webcam, of which one client may have one; Marc has just brought a headset back, which has a gap."""
    inventory.save_type(store, replace(type_of(store, "headset"), gap_days=2), by)
    policies.save_policy(store, Policy(type_limits={"webcam": 1}), by)
    add_client(store, by, "Lopes", "Ana")
    add_client(store, by, "Roy", "Marc")
    webcam, headset = add_device(store, by, "webcam"), add_device(store, by, "headset")
    add_device(store, by, "webcam")
    lend(store, by, ANA, webcam)
    lend(store, by, MARC, headset)
    take_back(store, by, headset)


@pytest.fixture
def office(offices):
    return offices(fill)


@pytest.fixture
def desk(office, showing):
    return showing(Desk, office)


@pytest.fixture
def basket_of(desk, qtbot, office):
    """Return what fills the basket with a client and a device of a type."""

    def bring(client, tag):
        found = []
        office.ask(office, lambda store: search.find(store, tag, office.today), found.append)
        settle(qtbot, office)
        for what in (("client", client), ("device", found[0].device.id)):
            desk.open(what)
            settle(qtbot, office)

    return bring


def test_one_too_many_of_a_type_is_said_and_overruled_with_a_reason(desk, basket_of, qtbot, office):
    basket_of(ANA, "WC-0002")
    said = "Of the type “Webcam”, one client may have 1, and this one has 1 already."
    assert any(said in text for text in texts(desk))
    desk._out.primary.click()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ReasonDialog))
    asked = QApplication.activeModalWidget()
    qtbot.keyClicks(asked._reason, "two homes")
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    settle(qtbot, office)
    loans = []
    office.ask(office, lambda store: search.client_card(store, ANA).had.out, loans.append)
    settle(qtbot, office)
    assert loans == [{"webcam": 2}]


def test_who_has_just_brought_one_back_is_told_from_when_on(desk, basket_of):
    basket_of(MARC, "HD-0001")
    assert any("The next loan can begin on Wed\u00a025\u00a0Nov" in text for text in texts(desk))
