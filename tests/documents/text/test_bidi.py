import random
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from bidi.mirror import MIRRORED
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.documents.text.bidi import _MAY_TURN, LTR, RTL, Part, levels, levels_of_parts, visual_order
from loanmanager.documents.text.clean import clean
from tests.documents.text.samples import HOSTILE

HEBREW = "".join(chr(0x5D0 + i) for i in range(19))
NOTATION = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ6789", HEBREW + "بتجدرسش" + "٦٧٨٩")
KNOWN = [
    line.split("|")[:3]
    for line in (Path(__file__).parent / "fribidi.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
BASES = {"ltr": LTR, "rtl": RTL}


def displayed(text, base=None):
    """Return a text as one line shows it, brackets mirrored."""
    found, base = levels(text, base)
    for index in reversed(range(len(text))):
        if text[index] != " ":
            break
        found[index] = base  # spaces that end a line: Para leaves them out
    order = visual_order(range(len(text)), lambda index: found[index])
    return "".join(MIRRORED.get(text[i], text[i]) if found[i] % 2 else text[i] for i in order)


@pytest.mark.parametrize(("base", "text", "expected"), KNOWN)
def test_a_known_text_is_ordered_as_fribidi_orders_it(base, text, expected):
    assert displayed(text.translate(NOTATION), BASES[base]) == expected.translate(NOTATION)


def test_there_are_enough_known_texts():
    assert len(KNOWN) >= 60


@pytest.mark.skipif(not shutil.which("fribidi"), reason="GNU FriBidi is not installed; the known texts stand for it")
@pytest.mark.parametrize("direction", BASES)
def test_random_texts_are_ordered_as_fribidi_orders_them(direction):
    letters = "abé" + "محمد" + "שלו" + "123٤" + "()[]" * 2 + " ,.-/:+%«»"
    chance = random.Random(5)
    texts = ["".join(chance.choices(letters, k=chance.randint(1, 24))) for _ in range(2000)]
    command = ["fribidi", f"--{direction}", "--nopad", "--nobreak", "--width", "100000"]
    shown = subprocess.run(
        command, input="\n".join(texts), capture_output=True, text=True, encoding="utf-8", check=True
    )
    expected = unicodedata.normalize("NFKC", shown.stdout).splitlines()
    assert [displayed(text, BASES[direction]) for text in texts] == expected


@pytest.mark.parametrize(
    ("text", "base"),
    [("abc", LTR), ("אבג", RTL), ("12 אבג", RTL), ("12 abc אבג", LTR), ("123", LTR), ("", LTR), ("\u0378א", RTL)],
)
def test_the_first_strong_letter_decides_the_direction(text, base):
    assert levels(text)[1] == base


def test_an_embedded_phone_number_keeps_the_order_of_its_groups():
    number = "+33 6 12 34"
    assert number in displayed(f"رقم \u202a{number}\u202c به")
    assert number not in displayed(f"رقم {number} به")


def test_every_character_that_turns_a_line_is_looked_for():
    turning = {"R", "AL", "AN", "RLE"}
    characters = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.bidirectional(chr(code)) in turning]
    assert [character for character in characters if not _MAY_TURN.search(character)] == []


def test_characters_that_python_does_not_know_yet_are_ordered_too():
    assert levels("\u0378א(\u0378)") == ([2, 1, 1, 2, 1], RTL)


def test_joiners_take_the_level_of_what_they_follow():
    assert levels("\u200dאב\u200c1") == ([1, 1, 1, 1, 2], RTL)


def test_marks_on_a_bracket_follow_it():
    assert levels("א(ב)\u0301 a", LTR)[0] == [1, 1, 1, 1, 1, 0, 0]


def test_more_open_brackets_than_the_algorithm_allows_are_neutral():
    text = "(" * 200 + "א" + ")" * 200
    assert len(levels(text)[0]) == len(text)
    assert len(levels("(" * 10_000 + "ב")[0]) == 10_001


def test_an_isolated_name_does_not_move_the_words_around_it():
    parts = [Part("lent to ", isolate=False), Part("محمد", isolate=True), Part(", 42 rue", isolate=False)]
    joined = "".join(part.text for part in parts)
    assert levels_of_parts(parts)[0] == [0] * 8 + [1] * 4 + [0] * 8
    assert levels(joined)[0][14:16] == [2, 2]  # joined, "42" jumps to the name's other side


def test_a_latin_name_in_arabic_words_stands_above_them():
    parts = [Part("إلى ", isolate=False), Part("Bob 42", isolate=True), Part(" 3", isolate=False)]
    assert levels_of_parts(parts) == ([1] * 4 + [2] * 6 + [1, 2], RTL)


@given(st.text(st.sampled_from(HOSTILE), max_size=60), st.sampled_from([None, LTR, RTL]))
def test_any_text_has_a_level_for_each_character(text, base):
    text = clean(text, newlines=False)
    found, base_found = levels(text, base)
    assert len(found) == len(text)
    assert base_found in {LTR, RTL}
    assert all(level >= base_found for level in found)


@given(
    st.text(st.sampled_from(HOSTILE), min_size=1, max_size=30), st.text(st.sampled_from("ab אب12()[], "), max_size=20)
)
def test_whatever_is_isolated_the_words_around_it_stay(data, words):
    data = clean(data, newlines=False)
    after = Part(words, isolate=False)
    around = levels_of_parts([Part("ab 1 (", isolate=False), Part(data, isolate=True), after])[0]
    neutral = levels_of_parts([Part("ab 1 (", isolate=False), Part("x", isolate=True), after])[0]
    assert around[:6] == neutral[:6]
    assert around[6 + len(data) :] == neutral[7:]


@given(st.lists(st.integers(0, 6), max_size=30))
def test_a_line_shows_every_piece_once(found):
    assert sorted(visual_order(range(len(found)), lambda index: found[index])) == list(range(len(found)))


def test_a_line_of_one_odd_level_is_turned_whole():
    assert visual_order("abc", lambda _: 1) == ["c", "b", "a"]
    assert visual_order("abc", lambda _: 2) == ["a", "b", "c"]
    assert visual_order([1, 2, 2, 0, 1], lambda level: level) == [2, 2, 1, 0, 1]
