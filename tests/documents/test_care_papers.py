"""The reset record, the incident report and the clearance letter: what they say, in both languages, of any text."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loanmanager.documents import clearance, incident_report, reset_record
from loanmanager.domain.care_papers import ClearanceFacts, IncidentFacts, PaperCharge, ResetRecordFacts
from loanmanager.domain.incidents import ChargeState, Decision, IncidentKind
from loanmanager.domain.papers import freeze, thaw
from loanmanager.i18n import LANGUAGES, Words
from tests.documents.facts import BORROWER, LAPTOP, LENDER
from tests.documents.pdf import barcodes, pages, text

DAY = date(2026, 11, 23)
RESET = ResetRecordFacts(
    "en", "LT-0042", DAY, LENDER, LAPTOP, datetime(2026, 11, 23, 15, 12), "Ana Lopez", "Factory reset", "USB stick",
    "First start seen", "New battery",
)  # fmt: skip
THEFT = IncidentFacts(
    "en", "I-2026-014", DAY, LENDER, LAPTOP, IncidentKind.STOLEN, "", date(2026, 11, 20), BORROWER, "L-2026-0042",
    "Ana Lopez", date(2026, 11, 19), "Bus 55", "MTL-26-118822", "It was on the seat.", "Call the police again.", 48500,
)  # fmt: skip
LETTER = ClearanceFacts("en", "C-00031", DAY, LENDER, BORROWER, 3, date(2026, 11, 20))
DRAWN: dict[str, tuple[Any, Any]] = {
    "reset record": (reset_record, RESET),
    "incident report": (incident_report, THEFT),
    "clearance letter": (clearance, LETTER),
}


def drawn(name: str, page: Any = "letter", *, large: bool = False, **changed: Any) -> bytes:
    room, facts = DRAWN[name]
    facts = replace(facts, **changed)
    return bytes(room.render(facts, Words(facts.language), page=page, large=large))


def test_a_reset_record_says_what_was_done_and_promises_nothing() -> None:
    (said,) = pages(drawn("reset record"))
    for words in (
        *(
            "Reset record",
            "Monday 23 November 2026, 15:12",
            "LT-0042",
            "Factory reset",
            "USB stick",
            "First start seen",
        ),
        *("New battery", "Ana Lopez", "It certifies no standard.", "Page 1 of 1"),
    ):
        assert words in said
    assert "compl" not in said.lower()
    assert "Tool" not in text(drawn("reset record", tool=" "))


def test_an_incident_report_says_what_happened() -> None:
    (said,) = pages(drawn("incident report"))
    for words in (
        *("Incident report", "The device was stolen", "Thursday 19 November 2026", "Bus 55", "MTL-26-118822"),
        *("It was on the seat.", "Call the police again.", "$485.00", "Nothing is decided yet.", "L-2026-0042"),
    ):
        assert words in said


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"kind": IncidentKind.LOST}, "The device is lost"),
        ({"kind": IncidentKind.DAMAGED}, "The device is damaged"),
        ({"kind": IncidentKind.MISSING}, "Something is missing"),
        ({"kind": IncidentKind.MISSING, "what": "Bag"}, "A part is missing: Bag"),
        ({"kind": IncidentKind.DAMAGED, "what": "Charger"}, "A part is damaged: Charger"),
        ({"police_number": ""}, "Police report None"),
        ({"place": "", "happened_on": None}, "When Not known"),
        ({"photos": 2}, "2 photos on file"),
        ({"decision": Decision.WAIVE, "decision_reason": "Hardship"}, "The agency charges nothing. Reason: Hardship"),
        ({"decision": Decision.FOUND}, "It was found: nothing is to be paid."),
        ({"decision": Decision.CHARGE, "charges": (PaperCharge(500, ChargeState.OPEN),)}, "To pay $5.00"),
        (
            {"decision": Decision.CHARGE, "charges": (PaperCharge(500, ChargeState.PAID, DAY, "cash"),)},
            "Paid on Monday 23 November 2026 · cash $5.00 Nothing is left to pay.",
        ),
        (
            {"decision": Decision.CHARGE, "charges": (PaperCharge(500, ChargeState.WAIVED, DAY),)},
            "Waived on Monday 23 November 2026",
        ),
    ],
)
def test_an_incident_report_tells_its_cases_apart(changed: dict[str, Any], words: str) -> None:
    assert words in text(drawn("incident report", **changed))


def test_a_report_without_a_client_names_nobody() -> None:
    said = text(drawn("incident report", borrower=None, cost=None))
    assert BORROWER.name not in said
    assert "Borrower" not in said
    assert "Replacement" not in said


def test_a_clearance_letter_says_that_everything_is_back() -> None:
    (said,) = pages(drawn("clearance letter"))
    for words in ("Clearance letter", "Everything has been returned.", BORROWER.name, "3 loans", "20 November 2026"):
        assert words in said
    assert "The last device" not in text(drawn("clearance letter", last_back=None, loans=0))


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["letter", "a4"])
def test_each_is_one_page_that_a_scanner_reads(name: str, language: str, page: str) -> None:
    pdf = drawn(name, page, language=language)
    assert len(pages(pdf)) == 1
    assert list(barcodes(pdf)) == [DRAWN[name][1].number]


@pytest.mark.parametrize("name", DRAWN)
def test_the_same_facts_give_the_same_bytes_and_come_back_from_text(name: str) -> None:
    facts = DRAWN[name][1]
    assert drawn(name) == drawn(name)
    assert thaw(type(facts), freeze(facts)) == facts


@pytest.mark.parametrize("name", DRAWN)
def test_large_print_is_larger(name: str) -> None:
    assert text(drawn(name, large=True))


@settings(max_examples=15, deadline=None)
@given(words=st.text(max_size=4000))
def test_any_text_can_be_printed(words: str) -> None:
    assert pages(drawn("incident report", note=words, place=words[:900], decision_reason=words[:300], follow_up=words))
    assert pages(drawn("reset record", note=words, method=words[:900], tool=words, verified=words[:90]))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("lines", range(6, 14))
def test_the_signature_of_a_clearance_letter_never_stands_alone(lines: int, language: str) -> None:
    lender = replace(LENDER, address="\n".join(f"line {n} of an address that goes on" for n in range(lines)))
    last = pages(drawn("clearance letter", large=True, lender=lender, language=language))[-1]
    assert "For the agency" in last
    assert "says how things stood" in last


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("words", range(0, 60, 6))
def test_the_signatures_of_an_incident_report_never_stand_alone(words: int, language: str) -> None:
    last = pages(drawn("incident report", large=True, note="word " * words, language=language))[-1]
    assert "For the agency" in last
    assert "Nothing is decided yet." in last
