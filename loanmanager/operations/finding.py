"""What turns up later: a part or a device that was gone settles its incident (product 4.3, 4.8)."""

from collections.abc import Iterable
from dataclasses import dataclass

from loanmanager.domain import incidents as rules
from loanmanager.domain import refusals as why
from loanmanager.domain.devices import Device, DeviceStatus, PartState
from loanmanager.domain.history import Subject
from loanmanager.domain.incidents import GONE, ChargeState, Decision, Incident, IncidentState
from loanmanager.operations import done, forms
from loanmanager.operations.done import By, Done, Record
from loanmanager.operations.incidents import HAPPENED, known
from loanmanager.storage import before as earlier
from loanmanager.storage import devices, incidents
from loanmanager.storage.engine import Engine


@dataclass(frozen=True, slots=True)
class Find:
    """Something turned up: what an incident is about, or a device that is recorded as lost or stolen."""

    incident_id: int | None = None
    device_id: int | None = None
    note: str = ""
    idem: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What turned up; `numbers` are the incidents it settled, `paid` what had been paid for it, in cents."""

    device_id: int
    tag: str
    status: str
    numbers: list[str]
    what: str = ""
    paid: int = 0


def find(store: Engine, request: Find, by: By) -> Done[Found]:
    """Record that a part or a device turned up: it is to be looked at, and what was open about it is settled.

    Raises:
        Refused: it was found already, was damaged and not gone, or the device is not recorded as gone.
    """
    with store.write():
        repeated = done.already_done(store, request.idem, Found)
        if repeated:
            return repeated
        forms.sound_text(note=request.note)
        device, settled = _asked(store, request)
        kept = kept_before(store, settled, device.id)
        paid = settle_by_finding(store, settled, by)
        status = rules.status_when_found(device.status)
        if status is not device.status:
            devices.set_status(store, device.id, status, by.now, by.staff_id)
        clients = [done.client(each.client_id) for each in settled if each.client_id]
        subjects = [*(Subject("incident", each.id) for each in settled), done.device(device.id), *clients]
        what = settled[0].what if settled and settled[0].kind not in GONE else ""
        result = Found(device.id, device.tag, status, [each.number for each in settled], what, paid)
        facts = {"note": request.note.strip(), "kept": kept}
        return done.record(store, by, Record("find", result, HAPPENED, subjects, facts, request.idem))


def _asked(store: Engine, request: Find) -> tuple[Device, tuple[Incident, ...]]:
    """Return the device, and the incidents that its turning up settles."""
    incident = known(store, request.incident_id) if request.incident_id is not None else None
    if incident and not incident.findable:
        raise why.Refused(rules.NotFindable(incident.number))
    device_id = incident.device_id if incident else request.device_id
    device = devices.with_id(store, device_id) if device_id is not None else None
    if device is None:
        raise why.Refused(why.NoSuch("device", str(device_id)))
    if incident and incident.kind not in GONE:
        return device, (incident,)
    if device.status not in {DeviceStatus.LOST, DeviceStatus.STOLEN}:
        raise why.Refused(why.WrongStatus(device.tag, device.status))
    return device, incidents.gone_of_device(store, device.id)


def kept_before(store: Engine, settled: Iterable[Incident], device_id: int | None = None) -> earlier.Kept:
    """Return what finding will change, for undoing it."""
    listed = tuple(settled)
    return earlier.keep(
        store,
        incidents=[each.id for each in listed],
        charges=[charge.id for each in listed for charge in each.charges],
        parts=[each.part_id for each in listed],
        devices=[device_id],
    )


def settle_by_finding(store: Engine, settled: Iterable[Incident], by: By) -> int:
    """Settle incidents inside somebody else's transaction; open charges are waived. Return what was paid, in cents."""
    paid = 0
    for each in settled:
        incidents.change(store, each.id, decision=Decision.FOUND, state=IncidentState.CLOSED, closed_at=by.now)
        if each.part_id is not None:
            devices.set_part(store, each.part_id, PartState.PRESENT)
        for charge in each.open_charges:
            incidents.settle_charge(store, charge.id, ChargeState.WAIVED, charge.note, by.now, by.staff_id)
        paid += sum(charge.amount for charge in each.charges if charge.state is ChargeState.PAID)
    return paid
