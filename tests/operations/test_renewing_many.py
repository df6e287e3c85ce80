"""Renewing the loans of a programme: each by itself, those refused left and told; and who waits."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from loanmanager.domain import refusals as why
from loanmanager.domain.papers import AgreementFacts
from loanmanager.domain.policies import SomebodyWaits
from loanmanager.domain.refusals import Refused
from loanmanager.operations import paperwork, programmes, renewing, reserving, undoing
from loanmanager.operations.renewing import Renew, RenewMany
from loanmanager.operations.reserving import Reserve
from loanmanager.storage import search
from tests.office import TODAY, add_client, add_device, lend, memory, prepared, take_back
from tests.operations.test_promises import dump


def _club() -> tuple[Any, Any, list[Any]]:
    """Lend to five people of a programme, one of whom has brought everything back, and one besides."""
    store: Any = memory()
    by = prepared(store)
    made = []
    for n in range(5):
        client = add_client(store, by, f"Roy{n}", "Ana")
        made.append(lend(store, by, client, add_device(store, by), programme="Job Club").result)
    take_back(store, by, search.loan_record(store, id_=made[4].loan_id).items[0].device)
    lend(store, by, add_client(store, by, "Other", "One"), add_device(store, by))
    return store, by, made


def test_what_is_shown_is_what_is_out_for_the_programme() -> None:
    store, by, made = _club()
    rows = search.renewal_rows(store, " job CLUB", today=by.today)
    assert [row.number for row in rows] == [each.number for each in made[:4]]
    assert {row.new_due for row in rows} == {date(2027, 1, 22)}
    assert rows[0].name == "Roy0, Ana"
    assert not any(row.reasons for row in rows)
    assert search.programmes_out(store) == (("Job Club", 4),)
    assert search.renewal_rows(store, "Nobody", today=by.today) == ()


def test_a_members_loan_of_no_programme_counts_and_one_of_another_does_not() -> None:
    store, by, made = _club()
    club = programmes.join(store, 1, [search.loan_record(store, number="L-2026-0006").client_id], by)
    assert club.result
    other = add_client(store, by, "Roy", "Luc")
    programmes.join(store, 1, [other], by)
    lend(store, by, other, add_device(store, by), programme="Course")
    numbers = [row.number for row in search.renewal_rows(store, "Job Club", today=by.today)]
    assert numbers == [*(each.number for each in made[:4]), "L-2026-0006"]
    assert search.programmes_out(store) == (("Course", 1), ("Job Club", 5))


def test_each_loan_is_renewed_by_itself_and_who_is_refused_is_told() -> None:
    store, by, made = _club()
    for _ in range(2):
        renewing.renew(store, Renew(made[1].loan_id), by)
    row = next(r for r in search.renewal_rows(store, "Job Club", today=by.today) if r.number == made[1].number)
    assert row.reasons == (why.NoRenewalLeft(made[1].number, 2),)
    ids = tuple(each.loan_id for each in made)
    done = renewing.renew_many(store, RenewMany(ids, idem="form"), by)
    assert [each.number for each in done.result.renewed] == [made[0].number, made[2].number, made[3].number]
    assert {each.loan_id: each.reasons for each in done.result.left} == {
        made[1].loan_id: (why.NoRenewalLeft(made[1].number, 2),),
        made[4].loan_id: (why.LoanClosed(made[4].number),),
    }
    for each in done.result.renewed:
        facts = paperwork.facts_of(paperwork.paper(store, each.paper_id))
        assert isinstance(facts, AgreementFacts)
        assert (facts.renewed_from, facts.due, facts.renewals_left) == (date(2026, 12, 23), date(2027, 1, 22), 1)
    assert len(done.result.entries) == 3


def test_the_same_form_again_renews_nobody_twice_and_whoever_is_left() -> None:
    store, by, made = _club()
    ids = tuple(each.loan_id for each in made[:2])
    renewing.renew(store, Renew(ids[0], idem=f"form-{ids[0]}"), by)  # as if it had been cut short after the first
    first = renewing.renew_many(store, RenewMany(ids, idem="form"), by)
    assert len(first.result.renewed) == 2
    assert not first.repeated
    after = dump(store)
    again = renewing.renew_many(store, RenewMany(ids, idem="form"), by)
    assert again.result == first.result
    assert again.repeated
    assert not again.changes
    assert dump(store) == after


def test_one_of_them_is_undone_by_itself() -> None:
    store, by, made = _club()
    before = {id_: search.loan_record(store, id_=id_) for id_ in (made[0].loan_id, made[2].loan_id)}
    done = renewing.renew_many(store, RenewMany(tuple(before)), by)
    undoing.undo(store, done.result.entries[0], "she leaves", by)
    assert search.loan_record(store, id_=made[0].loan_id) == before[made[0].loan_id]
    assert search.loan_record(store, id_=made[2].loan_id).due == date(2027, 1, 22)


def test_one_date_for_all() -> None:
    store, by, made = _club()
    due = date(2026, 12, 30)
    renewing.renew(store, Renew(made[3].loan_id), by)
    rows = search.renewal_rows(store, "Job Club", today=by.today, due=due)
    assert [bool(row.reasons) for row in rows] == [False, False, False, True]
    done = renewing.renew_many(store, RenewMany(tuple(row.loan_id for row in rows), due), by)
    assert {each.due for each in done.result.renewed} == {"2026-12-30"}
    assert [each.loan_id for each in done.result.left] == [made[3].loan_id]


def test_nobody_to_renew_is_nothing_done() -> None:
    store, by, _ = _club()
    before = dump(store)
    done = renewing.renew_many(store, RenewMany(()), by)
    assert (done.result.renewed, done.result.left, done.changes) == ((), (), frozenset())
    assert dump(store) == before


def test_a_loan_that_somebody_waits_for_is_renewed_only_with_a_reason() -> None:
    store: Any = memory()
    by = prepared(store)
    tablet, client = add_device(store, by, "tablet"), add_client(store, by)
    made = lend(store, by, client, tablet).result
    first = date(2027, 1, 4)
    reserving.reserve(
        store,
        Reserve(first, first + timedelta(days=7), add_client(store, by, "Nguyen", "Linh"), device_id=tablet.id),
        by,
    )
    with pytest.raises(Refused) as refused:
        renewing.renew(store, Renew(made.loan_id), by)
    assert refused.value.reasons == (SomebodyWaits((tablet.tag,)),)
    assert search.awaited(store, made.loan_id, today=TODAY, until=date(2027, 1, 22)) == (tablet.tag,)
    assert search.awaited(store, 999, today=TODAY, until=date(2027, 1, 22)) == ()
    done = renewing.renew(store, Renew(made.loan_id, override="agreed by phone"), by)
    kept = store.row("SELECT facts FROM history WHERE id = :id", id=done.entry_id)["facts"]
    assert "SomebodyWaits" in kept


def test_a_renewal_that_ends_before_the_reservation_begins_is_nobodys_loss() -> None:
    store: Any = memory()
    by = prepared(store)
    tablet, client = add_device(store, by, "tablet"), add_client(store, by)
    made = lend(store, by, client, tablet).result
    first = date(2027, 1, 4)
    waiter = add_client(store, by, "Nguyen", "Linh")
    reserving.reserve(store, Reserve(first, first + timedelta(days=7), waiter, device_id=tablet.id), by)
    assert renewing.renew(store, Renew(made.loan_id, date(2026, 12, 30)), by).result.due == "2026-12-30"


def test_who_reserved_it_may_renew_it() -> None:
    store: Any = memory()
    by = prepared(store)
    tablet, client = add_device(store, by, "tablet"), add_client(store, by)
    made = lend(store, by, client, tablet).result
    first = date(2027, 1, 4)
    reserving.reserve(store, Reserve(first, first + timedelta(days=7), client, device_id=tablet.id), by)
    assert renewing.renew(store, Renew(made.loan_id), by).result.due == "2027-01-22"


def test_a_loan_due_on_the_last_day_of_the_calendar_is_refused() -> None:
    store: Any = memory()
    by = prepared(store)
    made = lend(store, by, add_client(store, by), add_device(store, by)).result
    with store.write():
        store.run("UPDATE items SET due_on = '9999-12-31'")
    for due in (None, date(9999, 12, 31)):
        with pytest.raises(Refused) as refused:
            renewing.renew(store, Renew(made.loan_id, due), replace(by, today=date(2026, 12, 1)))
        assert why.NotLater(made.number, date(9999, 12, 31)) in refused.value.reasons
