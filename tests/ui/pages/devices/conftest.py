"""The devices page over an office with something in every state."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from loanmanager.domain.devices import Condition, Line
from loanmanager.operations import returning
from loanmanager.ui.pages.devices.page import Devices
from tests.office import NOW, TODAY, add_client, add_device, lend, take_back
from tests.ui.office import closed, opened, settle


def fill(store, by):
    """Four laptops (in, to reset, overdue, to check), a hotspot with a line and one without, a headset on loan."""
    before = replace(by, now=NOW - timedelta(days=40), today=TODAY - timedelta(days=40))
    add_device(store, by, make="Dell", model="Latitude 5420", serial="PF-1", shelf="B3", replacement_cost=45000)
    resets, late, checks = (add_device(store, before, make="Lenovo", model="ThinkPad T480") for _ in range(3))
    client_id = add_client(store, by, "Παππά", "Ουρανία")
    lend(store, before, client_id, resets)
    take_back(store, by, resets)
    lend(store, before, client_id, late)
    lend(store, before, client_id, checks)
    damaged = returning.Returned(checks.id, condition=Condition.DAMAGED)
    returning.take_back(store, returning.Return((damaged,)), by)
    line = Line(0, "Boréal", "89302720401025734417", "514 555-0161", "20 GB")
    add_device(store, by, "hotspot", make="Franklin", model="T9", imei="357145082204176", line=line)
    add_device(store, by, "hotspot", make="Franklin", model="T9")
    lend(store, by, client_id, add_device(store, by, "headset", make="Jabra", model="Evolve 20"))


@pytest.fixture
def offices(qtbot, tmp_path):
    """Return what opens an office and closes it after the test; it remembers messages and places asked for."""
    made = []

    def make(filled=fill, **more):
        office = opened(qtbot, tmp_path, filled, **more)
        office.messages, office.places = [], []
        office.said.connect(office.messages.append)
        office.asked_for.connect(lambda place, what: office.places.append((place, what)))
        made.append(office)
        return office

    yield make
    for each in made:
        closed(qtbot, each)


@pytest.fixture
def opening(qtbot, shown):
    """Return what shows the page of an office at a width."""

    def make(office, width=1182, height=712):
        page = shown(Devices(office), width, height)
        page.open(None)
        settle(qtbot, office)
        return page

    return make


@pytest.fixture
def office(offices):
    return offices()


@pytest.fixture
def page(office, opening):
    return opening(office)


@pytest.fixture
def seen(qtbot, page, office):
    """Return what shows the device of a tag in the detail, and waits until it is there."""

    def show(tag):
        row = next(each for each in page._model._rows if each.tag == tag)
        page.show_record(row.id)
        settle(qtbot, office)
        return page.detail

    return show


@pytest.fixture
def dialog_of(qtbot):
    """Return what waits for a dialog of a class to be in front."""

    def find(kind):
        qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
        return QApplication.activeModalWidget()

    return find
