"""When an office is open. 2026-11-23 is a Monday."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.domain.office import WEEK, WORKING_DAYS, Closure, OpenDays

HOLIDAYS = Closure(date(2026, 12, 24), date(2027, 1, 3), "Winter closing")


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2026, 12, 23), True),  # Wednesday, the day before
        (date(2026, 12, 24), False),  # first day of the closing
        (date(2026, 12, 30), False),
        (date(2027, 1, 3), False),  # last day, a Sunday
        (date(2027, 1, 4), True),
        (date(2026, 11, 28), False),  # Saturday
        (date(2026, 11, 29), False),  # Sunday
    ],
)
def test_a_closing_holds_from_its_first_day_to_its_last(day, is_open):
    assert OpenDays(WORKING_DAYS, (HOLIDAYS,)).is_open(day) is is_open


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 11, 23), date(2026, 11, 23)),
        (date(2026, 11, 28), date(2026, 11, 30)),
        (date(2026, 12, 24), date(2027, 1, 4)),  # over the year's end
        (date(2026, 12, 31), date(2027, 1, 4)),
    ],
)
def test_the_next_open_day(day, found):
    assert OpenDays(WORKING_DAYS, (HOLIDAYS,)).next_open(day) == found


def test_leap_day_is_a_day():
    assert OpenDays(WEEK).next_open(date(2028, 2, 29)) == date(2028, 2, 29)
    assert OpenDays(WORKING_DAYS, (Closure(date(2028, 2, 28), date(2028, 2, 28)),)).next_open(
        date(2028, 2, 28)
    ) == date(2028, 2, 29)


def test_a_site_that_never_opens_moves_nothing():
    assert OpenDays(frozenset()).next_open(date(2026, 11, 23)) == date(2026, 11, 23)
    forever = Closure(date(2026, 1, 1), date(9999, 12, 31))
    assert OpenDays(WEEK, (forever,)).next_open(date(2026, 11, 23)) == date(2026, 11, 23)


def test_the_end_of_the_calendar_is_no_accident():
    closed = OpenDays(frozenset({1}))
    assert closed.next_open(date.max) == date.max  # a Friday; there is no Monday after it


@given(st.frozensets(st.integers(1, 7), min_size=1), st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(0, 400))
def test_the_next_open_day_is_open_and_none_before_it_is(weekdays, day, length):
    days = OpenDays(weekdays, (Closure(day, day + timedelta(days=length)),))
    found = days.next_open(day)
    between = [day + timedelta(days=n) for n in range((found - day).days)]
    assert not any(days.is_open(each) for each in between)
    assert days.is_open(found) or found == day
