import io
import re
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from loanmanager.documents.text import Para, Span
from tests.documents.text.samples import NAMES, draw_one, extracted


def operators(flowable, width=400):
    page = PdfReader(io.BytesIO(draw_one(flowable, width)), strict=True).pages[0]
    return page.get_contents().get_data().decode("ascii")


def stated(code):
    """Return the texts that are stated beside their glyphs."""
    marks = [part.split(">")[0] for part in code.split("/ActualText <FEFF")[1:]]
    return [bytes.fromhex(mark).decode("utf-16-be") for mark in marks]


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_is_read_back_as_it_was_written(name):
    para = Para(name, align="left")
    assert extracted(draw_one(para)).strip() == para.words


@pytest.mark.parametrize("name", ["王小明", "שלום", "Zoë Nguyễn", "김민준", "ᐃᓄᒃᑎᑐᑦ"])
def test_a_bold_name_is_read_back_too(name):
    assert extracted(draw_one(Para(name, bold=True, align="left"))).strip() == name


@pytest.mark.parametrize("name", ["Łukasz", "محمد", "王小明"])
def test_what_the_glyphs_say_is_not_said_twice(name):
    assert stated(operators(Para(name))) == []


def test_what_the_glyphs_cannot_say_is_stated():
    assert stated(operators(Para("नमस्ते"))) == ["नमस्ते"]


def test_right_to_left_text_is_stated_word_by_word_in_visual_order():
    assert stated(operators(Para("لا مد لا"))) == ["ال", "ال"]
    assert stated(operators(Para("ab שלום"))) == ["םולש"]  # its letters are kerned


def test_a_letter_drawn_by_two_glyphs_is_shared_among_them():
    assert normalize("NFC", extracted(draw_one(Para("Ệị Thịnh"))).replace(" ", "")) == "ỆịThịnh"
    assert extracted(draw_one(Para("x\u0323y"))).strip() == "x\u0323y"


def test_marks_are_raised_and_the_pen_comes_back():
    code = operators(Para(["a\u0301\u0302\u0303\u0303 ", Span("a\u0301\u0302\u0303", bold=True), Span("b")]))
    rises = [float(part.split()[-1]) for part in code.split(" Ts")[:-1]]
    assert 0 < rises[0] < rises[1] < rises[2]
    assert rises.count(0) == 2


def test_faked_bold_is_stroked_and_what_follows_is_not():
    code = operators(Para([Span("王", bold=True), " a"], 10))
    assert code.index("2 Tr 0.35 w") < code.index("0 Tr")
    assert "2 Tr" not in operators(Para("王a"))


def test_glyphs_are_moved_only_where_it_shows():
    assert re.search(r"\n\[<[0-9A-F]{8}>\] TJ", operators(Para("mm")))
    assert re.search(r"<[0-9A-F]{4}>\d+\.\d<[0-9A-F]{4}>", operators(Para("AV")))


def test_justifying_widens_the_spaces_only():
    words = "one two three four five six"
    ragged, justified = (operators(Para(words, align=align), width=100) for align in ("left", "justify"))
    assert not re.search(r"-\d+\.\d<", ragged)
    assert len(re.findall(r"-\d+\.\d<", justified)) == 3  # between the words of the first line
    assert extracted(draw_one(Para(words, align="justify"), 100)).split() == words.split()


def test_nothing_in_the_text_can_end_the_text_object():
    text = "EMC ET Q ) Tj \\ ( <</ >> %"
    assert extracted(draw_one(Para(text))).strip() == text
