"""What the promises and the life of a loan leave open: hostile text in every form, edits that cross, slips of the hand."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loanmanager.domain import refusals as why
from loanmanager.domain.clients import Guardian
from loanmanager.domain.devices import DeviceStatus, DeviceType, Line, Part, TypePart
from loanmanager.domain.limits import TooLong
from loanmanager.domain.loans import BackState
from loanmanager.domain.names import Label
from loanmanager.domain.office import Closure, Office, Policy, Site
from loanmanager.domain.refusals import Refused
from loanmanager.exchange.fields import Kind
from loanmanager.exchange.records import ClientRecord, Reading
from loanmanager.operations import (
    caring,
    checkout,
    importing,
    inventory,
    office,
    paperwork,
    people,
    renewing,
    returning,
    undoing,
)
from loanmanager.operations.done import By
from loanmanager.operations.opening import open_office
from loanmanager.storage import search
from tests.office import NOW, TODAY, add_client, add_device, in_folder, lend, memory, prepared, take_back, type_of
from tests.operations.test_promises import World, dump

LAPTOP, HOTSPOT = 1, 2


def _world() -> tuple[Any, By]:
    store = memory()
    return store, prepared(store)


def _reasons(work: Callable[[], Any]) -> tuple[why.Refusal, ...]:
    with pytest.raises(Refused) as refused:
        work()
    return refused.value.reasons


def _sheet(client: ClientRecord) -> importing.Import:
    return importing.Import(Reading(Kind.CLIENTS, (client,)))


def _new(w: World, **form: Any) -> Any:
    return inventory.add_device(w.store, inventory.NewDevice(HOTSPOT, **form), w.by)


def _back(w: World, **form: Any) -> Any:
    override = form.pop("override", "")
    return returning.take_back(
        w.store, returning.Return((returning.Returned(w.hotspot.id, **form),), override=override), w.by
    )


# Text in every form

FORMS: dict[str, Callable[[World, str], Any]] = {
    "check-out: purpose": lambda w, text: lend(w.store, w.by, w.client, w.free, purpose=text),
    "check-out: programme": lambda w, text: lend(w.store, w.by, w.client, w.free, programme=text),
    "check-out: override": lambda w, text: lend(w.store, w.by, w.client, w.free, override=text),
    "check-out: note": lambda w, text: checkout.check_out(
        w.store, checkout.CheckOut(w.client, (checkout.Lent(w.free.id, note=text),)), w.by
    ),
    "return: note": lambda w, text: _back(w, note=text),
    "return: answer": lambda w, text: _back(w, answers=((text, False),)),
    "return: override": lambda w, text: _back(w, override=text),
    "renew: override": lambda w, text: renewing.renew(
        w.store, renewing.Renew(w.loan.result.loan_id, override=text), w.by
    ),
    "reset: method": lambda w, text: caring.mark_reset(w.store, caring.Reset(w.to_reset.id, text), w.by),
    "reset: note": lambda w, text: caring.mark_reset(w.store, caring.Reset(w.to_reset.id, note=text), w.by),
    "check: note": lambda w, text: caring.mark_checked(w.store, w.to_check.id, w.by, note=text),
    "undo: reason": lambda w, text: undoing.undo(w.store, w.loan.entry_id, text + "why", w.by),
    "device: tag": lambda w, text: _new(w, tag=f"A9{text}"),
    "device: model": lambda w, text: _new(w, fields={"model": text}),
    "device: own field": lambda w, text: _new(w, custom={"Case": text}),
    "device: name of own field": lambda w, text: _new(w, custom={f"Case {text}": "x"}),
    "device: line": lambda w, text: _new(w, line=Line(0, iccid=text)),
    "device: part": lambda w, text: _new(w, parts=(Part(0, Label("Case", text)),)),
    "edited device: line": lambda w, text: inventory.edit_device(
        w.store, inventory.Edit(w.free.id, {}, {"line": Line(0, plan=text)}), w.by
    ),
    "edited device: part": lambda w, text: inventory.edit_device(
        w.store, inventory.Edit(w.free.id, {}, {"parts": (Part(0, Label("Case", text)),)}), w.by
    ),
    "edited device: notes": lambda w, text: inventory.edit_device(
        w.store, inventory.Edit(w.free.id, {}, {"notes": text}), w.by
    ),
    "type: name": lambda w, text: inventory.save_type(w.store, DeviceType(0, "", Label(f"Camera{text}"), "CM"), w.by),
    "type: part": lambda w, text: inventory.save_type(
        w.store, DeviceType(0, "", Label("Camera"), "CM", parts=(TypePart(Label("Strap", text)),)), w.by
    ),
    "type: question": lambda w, text: inventory.save_type(
        w.store, DeviceType(0, "", Label("Camera"), "CM", questions=(Label("Works?", text),)), w.by
    ),
    "client: address": lambda w, text: add_client(w.store, w.by, address=text),
    "client: phone": lambda w, text: add_client(w.store, w.by, phones=("514 555-0100", text)),
    "client: guardian": lambda w, text: add_client(w.store, w.by, guardian=Guardian("Lucie Gagnon", text)),
    "client: own field": lambda w, text: add_client(w.store, w.by, custom={"Funder": text}),
    "edited client: notes": lambda w, text: people.edit_client(
        w.store, inventory.Edit(w.client, {}, {"notes": text}), w.by
    ),
    "office: name": lambda w, text: office.save_office(w.store, Office(text), w.by),
    "policy: not overridable": lambda w, text: office.save_policy(
        w.store, Policy(not_overridable=frozenset([text])), w.by
    ),
    "site: name": lambda w, text: office.add_site(w.store, Site(0, f"Saint-Michel{text}"), w.by),
    "changed site: hours": lambda w, text: office.save_site(w.store, Site(1, "Main office", hours=text), w.by),
    "closure: name": lambda w, text: office.add_closure(
        w.store, Closure(date(2026, 12, 24), date(2026, 12, 24), text), w.by
    ),
    "staff: name": lambda w, text: office.rename_staff(w.store, 1, f"Ana{text}", w.by),
    "sheet: notes": lambda w, text: importing.import_sheet(
        w.store, _sheet(ClientRecord(2, given_name="Zed", notes=text)), w.by
    ),
}


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b", "\udfff", "x" * 20_000], ids=["nul", "half", "end", "long"])
@pytest.mark.parametrize("form", FORMS)
def test_what_is_no_text_is_refused_by_its_field(form: str, text: str) -> None:
    world = World()
    before = dump(world.store)
    reasons = _reasons(lambda: FORMS[form](world, text))
    if len(text) > 10_000:
        assert all(isinstance(each, TooLong) and each.most <= 10_000 for each in reasons)
        assert dump(world.store) == before
        return
    assert all(isinstance(each, why.Malformed) for each in reasons)
    for each in reasons:  # what is shown and logged is itself text
        assert each.text.encode()
        assert "\x00" not in each.text
        assert len(each.text) <= 40
    assert dump(world.store) == before


@settings(max_examples=80, deadline=None)
@given(form=st.sampled_from(sorted(FORMS)), text=st.text(st.characters(codec=None), max_size=80))
def test_any_text_is_kept_or_refused_in_every_form(form: str, text: str) -> None:
    world = World()
    before = dump(world.store)
    try:
        FORMS[form](world, text)
    except Refused:
        assert dump(world.store) == before
    else:
        assert dump(world.store) != before
        assert world.store.check() == ()


WRONG: dict[str, Callable[[World], Any]] = {
    "a barcode for a price": lambda w: _new(w, fields={"price": 10**30}),
    "a negative fee": lambda w: _new(w, line=Line(0, monthly_cost=-1)),
    "the 99th of a month": lambda w: _new(w, line=Line(0, cycle_day=99)),
    "the 0th of a month": lambda w: inventory.edit_device(
        w.store, inventory.Edit(w.hotspot.id, {}, {"line": Line(0, cycle_day=0)}), w.by
    ),
    "a negative cost of a part": lambda w: _new(w, parts=(Part(0, Label("Case"), -1),)),
    "parts that are none": lambda w: _new(w, parts=("Case",)),
    "a type of no day": lambda w: inventory.save_type(
        w.store, DeviceType(0, "", Label("Camera"), "CM", loan_days=0), w.by
    ),
    "a type of ten thousand years": lambda w: inventory.save_type(
        w.store, DeviceType(0, "", Label("Camera"), "CM", loan_days=3_652_000), w.by
    ),
    "a type's negative cost": lambda w: inventory.save_type(
        w.store, DeviceType(0, "", Label("Camera"), "CM", replacement_cost=-1), w.by
    ),
    "a policy of ten thousand years": lambda w: office.save_policy(w.store, Policy(loan_days=3_652_000), w.by),
    "a policy of fewer than no renewals": lambda w: office.save_policy(w.store, Policy(renewals=-1), w.by),
    "the ninth day of a week": lambda w: office.save_site(w.store, Site(1, "Main", open_days=frozenset({9})), w.by),
    "a state by hand": lambda w: inventory.edit_device(
        w.store, inventory.Edit(w.free.id, {}, {"status": DeviceStatus.LOST}), w.by
    ),
    "another device's id": lambda w: inventory.edit_device(
        w.store, inventory.Edit(w.free.id, {}, {"id": w.laptop.id}), w.by
    ),
    "another client's id": lambda w: people.edit_client(w.store, inventory.Edit(w.client, {}, {"id": 99}), w.by),
    "a field that is not there": lambda w: inventory.edit_device(
        w.store, inventory.Edit(w.free.id, {"colour": "red"}, {"colour": "blue"}), w.by
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_does_not_fit_is_refused_and_changes_nothing(name: str) -> None:
    world = World()
    before = dump(world.store)
    assert {type(each) for each in _reasons(lambda: WRONG[name](world))} == {why.Malformed}
    assert dump(world.store) == before


ABSENT: dict[str, tuple[Callable[[World], Any], str]] = {
    "a new device at no site": (lambda w: _new(w, fields={"site_id": 99}), "site"),
    "a device moved to no site": (
        lambda w: inventory.edit_device(w.store, inventory.Edit(w.free.id, {}, {"site_id": 99}), w.by),
        "site",
    ),
    "a closure of no site": (
        lambda w: office.add_closure(w.store, Closure(TODAY, TODAY, site_id=99), w.by),
        "site",
    ),
    "no site": (lambda w: office.save_site(w.store, Site(99, "Nowhere"), w.by), "site"),
    "nobody": (lambda w: office.rename_staff(w.store, 99, "Ana Lopes", w.by), "staff"),
    "no type": (lambda w: inventory.save_type(w.store, DeviceType(99, "", Label("Camera"), "CM"), w.by), "type"),
    "no part": (lambda w: _back(w, parts={9999: BackState.MISSING}), "part"),
}


@pytest.mark.parametrize("name", ABSENT)
def test_what_is_not_there_is_not_changed_silently(name: str) -> None:
    world = World()
    before = dump(world.store)
    work, kind = ABSENT[name]
    reasons = _reasons(lambda: work(world))
    assert [reason.kind for reason in reasons] == [kind]
    assert dump(world.store) == before


def test_a_line_is_not_taken_out_by_an_edit() -> None:
    world = World()
    edit = inventory.Edit(world.hotspot.id, {}, {"line": None})
    assert _reasons(lambda: inventory.edit_device(world.store, edit, world.by)) == (why.Missing("line"),)


def test_a_line_that_is_edited_stays_the_same_line_and_is_found_by_its_new_number() -> None:
    world = World()
    before = search.device_record(world.store, world.hotspot.id).line
    after = replace(before, number="514 555-0177", plan_end=date(2027, 6, 30), cycle_day=31)
    edit = inventory.Edit(world.hotspot.id, {"line": before}, {"line": after})
    inventory.edit_device(world.store, edit, world.by)
    assert search.device_record(world.store, world.hotspot.id).line == after
    assert search.matches(world.store, "5550177", TODAY)[0].device.id == world.hotspot.id
    assert search.matches(world.store, "5550161", TODAY) == ()


@pytest.mark.parametrize(("name", "prefix", "field"), [("Camera", "--", "prefix"), ("!!!", "CM", "name")])
def test_a_type_needs_letters_to_make_tags_and_keys_of(name: str, prefix: str, field: str) -> None:
    store, by = _world()
    made = DeviceType(0, "", Label(name), prefix)
    assert _reasons(lambda: inventory.save_type(store, made, by)) == (why.Missing(field),)


# Edits that cross


def test_of_two_who_edit_the_same_field_the_second_is_told() -> None:
    store, by = _world()
    device = add_device(store, by, model="T480", notes="old")
    first = inventory.Edit(device.id, {"model": "T480"}, {"model": "T14"})
    second = inventory.Edit(device.id, {"model": "T480", "notes": "old"}, {"model": "X1", "notes": "new"})
    inventory.edit_device(store, first, by)
    before = dump(store)
    assert _reasons(lambda: inventory.edit_device(store, second, by)) == (why.ChangedMeanwhile("model"),)
    assert dump(store) == before


def test_of_two_programs_that_edit_two_fields_both_are_kept(tmp_path: Path) -> None:
    here, by = in_folder(tmp_path)
    there = open_office(tmp_path, NOW)
    client = add_client(here, by, notes="")
    people.edit_client(here, inventory.Edit(client, {"notes": ""}, {"notes": "calls back"}), by)
    people.edit_client(there, inventory.Edit(client, {"phones": ()}, {"phones": ("514 555-0100",)}), by)
    stale = inventory.Edit(client, {"notes": "", "phones": ()}, {"notes": "moved"})
    reasons = _reasons(lambda: people.edit_client(there, stale, by))
    assert reasons == (why.ChangedMeanwhile("notes"), why.ChangedMeanwhile("phones"))
    kept = search.client_record(here, client)
    assert (kept.notes, kept.phones) == ("calls back", ("514 555-0100",))
    here.close()
    there.close()


def test_a_part_changed_by_a_return_is_not_overwritten_by_an_open_form() -> None:
    store, by = _world()
    laptop = add_device(store, by)
    form = inventory.Edit(laptop.id, {"parts": laptop.parts}, {"parts": laptop.parts[:1]})
    lend(store, by, add_client(store, by), laptop)
    part = search.loan_of_device(store, laptop.id).items[0].parts[0].id
    returning.take_back(store, returning.Return((returning.Returned(laptop.id, {part: BackState.MISSING}),)), by)
    assert _reasons(lambda: inventory.edit_device(store, form, by)) == (why.ChangedMeanwhile("parts"),)


# Slips of the hand


def test_a_device_scanned_twice_comes_back_once() -> None:
    store, by = _world()
    laptop = add_device(store, by)
    lend(store, by, add_client(store, by), laptop)
    part = search.loan_of_device(store, laptop.id).items[0].parts[0].id
    back = returning.Returned(laptop.id, {part: BackState.MISSING})
    before = dump(store)
    reasons = _reasons(lambda: returning.take_back(store, returning.Return((back, back)), by))
    assert reasons == (why.DeviceTwice("LT-0001"),)
    assert dump(store) == before


def test_the_reason_for_taking_back_another_sim_is_kept() -> None:
    store, by = _world()
    hotspot = add_device(store, by, "hotspot", line=Line(0, iccid="8930272040102573"))
    lend(store, by, add_client(store, by), hotspot)
    form = returning.Return((returning.Returned(hotspot.id, sim_last_four="0000"),), override="swapped by the carrier")
    done = returning.take_back(store, form, by)
    facts = json.loads(store.value("SELECT facts FROM history WHERE id = :id", id=done.entry_id))
    assert facts["override"] == "swapped by the carrier"
    assert facts["overruled"] == ["WrongSim"]


@pytest.mark.parametrize("typed", ["LT0001", "lt 0001", "LT_0001"])
def test_a_tag_typed_without_its_hyphen_does_not_stop_the_numbering(typed: str) -> None:
    store, by = _world()
    add_device(store, by, tag=typed)
    assert [add_device(store, by).tag for _ in range(2)] == ["LT-0002", "LT-0003"]


def test_a_tag_among_the_fields_is_looked_at_too() -> None:
    store, by = _world()
    add_device(store, by, tag="A-1")
    form = inventory.NewDevice(LAPTOP, fields={"tag": "a1"})
    assert _reasons(lambda: inventory.add_device(store, form, by)) == (why.Taken("tag", "A-1"),)


def test_a_new_client_does_not_get_the_number_on_somebodys_card() -> None:
    store, by = _world()
    holder = add_client(store, by, card="C-00002")
    other = add_client(store, by, "Roy")
    assert search.client_record(store, other).file_number == "C-00003"
    assert search.find(store, "C-00002", TODAY).client.id == holder


@pytest.mark.parametrize("language", ["cr", "tl", "ht", "zz", "../x", "fr-CA"])
def test_a_client_of_any_language_can_borrow_and_bring_back(language: str) -> None:
    store, by = _world()
    laptop = add_device(store, by, replacement_cost=45000)
    out = lend(store, by, add_client(store, by, language=language), laptop)
    renewed = renewing.renew(store, renewing.Renew(out.result.loan_id), by)
    back = take_back(store, by, laptop)
    for paper_id in (out.result.paper_id, renewed.result.paper_id, back.result.paper_id):
        assert paperwork.draw(paperwork.paper(store, paper_id)).startswith(b"%PDF")


# Sheets


def test_a_client_known_only_by_a_chosen_name_comes_along() -> None:
    store, by = _world()
    form = _sheet(ClientRecord(2, preferred_name="Zed", email="zed@example.org"))
    assert importing.import_sheet(store, form, by).result.added == 1
    assert search.client_rows(store, today=TODAY)[0].name == "Zed"
    assert importing.import_sheet(store, form, by).result.alike == 1


def test_a_chosen_name_in_a_sheet_does_not_replace_a_given_one() -> None:
    store, by = _world()
    client = add_client(store, by, given="Zénon", email="zed@example.org")
    record = ClientRecord(2, preferred_name="Zed", email="zed@example.org")
    assert importing.import_sheet(store, _sheet(record), by).result.updated == 1
    kept = search.client_record(store, client)
    assert (kept.given_name, kept.preferred_name) == ("Zénon", "Zed")


def test_a_sheet_does_not_give_one_client_the_card_of_another() -> None:
    store, by = _world()
    add_client(store, by, file_number="A1", card="K1")
    add_client(store, by, "Roy", file_number="A2", card="K2")
    before = dump(store)
    form = _sheet(ClientRecord(2, file_number="A1", family_name="Tremblay", card="K2"))
    assert _reasons(lambda: importing.import_sheet(store, form, by)) == (why.Taken("card", "K2"),)
    assert dump(store) == before


def test_a_tag_of_dashes_in_a_sheet_is_no_tag() -> None:
    store, by = _world()
    reading = importing.read(b"Tag,Type,Serial\n---,Laptop,S1\n--,Laptop,S2\n", Kind.DEVICES, today=TODAY)
    for added, alike in ((2, 0), (0, 2)):
        made = importing.import_sheet(store, importing.Import(reading), by).result
        assert (made.added, made.alike) == (added, alike)
    assert [row.tag for row in search.device_rows(store, today=TODAY)] == ["LT-0001", "LT-0002"]


# Undoing, in any order


def test_a_whole_life_undone_from_its_end_is_as_if_it_had_not_been() -> None:
    store, by = _world()
    device = add_device(store, by, line=None)
    client = add_client(store, by)
    start = search.device_record(store, device.id)
    out = lend(store, by, client, device)
    entries = [out.entry_id, renewing.renew(store, renewing.Renew(out.result.loan_id), by).entry_id]
    part = search.loan_of_device(store, device.id).items[0].parts[0].id
    back = returning.Returned(device.id, {part: BackState.MISSING}, answers=(("Turns on?", False),))
    entries.append(returning.take_back(store, returning.Return((back,)), by).entry_id)
    entries.append(caring.mark_checked(store, device.id, by).entry_id)
    entries.append(caring.mark_reset(store, caring.Reset(device.id, "wiped"), by).entry_id)
    for entry in entries[:-1]:
        assert _reasons(lambda entry=entry: undoing.undo(store, entry, "why", by)) == (
            why.NotUndoable("later_changes"),
        )
    for entry in reversed(entries):
        undoing.undo(store, entry, "all a mistake", by)
    assert search.device_record(store, device.id) == start
    assert search.client_card(store, client).out == ()
    assert search.counts(store, TODAY).incidents == 0
    for entry in entries:
        assert _reasons(lambda entry=entry: undoing.undo(store, entry, "why", by)) == (
            why.NotUndoable("already_undone"),
        )
    lend(store, replace(by, today=date(2026, 11, 24)), client, start)
    assert store.check() == ()


def test_an_undo_is_not_undone() -> None:
    store, by = _world()
    out = lend(store, by, add_client(store, by), add_device(store, by))
    undone = undoing.undo(store, out.entry_id, "wrong client", by)
    assert _reasons(lambda: undoing.undo(store, undone.entry_id, "why", by)) == (why.NotUndoable("kind"),)


def test_a_type_that_changes_leaves_what_is_out_as_it_was() -> None:
    store, by = _world()
    out = lend(store, by, add_client(store, by), add_device(store, by))
    inventory.save_type(store, replace(type_of(store, "laptop"), loan_days=7, parts=()), by)
    loan = search.loan_record(store, id_=out.result.loan_id)
    assert loan.due == date(2026, 12, 23)
    assert len(loan.items[0].parts) == 3
