"""Who may do what: each right with the least role that has it, each operation of the history with its right (product 9.2).

Volunteers at the front desk lend, take back and write down what a client tells them. Coordinators do the rest of daily
work, and whatever bends a rule. Administrators change the office itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from loanmanager.domain.history import Entry
from loanmanager.domain.office import Role
from loanmanager.domain.refusal import Refusal

OWN_UNDO = timedelta(minutes=15)
"""For so long, whoever is at the front desk may take back what they themselves did."""


class Right(StrEnum):
    """Something that a role may do. Export, backup, restore, protection and looking through the history leave no operation there."""

    SIGN_IN = "sign_in"
    OWN_PIN = "own_pin"
    UPKEEP = "upkeep"
    LEND = "lend"
    TAKE_BACK = "take_back"
    RESERVE = "reserve"
    CLIENTS = "clients"
    PAPERS = "papers"
    CARE = "care"
    COUNT = "count"
    CONTACT = "contact"
    REPORT = "report"
    UNDO_OWN = "undo_own"
    UNDO = "undo"
    OVERRIDE = "override"
    BLOCK = "block"
    RESTRICTED = "restricted"
    INVENTORY = "inventory"
    RETIRE = "retire"
    LINES = "lines"
    REPAIRS = "repairs"
    INCIDENTS = "incidents"
    CHARGES = "charges"
    NOTICES = "notices"
    STOCKTAKE = "stocktake"
    PROGRAMMES = "programmes"
    MERGE = "merge"
    WORDING = "wording"
    CLOSED_DAYS = "closed_days"
    EXPORT = "export"
    HISTORY = "history"
    RULES = "rules"
    OFFICE = "office"
    STAFF = "staff"
    IMPORT = "import"
    BACKUP = "backup"
    RESTORE = "restore"
    PROTECTION = "protection"


FRONT_DESK = frozenset(
    {Right.OWN_PIN, Right.UPKEEP, Right.LEND, Right.TAKE_BACK, Right.RESERVE, Right.CLIENTS, Right.PAPERS, Right.CARE}
    | {Right.COUNT, Right.CONTACT, Right.REPORT, Right.UNDO_OWN}
)
ADMINISTRATOR = frozenset(
    {Right.RULES, Right.OFFICE, Right.STAFF, Right.IMPORT, Right.BACKUP, Right.RESTORE, Right.PROTECTION}
)
LEAST: dict[Right, Role] = {
    right: Role.FRONT_DESK
    if right in FRONT_DESK
    else Role.ADMINISTRATOR
    if right in ADMINISTRATOR
    else Role.COORDINATOR
    for right in Right
    if right is not Right.SIGN_IN  # nobody is anybody before
}

_OPERATIONS: dict[Right, tuple[str, ...]] = {
    Right.SIGN_IN: ("sign_in", "wrong_pin", "recover_pin"),
    Right.OWN_PIN: ("set_pin", "set_own_language"),
    Right.UPKEEP: ("save_holidays", "expire_reservations"),
    Right.LEND: ("check_out", "renew"),
    Right.TAKE_BACK: ("return",),
    Right.RESERVE: ("reserve", "move_reservation", "cancel_reservation", "put_aside", "release_reservation"),
    Right.CLIENTS: ("add_client", "edit_client", "join_programme", "leave_programme"),
    Right.PAPERS: ("make_paper", "sign", "sign_on_screen", "attach_scan"),
    Right.CARE: ("reset", "check", "reset_devices"),
    Right.COUNT: ("scan_stocktake", "unscan_stocktake"),
    Right.CONTACT: ("log_contact",),
    Right.REPORT: ("open_incident", "add_photo"),
    Right.UNDO_OWN: ("undo",),
    Right.RESTRICTED: ("show_pin", "keep_pin", "show_internet"),
    Right.INVENTORY: (
        *("add_device", "edit_device", "add_line", "edit_line", "move_line"),
        *("make_kit", "edit_kit", "change_kit"),
    ),
    Right.RETIRE: ("retire", "bring_back", "retire_kit"),
    Right.LINES: ("line_task", "drop_line_task"),
    Right.REPAIRS: ("send_to_repair", "back_from_repair"),
    Right.INCIDENTS: ("edit_incident", "close_incident", "reopen_incident", "find", "remove_photo", "remove_scan"),
    Right.CHARGES: ("decide", "settle"),
    Right.NOTICES: ("send_notice", "note_ending"),
    Right.STOCKTAKE: ("start_stocktake", "finish_stocktake", "drop_stocktake", "move_devices"),
    Right.PROGRAMMES: ("add_programme", "rename_programme", "end_programme"),
    Right.MERGE: ("merge_clients", "tell_apart"),
    Right.WORDING: (
        *("save_template", "restore_template", "import_template", "review_template"),
        *("set_paper_languages", "save_notices"),
    ),
    Right.CLOSED_DAYS: ("save_closure", "change_closure", "remove_closure", "lift_holiday"),
    Right.RULES: ("save_policy", "use_preset", "save_type"),
    Right.OFFICE: ("set_up", "save_office", "save_site", "set_logo", "remove_logo"),
    Right.STAFF: (
        *("add_staff", "edit_staff", "save_staff", "deactivate_staff", "reactivate_staff"),
        *("reset_pin", "save_lock"),
    ),
    Right.IMPORT: ("import",),
    Right.PROTECTION: ("protect_on", "protect_off", "change_key", "set_passphrase"),
}
OPERATIONS: dict[str, Right] = {name: right for right, names in _OPERATIONS.items() for name in names}
"""The right that each operation asks for, by the name under which the history keeps it."""

_BLOCK = frozenset({"blocked", "blocked_until", "blocked_reason"})
_OVERRIDDEN = frozenset({"check_out", "renew", "reserve", "put_aside"})
"""What a reason may override. A wrong SIM at a return is none: whoever brings a device back is never sent away."""

_ORDER = tuple(Role)


@dataclass(frozen=True, slots=True)
class NotAllowed(Refusal):
    """The role of whoever acts does not have the right."""

    right: Right

    @property
    def least(self) -> Role:
        """Return who may."""
        return LEAST[self.right]


@dataclass(frozen=True, slots=True)
class NotSignedIn(Refusal):
    """The office asks who is there, and nobody has said so."""


def has(role: Role, right: Right) -> bool:
    """Tell whether a role has a right."""
    return right not in LEAST or _ORDER.index(role) >= _ORDER.index(LEAST[right])


def needed(operation: str, facts: Mapping[str, Any]) -> tuple[Right, ...]:
    """Return the rights that an operation asks for, with what it is about to keep in the history."""
    asked = [OPERATIONS[operation]]
    if operation in _OVERRIDDEN and facts.get("overruled"):
        asked.append(Right.OVERRIDE)
    if operation == "edit_client":
        now = facts.get("now", {}).keys()
        asked += [right for right, names in ((Right.BLOCK, _BLOCK), (Right.RESTRICTED, {"internet"})) if names & now]
    return tuple(asked)


def needed_to_undo(entry: Entry, staff_id: int | None, now: datetime) -> tuple[Right, ...]:
    """Return the rights that undoing an entry asks for: one's own of just now, or anybody's that one may do oneself."""
    own = entry.staff_id is not None and entry.staff_id == staff_id
    just_now = entry.at <= now <= entry.at + OWN_UNDO
    return (Right.UNDO_OWN if own and just_now else Right.UNDO, *needed(entry.operation, entry.facts))


def lacking(role: Role | None, asked: tuple[Right, ...]) -> Right | None:
    """Return the first of some rights that a role lacks, the one with the highest least role first; None if it lacks none."""
    missing = [each for each in asked if each in LEAST and (role is None or not has(role, each))]
    return max(missing, key=lambda each: _ORDER.index(LEAST[each]), default=None)
