"""Noting that an agreement was signed on paper (product 5.4), and taking that back."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from loanmanager.domain import refusals as why
from loanmanager.domain import signing as rules
from loanmanager.domain.history import Entry
from loanmanager.operations import done
from loanmanager.operations.done import By, Changes, Done, Kind, Record
from loanmanager.storage import signing
from loanmanager.storage.engine import Engine

_PAPERS: Changes = frozenset({Kind.PAPERS, Kind.LOANS})


@dataclass(frozen=True, slots=True)
class Signed:
    """A paper that was signed, its loan's number, and the day (ISO)."""

    paper_id: int
    number: str
    day: str


def mark_signed(
    store: Engine, paper_id: int, by: By, *, on: date | None = None, idem: str | None = None
) -> Done[Signed]:
    """Note that a paper was signed on paper, today or on the day that is written on it.

    Raises:
        Refused: there is no such paper, it is not one that is signed, it was signed before, or the day cannot be.
    """
    with store.write():
        before = done.already_done(store, idem, Signed)
        if before:
            return before
        paper, day = signing.to_sign(store, paper_id), on or by.today
        if paper is None:
            raise why.Refused(why.NoSuch("paper", str(paper_id)))
        reasons = rules.against_signing(
            paper.number, paper.kind, paper.made_on, day, by.today, undone=paper.undone, signed=paper.signed_on
        )
        if reasons:
            raise why.Refused(*reasons)
        signing.set_signed(store, paper_id, moment_of(day, by))
        result = Signed(paper_id, paper.number, day.isoformat())
        subjects = (done.loan(paper.loan_id), done.client(paper.client_id))
        return done.record(store, by, Record("sign", result, _PAPERS, subjects, {}, idem))


def moment_of(day: date, by: By) -> datetime:
    """Return when it was signed: now, or at noon of an earlier day, of which the paper tells no hour."""
    return by.now if day == by.today else datetime.combine(day, time(12)).astimezone(UTC)


def undo_sign(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (one signature for every inverse)
    """Take a signature back: the paper waits again."""
    signing.set_signed(store, entry.facts["result"]["paper_id"], None)
