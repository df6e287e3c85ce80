"""The lending rules as they stand in fields: shown, and read again with what is wrong beside each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from loanmanager.domain.devices import DeviceType
from loanmanager.domain.office import Charges, Policy
from loanmanager.i18n import Words
from loanmanager.ui.pages.settings.typed import Value
from loanmanager.ui.reading import read_day, read_money, show_money

_LEAP_YEAR = date(2024, 1, 1)  # which holds every day that a term can end on


@dataclass(frozen=True, slots=True)
class Range:
    """What a number may be."""

    least: int
    most: int
    optional: bool = False

    def holds(self, text: str) -> bool:
        """Tell whether a typed number is in it."""
        return text.isdecimal() and self.least <= int(text) <= self.most if text else self.optional


NUMBERS = {
    "loan_days": Range(1, 3660),
    "renewals": Range(0, 1000),
    "late_renewal_days": Range(0, 3660),
    "limit": Range(1, 1000, optional=True),
    "hold_days": Range(1, 365),
    "guardian_age": Range(0, 99),
    "grace_days": Range(0, 365),
    "suspend_line_after": Range(0, 3660),
    "assumed_lost_after": Range(1, 3660),
}
AMOUNTS = ("late_fee", "late_fee_cap")
_OF_A_TYPE = Range(0, 1000, optional=True)


def of_type(kind: DeviceType) -> str:
    """Return the name of the field that limits a type."""
    return f"type:{kind.key}"


def of_code(code: str) -> str:
    """Return the name of the tick that lets a refusal be overruled."""
    return f"overrule:{code}"


def overrulable(words: Words) -> dict[str, str]:
    """Return what may be overruled, by its code, in the order of a loan's life."""
    say = words.say
    return {
        "ClientIsBlocked": say("Client blocked"),
        "OrientationMissing": say("Orientation missing"),
        "LimitReached": say("Limit of devices"),
        "TypeLimitReached": say("Limit of a type"),
        "GapNotOver": say("Days between two loans"),
        "SiteClosed": say("Due on a closed day"),
        "DeviceNotChecked": say("Device not checked"),
        "DeviceReserved": say("Device put aside"),
        "Promised": say("Device promised"),
        "AllPromised": say("All of a type promised"),
        "NotTheirTurn": say("Out of turn"),
        "LineNotActive": say("Line not active"),
        "PlanEndsEarly": say("Plan ending early"),
        "NoRenewalLeft": say("No renewal left"),
        "TooLateToRenew": say("Too late to renew"),
        "SomebodyWaits": say("Somebody waits"),
        "WrongSim": say("Another SIM back"),
    }


def typed(policy: Policy, types: Iterable[DeviceType], currency: str, words: Words) -> dict[str, Value]:
    """Return rules as they stand in the fields."""
    made: dict[str, Value] = {name: _text(getattr(policy, name)) for name in NUMBERS}
    made |= {name: show_money(getattr(policy.charges, name) or None, currency, words) for name in AMOUNTS}
    made |= {of_type(kind): _text(policy.type_limits.get(kind.key)) for kind in types}
    made |= {of_code(code): code not in policy.not_overridable for code in overrulable(words)}
    ends = (words.yearly(date.fromisoformat(f"2024-{each}")) for each in policy.term_ends)
    return {
        **made,
        "term_ends": "; ".join(ends),
        "replacement": policy.charges.replacement,
        "orientation_required": policy.orientation_required,
        "warns_of_lines": policy.warns_of_lines,
    }


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: rules, or the sentence that belongs beside each field that does not fit."""

    policy: Policy
    wrong: dict[str, str]


def read(values: Mapping[str, Value], before: Policy, types: Iterable[DeviceType], words: Words) -> Reading:
    """Read rules from the fields. What no field shows, such as the words of notices, stays as it was."""
    wrong: dict[str, str] = {}

    def number(name: str, may: Range) -> int | None:
        text = str(values[name])
        if not may.holds(text):
            wrong[name] = words.say("Write a number from {least} to {most}.", least=may.least, most=may.most)
            return None
        return int(text) if text else None

    def other(name: str, reading: Callable[[str], int | tuple[str, ...] | None], said: str) -> int | tuple[str, ...]:
        try:
            return reading(str(values[name])) or 0
        except ValueError:
            wrong[name] = said
            return 0

    kinds = {kind.key: number(of_type(kind), _OF_A_TYPE) for kind in types}
    numbers = {name: number(name, may) for name, may in NUMBERS.items()}
    amounts = {name: other(name, read_money, words.say("Write an amount like 1.00, or nothing.")) for name in AMOUNTS}
    days = words.say("Write days of the year, such as {day}; put ; between them.", day=words.yearly(date(2024, 12, 20)))
    ends = other("term_ends", lambda text: _days(text) or None, days)
    if wrong:
        return Reading(before, wrong)
    closed = {code for code in overrulable(words) if not values[of_code(code)]}
    policy = replace(
        before,
        **numbers,  # type: ignore[arg-type]  # only the limit may be None, as its range says
        type_limits=_limits(before, kinds),
        term_ends=ends or (),  # type: ignore[arg-type]  # other() gives what _days gave
        charges=Charges(replacement=bool(values["replacement"]), **amounts),  # type: ignore[arg-type]  # as above
        orientation_required=bool(values["orientation_required"]),
        warns_of_lines=bool(values["warns_of_lines"]),
        not_overridable=frozenset(before.not_overridable - overrulable(words).keys() | closed),
    )
    return Reading(policy, {})


def _limits(before: Policy, kinds: Mapping[str, int | None]) -> dict[str, int]:
    """Return the limits of the types that are shown, and of those that are not, such as one that is not lent any more."""
    hidden = {key: limit for key, limit in before.type_limits.items() if key not in kinds}
    return hidden | {key: limit for key, limit in kinds.items() if limit is not None}


def _days(text: str) -> tuple[str, ...]:
    """Return typed days of the year as MM-DD, in the order of the year.

    Raises:
        ValueError: one of them is no day.
    """
    found = [read_day(part, _LEAP_YEAR) for part in text.split(";") if part.strip()]
    if None in found:
        raise ValueError(text)
    return tuple(sorted({f"{day:%m-%d}" for day in found if day}))
