"""Kits: filled, lent whole or in part, come back piece by piece, and stay kits."""

from dataclasses import replace
from typing import Any

import pytest

from loanmanager.domain import refusals as why
from loanmanager.domain.devices import DeviceStatus
from loanmanager.domain.kits import InKitAlready, KitRetired, NotInKit, Unit, UnitIsGone
from loanmanager.domain.limits import TooLong
from loanmanager.domain.names import Label
from loanmanager.domain.papers import AgreementFacts, PaperKit
from loanmanager.domain.refusals import Refused
from loanmanager.exchange.fields import Kind as SheetKind
from loanmanager.i18n import Words
from loanmanager.operations import checkout, exporting, importing, inventory, kits, paperwork, renewing, undoing
from loanmanager.operations.inventory import Edit
from loanmanager.operations.kits import NewKit, Units
from loanmanager.operations.lines import NewLine, add_line
from loanmanager.storage import search
from tests.documents.pdf import text
from tests.office import TODAY, add_client, add_device, lend, memory, prepared, take_back, type_of
from tests.operations.test_promises import dump

NAME = Label("Interview kit", "Trousse d’entrevue")


def _world(cost: int | None = None) -> tuple[Any, Any, list[Any]]:
    """Return an office with a kit of a laptop and a headset, and a tablet beside it."""
    store = memory()
    by = prepared(store)
    laptop = add_device(store, by, make="Lenovo", model="T480", replacement_cost=40000)
    headset = add_device(store, by, "headset", make="Jabra", model="Evolve 20", replacement_cost=4000)
    tablet = add_device(store, by, "tablet", make="Samsung", model="Tab A8", replacement_cost=20000)
    units = (Unit(laptop.id, Label("for the participant", "pour la personne")), Unit(headset.id))
    kits.make_kit(store, NewKit(NAME, cost=cost, units=units), by)
    return store, by, [laptop, headset, tablet]


def _reasons(work: Any) -> set[type]:
    with pytest.raises(Refused) as refused:
        work()
    return {type(each) for each in refused.value.reasons}


def _all_but_history(store: Any) -> dict[str, Any]:
    return {table: rows for table, rows in dump(store).items() if table not in {"history", "history_subjects"}}


def _lend_kit(store: Any, by: Any, *devices: Any, beside: tuple[Any, ...] = (), language: str = "en") -> Any:
    lent = (*(checkout.Lent(each.id, kit_id=1) for each in devices), *(checkout.Lent(each.id) for each in beside))
    client = add_client(store, by, language=language)
    return checkout.check_out(store, checkout.CheckOut(client, lent), by)


def _facts(store: Any, paper_id: int) -> AgreementFacts:
    facts = paperwork.facts_of(paperwork.paper(store, paper_id))
    assert isinstance(facts, AgreementFacts)
    return facts


def test_a_kit_has_a_tag_a_name_and_units_in_their_order() -> None:
    store, _, (laptop, headset, _) = _world(42000)
    view = search.kit_view(store, 1)
    assert (view.kit.tag, view.kit.name, view.kit.cost, view.kit.active) == ("KIT-0001", NAME, 42000, True)
    assert [each.device.tag for each in view.units] == [laptop.tag, headset.tag]
    assert view.units[0].label.in_("fr") == "pour la personne"
    assert (view.row.units, view.row.available, view.row.out) == (2, 2, 0)
    assert search.kit_of_device(store, headset.id) == view.kit
    assert search.kit_view(store, 99) is None
    assert search.kit_devices(store, 99) is None


def test_what_a_kit_cannot_be() -> None:
    store, by, (laptop, _, tablet) = _world()
    assert _reasons(lambda: kits.make_kit(store, NewKit(Label(" ")), by)) == {why.Missing}
    assert _reasons(lambda: kits.make_kit(store, NewKit(NAME, "--"), by)) == {why.Missing}
    assert _reasons(lambda: kits.make_kit(store, NewKit(NAME, cost=-1), by)) == {why.Malformed}
    assert _reasons(lambda: kits.make_kit(store, NewKit(NAME, "kit 0001"), by)) == {why.Taken}
    assert _reasons(lambda: kits.make_kit(store, NewKit(NAME, "lt0001"), by)) == {why.Taken}
    assert _reasons(lambda: kits.make_kit(store, NewKit(NAME, units=(Unit(laptop.id),)), by)) == {InKitAlready}
    assert _reasons(lambda: kits.make_kit(store, NewKit(NAME, units=(Unit(tablet.id), Unit(tablet.id))), by)) == {
        InKitAlready
    }
    assert _reasons(lambda: kits.make_kit(store, NewKit(NAME, units=(Unit(99),)), by)) == {why.NoSuch}
    form = inventory.NewDevice(type_of(store, "laptop").id, status=DeviceStatus.RETIRED)
    gone = inventory.add_device(store, form, by).result.id
    assert _reasons(lambda: kits.change_units(store, Units(1, (Unit(gone),)), by)) == {UnitIsGone}
    assert search.kit_counts(store) == {"active": 1, "out": 0, "retired": 0}


def test_no_tag_is_both_a_kits_and_a_devices() -> None:
    store, by, (laptop, *_) = _world()
    taken = inventory.NewDevice(type_of(store, "laptop").id, "KIT 0001")
    assert _reasons(lambda: inventory.add_device(store, taken, by)) == {why.Taken}
    rename = Edit(laptop.id, {}, {"tag": "kit-0001"})
    assert _reasons(lambda: inventory.edit_device(store, rename, by)) == {why.Taken}
    assert _reasons(lambda: kits.edit_kit(store, Edit(1, {}, {"tag": laptop.tag}), by)) == {why.Taken}
    sheet = importing.read(b"Tag,Type,Model\nKIT-0001,Laptop,T14\n", SheetKind.DEVICES, today=TODAY)
    assert _reasons(lambda: importing.import_sheet(store, importing.Import(sheet), by)) == {why.Taken}
    kits.edit_kit(store, Edit(1, {}, {"tag": "LT-0002"}), by)
    assert add_device(store, by).tag == "LT-0003"  # the next one that is free
    kits.make_kit(store, NewKit(Label("Other")), by)
    inventory.add_device(store, inventory.NewDevice(type_of(store, "laptop").id, "KIT-0003"), by)
    assert kits.make_kit(store, NewKit(Label("Third")), by).result.name == "KIT-0004"


def test_the_desk_finds_a_kit_by_its_tag_and_by_its_name() -> None:
    store, by, _ = _world()
    assert search.find(store, "kit 0001", TODAY).kit.tag == "KIT-0001"
    assert [each.kit.tag for each in search.matches(store, "entrevue", TODAY)] == ["KIT-0001"]
    assert [each.kit.tag for each in search.matches(store, "KIT-00", TODAY)] == ["KIT-0001"]
    kits.retire_kit(store, 1, by)
    assert search.find(store, "KIT-0001", TODAY) is None
    assert search.matches(store, "entrevue", TODAY) == ()


def test_a_kit_goes_out_and_comes_back_piece_by_piece_and_is_still_a_kit() -> None:
    store, by, (laptop, headset, _) = _world()
    done = _lend_kit(store, by, laptop, headset)
    loan = search.loan_record(store, id_=done.result.loan_id)
    assert [item.kit_id for item in loan.items] == [1, 1]
    row = search.kit_rows(store, only="out")[0]
    assert (row.units, row.available, row.out) == (2, 0, 2)
    take_back(store, by, headset)
    row = search.kit_rows(store, only="out")[0]
    assert (row.available, row.out) == (1, 1)
    take_back(store, by, laptop)
    assert search.kit_rows(store, only="out") == ()
    assert [unit.device_id for unit in search.kit_view(store, 1).kit.units] == [laptop.id, headset.id]
    assert [each.operation for each in search.history_of(store, "kit", 1)] == [
        "return",
        "return",
        "check_out",
        "make_kit",
    ]


def test_what_left_its_kit_meanwhile_is_not_lent_with_it() -> None:
    store, by, (laptop, headset, tablet) = _world()
    assert _reasons(lambda: _lend_kit(store, by, tablet)) == {NotInKit}
    kits.change_units(store, Units(1, take_out=(headset.id,)), by)
    assert _reasons(lambda: _lend_kit(store, by, laptop, headset)) == {NotInKit}
    lent = (checkout.Lent(laptop.id, kit_id=77),)
    form = checkout.CheckOut(add_client(store, by), lent)
    assert _reasons(lambda: checkout.check_out(store, form, by)) == {NotInKit}


@pytest.mark.parametrize(("cost", "expected"), [(42000, 62000), (None, 64000)])
def test_the_agreement_groups_units_under_their_kit_with_its_price(cost: int | None, expected: int) -> None:
    store, by, (laptop, headset, tablet) = _world(cost)
    done = _lend_kit(store, by, headset, laptop, beside=(tablet,), language="fr")
    facts = _facts(store, done.result.paper_id)
    assert [(item.tag, item.kit, item.unit) for item in facts.items] == [
        (tablet.tag, "", ""),
        (headset.tag, "KIT-0001", ""),
        (laptop.tag, "KIT-0001", "pour la personne"),
    ]
    assert facts.kits == (PaperKit("KIT-0001", NAME.fr, cost),)
    assert facts.total == expected
    said = text(paperwork.draw(paperwork.paper(store, done.result.paper_id)))
    assert "KIT-0001" in said
    assert NAME.fr in said
    assert "pour la personne" in said
    assert said.index(tablet.tag) < said.index("KIT-0001") < said.index(headset.tag)


def test_half_a_kit_costs_what_its_pieces_cost() -> None:
    store, by, (laptop, headset, _) = _world(42000)
    assert _facts(store, _lend_kit(store, by, laptop).result.paper_id).total == 40000
    store, by, (laptop, headset, _) = _world(42000)
    loan = _lend_kit(store, by, laptop, headset).result
    take_back(store, by, laptop)
    renewed = renewing.renew(store, renewing.Renew(loan.loan_id), by).result
    facts = _facts(store, renewed.paper_id)
    assert [(item.tag, item.kit) for item in facts.items] == [(headset.tag, "KIT-0001")]
    assert (facts.kits[0].cost, facts.total) == (None, 4000)


def test_a_paper_made_before_there_were_kits_is_read_as_it_was() -> None:
    store, by, (*_, tablet) = _world()
    kept = paperwork.paper(store, lend(store, by, add_client(store, by), tablet).result.paper_id)
    old = kept.facts.replace('"kits": [], ', "").replace('"kit": "", ', "").replace(', "unit": ""', "")
    assert len(old) < len(kept.facts)
    assert paperwork.facts_of(replace(kept, facts=old)) == paperwork.facts_of(kept)
    assert paperwork.draw(replace(kept, facts=old)) == paperwork.draw(kept)


def test_devices_come_into_a_kit_leave_it_and_are_named_in_it() -> None:
    store, by, (laptop, headset, tablet) = _world()
    labels = {laptop.id: Label("screen", "écran")}
    kits.change_units(store, Units(1, (Unit(tablet.id),), (headset.id,), labels), by)
    kit = search.kit_view(store, 1).kit
    assert [(unit.device_id, unit.label.en) for unit in kit.units] == [(laptop.id, "screen"), (tablet.id, "")]
    kits.make_kit(store, NewKit(Label("Second"), units=(Unit(headset.id),)), by)
    assert _reasons(lambda: kits.change_units(store, Units(1, take_out=(headset.id,)), by)) == {NotInKit}
    assert _reasons(lambda: kits.change_units(store, Units(1, labels={99: Label("x")}), by)) == {NotInKit}
    assert _reasons(lambda: kits.change_units(store, Units(1, (Unit(headset.id),)), by)) == {InKitAlready}
    assert _reasons(lambda: kits.change_units(store, Units(9), by)) == {why.NoSuch}
    long = Units(1, labels={laptop.id: Label("x" * 20_000)})
    assert _reasons(lambda: kits.change_units(store, long, by)) == {TooLong}


def test_a_kit_is_edited_unless_somebody_did_it_first() -> None:
    store, by, _ = _world()
    was, now = {"name": NAME, "cost": None}, {"name": Label("Interviews", NAME.fr), "cost": 45000}
    assert kits.edit_kit(store, Edit(1, was, now), by).result.name == "KIT-0001"
    assert search.kit_view(store, 1).kit.cost == 45000
    assert _reasons(lambda: kits.edit_kit(store, Edit(1, was, {"cost": 1}), by)) == {why.ChangedMeanwhile}
    assert _reasons(lambda: kits.edit_kit(store, Edit(1, {}, {"name": Label("")}), by)) == {why.Missing}
    assert _reasons(lambda: kits.edit_kit(store, Edit(1, {}, {"active": False}), by)) == {why.Malformed}


def test_a_retired_kit_lets_its_devices_go_and_keeps_its_tag() -> None:
    store, by, (laptop, headset, _) = _world()
    kits.retire_kit(store, 1, by, reason="bag lost")
    assert search.kit_of_device(store, laptop.id) is None
    assert [each.tag for each in search.kit_rows(store, only="retired")] == ["KIT-0001"]
    assert _reasons(lambda: kits.retire_kit(store, 1, by)) == {KitRetired}
    assert _reasons(lambda: kits.change_units(store, Units(1, (Unit(laptop.id),)), by)) == {KitRetired}
    assert _reasons(lambda: kits.make_kit(store, NewKit(NAME, "KIT-0001"), by)) == {why.Taken}
    assert _reasons(lambda: _lend_kit(store, by, laptop)) == {NotInKit}
    kits.make_kit(store, NewKit(NAME, units=(Unit(headset.id),)), by)


@pytest.mark.parametrize("kind", ["add", "out", "name", "all", "retire"])
def test_undoing_brings_a_kit_back_exactly(kind: str) -> None:
    store, by, (laptop, headset, tablet) = _world()
    before = _all_but_history(store)
    labels = {laptop.id: Label("x", "y")}
    form = {
        "add": Units(1, (Unit(tablet.id, Label("t")),)),
        "out": Units(1, take_out=(headset.id,)),
        "name": Units(1, labels=labels),
        "all": Units(1, (Unit(tablet.id),), (headset.id,), labels),
    }
    done = kits.retire_kit(store, 1, by, reason="x") if kind == "retire" else kits.change_units(store, form[kind], by)
    assert _all_but_history(store) != before
    undoing.undo(store, done.entry_id, "a mistake", by)
    assert _all_but_history(store) == before


def test_two_loans_that_share_a_kit_are_undone_each_by_itself() -> None:
    store, by, (laptop, headset, _) = _world()
    first = _lend_kit(store, by, laptop)
    second = _lend_kit(store, by, headset)
    undoing.undo(store, first.entry_id, "wrong client", by)
    assert search.device_record(store, laptop.id).status is DeviceStatus.AVAILABLE
    assert search.device_record(store, headset.id).status is DeviceStatus.ON_LOAN
    undoing.undo(store, second.entry_id, "wrong client", by)
    assert _reasons(lambda: undoing.undo(store, 4, "no kit", by)) == {why.NotUndoable}


def test_kits_and_lines_are_exported_without_pins() -> None:
    store, by, (laptop, headset, _) = _world(42000)
    kits.make_kit(store, NewKit(Label("Empty")), by)
    hotspot = add_device(store, by, "hotspot")
    add_line(store, NewLine({"number": "=1+1", "monthly_cost": 2500}, hotspot.id, pin="4711"), by)
    words = Words("en")
    made = exporting.export(store, exporting.List.KITS, words, TODAY)
    assert [(row[0], row[3]) for row in made.rows] == [
        ("KIT-0001", laptop.tag),
        ("KIT-0001", headset.tag),
        ("KIT-0002", ""),
    ]
    kits.retire_kit(store, 2, by)
    assert exporting.export(store, exporting.List.KITS, words, TODAY).rows[-1][6] == "Retired"
    out = exporting.export(store, exporting.List.LINES, words, TODAY)
    sheet = out.as_csv().decode("utf-8-sig")
    assert "4711" not in sheet
    assert "\n=1" not in sheet
    assert "25.00" in sheet
    assert hotspot.tag in sheet
