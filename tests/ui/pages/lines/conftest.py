"""The lines page over an office with a late hotspot, one on the shelf, an empty one and a spare SIM."""

from dataclasses import replace
from datetime import timedelta

import pytest

from loanmanager.domain.devices import Line, LineState
from loanmanager.operations import lines
from loanmanager.operations.lines import NewLine
from loanmanager.ui.pages.lines.page import Lines
from tests.office import NOW, TODAY, add_client, add_device, lend
from tests.ui.office import settle

SIM = Line(0, "Boréal", "89302720401025734417", "514 555-0161", "20 GB", 20480, 5, 2500, TODAY + timedelta(days=90))


def fill(store, by):
    before = replace(by, now=NOW - timedelta(days=50), today=TODAY - timedelta(days=50))
    late = add_device(store, before, "hotspot", make="Franklin", model="T9", line=SIM)
    lend(store, before, add_client(store, by), late)
    cut = replace(SIM, iccid="8930", number="514 555-0162", state=LineState.SUSPENDED)
    add_device(store, by, "hotspot", make="Franklin", model="T9", line=cut)
    add_device(store, by, "hotspot", make="ZTE", model="MF920U")
    spare = {"number": "438 555-0199", "carrier": "Harfang", "plan_end": TODAY - timedelta(days=1)}
    lines.add_line(store, NewLine(spare, state=LineState.PENDING, pin="4711", puk="99887766"), by)


@pytest.fixture
def office(offices):
    return offices(fill)


@pytest.fixture
def page(showing, office):
    return showing(Lines, office)


@pytest.fixture
def seen(qtbot, page, office):
    """Return what shows the line of a number in the detail, and waits until it is there."""

    def show(number):
        row = next(each for each in page._model._rows if each.number == number)
        page.show_record(row.id)
        settle(qtbot, office)
        return page.detail

    return show
