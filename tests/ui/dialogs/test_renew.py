from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from loanmanager.domain.office import Policy
from loanmanager.operations import policies, renewing, reserving
from loanmanager.settings import Settings
from loanmanager.storage import search
from loanmanager.ui import theme
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.dialogs.renew import RenewDialog
from tests.office import NOW, TODAY, add_client, add_device, lend, take_back
from tests.ui.helpers import cut_off, unnamed


def fill(store, by):
    """A loan to renew, one renewed as often as it may be, one too long overdue."""
    client_id = add_client(store, by)

    def before(days):
        return replace(by, now=NOW - timedelta(days=days), today=TODAY - timedelta(days=days))

    lend(store, before(20), client_id, add_device(store, by))
    used = lend(store, before(20), client_id, add_device(store, by))
    for days in (10, 5):
        renewing.renew(store, renewing.Renew(used.result.loan_id), before(days))
    lend(store, before(90), client_id, add_device(store, by), add_device(store, by, "hotspot"))


@pytest.fixture
def office(offices):
    return offices(fill)


@pytest.fixture
def renewing_of(office, beneath, put, asked):
    """Return what opens the renewal of a loan by its number's end."""

    def show(number):
        loan = asked(lambda store: search.loan_record(store, number=f"L-2026-000{number}"))
        return put(RenewDialog(office, loan, parent=beneath))

    return show


@pytest.fixture
def due(asked):
    def read(number):
        return asked(lambda store: search.loan_record(store, number=f"L-2026-000{number}")).due.isoformat()

    return read


def enter(qtbot, dialog):
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_the_date_of_the_policy_is_proposed(renewing_of, qtbot, office, settled, due):
    dialog = renewing_of(1)
    assert dialog._due.value().isoformat() == "2027-01-04"
    assert dialog._left() == "2 renewals left"
    assert dialog._field.error() == ""
    enter(qtbot, dialog)
    settled(office)
    assert due(1) == "2027-01-04"
    assert office.messages[-1].text == "Loan L-2026-0001 is due Mon\u00a04\u00a0Jan\u00a02027"


def test_the_message_goes_on_to_the_addendum_and_to_undoing(renewing_of, qtbot, office, settled, due):
    enter(qtbot, renewing_of(1))
    settled(office)
    places = []
    office.asked_for.connect(lambda place, what: places.append((place, what)))
    actions = dict(office.messages[-1].actions)
    actions["Open the addendum"]()
    assert places[0][0] == "paper"
    actions["Undo"]()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ReasonDialog))
    reason = QApplication.activeModalWidget()
    qtbot.keyClicks(reason._reason, "wrong loan")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    settled(office)
    assert due(1) == "2026-12-03"


def test_another_date_may_be_typed(renewing_of, qtbot, office, settled, due):
    dialog = renewing_of(1)
    dialog._due.selectAll()
    qtbot.keyClicks(dialog._due, "2026-12-10")
    enter(qtbot, dialog)
    settled(office)
    assert due(1) == "2026-12-10"


def test_what_is_no_date_is_said_beside_it(renewing_of, qtbot, due):
    dialog = renewing_of(1)
    dialog._due.selectAll()
    qtbot.keyClicks(dialog._due, "soon")
    enter(qtbot, dialog)
    assert dialog.isVisible()
    assert dialog._field.error() == "This is not a date."


def test_a_date_that_is_no_later_cannot_be_overruled(renewing_of, qtbot, due):
    dialog = renewing_of(1)
    dialog._due.selectAll()
    qtbot.keyClicks(dialog._due, "2026-12-01")
    qtbot.keyClick(dialog._due, Qt.Key.Key_Tab)
    assert dialog._field.error()
    assert not dialog._reason_field.isVisible()
    assert not dialog.primary.isEnabled()
    enter(qtbot, dialog)
    assert due(1) == "2026-12-03"


@pytest.mark.parametrize("number", [2, 3])
def test_what_the_policy_refuses_needs_a_reason(renewing_of, qtbot, office, settled, due, asked, number):
    dialog = renewing_of(number)
    before = due(number)
    assert dialog._field.error()
    assert dialog._reason_field.isVisible()
    enter(qtbot, dialog)
    assert dialog._reason_field.error()
    assert due(number) == before
    qtbot.keyClicks(dialog._reason, "Exam next week")
    enter(qtbot, dialog)
    settled(office)
    assert due(number) > before
    assert asked(lambda store: search.history_of(store, "loan", number))[0].facts["override"] == "Exam next week"


def test_renewals_used_are_said(renewing_of):
    assert renewing_of(2)._left() == "renewed 2 times · 0 renewals left"


def test_pressing_twice_renews_once(renewing_of, qtbot, office, settled, asked):
    dialog = renewing_of(1)
    enter(qtbot, dialog)
    enter(qtbot, dialog)
    settled(office)
    assert asked(lambda store: search.loan_record(store, number="L-2026-0001")).renewed == 1


def test_what_came_back_meanwhile_is_said_above_the_button(renewing_of, qtbot, office, settled):
    dialog = renewing_of(1)
    device = dialog._loan.open_items[0].device
    office.do(office, lambda store, by: take_back(store, by, device), lambda _: None)
    enter(qtbot, dialog)
    settled(office)
    assert dialog.isVisible()
    assert "L-2026-0001" in dialog.error()


def test_every_control_has_a_name(renewing_of):
    assert unnamed(renewing_of(3)) == []


def test_nothing_is_cut_off_in_french_at_150(offices, beneath, put, qapp):
    theme.apply(qapp, scale=1.5)
    office = offices(fill, preferences=Settings(language="fr", text_size=150))
    loans = []
    office.ask(office, lambda store: search.loan_record(store, id_=3), loans.append)
    while not loans:
        qapp.processEvents()
    dialog = put(RenewDialog(office, loans[0], parent=beneath))
    for _ in range(3):
        qapp.processEvents()
    assert cut_off(dialog) == []


def reserved(loan_due):
    """Return what has somebody wait for the first loan's device from ten days after it is due."""

    def wait_for(store, by):
        device = search.loan_record(store, id_=1).items[0].device
        first = loan_due + timedelta(days=10)
        waiter = add_client(store, by, "Nguyen", "Linh")
        form = reserving.Reserve(first, first + timedelta(days=7), waiter, device_id=device.id)
        return reserving.reserve(store, form, by)

    return wait_for


def test_who_waits_is_said_and_an_earlier_date_helps(renewing_of, qtbot, office, settled, due):
    office.do(office, reserved(TODAY + timedelta(days=10)), lambda _: None)
    settled(office)
    dialog = renewing_of(1)
    settled(office)
    assert "LT-0001" in dialog._field.error()
    assert dialog._reason_field.isVisible()
    dialog._due.selectAll()
    qtbot.keyClicks(dialog._due, "2026-12-10")
    qtbot.keyClick(dialog._due, Qt.Key.Key_Tab)
    settled(office)
    assert dialog._field.error() == ""
    enter(qtbot, dialog)
    settled(office)
    assert due(1) == "2026-12-10"


def test_who_waits_may_be_overruled_with_a_reason(renewing_of, qtbot, office, settled, due):
    office.do(office, reserved(TODAY + timedelta(days=10)), lambda _: None)
    settled(office)
    dialog = renewing_of(1)
    settled(office)
    dialog._reason.setFocus()
    qtbot.keyClicks(dialog._reason, "agreed by phone")
    enter(qtbot, dialog)
    settled(office)
    assert due(1) == "2027-01-04"


def test_the_renewals_left_are_those_that_the_paper_promised(renewing_of, office, settled):
    office.do(office, lambda store, by: policies.save_policy(store, Policy(renewals=0), by), lambda _: None)
    settled(office)
    assert renewing_of(1)._left() == "2 renewals left"
