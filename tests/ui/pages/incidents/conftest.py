"""The incidents page over an office with a theft that is charged, a damage, a missing part that was waived, and a shelf."""

from datetime import date

import pytest

from loanmanager.domain.incidents import Decision, IncidentKind
from loanmanager.domain.loans import BackState
from loanmanager.operations import deciding, incidents, photos, returning
from loanmanager.storage import search
from loanmanager.ui.pages.incidents.page import Incidents
from tests.office import add_client, add_device, lend
from tests.ui.office import settle
from tests.ui.pages.incidents.pictures import picture

THEFT, DAMAGE, BAG = 1, 2, 3  # ids in the order of reporting


def fill(store, by):
    josee, sam = add_client(store, by), add_client(store, by, "O’Neil", "Sam")
    stolen = add_device(store, by, make="Lenovo", model="T480", replacement_cost=45000)
    shelf = add_device(store, by, "headset", make="Jabra", model="Evolve 20", replacement_cost=9000)
    laptop = add_device(store, by, make="Dell", model="5420")
    lend(store, by, josee, stolen)
    lend(store, by, sam, laptop)
    theft = incidents.Report(
        stolen.id, IncidentKind.STOLEN, happened_on=date(2026, 11, 20), place="bus 55", police_number="MTL-1"
    )
    incidents.report(store, theft, by)
    deciding.decide(store, deciding.Decide(THEFT, Decision.CHARGE, 42500), by)
    incidents.report(store, incidents.Report(shelf.id, IncidentKind.DAMAGED, note="fell"), by)
    photos.add_photo(store, photos.AddPhoto(DAMAGE, "cup.png", picture()), by)
    parts = search.loan_of_device(store, laptop.id).items[0].parts
    bag = next(each for each in parts if each.name.en == "Bag")
    returning.take_back(store, returning.Return((returning.Returned(laptop.id, {bag.id: BackState.MISSING}),)), by)
    deciding.decide(store, deciding.Decide(BAG, Decision.WAIVE, reason="old"), by)


@pytest.fixture
def office(offices):
    return offices(fill)


@pytest.fixture
def page(office, showing):
    return showing(Incidents, office)


@pytest.fixture
def seen(qtbot, page, office):
    """Return what shows an incident in the detail, and waits until it is there."""

    def show(incident_id):
        page.show_record(incident_id)
        settle(qtbot, office)
        return page.detail

    return show


@pytest.fixture
def asked(qtbot, office):
    """Return what asks the store a question and waits for the answer."""

    def ask(question):
        answers = []
        office.ask(office, question, answers.append)
        settle(qtbot, office)
        return answers[0]

    return ask
