"""A clock that is not to be believed."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from loanmanager.domain.clock import Doubt, doubt

LAST = datetime(2026, 11, 23, 15, tzinfo=UTC)


def test_a_day_back_is_a_time_zone_and_more_is_a_wrong_clock() -> None:
    assert doubt(LAST - timedelta(days=1), LAST) is None
    assert doubt(LAST - timedelta(days=1, seconds=1), LAST) is Doubt.BEHIND


def test_a_year_without_entries_is_a_wrong_clock() -> None:
    assert doubt(LAST + timedelta(days=400), LAST) is None
    assert doubt(LAST + timedelta(days=401), LAST) is Doubt.AHEAD


def test_a_new_office_doubts_nothing() -> None:
    assert doubt(datetime(1970, 1, 1, tzinfo=UTC), None) is None


@given(st.timedeltas(min_value=timedelta(), max_value=timedelta(days=365)))
def test_a_clock_that_goes_on_is_believed(passed: timedelta) -> None:
    assert doubt(LAST + passed, LAST) is None
