"""Reservations: the order of the waiting list, how long a device is kept, what is offered to whom. Dates by the calendar."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.domain import refusals as why
from loanmanager.domain import reservations as rules_of
from loanmanager.domain.devices import DeviceStatus
from loanmanager.domain.office import Closure, OpenDays, Policy, Rules
from loanmanager.domain.reservations import Borrower, Reservation, State, hold_until, in_order
from tests.domain.made import TODAY, device, kind

MADE = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
LATER = date(2026, 12, 31)


def reservation(id_: int = 1, **fields):
    made = {"id": id_, "number": f"R-2026-{id_:03d}", "first": TODAY, "last": date(2026, 12, 4), "made_at": MADE}
    who = {} if "programme" in fields else {"client_id": 1}
    return Reservation(**{**made, **who, "type_id": 1, **fields})


# Days: what a careful person writes down


def closed(*closures: Closure, weekdays=frozenset(range(1, 6)), hold: int = 3) -> Rules:
    return Rules(Policy(hold_days=hold), OpenDays(weekdays, closures))


@pytest.mark.parametrize(
    ("today", "first", "kept"),
    [
        # Monday to Thursday: Tuesday, Wednesday and Thursday are the three open days after the day it was ready
        (date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 26)),
        # put aside on a Monday for Wednesday: Thursday, Friday, and the Monday after
        (date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 30)),
        # ready on a Thursday: Friday, Monday, Tuesday
        (date(2026, 11, 26), date(2026, 11, 23), date(2026, 12, 1)),
        # ready on a Saturday, when nobody can fetch it: as if on the Monday
        (date(2026, 11, 28), date(2026, 11, 23), date(2026, 12, 3)),
    ],
)
def test_a_device_is_kept_for_the_open_days_of_the_policy(today: date, first: date, kept: date) -> None:
    made = reservation(first=first, last=LATER)
    assert hold_until(made, today, closed()) == kept


def test_a_hold_over_the_turn_of_daylight_saving_counts_days_not_hours() -> None:
    """Clocks went back on Sunday 1 November 2026 and go forward on Sunday 14 March 2027."""
    autumn = reservation(first=date(2026, 10, 30), last=date(2026, 11, 30))
    assert hold_until(autumn, date(2026, 10, 30), closed()) == date(2026, 11, 4)  # Fri: Mon 2, Tue 3, Wed 4
    spring = reservation(first=date(2027, 3, 12), last=date(2027, 4, 30))
    assert hold_until(spring, date(2027, 3, 12), closed()) == date(2027, 3, 17)  # Fri: Mon 15, Tue 16, Wed 17
    every_day = closed(weekdays=frozenset(range(1, 8)), hold=1)
    assert hold_until(autumn, date(2026, 10, 31), every_day) == date(2026, 11, 1)  # the day of 25 hours is one day
    assert hold_until(spring, date(2027, 3, 13), every_day) == date(2027, 3, 14)  # and so is that of 23


def test_a_hold_over_a_leap_day() -> None:
    made = reservation(first=date(2028, 2, 25), last=date(2028, 3, 31))  # a Friday
    assert hold_until(made, date(2028, 2, 25), closed()) == date(2028, 3, 1)  # Mon 28, Tue 29, Wed 1 March
    common = reservation(first=date(2027, 2, 25), last=date(2027, 3, 31))  # a Thursday
    assert hold_until(common, date(2027, 2, 25), closed()) == date(2027, 3, 2)  # Fri 26, Mon 1, Tue 2
    on_it = reservation(first=date(2028, 2, 29), last=date(2028, 2, 29))
    assert not on_it.is_over(date(2028, 2, 29))
    assert on_it.is_over(date(2028, 3, 1))


def test_a_hold_over_a_closed_week() -> None:
    march_break = Closure(date(2027, 3, 1), date(2027, 3, 5), "March break")
    made = reservation(first=date(2027, 2, 25), last=date(2027, 3, 31))  # a Thursday
    assert hold_until(made, date(2027, 2, 25), closed(march_break)) == date(2027, 3, 9)  # Fri 26, Mon 8, Tue 9
    # reserved from a day on which the office is closed: it can be fetched on Monday the 8th
    within = reservation(first=date(2027, 3, 3), last=date(2027, 3, 31))
    assert hold_until(within, date(2027, 2, 26), closed(march_break)) == date(2027, 3, 11)


def test_a_hold_over_the_end_of_the_year() -> None:
    feast = Closure(date(2026, 12, 24), date(2027, 1, 3), "Holidays")
    made = reservation(first=date(2026, 12, 22), last=date(2027, 1, 29))  # a Tuesday
    assert hold_until(made, date(2026, 12, 22), closed(feast)) == date(2027, 1, 5)  # Wed 23, Mon 4, Tue 5
    assert hold_until(made, date(2026, 12, 30), closed(feast)) == date(2027, 1, 7)  # as if ready on Mon 4
    open_all = reservation(first=date(2026, 12, 30), last=date(2027, 1, 29))
    assert hold_until(open_all, date(2026, 12, 30), closed()) == date(2027, 1, 4)  # Thu 31, Fri 1, Mon 4


def test_a_hold_ends_with_the_reservation() -> None:
    short = reservation(first=TODAY, last=date(2026, 11, 24))
    assert hold_until(short, TODAY, closed()) == date(2026, 11, 24)
    one_day = reservation(first=TODAY, last=TODAY)
    assert hold_until(one_day, TODAY, closed(hold=0)) == TODAY


def test_an_office_that_never_opens_holds_nothing_for_ever() -> None:
    made = reservation(last=LATER)
    assert hold_until(made, TODAY, closed(weekdays=frozenset())) <= LATER


@pytest.mark.parametrize(
    ("state", "until", "ends"),
    [
        (State.WAITING, None, date(2026, 12, 4)),
        (State.READY, date(2026, 11, 26), date(2026, 11, 26)),
    ],
)
def test_nobody_came_in_time(state: State, until: date | None, ends: date) -> None:
    held = {"held_device_id": 1, "ready_until": until} if until else {}
    made = reservation(state=state, **held)
    assert not made.is_over(ends)
    assert made.is_over(ends + timedelta(days=1))
    assert not replace(made, state=State.LENT).is_over(LATER)


def test_whose_turn_has_come_is_a_matter_of_open_days() -> None:
    """From a Thursday on, those who begin by Monday are prepared; before a closed week, those of the week after."""
    thursday = date(2026, 11, 26)
    assert rules_of.prepared_by(thursday, OpenDays()) == date(2026, 11, 30)
    feast = OpenDays(closures=(Closure(date(2026, 12, 24), date(2027, 1, 3)),))
    assert rules_of.prepared_by(date(2026, 12, 23), feast) == date(2027, 1, 5)


# The waiting list

WAITING = st.lists(
    st.builds(
        lambda id_, priority, minutes: reservation(
            id_,
            priority=priority,
            rank=rules_of.rank_of(priority),
            made_at=MADE + timedelta(minutes=minutes),
        ),
        st.integers(1, 10_000),
        st.sampled_from(["", "interview", "course_start", "moves soon"]),
        st.integers(0, 50),
    ),
    unique_by=lambda each: each.id,
    max_size=12,
)


def test_a_reason_comes_before_the_hour() -> None:
    nobody, moving, course, interview = (
        reservation(n, rank=rules_of.rank_of(reason), made_at=MADE + timedelta(hours=n))
        for n, reason in enumerate(["", "moves soon", "course_start", " interview "], 1)
    )
    assert in_order([nobody, moving, course, interview]) == (interview, course, moving, nobody)


@given(WAITING, st.randoms())
def test_the_waiting_list_has_one_order_however_it_is_read(waiting, random) -> None:
    shuffled = list(waiting)
    random.shuffle(shuffled)
    assert in_order(shuffled) == in_order(waiting)


@given(WAITING)
def test_nobody_is_passed_by_somebody_with_no_better_reason(waiting) -> None:
    served = in_order(waiting)
    assert set(served) == set(waiting)
    for before, after in itertools.pairwise(served):
        assert before.rank >= after.rank
        if before.rank == after.rank:
            assert (before.made_at, before.id) < (after.made_at, after.id)


@given(WAITING, st.integers(0, 5))
def test_whoever_is_offered_a_device_comes_before_whoever_is_not(waiting, number) -> None:
    shelf = [device(n) for n in range(1, number + 1)]
    pairs = rules_of.offered(waiting, shelf, TODAY, LATER)
    assert [made for made, _ in pairs] == list(in_order(waiting))[:number]
    assert len({each.id for _, each in pairs}) == len(pairs)


@given(WAITING, st.integers(1, 4))
def test_a_device_is_out_of_turn_exactly_when_somebody_before_would_go_without(waiting, number) -> None:
    shelf = [device(n) for n in range(1, number + 1)]
    for place, mine in enumerate(in_order(waiting)):
        said = rules_of.ahead(mine, shelf[0], waiting, shelf, TODAY, LATER)
        assert bool(said) == (place >= number)


# Which device


def test_what_was_asked_for() -> None:
    typed, named = reservation(site_id=1), reservation(type_id=None, device_id=7)
    assert typed.suits(device(1, site_id=1))
    assert typed.suits(device(1, site_id=None))
    assert not typed.suits(device(1, site_id=2))
    assert not typed.suits(device(1, type=kind(id=2)))
    assert named.suits(device(7, site_id=2))
    assert not named.suits(device(8))


def test_only_what_is_on_the_shelf_is_offered_and_only_to_who_begins_soon() -> None:
    gone, there = device(1, status=DeviceStatus.TO_RESET), device(2)
    far = reservation(1, first=date(2026, 12, 1))
    assert rules_of.offered([far], [gone, there], TODAY, date(2026, 11, 25)) == ()
    assert rules_of.offered([far], [gone, there], TODAY, date(2026, 12, 1)) == ((far, there),)
    assert rules_of.offered([far], [gone], TODAY, LATER) == ()
    over = reservation(2, first=date(2026, 11, 2), last=date(2026, 11, 20))
    assert rules_of.offered([over], [there], TODAY, LATER) == ()
    ready = reservation(3, state=State.READY, held_device_id=5)
    assert rules_of.offered([ready], [there], TODAY, LATER) == ()


def test_a_device_promised_by_name_is_offered_to_nobody_else() -> None:
    by_type = reservation(1)
    by_name = reservation(2, client_id=2, type_id=None, device_id=1, made_at=MADE + timedelta(days=1))
    assert rules_of.offered([by_type, by_name], [device(1), device(2)], TODAY, LATER) == (
        (by_type, device(2)),
        (by_name, device(1)),
    )
    assert rules_of.ahead(by_type, device(1), [by_type, by_name], [device(1), device(2)], TODAY, LATER) == "R-2026-002"
    later = replace(by_name, first=date(2026, 12, 7), last=LATER)  # once the first one is back
    assert rules_of.offered([by_type, later], [device(1)], TODAY, LATER)[0] == (by_type, device(1))


def test_two_who_want_the_same_device_on_the_same_days_wait_in_order() -> None:
    first = reservation(1, type_id=None, device_id=1)
    second = reservation(2, type_id=None, device_id=1, client_id=2, made_at=MADE + timedelta(hours=1))
    assert rules_of.offered([second, first], [device(1)], TODAY, LATER) == ((first, device(1)),)
    assert rules_of.ahead(second, device(1), [first, second], [device(1)], TODAY, LATER) == "R-2026-001"
    assert rules_of.ahead(first, device(1), [first, second], [device(1)], TODAY, LATER) == ""


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (DeviceStatus.AVAILABLE, None),
        (DeviceStatus.TO_RESET, why.DeviceNotReset),
        (DeviceStatus.TO_CHECK, why.DeviceNotChecked),
        (DeviceStatus.RESERVED, why.DeviceReserved),
        (DeviceStatus.ON_LOAN, why.DeviceNotAvailable),
        (DeviceStatus.LOST, why.DeviceNotAvailable),
    ],
)
def test_only_a_device_on_the_shelf_is_put_aside(status: DeviceStatus, reason: type[why.Refusal] | None) -> None:
    found = rules_of.against_aside(device(1, status=status), reservation())
    assert [type(each) for each in found] == ([reason] if reason else [])


def test_what_was_not_asked_for_is_not_put_aside() -> None:
    assert rules_of.against_aside(device(1, type=kind(id=9)), reservation()) == (
        rules_of.NotAskedFor("LT-0001", "R-2026-001"),
    )


def test_the_days_of_a_reservation() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert rules_of.against_dates(TODAY, TODAY, TODAY) == ()
    assert rules_of.against_dates(tomorrow, TODAY, TODAY) == (rules_of.EndsBeforeItBegins(tomorrow),)
    assert rules_of.against_dates(TODAY, tomorrow, tomorrow) == (rules_of.BeginsInPast(TODAY),)


def test_who_it_is_for() -> None:
    mine, ours = reservation(), reservation(programme="Club de l’emploi", programme_id=3)
    assert mine.is_for(Borrower(1))
    assert not mine.is_for(Borrower(2, frozenset({"club de l'emploi"})))
    assert ours.is_for(Borrower(2, frozenset({"club de l'emploi"})))
    assert not ours.is_for(Borrower(1))


def test_numbers_have_a_year() -> None:
    assert rules_of.make_number(2026, 7) == "R-2026-007"
    assert rules_of.make_number(2026, 1234) == "R-2026-1234"
