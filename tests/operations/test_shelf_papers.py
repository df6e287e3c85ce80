"""Labels, cards, the inventory list and kit sheets of an office."""

from dataclasses import replace
from typing import Any

import pytest

from loanmanager.domain.devices import DeviceStatus
from loanmanager.domain.kits import Unit
from loanmanager.domain.names import Label
from loanmanager.domain.refusals import NoSuch, Refused
from loanmanager.domain.shelf_papers import Codes, LabelFacts, Sum, sums
from loanmanager.i18n import Words
from loanmanager.operations import kits, repairing, shelf_papers
from loanmanager.operations.kits import NewKit
from loanmanager.storage import office
from tests.documents.pdf import barcodes, text
from tests.office import add_client, add_device, lend, memory, prepared

EN, FR = Words("en"), Words("fr")


@pytest.fixture
def world() -> Any:
    """Return an office that has a name and a number, with a laptop, a hotspot, a kit of both, and who acts."""
    store = memory()
    by = prepared(store)
    with store.write():
        known = replace(office.office(store), name="Centre Horizon", phone="514 555-0100", help_line="")
        office.save_office(store, known)
    laptop = add_device(store, by, make="Lenovo", model="T480", serial="PF-1", shelf="B3", replacement_cost=50000)
    hotspot = add_device(store, by, "hotspot", make="Inseego", model="MiFi")
    units = (Unit(laptop.id, Label("for the trainer", "pour la formation")), Unit(hotspot.id))
    kit = kits.make_kit(store, NewKit(Label("Bag", "Sac"), units=units), by).result
    return store, by, laptop, hotspot, kit.id


def test_a_label_says_what_the_device_is_in_the_offices_language(world: Any) -> None:
    store, _, laptop, hotspot, _ = world
    assert shelf_papers.labels_of_devices(store, [hotspot.id, laptop.id, 999], FR)[1] == LabelFacts(
        laptop.tag, "Ordinateur portable · Lenovo T480", "Centre Horizon", "514 555-0100"
    )
    bare = shelf_papers.labels_of_devices(store, [hotspot.id], EN, agency=False, found=False)
    assert bare == (LabelFacts(hotspot.tag, "Hotspot · Inseego MiFi"),)


def test_the_help_line_is_called_where_there_is_one(world: Any) -> None:
    store, _, laptop, _, _ = world
    with store.write():
        office.save_office(store, replace(office.office(store), help_line="514 555-0111"))
    assert shelf_papers.labels_of_devices(store, [laptop.id], EN)[0].found == "514 555-0111"


def test_many_labels_keep_their_order(world: Any) -> None:
    store, by, *_ = world
    ids = [add_device(store, by, "headset").id for _ in range(420)][::-1]
    tags = [each.tag for each in shelf_papers.labels_of_devices(store, ids, EN)]
    assert tags == sorted(tags, reverse=True)
    assert len(tags) == 420


def test_a_kit_has_a_label_and_a_sheet(world: Any) -> None:
    store, by, laptop, hotspot, kit_id = world
    (label,) = shelf_papers.labels_of_kits(store, [kit_id, 999], EN)
    assert (label.tag, label.what) == ("KIT-0001", "Kit · Bag")
    drawn = shelf_papers.draw_labels([label], "l7160", EN, codes=Codes.QR, first=4)
    assert list(barcodes(drawn, 300)) == ["KIT-0001"]
    facts = shelf_papers.kit_sheet_of(store, kit_id, FR, by)
    assert (facts.tag, facts.name, facts.units[0].label) == ("KIT-0001", "Sac", "pour la formation")
    assert [unit.tag for unit in facts.units] == [laptop.tag, hotspot.tag]
    assert facts.units[0].parts == tuple(part.name.fr for part in laptop.parts)
    assert laptop.tag in text(shelf_papers.draw_kit_sheet(facts, FR, page="a4"))


def test_what_is_not_there_is_refused(world: Any) -> None:
    store, by, *_ = world
    with pytest.raises(Refused) as kit:
        shelf_papers.kit_sheet_of(store, 999, EN, by)
    assert kit.value.reasons == (NoSuch("kit", "999"),)
    with pytest.raises(Refused) as client:
        shelf_papers.card_of(store, 999)
    assert client.value.reasons == (NoSuch("client", "999"),)


def test_a_card_is_as_discreet_as_its_client_unless_one_says_otherwise(world: Any) -> None:
    store, by, *_ = world
    client_id = add_client(store, by, file_number="C-7", language="fr", discreet=True)
    plain = shelf_papers.card_of(store, client_id)
    assert (plain.agency, plain.found, plain.code, plain.language) == ("", "", "C-7", "fr")
    assert shelf_papers.card_of(store, client_id, discreet=False).agency == "Centre Horizon"
    open_id = add_client(store, by, "Roy", "Léa", file_number="C-8", card="2900042")
    known = shelf_papers.card_of(store, open_id)
    assert (known.agency, known.found, known.code) == ("Centre Horizon", "514 555-0100", "2900042")
    assert shelf_papers.card_of(store, open_id, discreet=True).agency == ""
    assert list(barcodes(shelf_papers.draw_card(known, sheet="letter", first=7), 300)) == ["2900042"]
    assert [shelf_papers.card_format(sheet).cells for sheet in ("card", "letter", "a4")] == [1, 8, 8]


def test_the_inventory_leaves_out_what_is_retired_and_says_no_name(world: Any) -> None:
    store, by, laptop, hotspot, _ = world
    gone = add_device(store, by, "tablet")
    repairing.retire(store, gone.id, "too old", by)
    client_id = add_client(store, by, "Nguyễn", "Zoë")
    lend(store, by, client_id, laptop)
    facts = shelf_papers.inventory_of(store, EN, by)
    assert [(each.tag, each.state) for each in facts.devices] == [(hotspot.tag, "Available"), (laptop.tag, "On loan")]
    found = {each.tag: each for each in facts.devices}
    assert found[laptop.tag].cost == 50000
    assert found[hotspot.tag].cost == hotspot.type.replacement_cost
    assert (found[laptop.tag].serial, found[laptop.tag].shelf, found[laptop.tag].name) == ("PF-1", "B3", "Lenovo T480")
    said = text(shelf_papers.draw_inventory(facts, EN))
    assert laptop.tag in said
    assert "Nguyễn" not in said


def test_the_inventory_of_one_type_or_site(world: Any) -> None:
    store, by, laptop, hotspot, _ = world
    facts = shelf_papers.inventory_of(store, FR, by, type_id=hotspot.type.id)
    assert [each.tag for each in facts.devices] == [hotspot.tag]
    assert facts.shown == hotspot.type.name.fr
    other = office.sites(store)[0]
    with store.write():
        store.update("devices", laptop.id, site_id=other.id)
        store.update("devices", hotspot.id, site_id=None)
    here = shelf_papers.inventory_of(store, EN, by, site_id=other.id)
    assert [(each.tag, each.site) for each in here.devices] == [(laptop.tag, other.name)]
    assert here.shown == other.name
    assert DeviceStatus.RETIRED not in {each.state for each in here.devices}


def test_sums_go_by_name_and_what_has_none_comes_last() -> None:
    assert sums([("b", 1), ("", 5), ("A", None), ("b", 2)]) == [Sum("A", 1, 0), Sum("b", 2, 3), Sum("", 1, 5)]


def test_formats_are_those_that_are_promised() -> None:
    keys = {each.key for each in shelf_papers.label_formats()}
    assert keys == {"5160", "5163", "l7160", "l4731", "tape12", "tape18", "tape24"}
