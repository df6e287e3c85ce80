"""The office: the agency, its sites and open days, its staff and its lending policy."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from loanmanager.domain.notices import LADDER, NoticeRule

WEEK = frozenset(range(1, 8))  # ISO weekdays, Monday is 1
WORKING_DAYS = frozenset(range(1, 6))


class Role(StrEnum):
    """What a member of staff may do."""

    FRONT_DESK = "front_desk"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which a site is closed, the first and the last included; no site means every site.

    `holiday` is the region whose calendar the day comes from, empty for the agency's own closures; a holiday that was
    `lifted` is worked.
    """

    first: date
    last: date
    name: str = ""
    site_id: int | None = None
    name_fr: str = ""
    holiday: str = ""
    lifted: bool = False
    id: int = field(default=0, compare=False)

    def named(self, language: str) -> str:
        """Return its name in a language; the agency's own closures have one name."""
        return (self.name_fr if language == "fr" else "") or self.name


@dataclass(frozen=True, slots=True)
class OpenDays:
    """When devices can be brought back: weekdays (ISO, Monday is 1) less closures."""

    weekdays: frozenset[int] = WORKING_DAYS
    closures: tuple[Closure, ...] = ()

    def is_open(self, day: date) -> bool:
        """Tell whether the site is open on a day."""
        return day.isoweekday() in self.weekdays and not any(
            each.first <= day <= each.last and not each.lifted for each in self.closures
        )

    def next_open(self, day: date) -> date:
        """Return the day itself or the first open day after it; the day itself if no day in a year is open."""
        for later in range(min(366, (date.max - day).days + 1)):
            found = day + timedelta(days=later)
            if self.is_open(found):
                return found
        return day


@dataclass(frozen=True, slots=True)
class Site:
    """A place where the agency lends. `region` is an ISO 3166 code such as CA-QC, whose holidays it keeps; or none."""

    id: int
    name: str
    address: str = ""
    phone: str = ""
    hours: str = ""
    open_days: frozenset[int] = WORKING_DAYS
    active: bool = True
    region: str = ""


@dataclass(frozen=True, slots=True)
class Staff:
    """Someone who works at the agency, paid or volunteer."""

    id: int
    name: str
    role: Role = Role.ADMINISTRATOR
    language: str = "en"
    active: bool = True


@dataclass(frozen=True, slots=True)
class Office:
    """The agency itself. `currency` is an ISO 4217 code, `language` the default of papers."""

    name: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""
    language: str = "en"
    currency: str = "CAD"
    help_line: str = ""


@dataclass(frozen=True, slots=True)
class Charges:
    """What the agency asks its clients to pay; nothing unless it says so (product 4.8). Amounts are in cents.

    `late_fee` is for each device and day after the grace days, up to `late_fee_cap` (0: no cap) for each device.
    """

    late_fee: int = 0
    late_fee_cap: int = 0
    replacement: bool = False

    def __bool__(self) -> bool:
        """Tell whether anything is charged at all."""
        return bool(self.late_fee) or self.replacement

    def for_days_late(self, days: int) -> int:
        """Return what so many days late cost for one device, in cents."""
        fee = self.late_fee * max(0, days)
        return min(fee, self.late_fee_cap) if self.late_fee_cap else fee


@dataclass(frozen=True, slots=True)
class Policy:
    """The lending rules as data, preset "no-fee agency" (product 9.3). Days are calendar days; None means no limit.

    `type_limits` says how many devices of a type one client may have, by the type's key; `hold_days` are open days;
    `term_ends` (MM-DD) take the place of `loan_days` where a school lends by term; `warns_of_lines` lets a hotspot leave
    whose line is not active or whose plan ends early, and only says so.
    """

    loan_days: int = 30
    term_ends: tuple[str, ...] = ()
    renewals: int = 2
    limit: int | None = None
    type_limits: dict[str, int] = field(default_factory=dict)
    hold_days: int = 3
    guardian_age: int = 16
    orientation_required: bool = False
    warns_of_lines: bool = False
    late_renewal_days: int = 14
    grace_days: int = 0
    suspend_line_after: int = 14
    assumed_lost_after: int = 60
    notices: tuple[NoticeRule, ...] = LADDER
    charges: Charges = field(default_factory=Charges)
    not_overridable: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that decides a loan besides client and devices, read once inside the transaction."""

    policy: Policy = field(default_factory=Policy)
    open_days: OpenDays = field(default_factory=OpenDays)
