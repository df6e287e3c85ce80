"""What the policy decides beyond a loan's length: limits by type, the gap between two loans, ends of term, who waits.

Sources: product 4.2, 4.4 and 9.3. Pure functions of today.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import ClassVar

from loanmanager.domain.devices import DeviceType
from loanmanager.domain.names import Label
from loanmanager.domain.office import Policy
from loanmanager.domain.refusal import Refusal

SHORTEST_TERM = 14
"""Days: a loan made nearer than this to the end of a term is for the next one, or it would be due at once."""


@dataclass(frozen=True, slots=True)
class TypeLimitReached(Refusal):
    """The client would have more devices of a type than the policy allows."""

    type: Label
    limit: int
    out: int
    overridable: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class GapNotOver(Refusal):
    """The client brought a device of the type back a short while ago; `from_day` is the first day of a next loan."""

    type: Label
    from_day: date
    overridable: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class SomebodyWaits(Refusal):
    """Somebody else has reserved what is to be renewed, and nothing else is there for them."""

    tags: tuple[str, ...]
    overridable: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class HolidayIsKept(Refusal):
    """A statutory holiday comes from the region's calendar: it is opened or closed, never moved or deleted."""

    name: Label


@dataclass(frozen=True, slots=True)
class Borrowing:
    """What a client has and had, by the type's key: how many are out, and on which day the last one came back."""

    out: dict[str, int] = field(default_factory=dict)
    back: dict[str, date] = field(default_factory=dict)


def against_types(types: Iterable[DeviceType], had: Borrowing, policy: Policy, today: date) -> Iterator[Refusal]:
    """Yield each limit that a loan of these types would pass, and each gap between two loans that is not over."""
    found = {each.key: each for each in types}
    asked = Counter(each.key for each in types)
    for key, kind in found.items():
        limit, out = policy.type_limits.get(key), had.out.get(key, 0)
        if limit is not None and out + asked[key] > limit:
            yield TypeLimitReached(kind.name, limit, out)
        back = had.back.get(key)
        if kind.gap_days and back is not None and today < later(back, kind.gap_days):
            yield GapNotOver(kind.name, later(back, kind.gap_days))


def end_of_loan(types: Iterable[DeviceType], policy: Policy, start: date) -> date:
    """Return the last day of a loan that begins on a day: the earliest of its types, so that one date serves all."""
    days = [kind.loan_days for kind in types]
    own = [later(start, each) for each in days if each is not None]
    office = [_office_end(policy, start)] if None in days or not days else []
    return min([*own, *office])


def _office_end(policy: Policy, start: date) -> date:
    """Return the end that the policy gives where a type has no length of its own: that of the term, else its days."""
    return term_end(policy.term_ends, later(start, SHORTEST_TERM)) or later(start, policy.loan_days)


def term_end(ends: Iterable[str], day: date) -> date | None:
    """Return the first end of a term on or after a day; `ends` are MM-DD, and 02-29 is 1 March in other years."""
    found = (_on(end, year) for end in ends for year in (day.year, min(day.year + 1, date.max.year)))
    return min((each for each in found if each >= day), default=None)


def _on(end: str, year: int) -> date:
    month, day = (int(part) for part in end.split("-"))
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month + 1, 1)


def is_term_end(text: str) -> bool:
    """Tell whether a text is a day of the year as MM-DD."""
    try:
        return date.fromisoformat(f"2024-{text}").strftime("%m-%d") == text  # a leap year holds every day
    except ValueError:
        return False


def later(day: date, days: int) -> date:
    """Return a day so many days later, the last day of the calendar where there is none."""
    return day + timedelta(days=days) if days <= (date.max - day).days else date.max
