"""A loan's whole life, and what undoing brings back."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loanmanager.domain import refusals as why
from loanmanager.domain.clients import Guardian, InternetUse
from loanmanager.domain.devices import Condition, DeviceStatus, Line, LineState, PartState
from loanmanager.domain.limits import one_line
from loanmanager.domain.loans import BackState
from loanmanager.domain.office import Policy
from loanmanager.domain.papers import AgreementFacts, ReceiptFacts
from loanmanager.domain.refusals import Refused
from loanmanager.operations import caring, checkout, inventory, office, paperwork, people, renewing, returning, undoing
from loanmanager.storage import search
from loanmanager.storage.errors import Unstorable
from tests.office import TODAY, add_client, add_device, lend, memory, prepared, take_back
from tests.operations.test_promises import dump

SIM = Line(0, "Boréal", "8930272040102573441", "514 555-0161", plan_end=date(2027, 3, 31))


def _world() -> tuple[Any, Any]:
    store = memory()
    return store, prepared(store)


def _reasons(work: Any) -> set[type]:
    with pytest.raises(Refused) as refused:
        work()
    return {type(each) for each in refused.value.reasons}


def test_a_loan_leaves_its_devices_on_loan_and_its_agreement_in_the_clients_language() -> None:
    store, by = _world()
    laptop = add_device(store, by, make="Lenovo", model="T480", replacement_cost=45000)
    client = add_client(store, by, "Nguyễn", "Zoë", language="fr")
    done = lend(store, by, client, laptop, purpose="interview", programme="Club")
    loan = search.loan_record(store, number="l-2026-0001")
    assert loan is not None
    assert (loan.due, loan.purpose, loan.programme, loan.language) == (date(2026, 12, 23), "interview", "Club", "fr")
    assert search.device_record(store, laptop.id).status is DeviceStatus.ON_LOAN
    facts = paperwork.facts_of(paperwork.paper(store, done.result.paper_id))
    assert isinstance(facts, AgreementFacts)
    assert facts.language == "fr"
    assert facts.borrower.name == "Zoë Nguyễn"
    assert facts.items[0].type == "Ordinateur portable"
    assert facts.total == 45000
    assert facts.clauses
    assert "Nguyễn" in paperwork.agreement_of(store, "L-2026-0001").facts


def test_parts_that_stay_behind_are_not_on_the_loan() -> None:
    store, by = _world()
    laptop = add_device(store, by)
    charger = laptop.parts[0]
    form = checkout.CheckOut(
        add_client(store, by), (checkout.Lent(laptop.id, frozenset([charger.id]), Condition.WORN, "scratched"),)
    )
    loan = search.loan_record(store, id_=checkout.check_out(store, form, by).result.loan_id)
    assert [part.name.en for part in loan.items[0].parts] == ["Charger"]
    assert loan.items[0].out_condition is Condition.WORN
    assert loan.items[0].out_note == "scratched"
    assert search.device_record(store, laptop.id).condition is Condition.WORN


def test_a_missing_part_opens_an_incident_and_stays_missing_at_the_next_loan() -> None:
    store, by = _world()
    laptop, client = add_device(store, by), add_client(store, by)
    lend(store, by, client, laptop)
    item = search.loan_of_device(store, laptop.id).items[0]
    bag = next(part for part in item.parts if part.name.en == "Bag")
    back = returning.Returned(laptop.id, {bag.id: BackState.MISSING}, note="left at home")
    done = returning.take_back(store, returning.Return((back,)), by)
    assert done.result.incidents == ["I-2026-001"]
    assert done.result.statuses == {"LT-0001": "to_check"}
    kept = search.device_record(store, laptop.id)
    assert {part.name.en: part.state for part in kept.parts}["Bag"] is PartState.MISSING
    facts = paperwork.facts_of(paperwork.paper(store, done.result.paper_id))
    assert isinstance(facts, ReceiptFacts)
    assert not facts.complete
    caring.mark_checked(store, laptop.id, by)
    caring.mark_reset(store, caring.Reset(laptop.id), by)
    lend(store, by, client, laptop)
    again = search.loan_of_device(store, laptop.id).items[0]
    assert "Bag" not in [part.name.en for part in again.parts]


def test_a_damaged_device_opens_an_incident_once() -> None:
    store, by = _world()
    laptop, client = add_device(store, by), add_client(store, by)
    for expected in (["I-2026-001"], []):
        lend(store, by, client, search.device_record(store, laptop.id))
        back = returning.Returned(laptop.id, condition=Condition.DAMAGED)
        assert returning.take_back(store, returning.Return((back,)), by).result.incidents == expected
        caring.mark_checked(store, laptop.id, by)
        caring.mark_reset(store, caring.Reset(laptop.id), by)


@pytest.mark.parametrize(
    ("key", "answers", "condition", "after"),
    [
        ("laptop", (), None, "to_reset"),
        ("laptop", (("Turns on?", False),), None, "to_check"),
        ("laptop", (("Turns on?", True),), Condition.WORN, "to_reset"),
        ("headset", (), None, "available"),
        ("other", (), None, "to_check"),
    ],
)
def test_where_a_device_goes_after_its_return(key: str, answers: Any, condition: Any, after: str) -> None:
    store, by = _world()
    device = add_device(store, by, key)
    lend(store, by, add_client(store, by), device)
    back = returning.Returned(device.id, condition=condition, answers=answers)
    assert returning.take_back(store, returning.Return((back,)), by).result.statuses == {device.tag: after}


def test_each_item_comes_back_by_itself_and_the_loan_closes_with_the_last() -> None:
    store, by = _world()
    one, two = add_device(store, by), add_device(store, by)
    lend(store, by, add_client(store, by), one, two)
    first = take_back(store, by, one)
    facts = paperwork.facts_of(paperwork.paper(store, first.result.paper_id))
    assert [item.tag for item in facts.still_out] == [two.tag]
    assert search.loan_record(store, number="L-2026-0001").due is not None
    take_back(store, by, two)
    assert search.loan_record(store, number="L-2026-0001").due is None
    assert search.loan_counts(store, today=TODAY)["open"] == 0


def test_devices_of_two_loans_do_not_come_back_on_one_receipt() -> None:
    store, by = _world()
    one, two, client = add_device(store, by), add_device(store, by), add_client(store, by)
    lend(store, by, client, one)
    lend(store, by, client, two)
    assert _reasons(lambda: take_back(store, by, one, two)) == {why.OnAnotherLoan}


def test_another_sim_is_taken_back_only_with_a_reason() -> None:
    store, by = _world()
    hotspot = add_device(store, by, "hotspot", line=SIM)
    lend(store, by, add_client(store, by), hotspot)
    back = returning.Returned(hotspot.id, sim_last_four="0000")
    assert _reasons(lambda: returning.take_back(store, returning.Return((back,)), by)) == {why.WrongSim}
    returning.take_back(store, returning.Return((back,), override="card swapped by the carrier"), by)
    assert search.device_record(store, hotspot.id).status is DeviceStatus.TO_RESET


def test_the_right_sim_is_taken_back() -> None:
    store, by = _world()
    hotspot = add_device(store, by, "hotspot", line=SIM)
    lend(store, by, add_client(store, by), hotspot)
    back = returning.Returned(hotspot.id, sim_last_four=" 3441 ")
    returning.take_back(store, returning.Return((back,)), by)
    assert search.device_record(store, hotspot.id).status is DeviceStatus.TO_RESET


def test_a_coordinator_overrules_with_a_reason_that_is_kept() -> None:
    store, by = _world()
    hotspot = add_device(store, by, "hotspot", line=replace(SIM, state=LineState.SUSPENDED))
    client = add_client(store, by)
    assert _reasons(lambda: lend(store, by, client, hotspot)) == {why.LineNotActive}
    done = lend(store, by, client, hotspot, override="works on Wi-Fi")
    row = store.row("SELECT * FROM history WHERE id = :id", id=done.entry_id)
    assert "works on Wi-Fi" in row["facts"]
    assert "LineNotActive" in row["facts"]


def test_what_must_not_be_overruled_is_not() -> None:
    store, by = _world()
    hotspot = add_device(store, by, "hotspot", line=SIM)
    client = add_client(store, by, internet=InternetUse.NO)
    assert _reasons(lambda: lend(store, by, client, hotspot, override="please")) == {why.InternetNotPermitted}


def test_a_minor_signs_with_a_guardian() -> None:
    store, by = _world()
    laptop = add_device(store, by)
    client = add_client(store, by, birth_date=date(2012, 5, 1))
    assert _reasons(lambda: lend(store, by, client, laptop)) == {why.GuardianMissing}
    now = {"guardian": Guardian("Lucie Gagnon", "mother", "514 555-0101")}
    people.edit_client(store, inventory.Edit(client, {}, now), by)
    done = lend(store, by, client, laptop)
    assert paperwork.facts_of(paperwork.paper(store, done.result.paper_id)).borrower.guardian == "Lucie Gagnon"


def test_a_renewal_moves_everything_still_out_and_counts() -> None:
    store, by = _world()
    one, two = add_device(store, by), add_device(store, by)
    loan_id = lend(store, by, add_client(store, by), one, two).result.loan_id
    take_back(store, by, one)
    done = renewing.renew(store, renewing.Renew(loan_id), by)
    assert done.result.due == "2027-01-22"
    loan = search.loan_record(store, id_=loan_id)
    assert loan.renewed == 1
    assert [item.due.isoformat() for item in loan.items] == ["2026-12-23", "2027-01-22"]
    facts = paperwork.facts_of(paperwork.paper(store, done.result.paper_id))
    assert facts.renewed_from == date(2026, 12, 23)
    assert facts.renewals_left == 1
    take_back(store, by, two)
    assert _reasons(lambda: renewing.renew(store, renewing.Renew(loan_id), by)) == {why.LoanClosed}


def test_renewals_end() -> None:
    store, by = _world()
    loan_id = lend(store, by, add_client(store, by), add_device(store, by)).result.loan_id
    for _ in range(2):
        renewing.renew(store, renewing.Renew(loan_id), by)
    assert _reasons(lambda: renewing.renew(store, renewing.Renew(loan_id), by)) == {why.NoRenewalLeft}
    renewing.renew(store, renewing.Renew(loan_id, override="course goes on"), by)
    late = replace(by, today=date(2027, 12, 1))
    assert why.TooLateToRenew in _reasons(lambda: renewing.renew(store, renewing.Renew(loan_id), late))


def test_numbers_are_never_given_twice() -> None:
    store, by = _world()
    client, laptop = add_client(store, by), add_device(store, by)
    first = lend(store, by, client, laptop)
    undoing.undo(store, first.entry_id, "wrong client", by)
    assert lend(store, by, client, laptop).result.number == "L-2026-0002"
    next_year = replace(by, today=date(2027, 1, 4), now=by.now + timedelta(days=42))
    other = add_device(store, next_year)
    assert lend(store, next_year, client, other).result.number == "L-2027-0001"
    assert add_device(store, by, tag="LT-0100").tag == "LT-0100"
    assert add_device(store, by).tag == "LT-0101"


def test_a_policy_change_leaves_loans_as_they_are() -> None:
    store, by = _world()
    loan_id = lend(store, by, add_client(store, by), add_device(store, by)).result.loan_id
    office.save_policy(store, Policy(loan_days=7), by)
    assert search.loan_record(store, id_=loan_id).due == date(2026, 12, 23)
    assert lend(store, by, add_client(store, by, "Roy"), add_device(store, by)).result.number == "L-2026-0002"
    assert search.loan_record(store, number="L-2026-0002").due == date(2026, 11, 30)


# Undoing

UNTOUCHED = {"history", "history_subjects", "counters", "papers"}


def _state(store: Any) -> dict[str, Any]:
    """Return what undoing has to bring back: all but the history, the papers, and when and by whom a state was set."""
    found = {table: rows for table, rows in dump(store).items() if table not in UNTOUCHED}
    columns = ("id", "tag", "status", "condition", "codes")
    found["devices"] = [tuple(row) for row in store.rows(f"SELECT {', '.join(columns)} FROM devices ORDER BY id")]
    return found


def test_an_undone_check_out_puts_the_devices_back_as_they_were() -> None:
    store, by = _world()
    laptop, client = add_device(store, by), add_client(store, by)
    before = _state(store)
    form = checkout.CheckOut(client, (checkout.Lent(laptop.id, None, Condition.WORN),))
    done = checkout.check_out(store, form, by)
    undoing.undo(store, done.entry_id, "wrong client", by)
    after = _state(store)
    for table in ("loans", "items", "item_parts"):
        del before[table], after[table]
    assert after == before
    loan = search.loan_record(store, id_=done.result.loan_id)
    assert loan.open_items == ()
    assert search.papers_of(store, loan.id)[0].undone
    assert search.client_card(store, client).out == ()
    assert lend(store, by, client, laptop).result.number == "L-2026-0002"


def test_an_undone_return_puts_the_loan_back_as_it_was() -> None:
    store, by = _world()
    hotspot = add_device(store, by, "hotspot", line=SIM)
    lend(store, by, add_client(store, by), hotspot)
    before = _state(store)
    item = search.loan_of_device(store, hotspot.id).items[0]
    back = returning.Returned(
        hotspot.id, {item.parts[1].id: BackState.DAMAGED}, Condition.DAMAGED, "wet", (("Turns on?", False),)
    )
    done = returning.take_back(store, returning.Return((back,)), by)
    undoing.undo(store, done.entry_id, "it was another one", by)
    after = _state(store)
    after.pop("incidents")
    assert [row["state"] for row in store.rows("SELECT state FROM incidents")] == ["undone", "undone"]
    before.pop("incidents")
    assert after == before
    assert search.counts(store, TODAY).incidents == 0


def test_an_undone_renewal_puts_the_due_date_back() -> None:
    store, by = _world()
    loan_id = lend(store, by, add_client(store, by), add_device(store, by)).result.loan_id
    before = _state(store)
    done = renewing.renew(store, renewing.Renew(loan_id), by)
    undoing.undo(store, done.entry_id, "not asked for", by)
    assert _state(store) == before


def test_an_undone_reset_and_check_lock_the_device_again() -> None:
    store, by = _world()
    device = add_device(store, by)
    lend(store, by, add_client(store, by), device)
    returning.take_back(store, returning.Return((returning.Returned(device.id, answers=(("Turns on?", False),)),)), by)
    checked = caring.mark_checked(store, device.id, by)
    reset = caring.mark_reset(store, caring.Reset(device.id, "system reset"), by)
    assert _reasons(lambda: undoing.undo(store, checked.entry_id, "no", by)) == {why.NotUndoable}
    undoing.undo(store, reset.entry_id, "not done after all", by)
    assert search.device_record(store, device.id).status is DeviceStatus.TO_RESET
    undoing.undo(store, checked.entry_id, "not looked at", by)
    assert search.device_record(store, device.id).status is DeviceStatus.TO_CHECK
    assert _reasons(lambda: undoing.undo(store, checked.entry_id, "again", by)) == {why.NotUndoable}


def test_what_was_built_on_is_not_undone() -> None:
    store, by = _world()
    laptop = add_device(store, by)
    out = lend(store, by, add_client(store, by), laptop)
    take_back(store, by, laptop)
    with pytest.raises(Refused) as refused:
        undoing.undo(store, out.entry_id, "wrong client", by)
    assert refused.value.reasons == (why.NotUndoable("later_changes"),)


# What people type

HOSTILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "<b>Bob</para> & Co",
            "=1+1",
            "a\u202eb",
            "\x00",
            "lone \ud800",
            "x" * 20_000,
            "\u202e",
            "{lender}",
            "'; DROP TABLE loans",
        ]
    ),
)


@settings(max_examples=60, deadline=None)
@given(text=HOSTILE, name=HOSTILE)
def test_hostile_text_is_kept_as_typed_or_refused(text: str, name: str) -> None:
    store, by = _world()
    typed = {"family_name": name, "notes": text, "address": text, "phones": (text,)}
    try:
        made = people.add_client(store, people.NewClient(typed), by).result
        device = inventory.add_device(store, inventory.NewDevice(1, fields={"model": text, "notes": name}), by).result
    except (Refused, Unstorable):
        return
    client = search.client_record(store, made.id)
    assert client.notes == text.strip()
    assert client.phones == (text,)
    assert search.device_record(store, device.id).model == one_line(text).strip()
    done = checkout.check_out(
        store, checkout.CheckOut(made.id, (checkout.Lent(device.id, note=text),), purpose=text), by
    )
    assert paperwork.facts_of(paperwork.paper(store, done.result.paper_id)).purpose == text.strip()
    search.matches(store, text, TODAY)
    search.find(store, text, TODAY)
    search.client_rows(store, today=TODAY, text=text)
    search.device_rows(store, today=TODAY, text=text)
    search.loan_rows(store, today=TODAY, text=text)


def test_an_agency_without_a_name_is_named_once_on_its_papers() -> None:
    store = memory()
    by = prepared(store)
    made = lend(store, by, add_client(store, by), add_device(store, by))
    lender = paperwork.facts_of(paperwork.paper(store, made.result.paper_id)).lender
    assert (lender.name, lender.site) == ("Main office", "")
