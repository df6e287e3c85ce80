import struct
import unicodedata

import pytest

from loanmanager.documents.text import faces
from loanmanager.documents.text.chain import FAMILIES, bundled
from loanmanager.documents.text.faces import NOTDEF, Face, script_of
from loanmanager.paths import resources
from tests.documents.text.samples import NAMES

FONTS = resources() / "fonts"


@pytest.fixture
def latin():
    return Face(FONTS / "NotoSans-Regular.ttf")


@pytest.fixture
def arabic():
    return Face(FONTS / "IBMPlexSansArabic-Regular.ttf")


def shaped(face, text, *, rtl=False):
    return [glyph.id for glyph in face.shape(text, 0, len(text), rtl=rtl, script=script_of(text[0]))]


def test_letters_are_shaped_from_left_to_right(latin):
    glyphs = latin.shape("ab", 0, 2, rtl=False, script="Latn")
    assert [glyph.cluster for glyph in glyphs] == [0, 1]
    assert [glyph.id for glyph in glyphs] == [latin.nominal_glyph("a"), latin.nominal_glyph("b")]
    assert 400 < glyphs[0].advance < 700


def test_right_to_left_glyphs_come_in_visual_order(arabic):
    assert [glyph.cluster for glyph in arabic.shape("محمد", 0, 4, rtl=True, script="Arab")] == [3, 2, 1, 0]


def test_arabic_letters_are_joined(arabic):
    joined = shaped(arabic, "ممم", rtl=True)
    assert len({*joined, arabic.nominal_glyph("م")}) == 4


def test_letters_join_across_runs_by_their_context(arabic):
    alone = arabic.shape("م", 0, 1, rtl=True, script="Arab")
    within = arabic.shape("ممم", 1, 2, rtl=True, script="Arab")
    assert within[0].id != alone[0].id
    assert within[0].cluster == 1


def test_clusters_count_characters_beyond_the_basic_plane_as_one(latin):
    assert [glyph.cluster for glyph in latin.shape("\U0001f600a", 0, 2, rtl=False, script=None)] == [0, 1]
    assert [glyph.cluster for glyph in latin.shape("é\U0001f600ab", 2, 4, rtl=False, script="Latn")] == [2, 3]


def test_a_bracket_alone_in_a_right_to_left_run_is_mirrored(latin):
    assert shaped(latin, "(", rtl=True) == [latin.nominal_glyph(")")]


def test_conjuncts_are_formed(latin):
    assert len(shaped(latin, "क्ष")) == 1


def test_a_character_that_the_face_lacks_is_notdef(latin):
    assert not latin.covers("王")
    assert latin.nominal_glyph("王") is None
    assert shaped(latin, "王") == [NOTDEF]


def test_nothing_is_guessed_from_the_pc_and_no_ornament_is_asked_for(latin, monkeypatch):
    asked = []
    shape = faces.hb.shape

    def record(font, buffer, features):
        asked.append((buffer.language, buffer.script, buffer.direction, features))
        shape(font, buffer, features)

    monkeypatch.setattr(faces.hb, "shape", record)
    shaped(latin, "ș")
    shaped(latin, "(", rtl=True)
    assert asked == [("und", "Latn", "ltr", {}), ("und", "Zyyy", "rtl", {})]


def test_a_subset_keeps_its_glyph_ids_and_is_small(latin):
    glyphs = shaped(latin, "Zoë")
    data = latin.subset(glyphs)
    assert len(data) < 30_000
    assert latin.subset(glyphs) == data


def test_outlines_other_than_truetype_are_refused(tmp_path):
    head = struct.pack(">4sHHHH", b"OTTO", 0, 0, 0, 0)
    (tmp_path / "other.otf").write_bytes(head)
    with pytest.raises(ValueError, match=r"other\.otf: no TrueType outlines"):
        Face(tmp_path / "other.otf")


def test_a_font_that_is_not_there_is_named():
    with pytest.raises(FileNotFoundError, match="Lost"):
        Face(FONTS / "Lost-Regular.ttf")


def collection(*files):
    """Join font files into a collection."""
    head = struct.pack(">4sHHI", b"ttcf", 1, 0, len(files))
    offset = len(head) + 4 * len(files)
    offsets, fonts = b"", b""
    for file in files:
        font = bytearray(file.read_bytes())
        (tables,) = struct.unpack_from(">H", font, 4)
        for table in range(tables):
            place = 12 + 16 * table + 8
            (old,) = struct.unpack_from(">I", font, place)
            struct.pack_into(">I", font, place, old + offset + len(fonts))
        offsets += struct.pack(">I", offset + len(fonts))
        fonts += font
    return head + offsets + fonts


def test_a_member_of_a_collection_is_not_taken_for_the_first(tmp_path):
    path = tmp_path / "both.ttc"
    path.write_bytes(collection(FONTS / "NotoSansHebrew-Regular.ttf", FONTS / "IBMPlexSansArabic-Regular.ttf"))
    first, second = Face(path), Face(path, 1)
    assert first.covers("ש")
    assert not first.covers("م")
    assert second.covers("م")
    assert NOTDEF not in shaped(second, "محمد", rtl=True)
    assert (first.name, second.name) == ("both", "both-1")


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.regular)
def test_every_bundled_face_opens_and_has_a_height(family):
    for file in filter(None, family):
        face = Face(FONTS / file)
        descent, ascent = face.vertical_extent
        assert -600 < descent < 0
        assert 500 < ascent < 1500
        assert face.name == file.removesuffix(".ttf")


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("bold", [False, True])
def test_every_name_has_glyphs(name, bold):
    for character in unicodedata.normalize("NFC", name):
        face = bundled().font_for(character, bold=bold, before=None).face
        assert NOTDEF not in shaped(face, character)


@pytest.mark.parametrize(
    ("character", "script"),
    [("a", "Latn"), ("م", "Arab"), ("ש", "Hebr"), ("ह", "Deva"), ("王", "Hani"), (" ", None), ("1", None)],
)
def test_the_script_of_a_character(character, script):
    assert script_of(character) == script
