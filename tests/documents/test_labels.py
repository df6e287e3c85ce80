"""Labels as a reader sees them on paper: every code of every cell, inside its cell, with nothing outside."""

from collections.abc import Iterator

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from loanmanager.documents import labels
from loanmanager.documents.label_formats import formats
from loanmanager.domain.shelf_papers import Codes, LabelFacts, LabelFormat
from loanmanager.i18n import Words
from tests.documents.facts import NAMES
from tests.documents.pdf import reader, text

DPI = 300
DOTS = DPI / 25.4  # of a millimetre
AGENCY = "Centre Horizon Emploi"
PHONE = "514 555-0199"
SHEETS = [key for key, each in formats().items() if each.page != "tape"]
TAPES = [key for key in formats() if key not in SHEETS]


def facts(number: int) -> LabelFacts:
    return LabelFacts(f"LT-{number:04d}", "Laptop · Lenovo ThinkPad T480", AGENCY, PHONE)


def many(count: int) -> list[LabelFacts]:
    return [facts(number + 1) for number in range(count)]


def drawn(made: list[LabelFacts], key: str, codes: Codes = Codes.BOTH, first: int = 0, language: str = "en") -> bytes:
    return labels.render(made, formats()[key], Words(language), codes=codes, first=first)


def seen(data: bytes) -> Iterator[Image.Image]:
    """Return the pages as a scanner of 300 dots per inch sees them."""
    document = pypdfium2.PdfDocument(data)
    try:
        for page in document:
            yield page.render(scale=DPI / 72).to_pil().convert("L")
    finally:
        document.close()


def cut(page: Image.Image, on: LabelFormat, number: int, wider: float = 0) -> Image.Image:
    """Return what lies in a cell, made wider by millimetres."""
    return page.crop(_edges(on, number, wider))


def _edges(on: LabelFormat, number: int, wider: float) -> tuple[int, int, int, int]:
    left, top = on.cell(number)
    edges = (left - wider, top - wider, left + on.cell_width + wider, top + on.cell_height + wider)
    return tuple(round(edge * DOTS) for edge in edges)  # type: ignore[return-value]  # four of them


def read(image: Image.Image) -> dict[str, str]:
    """Return what the codes in a picture say, by their kind."""
    return {found.format.name: found.text for found in zxingcpp.read_barcodes(image)}


def is_blank(page: Image.Image, on: LabelFormat, numbers: range, within: float) -> bool:
    """Tell whether nothing is printed outside the cells, made wider by millimetres."""
    rest = page.copy()
    draw = ImageDraw.Draw(rest)
    for number in numbers:
        draw.rectangle(_edges(on, number, within), fill=255)
    return rest.getextrema()[0] >= 250  # type: ignore[operator]  # one band: a pair of numbers


@pytest.mark.parametrize("key", SHEETS)
def test_every_code_of_a_full_sheet_is_read_inside_its_cell(key: str) -> None:
    on = formats()[key]
    made = many(on.cells)
    (page,) = seen(drawn(made, key))
    for number, label in enumerate(made):
        found = read(cut(page, on, number))
        assert found["QRCode"] == label.tag, number
        if key != "l4731":  # too low for bars
            assert found["Code128"] == label.tag, number
    assert is_blank(page, on, range(on.cells), 0.5)


@pytest.mark.parametrize("key", TAPES)
def test_each_piece_of_a_tape_is_read(key: str) -> None:
    on = formats()[key]
    pages = list(seen(drawn(many(3), key)))
    assert [read(page)["QRCode"] for page in pages] == ["LT-0001", "LT-0002", "LT-0003"]
    assert all(is_blank(page, on, range(1), 0.5) for page in pages)
    width, height = reader(drawn(many(1), key)).pages[0].mediabox[2:]
    assert (float(width), float(height)) == pytest.approx((on.width / 25.4 * 72, on.height / 25.4 * 72), abs=0.01)


@pytest.mark.parametrize("key", formats())
def test_bars_alone_are_read_where_they_fit(key: str) -> None:
    on = formats()[key]
    page = next(seen(drawn(many(1), key, Codes.BARS)))
    expected = "QRCode" if key == "l4731" else "Code128"
    assert read(cut(page, on, 0)) == {expected: "LT-0001"}


@pytest.mark.parametrize("key", formats())
def test_cells_lie_on_the_sheet_and_do_not_overlap(key: str) -> None:
    on = formats()[key]
    left, top = on.cell(on.cells - 1)
    assert left + on.cell_width <= on.width
    assert top + on.cell_height <= on.height
    assert on.columns == 1 or on.step_x >= on.cell_width
    assert on.rows == 1 or on.step_y >= on.cell_height
    # A die stands in the middle of its sheet.
    assert on.left * 2 + (on.columns - 1) * on.step_x + on.cell_width == pytest.approx(on.width, abs=0.8)
    assert on.top * 2 + (on.rows - 1) * on.step_y + on.cell_height == pytest.approx(on.height, abs=0.8)


def test_a_sheet_that_is_begun_goes_on_at_its_next_cell_and_over_pages() -> None:
    on = formats()["5160"]
    pages = list(seen(drawn(many(4), "5160", first=28)))
    tags = [[read(cut(page, on, number)).get("QRCode") for number in range(30)] for page in pages]
    assert tags == [[None] * 28 + ["LT-0001", "LT-0002"], ["LT-0003", "LT-0004"] + [None] * 28]


@pytest.mark.parametrize("first", [-1, 30])
def test_there_is_no_such_cell(first: int) -> None:
    with pytest.raises(ValueError, match=str(first)):
        drawn(many(1), "5160", first=first)
    with pytest.raises(ValueError, match="0"):
        drawn([], "5160")


def test_words_stand_beside_the_codes() -> None:
    said = text(drawn(many(1), "5160"))
    for words in ("LT-0001", "Laptop · Lenovo ThinkPad T480", AGENCY, f"If found, call {PHONE}"):
        assert words in said


def test_a_small_label_says_the_number_rather_than_half_of_it() -> None:
    said = text(drawn(many(1), "l4731"))
    assert PHONE in said
    assert "If found" not in said
    assert "T480" not in said  # what it is is the first to go


def test_what_is_not_to_be_printed_is_not() -> None:
    said = text(drawn([LabelFacts("LT-0001", "Laptop")], "l7160"))
    assert "If found" not in said
    assert AGENCY not in said


@pytest.mark.parametrize("tag", ["A-VERY-LONG-TAG-0000042X", "lt-0042", "é-42", "مفتاح-٤٢", "x" * 60])
@pytest.mark.parametrize("key", formats())
def test_a_tag_of_any_kind_is_read_on_every_format(tag: str, key: str) -> None:
    on = formats()[key]
    page = next(seen(drawn([LabelFacts(tag, "Laptop", AGENCY, PHONE)], key, Codes.BARS)))
    found = read(cut(page, on, 0))
    assert set(found.values()) == {tag}
    assert is_blank(page, on, range(1), 0.5)


def test_the_same_labels_give_the_same_bytes() -> None:
    assert drawn(many(3), "5160") == drawn(many(3), "5160")


def test_the_file_says_what_it_is_in_its_language() -> None:
    made = reader(drawn(many(1), "5160", language="fr"))
    assert made.metadata is not None
    assert made.metadata.author == AGENCY
    assert made.trailer["/Root"]["/Lang"] == "fr-CA"


@settings(max_examples=25, deadline=None)
@given(st.one_of(st.text(min_size=1, max_size=40), st.sampled_from(NAMES)), st.sampled_from(list(formats())))
def test_whatever_was_typed_stays_in_its_cell(typed: str, key: str) -> None:
    on = formats()[key]
    page = next(seen(drawn([LabelFacts("LT-0042", typed, typed, typed)], key)))
    assert read(cut(page, on, 0))["QRCode"] == "LT-0042"
    assert is_blank(page, on, range(1), 0.5)


@pytest.mark.parametrize("tag", ["", "x" * 400])
def test_a_tag_that_no_code_can_say_leaves_its_words(tag: str) -> None:
    made = drawn([LabelFacts(tag, "Laptop", AGENCY, PHONE)], "5160")
    assert read(next(seen(made))) == {}
    assert AGENCY in text(made)
