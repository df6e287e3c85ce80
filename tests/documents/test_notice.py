"""Notices as letters: the address in its window, the words, what is out; discreet ones tell nothing else."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loanmanager.documents import notice
from loanmanager.documents.call_list import CallFacts, Unsafe
from loanmanager.documents.call_list import render as render_calls
from loanmanager.domain.letters import NoticeFacts
from loanmanager.domain.notices import Stage
from loanmanager.domain.papers import Borrower, Lender
from loanmanager.i18n import Words
from tests.documents.facts import BORROWER, HOTSPOT, LAPTOP, LENDER, NAMES
from tests.documents.pdf import barcodes, pages, place, reader, text
from tests.documents.text.samples import HOSTILE

BODY = "Hello Zoë,\n\nThe date was Wednesday 18 November 2026.\nCome by.\n\nKind regards,\nAna Lopez"
FACTS = NoticeFacts(
    "en",
    "L-2026-0042",
    Stage.FIRST,
    date(2026, 11, 23),
    LENDER,
    BORROWER,
    "Your loan is late",
    BODY,
    strong=("Wednesday 18 November 2026",),
    items=(LAPTOP, HOTSPOT),
)
DISCREET = replace(
    FACTS,
    discreet=True,
    items=(),
    lender=Lender("", phone="514 555-0142", served_by="Ana Lopez"),
    subject="Please call me",
)


def drawn(facts: NoticeFacts, page: notice.PageSize = "letter", *, large: bool = False) -> bytes:
    return notice.render(facts, Words(facts.language), page=page, large=large)


def test_a_letter_says_who_what_and_when() -> None:
    (said,) = pages(drawn(FACTS))
    for words in (
        *("Carrefour Exemple", "2600, rue des Érables", "Zoë Nguyễn", "77, avenue Inventée, app. 4"),
        *("Monday 23 November 2026", "Your loan is late", "Hello Zoë,", "Come by.", "Ana Lopez"),
        *("Still on loan", "LT-0042", "with charger 65 W, bag and mouse", "HS-0007", "Page 1 of 1"),
    ):
        assert words in said
    assert "$" not in said
    assert list(barcodes(drawn(FACTS))) == ["L-2026-0042"]


def test_the_later_stages_say_what_replacing_costs() -> None:
    said = text(drawn(replace(FACTS, priced=True)))
    assert "Replacement cost" in said
    assert "$532.00" in said
    assert "$677.00" in said
    one = text(drawn(replace(FACTS, priced=True, items=(LAPTOP,))))
    assert "Total" not in one
    free = replace(LAPTOP, cost=None, parts=())
    assert "Replacement cost" not in text(drawn(replace(FACTS, priced=True, items=(free,))))


@pytest.mark.parametrize("page", ["letter", "a4"])
def test_the_address_shows_in_the_window_of_an_envelope(page: notice.PageSize) -> None:
    height = {"letter": 792.0, "a4": 841.9}[page]
    mm = 72 / 25.4
    long = replace(BORROWER, address="1, rue A\n2, rue B\n3, rue C\nMontréal", guardian="Marie Nguyễn")
    for client, last in ((BORROWER, "H1A 0A1"), (long, "Montréal")):
        data = drawn(replace(FACTS, borrower=client), page)
        left, _, _, top = place(data, "Zoë Nguyễn")
        assert 20 * mm < left < 24 * mm
        assert 50 * mm < height - top < 58 * mm
        lowest = place(data, last if client is BORROWER else "rue C")[1]
        assert height - lowest < 84 * mm


def test_a_guardian_is_written_to_for_a_minor() -> None:
    assert "c/o Marie Nguyễn" in text(drawn(replace(FACTS, borrower=replace(BORROWER, guardian="Marie Nguyễn"))))


def test_a_discreet_letter_names_neither_agency_nor_loan() -> None:
    data = drawn(DISCREET)
    said = text(data)
    assert "Zoë Nguyễn" in said
    assert "Please call me" in said
    for words in ("Carrefour", "L-2026", "LT-0042", "loan", "Still", "C-00031", "Érables"):
        assert words not in said
    assert not list(barcodes(data))
    about = reader(data).metadata
    assert about is not None
    assert about.title == "Letter"
    assert not about.author


def test_the_same_facts_give_the_same_bytes() -> None:
    assert drawn(FACTS) == drawn(FACTS)
    many = [(FACTS, Words("en")), (replace(FACTS, language="fr"), Words("fr"))]
    assert notice.render_many(many, Words("en")) == notice.render_many(many, Words("en"))


def test_many_letters_are_one_file_each_on_its_own_pages_and_listed_by_client() -> None:
    long = replace(FACTS, body="\n\n".join([BODY] * 14))
    other = replace(FACTS, language="fr", borrower=replace(BORROWER, name="Marc Roy", file_number="C-00002"))
    data = notice.render_many([(long, Words("en")), (other, Words("fr"))], Words("en"))
    said = pages(data)
    assert "Page 2 of" in said[1]
    assert "Carrefour Exemple · L-2026-0042" in said[1]
    assert "Page 1 de 1" in said[-1]
    assert "Marc Roy" in said[-1]
    assert "Marc Roy" not in "".join(said[:-1])
    outline = reader(data).outline
    assert [each.title for each in outline] == ["C-00031 · Zoë Nguyễn", "C-00002 · Marc Roy"]
    numbers = [reader(data).get_destination_page_number(each) for each in outline]
    assert numbers == [0, len(said) - 1]
    assert not reader(drawn(FACTS)).outline


def test_a_french_letter_is_french() -> None:
    said = text(drawn(replace(FACTS, language="fr")))
    assert "Lundi 23 novembre 2026" in said
    assert "Toujours en prêt" in said


@pytest.mark.parametrize("name", NAMES)
def test_every_script_reaches_the_page(name: str) -> None:
    said = text(drawn(replace(FACTS, borrower=replace(BORROWER, name=name), body=f"Hello {name},\n\nBye")))
    assert said.strip()
    if name.isascii():
        assert name in said


def test_large_print_and_a_long_address_still_fit() -> None:
    client = replace(BORROWER, address="\n".join(f"Line {n} " + "x" * 60 for n in range(12)))
    assert pages(drawn(replace(FACTS, borrower=client), large=True))


@settings(max_examples=25, deadline=None)
@given(st.text(st.sampled_from(HOSTILE), max_size=60), st.text(st.sampled_from(HOSTILE), max_size=40))
def test_nothing_that_is_typed_stops_a_letter(body: str, name: str) -> None:
    facts = replace(FACTS, body=body, subject=name, borrower=Borrower(name, name, name), strong=(name,) if name else ())
    assert pages(drawn(facts))


CALL = CallFacts(
    name="Roy, Marc",
    file_number="C-00002",
    phones=("514 555-0178", "514 555-0179"),
    number="L-2026-0043",
    stage=Stage.SECOND,
    days_late=13,
    discreet=True,
    say="Bonjour, c’est un message pour Marc.",
    message=False,
)


def test_the_call_list_says_whom_to_call_what_to_say_and_whom_not() -> None:
    texted = replace(CALL, name="Li, Wei", text=True, discreet=False)
    left = Unsafe("王", "C-00003", (), "L-2026-0044", Stage.COURTESY, -2, False, ("No letter", "No call"))
    data = render_calls(
        [CALL, replace(CALL, name="Diallo, Awa", message=True), texted], [left], date(2026, 11, 23), Words("en")
    )
    said = text(data)
    for words in (
        *("Calls to make", "Monday 23 November 2026", "Roy, Marc", "514 555-0178 · 514 555-0179", "13 days late"),
        *("First make sure that you are speaking with Roy, Marc.", "Leave no message.", "Bonjour, c’est un message"),
        *("You may leave this as a message.", "Send this as a text message.", "Second notice", "No answer"),
        *("No safe channel", "No letter · No call", "For the office only"),
    ):
        assert words in said
    assert "First make sure that you are speaking with Li" not in said


def test_an_empty_call_list_says_so() -> None:
    said = text(render_calls([], [], date(2026, 11, 23), Words("en"), page="a4"))
    assert "Nobody is to be called today." in said
    assert "No safe channel" not in said
    assert "Ask them to call back." in text(render_calls([replace(CALL, say="")], [], date(2026, 11, 23), Words("en")))
