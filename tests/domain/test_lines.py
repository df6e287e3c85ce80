"""What a carrier is asked for, and when: the cases that a careful person would write down."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.domain.devices import DeviceStatus, LineState
from loanmanager.domain.lines import STATE_AFTER, LineTask, suspend_on, task_allowed, task_of
from loanmanager.domain.office import Closure, OpenDays, Policy, Rules

MONDAY = date(2026, 11, 23)
WORKDAYS = Rules(Policy(suspend_line_after=14))


@pytest.mark.parametrize(
    ("due", "rules", "expected"),
    [
        (MONDAY, WORKDAYS, date(2026, 12, 7)),
        (date(2026, 11, 28), WORKDAYS, date(2026, 12, 14)),  # a fortnight later is a Saturday: the Monday after
        (MONDAY, Rules(Policy(suspend_line_after=14, grace_days=3)), date(2026, 12, 10)),
        (MONDAY, Rules(Policy(suspend_line_after=0)), MONDAY),
        (  # two weeks end on Christmas Day, and the agency opens again on 4 January
            date(2026, 12, 11),
            Rules(Policy(), OpenDays(closures=(Closure(date(2026, 12, 24), date(2027, 1, 3)),))),
            date(2027, 1, 4),
        ),
        (date(2028, 2, 15), WORKDAYS, date(2028, 2, 29)),  # a leap day
        (date(2026, 10, 19), WORKDAYS, date(2026, 11, 2)),  # clocks went back on 1 November
        (date(2026, 12, 21), WORKDAYS, date(2027, 1, 4)),  # over the year's end
        (date.max, WORKDAYS, date.max),
    ],
)
def test_a_line_is_suspended_at_the_policys_day_moved_to_an_open_one(due: date, rules: Rules, expected: date) -> None:
    assert suspend_on(due, rules) == expected


@pytest.mark.parametrize(
    ("state", "status", "late", "expected"),
    [
        (LineState.ACTIVE, DeviceStatus.ON_LOAN, 13, None),
        (LineState.ACTIVE, DeviceStatus.ON_LOAN, 14, LineTask.SUSPEND),
        (LineState.ACTIVE, DeviceStatus.LOST, None, LineTask.SUSPEND),
        (LineState.ACTIVE, DeviceStatus.STOLEN, None, LineTask.SUSPEND),
        (LineState.ACTIVE, DeviceStatus.AVAILABLE, None, None),
        (LineState.SUSPENDED, DeviceStatus.ON_LOAN, 14, None),
        (LineState.SUSPENDED, DeviceStatus.ON_LOAN, 3, None),  # somebody had it suspended early
        (LineState.SUSPENDED, DeviceStatus.ON_LOAN, 0, LineTask.REACTIVATE),
        (LineState.SUSPENDED, DeviceStatus.ON_LOAN, -5, LineTask.REACTIVATE),  # it was renewed
        (LineState.SUSPENDED, DeviceStatus.TO_RESET, None, LineTask.REACTIVATE),
        (LineState.SUSPENDED, DeviceStatus.AVAILABLE, None, LineTask.REACTIVATE),
        (LineState.SUSPENDED, DeviceStatus.LOST, None, None),
        (LineState.SUSPENDED, DeviceStatus.IN_REPAIR, None, None),
        (LineState.SUSPENDED, DeviceStatus.RETIRED, None, None),
        (LineState.ACTIVE, DeviceStatus.RETIRED, None, None),
        (LineState.PENDING, DeviceStatus.ON_LOAN, 30, None),
        (LineState.CANCELLED, DeviceStatus.ON_LOAN, 30, None),
    ],
)
def test_what_a_carrier_is_asked_for(
    state: LineState, status: DeviceStatus, late: int | None, expected: LineTask | None
) -> None:
    due = None if late is None else MONDAY - timedelta(days=late)
    assert task_of(state, status, due, WORKDAYS, MONDAY) is expected


@given(
    st.sampled_from(LineState),
    st.sampled_from(DeviceStatus),
    st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)
def test_what_is_asked_can_be_done_and_then_nothing_more_is_asked(
    state: LineState, status: DeviceStatus, due: date | None, today: date
) -> None:
    task = task_of(state, status, due, WORKDAYS, today)
    if task is not None:
        assert task_allowed(task, state)
        assert task_of(STATE_AFTER[task], status, due, WORKDAYS, today) is None


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(0, 60), st.integers(0, 10))
def test_a_line_is_never_suspended_before_its_day_nor_on_a_closed_one(due: date, after: int, grace: int) -> None:
    rules = Rules(Policy(suspend_line_after=after, grace_days=grace))
    day = suspend_on(due, rules)
    assert day >= due + timedelta(days=after + grace)
    assert rules.open_days.is_open(day)


def test_a_cancelled_line_is_past_all() -> None:
    assert not any(task_allowed(task, LineState.CANCELLED) for task in LineTask)
    assert task_allowed(LineTask.REACTIVATE, LineState.PENDING)
    assert not task_allowed(LineTask.SUSPEND, LineState.SUSPENDED)
