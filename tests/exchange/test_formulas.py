import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loanmanager.exchange.formulas import defuse, revive

NASTY = st.text(alphabet="'=+-@＝＋－＠\t\r\n ;,|1a(!\u200b\u00a0.", max_size=14)


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"), ("-2+3", "'-2+3"), ("＝1", "'＝1"), ("＋1", "'＋1"),
        ("－1", "'－1"), ("＠x", "'＠x"), ("\t=1", "'\t'=1"), ("\rx", "'\rx"), (" =1", " '=1"), ("\u200b=1", "\u200b'=1"), ("x;=1", "x;'=1"),
        ("a,@x", "a,'@x"), ("a\n=1", "a\n'=1"), ("a, -2+3+cmd|x", "a, '-2+3+cmd|x"), ("'=1", "''=1"), ("+1-514-555-0100", "'+1-514-555-0100"),
        ("- charger", "'- charger"), ("+" + "1 " * 60, "'+" + "1 " * 60), ("\n-1+2", "\n'-1+2"),
    ],
)  # fmt: skip
def test_what_would_run_is_defused_and_comes_back(cell, safe):
    assert defuse(cell) == safe
    assert revive(safe) == cell


@pytest.mark.parametrize(
    "cell",
    ["", "-12.5", "-12,5", "+3", "-1 234,56", "+1 514 555-0100", "+1 (514) 555-0100", "a = b", "x@example.org", "bag\n- charger\n- cable", "'t Hooft",
     "l'été, 5-6 h", "2026-01-05", "a, -5"],
)  # fmt: skip
def test_ordinary_cells_stay_as_they_are(cell):
    assert defuse(cell) == cell
    assert revive(cell) == cell


@given(NASTY | st.text(max_size=30))
@settings(max_examples=1500, deadline=None)
def test_every_cell_comes_back(cell):
    assert revive(defuse(cell)) == cell


@given(NASTY)
@settings(max_examples=1500, deadline=None)
def test_nothing_is_left_that_a_spreadsheet_would_run(cell):
    safe = defuse(cell)
    first = safe.lstrip(" \t\r\n\u200b\u00a0")[:1]
    number = r"[+-][\d \u00a0]+(?:[.,]\d+)?|\+[\d ().-]+"
    assert first not in tuple("=@＝＋－＠")
    assert first not in ("+", "-") or re.fullmatch(number, safe.strip(" \t\r\n\u200b\u00a0"))
    assert safe[:1] not in ("\t", "\r")
    for piece in re.split(r"[;,|\t\r\n]", safe):
        assert piece.lstrip(" \u200b\u00a0")[:1] not in tuple("=@＝＋－＠")


@pytest.mark.parametrize(
    "cell",
    ["\n" * 100_000, "|-" * 50_000, "'" * 100_000, ", " * 50_000, "+" + "1 " * 50_000 + "x", " '" * 50_000 + "="],
)
def test_long_cells_take_no_longer_than_they_must(cell):
    # Quadratic work on these takes minutes, so that this needs no clock: the run as a whole would not end.
    assert revive(defuse(cell)) == cell
