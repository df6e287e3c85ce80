"""Every operation, by every role, below the window: done or refused as the table says, and a refused one left no trace."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from loanmanager.domain.office import Policy, Role
from loanmanager.domain.refusals import Refused
from loanmanager.domain.rights import OPERATIONS as RIGHTS
from loanmanager.domain.rights import NotAllowed, NotSignedIn, Right, has
from loanmanager.operations import allowing, checkout, client_secrets, line_secrets, office, people, renewing, undoing
from loanmanager.operations.inventory import Edit
from loanmanager.storage import search
from tests.office import add_client, add_device, lend
from tests.operations.staff_promises import closed_to
from tests.operations.test_promises import OPERATIONS, World, dump

ALIAS = {"change_site": "save_site"}


def refused(world: World, act: Any) -> Any:
    """Do what is refused and return the reason, having seen that it left no trace."""
    before = dump(world.store)
    with pytest.raises(Refused) as caught:
        act()
    assert dump(world.store) == before
    (reason,) = caught.value.reasons
    return reason


PROTECTION = {"protect_on", "protect_off", "change_key", "set_passphrase"}


def test_every_operation_that_is_recorded_has_a_right() -> None:
    """Those of the demo office as well: it is made by these operations. `wrong_pin` is what a refusal records.

    Protecting needs a folder: see test_protecting.py.
    """
    assert {ALIAS.get(name, name) for name in OPERATIONS} | {"set_up", "wrong_pin"} | PROTECTION == set(RIGHTS)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_is_allowed_or_refused_as_the_table_says(name: str, role: Role) -> None:
    world = World()
    by = closed_to(world, role)
    right = RIGHTS[ALIAS.get(name, name)]
    if name == "undo":  # of a loan that somebody else made
        right = Right.UNDO
    if has(role, right):
        assert not OPERATIONS[name](world, by, None).repeated
    else:
        assert refused(world, lambda: OPERATIONS[name](world, by, None)) == NotAllowed(right)


@pytest.mark.parametrize(
    "name", [name for name in OPERATIONS if RIGHTS.get(ALIAS.get(name, name)) is not Right.SIGN_IN]
)
def test_nobody_in_particular_does_anything_where_people_sign_in(name: str) -> None:
    world = World()
    closed_to(world, Role.ADMINISTRATOR)
    for stranger in (None, world.gone):
        with pytest.raises(Refused) as caught:
            OPERATIONS[name](world, replace(world.by, staff_id=stranger), None)
        assert caught.value.reasons[0].code in {"NotSignedIn", "NoSuch"}


def test_an_office_without_a_pin_is_open() -> None:
    world = World()
    office.save_policy(world.store, Policy(), replace(world.by, staff_id=world.people[Role.FRONT_DESK]))
    allowing.require(world.store, replace(world.by, staff_id=None), *Right)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("right", Right)
def test_what_leaves_no_history_asks_by_name(right: Right, role: Role) -> None:
    world = World()
    by = closed_to(world, role)
    if has(role, right):
        allowing.require(world.store, by, right)
    else:
        assert refused(world, lambda: allowing.require(world.store, by, right)) == NotAllowed(right)


def test_who_left_meanwhile_may_do_nothing_any_more() -> None:
    world = World()
    by = closed_to(world, Role.FRONT_DESK)
    with world.store.write():
        world.store.update("staff", by.staff_id, active=0)
    assert refused(world, lambda: lend(world.store, by, world.client, world.free)) == NotSignedIn()


def _overridden(world: World, by: Any) -> Any:
    """Lend beyond the limit, with a reason."""
    form = checkout.CheckOut(world.client, (checkout.Lent(world.free.id),), override="agreed by phone")
    return checkout.check_out(world.store, form, by)


def test_a_reason_overrides_a_refusal_for_a_coordinator_alone() -> None:
    world = World()
    front = closed_to(world, Role.FRONT_DESK)
    office.save_policy(world.store, Policy(limit=1), world.by)
    assert refused(world, lambda: _overridden(world, front)) == NotAllowed(Right.OVERRIDE)
    assert _overridden(world, replace(front, staff_id=world.people[Role.COORDINATOR])).result.loan_id
    late = replace(front, today=front.today + timedelta(days=60))
    renewal = renewing.Renew(world.loan.result.loan_id, override="on leave")
    assert refused(world, lambda: renewing.renew(world.store, renewal, late)) == NotAllowed(Right.OVERRIDE)


@pytest.mark.parametrize(("field", "was", "now", "right"), [
    ("blocked", False, True, Right.BLOCK), ("internet", "yes", "no", Right.RESTRICTED)
])  # fmt: skip
def test_what_is_restricted_is_not_changed_through_the_clients_form(
    field: str, was: object, now: object, right: Right
) -> None:
    world = World()
    front = closed_to(world, Role.FRONT_DESK)
    client = search.client_record(world.store, world.client)
    value = type(getattr(client, field))(now)
    edit = Edit(world.client, {field: getattr(client, field)}, {field: value})
    assert refused(world, lambda: people.edit_client(world.store, edit, front)) == NotAllowed(right)
    people.edit_client(world.store, edit, replace(front, staff_id=world.people[Role.COORDINATOR]))


def test_the_front_desk_undoes_its_own_loan_for_a_quarter_of_an_hour() -> None:
    world = World()
    front = closed_to(world, Role.FRONT_DESK)
    made = lend(world.store, front, add_client(world.store, front, "Roy"), world.free)
    later = replace(front, now=front.now + timedelta(minutes=16))
    assert refused(world, lambda: undoing.undo(world.store, made.entry_id, "slip", later)) == NotAllowed(Right.UNDO)
    undoing.undo(world.store, made.entry_id, "slip", replace(front, now=front.now + timedelta(minutes=14)))


def test_a_coordinator_undoes_what_anybody_did_but_not_what_is_an_administrators() -> None:
    world = World()
    coordinator = closed_to(world, Role.COORDINATOR)
    made = office.save_policy(world.store, Policy(loan_days=14), world.by)
    undoing.undo(world.store, world.loan.entry_id, "wrong client", coordinator)
    act = lambda: undoing.undo(world.store, made.entry_id, "why", coordinator)  # noqa: E731 (said once, done once)
    assert refused(world, act) == NotAllowed(Right.RULES)


def test_a_form_that_was_sent_before_tells_no_secret_to_who_may_not_see_it() -> None:
    world = World()
    front = closed_to(world, Role.FRONT_DESK)
    line_secrets.show_pin(world.store, world.line, world.by, idem="form")
    client_secrets.show_internet(world.store, world.client, world.by, idem="other form")
    for act in (
        lambda: line_secrets.show_pin(world.store, world.line, front, idem="form"),
        lambda: client_secrets.show_internet(world.store, world.client, front, idem="other form"),
    ):
        assert refused(world, act) == NotAllowed(Right.RESTRICTED)


def test_that_a_restricted_field_was_shown_is_kept_but_not_what_it_held() -> None:
    world = World()
    shown = client_secrets.show_internet(world.store, world.client, world.by)
    assert shown.result.use == "yes"
    row = world.store.row("SELECT * FROM history WHERE id = :id", id=shown.entry_id)
    assert (row["operation"], row["staff_id"]) == ("show_internet", world.by.staff_id)
    assert "yes" not in row["facts"]


def test_adding_a_device_is_not_for_the_front_desk_even_in_pieces() -> None:
    world = World()
    front = closed_to(world, Role.FRONT_DESK)
    assert refused(world, lambda: add_device(world.store, front, model="mine")) == NotAllowed(Right.INVENTORY)
