"""What the calendar shows, before anything is painted."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from loanmanager.domain.names import Label
from loanmanager.domain.office import Closure, OpenDays
from loanmanager.domain.promises import Promises, Unit
from loanmanager.domain.reservations import Reservation, State
from loanmanager.i18n import Words
from loanmanager.storage.search import CalendarDevice, CalendarLoan, CalendarView, ReservationRow
from loanmanager.ui.pages.calendar import plan as plans
from loanmanager.ui.pages.calendar.plan import MONTH, WEEK, Bar
from tests.domain.made import TODAY, kind

MADE = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
WORDS = Words("en")


def row(id_=1, **fields):
    made = {
        "number": f"R-{id_}", "client_id": 1, "name": "Roy, Ana", "is_programme": False, "type": Label("Laptop"),
        "icon": "laptop", "type_id": 1, "device_id": None, "tag": "", "first": TODAY, "last": date(2026, 12, 4),
        "made_at": MADE, "priority": "", "rank": 0, "state": State.WAITING,
    }  # fmt: skip
    return ReservationRow(id_, **{**made, **fields})


def view(*reservations, loans=(), devices=2, promises=None):
    things = tuple(CalendarDevice(n, f"LT-000{n}", "T480", 1, "available") for n in range(1, devices + 1))
    found = promises or Promises((), tuple(Unit(n, 1) for n in range(1, devices + 1)))
    first, last, owned = date(2026, 11, 1), date(2026, 12, 31), {1: devices}
    return CalendarView(first, last, owned, {}, reservations, found, things, tuple(loans))


def bare(mode=MONTH, day=TODAY, open_days=None):
    return plans.empty(mode, day, open_days or OpenDays(), TODAY)


@pytest.mark.parametrize(
    ("mode", "day", "first", "last"),
    [
        (MONTH, TODAY, date(2026, 11, 1), date(2026, 11, 30)),
        (MONTH, date(2028, 2, 10), date(2028, 2, 1), date(2028, 2, 29)),
        (MONTH, date(2027, 2, 10), date(2027, 2, 1), date(2027, 2, 28)),
        (WEEK, date(2027, 1, 1), date(2026, 12, 28), date(2027, 1, 3)),
        (WEEK, date(2026, 11, 1), date(2026, 10, 26), date(2026, 11, 1)),  # the Sunday on which the clocks go back
    ],
)
def test_the_days_of_a_month_and_of_a_week(mode, day, first, last):
    days = plans.days_of(mode, day)
    assert (days[0], days[-1]) == (first, last)
    assert len(set(days)) == (last - first).days + 1


@pytest.mark.parametrize(
    ("mode", "day", "by", "expected"),
    [
        (MONTH, date(2026, 12, 15), 1, date(2027, 1, 15)),
        (MONTH, date(2026, 1, 31), -1, date(2025, 12, 31)),
        (MONTH, date(2028, 1, 31), 1, date(2028, 2, 29)),
        (MONTH, date(2027, 3, 31), -1, date(2027, 2, 28)),
        (WEEK, date(2026, 12, 28), 1, date(2027, 1, 4)),
    ],
)
def test_the_same_day_of_another_month_or_week(mode, day, by, expected):
    assert plans.moved(mode, day, by) == expected


def test_closed_days_are_known():
    feast = OpenDays(closures=(Closure(date(2026, 11, 25), date(2026, 11, 25)),))
    made = bare(WEEK, open_days=feast)
    assert made.closed == {date(2026, 11, 25), date(2026, 11, 28), date(2026, 11, 29)}
    assert made.column(date(2026, 11, 25)) == 2
    assert (made.column(date(2026, 1, 1)), made.column(date(2027, 1, 1))) == (0, 6)


def test_a_type_counts_what_is_free_from_today_on_and_what_is_missing():
    waiting = tuple(
        Reservation(n, f"R-{n}", date(2026, 11, 25), date(2026, 11, 26), MADE, client_id=n, type_id=1)
        for n in (1, 2, 3)
    )
    seen = view(promises=Promises(waiting, (Unit(1, 1), Unit(2, 1, busy_until=TODAY))))
    (lane,) = plans.of_types(bare(WEEK), seen, [kind(), kind(id=2)], WORDS).lanes
    assert lane.counts == (1, 2, -1, -1, 2, 2, 2)
    month = plans.of_types(bare(), seen, [kind()], WORDS).lanes[0].counts
    assert month[:22] == (None,) * 22
    assert month[22] == 1


def lanes(*reservations, loans=(), mode=MONTH, **more):
    return plans.of_type(bare(mode), view(*reservations, loans=loans, **more), kind(), WORDS).lanes


def test_a_loan_reaches_to_its_due_date_then_it_is_late():
    out = CalendarLoan(1, 7, "L-1", "Roy, Ana", date(2026, 10, 1), date(2026, 11, 20), None)
    due = CalendarLoan(2, 8, "L-2", "Roy, Marc", date(2026, 11, 10), date(2026, 12, 10), None)
    _, one, two = lanes(loans=(out, due))
    assert one.bars == (
        Bar("loan", 0, 19, "Roy, Ana", starts=False, loan_id=7),
        Bar("late", 20, 22, "Roy, Ana", loan_id=7),
    )
    assert two.bars == (Bar("loan", 9, 29, "Roy, Marc", ends=False, loan_id=8),)
    assert one.bar_at(20).kind == "late"
    assert one.bar_at(25) is None


def test_what_came_back_ends_on_that_day():
    back = CalendarLoan(1, 7, "L-1", "Roy, Ana", date(2026, 11, 2), date(2026, 12, 2), date(2026, 11, 6))
    same_day = replace(back, device_id=2, back=date(2026, 11, 2))
    long_ago = replace(back, first=date(2026, 9, 1), back=date(2026, 9, 3))
    _, one, two = lanes(loans=(back, same_day, long_ago))
    assert one.bars == (Bar("back", 1, 5, "Roy, Ana", loan_id=7),)
    assert two.bars == (Bar("back", 1, 1, "Roy, Ana", loan_id=7),)


def test_who_waits_is_laid_in_as_few_lanes_as_they_need():
    first = row(1, first=date(2026, 11, 2), last=date(2026, 11, 6))
    later = row(2, name="Nguyen, Linh", first=date(2026, 11, 9), last=date(2026, 11, 13))
    urgent = row(3, name="Lopes, Ana", first=date(2026, 11, 4), last=date(2026, 11, 10), rank=3)
    gone = row(4, first=date(2027, 2, 1), last=date(2027, 2, 2))
    found = [lane for lane in lanes(first, later, urgent, gone) if lane.icon == "clock"]
    assert [[bar.reservation_id for bar in lane.bars] for lane in found] == [[3], [1, 2]]
    assert [lane.words for lane in found] == ["Waiting list", ""]


def test_a_programme_that_waits_for_several_is_one_bar():
    club = [row(n, client_id=None, is_programme=True, name="Club") for n in (1, 2, 3)]
    lane = lanes(*club)[1]
    assert [bar.words for bar in lane.bars] == ["Club ×\u00a03"]
    assert [lane.words for lane in lanes(row(1))[1:2]] == ["Waiting list"]


def test_what_is_put_aside_or_asked_for_by_name_lies_on_its_device():
    ready = row(1, state=State.READY, held_id=1, held="LT-0001")
    named = row(2, device_id=2, tag="LT-0002")
    lent = row(3, state=State.LENT, device_id=2, tag="LT-0002")
    _, one, two = lanes(ready, named, lent)
    assert [(bar.kind, bar.reservation_id) for bar in one.bars] == [("ready", 1)]
    assert [(bar.kind, bar.reservation_id) for bar in two.bars] == [("waiting", 2)]
    assert one.bar_at(22).reservation_id == 1


def test_a_reservation_is_seen_over_a_loan_that_reaches_into_it():
    out = CalendarLoan(1, 7, "L-1", "Roy, Ana", TODAY, date(2026, 11, 27), None)
    named = row(2, device_id=1, first=TODAY + timedelta(days=2), last=TODAY + timedelta(days=6))
    one = lanes(named, loans=(out,))[1]
    assert [one.bar_at(at).reservation_id for at in (22, 24)] == [0, 2]
