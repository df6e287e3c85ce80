"""How long one waits after wrong tries, and which PIN is none."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.domain.signing_in import (
    FREE_TRIES,
    LONGEST_WAIT,
    PinTooEasy,
    PinTooLong,
    PinTooShort,
    as_kept,
    clock_was_set_back,
    faults,
    wait_after,
    wait_left,
)

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
TRIES = st.integers(0, 10_000)
SPANS = st.timedeltas(timedelta(days=-4000), timedelta(days=4000))


def test_the_wait_doubles_from_half_a_minute_to_a_quarter_of_an_hour() -> None:
    assert [wait_after(n).total_seconds() for n in range(10)] == [0, 0, 0, 30, 60, 120, 240, 480, 900, 900]


@given(TRIES)
def test_more_tries_never_wait_less_and_never_for_ever(tries: int) -> None:
    assert wait_after(tries) <= wait_after(tries + 1) <= LONGEST_WAIT
    assert bool(wait_after(tries)) == (tries >= FREE_TRIES)


@given(TRIES, SPANS)
def test_whatever_the_clock_says_the_wait_is_no_longer_than_whole_and_no_less_than_its_rest(
    tries: int, moved: timedelta
) -> None:
    whole, left = wait_after(tries), wait_left(tries, NOW, NOW + moved)
    assert timedelta(0) <= left <= whole
    if moved < timedelta(0):
        assert left == whole, "a clock that was set back let somebody in early"
        assert clock_was_set_back(NOW, NOW + moved)
    else:
        assert left == max(timedelta(0), whole - moved)


@given(st.integers(FREE_TRIES, 100), st.lists(SPANS, max_size=6))
def test_a_clock_that_jumps_about_locks_nobody_out_for_ever(tries: int, jumps: list[timedelta]) -> None:
    """Each look, after the clock moved, counts the wait from there where it seems to be still to come."""
    tried_at = now = NOW
    for jump in jumps:
        now = NOW + jump
        if clock_was_set_back(tried_at, now):
            tried_at = now
    assert not wait_left(tries, tried_at, max(now, tried_at) + LONGEST_WAIT)


def test_who_never_tried_waits_for_nothing() -> None:
    assert wait_left(0, None, NOW) == wait_left(99, None, NOW) == timedelta(0)
    assert not clock_was_set_back(None, NOW)


@pytest.mark.parametrize("pin", ["", "123", "   1", "\u0301", "1234"[:3]])
def test_a_short_pin_is_none(pin: str) -> None:
    assert faults(pin) == (PinTooShort(),)


@pytest.mark.parametrize("pin", ["1111", "aaaaaa", "1234", "4321", "abcd", "98765", "Noor", "noor haddad", "HADDAD"])
def test_what_anybody_would_try_first_is_none(pin: str) -> None:
    assert faults(pin, "Noor Haddad") == (PinTooEasy(),)


@pytest.mark.parametrize("pin", ["2580", "0912", "blue kayak", "мой ключ", "1235", "😀😀😁😂"])
def test_others_do(pin: str) -> None:
    assert faults(pin, "Noor Haddad") == ()


def test_a_page_of_text_is_none() -> None:
    assert faults("ab1" * 100) == (PinTooLong(),)


@given(st.text())
def test_no_text_breaks_it(pin: str) -> None:
    assert as_kept(as_kept(pin)) == as_kept(pin)
    faults(pin, pin)
    faults(pin, "Noor Haddad")
