"""Papers made on demand: a reset record, an incident report, a clearance letter; their facts are frozen then (product 5.1)."""

from dataclasses import dataclass
from typing import Any

from loanmanager.domain import refusals as why
from loanmanager.domain.care_papers import ClearanceFacts, IncidentFacts, PaperCharge, ResetRecordFacts
from loanmanager.domain.devices import Device
from loanmanager.domain.history import Subject
from loanmanager.domain.incidents import ChargeState, Incident, against_clearance
from loanmanager.domain.papers import Borrower, PaperItem, PaperKind
from loanmanager.operations import done, wordings
from loanmanager.operations.done import By, Changes, Done, Kind, Record
from loanmanager.operations.incidents import known, subjects_of
from loanmanager.operations.paperwork import borrower_of, lender_of
from loanmanager.storage import clients, devices, incidents, loans, office, papers, repairs
from loanmanager.storage.engine import Engine

_PAPERS: Changes = frozenset({Kind.PAPERS})


@dataclass(frozen=True, slots=True)
class Made:
    """A paper that was made: what it is, and the tag, number or file number that it bears."""

    paper_id: int
    kind: str
    number: str


def make_reset_record(store: Engine, reset_id: int, by: By, *, idem: str | None = None) -> Done[Made]:
    """Make the record of a reset as a paper, in the office's language.

    Raises:
        Refused: there is no such reset, or it was undone.
    """
    with store.write():
        repeated = done.already_done(store, idem, Made)
        if repeated:
            return repeated
        reset = repairs.reset(store, reset_id)
        device = devices.with_id(store, reset.device_id) if reset and not reset.undone else None
        if reset is None or device is None:
            raise why.Refused(why.NoSuch("reset", str(reset_id)))
        agency = office.office(store)
        facts = ResetRecordFacts(
            language=agency.language,
            number=device.tag,
            made_on=by.today,
            lender=lender_of(store, device.site_id or by.site_id, by.staff_id, agency.language),
            item=_item(device, agency.language),
            done_at=reset.at.astimezone().replace(tzinfo=None),
            done_by=reset.staff,
            method=reset.method,
            tool=reset.tool,
            verified=reset.verified,
            note=reset.note,
        )
        about = [done.device(device.id)]
        return _kept(store, by, PaperKind.RESET_RECORD, facts, about, idem, device_id=device.id)


def make_incident_report(store: Engine, incident_id: int, by: By, *, idem: str | None = None) -> Done[Made]:
    """Make the report of an incident as it stands, in the client's language, or in the office's where there is no client.

    Raises:
        Refused: there is no such incident.
    """
    with store.write():
        repeated = done.already_done(store, idem, Made)
        if repeated:
            return repeated
        incident = known(store, incident_id)
        facts = _incident_facts(store, incident, by)
        about = {"incident_id": incident.id, "client_id": incident.client_id, "device_id": incident.device_id}
        return _kept(store, by, PaperKind.INCIDENT, facts, subjects_of(incident), idem, **about)


def _incident_facts(store: Engine, incident: Incident, by: By) -> IncidentFacts:
    agency, device = office.office(store), devices.with_id(store, incident.device_id)
    client = clients.with_id(store, incident.client_id) if incident.client_id else None
    loan = loans.with_id(store, loans.of_item(store, incident.item_id)) if incident.item_id else None
    language = loan.language if loan else client.language if client else agency.language
    site_id = (loan.site_id if loan else None) or by.site_id
    assert device is not None
    return IncidentFacts(
        language=language,
        number=incident.number,
        made_on=by.today,
        lender=lender_of(store, site_id, by.staff_id, language),
        item=_item(device, language),
        kind=incident.kind,
        what=incident.what if incident.part_id is not None else "",
        opened_on=incident.opened_at.astimezone().date(),
        borrower=borrower_of(client, office.rules(store, site_id), by.today) if client else None,
        loan=loan.number if loan else "",
        opened_by=next((each.name for each in office.staff(store) if each.id == incident.opened_by), ""),
        happened_on=incident.happened_on,
        place=incident.place,
        police_number=incident.police_number,
        note=incident.note,
        follow_up=incident.follow_up,
        cost=incident.cost,
        currency=agency.currency,
        decision=incident.decision,
        decision_reason=incident.decision_reason,
        charges=tuple(
            PaperCharge(
                each.amount, each.state, each.settled_at.astimezone().date() if each.settled_at else None, each.note
            )
            for each in incident.charges
            if each.state is not ChargeState.UNDONE
        ),
        photos=incidents.photo_count(store, incident.id),
        closed_on=incident.closed_at.astimezone().date() if incident.closed_at else None,
        large=bool(client and client.large_print),
        words=wordings.fixed(store, language, PaperKind.INCIDENT),
    )


def make_clearance(store: Engine, client_id: int, by: By, *, idem: str | None = None) -> Done[Made]:
    """Make the letter that says that a client has returned everything, in the client's language (product 4.10).

    Raises:
        Refused: the client has a device, an incident is open, or something lost was neither found nor paid for.
    """
    with store.write():
        repeated = done.already_done(store, idem, Made)
        if repeated:
            return repeated
        client = clients.with_id(store, client_id)
        if client is None:
            raise why.Refused(why.NoSuch("client", str(client_id)))
        reasons = tuple(against_clearance(loans.tags_out(store, client.id), incidents.of_client(store, client.id)))
        if reasons:
            raise why.Refused(*reasons)
        count, last = loans.given_back(store, client.id)
        facts = ClearanceFacts(
            language=client.language,
            number=client.file_number,
            made_on=by.today,
            lender=lender_of(store, by.site_id, by.staff_id, client.language),
            borrower=_named(borrower_of(client, office.rules(store, by.site_id), by.today)),
            loans=count,
            last_back=last.astimezone().date() if last else None,
            large=client.large_print,
            words=wordings.fixed(store, client.language, PaperKind.CLEARANCE),
        )
        return _kept(store, by, PaperKind.CLEARANCE, facts, [done.client(client.id)], idem, client_id=client.id)


def _named(borrower: Borrower) -> Borrower:
    """Return who and where, without what a letter that is shown to others need not say."""
    return Borrower(borrower.name, borrower.file_number, borrower.address)


def _item(device: Device, language: str) -> PaperItem:
    return PaperItem(
        tag=device.tag,
        type=device.type.name.in_(language),
        name=device.make_model,
        serial=device.serial,
        imei=device.imei,
        condition=device.condition,
        cost=device.cost,
    )


def _kept(
    store: Engine, by: By, kind: PaperKind, facts: Any, subjects: list[Subject], idem: str | None, **about: int | None
) -> Done[Made]:
    paper_id = papers.add(store, kind, facts, at=by.now, staff_id=by.staff_id, **about)
    result = Made(paper_id, kind.value, facts.number)
    noted = {"kept": {}, "made": {"papers": [paper_id]}}
    return done.record(store, by, Record("make_paper", result, _PAPERS, subjects, noted, idem))
