"""Loading what draws papers before anybody asks for one: the first would otherwise take seven times as long."""

from collections.abc import Iterable
from datetime import date

from loanmanager.documents import fixed_words
from loanmanager.domain.papers import AgreementFacts, Borrower, Clause, Lender, PaperItem, PaperKind, PaperPart
from loanmanager.operations import paperwork

_DAY = date(2000, 1, 1)
_FACTS = AgreementFacts(
    language="en",
    number="L-2000-0001",
    made_on=_DAY,
    due=_DAY,
    lender=Lender("Lender", site="Site", phone="0"),
    borrower=Borrower("Borrower", "C-00001"),
    items=(PaperItem("LT-0001", "Laptop", "Make", cost=100, parts=(PaperPart("Charger", 100),)),),
    clauses=(Clause("Title", "Text", initials=True), Clause("Title", "Text", consent=True)),
)


def warm(languages: Iterable[str]) -> None:
    """Draw an agreement of nothing in each language, and forget it. Some 300 ms, so away from the window."""
    from loanmanager.documents import agreement

    for language in languages:
        words = fixed_words.said({}, language, PaperKind.AGREEMENT)
        agreement.render(_FACTS, paperwork.words_of(language, words))
