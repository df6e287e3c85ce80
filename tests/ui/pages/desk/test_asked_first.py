"""What comes before a loan is said at the client's card, and never more than what is to be done."""

from dataclasses import replace
from datetime import date

import pytest

from loanmanager.domain.clients import Guardian, InternetUse
from loanmanager.domain.office import Policy
from loanmanager.operations import office as office_operations
from loanmanager.operations.done import Done
from loanmanager.ui.pages.desk.page import Desk
from loanmanager.ui.widgets.notice import Notice
from tests.office import TODAY, add_client
from tests.ui.office import settle
from tests.ui.pages.people import laid_out, texts

ADULT, YOUNG, SIGNED = 1, 2, 3
BORN = date(2014, 3, 4)


def fill(store, by):
    office_operations.save_policy(store, replace(Policy(), orientation_required=True), by)
    add_client(store, by, "Roy", "Luc", orientation_on=TODAY, internet=InternetUse.NO, notes="Calls back")
    add_client(store, by, "Abdi", "Hodan", birth_date=BORN, orientation_on=TODAY)
    add_client(store, by, "Nguyen", "Zoe", birth_date=BORN, guardian=Guardian("Lan Nguyen", "mother"))
    return Done(None, frozenset(), 0)


@pytest.fixture
def shown_for(offices, showing, qtbot):
    office = offices(fill)
    desk = showing(Desk, office)

    def show(client_id):
        desk.open(("client", client_id))
        settle(qtbot, office)
        laid_out()
        return desk._client

    return show


def notices(panel):
    return [each.accessibleName() for each in panel.findChildren(Notice) if each.isVisible()]


def test_a_guardian_who_is_missing_is_asked_for(shown_for):
    assert notices(shown_for(YOUNG)) == ["A guardian signs Add one on the client’s page"]


def test_the_guardian_who_signs_is_named_and_the_orientation_asked_for(shown_for):
    assert notices(shown_for(SIGNED)) == [
        "A guardian signs Lan Nguyen signs",
        "Orientation first Note its date on the client’s page",
    ]


def test_nothing_is_said_that_others_should_not_read(shown_for):
    panel = shown_for(ADULT)
    assert notices(panel) == []
    assert not any("nternet" in each or "Calls back" in each for each in texts(panel))
