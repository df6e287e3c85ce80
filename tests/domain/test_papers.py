"""The facts of a paper come back exactly as they were frozen."""

import json
from dataclasses import fields, replace
from datetime import date, datetime
from enum import StrEnum

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loanmanager.domain.devices import Condition
from loanmanager.domain.loans import BackState
from loanmanager.domain.papers import (
    AgreementFacts,
    Borrower,
    Lender,
    PaperItem,
    PaperPart,
    ReceiptFacts,
    freeze,
    thaw,
)

LENDERS = st.builds(Lender, image=st.just(b""))  # a picture is kept elsewhere, by its SHA-256
AGREEMENTS, RECEIPTS = st.builds(AgreementFacts, lender=LENDERS), st.builds(ReceiptFacts, lender=LENDERS)
PART = PaperPart("Charger", 4500)
ITEM = PaperItem("LT-0001", "Laptop", "Lenovo T480", cost=45_000, parts=(PART, PaperPart("Bag")))
AGREEMENT = AgreementFacts(
    "fr",
    "L-2026-0001",
    date(2026, 11, 23),
    date(2026, 12, 23),
    Lender("Le Pont"),
    Borrower("Zoë Nguyễn", "C-00001"),
    (ITEM,),
    (),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(AGREEMENTS, RECEIPTS))
def test_frozen_facts_thaw_to_the_same_facts(facts):
    thawed = thaw(type(facts), freeze(facts))
    assert thawed == facts
    assert freeze(thawed) == freeze(facts)


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(RECEIPTS)
def test_choices_come_back_as_choices_not_as_words(facts):
    for item in thaw(ReceiptFacts, freeze(facts)).returned:
        assert isinstance(item.condition, Condition)
        assert item.in_condition is None or isinstance(item.in_condition, StrEnum)
        assert all(part.back is None or isinstance(part.back, BackState) for part in item.parts)
        assert all(isinstance(good, bool) for _, good in item.answers)


def test_a_receipt_keeps_the_clock_and_not_only_the_day():
    facts = ReceiptFacts("en", "L-1", datetime(2026, 11, 23, 9, 5, 7), Lender("Le Pont"), Borrower("Ana", "C-1"), ())
    assert thaw(ReceiptFacts, freeze(facts)).made_at == datetime(2026, 11, 23, 9, 5, 7)


def test_the_same_facts_are_the_same_text_and_people_can_read_it():
    text = freeze(AGREEMENT)
    assert text == freeze(replace(AGREEMENT))
    assert "Zoë Nguyễn" in text
    assert json.loads(text)["due"] == "2026-12-23"


def test_a_paper_of_an_older_version_still_thaws():
    kept = json.loads(freeze(AGREEMENT))
    needed = {f.name for f in fields(AgreementFacts)} & {"renewals_left", "renewed_from", "draft", "purpose"}
    for name in needed:
        del kept[name]
    del kept["items"][0]["line_number"]
    assert thaw(AgreementFacts, json.dumps(kept)) == AGREEMENT


def test_a_paper_of_a_newer_version_thaws_without_what_is_unknown():
    kept = json.loads(freeze(AGREEMENT)) | {"colour": "blue"}
    assert thaw(AgreementFacts, json.dumps(kept)) == AGREEMENT


def test_what_is_no_fact_cannot_be_frozen():
    with pytest.raises(TypeError):
        freeze(replace(AGREEMENT, purpose={1, 2}))


def test_totals_count_devices_and_parts_where_a_cost_is_known():
    assert ITEM.total == 49_500
    assert replace(AGREEMENT, items=(ITEM, replace(ITEM, cost=None, parts=()))).total == 49_500


@pytest.mark.parametrize(
    ("backs", "complete"),
    [
        ((BackState.BACK, BackState.BACK), True),
        ((BackState.BACK, BackState.MISSING), False),
        ((BackState.DAMAGED,), False),
        ((None,), False),
        ((), True),
    ],
)
def test_a_return_is_complete_when_every_part_came_back_whole(backs, complete):
    item = replace(ITEM, parts=tuple(PaperPart("Bag", back=each) for each in backs))
    facts = ReceiptFacts("en", "L-1", datetime(2026, 11, 23), Lender("Le Pont"), Borrower("Ana", "C-1"), (item,))
    assert facts.complete is complete
