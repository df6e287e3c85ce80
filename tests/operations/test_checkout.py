"""A check-out asks the rules of its own site, with what the client has already."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from loanmanager.domain import refusals as why
from loanmanager.domain.devices import Line, LineState
from loanmanager.domain.office import WEEK, Closure, Policy, Site, Staff
from loanmanager.operations import checkout, office, renewing
from loanmanager.storage import search
from loanmanager.storage.office import add_staff
from tests.office import TODAY, add_client, add_device, lend, memory, prepared, take_back

SATURDAY = date(2026, 12, 5)


@pytest.fixture
def desk() -> tuple[Any, Any]:
    store = memory()
    return store, prepared(store)


def reasons(work: Any) -> tuple[why.Refusal, ...]:
    with pytest.raises(why.Refused) as refused:
        work()
    return refused.value.reasons


def test_the_limit_counts_what_the_client_has_already_and_nobody_elses(desk: Any) -> None:
    store, by = desk
    office.save_policy(store, Policy(limit=2), by)
    client, other = add_client(store, by), add_client(store, by, "Roy")
    first, second, third = (add_device(store, by) for _ in range(3))
    lend(store, by, client, first)
    assert reasons(lambda: lend(store, by, client, second, third)) == (why.LimitReached(2, 1),)
    lend(store, by, other, second)
    lend(store, by, client, third)
    take_back(store, by, first)
    lend(store, by, client, add_device(store, by))
    assert reasons(lambda: lend(store, by, client, add_device(store, by))) == (why.LimitReached(2, 2),)


def test_each_site_is_open_on_its_own_days(desk: Any) -> None:
    store, by = desk
    weekend = office.add_site(store, Site(0, "Saint-Michel", open_days=WEEK), by).result.id
    client = add_client(store, by)
    assert reasons(lambda: lend(store, by, client, add_device(store, by), due=SATURDAY)) == (
        why.SiteClosed(SATURDAY, date(2026, 12, 7)),
    )
    there = replace(by, site_id=weekend)
    made = lend(store, there, client, add_device(store, by), due=SATURDAY)
    # a renewal at the other desk still asks the site of the loan
    assert renewing.renew(store, renewing.Renew(made.result.loan_id, date(2026, 12, 12)), by).result.due == "2026-12-12"


def test_a_closure_moves_the_next_loans_and_not_those_that_are_out(desk: Any) -> None:
    store, by = desk
    client = add_client(store, by)
    before = lend(store, by, client, add_device(store, by)).result.loan_id
    office.add_closure(store, Closure(date(2026, 12, 21), date(2027, 1, 3), "Winter closing"), by)
    after = lend(store, by, client, add_device(store, by)).result.loan_id
    assert search.loan_record(store, id_=before).due == date(2026, 12, 23)
    assert search.loan_record(store, id_=after).due == date(2027, 1, 4)


def test_what_the_policy_holds_fast_no_reason_overrules(desk: Any) -> None:
    store, by = desk
    client = add_client(store, by, blocked=True)
    assert reasons(lambda: lend(store, by, client, add_device(store, by), override="  ")) == (
        why.ClientIsBlocked(None),
    )
    office.save_policy(store, Policy(not_overridable=frozenset({"ClientIsBlocked"})), by)
    assert reasons(lambda: lend(store, by, client, add_device(store, by), override="only today")) == (
        why.ClientIsBlocked(None),
    )
    office.save_policy(store, Policy(), by)
    assert lend(store, by, client, add_device(store, by), override="only today")


def test_where_the_policy_only_warns_a_cut_line_leaves_and_the_history_knows(desk: Any) -> None:
    store, by = desk
    client = add_client(store, by)
    hotspot = add_device(store, by, "hotspot", line=Line(0, iccid="8930272040102573", state=LineState.SUSPENDED))
    assert reasons(lambda: lend(store, by, client, hotspot)) == (why.LineNotActive(hotspot.tag, LineState.SUSPENDED),)
    office.save_policy(store, Policy(warns_of_lines=True), by)
    done = lend(store, by, client, hotspot)
    facts = next(row.facts for row in search.history_of(store, "loan", done.result.loan_id))
    assert facts["warned"] == ["LineNotActive"]
    assert facts["overruled"] == []


def test_of_a_basket_one_refusal_lends_nothing(desk: Any) -> None:
    store, by = desk
    client, free, gone = add_client(store, by), add_device(store, by), add_device(store, by)
    lend(store, by, client, gone)
    asked = checkout.CheckOut(client, (checkout.Lent(free.id), checkout.Lent(gone.id)))
    assert reasons(lambda: checkout.check_out(store, asked, by)) == (why.DeviceNotAvailable(gone.tag, "on_loan"),)
    assert search.device_record(store, free.id).status == "available"
    assert search.counts(store, TODAY).out == 1


def test_the_history_names_who_acted_and_not_who_came_first(desk: Any) -> None:
    store, by = desk
    with store.write():
        ana = add_staff(store, Staff(0, "Ana Lopes"))
    hers, nobodys = replace(by, staff_id=ana), replace(by, staff_id=None)
    client, laptop = add_client(store, hers), add_device(store, hers)
    lend(store, hers, client, laptop)
    take_back(store, nobodys, laptop)
    said = [(row.operation, row.staff) for row in search.history_of(store, "device", laptop.id)]
    assert said == [("return", ""), ("check_out", "Ana Lopes"), ("add_device", "Ana Lopes")]
    rows = store.rows("SELECT i.in_staff_id, l.staff_id FROM items i JOIN loans l ON l.id = i.loan_id")
    assert [(row["in_staff_id"], row["staff_id"]) for row in rows] == [(None, ana)]
