"""Lines on their own: what their carrier is to be asked for, and what cannot be done with them (product 2.3, 4.7).

Nothing is stored as waiting. A task is the difference between what a line should be, given where its device is today, and
what it is; only what was done, or left on purpose, is a record.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from loanmanager.domain.devices import Device, DeviceStatus, LineState
from loanmanager.domain.office import Rules
from loanmanager.domain.refusal import Refusal


class LineTask(StrEnum):
    """What a carrier is asked for."""

    SUSPEND = "suspend"
    REACTIVATE = "reactivate"
    CANCEL = "cancel"


STATE_AFTER = {
    LineTask.SUSPEND: LineState.SUSPENDED,
    LineTask.REACTIVATE: LineState.ACTIVE,
    LineTask.CANCEL: LineState.CANCELLED,
}
"""What a line is once its carrier has done what was asked."""

_MAY_COME_FROM = {
    LineTask.SUSPEND: frozenset({LineState.ACTIVE}),
    LineTask.REACTIVATE: frozenset({LineState.PENDING, LineState.SUSPENDED}),
    LineTask.CANCEL: frozenset({LineState.ACTIVE, LineState.PENDING, LineState.SUSPENDED}),
}
_GONE = frozenset({DeviceStatus.LOST, DeviceStatus.STOLEN})
_NOT_NEEDED = frozenset({DeviceStatus.RETIRED, DeviceStatus.IN_REPAIR})


def suspend_on(due: date, rules: Rules) -> date:
    """Return the day on which the line of a device that is still out is to be suspended.

    That is the policy's number of days after the due date and its grace; a day on which the site is closed moves to the
    next open one, for nobody could have brought the device back meanwhile (product 4.7).
    """
    policy = rules.policy
    late = timedelta(days=policy.grace_days + policy.suspend_line_after)
    return rules.open_days.next_open(due + late if late <= date.max - due else date.max)


def task_of(state: LineState, status: DeviceStatus, due: date | None, rules: Rules, today: date) -> LineTask | None:
    """Return what the carrier is to be asked for, if anything. `due` is when the device is due, None while it is in.

    A line is to be suspended while its device is lost, stolen or out too long, and active while it is here or out in time.
    Between the two, late but not too long, it stays as it is: somebody may have had it suspended early. A device that
    is retired or in repair needs no line yet; a line that is pending or cancelled asks for nothing.
    """
    if status in _NOT_NEEDED:
        return None
    too_late = due is not None and today >= suspend_on(due, rules)
    if state is LineState.ACTIVE and (status in _GONE or too_late):
        return LineTask.SUSPEND
    in_time = not too_late and (due is None or due >= today)
    if state is LineState.SUSPENDED and status not in _GONE and in_time:
        return LineTask.REACTIVATE
    return None


def without_line(device: Device) -> bool:
    """Tell whether a device that is to give internet access holds no SIM."""
    return device.type.gives_internet and device.line is None


def task_allowed(task: LineTask, state: LineState) -> bool:
    """Tell whether a task means something for a line in this state."""
    return state in _MAY_COME_FROM[task]


@dataclass(frozen=True, slots=True)
class LineIsAlready(Refusal):
    """The line is in a state that this changes nothing of, or that nothing leads out of. `name` is its number."""

    name: str
    state: LineState


@dataclass(frozen=True, slots=True)
class DeviceHasLine(Refusal):
    """The device holds another line; one SIM fits."""

    tag: str
    name: str


@dataclass(frozen=True, slots=True)
class LineAway(Refusal):
    """The device is with a client, and so is its SIM: neither goes in or out meanwhile."""

    tag: str


@dataclass(frozen=True, slots=True)
class LineThere(Refusal):
    """The line is where it is to be moved to."""

    name: str


@dataclass(frozen=True, slots=True)
class NothingToAsk(Refusal):
    """No such task waits for the line, so there is none to leave aside."""

    name: str
