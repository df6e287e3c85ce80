"""Repairs, and devices that are lent no more: sent away, back, retired, brought back (product 2.8)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from loanmanager.domain import refusals as why
from loanmanager.domain.devices import Condition, Device, DeviceStatus, status_after_check
from loanmanager.domain.history import Subject
from loanmanager.domain.incidents import HeldForSomebody, IncidentKind
from loanmanager.operations import done, forms
from loanmanager.operations.caring import Cared
from loanmanager.operations.done import By, Changes, Done, Kind, Record
from loanmanager.storage import before as earlier
from loanmanager.storage import devices, incidents, repairs
from loanmanager.storage.engine import Engine

_CHANGED: Changes = frozenset({Kind.DEVICES, Kind.INCIDENTS})
_HERE = frozenset({DeviceStatus.AVAILABLE, DeviceStatus.TO_CHECK, DeviceStatus.TO_RESET})
_MAY_RETIRE = _HERE | {DeviceStatus.IN_REPAIR, DeviceStatus.LOST, DeviceStatus.STOLEN}


@dataclass(frozen=True, slots=True)
class Send:
    """A device goes to repair: where, what is wrong, when it should be back."""

    device_id: int
    place: str = ""
    what: str = ""
    expected_on: date | None = None
    idem: str | None = None


def send_to_repair(store: Engine, request: Send, by: By) -> Done[Cared]:
    """Record that a device went to repair; its newest open damage goes along.

    Raises:
        Refused: the device is not here, or is put aside for somebody.
    """
    with store.write():
        repeated = done.already_done(store, request.idem, Cared)
        if repeated:
            return repeated
        forms.sound_text(place=request.place, what=request.what)
        if request.expected_on and request.expected_on < by.today:
            raise why.Refused(why.Malformed("expected_on", request.expected_on.isoformat()))
        device = _in(store, request.device_id, _HERE)
        kept = earlier.keep(store, devices=[device.id])
        damage = [i for i in incidents.open_of_device(store, device.id) if i.kind is IncidentKind.DAMAGED]
        new = repairs.Repair(
            0,
            device.id,
            by.now,
            request.place.strip(),
            request.what.strip(),
            request.expected_on,
            damage[-1].id if damage else None,
        )
        repair_id = repairs.add(store, new, by.staff_id)
        devices.set_status(store, device.id, DeviceStatus.IN_REPAIR, by.now, by.staff_id)
        facts = {
            "place": new.place,
            "note": new.what,
            "expected_on": new.expected_on.isoformat() if new.expected_on else None,
            "kept": kept,
            "made": {"repairs": [repair_id]},
        }
        subjects = [done.device(device.id), *(Subject("incident", each.id) for each in damage[-1:])]
        result = Cared(device.id, device.tag, DeviceStatus.IN_REPAIR)
        return done.record(store, by, Record("send_to_repair", result, _CHANGED, subjects, facts, request.idem))


@dataclass(frozen=True, slots=True)
class Back:
    """A device came back from repair: what was done, what it cost (cents), how it is and where it goes next.

    `then` is to_check, or for one that was seen to work its reset, or available where its type needs none.
    """

    device_id: int
    work: str = ""
    cost: int | None = None
    condition: Condition | None = None
    then: DeviceStatus = DeviceStatus.TO_CHECK
    idem: str | None = None


def ways_back(device: Device) -> tuple[DeviceStatus, ...]:
    """Return where a device may go from repair: to be looked at, else what follows on that."""
    return (DeviceStatus.TO_CHECK, status_after_check(device.type))


def back_from_repair(store: Engine, request: Back, by: By) -> Done[Cared]:
    """Record that a device is back from repair.

    Raises:
        Refused: it is not in repair, or cannot go where it is to go: a type that needs a reset is reset first.
    """
    with store.write():
        repeated = done.already_done(store, request.idem, Cared)
        if repeated:
            return repeated
        forms.sound_text(work=request.work)
        if request.cost is not None and not 0 <= request.cost <= forms.MOST:
            raise why.Refused(why.Malformed("cost", str(request.cost)))
        device = _in(store, request.device_id, {DeviceStatus.IN_REPAIR})
        if request.then not in ways_back(device):
            raise why.Refused(why.Malformed("then", request.then))
        repair = repairs.open_of(store, device.id)
        kept = earlier.keep(store, devices=[device.id], repairs=[repair.id if repair else None])
        if repair:
            repairs.end(store, repair.id, request.work.strip(), request.cost, by.now, by.staff_id)
        if request.condition:
            devices.set_condition(store, device.id, request.condition)
        facts = {"note": request.work.strip(), "cost": request.cost, "kept": kept}
        return _moved(store, by, device, request.then, "back_from_repair", facts, request.idem)


def retire(store: Engine, device_id: int, reason: str, by: By, *, idem: str | None = None) -> Done[Cared]:
    """Record that a device is lent no more, and why.

    Raises:
        Refused: it is on loan, put aside or retired, or the reason is missing.
    """
    with store.write():
        repeated = done.already_done(store, idem, Cared)
        if repeated:
            return repeated
        _say_why(reason)
        device = _in(store, device_id, _MAY_RETIRE)
        repair = repairs.open_of(store, device.id)
        kept = earlier.keep(store, devices=[device.id], repairs=[repair.id if repair else None])
        if repair:
            repairs.end(store, repair.id, "", None, by.now, by.staff_id)
        facts = {"reason": reason.strip(), "kept": kept}
        return _moved(store, by, device, DeviceStatus.RETIRED, "retire", facts, idem)


def bring_back(store: Engine, device_id: int, reason: str, by: By, *, idem: str | None = None) -> Done[Cared]:
    """Record that a retired device is to be lent again, and why; it is looked at first.

    Raises:
        Refused: it is not retired, or the reason is missing.
    """
    with store.write():
        repeated = done.already_done(store, idem, Cared)
        if repeated:
            return repeated
        _say_why(reason)
        device = _in(store, device_id, {DeviceStatus.RETIRED})
        facts = {"reason": reason.strip(), "kept": earlier.keep(store, devices=[device.id])}
        return _moved(store, by, device, DeviceStatus.TO_CHECK, "bring_back", facts, idem)


def _say_why(reason: str) -> None:
    forms.sound_text(reason=reason)
    if not reason.strip():
        raise why.Refused(why.ReasonMissing())


def _in(store: Engine, device_id: int, allowed: Collection[DeviceStatus]) -> Device:
    device = devices.with_id(store, device_id)
    if device is None:
        raise why.Refused(why.NoSuch("device", str(device_id)))
    if device.status is DeviceStatus.RESERVED:
        raise why.Refused(HeldForSomebody(device.tag))
    if device.status not in allowed:
        raise why.Refused(why.WrongStatus(device.tag, device.status))
    return device


def _moved(
    store: Engine,
    by: By,
    device: Device,
    status: DeviceStatus,
    operation: str,
    facts: dict[str, Any],
    idem: str | None,
) -> Done[Cared]:
    devices.set_status(store, device.id, status, by.now, by.staff_id)
    result = Cared(device.id, device.tag, status)
    return done.record(store, by, Record(operation, result, _CHANGED, [done.device(device.id)], facts, idem))
