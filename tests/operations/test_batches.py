"""Papers of any kind in one file, signed ones with their signatures."""

from dataclasses import replace
from datetime import date

import pytest

from loanmanager.domain.refusal import Refused
from loanmanager.domain.signatures import Signature, Who
from loanmanager.i18n import Words
from loanmanager.operations import batches, paperwork
from loanmanager.operations.paperwork import Paper
from tests.documents.pdf import pages, reader
from tests.office import add_client, add_device, lend, memory, prepared, take_back


@pytest.fixture
def papers() -> tuple[Paper, ...]:
    """Return the agreement of a laptop and the receipt of its return."""
    store = memory()
    by = prepared(store)
    device = add_device(store, by)
    lend(store, by, add_client(store, by, "Nguyễn", "Zoë"), device)
    take_back(store, by, device)
    return batches.papers(store, [1, 2])


def test_a_paper_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused):
        batches.papers(memory(), [7])


def test_every_kind_is_named_and_as_it_is_by_itself(papers: tuple[Paper, ...]) -> None:
    pdf = batches.draw(papers, Words("fr"), page="a4")
    assert [each.title for each in reader(pdf).outline] == [
        "L-2026-0001 · Entente · Zoë Nguyễn",
        "L-2026-0001 · Reçu · Zoë Nguyễn",
    ]
    alone = [page for each in papers for page in pages(paperwork.draw(each, page="a4"))]
    assert pages(pdf) == alone
    metadata = reader(pdf).metadata
    assert metadata is not None
    assert metadata.author == paperwork.facts_of(papers[0]).lender.name


def test_a_signed_one_is_bound_with_its_signatures(papers: tuple[Paper, ...]) -> None:
    signature = Signature(Who.BORROWER, "Zoë N. typed", (), date(2026, 11, 23))
    given = replace(papers[0], signatures=(signature,))
    signed = replace(given, signed=paperwork.draw(given))
    assert "Zoë N. typed" in pages(signed.signed)[0]
    pdf = batches.draw([signed, papers[1]], Words("en"))
    assert pages(pdf)[: len(pages(signed.signed))] == pages(signed.signed)
