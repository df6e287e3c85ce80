"""Coming into an office that was opened: its first records where it is new, who acts there, what a new day asks for.

It loads no more than that needs, because the desk waits for it.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from loanmanager.domain.clock import Doubt, doubt
from loanmanager.domain.office import Role
from loanmanager.i18n import Words
from loanmanager.operations.done import NOTHING, By, Changes
from loanmanager.storage import history, office, staff
from loanmanager.storage.engine import Engine

FIRST_START = "first_start"
"""The setting that says how far a new office is set up; where there is none, it is."""


def is_new(store: Engine) -> bool:
    """Tell whether an office has no records at all yet."""
    return not office.staff(store, active=False)


def being_set_up(store: Engine) -> bool:
    """Tell whether the set-up of an office was begun and not finished."""
    kept = office.setting(store, FIRST_START)
    return kept is not None and not kept.get("finished")


def enter(store: Engine, by: By, words: Words) -> By:
    """Make the first records of a new office, and return who acts at its first site.

    That is an administrator where nobody has a PIN yet; else nobody, until they have signed in.
    """
    if is_new(store):
        from loanmanager.operations.office import first_records  # once in an office's life

        first_records(store, by, words)
    first_site = next(each for each in office.sites(store) if each.active)
    return replace(by, staff_id=None if staff.asks(store) else _first(store), site_id=first_site.id)


def _first(store: Engine) -> int:
    people = office.staff(store)
    return next((each.id for each in people if each.role is Role.ADMINISTRATOR), people[0].id)


@dataclass(frozen=True, slots=True)
class Tended:
    """What a new day changed, or why nothing was: the clock is in doubt, since `last` was when something was last done."""

    changes: Changes = NOTHING
    doubt: Doubt | None = None
    last: datetime | None = None


def tend(store: Engine, by: By) -> Tended:
    """Do what a new day asks for: write the holidays of the coming years, end reservations that have run out.

    On a day that cannot be believed nothing is done, for a wrong clock would end every reservation.
    """
    from loanmanager.operations import closing, reserving  # the desk is there before them

    if by.staff_id is None:  # nobody has signed in yet, or somebody locked at once: the next one does it
        return Tended()
    last = history.last_moment(store)
    if doubtful := doubt(by.now, last):
        return Tended(doubt=doubtful, last=last)
    made = (closing.refresh_holidays(store, by), reserving.expire_if_any(store, by))
    return Tended(NOTHING.union(*(each.changes for each in made if each)))
