"""When the computer's clock is not to be believed (product 10). Nothing is refused for it: papers bear the date, so people are told."""

from datetime import datetime, timedelta
from enum import StrEnum

_BEHIND = timedelta(days=1)
"""What a time zone, or a clock that is put right, may explain."""

_AHEAD = timedelta(days=400)
"""An office that was not opened for so long is rarer than a battery that ran out."""


class Doubt(StrEnum):
    """What is wrong with the clock, going by the last entry of the history."""

    BEHIND = "behind"
    AHEAD = "ahead"


def doubt(now: datetime, last: datetime | None) -> Doubt | None:
    """Return what is doubtful about a moment, given when something was last done; None for an office where nothing was."""
    if last is None:
        return None
    if now < last - _BEHIND:
        return Doubt.BEHIND
    return Doubt.AHEAD if now > last + _AHEAD else None
