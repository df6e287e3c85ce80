"""Between two loans: looking at what came back, and resetting it (product 2.8)."""

from dataclasses import asdict, dataclass

from loanmanager.domain import refusals as why
from loanmanager.domain.devices import Device, DeviceStatus, status_after_check
from loanmanager.operations import done, forms
from loanmanager.operations.done import By, Changes, Done, Kind, Record
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
