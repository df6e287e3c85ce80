"""The result of a count on paper."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loanmanager.documents import stocktake
from loanmanager.domain.devices import DeviceStatus
from loanmanager.domain.papers import freeze, thaw
from loanmanager.domain.stocktake_papers import CountedDevice, StocktakeFacts
from loanmanager.domain.stocktaking import Finding
from loanmanager.i18n import LANGUAGES, Words
from tests.documents.facts import LENDER, NAMES
from tests.documents.pdf import barcodes, pages, text


def counted(tag: str, finding: Finding, status: DeviceStatus = DeviceStatus.AVAILABLE, **more: object) -> CountedDevice:
    known = {"serial": "PF-1", "site": "Main office", "shelf": "B3", "cost": 45000, **more}
    return CountedDevice(tag, "Laptop", "ThinkPad T480", finding, status, **known)  # type: ignore[arg-type]


FACTS = StocktakeFacts(
    "en",
    "S-2026-001",
    LENDER,
    datetime(2026, 11, 20, 9, 30),
    datetime(2026, 11, 23, 15, 0),
    4,
    (
        counted("LT-1", Finding.FOUND),
        counted("LT-2", Finding.FOUND, DeviceStatus.TO_RESET),
        counted("LT-3", Finding.MISSING),
        counted("LT-4", Finding.MISSING, cost=None),
        counted("LT-5", Finding.MISSING, DeviceStatus.ON_LOAN, settled=True),
        counted("LT-6", Finding.ELSEWHERE, site="Saint-Michel"),
        counted("LT-7", Finding.WRONG_STATE, DeviceStatus.ON_LOAN),
        counted("LT-8", Finding.ELSEWHERE, settled=True),
        counted("HS-1", Finding.OTHER_TYPE),
    ),
    ("no such code",),
    site="Main office",
    type="Laptop",
    shelf="B3",
    counted_by=("Ana Lopes", "Samir Haddad"),
)
FINE = replace(FACTS, devices=FACTS.devices[:2], unknown=(), site="", type="", shelf="")


def drawn(facts: StocktakeFacts, page: stocktake.PageSize = "letter") -> bytes:
    return stocktake.render(facts, Words(facts.language), page=page)


def test_what_does_not_agree_is_listed_first() -> None:
    (said,) = pages(drawn(FACTS))
    for words in (
        *("Stocktake", "Monday 23 November 2026, 15:00", "Friday 20 November 2026, 09:30", "Main office, B3, Laptop"),
        *("Ana Lopes, Samir Haddad", "Expected Found Missing Unexpected 4 2 2 3", "do not agree"),
        *(
            "LT-3",
            "$450.00",
            "Together",
            "lent since",
            "belongs to Saint-Michel, B3",
            "recorded as on loan",
            "put right",
        ),
        *("another type, not counted", "no such code", "on no device’s label", "to reset", "Seen by", LENDER.name),
    ):
        assert words in said
    assert said.index("LT-3") < said.index("LT-6") < said.index("LT-1 ")
    assert said.count("$450.00") == 2  # the one whose cost is known, and the sum


def test_what_agrees_says_so() -> None:
    (said,) = pages(drawn(FINE))
    assert "Everything that was expected is there, and nothing else." in said
    assert "Every site and type" in said
    for words in ("Missing LT", "Together", "belongs", "do not agree"):
        assert words not in said


@pytest.mark.parametrize(
    ("status", "gone", "here"),
    [
        (DeviceStatus.IN_REPAIR, "sent to repair", "recorded as in repair"),
        (DeviceStatus.LOST, "recorded as lost", "recorded as lost"),
        (DeviceStatus.STOLEN, "recorded as stolen", "recorded as stolen"),
        (DeviceStatus.RETIRED, "retired since", "recorded as retired"),
        (DeviceStatus.AVAILABLE, "moved since", "recorded as retired"),
    ],
)
def test_each_state_has_its_words(status: DeviceStatus, gone: str, here: str) -> None:
    away = counted("LT-1", Finding.MISSING, status, settled=True)
    there = counted("LT-2", Finding.WRONG_STATE, status)
    said = text(drawn(replace(FACTS, devices=(away, there), unknown=())))
    assert gone in said
    assert here in said


def test_a_device_of_no_site_belongs_to_none() -> None:
    stray = counted("LT-6", Finding.ELSEWHERE, site="", shelf="")
    assert "belongs to no site" in text(drawn(replace(FACTS, devices=(stray,))))


def test_facts_come_back_as_they_were_frozen_and_give_the_same_bytes() -> None:
    again = thaw(StocktakeFacts, freeze(FACTS))
    assert again == FACTS
    assert drawn(again) == drawn(FACTS)


def test_the_number_is_a_barcode() -> None:
    assert list(barcodes(drawn(FACTS))) == ["S-2026-001"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["letter", "a4"])
def test_a_long_count_goes_over_pages(language: str, page: stocktake.PageSize) -> None:
    many = tuple(counted(f"LT-{n:04d}", Finding.FOUND if n % 3 else Finding.MISSING) for n in range(200))
    said = pages(drawn(replace(FACTS, language=language, devices=many), page))
    assert len(said) > 3
    assert all("S-2026-001" in each for each in said)
    assert all(f"LT-{n:04d}" in "".join(said) for n in range(200))


@settings(max_examples=20, deadline=None)
@given(st.one_of(st.text(max_size=60), st.sampled_from(NAMES)))
def test_whatever_was_typed_is_printed(typed: str) -> None:
    device = replace(counted("LT-1", Finding.MISSING, site=typed, shelf=typed), tag=typed, name=typed, serial=typed)
    facts = replace(FACTS, devices=(device,), unknown=(typed,), site=typed, shelf=typed, counted_by=(typed,))
    assert drawn(facts).startswith(b"%PDF")
