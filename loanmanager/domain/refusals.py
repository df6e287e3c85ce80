"""Why the desk cannot do something: typed, with fields and no prose. Sentences are made where people read them.

The list follows product 4.2 to 4.4 and 10. `overridable` refusals may be overruled by a coordinator with a reason,
unless the policy says otherwise.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from loanmanager.domain.clients import InternetUse
from loanmanager.domain.devices import DeviceStatus, LineState
from loanmanager.domain.refusal import Refusal, Refused

__all__ = ["Refusal", "Refused"]


@dataclass(frozen=True, slots=True)
class NothingToLend(Refusal):
    """The basket is empty."""


@dataclass(frozen=True, slots=True)
class NoSuch(Refusal):
    """Nothing bears this tag, number or name. `kind` is device, client, loan, item, line or site."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class NotOne(Refusal):
    """More than one record answers to this text. `kind` as in NoSuch."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class DeviceNotAvailable(Refusal):
    """The device is on loan, away for repair, lost or retired. Who has it is not said (product 4.2)."""

    tag: str
    status: DeviceStatus


@dataclass(frozen=True, slots=True)
class DeviceNotReset(Refusal):
    """The device has to be reset before it is lent again."""

    tag: str


@dataclass(frozen=True, slots=True)
class DeviceNotChecked(Refusal):
    """The device came back with something wrong and nobody has looked at it yet."""

    tag: str
    overridable: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class DeviceReserved(Refusal):
    """The device is put aside for somebody else."""

    tag: str
    overridable: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class DeviceTwice(Refusal):
    """The same device is in the basket twice."""

    tag: str


@dataclass(frozen=True, slots=True)
class LineNotActive(Refusal):
    """The hotspot's line is suspended, pending or cancelled."""

    tag: str
    state: LineState
    overridable: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class PlanEndsEarly(Refusal):
    """The hotspot's data plan ends before the due date."""

    tag: str
    plan_end: date
    overridable: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class ClientIsBlocked(Refusal):
    """Nothing may be lent to this client for now. The reason stays on the client's page."""

    until: date | None
    overridable: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class LimitReached(Refusal):
    """The client would have more devices out than the policy allows."""

    limit: int
    out: int
    overridable: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class InternetNotPermitted(Refusal):
    """A device that gives internet access is never lent to this client (product 3.5)."""

    tag: str
    use: InternetUse


@dataclass(frozen=True, slots=True)
class GuardianMissing(Refusal):
    """The client is under the policy's age and no guardian is recorded."""

    age: int


@dataclass(frozen=True, slots=True)
class OrientationMissing(Refusal):
    """The policy asks for an orientation before the first loan."""

    overridable: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class DueInPast(Refusal):
    """The due date is before today."""

    due: date


@dataclass(frozen=True, slots=True)
class SiteClosed(Refusal):
    """The site is closed on the due date; `next_open` is the first day on which it is not."""

    due: date
    next_open: date
    overridable: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class NothingToReturn(Refusal):
    """No device was named."""


@dataclass(frozen=True, slots=True)
class OnAnotherLoan(Refusal):
    """The device is out on another loan than the first one named; each loan has its own receipt."""

    tag: str
    number: str


@dataclass(frozen=True, slots=True)
class DeviceNotOut(Refusal):
    """The device is not on loan, so it cannot come back."""

    tag: str
    status: DeviceStatus


@dataclass(frozen=True, slots=True)
class WrongSim(Refusal):
    """The last four digits of the SIM differ from those that went out."""

    tag: str
    expected: str
    overridable: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class LoanClosed(Refusal):
    """Everything on the loan has come back."""

    number: str


@dataclass(frozen=True, slots=True)
class NoRenewalLeft(Refusal):
    """The loan was renewed as often as the policy allows."""

    number: str
    renewals: int
    overridable: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class TooLateToRenew(Refusal):
    """The loan is overdue by more days than the policy lets renew."""

    number: str
    days: int
    overridable: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class NotLater(Refusal):
    """A renewal would not move the due date forward."""

    number: str
    due: date


@dataclass(frozen=True, slots=True)
class WrongStatus(Refusal):
    """The device is not in the state that this asks for: a reset of what needs none, a check of what is out."""

    tag: str
    status: DeviceStatus


@dataclass(frozen=True, slots=True)
class Taken(Refusal):
    """Another record already bears this. `field` is tag, file_number, card, serial, key or prefix."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Missing(Refusal):
    """A field that is needed is empty."""

    field: str


@dataclass(frozen=True, slots=True)
class Malformed(Refusal):
    """A field holds what it cannot hold: a number, date or choice that is none, or too long a text."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class ReasonMissing(Refusal):
    """An override or an undo needs a reason, which is kept."""


@dataclass(frozen=True, slots=True)
class NotUndoable(Refusal):
    """What was done cannot be undone any more: `because` is later_changes, already_undone, edited, added, known or kind."""

    because: str


@dataclass(frozen=True, slots=True)
class ChangedMeanwhile(Refusal):
    """Somebody else changed the record since it was opened; nothing was saved."""

    field: str


@dataclass(frozen=True, slots=True)
class NotEmpty(Refusal):
    """The demo office needs a folder of its own; this one already has devices or clients."""

    devices: int
    clients: int
