"""The calendar of an office with headsets out, promised and put aside. The people are invented."""

from dataclasses import replace
from datetime import timedelta

import pytest

from loanmanager.operations import reserving
from loanmanager.operations.reserving import Reserve
from loanmanager.storage import search
from loanmanager.ui.pages.calendar.page import CalendarPage
from tests.office import NOW, TODAY, add_client, add_device, lend, type_of
from tests.ui.office import settle

READY, WAITING, CLUB = 1, 2, 3  # ids of reservations in the order of making
ANA, MARC, LINH = 1, 2, 3  # and of clients


def fill(store, by):
    """Three headsets: one late, one put aside, one on the shelf; a tablet; a club that waits for two."""
    kit = [add_device(store, by, "headset", make="Logitech", model="H390") for _ in range(3)]
    add_device(store, by, "tablet", model="Tab A8")
    for family, given in (("Lopes", "Ana"), ("Roy", "Marc"), ("Nguyen", "Linh")):
        add_client(store, by, family, given)
    before = replace(by, now=NOW - timedelta(days=20), today=TODAY - timedelta(days=20))
    lend(store, before, MARC, kit[0], due=TODAY - timedelta(days=4))
    headset = type_of(store, "headset").id
    reserving.reserve(store, Reserve(TODAY, TODAY + timedelta(days=4), ANA, type_id=headset), by)
    reserving.put_aside(store, READY, kit[1].id, by)
    form = Reserve(TODAY + timedelta(days=1), TODAY + timedelta(days=3), LINH, type_id=headset, note="quiet one")
    reserving.reserve(store, form, by)
    club = Reserve(TODAY + timedelta(days=4), TODAY + timedelta(days=7), programme="Club", type_id=headset, count=2)
    reserving.reserve(store, replace(club, priority="course_start"), by)


@pytest.fixture
def office(offices):
    return offices(fill)


@pytest.fixture
def page(office, showing):
    return showing(CalendarPage, office)


@pytest.fixture
def headset(office):
    return next(each.id for each in office.view.types if each.key == "headset")


@pytest.fixture
def typed(page, qtbot, office, headset):
    """Return the page on the headsets."""
    page.open(("type", headset))
    settle(qtbot, office)
    return page


@pytest.fixture
def stored(qtbot, office):
    """Return what reads a reservation from the store."""

    def read(id_):
        found = []
        office.ask(office, lambda store: search.reservation_row(store, id_), found.append)
        settle(qtbot, office)
        return found[0]

    return read
