import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.documents.text.clean import MOST_MARKS, clean, is_mark
from tests.documents.text.samples import HOSTILE, NAMES

ANY_TEXT = st.text(st.one_of(st.sampled_from(HOSTILE), st.characters(codec=None)))


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_stays_as_it_is_but_for_composition(name):
    assert clean(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    ("dirty", "cleaned"),
    [
        ("a\x00b\x07\x1b\x7f\x9f", "ab"),
        ("tab\there", "tab here"),
        ("one\r\ntwo\rthree\u2028four\x0bfive\x85six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("lone \ud800 and \udfff", "lone \ufffd and \ufffd"),
        ("joined \ud83d\ude00 pair", "joined \U0001f600 pair"),
        ("abc\u202efed\u202c", "abcfed\u202c"),
        ("\u2067abc\u2069", "\u202babc\u202c"),
        ("soft\u00adhyphen, zero\u200bwidth, \ufeffmark", "softhyphen, zerowidth, mark"),
        ("\ufffe\uffff\ufdd0\U0010ffff", "\ufffd\ufffd\ufffd\ufffd"),
        ("tag\U000e0041", "tag"),
        ("a" + "\u0303" * 200, "ã" + "\u0303" * MOST_MARKS),
        ("=1+1 <b>&amp;</b> %s {0} \\", "=1+1 <b>&amp;</b> %s {0} \\"),
        ("", ""),
    ],
)
def test_what_cannot_be_drawn_is_dropped_or_replaced(dirty, cleaned):
    assert clean(dirty) == cleaned


def test_a_title_has_no_line_breaks():
    assert clean("one\r\ntwo\u2029three", newlines=False) == "one two three"


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)


@given(ANY_TEXT)
def test_cleaned_text_can_be_saved_and_holds_no_control(text):
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not {"Cc", "Cs"} & {unicodedata.category(character) for character in cleaned.replace("\n", "")}
    assert "\u202d" not in cleaned
    assert "\u202e" not in cleaned


@given(st.text(st.sampled_from("a\u0301\u0303\u05b0\u093f"), max_size=40))
def test_no_letter_carries_a_tower(text):
    marks = 0
    for character in clean(text):
        marks = marks + 1 if is_mark(character) else 0
        assert marks <= MOST_MARKS
