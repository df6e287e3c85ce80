import io

import pytest
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from loanmanager.documents.text import Para
from loanmanager.documents.text.embedding import embed
from loanmanager.documents.text.faces import Face
from loanmanager.paths import resources
from tests.documents.text.samples import draw_one

REGULAR = resources() / "fonts" / "NotoSans-Regular.ttf"


def document():
    return Canvas(io.BytesIO(), invariant=1)._doc


def fonts_of(pdf):
    page = PdfReader(io.BytesIO(pdf), strict=True).pages[0]
    return {name: font.get_object() for name, font in page["/Resources"]["/Font"].items() if name.startswith("/T")}


def to_unicode(font):
    return font["/ToUnicode"].get_object().get_data().decode("ascii")


def test_a_document_embeds_a_face_once_and_another_document_anew():
    first, second = document(), document()
    face = Face(REGULAR)
    assert embed(first, face) is embed(first, face)
    assert embed(first, Face(REGULAR)) is embed(first, face)  # two faces of one file are alike
    assert embed(first, face) is not embed(second, face)


def test_each_face_has_a_name_of_its_own():
    paper = document()
    bold = Face(resources() / "fonts" / "NotoSans-Bold.ttf")
    names = {embed(paper, Face(REGULAR)).name, embed(paper, bold).name}
    assert len(names) == 2
    assert f"/{names.pop()}" in paper.fontMapping.values()


def test_the_first_text_of_a_glyph_is_what_it_says():
    font = embed(document(), Face(REGULAR))
    assert font.use(5, "a") == "a"
    assert font.use(5, "b") == "a"


def test_the_font_is_a_type0_with_a_descendant_that_readers_accept():
    (font,) = fonts_of(draw_one(Para("Zoë"))).values()
    assert (font["/Subtype"], font["/Encoding"]) == ("/Type0", "/Identity-H")
    descendant = font["/DescendantFonts"][0].get_object()
    assert descendant["/CIDToGIDMap"] == "/Identity"
    assert descendant["/BaseFont"] == font["/BaseFont"]
    assert font["/BaseFont"][7:] == "+NotoSans-Regular"
    assert font["/BaseFont"][1:7].isalpha()
    assert font["/BaseFont"][1:7].isupper()
    descriptor = descendant["/FontDescriptor"].get_object()
    assert len(descriptor["/FontFile2"].get_object().get_data()) == descriptor["/FontFile2"]["/Length1"] < 30_000


def test_every_glyph_has_its_width():
    (font,) = fonts_of(draw_one(Para("iW"))).values()
    face = Face(REGULAR)
    widths = font["/DescendantFonts"][0].get_object()["/W"]
    found = {widths[i]: widths[i + 1][0] for i in range(0, len(widths), 2)}
    assert found == {face.nominal_glyph(letter): face.advance(face.nominal_glyph(letter)) for letter in "iW"}


def test_characters_beyond_four_digits_are_mapped_in_utf16():
    font = embed(document(), Face(REGULAR))
    font.use(7, "\U0001f600")
    assert "<0007> <d83dde00>" in font._cmap()


@pytest.mark.parametrize(("glyphs", "blocks"), [(1, [1]), (100, [100]), (101, [100, 1])])
def test_mappings_come_in_blocks_of_a_hundred(glyphs, blocks):
    font = embed(document(), Face(REGULAR))
    for glyph in range(glyphs):
        font.use(glyph, "x")
    counts = [int(line.split()[0]) for line in font._cmap().splitlines() if line.endswith(" beginbfchar")]
    assert counts == blocks


def test_a_subset_is_named_by_its_glyphs():
    bases = [next(iter(fonts_of(draw_one(Para(text))).values()))["/BaseFont"] for text in ("abc", "cba", "abd")]
    assert bases[0] == bases[1] != bases[2]


def test_unmapped_glyphs_map_to_no_private_character():
    (font,) = fonts_of(draw_one(Para("क्षि त्रि"))).values()
    targets = [line.split()[1] for line in to_unicode(font).splitlines() if line.startswith("<") and " <" in line]
    assert targets
    assert not any(target.startswith(("<e", "<f")) for target in targets)
