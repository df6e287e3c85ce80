"""Between two loans: looking at what came back, and resetting it (product 2.8)."""

from dataclasses import asdict, dataclass

from loanmanager.domain import refusals as why
from loanmanager.domain.devices import Device, DeviceStatus, status_after_check
from loanmanager.operations import done, forms
from loanmanager.operations.done import By, Changes, Done, Kind, Record
from loanmanager.storage import before as earlier
from loanmanager.storage import devices, loans
from loanmanager.storage.engine import Engine

_DEVICES: Changes = frozenset({Kind.DEVICES})


@dataclass(frozen=True, slots=True)
class Reset:
    """A reset record: what was done and how one knows that it worked. Never a promise of compliance."""

    device_id: int
    method: str = ""
    tool: str = ""
    verified: str = ""
    note: str = ""
    idem: str | None = None


@dataclass(frozen=True, slots=True)
class Cared:
    """A device and the state it is in now."""

    device_id: int
    tag: str
    status: str


def mark_reset(store: Engine, request: Reset, by: By) -> Done[Cared]:
    """Record a reset, which lets the device be lent again.

    Raises:
        Refused: the device is not waiting for a reset.
    """
    with store.write():
        before = done.already_done(store, request.idem, Cared)
        if before:
            return before
        device = _in_state(store, request.device_id, DeviceStatus.TO_RESET)
        words = {key: str(value).strip() for key, value in asdict(request).items() if key not in {"device_id", "idem"}}
        forms.sound_text(**words)
        reset_id = loans.add_reset(store, device.id, by.now, by.staff_id, words)
        return _moved(store, device, DeviceStatus.AVAILABLE, "reset", {**words, "reset_id": reset_id}, request.idem, by)


@dataclass(frozen=True, slots=True)
class ResetMany:
    """One reset record for several devices that were reset in the same way."""

    device_ids: tuple[int, ...]
    method: str = ""
    tool: str = ""
    verified: str = ""
    note: str = ""
    idem: str | None = None


@dataclass(frozen=True, slots=True)
class CaredMany:
    """Several devices that may be lent again."""

    device_ids: list[int]
    tags: list[str]


def mark_many_reset(store: Engine, request: ResetMany, by: By) -> Done[CaredMany]:
    """Record the same reset of several devices: all of them, or none.

    Raises:
        Refused: none is named, or one of them is not waiting for a reset; each such one is named.
    """
    with store.write():
        before = done.already_done(store, request.idem, CaredMany)
        if before:
            return before
        ids = tuple(dict.fromkeys(request.device_ids))
        found = devices.with_ids(store, ids)
        reasons = tuple(_against_reset(found.get(id_), id_) for id_ in ids)
        if not ids or any(reasons):
            raise why.Refused(*(reason for reason in reasons if reason), *(() if ids else [why.Missing("tag")]))
        words = {name: str(getattr(request, name)).strip() for name in ("method", "tool", "verified", "note")}
        forms.sound_text(**words)
        kept = earlier.keep(store, devices=ids)
        resets = [loans.add_reset(store, id_, by.now, by.staff_id, words) for id_ in ids]
        for id_ in ids:
            devices.set_status(store, id_, DeviceStatus.AVAILABLE, by.now, by.staff_id)
        facts = {**words, "kept": kept, "made": {"resets": resets}}
        result = CaredMany(list(ids), [found[id_].tag for id_ in ids])
        subjects = [done.device(id_) for id_ in ids]
        return done.record(store, by, Record("reset_devices", result, _DEVICES, subjects, facts, request.idem))


def _against_reset(device: Device | None, id_: int) -> why.Refusal | None:
    if device is None:
        return why.NoSuch("device", str(id_))
    return None if device.status is DeviceStatus.TO_RESET else why.WrongStatus(device.tag, device.status)


def mark_checked(store: Engine, device_id: int, by: By, *, note: str = "", idem: str | None = None) -> Done[Cared]:
    """Record that a device was looked at and found good; it goes on to its reset, or back on the shelf.

    Raises:
        Refused: the device is not waiting to be looked at.
    """
    with store.write():
        before = done.already_done(store, idem, Cared)
        if before:
            return before
        forms.sound_text(note=note)
        device = _in_state(store, device_id, DeviceStatus.TO_CHECK)
        return _moved(store, device, status_after_check(device.type), "check", {"note": note.strip()}, idem, by)


def _in_state(store: Engine, device_id: int, wanted: DeviceStatus) -> Device:
    device = devices.with_id(store, device_id)
    if device is None:
        raise why.Refused(why.NoSuch("device", str(device_id)))
    if device.status is not wanted:
        raise why.Refused(why.WrongStatus(device.tag, device.status))
    return device


def _moved(
    store: Engine,
    device: Device,
    status: DeviceStatus,
    operation: str,
    facts: dict[str, object],
    idem: str | None,
    by: By,
) -> Done[Cared]:
    devices.set_status(store, device.id, status, by.now, by.staff_id)
    result = Cared(device.id, device.tag, status)
    facts = {**facts, "before": device.status}
    return done.record(store, by, Record(operation, result, _DEVICES, [done.device(device.id)], facts, idem))
