"""Today's counts agree with their lists, and are read from indexes at any size."""

from dataclasses import replace
from datetime import timedelta

import pytest

from loanmanager.domain.chasing import Outcome, Way
from loanmanager.domain.clients import Channel
from loanmanager.domain.devices import Condition
from loanmanager.domain.incidents import Decision
from loanmanager.operations import contacting, incidents, inventory, returning, undoing
from loanmanager.operations.deciding import Decide, decide
from loanmanager.storage import search
from loanmanager.storage.search import WorkCounts, work
from loanmanager.storage.search.work_lists import dawn_of
from tests.office import NOW, TODAY, add_client, add_device, lend, memory, prepared


@pytest.fixture
def store():
    return memory()


@pytest.fixture
def by(store):
    return prepared(store)


def before(by, days):
    return replace(by, now=NOW - timedelta(days=days), today=TODAY - timedelta(days=days))


def counts(store, **wanted):
    found = search.work_counts(store, TODAY)
    return {name: getattr(found, name) for name in wanted} == wanted


def test_an_empty_office_has_nothing_to_do(store, by):
    assert search.work_counts(store, by.today) == WorkCounts()
    assert WorkCounts().total == 0
    assert not search.has_devices(store)


def test_a_loan_of_two_devices_counts_once_and_by_its_earliest_date(store, by):
    josee = add_client(store, by, phones=("514 555-0142",))
    two = [add_device(store, by, make="Dell", model="Dell XPS"), add_device(store, by, "hotspot")]
    lend(store, before(by, 40), josee, *two)
    assert counts(store, overdue=1, due_today=0)
    (row,) = search.late_loans(store, TODAY)
    assert (row.client, row.due, row.phones) == ("Tremblay, Josée", TODAY - timedelta(days=10), ("514 555-0142",))
    assert [(each.tag, each.name) for each in row.devices] == [("LT-0001", "Dell XPS"), ("HS-0001", "")]
    assert search.late_loans(store, TODAY, due_today=True) == ()
    assert search.has_devices(store)


def test_whoever_was_in_touch_today_is_not_left_to_do(store, by):
    josee = add_client(store, by, phones=("514 555-0142",))
    loan = lend(store, before(by, 40), josee, add_device(store, by)).result
    call = contacting.LogContact(josee, Way.CALL, Outcome.REACHED, loan_id=loan.loan_id)
    contacting.log_contact(store, call, before(by, 1))
    assert counts(store, overdue=1)
    assert search.late_loans(store, TODAY)[0].at is None
    done = contacting.log_contact(store, call, by)
    assert counts(store, overdue=0)
    (row,) = search.late_loans(store, TODAY)
    assert (row.channel, row.outcome, row.at) == ("call", "reached", NOW)
    undoing.undo(store, done.entry_id, "another client", by)
    assert counts(store, overdue=1)


def test_safe_contact_is_told(store, by):
    josee = add_client(store, by, allowed=frozenset({Channel.EMAIL}), phones=("514 555-0142",))
    lend(store, before(by, 40), josee, add_device(store, by))
    (row,) = search.late_loans(store, TODAY)
    assert not row.may_call
    assert not row.may_leave_message


def test_a_device_to_check_says_what_was_said_of_it(store, by):
    laptop = add_device(store, by, make="Lenovo", model="T480", shelf="B3")
    lend(store, by, add_client(store, by), laptop)
    back = returning.Returned(
        laptop.id, condition=Condition.DAMAGED, note="cracked", answers=(("Turns on?", False), ("Clean?", True))
    )
    returning.take_back(store, returning.Return((back,)), by)
    (row,) = search.devices_in_care(store, "to_check")
    assert (row.tag, row.name, row.shelf, row.condition, row.note) == (
        "LT-0001",
        "Lenovo T480",
        "B3",
        "damaged",
        "cracked",
    )
    assert row.noes == ("Turns on?",)
    assert row.incidents == ("I-2026-001",)
    assert counts(store, to_check=1, incidents=1)
    assert search.devices_in_care(store, "to_reset") == ()


def test_an_incident_that_waits_is_not_to_be_done_today(store, by):
    laptop = add_device(store, by, replacement_cost=45000)
    lend(store, by, add_client(store, by), laptop)
    back = returning.Returned(laptop.id, condition=Condition.DAMAGED)
    returning.take_back(store, returning.Return((back,)), by)
    decide(store, Decide(1, Decision.CHARGE, 5000), by)
    assert counts(store, incidents=0)  # it waits for its payment
    for day, left in ((TODAY + timedelta(days=1), 0), (TODAY, 1), (TODAY - timedelta(days=3), 1)):
        was = search.incident_record(store, id_=1).follow_up_on
        incidents.edit(store, inventory.Edit(1, {"follow_up_on": was}, {"follow_up_on": day}), by)
        assert counts(store, incidents=left)


def test_assumed_lost_follows_the_policy(store, by):
    lend(store, before(by, 91), add_client(store, by), add_device(store, by))  # due 61 days ago
    assert counts(store, assumed_lost=1, overdue=1)
    assert len(search.assumed_lost(store, TODAY, 60)) == 1
    assert search.work_counts(store, TODAY - timedelta(days=1)).assumed_lost == 0


NAMED = {"today": TODAY.isoformat(), "before": TODAY.isoformat(), "dawn": dawn_of(TODAY)}
QUERIES = {
    "due today": (work._DISTINCT.format(when="due_on = :today", but=work._TODAY), ("today", "dawn")),
    "overdue": (work._DISTINCT.format(when="due_on < :today", but=work._TODAY), ("today", "dawn")),
    "to sign": (work._TO_SIGN, ()),
    "incidents": (work._INCIDENTS, ("today",)),
    "status": ("SELECT COUNT(*) FROM devices WHERE status = 'to_reset'", ()),
    "assumed lost": ("SELECT COUNT(*) FROM items WHERE ended IS NULL AND due_on < :before", ("before",)),
}


@pytest.mark.parametrize("name", QUERIES)
def test_no_count_reads_a_whole_table(store, name):
    sql, names = QUERIES[name]
    plan = [row["detail"] for row in store.rows(f"EXPLAIN QUERY PLAN {sql}", **{key: NAMED[key] for key in names})]
    tables = ("items", "papers", "devices", "contacts", "incidents", "charges", "i", "p", "ch")
    whole = [step for step in plan if any(step.startswith(f"SCAN {each}") and "INDEX" not in step for each in tables)]
    assert whole == []
