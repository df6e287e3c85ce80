"""The page in plain words says what the agreement says, on one page, in large print as well."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from loanmanager.documents import summary
from loanmanager.domain.loan_terms import Terms
from loanmanager.domain.papers import AgreementFacts, Borrower, Lender, PaperItem, PaperPart
from loanmanager.i18n import LANGUAGES, Words
from tests.documents.facts import HOTSPOT, LAPTOP, LENDER, agreement_facts
from tests.documents.pdf import pages, reader, sizes
from tests.documents.test_agreement import HOSTILE
from tests.pictures import picture

TERMS = Terms(100, 2000, date(2026, 12, 24), "Ontario", "514 555-0199", erased=True, internet=True)


def drawn(facts: AgreementFacts, **how: Any) -> bytes:
    return summary.render(facts, Words(facts.language), **how)


def said(**changes: Any) -> str:
    return pages(drawn(agreement_facts(**{"terms": TERMS, "renewals_left": 2} | changes)))[0]


@pytest.mark.no_cover  # measured, drawing takes three times as long, and others cover what is drawn here
@pytest.mark.parametrize("page", ["letter", "a4"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("count", [1, 2, 40])
def test_it_is_one_page(language: str, page: Any, large: bool, count: int) -> None:
    items = ((LAPTOP, HOTSPOT) * count)[:count]
    facts = agreement_facts(
        language, items=items, terms=TERMS, renewals_left=2, lender=replace(LENDER, image=picture())
    )
    data = drawn(facts, page=page, large=large)
    assert len(pages(data)) == 1
    assert min(sizes(data)) >= (16 if large else 11)


def test_it_says_what_until_when_and_what_if() -> None:
    text = said()
    for words in (
        *("In plain words", "Zoë Nguyễn", "L-2026-0042", "Bring everything back by Wednesday 23 December 2026."),
        *("Where: Centre-ville, 2600, rue des Érables, Montréal (Québec) H2X 1Y1, 9:00 - 17:00", "LT-0042 · Laptop"),
        *("with: Charger 65 W, Bag and Mouse", "You can extend it 2 times.", "$1.00 for each day late, $20.00 at most"),
        *(
            "From Thursday 24 December 2026, the internet",
            "Replacing all of it would cost $677.00.",
            "we erase what is",
        ),
        *("514 555-0199 · prets@exemple.test", "what counts, is the agreement"),
    ):
        assert words in text


def test_what_does_not_hold_is_not_said() -> None:
    text = said(terms=Terms(), items=(PaperItem("X-1", "", ""),), renewals_left=None, lender=Lender("Exemple"))
    for words in ("each day late", "may be cut", "Replacing", "erase", "extend", "with:", "· ·"):
        assert words not in text
    assert "Where: Exemple" in text
    assert "Ask at the desk." in text


def test_the_last_extension_and_a_fee_without_end_are_said() -> None:
    assert "cannot be extended again" in said(renewals_left=0)
    assert "Each device costs $1.00 for each day late." in said(terms=Terms(100))


def test_devices_for_which_there_is_no_room_are_counted() -> None:
    text = pages(drawn(agreement_facts(items=(LAPTOP,) * 60)))[0]
    named = text.count("LT-0042 ·")
    assert 5 < named < 60
    assert f"and {60 - named} more devices, see the agreement" in text


def test_the_same_facts_are_the_same_bytes() -> None:
    assert drawn(agreement_facts(terms=TERMS)) == drawn(agreement_facts(terms=TERMS))


def test_who_needs_large_print_gets_it_unasked() -> None:
    facts = replace(agreement_facts(), large=True)
    assert min(sizes(drawn(facts))) == 16
    assert min(sizes(drawn(facts, large=False))) < 16


@pytest.mark.parametrize("bad", HOSTILE, ids=lambda bad: ascii(bad[:10]))
def test_no_text_in_any_field_breaks_it(bad: str) -> None:
    item = PaperItem(bad, bad, bad, parts=(PaperPart(bad, 1),))
    who = Borrower(bad, bad)
    facts = agreement_facts(
        wanted=False, number=bad, lender=Lender(bad, bad, bad, bad, bad, bad), borrower=who, items=(item,)
    )
    for large in (False, True):
        assert reader(drawn(facts, large=large)).pages


def test_an_address_is_printed_to_its_end() -> None:
    long = "8, place des Trois-Tilleuls, bureau 1204, aile nord\nVal-des-Érables (Québec)  Q0Q 0Q0"
    assert "(Québec) Q0Q 0Q0, 9:00" in said(lender=replace(LENDER, address=long))
