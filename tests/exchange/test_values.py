import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.exchange import values
from loanmanager.exchange.csv_out import Cents
from loanmanager.exchange.problems import Bad, Code
from loanmanager.exchange.values import DecimalFound, find_decimal, money


@pytest.mark.parametrize(
    ("cell", "cents"),
    [
        ("1 234,56 $", 123456), ("1\u202f234,56\u00a0$", 123456), ("1,234.56", 123456), ("1'234.50", 123450), ("1.234,5", 123450),
        ("$5", 500), ("5.27", 527), ("CA$12", 1200), ("12 CAD", 1200), ("C$ 3", 300), ("€ 1.234.567", 123456700), ("1,234,567", 123456700),
        ("0,5", 50), (".5", 50), ("0.125", 13), ("0.124", 12), ("1234.5000", 123450), ("１２", 1200), ("1,234", 123400), ("1234,567", 123457),
        ("0", 0), ("", None), ("-", None), ("n/a", None),
    ],
)  # fmt: skip
def test_money_is_read_in_cents(cell, cents):
    assert money(cell) == cents


@pytest.mark.parametrize("cell", ["-3", "(4.00)", "−5,00", "5-", "-$3"])
def test_negative_money_is_refused(cell):
    assert money(cell) == Bad(Code.NEGATIVE_MONEY)


@pytest.mark.parametrize("cell", ["abc", "1.5E+3", "1,2,3.4.5", "1.234,567,890", "9" * 30, "12 or 13", "1..2"])
def test_what_is_no_money_is_told(cell):
    assert money(cell) == Bad(Code.NOT_MONEY)


def test_a_column_decides_what_a_lone_group_of_three_is():
    assert find_decimal(["1.234", "2.5", ""]) == DecimalFound(".", certain=True)
    assert find_decimal(["1,234", "2,5"]) == DecimalFound(",", certain=True)
    assert find_decimal(["1,234", "2.5"]) == DecimalFound(".", certain=True)
    assert find_decimal(["1,234", "17"]) == DecimalFound("", certain=False)
    assert find_decimal(["17", "abc"]) == DecimalFound("", certain=True)
    assert (money("1.234", "."), money("1.234", ","), money("1,234", "."), money("12,50", ".")) == (
        123,
        123400,
        123400,
        1250,
    )


@given(st.integers(0, 10**10))
def test_money_that_we_write_is_read_back(cents):
    assert money(str(Cents(cents))) == cents
    assert money(str(Cents(cents)), ",") == cents or cents % 100 == 0


@given(st.text(max_size=40), st.sampled_from(["", ".", ","]))
def test_no_cell_raises(cell, sign):
    money(cell, sign)
    find_decimal([cell])
    for read in (
        values.text,
        values.paragraphs,
        values.name,
        values.identifier,
        values.phone,
        values.email,
        values.yes_or_no,
        values.looks_like_value,
    ):
        read(cell)


@pytest.mark.parametrize("cell", ["-", "N/A", "#REF!", "null", " s/o ", "—", "aucun", "#N/A"])
def test_what_stands_for_nothing_is_nothing(cell):
    assert values.text(cell) == values.paragraphs(cell.strip()) == values.identifier(cell) == ""


def test_texts_are_tidied():
    assert values.text(" a\n b\u200b ") == "a b"
    assert values.text("l'été") == "l'été"
    assert values.text("'=SUM(A1)") == "=SUM(A1)"
    assert values.paragraphs("one <br/>two\r\nthree\n") == "one\ntwo\nthree"
    assert values.name("  Null ") == "Null"
    assert values.name("王  小明") == "王 小明"
    assert values.name("--") == ""


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("LT-1", "LT-1"), ("6.37702E+15", Bad(Code.DIGITS_LOST)), ("3,5E+14", Bad(Code.DIGITS_LOST)), ("356938035643809.0", "356938035643809"),
        ("10.0", "10.0"), ("Default string", ""), ("To be filled by O.E.M.", ""), ("0", ""), ("1E10", "1E10"), ("A+B", "A+B"), ("100", "100"),
    ],
)  # fmt: skip
def test_identifiers_are_texts(cell, found):
    assert values.identifier(cell) == found


def test_telephones_and_addresses_are_checked_lightly():
    assert values.phone("+1 (418) 555-0101") == "+1 (418) 555-0101"
    assert values.phone("tel:418 555-0101") == "418 555-0101"
    assert values.phone("ask Ana") == Bad(Code.NOT_A_PHONE, "ask Ana")
    assert values.phone("4.18555E+09") == Bad(Code.DIGITS_LOST)
    assert values.phone("") == ""
    assert values.email("Amina Diallo <amina@example.org>") == "amina@example.org"
    assert values.email("mailto:zoé@exemple.ca") == "zoé@exemple.ca"
    assert values.email("amina@example") == values.email("a b@c.d") == Bad(Code.NOT_AN_EMAIL)
    assert values.email(" ") == ""


def test_yes_and_no_in_both_languages():
    assert [values.yes_or_no(cell) for cell in ("Yes", "oui", "VRAI", "x", "1", "true")] == [True] * 6
    assert [values.yes_or_no(cell) for cell in ("No", "non", "faux", "0", "FALSE")] == [False] * 5
    assert values.yes_or_no("") is None
    assert values.yes_or_no("maybe") == Bad(Code.UNKNOWN_WORD)


def test_values_are_told_from_names_of_columns():
    assert all(map(values.looks_like_value, ("12", "2023-01-05", "$ 5", "6.37E+15", "a@example.org")))
    assert not any(map(values.looks_like_value, ("Tag", "Address 2", "IMEI 1", "", "1" * 90)))
