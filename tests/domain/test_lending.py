"""What may be lent, until when, and what may be renewed. Dates are written as a careful person writes them down."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.domain import lending, policies
from loanmanager.domain import refusals as why
from loanmanager.domain.clients import Guardian, InternetUse
from loanmanager.domain.devices import DeviceStatus, Line, LineState
from loanmanager.domain.lending import Proposal, Renewal
from loanmanager.domain.office import WEEK, Closure, OpenDays, Policy, Rules
from tests.domain.made import TODAY, client, device, kind

DUE = date(2026, 12, 23)  # a Wednesday
RULES = Rules()
WINTER = OpenDays(closures=(Closure(date(2026, 12, 24), date(2027, 1, 3)),))
HOTSPOT = kind(id=2, key="hotspot", prefix="HS", gives_internet=True)
SIM = Line(1, iccid="8930272040102573", plan_end=date(2027, 3, 31))


def asked(*devices, due=DUE, out=0, **of_client):
    return Proposal(client(**of_client), devices or (device(),), due, out)


def against(proposal, rules=RULES, today=TODAY):
    return lending.against(proposal, rules, today)


def policy(**fields):
    return Rules(Policy(**fields))


# How long


@pytest.mark.parametrize(
    ("today", "days", "due"),
    [
        (date(2026, 11, 23), 30, date(2026, 12, 23)),
        (date(2026, 11, 23), 14, date(2026, 12, 7)),
        (date(2026, 11, 23), 5, date(2026, 11, 30)),  # Saturday 28 -> Monday 30
        (date(2026, 11, 24), 30, date(2027, 1, 4)),  # 24 December -> first Monday after the winter closing
        (date(2026, 12, 1), 30, date(2027, 1, 4)),  # 31 December -> over the year's end
        (date(2028, 1, 31), 29, date(2028, 2, 29)),  # a leap day, a Tuesday
        (date(2027, 1, 29), 31, date(2027, 3, 1)),  # no 29 February in 2027
    ],
)
def test_the_due_date_is_moved_to_the_next_open_day(today, days, due):
    assert lending.due_date([kind(loan_days=days)], Rules(Policy(), WINTER), today) == due


@pytest.mark.parametrize(
    ("own", "days"), [((), 30), ((None,), 30), ((14,), 14), ((None, 45), 30), ((14, 7, None), 7), ((60, 45), 45)]
)
def test_one_date_serves_the_whole_loan_so_the_shortest_counts(own, days):
    policy = Policy(loan_days=30)
    assert policies.end_of_loan([kind(loan_days=each) for each in own], policy, TODAY) == TODAY + timedelta(days=days)


@pytest.mark.parametrize(("own", "often"), [((), 2), ((None,), 2), ((0,), 0), ((5,), 5), ((5, None), 2), ((5, 1), 1)])
def test_the_strictest_type_says_how_often_a_loan_is_renewed(own, often):
    assert lending.renewals_allowed([kind(renewals=each) for each in own], Policy(renewals=2)) == often


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(1, 400))
def test_a_due_date_is_open_and_never_earlier_than_the_policy_says(today, days):
    due = lending.due_date([kind(loan_days=days)], Rules(Policy(), WINTER), today)
    assert WINTER.is_open(due)
    assert timedelta(days=days) <= due - today <= timedelta(days=days + 12)


@pytest.mark.parametrize(("due", "late"), [(TODAY, 0), (date(2026, 11, 22), 1), (date(2026, 10, 24), 30), (DUE, 0)])
def test_a_device_is_late_from_the_day_after(due, late):
    assert lending.days_late(due, TODAY) == late


# Refusals: each with what brings it about and what does not

FINE = {
    "an ordinary loan": (asked(), RULES),
    "the block ended yesterday": (asked(blocked=True, blocked_until=date(2026, 11, 22)), RULES),
    "just old enough": (asked(birth_date=date(2010, 11, 23)), RULES),
    "a guardian signs": (asked(birth_date=date(2015, 1, 1), guardian=Guardian("Lucie Roy")), RULES),
    "the orientation was done": (asked(orientation_on=TODAY), policy(orientation_required=True)),
    "one more is the last one": (asked(out=2), policy(limit=3)),
    "due today": (asked(due=TODAY), RULES),
    "the plan ends on the due date": (asked(device(type=HOTSPOT, line=replace(SIM, plan_end=DUE))), RULES),
    "a plan without an end": (asked(device(type=HOTSPOT, line=replace(SIM, plan_end=None))), RULES),
    "a hotspot without a line": (asked(device(type=HOTSPOT)), RULES),
    "a laptop for who stays off the internet": (asked(internet=InternetUse.NO), RULES),
    "two devices": (asked(device(1), device(2)), RULES),
}

REFUSED = {
    "blocked for now": (asked(blocked=True), RULES, why.ClientIsBlocked(None)),
    "blocked until today": (asked(blocked=True, blocked_until=TODAY), RULES, why.ClientIsBlocked(TODAY)),
    "a day too young": (asked(birth_date=date(2010, 11, 24)), RULES, why.GuardianMissing(15)),
    "a guardian without a name": (
        asked(birth_date=date(2015, 1, 1), guardian=Guardian(phone="514 555-0100")),
        RULES,
        why.GuardianMissing(11),
    ),
    "no orientation": (asked(), policy(orientation_required=True), why.OrientationMissing()),
    "one too many": (asked(out=3), policy(limit=3), why.LimitReached(3, 3)),
    "two at once are too many": (asked(device(1), device(2), out=1), policy(limit=2), why.LimitReached(2, 1)),
    "nothing may be lent at all": (asked(), policy(limit=0), why.LimitReached(0, 0)),
    "due yesterday": (asked(due=date(2026, 11, 22)), RULES, why.DueInPast(date(2026, 11, 22))),
    "due on a Saturday": (
        asked(due=date(2026, 12, 5)),
        RULES,
        why.SiteClosed(date(2026, 12, 5), date(2026, 12, 7)),
    ),
    "due on a holiday": (
        asked(due=date(2026, 12, 25)),
        Rules(Policy(), WINTER),
        why.SiteClosed(date(2026, 12, 25), date(2027, 1, 4)),
    ),
    "the same device twice": (asked(device(1), device(1)), RULES, why.DeviceTwice("LT-0001")),
    "to reset": (asked(device(status=DeviceStatus.TO_RESET)), RULES, why.DeviceNotReset("LT-0001")),
    "to check": (asked(device(status=DeviceStatus.TO_CHECK)), RULES, why.DeviceNotChecked("LT-0001")),
    "put aside": (asked(device(status=DeviceStatus.RESERVED)), RULES, why.DeviceReserved("LT-0001")),
    "the plan ends a day early": (
        asked(device(type=HOTSPOT, line=replace(SIM, plan_end=date(2026, 12, 22)))),
        RULES,
        why.PlanEndsEarly("LT-0001", date(2026, 12, 22)),
    ),
    "no internet": (
        asked(device(type=HOTSPOT), internet=InternetUse.NO),
        RULES,
        why.InternetNotPermitted("LT-0001", InternetUse.NO),
    ),
    "internet on site only": (
        asked(device(type=HOTSPOT), internet=InternetUse.ON_SITE),
        RULES,
        why.InternetNotPermitted("LT-0001", InternetUse.ON_SITE),
    ),
} | {
    f"the line is {state}": (
        asked(device(type=HOTSPOT, line=replace(SIM, state=state))),
        RULES,
        why.LineNotActive("LT-0001", state),
    )
    for state in LineState
    if state is not LineState.ACTIVE
} | {
    f"it is {status}": (asked(device(status=status)), RULES, why.DeviceNotAvailable("LT-0001", status))
    for status in (
        DeviceStatus.ON_LOAN,
        DeviceStatus.IN_REPAIR,
        DeviceStatus.LOST,
        DeviceStatus.STOLEN,
        DeviceStatus.RETIRED,
    )
}  # fmt: skip


@pytest.mark.parametrize("case", FINE)
def test_nothing_stands_against(case):
    assert against(*FINE[case]) == ()


@pytest.mark.parametrize("case", REFUSED)
def test_one_reason_stands_against(case):
    proposal, rules, reason = REFUSED[case]
    assert against(proposal, rules) == (reason,)


def test_an_empty_basket_is_no_loan():
    assert against(Proposal(client(), (), DUE)) == (why.NothingToLend(),)


def test_every_status_but_available_stands_against():
    assert [s for s in DeviceStatus if not against(asked(device(status=s)))] == [DeviceStatus.AVAILABLE]


def test_all_reasons_are_given_at_once():
    proposal = asked(
        device(1, status=DeviceStatus.LOST),
        device(2, status=DeviceStatus.TO_RESET),
        blocked=True,
        due=date(2026, 12, 5),
    )
    codes = {each.code for each in against(proposal)}
    assert codes == {"ClientIsBlocked", "SiteClosed", "DeviceNotAvailable", "DeviceNotReset"}


def test_who_has_the_device_is_never_part_of_a_reason():
    (reason,) = against(asked(device(status=DeviceStatus.ON_LOAN)))
    assert set(reason.__slots__) == {"tag", "status"}


def test_a_device_scanned_before_client_and_date_are_known_is_judged_by_what_is_known():
    early = device(type=HOTSPOT, line=replace(SIM, plan_end=date(2026, 12, 1)))
    assert list(lending.against_device(early, None, None)) == []
    assert list(lending.against_device(device(status=DeviceStatus.LOST), None, None))


@pytest.mark.parametrize(
    ("uses", "may", "warned"),
    [
        (True, InternetUse.YES, False),
        (True, InternetUse.ON_SITE, True),
        (True, InternetUse.NO, True),
        (False, InternetUse.NO, False),
    ],
)
def test_the_desk_is_warned_of_a_laptop_for_who_stays_off_the_internet(uses, may, warned):
    assert lending.warns_of_internet(device(type=kind(uses_internet=uses)), client(internet=may)) is warned


# Overruling

OVERRULABLE = {
    "DeviceNotChecked", "DeviceReserved", "LineNotActive", "PlanEndsEarly", "ClientIsBlocked", "LimitReached",
    "OrientationMissing", "SiteClosed", "WrongSim", "NoRenewalLeft", "TooLateToRenew",
}  # fmt: skip


def test_what_a_coordinator_may_overrule_is_written_down_here_too():
    own = {each for each in why.Refusal.__subclasses__() if each.__module__ == why.__name__}
    assert {each.__name__ for each in own if each.overridable} == OVERRULABLE


def test_one_reason_that_holds_makes_all_hold():
    soft, hard = why.LimitReached(1, 1), why.DeviceNotReset("LT-0001")
    assert lending.overrulable([soft], Policy())
    assert lending.overrulable([], Policy())
    assert not lending.overrulable([soft, hard], Policy())
    assert not lending.overrulable(
        [soft, why.OrientationMissing()], Policy(not_overridable=frozenset({"LimitReached"}))
    )
    assert lending.overrulable([why.OrientationMissing()], Policy(not_overridable=frozenset({"LimitReached"})))


# Renewal


def renewal(**fields):
    return Renewal(
        **{"number": "L-1", "due": DUE, "new_due": date(2027, 1, 22), "renewed": 0, "types": (kind(),), **fields}
    )


RENEWALS = {
    "in time": (renewal(), RULES, TODAY, ()),
    "the last one allowed": (renewal(renewed=1), RULES, TODAY, ()),
    "one too many": (renewal(renewed=2), RULES, TODAY, (why.NoRenewalLeft("L-1", 2),)),
    "a type that is never renewed": (renewal(types=(kind(renewals=0), kind())), RULES, TODAY, (why.NoRenewalLeft("L-1", 0),)),
    "late, but not long": (renewal(), RULES, date(2027, 1, 6), ()),  # 14 days late
    "long overdue": (renewal(), RULES, date(2027, 1, 7), (why.TooLateToRenew("L-1", 15),)),
    "the same day": (renewal(new_due=DUE), RULES, TODAY, (why.NotLater("L-1", DUE),)),
    "an earlier day": (renewal(new_due=date(2026, 12, 1)), RULES, TODAY, (why.NotLater("L-1", DUE),)),
    "later, yet past": (renewal(new_due=date(2026, 12, 28)), RULES, date(2026, 12, 29), (why.DueInPast(date(2026, 12, 28)),)),
    "until today": (renewal(new_due=date(2026, 12, 29)), RULES, date(2026, 12, 29), ()),
    "a closed day": (
        renewal(new_due=date(2027, 1, 2)),
        Rules(Policy(), WINTER),
        TODAY,
        (why.SiteClosed(date(2027, 1, 2), date(2027, 1, 4)),),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", RENEWALS)
def test_what_stands_against_a_renewal(case):
    wanted, rules, today, reasons = RENEWALS[case]
    assert lending.against_renewal(wanted, rules, today) == reasons


@pytest.mark.parametrize(
    ("due", "today", "new"),
    [
        (DUE, TODAY, date(2027, 1, 22)),  # early: a whole length from the due date, nothing is lost
        (DUE, date(2027, 1, 5), date(2027, 2, 4)),  # late: a whole length from today
        (date(2026, 11, 25), TODAY, date(2027, 1, 4)),  # 25 December is in the winter closing
    ],
)
def test_a_renewal_gives_a_whole_length(due, today, new):
    assert lending.renewed_due([kind()], due, Rules(Policy(), WINTER), today) == new


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(-40, 14), st.integers(1, 90))
def test_what_a_renewal_proposes_is_never_refused_for_its_date(due, late, days):
    rules, today, types = Rules(Policy(loan_days=days), WINTER), due + timedelta(days=late), (kind(),)
    wanted = renewal(due=due, new_due=lending.renewed_due(types, due, rules, today))
    assert lending.against_renewal(wanted, rules, today) == ()


@given(
    st.dates(date(2020, 1, 1), date(2090, 1, 1)),
    st.integers(1, 90),
    st.frozensets(st.sampled_from(sorted(WEEK)), min_size=1),
)
def test_what_a_check_out_proposes_is_never_refused_for_its_date(today, days, weekdays):
    rules = Rules(Policy(loan_days=days), OpenDays(weekdays))
    assert against(asked(due=lending.due_date([kind()], rules, today)), rules, today) == ()


def test_numbers_name_their_year():
    assert lending.make_loan_number(2026, 42) == "L-2026-0042"
    assert lending.make_loan_number(2027, 12345) == "L-2027-12345"
    assert lending.make_incident_number(2026, 14) == "I-2026-014"


def test_a_policy_may_only_warn_of_a_line():
    line = replace(SIM, state=LineState.SUSPENDED, plan_end=date(2026, 12, 1))
    loan = asked(device(type=HOTSPOT, line=line))
    refused, mild = against(loan), policy(warns_of_lines=True)
    assert {type(each) for each in refused} == {why.LineNotActive, why.PlanEndsEarly}
    assert lending.warnings(loan.devices, loan.due, RULES.policy) == ()
    assert against(loan, mild) == ()
    assert lending.warnings(loan.devices, loan.due, mild.policy) == refused
