"""The kits page over an office with one kit of two devices, and a tablet beside it."""

import pytest

from loanmanager.domain.kits import Unit
from loanmanager.domain.names import Label
from loanmanager.operations import kits
from loanmanager.operations.kits import NewKit
from loanmanager.ui.pages.kits.page import Kits
from tests.office import add_client, add_device


def fill(store, by):
    laptop = add_device(store, by, make="Lenovo", model="ThinkPad T480", replacement_cost=40000)
    headset = add_device(store, by, "headset", make="Jabra", model="Evolve 20")
    add_device(store, by, "tablet", make="Samsung", model="Tab A8")
    add_client(store, by)
    units = (Unit(laptop.id, Label("For the participant", "Pour la personne")), Unit(headset.id))
    form = NewKit(Label("Interview kit", "Trousse d’entrevue"), cost=45000, note="blue bag", units=units)
    kits.make_kit(store, form, by)


@pytest.fixture
def office(offices):
    return offices(fill)


@pytest.fixture
def page(showing, office):
    return showing(Kits, office)
