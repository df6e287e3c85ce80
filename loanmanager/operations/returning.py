"""Taking back: each device by itself, its parts against what went out (product 4.3)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from loanmanager.domain import refusals as why
from loanmanager.domain.devices import Condition, DeviceStatus, PartState, status_after_return
from loanmanager.domain.history import Subject
from loanmanager.domain.loans import BackState, Item, ItemEnd, Loan
from loanmanager.operations import done, forms, paperwork, return_incidents
from loanmanager.operations.done import LENDING, By, Done, Kind, Record
from loanmanager.storage import devices, loans, office
from loanmanager.storage.engine import Engine

_PART_AFTER = {
    BackState.BACK: PartState.PRESENT,
    BackState.MISSING: PartState.MISSING,
    BackState.DAMAGED: PartState.DAMAGED,
}


@dataclass(frozen=True, slots=True)
class Returned:
    """One device that came back. Parts not named in `parts` (by the id they have on the loan) are back."""

    device_id: int
    parts: dict[int, BackState] = field(default_factory=dict)
    condition: Condition | None = None
    note: str = ""
    answers: tuple[tuple[str, bool], ...] = ()
    sim_last_four: str | None = None


@dataclass(frozen=True, slots=True)
class Return:
    """The form of a return: devices of one loan. `override` is the reason for taking back the wrong SIM."""

    returned: tuple[Returned, ...]
    override: str = ""
    idem: str | None = None


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A return that was made; `incidents` are the numbers of what was opened, `statuses` what each device now is."""

    loan_id: int
    number: str
    paper_id: int
    incidents: list[str]
    statuses: dict[str, str]


def take_back(store: Engine, request: Return, by: By) -> Done[TakenBack]:
    """Take devices of one loan back.

    Raises:
        Refused: a device is not out, is named twice, is on another loan, or bears the wrong SIM; nothing was changed.
    """
    with store.write():
        before = done.already_done(store, request.idem, TakenBack)
        if before:
            return before
        loan, pairs = _asked(store, request)
        came = [return_incidents.Came(item, back.parts, back.condition, back.note) for back, item in pairs]
        outcome = return_incidents.look_before(store, came)
        ended = [_end(store, item, back, by) for back, item in pairs]
        policy = office.rules(store, loan.site_id).policy
        return_incidents.note(store, outcome, loan, came, policy, by)
        shown = [*outcome.numbers, *outcome.known]
        ids = [item.id for _, item in pairs]
        paper_id = paperwork.keep_receipt(store, loan.id, ids, shown, by, charge=outcome.charged)
        statuses = {item.device.tag: str(status) for (_, item), status in zip(pairs, ended, strict=True)}
        facts = {
            "before": {str(item.device.id): _state(item) for _, item in pairs},
            "items": ids,
            "kept": outcome.kept,
            "made": {"charges": outcome.charges},
            "overruled": [reason.code for back, item in pairs for reason in _wrong_sim(back, item)],
            "override": request.override,
        }
        result = TakenBack(loan.id, loan.number, paper_id, outcome.numbers, statuses)
        subjects = [done.loan(loan.id), done.client(loan.client_id), *(done.device(i.device.id) for _, i in pairs)]
        subjects += [Subject("incident", id_) for id_ in outcome.ids]
        subjects += [Subject("kit", item.kit_id) for _, item in pairs if item.kit_id is not None]
        return done.record(
            store, by, Record("return", result, LENDING | {Kind.INCIDENTS}, subjects, facts, request.idem)
        )


def _state(item: Item) -> dict[str, object]:
    """Return what undoing the return puts back."""
    return {
        "condition": item.device.condition,
        "parts": {str(part.id): part.state for part in item.device.parts},
    }


def _asked(store: Engine, request: Return) -> tuple[Loan, list[tuple[Returned, Item]]]:
    """Find the loan that all the devices are on, and each device's item."""
    if not request.returned:
        raise why.Refused(why.NothingToReturn())
    forms.sound_text(override=request.override)
    for back in request.returned:
        forms.sound_text(note=back.note, **{f"answer {n}": text for n, (text, _) in enumerate(back.answers, 1)})
    found = [(back, *_open_item(store, back.device_id)) for back in request.returned]
    _each_once([item for _, _, item in found])
    for back, _, item in found:
        _known_parts(back, item)
    loan = found[0][1]
    others = [why.OnAnotherLoan(item.device.tag, other.number) for _, other, item in found if other.id != loan.id]
    sims = [reason for back, _, item in found for reason in _wrong_sim(back, item)]
    if others or (sims and not request.override.strip()):
        raise why.Refused(*others, *sims)
    return loan, [(back, item) for back, _, item in found]


def _each_once(items: list[Item]) -> None:
    """See that no device was scanned twice: it would end twice, and open its incidents twice."""
    ids = [item.id for item in items]
    twice = dict.fromkeys(item.device.tag for item in items if ids.count(item.id) > 1)
    if twice:
        raise why.Refused(*(why.DeviceTwice(tag) for tag in twice))


def _known_parts(back: Returned, item: Item) -> None:
    unknown = sorted(back.parts.keys() - {part.id for part in item.parts})
    if unknown:
        raise why.Refused(*(why.NoSuch("part", str(id_)) for id_ in unknown))


def _open_item(store: Engine, device_id: int) -> tuple[Loan, Item]:
    loan = loans.open_for_device(store, device_id)
    if loan is None:
        device = devices.with_id(store, device_id)
        raise why.Refused(
            why.DeviceNotOut(device.tag, device.status) if device else why.NoSuch("device", str(device_id))
        )
    return loan, next(item for item in loan.open_items if item.device.id == device_id)


def _wrong_sim(back: Returned, item: Item) -> Iterator[why.Refusal]:
    if back.sim_last_four is not None and item.sim_last_four and back.sim_last_four.strip() != item.sim_last_four:
        yield why.WrongSim(item.device.tag, item.sim_last_four)


def _end(store: Engine, item: Item, back: Returned, by: By) -> DeviceStatus:
    """End one item, note its parts and move its device to its next state, which is returned."""
    condition = back.condition or item.device.condition
    states = {part.id: back.parts.get(part.id, BackState.BACK) for part in item.parts}
    for part in item.parts:
        loans.set_part_back(store, part.id, states[part.id])
        if part.part_id is not None:
            devices.set_part(store, part.part_id, _PART_AFTER[states[part.id]])
    status = status_after_return(
        item.device.type,
        condition,
        complete=all(state is BackState.BACK for state in states.values()),
        answers_good=all(good for _, good in back.answers),
    )
    ending = loans.Ending(ItemEnd.RETURNED, by.now, by.staff_id, condition, back.note.strip(), back.answers)
    loans.end_item(store, item.id, ending)
    devices.set_status(store, item.device.id, status, by.now, by.staff_id)
    devices.set_condition(store, item.device.id, condition)
    return status
