"""Thinning out backups: the newest stays, a clock set back does no harm, and there are never too many."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from loanmanager.domain.rotation import MOST, Made, Why, name_of, read_name, to_drop

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)

moments = st.datetimes(datetime(2024, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC)).map(
    lambda at: at.replace(microsecond=0)
)


def made(at: datetime, why: Why = Why.TIMER, nth: int = 1) -> Made:
    found = read_name(name_of(at, why, nth))
    assert found
    return found


backups = st.sets(st.builds(made, moments, st.sampled_from(Why), st.integers(1, 3)), max_size=300)


@given(moments, st.sampled_from(Why), st.integers(1, 1000))
def test_a_name_says_what_it_was_made_from(at: datetime, why: Why, nth: int) -> None:
    assert read_name(name_of(at, why, nth)) == Made(at, nth, name_of(at, why, nth), why)


def test_what_has_another_name_is_nobodys_business() -> None:
    for name in (
        "notes.txt",
        "loanmanager-2026.loanbackup",
        "loanmanager-20261399-000000.loanbackup",
        "loanmanager-20261123-150000-because.loanbackup",
        "loanmanager-20261123-150000-close.loanbackup.bad",
        "loanmanager-20261123-150000-close.loanbackup.part",
    ):
        assert read_name(name) is None
    older = read_name("loanmanager-20261123-150000-2.loanbackup")
    assert older
    assert (older.why, older.nth, older.at) == (Why.ASKED, 2, NOW)


@given(backups, moments)
def test_the_newest_stays_and_there_are_never_too_many(found: set[Made], now: datetime) -> None:
    dropped = set(to_drop(found, now))
    assert dropped <= found
    stay = found - dropped
    assert len(stay) <= MOST
    for side in ({each for each in found if each.at <= now}, {each for each in found if each.at > now}):
        for why in {each.why for each in side}:
            assert max(each for each in side if each.why is why) in stay or why in {Why.CLOSE, Why.TIMER}
        if side:
            assert max(side) in stay
    assert to_drop(stay, now) == ()


@given(backups, backups, moments)
def test_a_clock_that_was_set_back_pushes_nothing_out(found: set[Made], later: set[Made], now: datetime) -> None:
    past = {each for each in found if each.at <= now}
    to_come = {each for each in later if each.at > now}
    assert set(to_drop(past | to_come, now)) & past == set(to_drop(past, now))


@given(backups, st.sampled_from([Why.CLOSE, Why.TIMER]))
def test_what_was_just_made_stays_whatever_the_clock_says(found: set[Made], why: Why) -> None:
    just = made(NOW, why, 9)
    assert just not in to_drop(found | {just}, NOW)


def test_a_year_of_hours_leaves_a_day_of_hours_two_weeks_two_months_and_a_year() -> None:
    found = [made(NOW - timedelta(hours=n)) for n in range(24 * 400)]
    stay = sorted({*found} - {*to_drop(found, NOW)}, reverse=True)
    assert stay[:24] == found[:24]
    assert len(stay) <= 24 + 14 + 8 + 12
    assert {(each.at.year, each.at.month) for each in stay} >= {(2026, month) for month in range(1, 12)}
    days = {each.at.date() for each in stay}
    assert {(NOW - timedelta(days=n)).date() for n in range(14)} <= days


def test_an_office_that_was_closed_all_summer_loses_none() -> None:
    before = [made(NOW - timedelta(days=200, hours=n)) for n in range(10)]
    assert to_drop([*before, made(NOW)], NOW) == ()


def test_those_made_before_something_big_are_counted_by_themselves() -> None:
    hourly = [made(NOW - timedelta(hours=n)) for n in range(24)]
    restores = [made(NOW - timedelta(minutes=n), Why.RESTORE) for n in range(12)]
    assert set(to_drop([*hourly, *restores], NOW)) == set(restores[10:])
