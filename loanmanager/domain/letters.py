"""The frozen facts of a notice, as a letter or an e-mail: everything that is printed, already in the client's language."""

from dataclasses import dataclass, field
from datetime import date

from loanmanager.domain.notices import Stage
from loanmanager.domain.papers import Borrower, Lender, PaperItem


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """One notice. Of a discreet one, the agency's name and everything about the loan but its number are left out.

    `strong` are the words of the body that are printed in bold, `items` what is out, with costs where `priced`;
    `short` is what is said or texted instead, and is not printed; `lacking` is the client's language where nobody wrote
    these words in it, so that they are in another.
    """

    language: str
    number: str
    stage: Stage
    made_on: date
    lender: Lender
    borrower: Borrower
    subject: str
    body: str
    short: str = ""
    strong: tuple[str, ...] = ()
    items: tuple[PaperItem, ...] = field(default_factory=tuple)
    priced: bool = False
    currency: str = "CAD"
    discreet: bool = False
    large: bool = False
    lacking: str = ""
    words: tuple[tuple[str, str], ...] = ()

    @property
    def total(self) -> int:
        """Return what replacing everything costs, in cents."""
        return sum(item.total for item in self.items)
