"""Who may do what, as the table says it."""

from datetime import UTC, datetime, timedelta

import pytest

from loanmanager.domain import rights
from loanmanager.domain.history import Entry
from loanmanager.domain.office import Role
from loanmanager.domain.rights import OPERATIONS, Right, has, lacking, needed, needed_to_undo

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
FRONT_DESK = {
    *("sign_in", "wrong_pin", "recover_pin", "set_pin", "set_own_language", "save_holidays", "expire_reservations"),
    *("check_out", "renew", "return", "reserve", "move_reservation", "cancel_reservation", "put_aside"),
    *("release_reservation", "add_client", "edit_client", "join_programme", "leave_programme", "make_paper", "sign"),
    *("sign_on_screen", "attach_scan", "reset", "check", "reset_devices", "scan_stocktake", "unscan_stocktake"),
    *("log_contact", "open_incident", "add_photo", "undo"),
}
ADMINISTRATOR_ONLY = {
    *("save_policy", "use_preset", "save_type", "set_up", "save_office", "save_site", "set_logo", "remove_logo"),
    *("add_staff", "edit_staff", "save_staff", "deactivate_staff", "reactivate_staff", "reset_pin", "save_lock"),
    *("import", "protect_on", "protect_off", "change_key", "set_passphrase"),
}


def test_volunteers_do_what_a_client_waits_for_and_administrators_what_changes_the_office() -> None:
    """Written out, so that nobody is given a right by a slip in the table."""
    assert {name for name, right in OPERATIONS.items() if has(Role.FRONT_DESK, right)} == FRONT_DESK
    assert {name for name, right in OPERATIONS.items() if not has(Role.COORDINATOR, right)} == ADMINISTRATOR_ONLY


def test_a_higher_role_has_every_right_of_a_lower_one() -> None:
    for right in Right:
        held = [has(role, right) for role in Role]
        assert held == sorted(held)
        assert has(Role.ADMINISTRATOR, right)


def test_every_right_is_for_some_operation_or_is_asked_for_by_name() -> None:
    asked_by_name = {Right.UNDO, Right.OVERRIDE, Right.BLOCK, Right.EXPORT, Right.BACKUP, Right.RESTORE}
    asked_by_name |= {Right.HISTORY}
    assert set(Right) == set(OPERATIONS.values()) | asked_by_name


@pytest.mark.parametrize("operation", ["check_out", "renew", "reserve", "put_aside"])
def test_an_override_is_a_coordinators(operation: str) -> None:
    assert Right.OVERRIDE in needed(operation, {"overruled": ["LimitReached"], "override": "agreed by phone"})
    assert Right.OVERRIDE not in needed(operation, {"overruled": [], "override": "typed in vain"})


def test_whoever_brings_a_device_back_is_never_sent_away() -> None:
    assert needed("return", {"overruled": ["WrongSim"], "override": "another SIM"}) == (Right.TAKE_BACK,)


def test_a_block_and_the_internet_are_a_coordinators_in_the_clients_form_as_well() -> None:
    assert needed("edit_client", {"now": {"email": "a@example.org"}}) == (Right.CLIENTS,)
    assert Right.BLOCK in needed("edit_client", {"now": {"blocked": True, "email": ""}})
    assert Right.BLOCK in needed("edit_client", {"now": {"blocked_reason": ""}})
    assert Right.RESTRICTED in needed("edit_client", {"now": {"internet": "no"}})


def entry(operation: str = "check_out", by: int | None = 3, at: datetime = NOW, **facts: object) -> Entry:
    return Entry(operation, at, by, facts=dict(facts))


@pytest.mark.parametrize(
    ("made_by", "minutes", "right"),
    [
        (3, 0, Right.UNDO_OWN),
        (3, 15, Right.UNDO_OWN),
        (3, 16, Right.UNDO),
        (3, -1, Right.UNDO),  # the clock was set back
        (4, 1, Right.UNDO),
        (None, 1, Right.UNDO),
    ],
)
def test_ones_own_steps_of_just_now_are_undone_by_oneself(made_by: int | None, minutes: int, right: Right) -> None:
    assert needed_to_undo(entry(by=made_by), 3, NOW + timedelta(minutes=minutes)) == (right, Right.LEND)


def test_nobody_undoes_what_they_may_not_do() -> None:
    asked = needed_to_undo(entry("save_policy", by=9), 3, NOW)
    assert lacking(Role.COORDINATOR, asked) is Right.RULES
    assert lacking(Role.ADMINISTRATOR, asked) is None
    assert lacking(Role.FRONT_DESK, needed_to_undo(entry(overruled=["LimitReached"]), 3, NOW)) is Right.OVERRIDE


def test_what_is_lacking_names_the_highest_role_that_has_to_be_asked() -> None:
    assert lacking(Role.FRONT_DESK, (Right.LEND, Right.OVERRIDE, Right.STAFF)) is Right.STAFF
    assert lacking(Role.FRONT_DESK, (Right.LEND,)) is None
    assert lacking(None, (Right.LEND,)) is Right.LEND
    assert lacking(None, (Right.SIGN_IN,)) is None
    assert rights.NotAllowed(Right.STAFF).least is Role.ADMINISTRATOR
