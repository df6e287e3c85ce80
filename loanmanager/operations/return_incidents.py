"""What a return means for incidents and charges: one opened for each thing, one settled for what turned up (product 4.3)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from loanmanager.domain.devices import Condition
from loanmanager.domain.incidents import GONE, Charge, Decision, Incident, IncidentKind
from loanmanager.domain.lending import days_late
from loanmanager.domain.loans import BackState, Item, ItemPart, Loan
from loanmanager.domain.office import Policy
from loanmanager.operations.deciding import add_charge
from loanmanager.operations.done import By
from loanmanager.operations.finding import kept_before, settle_by_finding
from loanmanager.operations.incidents import next_number, open_about
from loanmanager.storage import before as earlier
from loanmanager.storage import incidents
from loanmanager.storage.engine import Engine


@dataclass(frozen=True, slots=True)
class Came:
    """One item as it came back: its parts by the id that they have on the loan, its condition, the note."""

    item: Item
    parts: dict[int, BackState]
    condition: Condition | None
    note: str = ""

    def state(self, part: ItemPart) -> BackState:
        """Return what became of a part; those that nobody named are back."""
        return self.parts.get(part.id, BackState.BACK)


@dataclass(slots=True)
class Outcome:
    """What a return did: numbers of the incidents opened and of those that were open already, what turned up, charges."""

    opened: list[Incident] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    settled: tuple[Incident, ...] = ()
    kept: earlier.Kept = field(default_factory=dict)
    charges: list[int] = field(default_factory=list)
    charged: int = 0

    @property
    def numbers(self) -> list[str]:
        """Return the numbers of the incidents that the return opened."""
        return [each.number for each in self.opened]

    @property
    def ids(self) -> list[int]:
        """Return every incident that the return opened or settled."""
        return [each.id for each in (*self.opened, *self.settled)]


def look_before(store: Engine, came: Iterable[Came]) -> Outcome:
    """Settle what turned up with the return, before its parts are noted as back; remember how it stood."""
    listed = tuple(came)
    settled = tuple(each for one in listed for each in _turned_up(store, one))
    return Outcome(settled=settled, kept=kept_before(store, settled))


def _turned_up(store: Engine, came: Came) -> Iterator[Incident]:
    """Yield the open incidents of parts that were said to be missing and are back."""
    back = {part.part_id for part in came.item.parts if came.state(part) is BackState.BACK}
    for each in incidents.open_of_device(store, came.item.device.id):
        if each.kind is IncidentKind.MISSING and each.part_id is not None and each.part_id in back:
            yield each


def note(store: Engine, outcome: Outcome, loan: Loan, came: Iterable[Came], policy: Policy, by: By) -> None:
    """Open an incident for each part missing or damaged and each device damaged, and charge what the policy charges."""
    settle_by_finding(store, outcome.settled, by)
    for one in came:
        for kind, part in _bad(one):
            _open(store, outcome, loan, one, kind, part, by)
        _charge_lateness(store, outcome, loan, one.item, policy, by)
    if policy.charges.replacement:
        for each in outcome.opened:
            if each.cost:
                outcome.charges.append(add_charge(store, each, each.cost, by))
                outcome.charged += each.cost
                incidents.change(store, each.id, decision=Decision.CHARGE)


def _bad(came: Came) -> Iterator[tuple[IncidentKind, ItemPart | None]]:
    for part in came.item.parts:
        state = came.state(part)
        if state is not BackState.BACK:
            yield IncidentKind(state.value), part
    if came.condition is Condition.DAMAGED and came.item.out_condition is not Condition.DAMAGED:
        yield IncidentKind.DAMAGED, None


def _open(
    store: Engine, outcome: Outcome, loan: Loan, came: Came, kind: IncidentKind, part: ItemPart | None, by: By
) -> None:
    """Open one incident, unless the client had reported the same thing already."""
    device, part_id = came.item.device, part.part_id if part else None
    on_record = open_about(_of_item(store, came.item), kind, part_id) if part is None or part_id is not None else ""
    if on_record:
        outcome.known.append(on_record)
        return
    new = incidents.NewIncident(
        number=next_number(store, by.today),
        kind=kind.value,
        device_id=device.id,
        item_id=came.item.id,
        client_id=loan.client_id,
        what=part.name.in_(loan.language) if part else device.make_model or device.type.name.in_(loan.language),
        part_id=part_id,
        cost=part.cost if part else device.cost,
        note=came.note.strip(),
    )
    made = incidents.with_id(store, incidents.add(store, new, by.now, by.staff_id))
    assert made is not None
    outcome.opened.append(made)


def _of_item(store: Engine, item: Item) -> tuple[Incident, ...]:
    """Return what is open about an item; the damage of an earlier loan is not this client's."""
    found = incidents.open_of_device(store, item.device.id)
    return tuple(each for each in found if each.item_id == item.id and each.kind not in GONE)


def _charge_lateness(store: Engine, outcome: Outcome, loan: Loan, item: Item, policy: Policy, by: By) -> None:
    amount = policy.charges.for_days_late(days_late(item.due, by.today) - policy.grace_days)
    if amount:
        new = Charge(0, loan.client_id, amount, item.device.tag, loan_id=loan.id)  # no incident: it came back late
        outcome.charges.append(incidents.add_charge(store, new, by.now, by.staff_id))
        outcome.charged += amount
