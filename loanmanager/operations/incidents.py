"""Incidents: reporting what happened to a device or a part, following it up, closing it, opening it again (product 4.8)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from loanmanager.domain import incidents as rules
from loanmanager.domain import refusals as why
from loanmanager.domain.devices import Condition, Device, Part, PartState
from loanmanager.domain.history import Entry, Subject
from loanmanager.domain.incidents import GONE, Incident, IncidentKind, IncidentState
from loanmanager.domain.lending import make_incident_number
from loanmanager.domain.loans import Item, ItemEnd, Loan
from loanmanager.operations import done, forms
from loanmanager.operations.done import LENDING, By, Changes, Done, Kind, Record
from loanmanager.operations.inventory import Edit, Saved, only, unchanged_since
from loanmanager.storage import before as earlier
from loanmanager.storage import devices, incidents, loans, office
from loanmanager.storage.engine import Engine

INCIDENTS: Changes = frozenset({Kind.INCIDENTS, Kind.CLIENTS})
HAPPENED: Changes = LENDING | INCIDENTS

EDITABLE = frozenset({"happened_on", "place", "police_number", "note", "cost", "follow_up", "follow_up_on"})
"""What a person may change in an incident; the rest, operations change."""


@dataclass(frozen=True, slots=True)
class Report:
    """The form of an incident. A part is named for what is missing, and may be for what is damaged.

    Without a cost, what replacing it costs is taken from the device (cents); `happened_on` is not after today.
    """

    device_id: int
    kind: IncidentKind
    part_id: int | None = None
    happened_on: date | None = None
    place: str = ""
    police_number: str = ""
    note: str = ""
    cost: int | None = None
    idem: str | None = None


@dataclass(frozen=True, slots=True)
class Reported:
    """An incident and how it stands; `status` is the device's."""

    incident_id: int
    number: str
    device_id: int
    tag: str
    status: str


def report(store: Engine, request: Report, by: By) -> Done[Reported]:
    """Open an incident by hand: for a device that is out, or one that is here. What is lost or stolen ends its loan.

    Raises:
        Refused: the device or part is not there, is gone or retired already, has such an incident, or is put aside.
    """
    with store.write():
        repeated = done.already_done(store, request.idem, Reported)
        if repeated:
            return repeated
        device, part = _asked(store, request, by)
        loan = loans.open_for_device(store, device.id)
        item = next((each for each in loan.open_items if each.device.id == device.id), None) if loan else None
        kept = earlier.keep(store, devices=[device.id], parts=[request.part_id], items=[item.id if item else None])
        number, incident_id = _open(store, request, (device, part), (loan, item), by)
        status = _happened(store, request, device, item, by)
        subjects = [Subject("incident", incident_id), done.device(device.id)]
        subjects += [done.loan(loan.id), done.client(loan.client_id)] if loan else []
        facts = {"kind": request.kind, "kept": kept, "made": {"incidents": [incident_id]}, "note": request.note.strip()}
        result = Reported(incident_id, number, device.id, device.tag, status)
        return done.record(store, by, Record("open_incident", result, HAPPENED, subjects, facts, request.idem))


def _asked(store: Engine, request: Report, by: By) -> tuple[Device, Part | None]:
    forms.sound_text(place=request.place, police_number=request.police_number, note=request.note)
    forms.dated(request.happened_on, "happened_on", latest=by.today)
    if request.cost is not None and not 0 <= request.cost <= forms.MOST:
        raise why.Refused(why.Malformed("cost", str(request.cost)))
    device = devices.with_id(store, request.device_id)
    if device is None:
        raise why.Refused(why.NoSuch("device", str(request.device_id)))
    part = next((each for each in device.parts if each.id == request.part_id), None)
    if part is None and request.part_id is not None:
        raise why.Refused(why.NoSuch("part", str(request.part_id)))
    if part is None and request.kind is IncidentKind.MISSING:
        raise why.Refused(why.Missing("part"))
    if part is not None and request.kind in GONE:
        raise why.Refused(why.Malformed("part", part.name.en))
    already = open_about(incidents.open_of_device(store, device.id), request.kind, request.part_id)
    reasons = tuple(rules.against_opening(device.tag, device.status, request.kind, already))
    if reasons:
        raise why.Refused(*reasons)
    return device, part


def open_about(known: tuple[Incident, ...], kind: str, part_id: int | None) -> str:
    """Return the number of the incident that says the same of the same thing, nothing where there is none."""
    return next((each.number for each in known if each.kind == kind and each.part_id == part_id), "")


def _open(
    store: Engine,
    request: Report,
    what: tuple[Device, Part | None],
    lent: tuple[Loan | None, Item | None],
    by: By,
) -> tuple[str, int]:
    (device, part), (loan, item) = what, lent
    language = loan.language if loan else office.office(store).language
    number = next_number(store, by.today)
    new = incidents.NewIncident(
        number=number,
        kind=request.kind,
        device_id=device.id,
        item_id=item.id if item else None,
        client_id=loan.client_id if loan else None,
        what=part.name.in_(language) if part else device.make_model or device.type.name.in_(language),
        part_id=part.id if part else None,
        cost=_cost(device, part, item, request) if request.cost is None else request.cost,
        note=request.note.strip(),
        happened_on=request.happened_on,
        place=request.place.strip(),
        police_number=request.police_number.strip(),
    )
    return number, incidents.add(store, new, by.now, by.staff_id)


def next_number(store: Engine, today: date) -> str:
    """Return the number of the next incident."""
    return make_incident_number(today.year, office.next_number(store, f"incident-{today.year}"))


def _cost(device: Device, part: Part | None, item: Item | None, request: Report) -> int | None:
    """Return what replacing costs: the part, the device, or with a device that is gone the parts that went with it."""
    if part:
        return part.cost
    if request.kind not in GONE or item is None:
        return device.cost
    costs = [device.cost, *(each.cost for each in item.parts)]
    known = [each for each in costs if each is not None]
    return sum(known) if known else None


def _happened(store: Engine, request: Report, device: Device, item: Item | None, by: By) -> str:
    """Bring device, part and item into the state that they are in now, and return the device's."""
    if request.part_id is not None:
        gone = request.kind is IncidentKind.MISSING
        devices.set_part(store, request.part_id, PartState.MISSING if gone else PartState.DAMAGED)
    elif request.kind is IncidentKind.DAMAGED and item is None:  # what is out is looked at when it comes back
        devices.set_condition(store, device.id, Condition.DAMAGED)
    status = rules.status_after(request.kind, device.status)
    if status is not device.status:
        devices.set_status(store, device.id, status, by.now, by.staff_id)
    if item and request.kind in GONE:
        loans.end_item(store, item.id, loans.Ending(ItemEnd.LOST, by.now, by.staff_id, note=request.note.strip()))
    return status


# Following up


def edit(store: Engine, request: Edit, by: By) -> Done[Saved]:
    """Change what an incident says: when, where, police number, cost, what is to be done and when to look again.

    Raises:
        Refused: somebody else changed a field meanwhile, or a field does not fit.
    """
    with store.write():
        repeated = done.already_done(store, request.idem, Saved)
        if repeated:
            return repeated
        incident = known(store, request.id)
        only(EDITABLE, request.was, request.now)
        unchanged_since(incident, request)
        new = forms.changed(incident, request.now)
        forms.dated(new.happened_on, "happened_on", latest=by.today)
        kept = earlier.keep(store, incidents=[incident.id])
        incidents.change(store, incident.id, **{name: getattr(new, name) for name in request.now})
        facts = {"was": forms.plain(dict(request.was)), "now": forms.plain(dict(request.now)), "kept": kept}
        result = Saved(incident.id, incident.number)
        return _recorded(store, by, "edit_incident", incident, result, facts, request.idem)


def known(store: Engine, incident_id: int) -> Incident:
    """Return an incident.

    Raises:
        Refused: there is none.
    """
    incident = incidents.with_id(store, incident_id)
    if incident is None:
        raise why.Refused(why.NoSuch("incident", str(incident_id)))
    return incident


def _recorded(
    store: Engine, by: By, operation: str, incident: Incident, result: Any, facts: dict[str, Any], idem: str | None
) -> Done[Any]:
    return done.record(store, by, Record(operation, result, INCIDENTS, subjects_of(incident), facts, idem))


def subjects_of(incident: Incident) -> list[Subject]:
    """Return whom a step of an incident is about: the incident and its client; the device goes its own way."""
    return [Subject("incident", incident.id), *([done.client(incident.client_id)] if incident.client_id else [])]


def close(store: Engine, incident_id: int, by: By, *, note: str = "", idem: str | None = None) -> Done[Saved]:
    """Close an incident that is decided.

    Raises:
        Refused: it is closed already, or nothing is decided.
    """
    return _move(store, incident_id, IncidentState.CLOSED, by, note, idem)


def reopen(store: Engine, incident_id: int, by: By, *, note: str = "", idem: str | None = None) -> Done[Saved]:
    """Open a closed incident again, with the reason; what was decided stands until it is decided anew.

    Raises:
        Refused: it is open, was settled by finding the thing, or the reason is missing.
    """
    return _move(store, incident_id, IncidentState.OPEN, by, note, idem)


def _move(store: Engine, incident_id: int, state: IncidentState, by: By, note: str, idem: str | None) -> Done[Saved]:
    with store.write():
        repeated = done.already_done(store, idem, Saved)
        if repeated:
            return repeated
        forms.sound_text(note=note)
        incident = known(store, incident_id)
        closes = state is IncidentState.CLOSED
        reasons = tuple(rules.against_closing(incident) if closes else rules.against_reopening(incident, note))
        if reasons:
            raise why.Refused(*reasons)
        kept = earlier.keep(store, incidents=[incident.id])
        incidents.change(store, incident.id, state=state, closed_at=by.now if closes else None)
        operation = "close_incident" if closes else "reopen_incident"
        facts = {"note": note.strip(), "kept": kept}
        return _recorded(store, by, operation, incident, Saved(incident.id, incident.number), facts, idem)


STEPS = frozenset(
    {"open_incident", "edit_incident", "decide", "settle", "close_incident", "reopen_incident", "find"}
    | {"add_photo", "remove_photo", "send_to_repair", "back_from_repair", "retire", "bring_back"}
    | {"make_paper", "reset_devices"}
)
"""The steps that keep what was before them and name what they made."""


def put_back(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (one signature for every inverse)
    """Undo a step that kept what was before it and named what it made: the one inverse of every such step."""
    earlier.put_back(store, entry.facts["kept"], entry.facts.get("made", {}))
