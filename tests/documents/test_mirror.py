"""Papers that are read from right to left are mirrored as a whole; those read from left to right know nothing of it."""

import re
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from loanmanager.documents import agreement, client_card, notice, receipt, summary
from loanmanager.documents.label_formats import cards
from loanmanager.domain.papers import AgreementFacts, Clause
from loanmanager.domain.shelf_papers import CardFacts
from loanmanager.i18n import Words
from tests.documents.facts import HOTSPOT, LAPTOP, agreement_facts, minor, receipt_facts
from tests.documents.pdf import place, reader, sizes, text
from tests.documents.test_care_papers import DRAWN as CARE
from tests.documents.test_notice import FACTS as NOTICE
from tests.documents.test_signing import DRAWN, around, curves_on

pytestmark = pytest.mark.no_cover  # measured, drawing takes three times as long, and others cover what is drawn here

RIGHT_TO_LEFT = ("ar", "he", "fa", "ur")
SIDE = 46.0
"""Points of margin on either side."""


def facts(language: str, **changes: Any) -> AgreementFacts:
    """Return an agreement of a few clauses, signed on screen by borrower and staff."""
    ours = tuple(Clause(f"Clause {n}", "Words that are agreed. " * 6) for n in range(1, 8))
    last = (Clause("Box", "I agree.", consent=True), Clause("Initial", "Here.", initials=True))
    made = agreement_facts(
        "en", wanted=False, signatures=DRAWN, items=(replace(LAPTOP, parts=LAPTOP.parts[:1]), HOTSPOT)
    )
    return replace(made, language=language, clauses=(*ours, *last), **changes)


def drawn(language: str, page: Any = "letter", **changes: Any) -> bytes:
    return agreement.render(facts(language, **changes), Words(language), page=page)


def width(data: bytes) -> float:
    return float(reader(data).pages[0].mediabox.width)


def mirrored(box: tuple[float, float, float, float], across: float) -> tuple[float, float]:
    """Return the left and right edge of a box as a mirror shows them."""
    return across - box[2], across - box[0]


@pytest.mark.parametrize("page", ["letter", "a4"])
@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
def test_everything_on_an_agreement_stands_on_its_other_side(language: str, page: Any) -> None:
    """The same English words, drawn for a language of each direction: their places are each other's mirror."""
    here, there = drawn("en", page), drawn(language, page)
    across = width(here)
    for words in ("Loan agreement", "Lender (we)", "Borrower (you)", "Cost to replace", "Charger 65 W", "What we agree",
                  "You: Zoë Nguyễn", "Page 1 of 1"):  # fmt: skip
        left, right = mirrored(place(here, words), across)
        found = place(there, words)
        # Letters have white at their sides, a point or two of it.
        assert min(abs(found[0] - left), abs(found[2] - right)) < 2.5, words
    assert place(there, "Loan agreement")[2] == pytest.approx(across - SIDE, abs=1.5)
    assert place(there, "Page 1")[0] == pytest.approx(SIDE, abs=1.5)
    assert place(there, "Lender (we)")[0] > across / 2 > place(there, "Borrower (you)")[2]  # columns in order
    assert place(there, "Clause 1.")[0] > across / 2 > place(there, "Clause 7.")[2]


@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
def test_words_bars_ticks_and_handwriting_are_not_seen_in_a_mirror(language: str) -> None:
    here, there = drawn("en"), drawn(language)
    document = pypdfium2.PdfDocument(there)
    try:
        image = document[0].render(scale=200 / 72).to_pil()
    finally:
        document.close()
    (code,) = zxingcpp.read_barcodes(image)
    assert code.text == "L-2026-0042"
    assert code.position.top_left.x < code.position.top_right.x  # read from left to right
    assert code.position.top_right.x < image.width / 2  # and it stands at the left
    across = width(here)
    ours, theirs = curves_on(here), curves_on(there)
    half = across / 2
    hers = around([box for box in theirs if box[0] > half])
    his = around([box for box in theirs if box[2] < half])
    signed = place(there, "You: Zoë")
    assert hers[1] > signed[1] > 0
    assert signed[0] - 40 < hers[0] < hers[2] < across - SIDE + 1
    assert his[2] < half < hers[0]  # the borrower signs first, at the right
    # The curves themselves run as they were drawn: as wide, and rising at the same end.
    first = [box for box in ours if box[2] < half]
    assert around(first)[2] - around(first)[0] == pytest.approx(hers[2] - hers[0], abs=0.2)
    offsets = [box[0] - around(first)[0] for box in first]
    again = [box[0] - hers[0] for box in theirs if box[0] > half]
    assert sorted(offsets) == pytest.approx(sorted(again), abs=0.2)


@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
def test_what_is_written_from_left_to_right_stays_so(language: str) -> None:
    made = facts(language, borrower=minor(name="محمد العلي"))
    said = text(agreement.render(made, Words(language)))
    for words in ("514 555-0177", "zoe@exemple.test", "35 714508 220417 6", "438 555-0107", "PF-2C9XK1", "L-2026-0042",
                  "H2X 1Y1", "C-00031"):  # fmt: skip
        assert words in said


def test_a_line_by_itself_starts_at_the_right_and_a_paragraph_on_the_side_it_runs_from() -> None:
    long = Clause("Fallback", "A clause that is printed in English because nobody wrote it in this language. " * 3)
    data = agreement.render(replace(facts("ar"), clauses=(long,)), Words("ar"))
    across = width(data)
    assert place(data, "What we agree")[2] == pytest.approx(across - SIDE, abs=1.5)
    assert place(data, "Fallback")[0] == pytest.approx(SIDE, abs=1.5)


def test_the_address_of_a_notice_stays_where_the_window_is() -> None:
    here = notice.render(NOTICE, Words("en"))
    there = notice.render(replace(NOTICE, language="ar"), Words("ar"))
    assert place(there, "Zoë Nguyễn") == pytest.approx(place(here, "Zoë Nguyễn"))
    assert place(there, "77, avenue") == pytest.approx(place(here, "77, avenue"))
    assert place(there, "Carrefour Exemple")[2] == pytest.approx(612 - notice.SIDE, abs=1.5)


@pytest.mark.parametrize("sheet", ["card", "letter", "a4"])
@pytest.mark.parametrize("code", ["C-00031", "C" * 40])
def test_a_card_begins_at_the_right(sheet: str, code: str) -> None:
    on, made = cards()[sheet], CardFacts("ar", "محمد العلي", code, "Horizon", "514 555-0199")
    data = client_card.render(made, on, Words("ar"), first=0)
    left, _ = on.cell(0)
    right = (left + on.cell_width - on.padding) * 72 / 25.4
    assert place(data, "Horizon")[2] == pytest.approx(right, abs=1.5)
    document = pypdfium2.PdfDocument(data)
    try:
        image = document[0].render(scale=300 / 72).to_pil()
    finally:
        document.close()
    (found,) = zxingcpp.read_barcodes(image)
    assert found.text == code
    assert max(found.position.top_right.x, found.position.top_left.x) / 300 * 72 == pytest.approx(right, abs=14)


def papers(language: str, *, large: bool) -> dict[str, bytes]:
    """Return one of each paper that a client gets."""
    words, made = Words(language), facts(language)
    received = receipt_facts("en", signatures=DRAWN)
    return {
        "agreement": agreement.render(made, words, large=large),
        "addendum": agreement.render(replace(made, renewed_from=made.due), words, large=large),
        "summary": summary.render(made, words, large=large),
        "receipt": receipt.render(replace(received, language=language), words, large=large),
        "notice": notice.render(replace(NOTICE, language=language), words, large=large),
        **{
            name: room.render(replace(known, language=language), words, large=large)
            for name, (room, known) in CARE.items()
        },
    }


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("language", ["en", "fr", "uk", "zh", *RIGHT_TO_LEFT])
def test_each_paper_is_mirrored_or_has_no_trace_of_a_mirror(language: str, large: bool) -> None:
    for name, data in papers(language, large=large).items():
        found = reader(data)
        for sheet in found.pages:
            begins = sheet.get_contents().get_data()[:60]  # type: ignore[union-attr]
            turned = re.search(rb"-1 0 0 1 612 0 cm", begins)
            assert bool(turned) == (language in RIGHT_TO_LEFT), name
        assert min(sizes(data)) >= (16 if large else 8.5), name


def test_papers_of_both_directions_are_bound_into_one_file() -> None:
    from loanmanager.documents import batch, page

    draws = [(language, lambda each=language: drawn(each)) for language in ("en", "ar", "fr")]
    data = batch.bind(draws, page.About("Many", "Us"), Words("en"))
    turned = [b"-1 0 0 1 612 0 cm" in each.get_contents().get_data()[:60] for each in reader(data).pages]  # type: ignore[union-attr]
    assert turned == [False, False, True, True, False, False]
