"""Lending, taking back, renewing, signing, for one client or a group."""

from typing import Any

from loanmanager.domain.devices import Condition
from loanmanager.domain.loans import BackState
from loanmanager.operations import (
    checkout,
    group_checkout,
    renewing,
    returning,
    signing,
)
from loanmanager.storage import search
from tests.month.living import Month

CLUB = "Job Finding Club"


def why(m: Month, one_in: int = 3) -> str:
    """Draw a coordinator's reason, mostly none."""
    return "the course goes on" if m.chance(one_in) else ""


def check_out(m: Month) -> Any:
    shelf = m.devices("available")
    lent = tuple(checkout.Lent(id_) for id_ in m.rng.sample(shelf, min(len(shelf), m.rng.randint(1, 2))))
    programme = CLUB if m.chance(4) else ""
    return checkout.check_out(
        m.store, checkout.CheckOut(m.some_client, lent, programme=programme, override=why(m)), m.by
    )


def check_out_reserved(m: Month) -> Any:
    row = m.pick(r for r in search.reservation_rows(m.store, only="ready") if r.client_id)
    if row is None or row.held_id is None:
        return None
    form = checkout.CheckOut(row.client_id, (checkout.Lent(row.held_id),), override=why(m))
    return checkout.check_out(m.store, form, m.by)


def group_check_out(m: Month) -> Any:
    shelf = m.rng.sample(m.devices("available", key="LT"), min(2, len(m.devices("available", key="LT"))))
    forms = [checkout.CheckOut(m.some_client, (checkout.Lent(id_),), programme=CLUB) for id_ in shelf]
    return [each.made for each in group_checkout.check_out_all(m.store, forms, m.by).outcomes if each.made]


def take_back(m: Month) -> Any:
    id_ = m.pick(m.devices("on_loan"))
    loan = search.loan_of_device(m.store, id_) if id_ else None
    if loan is None:
        return None
    item = next(each for each in loan.open_items if each.device.id == id_)
    draws = {part.id: m.pick((BackState.MISSING, BackState.DAMAGED)) for part in item.parts if m.chance(6)}
    parts = {part_id: state for part_id, state in draws.items() if state}
    condition = m.pick((None, Condition.WORN, Condition.DAMAGED)) if m.chance(3) else None
    sim = "0000" if m.chance(12) else item.sim_last_four or None
    back = returning.Returned(item.device.id, parts, condition, sim_last_four=sim)
    return returning.take_back(m.store, returning.Return((back,)), m.by)


def renew(m: Month) -> Any:
    loan_id = m.pick(m.ids("SELECT DISTINCT loan_id FROM items WHERE ended IS NULL ORDER BY loan_id"))
    return loan_id and renewing.renew(m.store, renewing.Renew(loan_id, override=why(m)), m.by)


def group_renew(m: Month) -> Any:
    sql = """SELECT DISTINCT l.id FROM loans l JOIN items i ON i.loan_id = l.id JOIN programmes p ON p.id = l.programme_id
             WHERE i.ended IS NULL AND p.name = :name ORDER BY l.id"""
    ids = tuple(m.ids(sql, name=CLUB))
    before = m.store.value("SELECT COALESCE(MAX(id), 0) FROM history")
    done = renewing.renew_many(m.store, renewing.RenewMany(ids), m.by)
    made = [id_ for id_ in done.result.entries if id_ > before]
    return [_Entry(id_) for id_ in made]


class _Entry:
    """An entry of the history, where an operation made several."""

    def __init__(self, entry_id: int) -> None:
        self.entry_id = entry_id


def sign(m: Month) -> Any:
    row = m.pick(search.agreements_to_sign(m.store))
    return row and signing.mark_signed(m.store, row.id, m.by)
