"""Whether somebody may use the internet: on request only, recorded, and not by everybody."""

import pytest
from PySide6.QtWidgets import QComboBox, QLabel

from loanmanager.domain.clients import InternetUse
from loanmanager.domain.office import Role
from loanmanager.operations import staff
from loanmanager.operations.staff import NewStaff
from loanmanager.storage import search
from loanmanager.ui.pages.clients.page import Clients
from tests.operations.staff_promises import close
from tests.ui.helpers import cut_off, unnamed
from tests.ui.office import settle
from tests.ui.pages.people import JOSEE, ZOE, fill, timeline


def shown(line) -> str:
    """Return what stands on the line."""
    labels = [each.text() for each in line.findChildren(QLabel) if each.isVisible()]
    return " ".join(labels + [each.currentText() for each in line.findChildren(QComboBox) if each.isVisible()])


def kept(qtbot, office, client_id):
    found = []
    office.ask(office, lambda store: search.client_record(store, client_id), found.append)
    settle(qtbot, office)
    return found[0].internet


def test_it_is_hidden_until_it_is_asked_for_and_that_is_recorded(seen, press, qtbot, office):
    detail = seen(ZOE)
    assert shown(detail.internet) == "Internet use ••••"
    press(detail, "Show whether they may use the internet")
    settle(qtbot, office)
    assert shown(detail.internet) == "Internet use Yes"
    settle(qtbot, office)
    assert timeline(detail)[0].startswith("Internet permission shown")
    assert not cut_off(detail) + unnamed(detail)
    detail.internet._hides.timeout.emit()
    assert shown(detail.internet) == "Internet use ••••"


def test_what_was_shown_of_one_is_not_shown_of_the_next(seen, press, qtbot, office):
    detail = seen(ZOE)
    press(detail, "Show whether they may use the internet")
    settle(qtbot, office)
    seen(JOSEE)
    assert shown(detail.internet) == "Internet use ••••"


def test_it_is_changed_where_it_was_shown(seen, press, qtbot, office):
    detail = seen(ZOE)
    press(detail, "Show whether they may use the internet")
    settle(qtbot, office)
    detail.internet._choice.choose("no")
    detail.internet._choice.chosen.emit("no")
    settle(qtbot, office)
    assert kept(qtbot, office, ZOE) is InternetUse.NO
    assert office.messages[-1].text == "Internet use saved"
    assert "no" not in timeline(detail)[0].split()


@pytest.fixture
def volunteers(offices):
    """Return an office with people's PINs, a volunteer at the desk."""

    def filled(store, by):
        fill(store, by)
        noor = staff.add_staff(store, NewStaff("Noor Haddad", Role.FRONT_DESK), by).result.id
        close(store, by, by.staff_id, noor)

    office = offices(filled)
    office.come(next(each.id for each in office.view.staff if each.name == "Noor Haddad"))
    return office


def test_a_volunteer_is_told_who_may_see_it_block_and_merge(volunteers, showing, qtbot, menu_of):
    page = showing(Clients, volunteers)
    page.show_record(ZOE)
    settle(qtbot, volunteers)
    assert not page.detail.internet.shows.isEnabled()
    assert "coordinators" in page.detail.internet.shows.toolTip()
    assert shown(page.detail.internet) == "Internet use ••••"
    menu = menu_of(page.detail)
    assert not menu["Lift the block"].isEnabled()
    assert not menu["Merge with another record…"].isEnabled()
    assert menu["Reserve…"].isEnabled()
