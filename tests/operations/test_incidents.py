"""Incidents from report to end, what turns up later, charges, repairs and papers; and what undoing brings back."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from loanmanager.domain import incidents as rules
from loanmanager.domain import refusals as why
from loanmanager.domain.devices import Condition, DeviceStatus, PartState
from loanmanager.domain.incidents import ChargeState, Decision, IncidentKind, IncidentState
from loanmanager.domain.loans import BackState, ItemEnd
from loanmanager.domain.office import Charges, Policy
from loanmanager.domain.papers import PaperKind
from loanmanager.domain.refusals import Refused
from loanmanager.operations import (
    care_papers,
    caring,
    deciding,
    finding,
    office,
    paperwork,
    photos,
    repairing,
    returning,
    undoing,
)
from loanmanager.operations import incidents as steps
from loanmanager.storage import search
from tests.office import TODAY, add_client, add_device, lend, memory, prepared, take_back
from tests.operations import incident_promises
from tests.operations.incident_promises import JPEG, PNG
from tests.operations.test_promises import World, dump

MARKED = {
    "incidents": ("state", "undone"),
    "charges": ("state", "undone"),
    "repairs": ("undone", 1),
    "resets": ("undone", 1),
    "papers": ("undone", 1),
    "attachments": ("removed", 1),
}
"""How a row that was made and undone is marked in each table."""


def standing(store: Any) -> dict[str, list[tuple[Any, ...]]]:
    """Return every table but the history and the counters, without rows that are marked as undone."""
    found = {
        table: rows for table, rows in dump(store).items() if table not in {"history", "history_subjects", "counters"}
    }
    for table, (column, value) in MARKED.items():
        rows = store.rows(f"SELECT * FROM {table} ORDER BY 1")
        found[table] = [tuple(row) for row in rows if row[column] != value]
    return found


class Office:
    """A small office with a client who has a laptop."""

    def __init__(self, policy: Policy | None = None, **fields: Any) -> None:
        self.store: Any = memory()
        self.by = prepared(self.store)
        if policy:
            office.save_policy(self.store, policy, self.by)
        self.client = add_client(self.store, self.by, language="fr")
        self.laptop = add_device(self.store, self.by, make="Dell", model="5420", replacement_cost=45000, **fields)
        lend(self.store, self.by, self.client, self.laptop)

    def device(self) -> Any:
        return search.device_record(self.store, self.laptop.id)

    def part(self, name: str) -> Any:
        return next(part for part in self.device().parts if part.name.en == name)

    def item(self) -> Any:
        return search.loan_record(self.store, number="L-2026-0001").items[0]

    def report(self, kind: IncidentKind, **form: Any) -> Any:
        return steps.report(self.store, steps.Report(self.laptop.id, kind, **form), self.by)

    def incident(self, number: str = "I-2026-001") -> Any:
        return search.incident_record(self.store, number=number)

    def bring(self, *missing: str, damaged: bool = False) -> Any:
        parts = {p.id: BackState.MISSING for p in self.item().parts if p.name.en in missing}
        back = returning.Returned(self.laptop.id, parts, Condition.DAMAGED if damaged else None)
        return returning.take_back(self.store, returning.Return((back,)), self.by)

    def decide(self, amount: int = 0, reason: str = "", **form: Any) -> Any:
        how = Decision.CHARGE if amount else Decision.WAIVE
        asked = deciding.Decide(self.incident().id, how, amount or None, reason, **form)
        return deciding.decide(self.store, asked, self.by)


def reasons(work: Any) -> set[type]:
    with pytest.raises(Refused) as refused:
        work()
    return {type(each) for each in refused.value.reasons}


@pytest.mark.parametrize("name", incident_promises.OPERATIONS)
def test_undoing_each_step_restores_exactly_what_was(name: str) -> None:
    world = World()
    before = standing(world.store)
    done = incident_promises.OPERATIONS[name](world, world.by, None)
    assert standing(world.store) != before
    undoing.undo(world.store, done.entry_id, "a mistake", world.by)
    assert standing(world.store) == before
    assert world.store.check() == ()


def test_what_is_lost_ends_its_loan_and_costs_the_device_with_its_parts() -> None:
    it = Office()
    made = it.report(IncidentKind.LOST, happened_on=date(2026, 11, 20), place="bus 55", note="left on the seat")
    assert it.device().status is DeviceStatus.LOST
    assert it.item().end is ItemEnd.LOST
    assert it.item().in_note == "left on the seat"
    incident = it.incident()
    assert (incident.happened_on, incident.place, incident.client_id) == (date(2026, 11, 20), "bus 55", it.client)
    assert incident.cost == 45000 + sum(part.cost or 0 for part in it.item().parts)
    assert made.result.status == "lost"
    assert search.client_card(it.store, it.client).out == ()


def test_what_breaks_with_the_client_stays_with_them_and_is_one_incident_at_its_return() -> None:
    it = Office()
    it.report(IncidentKind.DAMAGED, note="screen")
    assert it.device().status is DeviceStatus.ON_LOAN
    assert it.device().condition is Condition.GOOD
    back = it.bring(damaged=True)
    assert back.result.incidents == []
    receipt = paperwork.facts_of(paperwork.paper(it.store, back.result.paper_id))
    assert [each[:10] for each in receipt.incidents] == ["I-2026-001"]
    assert it.device().status is DeviceStatus.TO_CHECK
    assert len(search.incidents(it.store)) == 1


def test_what_breaks_on_the_shelf_is_to_be_looked_at() -> None:
    it = Office()
    shelf = add_device(it.store, it.by)
    made = steps.report(it.store, steps.Report(shelf.id, IncidentKind.DAMAGED), it.by).result
    found = search.device_record(it.store, shelf.id)
    assert (found.status, found.condition) == (DeviceStatus.TO_CHECK, Condition.DAMAGED)
    assert search.incident_record(it.store, id_=made.incident_id).client_id is None


def test_a_part_that_turns_up_settles_its_incident() -> None:
    it = Office()
    it.bring("Bag")
    caring.mark_checked(it.store, it.laptop.id, it.by)
    before = standing(it.store)
    done = finding.find(it.store, finding.Find(it.incident().id, note="in the van"), it.by)
    assert done.result.numbers == ["I-2026-001"]
    assert it.part("Bag").state is PartState.PRESENT
    assert it.device().status is DeviceStatus.TO_CHECK
    assert (it.incident().state, it.incident().decision) == (IncidentState.CLOSED, Decision.FOUND)
    assert reasons(lambda: finding.find(it.store, finding.Find(it.incident().id), it.by)) == {rules.NotFindable}
    undoing.undo(it.store, done.entry_id, "another bag", it.by)
    assert standing(it.store) == before


def test_a_part_reported_missing_that_comes_back_with_its_device_settles_it_and_undoing_opens_it_again() -> None:
    it = Office()
    it.report(IncidentKind.MISSING, part_id=it.part("Bag").id)
    it.decide(1500)
    assert it.part("Bag").state is PartState.MISSING
    before = standing(it.store)
    back = it.bring()
    assert back.result.incidents == []
    assert it.incident().decision is Decision.FOUND
    assert [each.state for each in it.incident().charges] == [ChargeState.WAIVED]
    assert it.part("Bag").state is PartState.PRESENT
    undoing.undo(it.store, back.entry_id, "another client", it.by)
    after = standing(it.store)
    # the device's day of status is that of the undo, as for every return
    assert {table: rows for table, rows in after.items() if table != "devices"} == {
        table: rows for table, rows in before.items() if table != "devices"
    }
    assert it.incident().decision is Decision.CHARGE


def test_a_part_reported_missing_and_still_missing_is_one_incident() -> None:
    it = Office()
    it.report(IncidentKind.MISSING, part_id=it.part("Bag").id)
    assert it.bring("Bag").result.incidents == []
    assert [row.number for row in search.incidents(it.store)] == ["I-2026-001"]


def test_a_device_that_turns_up_settles_what_is_open_and_tells_what_was_paid() -> None:
    it = Office()
    it.report(IncidentKind.STOLEN)
    charge = it.decide(45000).result.charge_id
    deciding.settle(it.store, deciding.Settle(charge, ChargeState.PAID), it.by)
    done = finding.find(it.store, finding.Find(device_id=it.laptop.id), it.by)
    assert done.result.paid == 45000
    assert it.device().status is DeviceStatus.TO_CHECK
    assert it.item().end is ItemEnd.LOST
    assert it.incident().charges[0].state is ChargeState.PAID


def test_a_lost_device_without_an_incident_can_be_found() -> None:
    it = Office()
    with it.store.write():
        it.store.run("UPDATE items SET ended = 'lost', ended_at = '2026-01-01T00:00:00Z'")
        it.store.run("UPDATE devices SET status = 'lost'")
    assert finding.find(it.store, finding.Find(device_id=it.laptop.id), it.by).result.numbers == []
    assert it.device().status is DeviceStatus.TO_CHECK


def test_a_paid_charge_closes_its_incident_and_a_waived_one_too() -> None:
    it = Office()
    it.bring("Bag")
    charge = it.decide(1500).result.charge_id
    assert it.incident().is_open
    assert search.incident_counts(it.store, today=TODAY)["to_pay"] == 1
    assert [each.amount for each in search.charges_of(it.store, it.client)] == [1500]
    deciding.settle(it.store, deciding.Settle(charge, ChargeState.WAIVED, "hardship"), it.by)
    assert not it.incident().is_open
    assert search.charges_of(it.store, it.client) == ()
    assert [each.note for each in search.charges_of(it.store, it.client, "")] == ["hardship"]
    again = deciding.Settle(charge, ChargeState.PAID)
    assert reasons(lambda: deciding.settle(it.store, again, it.by)) == {rules.ChargeNotOpen}


def test_an_incident_is_opened_again_and_decided_anew() -> None:
    it = Office()
    it.bring("Bag")
    it.decide(reason="old bag")
    assert it.incident().state is IncidentState.CLOSED
    steps.reopen(it.store, it.incident().id, it.by, note="it was new")
    it.decide(1500, closes=True)
    assert (it.incident().state, it.incident().decision) == (IncidentState.CLOSED, Decision.CHARGE)
    finding.find(it.store, finding.Find(it.incident().id), it.by)
    found = lambda: steps.reopen(it.store, it.incident().id, it.by, note="why")  # noqa: E731
    assert reasons(found) == {rules.SettledByFinding}


def test_following_up_changes_what_may_be_changed() -> None:
    it = Office()
    it.report(IncidentKind.STOLEN)
    id_ = it.incident().id
    form = steps.Edit(id_, {"police_number": ""}, {"police_number": " MTL-1 ", "follow_up_on": TODAY, "cost": 100})
    steps.edit(it.store, form, it.by)
    assert (it.incident().police_number, it.incident().cost) == ("MTL-1", 100)
    assert [row.id for row in search.incidents(it.store, "look_again", today=TODAY)] == [id_]
    assert search.incidents(it.store, "look_again", today=TODAY - timedelta(days=1)) == ()
    late = steps.Edit(id_, {}, {"happened_on": TODAY + timedelta(days=1)})
    assert reasons(lambda: steps.edit(it.store, late, it.by)) == {why.Malformed}


def test_incidents_are_found_by_number_client_and_device() -> None:
    it = Office()
    it.report(IncidentKind.STOLEN)
    for text in ("i-2026", "tremb", it.laptop.tag):
        assert len(search.incidents(it.store, "", text=text)) == 1, text
    assert search.incidents(it.store, "", text="nobody") == ()
    row = search.incidents(it.store)[0]
    assert (row.name, row.loan, row.tag, row.owed, row.part) == ("Tremblay, Josée", "L-2026-0001", "LT-0001", 0, False)
    view = search.incident_view(it.store, row.id)
    assert (view.loan, view.opened_by != "", view.name) == ("L-2026-0001", True, "Tremblay, Josée")
    assert search.incident_view(it.store, 999) is None


def test_what_is_very_late_may_be_assumed_lost() -> None:
    it = Office()
    due = it.item().due
    assert search.assumed_lost(it.store, due + timedelta(days=60), 60) == ()
    assert [row.tag for row in search.assumed_lost(it.store, due + timedelta(days=61), 60)] == ["LT-0001"]


def test_the_policy_charges_replacement_and_lateness_on_the_receipt() -> None:
    it = Office(Policy(charges=Charges(late_fee=100, late_fee_cap=500, replacement=True), grace_days=2))
    with it.store.write():
        it.store.run("UPDATE item_parts SET cost = 1500")
    late = replace(it.by, today=it.item().due + timedelta(days=5))
    bag = next(part for part in it.item().parts if part.name.en == "Bag")
    before = standing(it.store)
    back = returning.Returned(it.laptop.id, {bag.id: BackState.MISSING})
    done = returning.take_back(it.store, returning.Return((back,)), late)
    receipt = paperwork.facts_of(paperwork.paper(it.store, done.result.paper_id))
    assert receipt.charge == bag.cost + 300
    assert {(each.amount, each.incident_id is None) for each in search.charges_of(it.store, it.client)} == {
        (300, True),
        (bag.cost, False),
    }
    assert it.incident().decision is Decision.CHARGE
    undoing.undo(it.store, done.entry_id, "wrong laptop", it.by)
    after = standing(it.store)
    assert after["charges"] == before["charges"] == []
    assert after["incidents"] == []


def test_the_default_policy_charges_nothing() -> None:
    it = Office()
    done = it.bring("Bag", damaged=True)
    assert paperwork.facts_of(paperwork.paper(it.store, done.result.paper_id)).charge == 0
    assert search.charges_of(it.store, it.client) == ()
    assert len(done.result.incidents) == 2


def test_a_return_is_not_undone_once_its_incident_was_decided() -> None:
    it = Office()
    done = it.bring("Bag")
    it.decide(1500)
    undo = lambda: undoing.undo(it.store, done.entry_id, "why", it.by)  # noqa: E731
    assert reasons(undo) == {why.NotUndoable}


def test_a_device_goes_to_repair_with_its_damage_and_comes_back_to_its_reset() -> None:
    it = Office()
    it.bring(damaged=True)
    repairing.send_to_repair(it.store, repairing.Send(it.laptop.id, "Atelier", "hinge", date(2026, 12, 4)), it.by)
    row = search.repairs_open(it.store)[0]
    assert (row.tag, row.place, row.what, row.name) == ("LT-0001", "Atelier", "hinge", "Dell 5420")
    assert not row.is_late(date(2026, 12, 4))
    assert row.is_late(date(2026, 12, 5))
    assert it.store.value("SELECT incident_id FROM repairs") == it.incident().id
    back = repairing.Back(it.laptop.id, "new hinge", 6500, Condition.GOOD, DeviceStatus.TO_RESET)
    repairing.back_from_repair(it.store, back, it.by)
    assert (it.device().status, it.device().condition) == (DeviceStatus.TO_RESET, Condition.GOOD)
    assert search.repairs_open(it.store) == ()
    assert it.store.row("SELECT * FROM repairs")["cost"] == 6500


def test_what_was_imported_as_in_repair_is_on_the_list_and_comes_back() -> None:
    it = Office()
    made = add_device(it.store, it.by, "headset")
    with it.store.write():
        it.store.run("UPDATE devices SET status = 'in_repair' WHERE id = :id", id=made.id)
    assert [(row.id, row.repair_id) for row in search.repairs_open(it.store, device_id=made.id)] == [(made.id, None)]
    assert repairing.ways_back(made) == (DeviceStatus.TO_CHECK, DeviceStatus.AVAILABLE)
    repairing.back_from_repair(it.store, repairing.Back(made.id, then=DeviceStatus.AVAILABLE), it.by)
    assert search.device_record(it.store, made.id).status is DeviceStatus.AVAILABLE


def test_what_is_retired_in_repair_is_off_the_list() -> None:
    it = Office()
    it.bring()
    repairing.send_to_repair(it.store, repairing.Send(it.laptop.id), it.by)
    repairing.retire(it.store, it.laptop.id, "not worth it", it.by)
    assert search.repairs_open(it.store) == ()
    repairing.bring_back(it.store, it.laptop.id, "worth it after all", it.by)
    assert it.device().status is DeviceStatus.TO_CHECK


@pytest.mark.parametrize("held", ["repair", "retire", "lose"])
def test_what_is_put_aside_stays_so(held: str) -> None:
    it = Office()
    aside = add_device(it.store, it.by)
    with it.store.write():
        it.store.run("UPDATE devices SET status = 'reserved' WHERE id = :id", id=aside.id)
    work = {
        "repair": lambda: repairing.send_to_repair(it.store, repairing.Send(aside.id), it.by),
        "retire": lambda: repairing.retire(it.store, aside.id, "why", it.by),
        "lose": lambda: steps.report(it.store, steps.Report(aside.id, IncidentKind.LOST), it.by),
    }[held]
    assert reasons(work) == {rules.HeldForSomebody}


def test_photos_are_kept_as_they_are_and_shown_until_removed() -> None:
    it = Office()
    it.report(IncidentKind.DAMAGED)
    id_ = it.incident().id
    one = photos.add_photo(it.store, photos.AddPhoto(id_, "a.png", PNG), it.by).result.photo_id
    photos.add_photo(it.store, photos.AddPhoto(id_, "b.jpg", JPEG), it.by)
    assert [(each.name, each.media) for each in search.photos_of(it.store, id_)] == [
        ("a.png", "image/png"),
        ("b.jpg", "image/jpeg"),
    ]
    assert search.photo(it.store, one) == PNG
    assert search.photo(it.store, 999) == b""
    photos.remove_photo(it.store, one, it.by)
    assert [each.name for each in search.photos_of(it.store, id_)] == ["b.jpg"]
    big = photos.AddPhoto(id_, "film.png", PNG + b"0" * (rules.PHOTO_MOST * 1_000_000))
    assert reasons(lambda: photos.add_photo(it.store, big, it.by)) == {rules.PhotoTooLarge}


def test_several_devices_are_reset_at_once() -> None:
    it = Office()
    other = add_device(it.store, it.by)
    lend(it.store, it.by, it.client, other)
    it.bring()
    take_back(it.store, it.by, other)
    done = caring.mark_many_reset(it.store, caring.ResetMany((it.laptop.id, other.id), "image"), it.by)
    assert done.result.tags == ["LT-0001", "LT-0002"]
    for id_ in (it.laptop.id, other.id):
        assert search.device_record(it.store, id_).status is DeviceStatus.AVAILABLE
        assert [each.method for each in search.resets_of(it.store, id_)] == ["image"]


def test_a_reset_record_says_what_was_done_and_is_refused_for_one_that_was_undone() -> None:
    it = Office()
    it.bring()
    done = caring.mark_reset(it.store, caring.Reset(it.laptop.id, "Factory reset", "stick", "seen"), it.by)
    reset_id = search.resets_of(it.store, it.laptop.id)[0].id
    made = care_papers.make_reset_record(it.store, reset_id, it.by)
    facts = paperwork.facts_of(paperwork.paper(it.store, made.result.paper_id))
    assert (facts.number, facts.method, facts.tool, facts.verified) == ("LT-0001", "Factory reset", "stick", "seen")
    assert [each.kind for each in search.papers_about(it.store, device_id=it.laptop.id)] == [PaperKind.RESET_RECORD]
    undoing.undo(it.store, made.entry_id, "wrong one", it.by)
    assert search.papers_about(it.store, device_id=it.laptop.id)[0].undone
    undoing.undo(it.store, done.entry_id, "not reset", it.by)
    assert reasons(lambda: care_papers.make_reset_record(it.store, reset_id, it.by)) == {why.NoSuch}


def test_an_incident_report_speaks_the_language_of_the_loan() -> None:
    it = Office()
    it.report(IncidentKind.MISSING, part_id=it.part("Bag").id, note="Oublié")
    charge = it.decide(1500).result.charge_id
    deciding.settle(it.store, deciding.Settle(charge, ChargeState.PAID, "comptant"), it.by)
    made = care_papers.make_incident_report(it.store, it.incident().id, it.by)
    paper = paperwork.paper(it.store, made.result.paper_id)
    facts = paperwork.facts_of(paper)
    assert (facts.language, facts.loan, facts.what) == ("fr", "L-2026-0001", "Sac")
    assert facts.borrower.name == "Josée Tremblay"
    assert [(each.amount, each.state) for each in facts.charges] == [(1500, ChargeState.PAID)]
    assert paperwork.draw(paper) == paperwork.draw(paper)


def test_a_clearance_letter_is_made_once_everything_is_back() -> None:
    it = Office()
    letter = lambda: care_papers.make_clearance(it.store, it.client, it.by)  # noqa: E731
    assert reasons(letter) == {rules.StillOut}
    it.bring("Bag")
    assert reasons(letter) == {rules.IncidentsStillOpen}
    it.decide(reason="old bag")
    assert reasons(letter) == {rules.NeverReturned}
    finding.find(it.store, finding.Find(it.incident().id), it.by)
    facts = paperwork.facts_of(paperwork.paper(it.store, letter().result.paper_id))
    assert (facts.language, facts.loans, facts.last_back) == ("fr", 1, TODAY)
    assert facts.borrower.phones == ()


def test_a_clearance_letter_takes_what_was_paid_for_as_settled() -> None:
    it = Office()
    it.report(IncidentKind.LOST)
    charge = it.decide(45000).result.charge_id
    deciding.settle(it.store, deciding.Settle(charge, ChargeState.PAID), it.by)
    assert care_papers.make_clearance(it.store, it.client, it.by).result.number == "C-00001"
