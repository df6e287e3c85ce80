"""What is put aside, at the desk."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from loanmanager.operations import reserving
from loanmanager.operations.reserving import Reserve
from loanmanager.ui.dialogs.reserve import ReserveDialog
from loanmanager.ui.pages.desk.page import Desk
from loanmanager.ui.reserving import show_reservation_of
from tests.office import TODAY, add_client, add_device
from tests.ui.office import settle
from tests.ui.pages.people import texts

ANA, MARC = 1, 2
FRIDAY = TODAY + timedelta(days=4)


def fill(store, by):
    """Three headsets: one put aside for Ana, one for a club, one that Marc has reserved by name from Friday on."""
    kit = [add_device(store, by, "headset") for _ in range(3)]
    add_client(store, by, "Lopes", "Ana")
    add_client(store, by, "Roy", "Marc")
    headset = kit[0].type.id
    reserving.reserve(store, Reserve(TODAY, FRIDAY, ANA, type_id=headset), by)
    reserving.put_aside(store, 1, kit[0].id, by)
    reserving.reserve(store, Reserve(TODAY, FRIDAY, programme="Club", type_id=headset), by)
    reserving.put_aside(store, 2, kit[1].id, by)
    reserving.reserve(store, Reserve(FRIDAY, None, MARC, device_id=kit[2].id), by)


@pytest.fixture
def office(offices):
    return offices(fill)


@pytest.fixture
def desk(office, showing):
    return showing(Desk, office)


@pytest.fixture
def comes(desk, qtbot, office):
    """Return what brings something to the desk."""

    def bring(*what):
        desk.open(what)
        settle(qtbot, office)

    return bring


def tags(desk):
    return [each.device.tag for each in desk.basket.going]


def test_the_clients_card_says_that_it_is_ready_and_a_key_takes_it(desk, comes, qtbot, office):
    comes("client", ANA)
    said = texts(desk._client)
    assert "Reservation ready" in said
    assert any(each.startswith("HD-0001, until Thu") for each in said)
    with qtbot.waitSignal(desk._client.fetched):
        qtbot.keyClick(desk.window(), Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, office)
    assert tags(desk) == ["HD-0001"]
    assert desk.basket.due_date(office.view, TODAY) == FRIDAY  # as reserved
    assert desk.basket.reasons(office.view, TODAY) == ()
    assert "Reservation ready" not in texts(desk._client)
    qtbot.keyClick(desk.window(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(office.messages))
    assert "checked out" in office.messages[-1].text


def test_a_device_put_aside_brings_up_its_client(desk, comes, office):
    comes("device", 1)
    assert desk.basket.card.client.id == ANA
    assert tags(desk) == ["HD-0001"]
    assert desk.basket.reasons(office.view, TODAY) == ()


def test_with_somebody_else_there_it_is_refused_with_a_sentence(desk, comes, qtbot, office):
    comes("client", MARC)
    comes("device", 1)
    assert tags(desk) == []
    assert office.messages[-1].error
    assert office.messages[-1].text == "HD-0001 is put aside for somebody else. Choose another device."
    office.messages[-1].actions[0][1]()
    settle(qtbot, office)
    assert tags(desk) == ["HD-0001"]
    assert [each.code for each in desk.basket.reasons(office.view, TODAY)] == ["DeviceReserved"]
    assert desk._out.primary.words == "Check out anyway…"


def test_a_programmes_device_names_the_programme(desk, comes, office):
    comes("device", 2)
    assert desk.basket.card is None
    assert (tags(desk), desk.basket.programme) == (["HD-0002"], "Club")
    comes("client", MARC)
    assert desk.basket.reasons(office.view, TODAY) == ()
    desk.basket.programme = "Another"
    assert [each.code for each in desk.basket.reasons(office.view, TODAY)] == ["DeviceReserved"]


def test_what_is_promised_says_until_when(desk, comes, qtbot, office):
    comes("device", 3)
    comes("client", ANA)
    assert [each.code for each in desk.basket.reasons(office.view, TODAY)] == ["Promised"]
    desk._out._took_due(FRIDAY - timedelta(days=1))
    assert desk.basket.reasons(office.view, TODAY) == ()


def test_a_device_that_is_reserved_without_a_reservation_stands_in_the_basket(desk, comes, qtbot, office):
    def odd(store, by):
        with store.write():
            store.update("devices", 3, status="reserved")
        return store.row("SELECT 1")

    office.ask(desk, lambda store: odd(store, office.by()), lambda _: None)
    settle(qtbot, office)
    comes("device", 3)
    assert tags(desk) == ["HD-0003"]


def test_reserving_from_the_card(desk, comes, dialog_of, press):
    comes("client", MARC)
    press(desk._client, " Reserve…")
    dialog = dialog_of(ReserveDialog)
    assert dialog._client.value() == MARC
    dialog.reject()


def test_from_a_device_to_its_reservation(desk, qtbot, office):
    from loanmanager.storage import search

    found = []
    office.ask(desk, lambda store: [search.device_record(store, n) for n in (1, 3)], found.extend)
    settle(qtbot, office)
    for device in found:
        show_reservation_of(office, device)
        settle(qtbot, office)
    assert office.places == [("calendar", ("reservation", 1))]
