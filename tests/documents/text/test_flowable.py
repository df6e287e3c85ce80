import hashlib
import io
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab.lib.colors import HexColor
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepInFrame, KeepTogether, Table
from reportlab.platypus.doctemplate import LayoutError

from loanmanager.documents.text import Para, Span, clean
from tests.documents.text.samples import HOSTILE, NAMES, draw, draw_one, extracted, ink, picture

ARABIC = (
    "استلم العميل الجهاز يوم 12 مارس 2026 وهو في حالة جيدة. طلب تمديد مدة الإعارة (Laptop ThinkPad X1) 3 أسابيع، "
    "وسيعيده قبل الساعة 17:30 مع الشاحن والحقيبة."
)
LATIN = "The borrower keeps the laptop dry; « l’emprunteur s’engage » à le rendre avant le 12/03/2026. "


def story():
    """Return a story with every script in every style."""
    rows = [
        [Para(name, 11, align="left"), Para(name, bold=True), Para(["lent to ", Span(name), ", 42"])]
        for name in NAMES.values()
    ]
    return [
        Para(LATIN * 3, align="justify"),
        Table(rows, colWidths=[150, 150, 150]),
        Para(ARABIC),
        Para("क्षि ﷺ a\u0301\u0302\u0303\u0303"),
    ]


def digest():
    """Return what a paper's bytes come to."""
    return hashlib.sha256(draw(story())).hexdigest()


# Ink


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_shows_ink_and_no_boxes(name, bold):
    image = picture(draw_one(Para(name, 20, bold=bold, align="left"), 200, 40))
    boxes = picture(draw_one(Para("\U0001f600" * len(clean(name)), 20, bold=bold), 200, 40))
    assert ink(image) > 40 * len(clean(name))
    assert image.tobytes() != boxes.tobytes()


def test_each_letter_shows_ink_of_its_own():
    pictures = {picture(draw_one(Para(letter, 20), 40, 40)).tobytes() for letter in "Łẽψжмמ王さ김ᐃन"}
    assert len(pictures) == 11


def test_right_to_left_text_starts_at_the_right_unless_it_is_told_otherwise():
    def left_and_right(**style):
        image = picture(draw_one(Para("محمد", 20, **style), 200, 40))
        return ink(image.crop((0, 0, 200, 80))), ink(image.crop((200, 0, 400, 80)))

    assert left_and_right()[0] == 0
    assert left_and_right(align="justify")[0] == 0
    assert left_and_right(align="left")[1] == 0
    assert left_and_right(align="right")[0] == 0
    assert left_and_right(base="ltr")[1] == 0
    assert all(left_and_right(align="center"))


def test_text_has_the_colour_it_is_given():
    pale = picture(draw_one(Para("王", 30, bold=True, color=HexColor("#ffcccc")), 60, 60))
    assert ink(pale) == 0
    assert min(pale.tobytes()) < 255


# Layout


def test_words_are_the_cleaned_text_in_logical_order():
    para = Para(["lent to ", Span("محمد\n\x00"), ",\nnow"])
    assert para.words == "lent to محمد ,\nnow"


def test_markup_and_formulas_are_words():
    for text in ("<b>Bob</para> & Co", "=1+1", "&amp;&#0;", "%s %d {0}"):
        assert extracted(draw_one(Para(text))).strip() == text


def test_each_paragraph_of_a_free_text_has_a_direction_of_its_own():
    assert [paragraph.base for paragraph in Para("abc\nאבג\n12")._paragraphs] == [0, 1, 0]


def test_bold_words_hold_bold_data():
    para = Para(["a", Span("b"), Span("c", bold=True)], bold=True)
    assert {run.font.face.name for run in para._paragraphs[0].pieces(0, 3)} == {"NotoSans-Bold"}


@pytest.mark.parametrize(("text", "lines"), [("", 1), ("one", 1), ("one\n\ntwo", 3), ("one two", 2)])
def test_a_height_is_that_of_its_lines(text, lines):
    assert Para(text, 10).wrap(35, 100) == (35, lines * 14.5)
    assert Para(text, 10, leading=20).wrap(35, 100) == (35, lines * 20)


def test_measuring_again_follows_the_new_width():
    para = Para("one two")
    heights = [para.wrap(width, 100)[1] for width in (35, 35, 100, 35)]
    assert heights == [29, 29, 14.5, 29]


def test_the_least_width_follows_the_size():
    assert Para("abc", 12).minWidth() == 24


def test_a_long_text_is_cut_at_a_line_and_nothing_is_lost():
    para = Para("one two\nthree four\n\nfive")
    para.wrap(35, 1000)
    first, second = para.split(35, 45)
    assert first.wrap(35, 1000)[1] + second.wrap(35, 1000)[1] == para.wrap(35, 1000)[1]
    texts = [extracted(draw_one(part, 35)).split() for part in (first, second)]
    assert texts == [["one", "two", "three"], ["four", "five"]]


@pytest.mark.parametrize("height", [29.0, 28.9999999999])
def test_a_cut_between_paragraphs_leaves_no_empty_line(height):
    para = Para("one two\nthree")
    para.wrap(35, 1000)
    assert [part.wrap(35, 1000)[1] for part in para.split(35, height)] == [29, 14.5]


def test_what_fits_is_not_cut_and_where_no_line_fits_nothing_is_drawn():
    para = Para("one two")
    para.wrap(35, 1000)
    assert para.split(35, 29) == [para]
    assert para.split(35, 10) == []


@settings(deadline=None, max_examples=60)
@given(st.text(st.sampled_from(HOSTILE + "\n\n    "), max_size=80), st.floats(0, 120), st.integers(1, 6))
def test_a_cut_anywhere_keeps_the_lines(text, width, lines):
    para = Para(text)
    height = para.wrap(width, 1e9)[1]
    parts = para.split(width, lines * 14.5)
    assert sum(part.wrap(width, 1e9)[1] for part in parts) == pytest.approx(height)
    found = [(placed.paragraph, placed.line.start, placed.line.end) for part in parts for placed in part._lines]
    assert found == [(placed.paragraph, placed.line.start, placed.line.end) for placed in para._lines]


def test_a_cell_splits_in_its_row_though_the_table_forgets_its_padding():
    table = Table([[Para("x" * 9000, 8), Para(ARABIC * 20, 8)]], colWidths=[200, 195], splitInRow=1)
    pdf = draw([table])
    assert len(PdfReader(io.BytesIO(pdf)).pages) > 1
    assert extracted(pdf).count("x") == 9000


def test_a_text_of_many_pages_is_moved_on_again_and_again():
    text = "\n".join(f"line {number}" for number in range(400))
    pdf = draw([Para("head"), KeepTogether([Para(text)]), Para("tail")])
    assert extracted(pdf).split("\n") == ["head", *text.split("\n"), "tail"]


def test_the_second_part_does_not_carry_the_count_of_moves():
    para = Para("one two")
    para.wrap(35, 100)
    para._postponed = 1
    first, second = para.split(35, 15)
    assert not hasattr(second, "_postponed")
    assert not hasattr(first, "_postponed")


def test_it_shrinks_in_a_frame_that_is_kept():
    assert extracted(draw([KeepInFrame(200, 50, [Para(LATIN * 3)], mode="shrink")])).split()[:2] == ["The", "borrower"]


def test_an_error_of_the_layout_names_no_words():
    with pytest.raises(LayoutError) as caught:
        draw([Table([[Para("Secret name " * 3000)]], colWidths=[100])])
    assert "Secret" not in str(caught.value)
    assert "Secret" not in Para("Secret").identity()


# Hostile text


@settings(deadline=None, max_examples=60)
@given(st.one_of(st.text(st.sampled_from(HOSTILE), max_size=60), st.text(st.characters(codec=None), max_size=30)))
def test_any_text_is_drawn_and_the_paper_opens(text):
    pdf = draw([Para(text), Para(["by ", Span(text, bold=True), " 42."], 8, align="justify")])
    assert len(PdfReader(io.BytesIO(pdf), strict=True).pages) >= 1
    assert ink(picture(pdf, scale=1)) > 0


@pytest.mark.parametrize("text", ["x", "م", "王", "क्षि", "نص (x) 42 ", "(", "()", "\u0301", "\u202b"])
def test_ten_thousand_characters_are_drawn(text):
    long = text * (10_000 // len(text)) + "ب"
    assert len(PdfReader(io.BytesIO(draw([Para(long, 8)]))).pages) >= 1


def test_a_title_with_a_lone_surrogate_is_saved_when_it_is_cleaned():
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.setTitle(clean("Prêt \ud800\n2", newlines=False))
    canvas.save()
    assert PdfReader(out).metadata.title == "Prêt \ufffd 2"


# The same facts, the same bytes


def test_the_same_story_has_the_same_bytes_after_other_papers():
    before = draw(story())
    draw([Para("अन्य दस्तावेज़ ﷺ محمد Ệ"), Para("zyx", bold=True)])
    assert draw(story()) == before


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_makes_the_same_bytes(seed):
    code = "from tests.documents.text.test_flowable import digest; print(digest())"
    root = Path(__file__).parents[3]
    found = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == digest()


class Broken(Flowable):
    """Fails while it is drawn."""

    def wrap(self, width, height):
        return 10, 10

    def draw(self):
        raise RuntimeError("torn")


def test_a_paper_that_failed_leaves_nothing_behind():
    before = draw(story())
    with pytest.raises(RuntimeError, match="torn"):
        draw([Para("ZYX महिला", bold=True), Broken()])
    assert draw(story()) == before


def test_papers_drawn_on_two_threads_are_as_if_drawn_alone():
    expected = draw(story())
    with ThreadPoolExecutor(2) as workers:
        assert set(workers.map(lambda _: draw(story()), range(6))) == {expected}


def test_an_encrypted_paper_is_read_with_its_password():
    pdf = draw([Para("Zoë Nguyễn שלום")], encrypt=StandardEncryption("open", "owner", strength=128))
    reader = PdfReader(io.BytesIO(pdf), password="open")
    assert reader.pages[0].extract_text().strip() == "Zoë Nguyễn שלום"
