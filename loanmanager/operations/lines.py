"""Lines on their own: added, edited, moved from device to device, suspended and reactivated at the carrier (product 2.3).

What waits to be done is worked out when it is asked for (`search.line_work`); only what was done or left aside is recorded.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from loanmanager.domain import refusals as why
from loanmanager.domain.devices import Device, DeviceStatus, Line, LineState
from loanmanager.domain.history import Entry, Subject
from loanmanager.domain.lines import (
    STATE_AFTER,
    DeviceHasLine,
    LineAway,
    LineIsAlready,
    LineTask,
    LineThere,
    NothingToAsk,
    task_allowed,
)
from loanmanager.operations import done, forms
from loanmanager.operations.done import By, Changes, Done, Kind, Record
from loanmanager.operations.inventory import Edit, Saved, only, sound_line, unchanged_since
from loanmanager.storage import devices, lines, search
from loanmanager.storage.engine import Engine
from loanmanager.storage.lines import Placed, Task
from loanmanager.storage.search.line_tasks import name_of

_LINES: Changes = frozenset({Kind.LINES, Kind.DEVICES})

EDITABLE = forms.names_of(Line) - {"id", "state"}
"""What a person may change in a line; its state follows from what the carrier was asked, its PIN has its own form."""


def subject(id_: int) -> Subject:
    """Return a line as the subject of an entry."""
    return Subject("line", id_)


@dataclass(frozen=True, slots=True)
class NewLine:
    """The form of a new line; without a device it is a spare. `pin` and `puk` never go into the history."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    device_id: int | None = None
    state: LineState = LineState.ACTIVE
    pin: str = ""
    puk: str = ""
    idem: str | None = None


def add_line(store: Engine, request: NewLine, by: By) -> Done[Saved]:
    """Add a line, in a device or spare.

    Raises:
        Refused: it has neither number nor SIM, its SIM is another line's, a field does not fit, or the device has a line.
    """
    with store.write():
        before = done.already_done(store, request.idem, Saved)
        if before:
            return before
        only(EDITABLE, request.fields)
        forms.sound_text(pin=request.pin, puk=request.puk)
        new = forms.changed(Line(0, state=request.state), request.fields)
        _check(store, new)
        target = _target(store, request.device_id) if request.device_id is not None else None
        id_ = lines.add(store, new)
        lines.set_secrets(store, id_, request.pin.strip(), request.puk.strip())
        if target:
            lines.move(store, id_, target.id, by.now)
        about = [subject(id_), *([done.device(target.id)] if target else [])]
        facts = {"fields": forms.plain(dict(request.fields)), "to": target.tag if target else ""}
        return done.record(store, by, Record("add_line", Saved(id_, _name(new)), _LINES, about, facts, request.idem))


def edit_line(store: Engine, request: Edit, by: By) -> Done[Saved]:
    """Change a line's fields.

    Raises:
        Refused: somebody else changed a field meanwhile, or a field does not fit.
    """
    with store.write():
        before = done.already_done(store, request.idem, Saved)
        if before:
            return before
        placed = _line(store, request.id)
        only(EDITABLE, request.was, request.now)
        unchanged_since(placed.line, request)
        new = forms.changed(placed.line, request.now)
        _check(store, new)
        lines.save(store, new)
        facts = {"was": forms.plain(dict(request.was)), "now": forms.plain(dict(request.now))}
        return done.record(
            store, by, Record("edit_line", Saved(new.id, _name(new)), _LINES, _about(placed), facts, request.idem)
        )


def _check(store: Engine, line: Line) -> None:
    """See that a line holds what it can hold, and bears a SIM of its own."""
    sound_line(line)
    if not line.number and not line.iccid:
        raise why.Refused(why.Missing("number"))
    other = lines.with_sim(store, line.iccid)
    if other and other.id != line.id:
        raise why.Refused(why.Taken("iccid", line.iccid))


@dataclass(frozen=True, slots=True)
class MoveLine:
    """The form that moves a line into a device, or out of any."""

    line_id: int
    device_id: int | None
    note: str = ""
    idem: str | None = None


def move_line(store: Engine, request: MoveLine, by: By) -> Done[Saved]:
    """Move a line to another device, or out of any; where it was until now stays known.

    Raises:
        Refused: the other device has a line, either device is with a client, or the line is there already.
    """
    with store.write():
        before = done.already_done(store, request.idem, Saved)
        if before:
            return before
        forms.sound_text(note=request.note)
        placed = _line(store, request.line_id)
        if placed.device_id == request.device_id:
            raise why.Refused(LineThere(_name(placed.line)))
        source = _here(store, placed.device_id) if placed.device_id is not None else None
        target = _target(store, request.device_id) if request.device_id is not None else None
        ended, began = lines.move(store, placed.line.id, request.device_id, by.now)
        facts = {
            "from": source.tag if source else "",
            "to": target.tag if target else "",
            "note": request.note.strip(),
            "uses": [ended, began],
        }
        about = [*_about(placed), *([done.device(target.id)] if target else [])]
        result = Saved(placed.line.id, _name(placed.line))
        return done.record(store, by, Record("move_line", result, _LINES, about, facts, request.idem))


def undo_move(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (one signature for every inverse)
    """Put a line back to where it was."""
    lines.move_back(store, *entry.facts["uses"])


def _target(store: Engine, device_id: int) -> Device:
    """Return the device that a line goes into, which has none and is not with a client."""
    device = _here(store, device_id)
    if device.line:
        raise why.Refused(DeviceHasLine(device.tag, _name(device.line)))
    return device


def _here(store: Engine, device_id: int) -> Device:
    device = devices.with_id(store, device_id)
    if device is None:
        raise why.Refused(why.NoSuch("device", str(device_id)))
    if device.status is DeviceStatus.ON_LOAN:
        raise why.Refused(LineAway(device.tag))
    return device


@dataclass(frozen=True, slots=True)
class DoTask:
    """The form that says what a carrier did; `reference` is the carrier's own number for it."""

    line_id: int
    task: LineTask
    reference: str = ""
    note: str = ""
    idem: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of a carrier, and the state in which the line is now."""

    line_id: int
    name: str
    task: str
    state: str


def do_task(store: Engine, request: DoTask, by: By) -> Done[Asked]:
    """Record that a carrier suspended, reactivated or cancelled a line, whether or not that was waiting to be done.

    Raises:
        Refused: nothing of the kind can be done with a line in this state.
    """
    with store.write():
        before = done.already_done(store, request.idem, Asked)
        if before:
            return before
        forms.sound_text(reference=request.reference, note=request.note)
        placed = _line(store, request.line_id)
        line, after = placed.line, STATE_AFTER[request.task]
        if not task_allowed(request.task, line.state):
            raise why.Refused(LineIsAlready(_name(line), line.state))
        task = _waiting(store, request.line_id, request.task, by) or Task(line.id, request.task)
        task = replace(task, reference=request.reference.strip(), note=request.note.strip())
        lines.save(store, replace(line, state=after))
        task_id = lines.add_task(store, task, by.now, by.staff_id)
        result = Asked(line.id, _name(line), request.task, after)
        facts = {"before": str(line.state), "task_id": task_id, "reference": task.reference, "note": task.note}
        return done.record(store, by, Record("line_task", result, _LINES, _about(placed), facts, request.idem))


def undo_task(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (as above)
    """Put a line back into the state that it had."""
    placed = _line(store, entry.facts["result"]["line_id"])
    lines.save(store, replace(placed.line, state=LineState(entry.facts["before"])))
    lines.remove_task(store, entry.facts["task_id"])


def drop_task(
    store: Engine, line_id: int, task: LineTask, by: By, *, reason: str, idem: str | None = None
) -> Done[Asked]:
    """Leave a line as it is although something waits, with a reason that is kept; the next loan asks anew.

    Raises:
        Refused: nothing of the kind waits, or the reason is missing.
    """
    with store.write():
        before = done.already_done(store, idem, Asked)
        if before:
            return before
        forms.sound_text(reason=reason)
        if not reason.strip():
            raise why.Refused(why.ReasonMissing())
        placed = _line(store, line_id)
        waiting = _waiting(store, line_id, task, by)
        if waiting is None:
            raise why.Refused(NothingToAsk(_name(placed.line)))
        left = replace(waiting, note=reason.strip(), dropped=True)
        task_id = lines.add_task(store, left, by.now, by.staff_id)
        result = Asked(line_id, _name(placed.line), task, placed.line.state)
        facts = {"task_id": task_id, "reason": reason.strip()}
        return done.record(store, by, Record("drop_line_task", result, _LINES, _about(placed), facts, idem))


def undo_drop(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (as above)
    """Let a task that was left aside wait again."""
    lines.remove_task(store, entry.facts["task_id"])


def _waiting(store: Engine, line_id: int, task: LineTask, by: By) -> Task | None:
    """Return a task as it waits today."""
    found = (each for each in search.line_work(store, by.today, line_id=line_id) if each.task is task)
    return next((Task(line_id, task, each.item_id, each.since) for each in found), None)


def _line(store: Engine, id_: int) -> Placed:
    found = lines.with_id(store, id_)
    if found is None:
        raise why.Refused(why.NoSuch("line", str(id_)))
    return found


def _about(placed: Placed) -> list[Subject]:
    return [subject(placed.line.id), *([done.device(placed.device_id)] if placed.device_id is not None else [])]


def _name(line: Line) -> str:
    return name_of(line.number, line.iccid, line.carrier)
