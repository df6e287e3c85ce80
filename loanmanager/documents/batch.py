"""Many agreements in one file, to be printed or kept in one go: each as it is by itself, in its own language."""

from collections.abc import Callable, Sequence

from loanmanager.documents import page
from loanmanager.documents.agreement import fitting
from loanmanager.documents.style import PageSize, sheet
from loanmanager.domain.papers import AgreementFacts
from loanmanager.i18n import Words


def render(
    many: Sequence[AgreementFacts],
    speaking: Callable[[str], Words],
    words: Words,
    *,
    page_size: PageSize = "letter",
    told: Callable[[int], None] | None = None,
) -> bytes:
    """Return one PDF of many agreements, each beginning on its own page: the same bytes each time.

    `speaking` gives the words of a paper's language, `words` those of the file's title. `told` hears how many were set;
    what it raises ends the work.
    """
    sections: list[page.Section] = []
    for at, facts in enumerate(many):
        if told:
            told(at)
        sections += fitting(facts, speaking(facts.language), page_size).copies()
    lender = many[0].lender.name if many else ""
    about = page.About(words.count("{n} loan agreement", "{n} loan agreements", len(many)), lender)
    return page.build(sections, about, sheet(page_size), words)
