"""Rules, presets and what they change: nothing of a loan that is out."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from loanmanager.domain import refusals as why
from loanmanager.domain.devices import Line
from loanmanager.domain.office import Charges, Policy
from loanmanager.domain.policies import GapNotOver, TypeLimitReached
from loanmanager.domain.refusals import Refused
from loanmanager.operations import checkout, inventory, office, policies, renewing, undoing
from loanmanager.operations.done import Kind
from loanmanager.storage import office as records
from loanmanager.storage import search
from tests.office import TODAY, add_client, add_device, lend, memory, prepared, take_back, type_of
from tests.operations.test_promises import dump


def _world() -> tuple[Any, Any]:
    store = memory()
    return store, prepared(store)


def _reasons(work: Any) -> set[why.Refusal]:
    with pytest.raises(Refused) as refused:
        work()
    return set(refused.value.reasons)


def test_a_new_office_begins_with_the_first_preset() -> None:
    store, _ = _world()
    first = policies.presets()[0]
    assert first.key == "no_fee"
    assert records.policy(store) == first.policy == Policy()
    assert (first.policy.loan_days, first.policy.renewals, bool(first.policy.charges)) == (30, 2, False)


def test_the_presets_are_what_the_product_says() -> None:
    by_key = {each.key: each.policy for each in policies.presets()}
    assert set(by_key) == {"no_fee", "library", "school"}
    assert (by_key["library"].loan_days, by_key["library"].renewals) == (14, 0)
    assert by_key["school"].term_ends == ("06-20", "12-20")
    for each in policies.presets():
        assert each.fits(each.policy)
        assert [other.key for other in policies.presets() if other.fits(each.policy)] == [each.key]
        assert not each.policy.charges
        assert each.name.fr
        assert each.about.fr


def test_a_preset_is_one_step_that_can_be_undone_exactly() -> None:
    store, by = _world()
    office.save_policy(store, Policy(loan_days=21, charges=Charges(100, 2000, replacement=True)), by)
    before = dump(store)
    done = policies.use_preset(store, "school", by)
    assert records.policy(store) == next(each.policy for each in policies.presets() if each.key == "school")
    assert Kind.OFFICE in undoing.undo(store, done.entry_id, "wrong one", by).changes
    after = dump(store)
    assert {k: v for k, v in after.items() if not k.startswith("history")} == {
        k: v for k, v in before.items() if not k.startswith("history")
    }
    assert records.policy(store).charges == Charges(100, 2000, replacement=True)


def test_rules_that_were_changed_since_are_not_put_back() -> None:
    store, by = _world()
    done = office.save_policy(store, Policy(loan_days=21), by)
    office.save_policy(store, Policy(loan_days=22), by)
    assert _reasons(lambda: undoing.undo(store, done.entry_id, "oh", by)) == {why.NotUndoable("later_changes")}
    assert records.policy(store).loan_days == 22


def test_a_new_policy_rewrites_nothing_of_a_loan_that_is_out() -> None:
    store, by = _world()
    laptop, client = add_device(store, by), add_client(store, by)
    made = lend(store, by, client, laptop).result
    loan, papers = search.loan_record(store, id_=made.loan_id), dump(store)["papers"]
    policies.use_preset(store, "library", by)
    assert search.loan_record(store, id_=made.loan_id) == loan
    assert dump(store)["papers"] == papers
    # its agreement said that it can be extended twice: so it can, though new loans cannot
    at = replace(by, today=loan.due)
    first = renewing.renew(store, renewing.Renew(loan.id), at).result
    assert first.due == (loan.due + timedelta(days=14)).isoformat()
    renewing.renew(store, renewing.Renew(loan.id), at)
    assert _reasons(lambda: renewing.renew(store, renewing.Renew(loan.id), at)) == {why.NoRenewalLeft(loan.number, 2)}
    other = lend(store, by, add_client(store, by, "Roy", "Marc"), add_device(store, by)).result
    assert _reasons(lambda: renewing.renew(store, renewing.Renew(other.loan_id), by)) == {
        why.NoRenewalLeft(other.number, 0)
    }


def test_what_version_0_1_kept_of_charges_is_read() -> None:
    store, _ = _world()
    with store.write():
        records.save_setting(store, "policy", {"charges": True, "loan_days": 21, "unheard_of": 1})
    assert records.policy(store) == Policy(loan_days=21, charges=Charges(replacement=True))


def test_a_clients_limit_of_a_type_holds_at_the_desk_and_may_be_overruled() -> None:
    store, by = _world()
    hotspots = [add_device(store, by, "hotspot", line=Line(0, iccid=f"89{n}")) for n in range(2)]
    client = add_client(store, by)
    office.save_policy(store, Policy(type_limits={"hotspot": 1}), by)
    lend(store, by, client, hotspots[0])
    refusal = TypeLimitReached(type_of(store, "hotspot").name, 1, 1)
    assert _reasons(lambda: lend(store, by, client, hotspots[1])) == {refusal}
    form = checkout.CheckOut(client, (checkout.Lent(hotspots[1].id),), override="two homes")
    done = checkout.check_out(store, form, by)
    kept = store.row("SELECT facts FROM history WHERE id = :id", id=done.entry_id)["facts"]
    assert "TypeLimitReached" in kept
    assert search.client_card(store, client).had.out == {"hotspot": 2}


def test_days_between_two_loans_hold_for_the_same_client_and_type() -> None:
    store, by = _world()
    inventory.save_type(store, replace(type_of(store, "headset"), gap_days=2), by)
    one, two = add_device(store, by, "headset"), add_device(store, by, "headset")
    client, other = add_client(store, by), add_client(store, by, "Roy", "Marc")
    lend(store, by, client, one)
    take_back(store, by, one)
    kind = type_of(store, "headset").name
    assert _reasons(lambda: lend(store, by, client, two)) == {GapNotOver(kind, date(2026, 11, 25))}
    tomorrow = replace(by, today=TODAY + timedelta(days=1))
    assert _reasons(lambda: lend(store, tomorrow, client, two)) == {GapNotOver(kind, date(2026, 11, 25))}
    lend(store, by, other, one)  # somebody else need not wait
    lend(store, replace(by, today=date(2026, 11, 25)), client, two)


def test_a_check_out_that_was_undone_is_no_loan_to_wait_after() -> None:
    store, by = _world()
    inventory.save_type(store, replace(type_of(store, "headset"), gap_days=2), by)
    device, client = add_device(store, by, "headset"), add_client(store, by)
    undoing.undo(store, lend(store, by, client, device).entry_id, "wrong one", by)
    lend(store, by, client, device)


def test_a_corrected_field_does_not_stand_against_undoing_a_check_out() -> None:
    store, by = _world()
    laptop = add_device(store, by, serial="OLD")
    done = lend(store, by, add_client(store, by), laptop)
    inventory.edit_device(store, inventory.Edit(laptop.id, {"serial": "OLD"}, {"serial": "NEW", "shelf": "B2"}), by)
    undoing.undo(store, done.entry_id, "wrong client", by)
    kept = search.device_record(store, laptop.id)
    assert (kept.serial, kept.shelf, kept.status) == ("NEW", "B2", "available")


@pytest.mark.parametrize("field", ["condition", "parts", "line"])
def test_what_undoing_would_write_over_stands_against_it(field: str) -> None:
    store, by = _world()
    spot = add_device(store, by, "hotspot", line=Line(0, iccid="8930"))
    done = lend(store, by, add_client(store, by), spot)
    new = {"condition": "worn", "parts": spot.parts[1:], "line": replace(spot.line, plan="Other")}[field]
    value = type(spot.condition)(new) if field == "condition" else new
    inventory.edit_device(store, inventory.Edit(spot.id, {}, {field: value}), by)
    assert _reasons(lambda: undoing.undo(store, done.entry_id, "oh", by)) == {why.NotUndoable("later_changes")}
