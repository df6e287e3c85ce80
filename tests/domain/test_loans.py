"""Loans and papers count what is out and what it costs."""

from datetime import UTC, date, datetime

from loanmanager.domain.devices import Condition
from loanmanager.domain.loans import Item, ItemEnd, Loan
from tests.domain.made import device

AT = datetime(2026, 11, 23, 15, tzinfo=UTC)


def item(id_: int, due: date, end: ItemEnd | None = None) -> Item:
    return Item(id_, device(id_), due, Condition.GOOD, ended_at=AT if end else None, end=end)


def loan(*items: Item) -> Loan:
    return Loan(1, "L-2026-0001", 1, AT, date(2026, 11, 23), items=items)


def test_a_loan_is_due_when_the_first_thing_still_out_is():
    early, late = item(1, date(2026, 12, 1)), item(2, date(2026, 12, 9))
    assert loan(late, early).due == date(2026, 12, 1)
    assert loan(late, item(1, date(2026, 12, 1), ItemEnd.RETURNED)).due == date(2026, 12, 9)


def test_a_loan_is_over_when_nothing_is_out_however_it_ended():
    over = loan(*(item(n, date(2026, 12, 1), end) for n, end in enumerate(ItemEnd)))
    assert over.open_items == ()
    assert over.due is None
