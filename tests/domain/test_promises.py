"""What may be lent in view of those who reserved: by name, by type, out of turn; and what a loan fulfils."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.domain import lending, promises
from loanmanager.domain.devices import DeviceStatus
from loanmanager.domain.lending import Proposal
from loanmanager.domain.office import Closure, OpenDays, Policy, Rules
from loanmanager.domain.promises import Promises, Unit, Wanted, broken, fulfilled, shortage
from loanmanager.domain.refusals import DeviceReserved
from loanmanager.domain.reservations import AllPromised, Borrower, Promised, Reservation, State, hold_until
from tests.domain.made import TODAY, client, device, kind

MADE = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
ME = Borrower(1)
LAPTOP = kind()


def reservation(id_: int = 1, **fields):
    made = {"id": id_, "number": f"R-{id_}", "first": date(2026, 12, 7), "last": date(2026, 12, 18), "made_at": MADE}
    who = {} if "programme" in fields else {"client_id": 2}
    what = {} if "device_id" in fields else {"type_id": 1}
    return Reservation(**{**made, **who, **what, **fields})


def units(number: int, **busy: date) -> tuple[Unit, ...]:
    return tuple(Unit(n, 1, busy_until=busy.get(f"u{n}")) for n in range(1, number + 1))


def why_not(due: date, *reservations: Reservation, who: Borrower = ME, stock=(), devices=None, today: date = TODAY):
    devices = devices or (device(1),)
    return tuple(broken(Wanted(devices, due, who), Promises(reservations, stock or units(9)), today))


# A device promised by name


def test_a_promised_device_comes_back_the_day_before() -> None:
    named = reservation(device_id=1)
    assert why_not(date(2026, 12, 6), named) == ()
    assert why_not(date(2026, 12, 7), named) == (Promised("LT-0001", date(2026, 12, 7), date(2026, 12, 6)),)
    assert why_not(date(2027, 2, 1), named) == (Promised("LT-0001", date(2026, 12, 7), date(2026, 12, 6)),)
    assert why_not(date(2027, 2, 1), named, devices=(device(2),)) == ()


def test_the_gap_between_two_loans_is_kept_before_a_promise() -> None:
    rested = device(1, type=kind(gap_days=2))
    named = reservation(device_id=1)
    assert why_not(date(2026, 12, 4), named, devices=(rested,)) == ()
    assert why_not(date(2026, 12, 5), named, devices=(rested,)) == (
        Promised("LT-0001", date(2026, 12, 7), date(2026, 12, 4)),
    )


def test_the_earliest_promise_counts() -> None:
    late = reservation(1, device_id=1, first=date(2027, 1, 4), last=date(2027, 1, 8))
    early = reservation(2, device_id=1)
    assert why_not(date(2027, 3, 1), late, early)[0].first == date(2026, 12, 7)


@pytest.mark.parametrize(
    "kept",
    [
        {"state": State.READY, "held_device_id": 1},  # the hold itself refuses: see DeviceReserved
        {"client_id": 1},  # one's own
        {"first": date(2026, 11, 2), "last": date(2026, 11, 20)},  # run out, though nobody has ended it yet
    ],
)
def test_what_does_not_stand_in_the_way(kept) -> None:
    assert why_not(date(2027, 2, 1), reservation(**{"device_id": 1, **kept})) == ()


def test_ones_own_reservation_before_theirs_wins_on_the_same_days_only() -> None:
    mine = reservation(1, device_id=1, client_id=1, first=TODAY, last=date(2026, 12, 11))
    behind = reservation(2, device_id=1, made_at=MADE + timedelta(hours=1))
    after = reservation(
        3, device_id=1, first=date(2027, 1, 4), last=date(2027, 1, 8), made_at=MADE + timedelta(hours=2)
    )
    assert why_not(date(2026, 12, 11), mine, behind) == ()
    assert why_not(date(2027, 1, 4), mine, behind, after)[0].first == date(2027, 1, 4)
    before = replace(behind, rank=3)
    assert why_not(date(2026, 12, 11), mine, before)[0].first == date(2026, 12, 7)


# A promised device over the turns of the calendar: the last day on which somebody else may bring it back

FEAST = Closure(date(2026, 12, 24), date(2027, 1, 3))


@pytest.mark.parametrize(
    ("begins", "latest"),
    [
        (date(2026, 11, 2), date(2026, 11, 1)),  # the Sunday on which the clocks go back
        (date(2027, 3, 15), date(2027, 3, 14)),  # and that on which they go forward
        (date(2028, 3, 1), date(2028, 2, 29)),  # the leap day
        (date(2028, 2, 29), date(2028, 2, 28)),
        (date(2027, 3, 1), date(2027, 2, 28)),  # a year without one
        (date(2027, 1, 1), date(2026, 12, 31)),  # the end of the year
    ],
)
def test_the_day_before_is_a_day_of_the_calendar(begins: date, latest: date) -> None:
    today = begins - timedelta(days=10)
    named = reservation(device_id=1, first=begins, last=begins + timedelta(days=7), made_at=MADE)
    (said,) = why_not(begins, named, today=today)
    assert said == Promised("LT-0001", begins, latest)
    assert why_not(latest, named, today=today) == ()


@pytest.mark.parametrize(
    ("today", "days", "closures", "due", "kept"),
    [
        # a loan of a week made on Thu 29 Oct 2026 over the end of daylight saving; then kept until Wed 4 Nov + 3
        (date(2026, 10, 29), 7, (), date(2026, 11, 5), date(2026, 11, 11)),
        # made on Wed 10 March 2027 over its beginning
        (date(2027, 3, 10), 7, (), date(2027, 3, 17), date(2027, 3, 23)),
        # due on a leap day, a Tuesday
        (date(2028, 2, 22), 7, (), date(2028, 2, 29), date(2028, 3, 6)),
        # due on Sat 27 Feb 2027, before a closed week: the next open day is Monday 8 March
        (date(2027, 2, 20), 7, (Closure(date(2027, 3, 1), date(2027, 3, 5)),), date(2027, 3, 8), date(2027, 3, 12)),
        # due on Thu 31 Dec, when the office is closed: Monday 4 January
        (date(2026, 12, 1), 30, (FEAST,), date(2027, 1, 4), date(2027, 1, 8)),
    ],
)
def test_a_loan_then_a_reservation_and_its_hold(
    today: date, days: int, closures: tuple[Closure, ...], due: date, kept: date
) -> None:
    """The same device: lent until its due date, reserved from the day after, then kept three open days for whoever comes."""
    rules = Rules(Policy(loan_days=days, hold_days=3), OpenDays(closures=closures))
    assert lending.due_date([LAPTOP], rules, today) == due
    begins = rules.open_days.next_open(due + timedelta(days=1))
    named = reservation(device_id=1, first=begins, last=begins + timedelta(days=60))
    assert why_not(due, named, today=today) == ()
    assert why_not(begins, named, today=today)
    assert hold_until(named, due, rules) == kept


# All of a type


def test_the_last_of_a_type_is_kept_for_who_waits() -> None:
    waiting = reservation()
    assert why_not(date(2026, 12, 11), waiting, stock=units(2)) == ()
    assert why_not(date(2026, 12, 11), waiting, stock=units(1)) == (AllPromised(LAPTOP.name, date(2026, 12, 7)),)
    assert why_not(date(2026, 12, 6), waiting, stock=units(1)) == ()  # back the day before


def test_what_comes_back_in_time_counts() -> None:
    waiting = reservation()
    assert why_not(date(2026, 12, 11), waiting, stock=units(2, u2=date(2026, 12, 6))) == ()
    assert why_not(date(2026, 12, 11), waiting, stock=units(2, u2=date(2026, 12, 7)))
    assert why_not(date(2026, 12, 11), waiting, stock=units(2, u2=date.max))  # overdue: nobody knows


def test_each_day_is_counted_by_itself() -> None:
    """Two who come one after the other need one device between them; two on the same day need two."""
    first = reservation(1)
    second = reservation(2, client_id=3, first=date(2026, 12, 21), last=date(2026, 12, 31))
    assert why_not(date(2027, 1, 15), first, second, stock=units(2)) == ()
    overlapping = replace(second, first=date(2026, 12, 18))
    assert why_not(date(2027, 1, 15), first, overlapping, stock=units(2)) == (
        AllPromised(LAPTOP.name, date(2026, 12, 18)),
    )


def test_who_waits_already_needs_one_today() -> None:
    late = reservation(first=date(2026, 11, 16), last=date(2026, 12, 18))
    assert why_not(TODAY, late, stock=units(1)) == (AllPromised(LAPTOP.name, TODAY),)


def test_whoever_reserved_first_is_not_refused_for_those_behind() -> None:
    mine = reservation(1, client_id=1, first=TODAY, last=date(2026, 12, 18))
    behind = reservation(2, made_at=MADE + timedelta(hours=1))
    assert why_not(date(2026, 12, 18), mine, behind, stock=units(1)) == ()
    assert why_not(date(2026, 12, 18), mine, replace(behind, rank=1), stock=units(1))
    assert why_not(date(2026, 12, 18), mine, behind, stock=units(1), who=Borrower(9))


def test_other_types_and_other_places_are_other_matters() -> None:
    elsewhere = reservation(site_id=2)
    here = (device(1, site_id=1),)
    assert why_not(date(2026, 12, 11), elsewhere, stock=units(1), devices=here) == ()
    assert why_not(date(2026, 12, 11), replace(elsewhere, site_id=1), stock=units(1), devices=here)
    assert why_not(date(2026, 12, 11), replace(elsewhere, site_id=None), stock=units(1), devices=here)
    assert why_not(date(2026, 12, 11), reservation(type_id=2), stock=units(1)) == ()
    two_places = (device(1, site_id=1), device(2, site_id=2))
    assert why_not(date(2026, 12, 11), elsewhere, stock=units(2), devices=two_places)


def test_a_device_promised_by_name_serves_nobody_else() -> None:
    by_type, by_name = reservation(1), reservation(2, client_id=3, device_id=2)
    assert why_not(date(2026, 12, 11), by_type, by_name, stock=units(2))
    assert why_not(date(2026, 12, 11), by_type, by_name, stock=units(3)) == ()


def test_two_leave_together() -> None:
    both = (device(1), device(2))
    assert why_not(date(2026, 12, 11), reservation(), stock=units(3), devices=both) == ()
    assert why_not(date(2026, 12, 11), reservation(), stock=units(2), devices=both)


STOCK = st.integers(1, 6)
ASKING = st.lists(st.tuples(st.integers(-3, 40), st.integers(0, 20)), max_size=6)


@given(STOCK, ASKING, st.integers(0, 50))
def test_lending_one_more_breaks_a_promise_exactly_when_a_day_runs_short(stock: int, asking, length: int) -> None:
    """The rule against a plain count of each day of the loan."""
    due = TODAY + timedelta(days=length)
    waiting = [
        reservation(n, client_id=n + 10, first=TODAY + timedelta(days=at), last=TODAY + timedelta(days=at + long))
        for n, (at, long) in enumerate(asking, 1)
    ]
    days = [TODAY + timedelta(days=n) for n in range(length + 1)]
    short = any(sum(each.first <= day <= each.last for each in waiting) > stock - 1 for day in days)
    began = [day for day in days if any(each.first == day or (day == TODAY and each.first < day) for each in waiting)]
    assert bool(why_not(due, *waiting, stock=units(stock))) == (short and bool(began))


# What the desk asks


def loan(*reservations: Reservation, programme: str = "", **fields) -> Proposal:
    found = Promises(reservations, units(9), frozenset({"club"}))
    return Proposal(client(), (device(1, **fields),), TODAY, promises=found, programme=programme)


HELD = {"status": DeviceStatus.RESERVED}


def test_the_device_that_is_put_aside_goes_to_its_own_client() -> None:
    ready = reservation(first=TODAY, state=State.READY, held_device_id=1, client_id=1)
    assert lending.against(loan(ready, **HELD), Rules(), TODAY) == ()
    theirs = replace(ready, client_id=2)
    assert lending.against(loan(theirs, **HELD), Rules(), TODAY) == (DeviceReserved("LT-0001"),)
    assert lending.against(loan(**HELD), Rules(), TODAY) == (DeviceReserved("LT-0001"),)


def test_the_device_of_a_programme_goes_to_who_takes_part_or_is_named() -> None:
    ready = reservation(first=TODAY, state=State.READY, held_device_id=1, programme="Club", programme_id=4)
    assert lending.against(loan(ready, **HELD), Rules(), TODAY) == ()
    course = replace(ready, programme="Course A")
    assert lending.against(loan(course, **HELD), Rules(), TODAY) == (DeviceReserved("LT-0001"),)
    assert lending.against(loan(course, programme=" course a ", **HELD), Rules(), TODAY) == ()


def test_what_stands_against_a_loan_includes_the_promises() -> None:
    named = reservation(device_id=1, first=TODAY)
    assert lending.against(loan(named), Rules(), TODAY) == (Promised("LT-0001", TODAY, TODAY - timedelta(days=1)),)
    assert lending.overrulable(lending.against(loan(named), Rules(), TODAY), Policy())


# What a loan fulfils


def test_a_loan_fulfils_what_was_reserved() -> None:
    wanted = Wanted((device(1), device(2)), date(2026, 12, 18), ME)
    named = reservation(1, device_id=1, client_id=1)
    typed = reservation(2, client_id=1)
    assert fulfilled(wanted, [typed, named]) == {1: named, 2: typed}
    assert fulfilled(replace(wanted, who=Borrower(5)), [typed, named]) == {}
    assert fulfilled(replace(wanted, due=date(2026, 12, 6)), [typed, named]) == {}  # that is for another time
    assert fulfilled(wanted, [replace(typed, state=State.CANCELLED)]) == {}


def test_what_is_put_aside_is_fulfilled_first() -> None:
    wanted = Wanted((device(1),), date(2026, 12, 18), ME)
    waiting = reservation(1, client_id=1)
    ready = reservation(
        2, client_id=1, state=State.READY, held_device_id=1, first=date(2026, 12, 21), last=date(2026, 12, 31)
    )
    other = replace(ready, id=3, held_device_id=7, first=TODAY)
    assert fulfilled(wanted, [waiting, other, ready]) == {1: ready}
    assert fulfilled(wanted, [waiting, other]) == {1: other}


def test_ones_own_comes_before_the_programmes() -> None:
    who = Borrower(1, frozenset({"club"}))
    wanted = Wanted((device(1),), date(2026, 12, 18), who)
    ours = reservation(1, programme="Club", programme_id=4)
    mine = reservation(2, client_id=1, made_at=MADE + timedelta(hours=1))
    assert fulfilled(wanted, [ours, mine]) == {1: mine}
    assert fulfilled(wanted, [ours]) == {1: ours}


def test_one_device_fulfils_one_reservation() -> None:
    wanted = Wanted((device(1),), date(2026, 12, 18), ME)
    both = [reservation(n, client_id=1) for n in (1, 2)]
    assert fulfilled(wanted, both) == {1: both[0]}


# The calendar


def test_free_and_short_by_day() -> None:
    found = Promises((reservation(1), reservation(2, client_id=3)), units(3, u1=date(2026, 12, 10)))
    assert shortage(1, found, TODAY) == (2, 0)
    assert shortage(1, found, date(2026, 12, 7)) == (0, 0)
    assert shortage(1, found, date(2026, 12, 11)) == (1, 0)
    assert shortage(1, Promises(found.reservations, units(1)), date(2026, 12, 7)) == (0, 1)
    assert shortage(2, found, TODAY) == (0, 0)


def test_a_promise_far_ahead_has_room_for_a_gap() -> None:
    assert promises.with_gap(promises.FAR, 3650) > promises.FAR
    assert why_not(promises.FAR, reservation(device_id=1))
