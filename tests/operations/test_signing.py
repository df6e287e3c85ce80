"""Noting signatures, and what undoing brings back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from loanmanager.domain.refusals import NotUndoable, Refused
from loanmanager.domain.signing import NotToSign, SignedAlready
from loanmanager.operations import renewing, signing, undoing
from loanmanager.storage import search
from tests.office import NOW, TODAY, add_client, add_device, lend, memory, prepared, take_back
from tests.operations.test_promises import dump


@pytest.fixture
def lent():
    """Return a store, who acts, and a loan that went out three days ago."""
    store = memory()
    by = prepared(store)
    before = replace(by, now=NOW - timedelta(days=3), today=TODAY - timedelta(days=3))
    return store, by, lend(store, before, add_client(store, before), add_device(store, before))


def _signed(store, paper_id):
    return store.value("SELECT signed_at FROM papers WHERE id = :id", id=paper_id)


def without_history(store):
    return {name: rows for name, rows in dump(store).items() if not name.startswith("history")}


def test_a_signature_of_today_is_noted_with_its_hour(lent):
    store, by, loan = lent
    done = signing.mark_signed(store, loan.result.paper_id, by)
    assert _signed(store, loan.result.paper_id) == "2026-11-23T15:00:00Z"
    assert (done.result.number, done.result.day) == ("L-2026-0001", "2026-11-23")
    assert search.agreements_to_sign(store) == ()


def test_a_signature_of_an_earlier_day_keeps_that_day(lent):
    store, by, loan = lent
    signing.mark_signed(store, loan.result.paper_id, by, on=date(2026, 11, 21))
    assert _signed(store, loan.result.paper_id).startswith("2026-11-21T")
    with pytest.raises(Refused) as refused:
        signing.mark_signed(store, loan.result.paper_id, by)
    assert refused.value.reasons == (SignedAlready("L-2026-0001", date(2026, 11, 21)),)


def test_undoing_takes_it_back_exactly(lent):
    store, by, loan = lent
    before = without_history(store)
    done = signing.mark_signed(store, loan.result.paper_id, by, on=date(2026, 11, 21))
    assert without_history(store) != before
    undoing.undo(store, done.entry_id, "the wrong pile", by)
    assert without_history(store) == before
    assert [row.operation for row in search.history_of(store, "loan", loan.result.loan_id)] == [
        "undo",
        "sign",
        "check_out",
    ]
    assert len(search.agreements_to_sign(store)) == 1


def test_a_check_out_is_undone_after_its_signature_was(lent):
    store, by, loan = lent
    done = signing.mark_signed(store, loan.result.paper_id, by)
    with pytest.raises(Refused) as refused:
        undoing.undo(store, loan.entry_id, "wrong client", by)
    assert refused.value.reasons == (NotUndoable("later_changes"),)
    undoing.undo(store, done.entry_id, "wrong client", by)
    undoing.undo(store, loan.entry_id, "wrong client", by)
    with pytest.raises(Refused) as refused:
        signing.mark_signed(store, loan.result.paper_id, by)
    assert refused.value.reasons == (NotToSign("L-2026-0001"),)


def test_an_addendum_may_be_signed_but_is_not_waited_for(lent):
    store, by, loan = lent
    renewed = renewing.renew(store, renewing.Renew(loan.result.loan_id), by)
    assert [row.id for row in search.agreements_to_sign(store)] == [loan.result.paper_id]
    signing.mark_signed(store, renewed.result.paper_id, by)
    assert _signed(store, renewed.result.paper_id) == "2026-11-23T15:00:00Z"


def test_nobody_waits_for_the_signature_of_what_is_back(lent):
    store, by, loan = lent
    device = search.loan_record(store, id_=loan.result.loan_id).items[0].device
    take_back(store, by, device)
    assert search.agreements_to_sign(store) == ()
    assert search.work_counts(store, TODAY).to_sign == 0
