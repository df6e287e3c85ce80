"""Which lists there are, by group, in the order in which they are shown."""

from typing import Any

from loanmanager.i18n import Words
from loanmanager.ui.office import Office
from loanmanager.ui.pages.follow_up.care import ToCheck, ToReset
from loanmanager.ui.pages.follow_up.endings import Endings
from loanmanager.ui.pages.follow_up.incidents import AssumedLost, Incidents, InRepair
from loanmanager.ui.pages.follow_up.late import DueToday, Overdue
from loanmanager.ui.pages.follow_up.lines import ToReactivate, ToSuspend
from loanmanager.ui.pages.follow_up.notices import Notices
from loanmanager.ui.pages.follow_up.reservations import Reservations
from loanmanager.ui.pages.follow_up.signing import ToSign
from loanmanager.ui.pages.follow_up.work import Floor, WorkList

_LISTS: tuple[type[WorkList[Any]], ...] = (
    DueToday,
    Overdue,
    Notices,
    Reservations,
    ToCheck,
    ToReset,
    InRepair,
    ToSuspend,
    ToReactivate,
    ToSign,
    Incidents,
    Endings,
    AssumedLost,
)


def groups(words: Words) -> dict[str, str]:
    """Return what each group is called."""
    return {
        "late": words.say("Late"),
        "prepare": words.say("To prepare"),
        "lines": words.say("Lines"),
        "paper": words.say("Paper"),
        "incidents": words.say("Incidents and endings"),
    }


def make_lists(office: Office, floor: Floor) -> dict[str, WorkList[Any]]:
    """Return every list by its key, those of one group together."""
    made = [kind(office, floor) for kind in _LISTS]
    order = list(groups(office.words))
    made.sort(key=lambda each: order.index(each.group))
    return {each.key: each for each in made}
