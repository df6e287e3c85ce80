"""Lending: one client, one or more devices, their parts, one agreement; all of it or nothing (product 4.1)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from loanmanager.domain import lending
from loanmanager.domain import refusals as why
from loanmanager.domain.clients import Client
from loanmanager.domain.devices import Condition, Device, DeviceStatus, PartState
from loanmanager.domain.history import Subject
from loanmanager.domain.kits import NotInKit
from loanmanager.domain.loans import Item, ItemPart, Loan
from loanmanager.domain.office import Rules
from loanmanager.domain.papers import PaperKind
from loanmanager.operations import done, forms, paperwork, promising
from loanmanager.operations.done import LENDING, By, Done, Record
from loanmanager.storage import borrowing, clients, devices, kits, loans, office, reservations
from loanmanager.storage.engine import Engine


@dataclass(frozen=True, slots=True)
class Lent:
    """One device in the basket. `parts` are the ids of the parts that go along; None means all that are there.

    `kit_id` is the kit that it goes with, where the kit was scanned and not the device.
    """

    device_id: int
    parts: frozenset[int] | None = None
    condition: Condition | None = None
    note: str = ""
    kit_id: int | None = None


@dataclass(frozen=True, slots=True)
class CheckOut:
    """The form of the desk. No due date means the policy's; `override` is a coordinator's reason; `idem` its key."""

    client_id: int
    lent: tuple[Lent, ...]
    due: date | None = None
    purpose: str = ""
    programme: str = ""
    language: str | None = None
    override: str = ""
    idem: str | None = None


@dataclass(frozen=True, slots=True)
class CheckedOut:
    """A loan that was made."""

    loan_id: int
    number: str
    paper_id: int


def check_out(store: Engine, request: CheckOut, by: By) -> Done[CheckedOut]:
    """Lend devices to a client.

    Raises:
        Refused: with every reason against it; nothing was changed.
    """
    with store.write():
        before = done.already_done(store, request.idem, CheckedOut)
        if before:
            return before
        client, lent = _asked(store, request)
        rules = office.rules(store, by.site_id)
        due = request.due or lending.due_date([each.type for each in lent], rules, by.today)
        had = borrowing.of_client(store, client.id)
        found = reservations.promised(store, {each.type.id for each in lent}, client.id, by.today)
        out = clients.devices_out(store, client.id)
        proposal = lending.Proposal(client, lent, due, out, had, found, request.programme)
        overruled = _agree(lending.against(proposal, rules, by.today), request, rules)
        loan = _lend(store, request, proposal, rules, by)
        paper_id = paperwork.keep_agreement(store, loan, client, rules, by, kind=PaperKind.AGREEMENT)
        facts: dict[str, Any] = {
            "before": {str(each.id): [each.status, each.condition] for each in lent},
            "overruled": [each.code for each in overruled],
            "override": request.override,
            "warned": [each.code for each in lending.warnings(lent, due, rules.policy)],
            "tags": [each.tag for each in lent],
            "due": due.isoformat(),
            "fulfilled": promising.fulfil(store, proposal.wanted, found, loan.id, by),
        }
        subjects = [done.loan(loan.id), done.client(client.id), *(done.device(each.id) for each in lent)]
        subjects += [Subject("kit", each.kit_id) for each in request.lent if each.kit_id is not None]
        subjects += promising.touched(facts["fulfilled"])
        result = CheckedOut(loan.id, loan.number, paper_id)
        return done.record(store, by, Record("check_out", result, LENDING, subjects, facts, request.idem))


def _asked(store: Engine, request: CheckOut) -> tuple[Client, tuple[Device, ...]]:
    """Read client and devices again, inside the transaction."""
    forms.sound_text(purpose=request.purpose, programme=request.programme, override=request.override)
    for each in request.lent:
        forms.sound_text(note=each.note)
    client = clients.with_id(store, request.client_id)
    if client is None:
        raise why.Refused(why.NoSuch("client", str(request.client_id)))
    found = devices.with_ids(store, [each.device_id for each in request.lent])
    gone = [each.device_id for each in request.lent if each.device_id not in found]
    if gone:
        raise why.Refused(*(why.NoSuch("device", str(id_)) for id_ in gone))
    _in_their_kits(store, request.lent, found)
    return client, tuple(found[each.device_id] for each in request.lent)


def _in_their_kits(store: Engine, lent: tuple[Lent, ...], found: dict[int, Device]) -> None:
    """See that each device which goes with a kit is still in it."""
    with_kit = [each for each in lent if each.kit_id is not None]
    kept = kits.with_ids(store, {each.kit_id for each in with_kit if each.kit_id is not None}) if with_kit else {}
    for each in with_kit:
        kit = kept.get(each.kit_id or 0)
        if kit is None or all(unit.device_id != each.device_id for unit in kit.units):
            raise why.Refused(NotInKit(found[each.device_id].tag, kit.tag if kit else str(each.kit_id)))


def _agree(reasons: tuple[why.Refusal, ...], request: CheckOut, rules: Rules) -> tuple[why.Refusal, ...]:
    """Return the reasons that were overruled with a reason of one's own; refuse where that cannot be."""
    if reasons and not (request.override.strip() and lending.overrulable(reasons, rules.policy)):
        raise why.Refused(*reasons)
    return reasons


def _lend(store: Engine, request: CheckOut, proposal: lending.Proposal, rules: Rules, by: By) -> Loan:
    number = lending.make_loan_number(by.today.year, office.next_number(store, f"loan-{by.today.year}"))
    pairs = list(zip(request.lent, proposal.devices, strict=True))
    programme_id = office.programme_id(store, request.programme)
    new = Loan(
        id=0,
        number=number,
        client_id=proposal.client.id,
        out_at=by.now,
        out_on=by.today,
        language=request.language or proposal.client.language,
        site_id=by.site_id,
        staff_id=by.staff_id,
        purpose=request.purpose.strip(),
        programme=office.programme_name(store, programme_id),
        renewals=lending.renewals_allowed([each.type for each in proposal.devices], rules.policy),
        items=tuple(_item(lent, device, proposal.due) for lent, device in pairs),
    )
    id_ = loans.add(store, new, programme_id=programme_id, override=request.override.strip())
    for lent, device in pairs:
        devices.set_status(store, device.id, DeviceStatus.ON_LOAN, by.now, by.staff_id)
        if lent.condition and lent.condition is not device.condition:
            devices.set_condition(store, device.id, lent.condition)
    return replace(new, id=id_)


def _item(lent: Lent, device: Device, due: date) -> Item:
    present = [part for part in device.parts if part.state is not PartState.MISSING]
    going = [part for part in present if lent.parts is None or part.id in lent.parts]
    return Item(
        id=0,
        device=device,
        due=due,
        out_condition=lent.condition or device.condition,
        out_note=lent.note.strip(),
        parts=tuple(ItemPart(0, part.name, part.cost, part.id) for part in going),
        sim_last_four=device.line.last_four if device.line else "",
        kit_id=lent.kit_id,
    )
