"""What is said of a clock that cannot be believed."""

from datetime import date, datetime

from loanmanager.domain.clock import Doubt
from loanmanager.i18n import Words


def of_doubt(doubt: Doubt, today: date, last: datetime, words: Words) -> str:
    """Return what the clock says against the last entry of the history, and what to do; nothing is refused."""
    now, then = words.day(today), words.day(last.astimezone().date())
    if doubt is Doubt.BEHIND:
        return words.say(
            "This computer’s clock says {now}, but something was already done on {then}. Set the date before you lend: papers bear it.",
            now=now,
            then=then,
        )
    return words.say(
        "This computer’s clock says {now}; nothing was done since {then}. If the date is wrong, set it before you lend: papers bear it.",
        now=now,
        then=then,
    )
