"""Undoing a mistake: the state before it comes back exactly, the history keeps both (product 4.9)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from loanmanager.domain import refusals as why
from loanmanager.domain.devices import Condition, DeviceStatus, PartState
from loanmanager.domain.history import Entry
from loanmanager.domain.loans import ItemEnd
from loanmanager.operations import (
    closing,
    done,
    forms,
    kits,
    lines,
    merging,
    policies,
    programmes,
    promising,
    templating,
    uncounting,
)
from loanmanager.operations.contacting import undo_contact
from loanmanager.operations.done import ANYTHING, By, Done, Record
from loanmanager.operations.endings import undo_note_ending
from loanmanager.operations.incidents import STEPS, put_back
from loanmanager.operations.scans import undo_attach_scan, undo_remove_scan
from loanmanager.operations.signatures import undo_sign_on_screen
from loanmanager.operations.signing import undo_sign
from loanmanager.storage import before, devices, history, incidents, loans, papers
from loanmanager.storage.engine import Engine


@dataclass(frozen=True, slots=True)
class Undone:
    """What was undone: the operation and the number of its entry in the history."""

    operation: str
    entry_id: int


def undo(store: Engine, entry_id: int, reason: str, by: By, *, idem: str | None = None) -> Done[Undone]:
    """Undo one operation, with a reason that is kept.

    Raises:
        Refused: it is of a kind that cannot be undone, was undone already, or something was done since with the same
            device or loan; or the reason is missing.
    """
    with store.write():
        before = done.already_done(store, idem, Undone)
        if before:
            return before
        forms.sound_text(reason=reason)
        if not reason.strip():
            raise why.Refused(why.ReasonMissing())
        entry = _undoable(store, entry_id)
        _INVERSE[entry.operation](store, entry, by)
        result = Undone(entry.operation, entry.id)
        facts = {"reason": reason.strip()}
        return done.record(store, by, Record("undo", result, ANYTHING, entry.subjects, facts, idem, undoes=entry.id))


def _undoable(store: Engine, entry_id: int) -> Entry:
    entry = history.with_id(store, entry_id)
    if entry is None or entry.operation not in _INVERSE:
        raise why.Refused(why.NotUndoable(_BECAUSE.get(entry.operation, "kind") if entry else "kind"))
    if history.undone_by(store, entry_id) is not None:
        raise why.Refused(why.NotUndoable("already_undone"))
    if history.touched_since(store, entry):
        raise why.Refused(why.NotUndoable("later_changes"))
    return entry


def _undo_check_out(store: Engine, entry: Entry, by: By) -> None:
    loan = loans.with_id(store, entry.facts["result"]["loan_id"])
    assert loan is not None
    for item in loan.items:
        loans.end_item(store, item.id, loans.Ending(ItemEnd.UNDONE, by.now, by.staff_id))
    for device_id, (status, condition) in entry.facts["before"].items():
        devices.set_status(store, int(device_id), DeviceStatus(status), by.now, by.staff_id)
        devices.set_condition(store, int(device_id), Condition(condition))
    promising.unfulfil(store, entry, by)
    loans.mark_undone(store, loan.id)


def _undo_return(store: Engine, entry: Entry, by: By) -> None:
    result = entry.facts["result"]
    for item_id in entry.facts["items"]:
        loans.reopen_item(store, item_id)
    for device_id, state in entry.facts["before"].items():
        devices.set_status(store, int(device_id), DeviceStatus.ON_LOAN, by.now, by.staff_id)
        devices.set_condition(store, int(device_id), Condition(state["condition"]))
        for part_id, part_state in state["parts"].items():
            devices.set_part(store, int(part_id), PartState(part_state))
    incidents.undo(store, result["incidents"])
    before.put_back(store, entry.facts.get("kept", {}), entry.facts.get("made", {}))
    papers.mark_undone(store, result["paper_id"])


def _undo_renew(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (one signature for every inverse)
    result = entry.facts["result"]
    for item_id, due in entry.facts["before"].items():
        loans.set_due(store, [int(item_id)], date.fromisoformat(due))
    loans.set_renewed(store, result["loan_id"], entry.facts["renewed"])
    papers.mark_undone(store, result["paper_id"])


def _undo_care(store: Engine, entry: Entry, by: By) -> None:
    device_id = entry.facts["result"]["device_id"]
    devices.set_status(store, device_id, DeviceStatus(entry.facts["before"]), by.now, by.staff_id)
    if "reset_id" in entry.facts:
        loans.undo_reset(store, entry.facts["reset_id"])


_BECAUSE = {
    **dict.fromkeys(("edit_device", "edit_client", "edit_line", "edit_kit", "save_type", "save_site"), "edited"),
    **dict.fromkeys(("save_office", "save_staff", "edit_staff", "save_lock", "set_own_language"), "edited"),
    "save_holidays": "holidays",
    **dict.fromkeys(("add_device", "add_client", "add_line", "make_kit"), "added"),
    **dict.fromkeys(("show_pin", "keep_pin", "show_internet"), "known"),
}
"""Why some kinds are not undone, where there is something better to do than to give up."""

_INVERSE: dict[str, Callable[[Engine, Entry, By], Any]] = {
    "check_out": _undo_check_out,
    "return": _undo_return,
    "renew": _undo_renew,
    "reset": _undo_care,
    "check": _undo_care,
    "change_kit": kits.undo_change,
    "retire_kit": kits.undo_retire,
    "move_line": lines.undo_move,
    "line_task": lines.undo_task,
    "drop_line_task": lines.undo_drop,
    "sign": undo_sign,
    "sign_on_screen": undo_sign_on_screen,
    "attach_scan": undo_attach_scan,
    "remove_scan": undo_remove_scan,
    "send_notice": undo_contact,
    "log_contact": undo_contact,
    "note_ending": undo_note_ending,
    "start_stocktake": uncounting.undo_start,
    "scan_stocktake": uncounting.undo_scan,
    "unscan_stocktake": uncounting.undo_take_off,
    "move_devices": uncounting.undo_move,
    "finish_stocktake": uncounting.undo_finish,
    "drop_stocktake": uncounting.undo_drop,
    "save_policy": policies.undo_policy,
    "use_preset": policies.undo_policy,
    "save_notices": policies.undo_policy,
    "save_closure": closing.undo_closure,
    "change_closure": closing.undo_closure,
    "remove_closure": closing.undo_closure,
    "lift_holiday": closing.undo_closure,
    **promising.INVERSE,
    **dict.fromkeys((*STEPS, "set_logo", "remove_logo"), put_back),
    **merging.INVERSE,
    **programmes.INVERSE,
    **templating.INVERSE,
}
UNDOABLE = frozenset(_INVERSE)
