import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loanmanager.documents.text.bidi import LTR, RTL
from loanmanager.documents.text.chain import bundled
from loanmanager.documents.text.clean import BIDI_CONTROLS, clean
from loanmanager.documents.text.faces import NOTDEF
from loanmanager.documents.text.paragraph import Paragraph, Span
from tests.documents.text.samples import HOSTILE, NAMES


def paragraph(*parts, base=None):
    spans = [Span(clean(part), isolate=False) if isinstance(part, str) else part for part in parts]
    return Paragraph(spans, base, bundled())


def line(shaped, start=0, end=None):
    """Return what a line shows, from left to right."""
    pieces = shaped.pieces(start, len(shaped.text) if end is None else end)
    return "".join(cluster.text for piece in pieces for cluster in shaped.clusters(piece))


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_is_drawn_with_glyphs_of_its_own(name):
    shaped = paragraph(name)
    clusters = [cluster for piece in shaped.pieces(0, len(shaped.text)) for cluster in shaped.clusters(piece)]
    assert sorted("".join(cluster.text for cluster in clusters)) == sorted(shaped.text)
    assert all(glyph.id != NOTDEF for cluster in clusters for glyph in cluster.glyphs)
    assert shaped.text == clean(name)


@pytest.mark.parametrize(("text", "shown"), [("abc", "abc"), ("محمد", "دمحم"), ("ab אב 12", "ab 12 בא"), ("", "")])
def test_a_line_goes_from_left_to_right(text, shown):
    assert line(paragraph(text)) == shown


def test_composed_and_decomposed_names_are_one():
    composed, decomposed = (paragraph(NAMES[name]) for name in ("Vietnamese", "Vietnamese, decomposed"))
    assert composed.text == decomposed.text
    assert composed.pieces(0, 10) == decomposed.pieces(0, 10)


def test_data_keeps_its_place_among_the_words():
    assert line(paragraph("lent to ", Span("محمد"), ", 42 rue")) == "lent to دمحم, 42 rue"
    assert line(paragraph("lent to محمد, 42 rue")) == "lent to 42 ,دمحم rue"


def test_a_name_with_two_directions_is_ordered_by_the_standard():
    assert line(paragraph("Ali محمد (علي) 42")) == "Ali 42 )يلع( دمحم"  # brackets are mirrored when shaped


def test_an_embedded_phone_number_keeps_its_groups_and_the_controls_are_not_drawn():
    shaped = paragraph("رقم \u202a+33 6 12\u202c به")
    assert "+33 6 12" in line(shaped)
    assert BIDI_CONTROLS.isdisjoint(shaped.text)


def test_controls_split_no_run_of_one_direction():
    shaped = paragraph("a\u202ab\u202cc\u200e")
    assert shaped.text == "abc"
    assert len(shaped.pieces(0, 3)) == 1


@pytest.mark.parametrize(("text", "base"), [("abc", LTR), ("אבג abc", RTL), ("", LTR)])
def test_the_base_is_the_first_letters_unless_it_is_given(text, base):
    assert paragraph(text).base == base
    assert paragraph(text, base=RTL).base == RTL


def test_runs_part_where_the_weight_or_the_script_changes():
    shaped = paragraph("ab ", Span("cd", bold=True), " яж 王")
    runs = [(shaped.text[run.start : run.end], run.font.face.name, run.script) for run in shaped.pieces(0, 10)]
    assert runs == [
        ("ab ", "NotoSans-Regular", "Latn"),
        ("cd", "NotoSans-Bold", "Latn"),
        (" яж ", "NotoSans-Regular", "Cyrl"),
        ("王", "DroidSansFallback", "Hani"),
    ]


def test_a_line_holds_only_its_own_part_of_the_runs():
    shaped = paragraph("one אבג דהו two")
    assert line(shaped, 4, 11) == "והד גבא"
    assert line(shaped, 8, 15) == "והד two"


def test_a_ligature_is_one_cluster_and_is_not_cut():
    shaped = paragraph("لا")
    assert [cluster.text for cluster in shaped.clusters(shaped.pieces(0, 2)[0])] == ["لا"]
    assert [(found.start, found.end) for found in shaped.lines(0, 0, 2)] == [(0, 2)]


def test_widths_are_in_ems():
    (found,) = paragraph("王王").lines(10, 0, 2)
    assert found.width == pytest.approx(2, abs=0.01)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.tuples(st.text(st.sampled_from(HOSTILE), max_size=30), st.booleans(), st.booleans()), max_size=4),
    st.floats(0, 30),
    st.sampled_from([None, LTR, RTL]),
)
def test_every_character_of_any_text_is_on_one_line_once(parts, width, base):
    spans = [Span(clean(text, newlines=False), bold, isolate) for text, bold, isolate in parts]
    shaped = Paragraph(spans, base, bundled())
    seen = ""
    end = 0
    for found in shaped.lines(width, 0, len(shaped.text)):
        assert shaped.text[end : found.start].strip(" ") == ""
        assert sorted(line(shaped, found.start, found.end)) == sorted(shaped.text[found.start : found.end])
        end = found.end
        seen += shaped.text[found.start : found.end]
    assert seen.replace(" ", "") == shaped.text.replace(" ", "")
