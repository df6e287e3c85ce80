"""Who pays for an incident: a charge, a waiver with its reason, and what becomes of a charge (product 4.8)."""

from dataclasses import dataclass

from loanmanager.domain import incidents as rules
from loanmanager.domain import refusals as why
from loanmanager.domain.history import Subject
from loanmanager.domain.incidents import Charge, ChargeState, Decision, Incident, IncidentState
from loanmanager.operations import done, forms
from loanmanager.operations.done import By, Done, Record
from loanmanager.operations.incidents import INCIDENTS, known, subjects_of
from loanmanager.storage import before as earlier
from loanmanager.storage import incidents, loans, office
from loanmanager.storage.engine import Engine


@dataclass(frozen=True, slots=True)
class Decide:
    """The form of a decision: charge an amount (cents), or waive with a reason. A waiver closes the incident.

    A charge leaves it open until it is paid or waived, unless `closes`.
    """

    incident_id: int
    decision: Decision
    amount: int | None = None
    reason: str = ""
    closes: bool = False
    idem: str | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision; `charge_id` is 0 where nothing is charged."""

    incident_id: int
    number: str
    decision: str
    amount: int
    charge_id: int = 0


def decide(store: Engine, request: Decide, by: By) -> Done[Decided]:
    """Decide who pays for an incident.

    Raises:
        Refused: it is closed or charged already, there is nobody to charge, or the amount or the reason is missing.
    """
    with store.write():
        repeated = done.already_done(store, request.idem, Decided)
        if repeated:
            return repeated
        incident = _asked(store, request)
        kept = earlier.keep(store, incidents=[incident.id])
        charges = request.decision is Decision.CHARGE
        charge_id = add_charge(store, incident, request.amount or 0, by) if charges else 0
        closes = request.closes or not charges
        moved = {"state": IncidentState.CLOSED, "closed_at": by.now} if closes else {}
        reason = request.reason.strip()
        incidents.change(store, incident.id, decision=request.decision, decision_reason=reason, **moved)
        facts = {"reason": reason, "kept": kept, "made": {"charges": [charge_id] if charge_id else []}}
        facts["currency"] = office.office(store).currency
        amount = request.amount or 0 if charges else 0
        result = Decided(incident.id, incident.number, request.decision.value, amount, charge_id)
        return done.record(store, by, Record("decide", result, INCIDENTS, subjects_of(incident), facts, request.idem))


def _asked(store: Engine, request: Decide) -> Incident:
    forms.sound_text(reason=request.reason)
    if request.decision not in {Decision.CHARGE, Decision.WAIVE}:
        raise why.Refused(why.Malformed("decision", request.decision))
    incident = known(store, request.incident_id)
    reasons = list(rules.against_deciding(incident, request.decision, request.reason))
    if request.decision is Decision.CHARGE and not request.amount:
        reasons.append(why.Missing("amount"))
    elif request.amount is not None and not 0 <= request.amount <= forms.MOST:
        reasons.append(why.Malformed("amount", str(request.amount)))
    if reasons:
        raise why.Refused(*reasons)
    return incident


def add_charge(store: Engine, incident: Incident, amount: int, by: By) -> int:
    """Keep a charge for an incident, inside somebody else's transaction, and return its id."""
    assert incident.client_id is not None
    loan_id = loans.of_item(store, incident.item_id) if incident.item_id else None
    new = Charge(0, incident.client_id, amount, incident.what, incident_id=incident.id, loan_id=loan_id)
    return incidents.add_charge(store, new, by.now, by.staff_id)


@dataclass(frozen=True, slots=True)
class Settle:
    """What became of a charge: paid or waived, with a note. A waiver says why."""

    charge_id: int
    state: ChargeState
    note: str = ""
    idem: str | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """A charge that was settled; the number is its incident's, empty where it has none. `amount` is in cents."""

    charge_id: int
    number: str
    state: str
    amount: int
    what: str = ""


def settle(store: Engine, request: Settle, by: By) -> Done[Settled]:
    """Mark a charge paid or waived; the incident it belongs to is closed with it.

    Raises:
        Refused: the charge is not open, or a waiver gives no reason.
    """
    with store.write():
        repeated = done.already_done(store, request.idem, Settled)
        if repeated:
            return repeated
        charge = _open_charge(store, request)
        incident = incidents.with_id(store, charge.incident_id) if charge.incident_id else None
        kept = earlier.keep(store, charges=[charge.id], incidents=[charge.incident_id])
        incidents.settle_charge(store, charge.id, request.state, request.note.strip(), by.now, by.staff_id)
        if incident and incident.is_open and len(incident.open_charges) == 1:
            incidents.change(store, incident.id, state=IncidentState.CLOSED, closed_at=by.now)
        subjects = [*([Subject("incident", incident.id)] if incident else []), done.client(charge.client_id)]
        facts = {"note": request.note.strip(), "kept": kept, "currency": office.office(store).currency}
        number = incident.number if incident else ""
        result = Settled(charge.id, number, request.state.value, charge.amount, charge.what)
        return done.record(store, by, Record("settle", result, INCIDENTS, subjects, facts, request.idem))


def _open_charge(store: Engine, request: Settle) -> Charge:
    forms.sound_text(note=request.note)
    if request.state not in {ChargeState.PAID, ChargeState.WAIVED}:
        raise why.Refused(why.Malformed("state", request.state))
    charge = incidents.charge(store, request.charge_id)
    if charge is None:
        raise why.Refused(why.NoSuch("charge", str(request.charge_id)))
    if charge.state is not ChargeState.OPEN:
        raise why.Refused(rules.ChargeNotOpen())
    if request.state is ChargeState.WAIVED and not request.note.strip():
        raise why.Refused(why.ReasonMissing())
    return charge
