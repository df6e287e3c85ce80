"""The facts of the papers beside a loan: a reset record, an incident report, a clearance letter. As in `papers`."""

from dataclasses import dataclass
from datetime import date, datetime

from loanmanager.domain.incidents import ChargeState, Decision, IncidentKind
from loanmanager.domain.papers import Borrower, Lender, PaperItem


@dataclass(frozen=True, slots=True)
class ResetRecordFacts:
    """Everything on a reset record: which device, what was done, how one knows, by whom, when. `number` is the tag.

    `done_at` is local time, as the clock on the wall showed it. It states what was done and promises nothing.
    """

    language: str
    number: str
    made_on: date
    lender: Lender
    item: PaperItem
    done_at: datetime
    done_by: str = ""
    method: str = ""
    tool: str = ""
    verified: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PaperCharge:
    """A charge as printed; the amount is in cents."""

    amount: int
    state: ChargeState
    settled_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class IncidentFacts:
    """Everything on an incident report; without a client nobody is named. Costs are in cents."""

    language: str
    number: str
    made_on: date
    lender: Lender
    item: PaperItem
    kind: IncidentKind
    what: str
    opened_on: date
    borrower: Borrower | None = None
    loan: str = ""
    opened_by: str = ""
    happened_on: date | None = None
    place: str = ""
    police_number: str = ""
    note: str = ""
    follow_up: str = ""
    cost: int | None = None
    currency: str = "CAD"
    decision: Decision = Decision.NONE
    decision_reason: str = ""
    charges: tuple[PaperCharge, ...] = ()
    photos: int = 0
    closed_on: date | None = None
    large: bool = False
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ClearanceFacts:
    """Everything on a clearance letter: everything that was lent has been returned. `number` is the file number."""

    language: str
    number: str
    made_on: date
    lender: Lender
    borrower: Borrower
    loans: int = 0
    last_back: date | None = None
    large: bool = False
    words: tuple[tuple[str, str], ...] = ()
