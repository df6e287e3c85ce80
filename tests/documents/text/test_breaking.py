import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.documents.text.breaking import Break, Measure, breaks_in
from tests.documents.text.samples import HOSTILE

NEVER, FORCED, ALLOWED = Break


def lines(text, width):
    """Break a text whose every character is one wide."""
    measure = Measure(text, breaks_in(text), [1.0] * len(text))
    return [text[line.start : line.end] for line in measure.lines(width, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a b", [NEVER, NEVER, ALLOWED]),
        ("a-b", [NEVER, FORCED, ALLOWED]),
        ("a/b", [NEVER, FORCED, ALLOWED]),
        ("1-2", [NEVER, FORCED, FORCED]),  # a date or a number stays whole
        ("« é »", [NEVER, NEVER, FORCED, NEVER, FORCED]),
        ("a ;", [NEVER, NEVER, FORCED]),
        ("a \u0301", [NEVER, NEVER, NEVER]),  # a mark belongs to its letter
        ("क\u094dष", [NEVER, NEVER, NEVER]),  # a virama binds
        ("ن\u200cم", [NEVER, NEVER, NEVER]),  # a joiner too
        ("王明", [NEVER, ALLOWED]),
        ("王。", [NEVER, FORCED]),
        ("（王）", [NEVER, FORCED, FORCED]),
        ("「王」明", [NEVER, FORCED, FORCED, ALLOWED]),
        ("キャー", [NEVER, FORCED, FORCED]),
        ("￥王", [NEVER, FORCED]),
        ("김민", [NEVER, FORCED]),
        ("", []),
    ],
)
def test_a_line_starts_where_the_script_allows(text, expected):
    assert breaks_in(text) == expected


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("one   two", 4, ["one", "two"]),  # spaces that end a line take no room
        ("one two   ", 7, ["one two"]),
        ("  one two", 5, ["  one", "two"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("a abcdefgh", 4, ["a", "abcd", "efgh"]),
        ("on 12/03/2026 it", 8, ["on", "12/03/20", "26 it"]),
        ("dit « oui » fort", 8, ["dit", "« oui »", "fort"]),
        ("客户，良好", 2, ["客", "户，", "良好"]),
        ("abc", 0, ["a", "b", "c"]),
        ("", 5, [""]),
    ],
)
def test_lines_are_filled_in_order(text, width, expected):
    assert lines(text, width) == expected


def test_a_wide_character_after_a_short_word_does_not_stick_out():
    measure = Measure("i abcW", breaks_in("i abcW"), [1, 1, 1, 1, 1, 4])
    assert [line.width for line in measure.lines(5, 0, 6)] == [1, 3, 4]


def test_a_line_says_whether_the_paragraph_ends_with_it():
    measure = Measure("ab cd", breaks_in("ab cd"), [1.0] * 5)
    assert [line.last for line in measure.lines(2, 0, 5)] == [False, True]


def test_a_part_of_a_paragraph_is_broken_as_the_whole_would_go_on():
    text = "one two three four five"
    measure = Measure(text, breaks_in(text), [1.0] * len(text))
    whole = list(measure.lines(9, 0, len(text)))
    assert list(measure.lines(9, whole[1].start, len(text))) == whole[1:]


@given(st.text(st.sampled_from(HOSTILE), max_size=80), st.integers(0, 20))
def test_no_character_but_a_space_is_lost_and_no_line_too_wide(text, width):
    found = lines(text, width)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
    breaks = breaks_in(text)
    at = 0
    for line in found:
        at = text.index(line, at)
        cuts = [index for index in range(at + 1, at + len(line)) if breaks[index]]
        assert len(line) <= width or not cuts or text[at:].startswith(" ")
        at += len(line)
