"""Which backups to keep: many of today, fewer of last week, one of each month, some of those made before something big.

A backup's name says when and why it was made. Nothing here looks at how old it is, only at which is the newest of its hour,
day, week or month, so that an office that was closed all summer loses none. What bears a time still to come (the clock was
set back) is counted apart, so that it neither pushes out what is made now nor grows without end.
"""

import re
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import islice

SUFFIX = ".loanbackup"


class Why(StrEnum):
    """What a backup was made for."""

    CLOSE = "close"
    TIMER = "timer"
    ASKED = "asked"
    UPGRADE = "before-upgrade"
    IMPORT = "before-import"
    RESTORE = "before-restore"


@dataclass(frozen=True, slots=True, order=True)
class Made:
    """A backup by its name: when it was made (UTC), the how manieth of that second it is, and what for."""

    at: datetime
    nth: int
    name: str
    why: Why


_NAME = re.compile(r"loanmanager-(\d{8}-\d{6})(?:-(?P<why>[a-z]+(?:-[a-z]+)?))?(?:-(?P<nth>\d+))?" + re.escape(SUFFIX))
_STAMP = "%Y%m%d-%H%M%S"

_ROUTINE = frozenset({Why.CLOSE, Why.TIMER, Why.ASKED})
_PERIODS: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
    (24, lambda at: (at.date(), at.hour)),
    (14, lambda at: at.date()),
    (8, lambda at: at.date() - timedelta(days=at.weekday())),
    (12, lambda at: (at.year, at.month)),
)
_OF_EACH = {Why.ASKED: 5, Why.UPGRADE: 5, Why.IMPORT: 5, Why.RESTORE: 10}
MOST = 2 * (sum(many for many, _ in _PERIODS) + sum(_OF_EACH.values()))
"""No more than these are ever kept: half of them made before now, half after."""


def name_of(at: datetime, why: Why, nth: int = 1) -> str:
    """Return what a backup is called; `nth` tells those of one second apart."""
    return f"loanmanager-{at.astimezone(UTC):{_STAMP}}-{why}{f'-{nth}' if nth > 1 else ''}{SUFFIX}"


def read_name(name: str) -> Made | None:
    """Return what a name says, None where it is not one of ours."""
    found = _NAME.fullmatch(name)
    if not found:
        return None
    try:
        at = datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC)
        return Made(at, int(found["nth"] or 1), name, Why(found["why"] or Why.ASKED))
    except ValueError:
        return None


def to_drop(backups: Collection[Made], now: datetime) -> tuple[Made, ...]:
    """Return those that need not be kept any longer, the oldest first. The newest one never is among them."""
    past = [each for each in backups if each.at <= now]
    later = [each for each in backups if each.at > now]
    kept = _kept(past) | _kept(later)
    return tuple(sorted(each for each in backups if each not in kept))


def _kept(backups: Iterable[Made]) -> set[Made]:
    newest_first = sorted(backups, reverse=True)
    routine = [each for each in newest_first if each.why in _ROUTINE]
    kept: set[Made] = set()
    for many, period in _PERIODS:
        kept |= set(islice(_newest_of_each(routine, period), many))
    for why, many in _OF_EACH.items():
        kept |= set(islice((each for each in newest_first if each.why is why), many))
    return kept


def _newest_of_each(newest_first: Iterable[Made], period: Callable[[datetime], Hashable]) -> Iterable[Made]:
    """Return the newest of each period, the newest period first."""
    found: dict[Hashable, Made] = {}
    for each in newest_first:
        found.setdefault(period(each.at), each)
    return found.values()
