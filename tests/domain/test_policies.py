"""Limits by type, gaps, terms and long dates, by example and by property."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.domain import lending, policies
from loanmanager.domain import refusals as why
from loanmanager.domain.lending import Proposal, Renewal
from loanmanager.domain.names import Label
from loanmanager.domain.office import WEEK, Charges, Closure, OpenDays, Policy, Rules
from loanmanager.domain.policies import Borrowing, GapNotOver, SomebodyWaits, TypeLimitReached
from tests.domain.made import TODAY, client, device, kind

LAPTOP = Label("Laptop", "Portable")
SPOT = kind(id=2, key="hotspot", name=Label("Hotspot", "Borne"), prefix="HS", gap_days=2)
days = st.dates(date(2020, 1, 1), date(2040, 12, 31))


def asked(*types, had=None, today=TODAY, **policy):
    devices = tuple(device(n, type=each, tag=f"X-{n}") for n, each in enumerate(types, 1))
    rules = Rules(Policy(**policy), OpenDays(WEEK))
    return lending.against(Proposal(client(), devices, TODAY + timedelta(days=40), 0, had or Borrowing()), rules, today)


# Limits by type


def test_a_type_has_its_own_limit_beside_the_clients():
    one = {"laptop": 1}
    assert asked(kind(), type_limits=one) == ()
    assert asked(kind(), had=Borrowing({"laptop": 1}), type_limits=one) == (TypeLimitReached(LAPTOP, 1, 1),)
    assert asked(kind(), kind(), type_limits=one) == (TypeLimitReached(LAPTOP, 1, 0),)
    assert asked(SPOT, SPOT, had=Borrowing({"laptop": 5}), type_limits=one) == ()


def test_a_limit_of_none_lends_nothing_of_the_type():
    assert asked(SPOT, type_limits={"hotspot": 0}) == (TypeLimitReached(SPOT.name, 0, 0),)


def test_both_limits_may_be_overruled_unless_the_policy_says_otherwise():
    reasons = asked(kind(), kind(), type_limits={"laptop": 1}, limit=1)
    assert {each.code for each in reasons} == {"LimitReached", "TypeLimitReached"}
    assert lending.overrulable(reasons, Policy())
    assert not lending.overrulable(reasons, Policy(not_overridable=frozenset({"TypeLimitReached"})))


# Days between two loans


@pytest.mark.parametrize(
    ("back", "today", "refused"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 25)),  # back this morning
        (date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)),
        (date(2026, 11, 23), date(2026, 11, 25), None),  # two days have passed
        (date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)),  # the leap day is one of the two
        (date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2)),
    ],
)
def test_a_gap_runs_from_the_return(back, today, refused):
    reasons = tuple(policies.against_types((SPOT,), Borrowing(back={"hotspot": back}), Policy(), today))
    assert reasons == (() if refused is None else (GapNotOver(SPOT.name, refused),))


def test_a_gap_is_of_the_same_type_and_said_once():
    had = Borrowing(back={"hotspot": TODAY, "laptop": TODAY})
    assert asked(SPOT, SPOT, kind(), had=had) == (GapNotOver(SPOT.name, date(2026, 11, 25)),)


# Terms


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (date(2026, 9, 8), date(2026, 12, 20)),
        (date(2026, 12, 6), date(2026, 12, 20)),  # two weeks are left: this term
        (date(2026, 12, 7), date(2027, 6, 20)),  # less: the next one
        (date(2026, 12, 31), date(2027, 6, 20)),
        (date(2027, 6, 20), date(2027, 12, 20)),
    ],
)
def test_a_loan_by_term_ends_with_it(start, due):
    policy = Policy(loan_days=120, term_ends=("12-20", "06-20"))
    assert policies.end_of_loan([kind()], policy, start) == due


def test_a_types_own_length_goes_before_the_term_and_the_earliest_serves_the_loan():
    policy = Policy(term_ends=("12-20", "06-20"))
    assert policies.end_of_loan([kind(loan_days=7)], policy, TODAY) == date(2026, 11, 30)
    assert policies.end_of_loan([kind(loan_days=60)], policy, TODAY) == date(2027, 1, 22)
    assert policies.end_of_loan([kind(loan_days=60), kind()], policy, TODAY) == date(2026, 12, 20)
    assert policies.end_of_loan([], policy, TODAY) == date(2026, 12, 20)


def test_a_term_that_ends_on_the_leap_day_ends_the_day_after_in_other_years():
    assert policies.term_end(["02-29"], date(2028, 1, 1)) == date(2028, 2, 29)
    assert policies.term_end(["02-29"], date(2027, 1, 1)) == date(2027, 3, 1)
    assert policies.term_end([], TODAY) is None
    assert policies.term_end(["12-20"], date(9999, 12, 25)) is None


@pytest.mark.parametrize("text", ["12-20", "02-29", "01-01"])
def test_days_of_the_year(text):
    assert policies.is_term_end(text)


@pytest.mark.parametrize("text", ["", "2-30", "02-30", "13-01", "12-20 ", "20 Dec", "١٢-٢٠", "12-2"])
def test_what_is_no_day_of_the_year(text):
    assert not policies.is_term_end(text)


@given(days, st.lists(st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda d: f"{d:%m-%d}"), min_size=1))
def test_a_term_ends_within_a_year_and_never_before_it_is_worth_a_loan(start, ends):
    due = policies.end_of_loan([kind()], Policy(term_ends=tuple(ends)), start)
    assert timedelta(days=policies.SHORTEST_TERM) <= due - start <= timedelta(days=366 + policies.SHORTEST_TERM)


# Dates that a careful person wrote down: the due date of a loan of so many days made on a day

MONDAY_TO_FRIDAY = OpenDays()
CLOSED_WEEK = OpenDays(closures=(Closure(date(2026, 3, 2), date(2026, 3, 8), "March break"),))
YEAR_END = OpenDays(closures=(Closure(date(2026, 12, 24), date(2027, 1, 3)),))
CALENDAR = {
    "across the spring turn of the clock": (date(2026, 3, 6), 3, MONDAY_TO_FRIDAY, date(2026, 3, 9)),
    "due on the very night": (date(2026, 3, 6), 2, OpenDays(WEEK), date(2026, 3, 8)),
    "across the autumn turn of the clock": (date(2026, 10, 30), 3, MONDAY_TO_FRIDAY, date(2026, 11, 2)),
    "thirty days that hold the turn": (date(2026, 10, 5), 30, MONDAY_TO_FRIDAY, date(2026, 11, 4)),
    "onto a leap day": (date(2028, 1, 30), 30, MONDAY_TO_FRIDAY, date(2028, 2, 29)),
    "over a leap day": (date(2028, 2, 15), 30, MONDAY_TO_FRIDAY, date(2028, 3, 16)),
    "the same days in a common year": (date(2027, 2, 15), 30, MONDAY_TO_FRIDAY, date(2027, 3, 17)),
    "into a closed week": (date(2026, 2, 2), 30, CLOSED_WEEK, date(2026, 3, 9)),
    "the Friday before a closed week": (date(2026, 1, 28), 30, CLOSED_WEEK, date(2026, 2, 27)),
    "the Saturday before a closed week": (date(2026, 1, 29), 30, CLOSED_WEEK, date(2026, 3, 9)),
    "into the closing at the end of the year": (date(2026, 11, 24), 30, YEAR_END, date(2027, 1, 4)),
    "over the end of the year": (date(2026, 12, 7), 30, YEAR_END, date(2027, 1, 6)),
}


@pytest.mark.parametrize("case", CALENDAR)
def test_a_due_date_is_the_one_that_a_careful_person_writes_down(case):
    start, length, open_days, due = CALENDAR[case]
    assert lending.due_date([kind()], Rules(Policy(loan_days=length), open_days), start) == due


def test_a_holiday_that_is_worked_closes_nothing():
    holiday = Closure(date(2026, 12, 23), date(2026, 12, 23), "Holiday", holiday="CA-QC")
    assert not OpenDays(closures=(holiday,)).is_open(date(2026, 12, 23))
    lifted = Closure(date(2026, 12, 23), date(2026, 12, 23), "Holiday", holiday="CA-QC", lifted=True)
    assert OpenDays(closures=(lifted,)).is_open(date(2026, 12, 23))


# Renewals


def renewal(**fields):
    due = date(2026, 12, 23)
    return Renewal(
        **{"number": "L-1", "due": due, "new_due": date(2027, 1, 22), "renewed": 0, "types": (kind(),), **fields}
    )


def test_a_loan_is_not_renewed_while_somebody_waits():
    reasons = lending.against_renewal(renewal(awaited=("LT-0001",)), Rules(), TODAY)
    assert reasons == (SomebodyWaits(("LT-0001",)),)
    assert lending.overrulable(reasons, Policy())


def test_a_loan_keeps_the_renewals_that_its_paper_promised():
    none, more = Rules(Policy(renewals=0)), Rules(Policy(renewals=5))
    assert lending.against_renewal(renewal(renewed=1, promised=2), none, TODAY) == ()
    assert lending.against_renewal(renewal(renewed=2, promised=2), none, TODAY) == (why.NoRenewalLeft("L-1", 2),)
    assert lending.against_renewal(renewal(renewed=2, promised=2), more, TODAY) == ()
    assert lending.against_renewal(renewal(renewed=0), none, TODAY) == (why.NoRenewalLeft("L-1", 0),)


def test_a_loan_due_on_the_last_day_of_the_calendar_is_refused_and_nothing_breaks():
    last = date(9999, 12, 31)
    new = lending.renewed_due((kind(),), last, Rules(), TODAY)
    assert new == last
    assert why.NotLater("L-1", last) in lending.against_renewal(renewal(due=last, new_due=new), Rules(), TODAY)


@given(st.dates(), st.integers(0, 10**7))
def test_no_number_of_days_leads_off_the_calendar(day, count):
    found = policies.later(day, count)
    assert found == date.max or found - day == timedelta(days=count)


# Charges


@pytest.mark.parametrize(("late", "due"), [(0, 0), (-3, 0), (1, 100), (5, 500), (40, 2000), (400, 2000)])
def test_a_late_fee_grows_by_day_up_to_its_cap(late, due):
    assert Charges(late_fee=100, late_fee_cap=2000).for_days_late(late) == due


def test_nothing_is_charged_unless_the_agency_says_so():
    assert not Policy().charges
    assert Charges(late_fee=1)
    assert Charges(replacement=True)
    assert Charges(late_fee=100).for_days_late(400) == 40_000
