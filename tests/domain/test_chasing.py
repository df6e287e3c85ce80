"""Which notice is due, counted as a careful person would, and by which safe channel."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.domain.chasing import (
    ARRIVED,
    OUTCOMES,
    REST,
    Barrier,
    NoAddress,
    NoSuchOutcome,
    NotSafe,
    Outcome,
    Sent,
    Way,
    against_channel,
    against_contact,
    barriers,
    channel_for,
    due_rule,
    falls_on,
    first_late_day,
    tells,
)
from loanmanager.domain.clients import Channel, Client
from loanmanager.domain.notices import LADDER, NoticeRule, Stage
from loanmanager.domain.office import WEEK, Closure, OpenDays, Policy, Rules

WEEKDAYS = Rules()
EVERY_DAY = Rules(open_days=OpenDays(WEEK))
CLIENT = Client(1, "C-00001", "Tremblay", "Josée", phones=("514 555-0100",), email="j@example.org", address="12 rue X")


def stage(due: date, rules: Rules, today: date, *sent: Sent) -> Stage | None:
    rule = due_rule(due, rules, today, sent)
    return rule.stage if rule else None


def test_the_ladder_on_plain_days() -> None:
    due = date(2026, 11, 2)
    expected = {0: None, 1: Stage.COURTESY, 4: Stage.COURTESY, 5: Stage.FIRST, 11: Stage.FIRST, 12: Stage.SECOND}
    expected |= {20: Stage.SECOND, 21: Stage.FINAL, 300: Stage.FINAL}
    for late, wanted in expected.items():
        assert stage(due, EVERY_DAY, due + timedelta(days=late)) is wanted, late


@pytest.mark.parametrize(
    ("due", "first"),
    [
        (date(2026, 11, 20), date(2026, 11, 23)),  # Friday: the weekend is closed, Monday is one day late
        (date(2026, 11, 23), date(2026, 11, 24)),  # Monday
        (date(2028, 2, 28), date(2028, 2, 29)),  # a leap day is a day
        (date(2028, 2, 29), date(2028, 3, 1)),
        (date(2026, 3, 6), date(2026, 3, 9)),  # the clocks go forward on Sunday
        (date(2026, 10, 30), date(2026, 11, 2)),  # and back
        (date(2026, 12, 31), date(2027, 1, 1)),  # New Year's Day is open unless somebody says it is not
    ],
)
def test_the_first_late_day(due: date, first: date) -> None:
    assert first_late_day(due, WEEKDAYS) == first


def test_a_closed_week_makes_nobody_late() -> None:
    closed = OpenDays(closures=(Closure(date(2026, 12, 25), date(2027, 1, 3)),))
    rules = Rules(open_days=closed)
    due = date(2026, 12, 24)
    assert first_late_day(due, rules) == date(2027, 1, 4)
    assert stage(due, rules, date(2027, 1, 3)) is None
    assert stage(due, rules, date(2027, 1, 4)) is Stage.COURTESY
    assert stage(due, rules, date(2027, 1, 7)) is Stage.COURTESY
    assert stage(due, rules, date(2027, 1, 8)) is Stage.FIRST
    assert falls_on(LADDER[2], due, rules) == date(2027, 1, 15)
    assert falls_on(LADDER[3], due, rules) == date(2027, 1, 25)  # the 24th is a Sunday


def test_grace_days_that_end_on_a_closed_day_end_on_the_next_open_one() -> None:
    rules = Rules(Policy(grace_days=3))
    thursday = date(2026, 11, 19)  # three days of grace end on Sunday: Monday still counts as in time
    assert first_late_day(thursday, rules) == date(2026, 11, 24)
    assert stage(thursday, rules, date(2026, 11, 23)) is None
    assert stage(thursday, rules, date(2026, 11, 24)) is Stage.COURTESY


def test_a_reminder_before_the_due_date_comes_on_an_open_day_before() -> None:
    early = NoticeRule(Stage.COURTESY, 2, before=True, channels=tuple(Channel))
    rules = Rules(Policy(notices=(early, *LADDER[1:])))
    tuesday = date(2026, 11, 24)  # two days before is Sunday: on Friday then
    assert falls_on(early, tuesday, rules) == date(2026, 11, 20)
    assert stage(tuesday, rules, date(2026, 11, 19)) is None
    assert stage(tuesday, rules, date(2026, 11, 20)) is Stage.COURTESY
    assert stage(tuesday, rules, tuesday) is Stage.COURTESY
    assert falls_on(replace(early, days=0), tuesday, rules) == tuesday


def test_where_no_day_is_open_the_days_themselves_count() -> None:
    shut = Rules(open_days=OpenDays(frozenset()))
    due = date(2026, 11, 2)
    assert stage(due, shut, date(2026, 11, 3)) is Stage.COURTESY
    assert falls_on(NoticeRule(Stage.COURTESY, 2, before=True), due, shut) == date(2026, 10, 31)


def test_only_the_highest_stage_and_nothing_twice() -> None:
    due = date(2026, 11, 2)
    late = due + timedelta(days=13)
    assert stage(due, EVERY_DAY, late) is Stage.SECOND
    assert stage(due, EVERY_DAY, late, Sent(Stage.SECOND, late)) is None
    assert stage(due, EVERY_DAY, late, Sent(Stage.FINAL, due)) is None
    assert stage(due, EVERY_DAY, late + timedelta(days=8), Sent(Stage.SECOND, late)) is Stage.FINAL


def test_a_stage_sent_late_leaves_the_client_some_days() -> None:
    due = date(2026, 11, 2)
    first = Sent(Stage.FIRST, due + timedelta(days=11))
    for after in range(1, REST):
        assert stage(due, EVERY_DAY, first.on + timedelta(days=after), first) is None
    assert stage(due, EVERY_DAY, first.on + timedelta(days=REST), first) is Stage.SECOND


def test_a_ladder_quicker_than_that_goes_by_its_own_days() -> None:
    quick = (
        NoticeRule(Stage.COURTESY, 1, channels=tuple(Channel)),
        NoticeRule(Stage.FIRST, 2, channels=tuple(Channel)),
    )
    rules = Rules(Policy(notices=quick), OpenDays(WEEK))
    due = date(2026, 11, 2)
    assert stage(due, rules, date(2026, 11, 4), Sent(Stage.COURTESY, date(2026, 11, 3))) is Stage.FIRST


def test_a_stage_that_was_taken_off_the_ladder_still_counts_as_sent() -> None:
    rules = Rules(Policy(notices=LADDER[1:]), OpenDays(WEEK))
    due = date(2026, 11, 2)
    assert stage(due, rules, due + timedelta(days=5), Sent(Stage.COURTESY, due + timedelta(days=1))) is Stage.FIRST
    assert stage(due, rules, due + timedelta(days=5), Sent(Stage.COURTESY, due + timedelta(days=4))) is None


def test_a_stage_without_a_channel_is_never_sent() -> None:
    rules = Rules(Policy(notices=(replace(LADDER[0], channels=()), *LADDER[1:])), OpenDays(WEEK))
    assert stage(date(2026, 11, 2), rules, date(2026, 11, 4)) is None
    assert stage(date(2026, 11, 2), Rules(Policy(notices=())), date(2027, 11, 4)) is None


@given(
    due=st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    weekdays=st.frozensets(st.integers(1, 7), min_size=1),
    grace=st.integers(0, 10),
    closed=st.tuples(st.integers(-5, 40), st.integers(0, 20)),
    late=st.integers(-10, 90),
)
def test_a_stage_falls_due_on_an_open_day_in_order_and_never_while_in_time(
    due: date, weekdays: frozenset[int], grace: int, closed: tuple[int, int], late: int
) -> None:
    start = due + timedelta(days=closed[0])
    days = OpenDays(weekdays, (Closure(start, start + timedelta(days=closed[1])),))
    rules, today = Rules(Policy(grace_days=grace), days), due + timedelta(days=late)
    days_of = [falls_on(rule, due, rules) for rule in LADDER]
    assert days_of == sorted(days_of)
    assert all(days.is_open(day) and day > due + timedelta(days=grace) for day in days_of)
    found = stage(due, rules, today)
    assert (found is None) == (today < days_of[0])
    if found:
        assert days_of[found.height] <= today
        assert stage(due, rules, today, Sent(found, today)) is None


def test_what_is_not_safe_and_what_is_not_known() -> None:
    assert barriers(CLIENT) == {}
    shy = replace(CLIENT, allowed=frozenset({Channel.LETTER, Channel.EMAIL, Channel.TEXT}), address=" ", email="none")
    assert barriers(shy) == {
        Channel.LETTER: Barrier.UNKNOWN,
        Channel.EMAIL: Barrier.UNKNOWN,
        Channel.CALL: Barrier.NOT_SAFE,
        Channel.VOICEMAIL: Barrier.NOT_SAFE,
    }
    assert barriers(replace(CLIENT, phones=()))[Channel.CALL] is Barrier.UNKNOWN


@given(st.frozensets(st.sampled_from(list(Channel))), st.sampled_from(LADDER), st.booleans(), st.booleans())
def test_the_chosen_channel_is_safe_and_the_first_of_its_stage(
    allowed: frozenset[Channel], rule: NoticeRule, phone: bool, address: bool
) -> None:
    client = replace(CLIENT, allowed=allowed, phones=("514",) if phone else (), address="12 rue X" if address else "")
    chosen = channel_for(rule, client)
    open_ = [each for each in rule.channels if each not in barriers(client)]
    assert chosen == (open_[0] if open_ else None)
    assert chosen is None or chosen in allowed


def test_reasons_against_a_channel() -> None:
    assert list(against_channel(Channel.LETTER, CLIENT)) == []
    assert list(against_channel(Channel.CALL, replace(CLIENT, allowed=frozenset()))) == [NotSafe(Channel.CALL)]
    assert list(against_channel(Channel.TEXT, replace(CLIENT, phones=()))) == [NoAddress(Channel.TEXT)]


def test_a_way_ends_only_as_it_can() -> None:
    assert list(against_contact(Way.CALL, Outcome.NO_ANSWER)) == []
    assert list(against_contact(Way.LETTER, Outcome.NO_ANSWER)) == [NoSuchOutcome(Way.LETTER, Outcome.NO_ANSWER)]
    assert not tells(Way.CALL, Outcome.NO_ANSWER)
    assert not tells(Way.CALL, Outcome.WRONG_NUMBER)
    assert tells(Way.CALL, Outcome.LEFT_MESSAGE)
    assert {way for way in Way if not any(outcome in ARRIVED for outcome in OUTCOMES[way])} == set()
