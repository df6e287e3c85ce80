"""Incidents: something lost, stolen, damaged or missing, what is decided about it, and what may follow (product 4.8)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from loanmanager.domain import refusals as why
from loanmanager.domain.devices import DeviceStatus
from loanmanager.domain.pictures import MILLIONS, is_too_large, size_of
from loanmanager.domain.refusal import Refusal


class IncidentKind(StrEnum):
    """What happened to a device, or to one part of it."""

    MISSING = "missing"
    DAMAGED = "damaged"
    LOST = "lost"
    STOLEN = "stolen"


GONE = frozenset({IncidentKind.LOST, IncidentKind.STOLEN})
"""The whole device is gone: its loan ends, and it may turn up again."""

FINDABLE = GONE | {IncidentKind.MISSING}


class IncidentState(StrEnum):
    """Whether an incident still asks for something; undone ones never happened."""

    OPEN = "open"
    CLOSED = "closed"
    UNDONE = "undone"


class Decision(StrEnum):
    """What is decided about an incident."""

    NONE = ""
    CHARGE = "charge"
    WAIVE = "waive"
    FOUND = "found"


class ChargeState(StrEnum):
    """How a charge stands."""

    OPEN = "open"
    PAID = "paid"
    WAIVED = "waived"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Charge:
    """What a client is asked to pay; the amount is in cents."""

    id: int
    client_id: int
    amount: int
    what: str = ""
    state: ChargeState = ChargeState.OPEN
    incident_id: int | None = None
    loan_id: int | None = None
    made_at: datetime | None = None
    settled_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident. `what` names the device or part, `cost` is what replacing it costs, in cents."""

    id: int
    number: str
    kind: IncidentKind
    device_id: int
    opened_at: datetime
    item_id: int | None = None
    client_id: int | None = None
    part_id: int | None = None
    what: str = ""
    opened_by: int | None = None
    cost: int | None = None
    note: str = ""
    state: IncidentState = IncidentState.OPEN
    closed_at: datetime | None = None
    happened_on: date | None = None
    place: str = ""
    police_number: str = ""
    follow_up: str = ""
    follow_up_on: date | None = None
    decision: Decision = Decision.NONE
    decision_reason: str = ""
    charges: tuple[Charge, ...] = field(default_factory=tuple)

    @property
    def is_open(self) -> bool:
        """Tell whether it still asks for something."""
        return self.state is IncidentState.OPEN

    @property
    def open_charges(self) -> tuple[Charge, ...]:
        """Return what is still to be paid for it."""
        return tuple(each for each in self.charges if each.state is ChargeState.OPEN)

    @property
    def findable(self) -> bool:
        """Tell whether what it is about may turn up: a damaged thing was never gone."""
        return self.kind in FINDABLE and self.state is not IncidentState.UNDONE and self.decision is not Decision.FOUND


# Refusals


@dataclass(frozen=True, slots=True)
class IncidentOpenAlready(Refusal):
    """The same thing has an open incident of the same kind: one thing, one incident."""

    tag: str
    number: str


@dataclass(frozen=True, slots=True)
class HeldForSomebody(Refusal):
    """The device is put aside for a reservation, which has to be let go first."""

    tag: str


@dataclass(frozen=True, slots=True)
class AwayForRepair(Refusal):
    """The device is at the repairer's; it has to be recorded as back first."""

    tag: str


@dataclass(frozen=True, slots=True)
class IncidentNotOpen(Refusal):
    """The incident is closed, so that nothing more is decided about it unless it is opened again."""

    number: str


@dataclass(frozen=True, slots=True)
class IncidentNotClosed(Refusal):
    """The incident is open already."""

    number: str


@dataclass(frozen=True, slots=True)
class SettledByFinding(Refusal):
    """What the incident was about turned up; if it happens again, that is another incident."""

    number: str


@dataclass(frozen=True, slots=True)
class Undecided(Refusal):
    """An incident is closed once it is decided who pays."""

    number: str


@dataclass(frozen=True, slots=True)
class ChargeStillOpen(Refusal):
    """The charge is decided already and not settled; settle it before deciding anew."""

    number: str


@dataclass(frozen=True, slots=True)
class NobodyToCharge(Refusal):
    """The incident belongs to no client."""

    number: str


@dataclass(frozen=True, slots=True)
class ChargeNotOpen(Refusal):
    """The charge was paid, waived or undone already."""


@dataclass(frozen=True, slots=True)
class NotFindable(Refusal):
    """What the incident is about was damaged, not gone, or was found already."""

    number: str


@dataclass(frozen=True, slots=True)
class NotAPhoto(Refusal):
    """The file is neither a PNG nor a JPEG picture."""

    name: str


@dataclass(frozen=True, slots=True)
class PhotoTooFine(Refusal):
    """The picture would be too large once it is unpacked; `most` is in millions of pixels."""

    name: str
    most: int


@dataclass(frozen=True, slots=True)
class PhotoTooLarge(Refusal):
    """The picture has more megabytes than are kept."""

    name: str
    most: int


@dataclass(frozen=True, slots=True)
class StillOut(Refusal):
    """The client has devices, so nobody can say that everything was returned."""

    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IncidentsStillOpen(Refusal):
    """An incident of the client is open, so nobody can say that everything was returned."""

    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NeverReturned(Refusal):
    """What the client lost was never returned or paid for, only written off."""

    numbers: tuple[str, ...]


# Rules

_NOT_HERE = frozenset({DeviceStatus.LOST, DeviceStatus.STOLEN, DeviceStatus.RETIRED})
_STAYS = frozenset({DeviceStatus.ON_LOAN, DeviceStatus.IN_REPAIR, DeviceStatus.RESERVED})


def against_opening(tag: str, status: DeviceStatus, kind: IncidentKind, already: str) -> Iterator[Refusal]:
    """Yield the reasons against an incident; `already` is the number of an open one about the same thing."""
    if already:
        yield IncidentOpenAlready(tag, already)
    elif status in _NOT_HERE:
        yield why.WrongStatus(tag, status)
    elif kind in GONE and status is DeviceStatus.RESERVED:
        yield HeldForSomebody(tag)
    elif kind in GONE and status is DeviceStatus.IN_REPAIR:
        yield AwayForRepair(tag)


def status_after(kind: IncidentKind, status: DeviceStatus) -> DeviceStatus:
    """Return the state of a device to which something happened: gone, else to be looked at unless it is elsewhere."""
    if kind in GONE:
        return DeviceStatus(kind.value)
    return status if status in _STAYS else DeviceStatus.TO_CHECK


def status_when_found(status: DeviceStatus) -> DeviceStatus:
    """Return the state of a device when it, or a part of it, turns up: to be looked at, unless it is elsewhere."""
    return status if status in _STAYS | {DeviceStatus.RETIRED} else DeviceStatus.TO_CHECK


def against_deciding(incident: Incident, decision: Decision, reason: str) -> Iterator[Refusal]:
    """Yield the reasons against a decision; waiving needs a reason, charging somebody to charge."""
    if not incident.is_open:
        yield IncidentNotOpen(incident.number)
    elif incident.open_charges:
        yield ChargeStillOpen(incident.number)
    if decision is Decision.CHARGE and incident.client_id is None:
        yield NobodyToCharge(incident.number)
    if decision is Decision.WAIVE and not reason.strip():
        yield why.ReasonMissing()


def against_closing(incident: Incident) -> Iterator[Refusal]:
    """Yield the reasons against closing an incident: it has to be decided; a charge may still be paid later."""
    if not incident.is_open:
        yield IncidentNotOpen(incident.number)
    elif incident.decision is Decision.NONE:
        yield Undecided(incident.number)


def against_reopening(incident: Incident, reason: str) -> Iterator[Refusal]:
    """Yield the reasons against opening an incident again; the reason is kept."""
    if incident.state is not IncidentState.CLOSED:
        yield IncidentNotClosed(incident.number)
    elif incident.decision is Decision.FOUND:
        yield SettledByFinding(incident.number)
    if not reason.strip():
        yield why.ReasonMissing()


def against_clearance(out: Iterable[str], incidents: Iterable[Incident]) -> Iterator[Refusal]:
    """Yield what speaks against "everything has been returned": devices out, open incidents, what never came back.

    What was lost stops counting once it was found or paid for.
    """
    tags, listed = tuple(out), [each for each in incidents if each.state is not IncidentState.UNDONE]
    if tags:
        yield StillOut(tags)
    still = tuple(each.number for each in listed if each.is_open)
    if still:
        yield IncidentsStillOpen(still)
    lost = tuple(each.number for each in listed if not each.is_open and _never_returned(each))
    if lost:
        yield NeverReturned(lost)


def _never_returned(incident: Incident) -> bool:
    if incident.kind not in FINDABLE or incident.decision is Decision.FOUND:
        return False
    return not any(each.state is ChargeState.PAID for each in incident.charges)


PHOTO_MOST = 12
"""Megabytes of one photo: what a telephone takes at its best; more is a film or a mistake."""

_STARTS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def media_of(name: str, content: bytes) -> str:
    """Return the media type of a photo, by what is in it and not by its name.

    Raises:
        Refused: it is neither PNG nor JPEG, or too large, or would be too large once unpacked.
    """
    if len(content) > PHOTO_MOST * 1_000_000:
        raise why.Refused(PhotoTooLarge(name[:80], PHOTO_MOST))
    found = next((media for start, media in _STARTS.items() if content.startswith(start)), "")
    if not found:
        raise why.Refused(NotAPhoto(name[:80]))
    size = size_of(content)
    if size and is_too_large(size):
        raise why.Refused(PhotoTooFine(name[:80], MILLIONS))
    return found
