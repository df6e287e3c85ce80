"""What a client owes, on their page; the clearance letter; all by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from loanmanager.domain.incidents import Charge, Decision, IncidentKind
from loanmanager.operations import deciding, incidents
from loanmanager.storage import incidents as kept
from loanmanager.storage import search
from loanmanager.ui.dialogs.decide import SettleDialog
from tests.ui.office import settle
from tests.ui.pages.people import JOSEE, SAM, texts


@pytest.fixture
def owing(office, qtbot):
    """Have Josée's laptop stolen and charged, and charge a late return."""

    def work(store, by):
        device = search.loan_record(store, number="L-2026-0002").open_items[0].device
        made = incidents.report(store, incidents.Report(device.id, IncidentKind.STOLEN), by).result
        with store.write():
            kept.add_charge(store, Charge(0, JOSEE, 300, "LT-0009"), by.now, by.staff_id)
        return deciding.decide(store, deciding.Decide(made.incident_id, Decision.CHARGE, 42500), by)

    office.do(office, work, lambda _: None)
    settle(qtbot, office)


def press(inside, qtbot, words):
    found = [each for each in inside.findChildren(QPushButton) if words in {each.text(), each.accessibleName()}]
    qtbot.keyClick(next(each for each in found if each.isVisible()), Qt.Key.Key_Space)


def test_what_is_owed_stands_on_the_page_and_is_settled_there(owing, seen, qtbot, office, dialog_of):
    detail = seen(JOSEE)
    settle(qtbot, office)
    said = texts(detail.owed)
    assert "Open charges: $428.00" in said
    assert "Late return of LT-0009" in said
    assert any(each.startswith("Stolen · LT-0002") for each in said)
    press(detail.owed, qtbot, "I-2026-001")
    assert office.places[-1][0] == "incidents"
    press(detail.owed, qtbot, "Settle $3.00")
    dialog = dialog_of(SettleDialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert "Open charges: $425.00" in texts(detail.owed)
    seen(SAM)
    settle(qtbot, office)
    assert texts(seen(SAM).owed) == []


def test_the_letter_is_made_or_says_why_not(owing, seen, qtbot, office, menu_of):
    menu_of(seen(JOSEE))["Clearance letter"].trigger()
    settle(qtbot, office)
    assert "This client still has HS-0001. Take it back first." in office.messages[-1].text
    menu_of(seen(SAM))["Clearance letter"].trigger()
    settle(qtbot, office)
    assert office.places[-1][0] == "paper"
