from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.exchange.dates import Order, OrderFound, find_order, parse_date
from loanmanager.exchange.problems import Bad, Code

DAY, MONTH = Order.DAY_FIRST, Order.MONTH_FIRST
JANUARY = date(2023, 1, 23)


@pytest.mark.parametrize(
    "cell",
    [
        "2023-01-23", "2023-01-23 12:00:00", "2023-01-23T10:11:12Z", "2023/1/23", "2023.01.23", "20230123", "23 janv. 2023", "23 janvier 2023",
        "Jan 23, 2023", "January 23rd, 2023", "Mon Jan 23, 2023 3:45PM", "23-Jan-23", "23 Jan 2023", "lundi 23 janvier 2023", " 23  Jan 2023 ",
    ],
)  # fmt: skip
@pytest.mark.parametrize("order", Order)
def test_most_dates_need_no_order(cell, order):
    assert parse_date(cell, order, 2040) == JANUARY


@pytest.mark.parametrize("cell", ["23/01/2023", "23.01.2023", "23-1-23", "23/01/2023 14:30", "23 1 2023"])
def test_the_order_decides_between_two_small_numbers(cell):
    assert parse_date(cell, DAY, 2040) == JANUARY
    assert parse_date(cell, MONTH, 2040) == Bad(Code.NOT_A_DATE)
    assert parse_date("1/23/23", MONTH, 2040) == JANUARY


@pytest.mark.parametrize(
    ("cell", "month"),
    [
        ("1er mai 2024", 5),
        ("3 août 2024", 8),
        ("3 juin 2024", 6),
        ("3 juil. 2024", 7),
        ("3 déc. 2024", 12),
        ("3 févr. 2024", 2),
    ],
)
def test_months_have_french_names(cell, month):
    assert parse_date(cell, DAY, 2040).month == month


@pytest.mark.parametrize("cell", ["", "  ", "0000-00-00", "00/00/0000", "-"])
def test_no_date_is_none(cell):
    assert parse_date(cell, DAY, 2040) is None


@pytest.mark.parametrize(
    "cell", ["31/02/2023", "soon", "5 foo 2020", "44949", "99/99/99", "2023-13-01", "1" * 500, "Jan 2023"]
)
def test_what_is_no_date_is_told(cell):
    assert parse_date(cell, DAY, 2040) == Bad(Code.NOT_A_DATE)


def test_two_digits_are_the_last_such_year_that_may_be():
    assert parse_date("1/2/45", DAY, 2026) == date(1945, 2, 1)
    assert parse_date("1/2/45", DAY, 2046) == date(2045, 2, 1)
    assert parse_date("1/2/26", DAY, 2026) == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("cells", "prefer", "found"),
    [
        (["1/2/23", "1/23/23"], DAY, OrderFound(MONTH, certain=True)),
        (["1/2/23", "23/1/23"], MONTH, OrderFound(DAY, certain=True)),
        (["1/2/23", "3/4/23"], DAY, OrderFound(DAY, certain=False)),
        (["1/2/23", "3/4/23"], MONTH, OrderFound(MONTH, certain=False)),
        (["1/1/23", "2023-05-06", "", "soon"], MONTH, OrderFound(MONTH, certain=True)),
        (["1/13/23", "1/14/23", "13/1/23"], DAY, OrderFound(MONTH, certain=True)),
    ],
)
def test_the_order_is_the_one_that_fits_the_column(cells, prefer, found):
    assert find_order(cells, prefer) == found


@given(st.text(max_size=50), st.sampled_from(Order))
def test_no_text_raises(text, order):
    assert isinstance(parse_date(text, order, 2040), date | Bad | None)


@given(st.dates(date(1930, 1, 1), date(2029, 12, 31)), st.sampled_from(Order))
def test_every_date_comes_back_from_the_forms_that_spreadsheets_write(day, order):
    small = f"{day.day}/{day.month}" if order is DAY else f"{day.month}/{day.day}"
    assert parse_date(f"{small}/{day.year}", order, 2029) == day
    assert parse_date(f"{small}/{day.year % 100:02d}", order, 2029) == day
    assert parse_date(day.isoformat(), order, 2029) == day
    assert parse_date(day.strftime("%d %b %Y"), order, 2029) == day
