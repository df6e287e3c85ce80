"""Group check-out: one programme, many clients, a stack of devices, one press (product 4.6).

Each client gets a loan of their own by the very check-out of the desk, one transaction each: a device that somebody else
lent a moment ago stops one loan and not the other twenty, and each loan can be undone by itself. The group's key gives
each loan its own, so that pressing again, or trying again after a crash, only makes the loans that are missing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from loanmanager.domain.refusal import Refusal, Refused
from loanmanager.operations import undoing
from loanmanager.operations.checkout import CheckedOut, CheckOut, check_out
from loanmanager.operations.done import LENDING, NOTHING, By, Changes, Done
from loanmanager.operations.undoing import Undone
from loanmanager.storage.engine import Engine

Told = Callable[[int, int], bool | None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one client: the loan that was made, or every reason against it."""

    client_id: int
    made: Done[CheckedOut] | None = None
    reasons: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupDone:
    """What became of a group: one outcome for each form, in the order given. `stopped` means that some were not tried."""

    outcomes: tuple[Outcome, ...]
    stopped: bool = False

    @property
    def made(self) -> tuple[Done[CheckedOut], ...]:
        """Return the loans."""
        return tuple(each.made for each in self.outcomes if each.made)

    @property
    def refused(self) -> tuple[Outcome, ...]:
        """Return those that could not be made."""
        return tuple(each for each in self.outcomes if each.reasons)

    @property
    def changes(self) -> Changes:
        """Return which kinds of thing changed."""
        return frozenset[str]().union(*(each.changes for each in self.made)) if self.made else NOTHING  # type: ignore[return-value]  # a union of Changes


def check_out_all(
    store: Engine, forms: Iterable[CheckOut], by: By, *, key: str = "", told: Told | None = None
) -> GroupDone:
    """Lend to each client of a group; with a `key`, never twice. `told` hears how far it is and stops it by False."""
    asked = [replace(each, idem=f"{key}-{each.client_id}") if key else each for each in forms]
    outcomes: list[Outcome] = []
    for at, form in enumerate(asked):
        if told and told(at, len(asked)) is False:
            return GroupDone(tuple(outcomes), stopped=True)
        try:
            outcomes.append(Outcome(form.client_id, check_out(store, form, by)))
        except Refused as refused:
            outcomes.append(Outcome(form.client_id, reasons=refused.reasons))
    return GroupDone(tuple(outcomes))


@dataclass(frozen=True, slots=True)
class GroupUndone:
    """What undoing a group came to: loans undone, and those that could not be, with the reasons."""

    undone: int
    reasons: tuple[Refusal, ...] = ()


def undo_all(store: Engine, entry_ids: Iterable[int], reason: str, by: By) -> Done[GroupUndone]:
    """Undo the loans of a group, each by itself; one that something was done with since stays as it is.

    Raises:
        Refused: none of them could be undone.
    """
    gone: list[Done[Undone]] = []
    against: list[Refusal] = []
    for entry_id in entry_ids:
        try:
            gone.append(undoing.undo(store, entry_id, reason, by))
        except Refused as refused:
            against += refused.reasons
    if against and not gone:
        raise Refused(*dict.fromkeys(against))
    last = gone[-1].entry_id if gone else 0
    return Done(GroupUndone(len(gone), tuple(dict.fromkeys(against))), LENDING, last)
