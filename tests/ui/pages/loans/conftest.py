"""The loans page over an office with loans in every state."""

import pytest

from loanmanager.ui.pages.loans.page import Loans
from tests.ui.office import settle
from tests.ui.pages.people import fill


@pytest.fixture
def office(offices):
    return offices(fill)


@pytest.fixture
def page(office, showing):
    return showing(Loans, office)


@pytest.fixture
def seen(qtbot, page, office):
    """Return what shows the loan of an id in the detail, and waits until it is there."""

    def show(loan_id):
        page.show_record(loan_id)
        settle(qtbot, office)
        return page.detail

    return show
