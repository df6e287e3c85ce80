"""Devices, their types, parts and lines, and which state follows which."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from loanmanager.domain.names import Label


class DeviceStatus(StrEnum):
    """Where a device stands. Never typed in: operations change it (product 2.2)."""

    AVAILABLE = "available"
    RESERVED = "reserved"
    ON_LOAN = "on_loan"
    TO_CHECK = "to_check"
    TO_RESET = "to_reset"
    IN_REPAIR = "in_repair"
    LOST = "lost"
    STOLEN = "stolen"
    RETIRED = "retired"


class Condition(StrEnum):
    """How a device looks and works, noted when it leaves and when it comes back."""

    NEW = "new"
    GOOD = "good"
    WORN = "worn"
    DAMAGED = "damaged"


class LineState(StrEnum):
    """The state of a line at its carrier."""

    ACTIVE = "active"
    PENDING = "pending"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


class PartState(StrEnum):
    """Whether a part is with its device."""

    PRESENT = "present"
    MISSING = "missing"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class TypePart:
    """A standard part of a device type; the cost is in cents of the office's currency."""

    name: Label
    cost: int | None = None


@dataclass(frozen=True, slots=True)
class DeviceType:
    """A kind of device with its lending rules; None means the office's policy."""

    id: int
    key: str
    name: Label
    prefix: str
    icon: str = "box"
    loan_days: int | None = None
    renewals: int | None = None
    gap_days: int = 0
    needs_reset: bool = False
    needs_check: bool = False
    gives_internet: bool = False
    uses_internet: bool = False
    replacement_cost: int | None = None
    parts: tuple[TypePart, ...] = ()
    questions: tuple[Label, ...] = ()
    active: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """The SIM and data plan of a hotspot; PIN and PUK are kept apart and shown only on request."""

    id: int
    carrier: str = ""
    iccid: str = ""
    number: str = ""
    plan: str = ""
    data_cap_mb: int | None = None
    cycle_day: int | None = None
    monthly_cost: int | None = None
    plan_end: date | None = None
    state: LineState = LineState.ACTIVE

    @property
    def last_four(self) -> str:
        """Return the last four digits of the SIM, confirmed at each return."""
        return self.iccid[-4:]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of one device; the replacement cost is in cents."""

    id: int
    name: Label
    cost: int | None = None
    state: PartState = PartState.PRESENT


@dataclass(frozen=True, slots=True)
class Device:
    """One device that the agency lends. Money is in cents."""

    id: int
    tag: str
    type: DeviceType
    status: DeviceStatus = DeviceStatus.AVAILABLE
    condition: Condition = Condition.GOOD
    make: str = ""
    model: str = ""
    serial: str = ""
    imei: str = ""
    mac: str = ""
    system: str = ""
    site_id: int | None = None
    shelf: str = ""
    funding: str = ""
    bought_on: date | None = None
    price: int | None = None
    replacement_cost: int | None = None
    warranty_end: date | None = None
    notes: str = ""
    custom: dict[str, str] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    line: Line | None = None

    @property
    def make_model(self) -> str:
        """Return make and model as one name, the make said once."""
        if self.model.casefold().startswith(self.make.casefold()):
            return self.model
        return f"{self.make} {self.model}".strip()

    @property
    def cost(self) -> int | None:
        """Return what replacing the device costs: its own figure, else its type's."""
        return self.type.replacement_cost if self.replacement_cost is None else self.replacement_cost


def status_after_return(
    device_type: DeviceType, condition: Condition, *, complete: bool, answers_good: bool
) -> DeviceStatus:
    """Return the state of a device that has just come back.

    Something missing, damaged or answered "no" is looked at first; then the type's reset; else it is available
    (product 4.3).
    """
    if condition is Condition.DAMAGED or not complete or not answers_good or device_type.needs_check:
        return DeviceStatus.TO_CHECK
    return DeviceStatus.TO_RESET if device_type.needs_reset else DeviceStatus.AVAILABLE


def status_after_check(device_type: DeviceType) -> DeviceStatus:
    """Return the state of a device that was looked at and found good."""
    return DeviceStatus.TO_RESET if device_type.needs_reset else DeviceStatus.AVAILABLE


def make_tag(prefix: str, number: int) -> str:
    """Return a tag such as LT-0042."""
    return f"{prefix}-{number:04d}"


def tag_number(tag: str, prefix: str) -> int | None:
    """Return the number of a tag made by `make_tag`, or None for any other tag."""
    found = re.fullmatch(re.escape(prefix) + r"-(\d{1,9})", tag.strip(), re.IGNORECASE)
    return int(found[1]) if found else None
