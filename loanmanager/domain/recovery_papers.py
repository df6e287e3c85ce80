"""The facts of a recovery sheet. They are the key itself: they are never stored, logged or frozen."""

from dataclasses import dataclass, field
from datetime import date

from loanmanager.domain.papers import Lender


@dataclass(frozen=True, slots=True)
class RecoverySheetFacts:
    """Everything on a recovery sheet: its number, its words in their order, and what its square code says."""

    language: str
    number: str
    made_on: date
    lender: Lender
    words: tuple[str, ...] = field(repr=False)
    code: str = field(repr=False)
