"""What is true about a client today."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.domain.clients import Channel, make_file_number
from tests.domain.made import TODAY, client


@pytest.mark.parametrize(
    ("born", "today", "age"),
    [
        (date(2010, 11, 23), date(2026, 11, 22), 15),
        (date(2010, 11, 23), date(2026, 11, 23), 16),
        (date(2010, 11, 23), date(2026, 11, 24), 16),
        (date(2008, 2, 29), date(2024, 2, 28), 15),
        (date(2008, 2, 29), date(2024, 2, 29), 16),
        (date(2008, 2, 29), date(2026, 2, 28), 17),  # the day itself is missing: the year is full when February is
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2025, 12, 31), date(2026, 1, 1), 0),
        (date(2026, 11, 23), date(2026, 11, 23), 0),
    ],
)
def test_age_in_whole_years(born, today, age):
    assert client(birth_date=born).age(today) == age


def test_without_a_birth_date_there_is_no_age():
    assert client().age(TODAY) is None


@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.integers(0, 40_000))
def test_nobody_grows_younger(born, days):
    later = born + timedelta(days=days)
    assert client(birth_date=born).age(later) <= client(birth_date=born).age(later + timedelta(days=1))


@pytest.mark.parametrize(
    ("blocked", "until", "is_blocked"),
    [
        (False, None, False),
        (False, date(2030, 1, 1), False),
        (True, None, True),
        (True, TODAY, True),
        (True, TODAY + timedelta(days=1), True),
        (True, TODAY - timedelta(days=1), False),
    ],
)
def test_a_block_holds_through_its_last_day(blocked, until, is_blocked):
    assert client(blocked=blocked, blocked_until=until).is_blocked(TODAY) is is_blocked


def test_names_of_a_client():
    ana = client(family_name="Lopes", given_name="Ana", preferred_name="Nina")
    assert (ana.listed_name, ana.natural_name, ana.called) == ("Lopes, Ana", "Ana Lopes", "Nina")
    assert client(given_name="Ana").called == "Ana"
    assert client(given_name="").called == "Roy"


def test_a_new_client_may_be_reached_by_every_channel():
    assert client().allowed == set(Channel)


def test_file_numbers_sort_as_text():
    assert [make_file_number(n) for n in (1, 31, 99_999)] == ["C-00001", "C-00031", "C-99999"]
