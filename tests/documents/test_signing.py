"""Signatures given on screen are on the paper as curves, in their places."""

import ctypes
from dataclasses import replace
from datetime import date
from math import cos, sin

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from loanmanager.documents import agreement, receipt
from loanmanager.domain.papers import Clause
from loanmanager.domain.signatures import EVEN, Signature, Who, tidy
from loanmanager.i18n import Words
from tests.documents.facts import BORROWER, agreement_facts, receipt_facts
from tests.documents.pdf import pages, place, reader, text

LOOPS = tidy(
    (
        tuple((int(150 + n * 4 + 60 * sin(n / 5)), int(150 + 90 * cos(n / 5)), 20 + n % 60) for n in range(150)),
        ((700, 240, EVEN), (850, 60, EVEN)),
        ((880, 40, EVEN),),
    )
)
DAY = date(2026, 11, 24)
DRAWN = (Signature(Who.BORROWER, "Zoë Nguyễn", LOOPS, DAY), Signature(Who.STAFF, "Ana Lopez", LOOPS, DAY))
GUARDED = replace(BORROWER, guardian="Olena Koval", guardian_relation="mother")


def curves_on(data, page=0):
    """Return the bounds (left, bottom, right, top) of each path with curves on a page, as pdfium sees them."""
    document = pypdfium2.PdfDocument(data)
    try:
        found = []
        for each in document[page].get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
            count = pdfium.FPDFPath_CountSegments(each.raw)
            kinds = {pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(each.raw, n)) for n in range(count)}
            if pdfium.FPDF_SEGMENT_BEZIERTO in kinds:
                sides = [ctypes.c_float() for _ in range(4)]
                assert pdfium.FPDFPageObj_GetBounds(each.raw, *sides)
                found.append(tuple(side.value for side in sides))
        return found
    finally:
        document.close()


def around(boxes):
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def drawn_agreement(signatures=DRAWN, language="en", **how):
    facts = replace(agreement_facts(language), signatures=signatures)
    return agreement.render(facts, Words(language), **how)


def drawn_receipt(signatures=DRAWN, **how):
    return receipt.render(replace(receipt_facts(), signatures=signatures), Words("en"), **how)


@pytest.mark.parametrize("render", [drawn_agreement, drawn_receipt], ids=["check-out", "return"])
@pytest.mark.parametrize("size", ["letter", "a4"])
def test_what_was_drawn_is_curves_above_its_own_words(render, size):
    blank, signed = render((), page=size), render(page=size)
    assert curves_on(blank) == []
    assert len(pages(signed)) == len(pages(blank))
    curves = curves_on(signed)
    left, bottom, _, top = place(signed, "You: Zoë")
    right = place(signed, "For Carrefour" if render is drawn_agreement else "Received by")[0]
    hers, ours = ([each for each in curves if (each[0] < right - 6) is mine] for mine in (True, False))
    for box, start in ((around(hers), left), (around(ours), right)):
        assert start - 4 <= box[0] < start + 8
        assert box[2] < start + 190
        assert top - 2 <= box[1] <= top + 14
        assert 15 < box[3] - box[1] < 32
    assert bottom > 0
    assert len(reader(signed).pages[0].images) == 0


def test_both_copies_are_signed_with_the_day():
    signed = drawn_agreement()
    both = pages(signed)
    assert len(both) == 2
    assert all(said.count("24 Nov 2026") == 2 for said in both)
    assert curves_on(signed, 0) == curves_on(signed, 1) != []
    assert "signed by" not in text(signed)
    assert drawn_agreement() == signed


def test_a_harder_press_is_a_wider_line():
    def widths(pressed):
        line = (((100, 100, pressed), (300, 200, pressed), (500, 100, pressed)),)
        data = drawn_receipt((Signature(Who.BORROWER, "Zoë Nguyễn", line, DAY),))
        document = pypdfium2.PdfDocument(data)
        try:
            made = set()
            for each in document[0].get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
                width = ctypes.c_float()
                pdfium.FPDFPageObj_GetStrokeWidth(each.raw, width)
                made.add(round(width.value, 2))
            return made
        finally:
            document.close()

    assert max(widths(100)) > max(widths(0))


def test_a_typed_name_stands_where_a_drawing_would_and_says_what_it_is():
    typed = (Signature(Who.BORROWER, "Zoë Nguyễn", (), DAY), Signature(Who.STAFF, "王秀英", (), DAY))
    data = drawn_receipt(typed)
    (said,) = pages(data)
    assert curves_on(data) == []
    assert "You: Zoë Nguyễn · signed with a typed name" in said
    assert "signed by 王秀英 · signed with a typed name" in said
    assert len(pages(drawn_receipt((Signature(Who.BORROWER, "N" * 300, (), DAY),)))) == 1


def test_a_guardian_signs_beside_the_client():
    facts = replace(
        agreement_facts(),
        borrower=GUARDED,
        signatures=(*DRAWN, Signature(Who.GUARDIAN, "olena koval", LOOPS[1:2], DAY)),
    )
    data = agreement.render(facts, Words("en"))
    assert "Parent or guardian: Olena Koval" in text(data)
    assert "signed by" not in text(data)
    _, _, right, top = place(data, "You: Zoë Nguyễn")
    beside = [each for each in curves_on(data) if top - 2 < each[1] < top + 12 and each[0] > right + 60]
    assert len(beside) == 1


def test_only_what_was_ticked_is_ticked_and_initials_stand_in_their_place():
    clauses = (
        Clause("Care", "Keep it dry.", initials=True),
        Clause("Parts", "Each is initialled.", parts=True),
        Clause("Contact", "You may call me.", consent=True),
    )
    given = replace(DRAWN[0], name="Zoë Anne-Marie nguyễn", strokes=())

    def made(*agreed):
        facts = replace(agreement_facts(), clauses=clauses, signatures=(replace(given, agreed=agreed),))
        return agreement.render(facts, Words("en"))

    nothing, care, parts, contact = text(made(9)), text(made(0)), text(made(1)), text(made(2))
    assert "ZAMN" not in nothing
    assert care.count("ZAMN") == 2  # one on each copy
    assert parts.count("ZAMN") == 2 * 7  # each device and part
    assert contact == nothing
    assert made(2) != made(9)
