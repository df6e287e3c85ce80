"""What holds of every PDF: it is whole, says what it is, carries its fonts, and is read in the order in which it was written."""

import io
import re
from collections.abc import Callable

import pikepdf
import pytest

from loanmanager.documents import agreement, batch, canvas, page, receipt
from loanmanager.documents.style import sheet
from loanmanager.documents.text import Para, Span
from loanmanager.i18n import Words
from tests.documents.facts import NAMES, agreement_facts, minor, receipt_facts
from tests.documents.pdf import pages, reader

MORE_NAMES = ("Γιώργος Παπαδόπουλος", "Олександр Шевченко", "יעל כהן", "山田太郎", "김철수")


def _agreement(language: str = "en", name: str = "Zoë Nguyễn") -> bytes:
    return agreement.render(agreement_facts(language, borrower=minor(name=name)), Words(language))


def _receipt() -> bytes:
    return receipt.render(receipt_facts("fr"), Words("fr"))


def _batch() -> bytes:
    drawn: list[tuple[str, Callable[[], object]]] = [
        ("one", _agreement),
        ("two", lambda: _agreement("fr", "محمد العلي")),
        ("three", _receipt),
    ]
    return batch.bind(drawn, page.About("Three papers", "Carrefour Exemple"), Words("en"))


EVERY = {"agreement": _agreement, "receipt": _receipt, "batch": _batch}


@pytest.mark.parametrize("name", EVERY)
def test_the_file_is_whole_and_never_another_for_the_same_facts(name: str) -> None:
    pdf = EVERY[name]()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.check_pdf_syntax() == []  # what `qpdf --check` says
        assert not opened.attachments
    assert EVERY[name]() == pdf


@pytest.mark.parametrize("name", EVERY)
def test_every_font_is_embedded_and_cut_down(name: str) -> None:
    with pikepdf.open(io.BytesIO(EVERY[name]())) as opened:
        fonts = [font for each in opened.pages for font in each.Resources.Font.values()]
        assert fonts
        for font in fonts:
            assert re.match(r"/[A-Z]{6}\+", str(font.BaseFont)), font.BaseFont
            inside = font.DescendantFonts[0].FontDescriptor
            assert len(inside.FontFile2.read_bytes()) < 120_000
            assert font.ToUnicode.read_bytes()


def test_a_paper_says_what_it_is_in_which_language_and_by_whom() -> None:
    opened = reader(_agreement("fr"))
    assert opened.metadata is not None
    assert opened.metadata.title == "Entente de prêt L-2026-0042"
    assert opened.metadata.author == "Carrefour Exemple"
    root = opened.root_object
    assert root["/Lang"] == "fr-CA"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] is not None
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"]) is True
    assert opened.page_labels == ["1", "1"]  # the numbers that are printed: each copy begins anew


def test_a_file_of_many_is_named_by_itself_and_lists_each_paper_where_it_begins() -> None:
    opened = reader(_batch())
    assert opened.metadata is not None
    assert (opened.metadata.title, opened.metadata.author) == ("Three papers", "Carrefour Exemple")
    assert opened.root_object["/Lang"] == "en-CA"
    assert opened.page_mode == "/UseOutlines"
    found = [(each.title, opened.get_destination_page_number(each)) for each in opened.outline]
    starts = [0, len(pages(_agreement())), len(pages(_agreement())) + len(pages(_agreement("fr", "محمد العلي")))]
    assert found == list(zip(("one", "two", "three"), starts, strict=True))


def test_pages_are_the_same_bound_or_by_themselves() -> None:
    alone = [*pages(_agreement()), *pages(_agreement("fr", "محمد العلي")), *pages(_receipt())]
    assert pages(_batch()) == alone


@pytest.mark.parametrize("name", [*NAMES[:6], *MORE_NAMES])
def test_text_is_extracted_in_the_order_in_which_it_is_read(name: str) -> None:
    said = pages(_agreement("en", name))[0]
    assert name in said
    order = [said.index(each) for each in ("Loan agreement", "Lender (we)", "What you borrow", "1. Ownership", "You:")]
    assert order == sorted(order)
    assert said.index(name) < said.index("What you borrow")


def test_sizes_of_paper_may_differ_in_one_file() -> None:
    def small() -> bytes:
        section = page.Section([Para("A5")], [], [])
        return page.build([section], page.About("small", ""), sheet("a4", Words("en")), Words("en"))

    pdf = batch.bind([("letter", _agreement), ("a4", small)], page.About("both", ""), Words("en"))
    heights = [round(float(each.mediabox.height)) for each in reader(pdf).pages]
    assert heights[0] == 792
    assert heights[-1] == 842


def test_what_is_drawn_after_a_file_was_bound_stands_by_itself() -> None:
    with pytest.raises(ZeroDivisionError):
        batch.bind([("broken", lambda: 1 // 0)], page.About("", ""), Words("en"))
    assert canvas.bound() is None
    assert len(pages(_receipt())) == 1


def test_a_bookmark_takes_any_name() -> None:
    section = [page.Section([Para([Span("x")])], [], [])]
    draw = lambda: page.build(section, page.About("x", ""), sheet("letter", Words("en")), Words("en"))  # noqa: E731
    names = [*NAMES, "(\\", "a\nb"]
    pdf = batch.bind([(name, draw) for name in names], page.About("x", ""), Words("en"))
    assert [each.title for each in reader(pdf).outline] == [*NAMES, "(\\", "a b"]
