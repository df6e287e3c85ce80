"""The form of a reservation: who, what, which days, and whether that may be."""

from dataclasses import dataclass
from datetime import date

from loanmanager.domain import lending, reservations
from loanmanager.domain import refusals as why
from loanmanager.domain.clients import InternetUse
from loanmanager.domain.devices import Device, DeviceStatus, DeviceType
from loanmanager.domain.reservations import Reservation
from loanmanager.operations import forms
from loanmanager.operations.done import By
from loanmanager.storage import clients, devices, office
from loanmanager.storage.engine import Engine

_GONE = frozenset({DeviceStatus.LOST, DeviceStatus.STOLEN, DeviceStatus.RETIRED})


@dataclass(frozen=True, slots=True)
class Reserve:
    """The form: for a client or a programme (by name), of a type or a device.

    No last day means the policy's length. `count` devices of a type make as many reservations. `override` is a
    coordinator's reason for a client who cannot borrow now.
    """

    first: date
    last: date | None = None
    client_id: int | None = None
    programme: str = ""
    type_id: int | None = None
    device_id: int | None = None
    priority: str = ""
    note: str = ""
    count: int = 1
    override: str = ""
    idem: str | None = None


def asked_for(store: Engine, request: Reserve, by: By) -> tuple[Reservation, Device | None, tuple[why.Refusal, ...]]:
    """Return the reservation that is asked for, the device it names, and what was overruled.

    Raises:
        Refused: with every reason against it.
    """
    forms.sound_text(
        priority=request.priority, note=request.note, programme=request.programme, override=request.override
    )
    rules = office.rules(store, by.site_id)
    device, kind = _wanted(store, request)
    last = request.last or lending.due_date([kind], rules, request.first)
    faults = [*reservations.against_dates(request.first, last, by.today)]
    if not 1 <= request.count <= (1 if device else reservations.MOST):
        faults.append(why.Malformed("count", str(request.count)))
    faults += _against_client(store, request, kind, by.today)
    if faults and not (request.override.strip() and lending.overrulable(faults, rules.policy)):
        raise why.Refused(*faults)
    priority = request.priority.strip()
    new = Reservation(
        id=0,
        number="",
        first=request.first,
        last=last,
        made_at=by.now,
        client_id=request.client_id,
        programme_id=office.programme_id(store, request.programme) if request.client_id is None else None,
        type_id=None if device else kind.id,
        device_id=device.id if device else None,
        site_id=by.site_id,
        staff_id=by.staff_id,
        priority=priority,
        rank=reservations.rank_of(priority),
        note=request.note.strip(),
    )
    return new, device, tuple(faults)


def _wanted(store: Engine, request: Reserve) -> tuple[Device | None, DeviceType]:
    """Return the device that is named, and its type or the type that is."""
    if (request.client_id is None) == (not request.programme.strip()):
        raise why.Refused(why.Missing("client"))
    if (request.type_id is None) == (request.device_id is None):
        raise why.Refused(why.Missing("type"))
    if request.device_id is not None:
        device = devices.with_id(store, request.device_id)
        if device is None:
            raise why.Refused(why.NoSuch("device", str(request.device_id)))
        if device.status in _GONE:
            raise why.Refused(why.DeviceNotAvailable(device.tag, device.status))
        return device, device.type
    kind = next((each for each in devices.types(store) if each.id == request.type_id), None)
    if kind is None:
        raise why.Refused(why.NoSuch("type", str(request.type_id)))
    return None, kind


def _against_client(store: Engine, request: Reserve, kind: DeviceType, today: date) -> list[why.Refusal]:
    if request.client_id is None:
        return []
    client = clients.with_id(store, request.client_id)
    if client is None:
        raise why.Refused(why.NoSuch("client", str(request.client_id)))
    found: list[why.Refusal] = [why.ClientIsBlocked(client.blocked_until)] if client.is_blocked(today) else []
    if kind.gives_internet and client.internet is not InternetUse.YES:
        found.append(why.InternetNotPermitted(kind.name.en, client.internet))
    return found
