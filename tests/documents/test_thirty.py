"""Thirty agreements: names of every script and hostile text, both languages, both sizes of paper, ordinary and large print.

What each says is read back by PDFium. Readers hand out right-to-left and reordered letters each in their own way: of such
names the letters are compared, of all others the name as it stands.
"""

import unicodedata
from dataclasses import replace
from itertools import cycle, islice, product
from typing import Any

import pypdfium2
import pytest

from loanmanager.documents import agreement
from loanmanager.documents.text import clean
from loanmanager.domain.loan_terms import Terms
from loanmanager.domain.papers import AgreementFacts, Clause
from loanmanager.i18n import Words
from tests.documents.facts import HOTSPOT, LAPTOP, LENDER, agreement_facts, minor
from tests.documents.pdf import barcodes, reader, sizes

pytestmark = pytest.mark.no_cover  # measured, drawing takes three times as long, and others cover what is drawn here

WRITTEN_SO = (
    *("Zoë Nguyễn-Roy", "Łukasz Żółć", "Ğülşah Çağlar", "José Ñandú", "Þórdís Eiríksdóttir", "Nguyễn Thị Minh Khai"),
    *(
        "Ελένη Παπαδοπούλου",
        "Олександра Ґонгадзе",
        "Жанна Ёлкина",
        "王小明",
        "李芳",
        "山田太郎",
        "さくら ハナコ",
        "김민수",
    ),
    *("ᐃᓄᒃᑎᑐᑦ", "ᒥᔅᑎᓯᓂ ᐄᔨᔨᐤ", "O’Brien & Sons <Ltd>", "<b>Bob</b></para>", "=HYPERLINK(1)", "{borrower} {0} %s"),
    *("&amp; &lt;i&gt;", "Robert'); DROP TABLE clients;--", "\\server\\share", "Anne-Marie   d’Août"),
)
"""Names that are read back as they are written."""

BY_LETTER = ("محمد العلي", "شیرین یزدانی", "יעל כהן", "नमस्ते क्षितिज", "Ali محمد (علي) 42", "\u202eevil\u202c Zoë")
"""Names whose letters are read back, in whatever order a reader has for them."""

NAMES = (*WRITTEN_SO, *BY_LETTER)
FORMS = tuple(islice(cycle(product(("en", "fr"), ("letter", "a4"), (False, True))), len(NAMES)))
CASES = [(name, *form) for name, form in zip(NAMES, FORMS, strict=True)]


def facts(name: str, language: str) -> AgreementFacts:
    """Return an agreement with the name in every place where a person's name may stand."""
    made = agreement_facts(
        language,
        borrower=minor(name=name, guardian=name, address=f"42, {name}, H2X 1Y1"),
        lender=replace(LENDER, served_by=name),
        items=(replace(LAPTOP, note=name, name=name), HOTSPOT),
        purpose=name,
        terms=Terms(100, 2000),
    )
    noted = Clause("Condition", f"What {name} noted:", lines=True)
    return replace(made, clauses=(*made.clauses, noted, Clause("Parts", "Received.", parts=True)))


def read(data: bytes) -> list[str]:
    """Return the text of each page as PDFium gives it out, in one line and in composed letters."""
    document = pypdfium2.PdfDocument(data)
    try:
        raw = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return [
        " ".join(unicodedata.normalize("NFC", each.replace("\ufffe", "").replace("\u00a0", " ")).split())
        for each in raw
    ]


def letters(text: str) -> set[str]:
    """Return the letters of a text, without the signs that only steer how it is shown."""
    return {each for each in unicodedata.normalize("NFC", text) if unicodedata.category(each)[0] in "LN"}


def test_there_are_thirty() -> None:
    assert len(NAMES) == len(set(NAMES)) == 30
    assert len(set(FORMS)) == 8  # every size, language and print


@pytest.mark.parametrize(("name", "language", "page", "large"), CASES)
def test_what_an_agreement_says_is_read_back(name: str, language: str, page: Any, large: bool) -> None:
    data = agreement.render(facts(name, language), Words(language), page=page, large=large)
    said = read(data)
    half = len(said) // 2
    copies = [" ".join(part) for part in (said[:half], said[half:])]
    assert len(said) % 2 == 0
    for copy in copies:
        if name in WRITTEN_SO:
            shown = " ".join(unicodedata.normalize("NFC", clean(name, newlines=False)).split())
            assert copy.replace("- ", "-").count(shown) + copy.count(shown) >= 6, name
        else:
            assert letters(name) <= letters(copy)
        for words in ("L-2026-0042", "00031", "LT-0042", "HS-0007", "H2X 1Y1", "4417", "17."):
            assert words in copy
    for words in {"en": ("$677.00", "Ownership.", "Wednesday 23"), "fr": ("677,00 $", "Propriété.", "mercredi 23")}[
        language
    ]:
        assert all(words in copy for copy in copies)


@pytest.mark.parametrize(("name", "language", "page", "large"), CASES)
def test_each_is_whole(name: str, language: str, page: Any, large: bool) -> None:
    """The file opens strictly, has its size of page and of print, is the same again, and its barcode is read."""
    made = facts(name, language)
    data = agreement.render(made, Words(language), page=page, large=large)
    assert data == agreement.render(made, Words(language), page=page, large=large)
    found = reader(data)
    assert {round(each.mediabox.width) for each in found.pages} == {612 if page == "letter" else 595}
    assert min(sizes(data)) >= (16 if large else 8.5)
    assert list(barcodes(data)) == ["L-2026-0042"] * 2
    last = read(data)[len(found.pages) // 2 - 1]
    assert "Parts. Received." in last  # the last clause keeps the signatures company
