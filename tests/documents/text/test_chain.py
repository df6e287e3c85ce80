import shutil

import pytest

from loanmanager.documents.text import missing
from loanmanager.documents.text.chain import FAMILIES, Chain, bundled, chain
from loanmanager.paths import resources


@pytest.fixture
def fonts():
    return Chain(resources() / "fonts")


@pytest.mark.parametrize(
    ("character", "family"),
    [
        ("é", "NotoSans"),
        ("ễ", "NotoSans"),
        ("Ψ", "NotoSans"),
        ("Ш", "NotoSans"),
        ("न", "NotoSans"),
        ("م", "IBMPlexSansArabic"),
        ("ש", "NotoSansHebrew"),
        ("ᐃ", "NotoSansCanadianAboriginal"),
    ],
)
def test_each_script_has_its_family_in_two_weights(fonts, character, family):
    assert fonts.font_for(character, bold=False, before=None).face.name == f"{family}-Regular"
    bold = fonts.font_for(character, bold=True, before=None)
    assert bold.face.name == f"{family}-Bold"
    assert not bold.stroked


@pytest.mark.parametrize("character", "王山김さア")
def test_a_family_without_a_bold_is_stroked(fonts, character):
    assert fonts.font_for(character, bold=False, before=None) == (
        fonts.font_for("王", bold=True, before=None).face,
        False,
    )
    assert fonts.font_for(character, bold=True, before=None).stroked


@pytest.mark.parametrize("follower", [" ", "\u200d", "\u200c", "\ufe0f", "\u064e"])
def test_marks_joiners_and_spaces_stay_with_what_they_follow(fonts, follower):
    before = fonts.font_for("م", bold=False, before=None)
    assert fonts.font_for(follower, bold=False, before=before) is before


def test_a_mark_that_the_face_lacks_goes_to_one_that_has_it(fonts):
    before = fonts.font_for("ᐃ", bold=False, before=None)
    assert fonts.font_for("\u05b0", bold=False, before=before).face.name == "NotoSansHebrew-Regular"


def test_what_no_face_has_prints_as_a_box_of_the_first(fonts):
    font = fonts.font_for("\U0001f600", bold=True, before=None)
    assert font.face.name == "NotoSans-Bold"
    assert not font.stroked


def test_a_file_is_opened_only_when_it_is_needed(tmp_path):
    for file in FAMILIES[0]:
        shutil.copy(resources() / "fonts" / file, tmp_path)
    assert Chain(tmp_path).font_for("a", bold=False, before=None).face.name == "NotoSans-Regular"


def test_the_chain_is_made_once():
    assert bundled() is bundled()
    assert bundled() is chain(resources() / "fonts")


def test_what_would_print_as_a_box_is_named_in_order():
    assert missing("Zoë \U0001f600𠮷𠮷\u200f\u200d\x00 محمد 王小明 김") == ["\U0001f600", "𠮷"]


def test_nothing_is_missing_from_ordinary_names():
    assert missing("Zoë Nguyễn Łukasz محمد שלום 王小明 山田太郎 김민준 ᐃᓄᒃᑎᑐᑦ नमस्ते Ψαρρός Шевченко «» € — \n") == []
