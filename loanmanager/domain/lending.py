"""What a loan may be: due dates, refusals at check-out, renewal, lateness. Pure functions of today."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from loanmanager.domain import refusals as why
from loanmanager.domain.clients import Client, InternetUse
from loanmanager.domain.devices import Device, DeviceStatus, DeviceType, LineState
from loanmanager.domain.names import name_key
from loanmanager.domain.office import Policy, Rules
from loanmanager.domain.policies import Borrowing, SomebodyWaits, against_types, end_of_loan
from loanmanager.domain.promises import NOTHING, Promises, Wanted, broken
from loanmanager.domain.reservations import Borrower


def renewals_allowed(types: Iterable[DeviceType], policy: Policy) -> int:
    """Return how often a loan of these types may be renewed: the strictest of them."""
    return min((policy.renewals if each.renewals is None else each.renewals for each in types), default=policy.renewals)


def renewals_in_all(types: Iterable[DeviceType], policy: Policy, promised: int | None) -> int:
    """Return how often a loan that is out may be renewed: as its own paper promised, or as the policy says now if more."""
    return max(renewals_allowed(types, policy), promised or 0)


def due_date(types: Iterable[DeviceType], rules: Rules, today: date) -> date:
    """Return the due date of a loan made today, moved to the next open day (product 4.1)."""
    return rules.open_days.next_open(end_of_loan(tuple(types), rules.policy, today))


def days_late(due: date, today: date) -> int:
    """Return how many days a device is overdue, 0 when it is not."""
    return max(0, (today - due).days)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A loan somebody wants to make: `out` counts the devices that the client has already, `had` tells them by type."""

    client: Client
    devices: tuple[Device, ...]
    due: date
    out: int = 0
    had: Borrowing = field(default_factory=Borrowing)
    promises: Promises = NOTHING
    programme: str = ""

    @property
    def wanted(self) -> Wanted:
        """Return what would leave, until when and for whom, as those who reserved see it."""
        speaking = self.promises.programmes | ({name_key(self.programme)} if self.programme.strip() else set())
        return Wanted(self.devices, self.due, Borrower(self.client.id, frozenset(speaking)))


def against(loan: Proposal, rules: Rules, today: date) -> tuple[why.Refusal, ...]:
    """Return every reason against a loan, none when it may be made (product 4.2)."""
    found = (
        *_against_client(loan, rules, today),
        *_against_due(loan, rules, today),
        *_against_devices(loan),
        *broken(loan.wanted, loan.promises, today),
    )
    return tuple(each for each in found if not only_warns(each, rules.policy))


def only_warns(reason: why.Refusal, policy: Policy) -> bool:
    """Tell whether the policy has the desk warned of this instead of refusing it (product 4.2)."""
    return policy.warns_of_lines and isinstance(reason, why.LineNotActive | why.PlanEndsEarly)


def warnings(devices: Iterable[Device], due: date, policy: Policy) -> tuple[why.Refusal, ...]:
    """Return what the desk is warned of where devices leave until a day."""
    found = (reason for device in devices for reason in against_device(device, None, due))
    return tuple(each for each in found if only_warns(each, policy))


def overrulable(reasons: Iterable[why.Refusal], policy: Policy) -> bool:
    """Tell whether a coordinator may overrule all of these."""
    return all(each.overridable and each.code not in policy.not_overridable for each in reasons)


def _against_client(loan: Proposal, rules: Rules, today: date) -> Iterator[why.Refusal]:
    client, policy = loan.client, rules.policy
    if client.is_blocked(today):
        yield why.ClientIsBlocked(client.blocked_until)
    age = client.age(today)
    if age is not None and age < policy.guardian_age and not client.guardian.name:
        yield why.GuardianMissing(age)
    if policy.orientation_required and client.orientation_on is None:
        yield why.OrientationMissing()
    if policy.limit is not None and loan.out + len(loan.devices) > policy.limit:
        yield why.LimitReached(policy.limit, loan.out)
    yield from against_types(tuple(each.type for each in loan.devices), loan.had, policy, today)


def _against_due(loan: Proposal, rules: Rules, today: date) -> Iterator[why.Refusal]:
    if loan.due < today:
        yield why.DueInPast(loan.due)
    elif not rules.open_days.is_open(loan.due):
        yield why.SiteClosed(loan.due, rules.open_days.next_open(loan.due))


def _against_devices(loan: Proposal) -> Iterator[why.Refusal]:
    if not loan.devices:
        yield why.NothingToLend()
    seen: set[int] = set()
    for device in loan.devices:
        if device.id in seen:
            yield why.DeviceTwice(device.tag)
        seen.add(device.id)
        mine = loan.promises.holds_for(device.id, loan.wanted.who)
        for reason in against_device(device, loan.client, loan.due):
            if not (mine and isinstance(reason, why.DeviceReserved)):
                yield reason


def against_device(device: Device, client: Client | None, due: date | None) -> Iterator[why.Refusal]:
    """Yield the reasons against lending one device; as much as is known of client and due date counts."""
    if device.status is DeviceStatus.TO_RESET:
        yield why.DeviceNotReset(device.tag)
    elif device.status is DeviceStatus.TO_CHECK:
        yield why.DeviceNotChecked(device.tag)
    elif device.status is DeviceStatus.RESERVED:
        yield why.DeviceReserved(device.tag)
    elif device.status is not DeviceStatus.AVAILABLE:
        yield why.DeviceNotAvailable(device.tag, device.status)
    if device.line and device.line.state is not LineState.ACTIVE:
        yield why.LineNotActive(device.tag, device.line.state)
    if device.line and device.line.plan_end and due and device.line.plan_end < due:
        yield why.PlanEndsEarly(device.tag, device.line.plan_end)
    if client and device.type.gives_internet and client.internet is not InternetUse.YES:
        yield why.InternetNotPermitted(device.tag, client.internet)


def warns_of_internet(device: Device, client: Client) -> bool:
    """Tell whether the desk should be warned: a laptop for somebody who may not use the internet outside."""
    return device.type.uses_internet and client.internet is not InternetUse.YES


@dataclass(frozen=True, slots=True)
class Renewal:
    """A renewal somebody wants: the loan as it stands and the due date that is asked for.

    `promised` is how often it may be renewed by its own paper, `awaited` the tags that somebody else waits for.
    """

    number: str
    due: date
    new_due: date
    renewed: int
    types: tuple[DeviceType, ...]
    promised: int | None = None
    awaited: tuple[str, ...] = ()


def against_renewal(asked: Renewal, rules: Rules, today: date) -> tuple[why.Refusal, ...]:
    """Return every reason against a renewal (product 4.4)."""
    found: list[why.Refusal] = []
    allowed = renewals_in_all(asked.types, rules.policy, asked.promised)
    late = days_late(asked.due, today)
    if asked.renewed >= allowed:
        found.append(why.NoRenewalLeft(asked.number, allowed))
    if late > rules.policy.late_renewal_days:
        found.append(why.TooLateToRenew(asked.number, late))
    if asked.awaited:
        found.append(SomebodyWaits(asked.awaited))
    if asked.new_due <= asked.due:
        found.append(why.NotLater(asked.number, asked.due))
    elif asked.new_due < today:
        found.append(why.DueInPast(asked.new_due))
    elif not rules.open_days.is_open(asked.new_due):
        found.append(why.SiteClosed(asked.new_due, rules.open_days.next_open(asked.new_due)))
    return tuple(found)


def renewed_due(types: Iterable[DeviceType], due: date, rules: Rules, today: date) -> date:
    """Return the date to which a renewal moves a loan: a whole length from today or from its due date, the later."""
    return rules.open_days.next_open(end_of_loan(tuple(types), rules.policy, max(today, due)))


def make_loan_number(year: int, number: int) -> str:
    """Return a loan number such as L-2026-0042."""
    return f"L-{year}-{number:04d}"


def make_incident_number(year: int, number: int) -> str:
    """Return an incident number such as I-2026-014."""
    return f"I-{year}-{number:03d}"
