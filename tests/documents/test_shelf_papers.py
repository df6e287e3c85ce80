"""Client cards, the inventory list and kit sheets: what they say, and what a scanner reads from them."""

from dataclasses import replace
from datetime import date
from typing import Literal

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from loanmanager.documents import client_card, inventory, kit_sheet
from loanmanager.documents.label_formats import cards
from loanmanager.domain.papers import freeze, thaw
from loanmanager.domain.shelf_papers import CardFacts, InventoryFacts, KitSheetFacts, KitSheetUnit, ListedDevice
from loanmanager.i18n import LANGUAGES, Words
from tests.documents.facts import LENDER, NAMES
from tests.documents.pdf import barcodes, pages, reader, text

CARD = CardFacts("en", "Marie-Ève Tremblay", "C-00031", "Centre Horizon Emploi", "514 555-0199")
DISCREET = CardFacts("en", "Marie-Ève Tremblay", "C-00031")


def card(facts: CardFacts, sheet: str = "card", first: int = 0) -> bytes:
    return client_card.render(facts, cards()[sheet], Words(facts.language), first=first)


def codes_in(data: bytes, box: tuple[float, float, float, float]) -> dict[str, str]:
    """Return what the codes in a box (mm from the upper left corner) of the first page say, at 300 dpi."""
    document = pypdfium2.PdfDocument(data)
    try:
        image = document[0].render(scale=300 / 72).to_pil()
    finally:
        document.close()
    left, top, right, bottom = (round(edge * 300 / 25.4) for edge in box)
    return {found.format.name: found.text for found in zxingcpp.read_barcodes(image.crop((left, top, right, bottom)))}


def test_a_card_is_as_large_as_a_bank_card_and_names_who_lends() -> None:
    made = reader(card(CARD))
    width, height = made.pages[0].mediabox[2:]
    assert (float(width) / 72 * 25.4, float(height) / 72 * 25.4) == pytest.approx((85.6, 53.98), abs=0.01)
    said = text(card(CARD))
    for words in (CARD.name, CARD.code, CARD.agency, "If found, call 514 555-0199"):
        assert words in said
    assert codes_in(card(CARD), (0, 0, 85.6, 53.98)) == {"Code128": "C-00031"}


def test_a_discreet_card_names_nobody_but_its_bearer() -> None:
    said = text(card(DISCREET))
    assert "Horizon" not in said
    assert "call" not in said
    assert b"Horizon" not in card(DISCREET)  # nor does the file
    assert codes_in(card(DISCREET), (0, 0, 85.6, 53.98)) == {"Code128": "C-00031"}


@pytest.mark.parametrize("sheet", ["letter", "a4"])
def test_every_place_of_a_sheet_lies_on_it(sheet: str) -> None:
    on = cards()[sheet]
    for place in range(on.cells):
        left, top = on.cell(place)
        assert min(left, top, on.width - left - on.cell_width, on.height - top - on.cell_height) >= 10
        found = codes_in(card(CARD, sheet, place), (left, top, left + on.cell_width, top + on.cell_height))
        assert found == {"Code128": "C-00031"}
    with pytest.raises(ValueError, match="8"):
        card(CARD, sheet, 8)


@pytest.mark.parametrize("code", ["ف-٤٢", "C" * 60, "é-1"])
def test_a_code_that_bars_cannot_say_is_a_qr_code(code: str) -> None:
    assert codes_in(card(replace(CARD, code=code)), (0, 0, 85.6, 53.98)) == {"QRCode": code}


def test_a_code_that_no_reader_can_hold_leaves_its_words() -> None:
    made = card(replace(CARD, code="é" * 400))
    assert codes_in(made, (0, 0, 85.6, 53.98)) == {}
    assert "Tremblay" in text(made)


@settings(max_examples=15, deadline=None)
@given(st.one_of(st.text(min_size=1, max_size=60), st.sampled_from(NAMES)))
def test_any_name_and_agency_leave_the_code_readable(typed: str) -> None:
    made = card(CardFacts("en", typed, "C-00031", typed, typed))
    assert codes_in(made, (0, 0, 85.6, 53.98)) == {"Code128": "C-00031"}


# The inventory list


def listed(tag: str, kind: str = "Laptop", site: str = "Main office", cost: int | None = 45000) -> ListedDevice:
    return ListedDevice(tag, kind, "ThinkPad T480", "On loan", "PF-1", site, "B3", cost)


STOCK = InventoryFacts(
    "en",
    LENDER,
    date(2026, 11, 23),
    (
        listed("LT-2"),
        listed("LT-1"),
        listed("HS-1", "Hotspot", cost=None),
        listed("LT-3", site="Saint-Michel"),
        listed("LT-4", site=""),
    ),
)


def stock(facts: InventoryFacts, page: Literal["letter", "a4"] = "letter") -> bytes:
    return inventory.render(facts, Words(facts.language), page=page)


def test_the_list_goes_by_site_and_type_with_totals() -> None:
    (said,) = pages(stock(STOCK))
    for words in (
        "Inventory",
        "Monday 23 November 2026",
        "Every site and type",
        "Devices To replace everything 5 $1,800.00",
        "By site To replace Main office 3 $900.00 Saint-Michel 1 $450.00 No site 1 $450.00",
        "By type To replace Hotspot 1 – Laptop 4 $1,800.00",
        "LT-1 ThinkPad T480, serial PF-1, B3 On loan $450.00",
    ):
        assert words in said
    heads = [
        "Main office · Hotspot",
        "Main office · Laptop",
        "LT-1",
        "LT-2",
        "Saint-Michel · Laptop",
        "No site · Laptop",
    ]
    found = [said.index(each) for each in heads]
    assert found == sorted(found)


def test_one_site_and_type_needs_no_sums() -> None:
    said = text(stock(replace(STOCK, devices=STOCK.devices[:2], shown="Main office, Laptop")))
    assert "By site" not in said
    assert "By type" not in said
    assert "Main office, Laptop" in said


def test_nothing_says_so() -> None:
    assert "There are no devices here." in text(stock(replace(STOCK, devices=())))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["letter", "a4"])
def test_a_long_list_goes_over_pages_and_leaves_nothing_out(language: str, page: Literal["letter", "a4"]) -> None:
    many = tuple(listed(f"LT-{n:04d}", "Laptop" if n % 3 else "Tablet", f"Site {n % 4}") for n in range(300))
    said = pages(stock(replace(STOCK, language=language, devices=many), page))
    assert len(said) > 4
    assert all(f"LT-{n:04d}" in "".join(said) for n in range(300))


# The sheet of a kit

KIT = KitSheetFacts(
    "en",
    LENDER,
    date(2026, 11, 23),
    "KIT-003",
    "Workshop bag",
    (
        KitSheetUnit("LT-1", "for the trainer", "Laptop · ThinkPad T480", "PF-1", ("Charger", "Bag")),
        KitSheetUnit("WC-1", "", "Webcam"),
    ),
    "Keep the blue bag with the kit.",
)


def sheet_of(facts: KitSheetFacts) -> bytes:
    return kit_sheet.render(facts, Words(facts.language))


def test_a_kits_sheet_names_its_devices_and_parts_and_bears_its_tag() -> None:
    (said,) = pages(sheet_of(KIT))
    for words in (
        "Kit sheet",
        "Workshop bag",
        "2 devices",
        "Out Back",
        "LT-1 for the trainer, Laptop · ThinkPad T480, serial PF-1",
        "Charger",
        "WC-1 Webcam",
        "Keep the blue bag",
        "Checked on the way out by",
        "Checked when it came back by",
    ):
        assert words in said
    assert list(barcodes(sheet_of(KIT))) == ["KIT-003"]


def test_there_are_two_boxes_for_each_device_and_part() -> None:
    document = pypdfium2.PdfDocument(sheet_of(KIT))
    squares = [
        each
        for each in document[0].get_objects()
        if each.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH and _is_box(*each.get_bounds())
    ]
    assert len(squares) == 2 * (2 + 2)
    document.close()


def _is_box(left: float, bottom: float, right: float, top: float) -> bool:
    return 8 < right - left < 12 and abs((right - left) - (top - bottom)) < 0.1  # a branch is no square


def test_an_empty_kit_says_so() -> None:
    said = text(sheet_of(replace(KIT, units=(), note="")))
    assert "There are no devices in this kit." in said
    assert "Note" not in said


def test_facts_come_back_as_they_were_frozen_and_give_the_same_bytes() -> None:
    assert stock(thaw(InventoryFacts, freeze(STOCK))) == stock(STOCK)
    assert sheet_of(thaw(KitSheetFacts, freeze(KIT))) == sheet_of(KIT)
    assert card(thaw(CardFacts, freeze(CARD))) == card(CARD)


@settings(max_examples=15, deadline=None)
@given(st.one_of(st.text(max_size=60), st.sampled_from(NAMES)))
def test_whatever_was_typed_is_printed(typed: str) -> None:
    device = replace(listed("LT-1"), tag=typed, name=typed, serial=typed, site=typed, shelf=typed, type=typed)
    assert stock(replace(STOCK, devices=(device,), shown=typed)).startswith(b"%PDF")
    unit = KitSheetUnit(typed, typed, typed, typed, (typed,))
    assert sheet_of(replace(KIT, tag=typed, name=typed, units=(unit,), note=typed)).startswith(b"%PDF")
