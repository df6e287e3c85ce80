"""Incidents on the follow-up page: charged, paid, found, looked at again; and reservations for which nobody came."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from loanmanager.domain.incidents import Decision, IncidentKind
from loanmanager.operations import incidents, inventory, reserving
from loanmanager.operations.deciding import Decide, decide
from loanmanager.operations.reserve_form import Reserve
from loanmanager.ui.dialogs.decide import SettleDialog
from loanmanager.ui.dialogs.found import FoundDialog
from loanmanager.ui.pages.follow_up.page import FollowUp
from tests.office import TODAY, add_client, type_of
from tests.ui.office import settle
from tests.ui.pages.follow_up.conftest import Hand, before, fill
from tests.ui.pages.people import texts


def done(hand, operation):
    """Do something elsewhere in the office."""
    hand.office.do(hand.page, operation, lambda _: None)
    settle(hand.qtbot, hand.office)


def follow_up(hand, id_, day, was=None):
    form = inventory.Edit(id_, {"follow_up_on": was}, {"follow_up_on": day})
    done(hand, lambda store, by: incidents.edit(store, form, by))


def test_a_charge_waits_for_its_payment_and_is_settled_by_p(hand):
    hand.go("incidents")
    key = hand.rows()[0].key
    done(hand, lambda store, by: decide(store, Decide(int(key), Decision.CHARGE, 5000), by))
    assert hand.left() == 3
    assert hand.rows()[0].sub == "Waits for its payment"
    hand.page.listing.rows.choose_only([key])
    assert "$50.00" in texts(hand.page.detail)
    hand.press(Qt.Key.Key_P)
    hand.qtbot.keyClick(hand.dialog(SettleDialog), Qt.Key.Key_Return)
    hand.closed()
    assert hand.rows()[0].sub.startswith("Closed, ")


def test_the_day_to_look_again_brings_it_back(hand):
    hand.go("incidents")
    key = hand.rows()[0].key
    later = TODAY + timedelta(days=3)
    follow_up(hand, int(key), later)
    assert hand.left() == 3
    assert hand.rows()[0].sub == "Look again Thu\u00a026\u00a0Nov"
    follow_up(hand, int(key), TODAY, later)
    assert hand.left() == 4
    done(hand, lambda store, by: decide(store, Decide(int(key), Decision.CHARGE, 5000), by))
    hand.page.listing.rows.choose_only([key])
    assert hand.page.detail.primary.words == "Settle the charge…"  # for today is the day
    hand.enter()
    hand.qtbot.keyClick(hand.dialog(SettleDialog), Qt.Key.Key_Return)
    hand.closed()
    assert hand.left() == 3


def test_what_is_decided_is_closed_by_enter(hand):
    hand.go("incidents")
    key = hand.rows()[0].key
    form = Decide(int(key), Decision.WAIVE, reason="wear")
    done(hand, lambda store, by: decide(store, form, by))
    if hand.page.bench.rows[key].state == "open":  # a waiver may close it at once
        hand.page.listing.rows.choose_only([key])
        hand.enter()
    assert hand.left() == 3
    done(hand, lambda store, by: incidents.reopen(store, int(key), by, note="not yet"))
    assert hand.left() == 4
    hand.page.listing.rows.choose_only([key])
    assert hand.page.detail.primary.words == "Close it, then next"
    hand.enter()
    assert hand.left() == 3
    assert hand.rows()[0].sub.startswith("Closed, ")


def test_what_turned_up_settles_its_incident(hand):
    done(hand, lambda store, by: incidents.report(store, incidents.Report(1, IncidentKind.LOST), by))
    hand.go("incidents")
    assert hand.left() == 5
    assert hand.rows()[0].main.startswith("LT-0001")
    hand.press(Qt.Key.Key_F)
    dialog = hand.dialog(FoundDialog)
    hand.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    hand.closed()
    assert hand.left() == 4
    hand.press(Qt.Key.Key_F)  # what is damaged is not lost, and F does nothing
    assert QApplication.activeModalWidget() is None


def test_reservations_for_which_nobody_came_are_ended(offices, showing, qtbot):
    def filled(store, by):
        fill(store, by)
        early = before(by, 20)
        client = add_client(store, early, "Roy", "Marc")
        laptop = type_of(store, "laptop").id
        for _ in range(2):
            form = Reserve(early.today, early.today + timedelta(days=7), client, type_id=laptop, priority="interview")
            reserving.reserve(store, form, early)

    office = offices(filled)
    page = showing(FollowUp, office)
    hand = Hand(qtbot, office, page)
    hand.go("reservations")
    assert hand.left() == 4
    first = hand.rows()[0]
    assert ("nobody came" in first.sub, first.right_sub) == (True, "Interview")
    assert "Nobody came in time" in texts(page.detail)
    assert page.detail.primary.words == "End what ran out"
    hand.enter()
    assert hand.left() == 2
    assert [each.sub.split(",")[0] for each in hand.rows()[:2]] == ["Ended", "Ended"]
    assert office.messages[-1].text == "2 reservations ended"
    settle(qtbot, office)
