"""How loans run: when each goes out, is due, is renewed and comes back, always on days on which the site is open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from loanmanager.domain import lending
from loanmanager.domain.office import Rules

PAST, COMING, RENEWED, JUST_BACK = 144, 12, 5, 6
DUE_TODAY, OVERDUE, LATEST = 3, 5, 21

_DAY = timedelta(days=1)
_RECENT = 9  # of the past loans, those of the last weeks, brought back early
_SECOND_SITE = 0.36
_RESET = (("laptop",), ("tablet",), ("hotspot",))


@dataclass(frozen=True, slots=True)
class Calendar:
    """One site's open days, seen from today."""

    rules: Rules
    today: date

    @property
    def last(self) -> date:
        """Return the last open day before today: nothing in the demo office happens later."""
        return self.open_until(self.today - _DAY)

    def open_until(self, day: date) -> date:
        """Return the day itself or the last open day before it."""
        while not self.rules.open_days.is_open(day):
            day -= _DAY
        return day

    def open_from(self, day: date) -> date:
        """Return the day itself or the first open day after it."""
        return self.rules.open_days.next_open(day)

    def days(self, first: int, last: int) -> list[date]:
        """Return the open days between so many days ago and so many days ago, both included."""
        every = (self.today - timedelta(days=ago) for ago in range(first, last - 1, -1))
        return [day for day in every if self.rules.open_days.is_open(day)]

    def due(self, day: date) -> date:
        """Return when a loan of this day is due."""
        return lending.due_date((), self.rules, day)


@dataclass(frozen=True, slots=True)
class Renewal:
    """A renewal: when it was asked for, and to which day."""

    on: date
    due: date


@dataclass(frozen=True, slots=True)
class Course:
    """How one loan runs. No day back means that it is still out, no day of care that it waits to be checked or reset.

    `part_back_on` is the day on which one of two devices came back, `suspended_on` that on which the line was cut;
    `kinds` are the types that this needs. `by_appointment` overrules a closed day.
    """

    site: int
    out_on: date
    due: date
    renewals: tuple[Renewal, ...] = ()
    back_on: date | None = None
    cared_on: date | None = None
    part_back_on: date | None = None
    suspended_on: date | None = None
    kinds: tuple[str, ...] = ()
    by_appointment: bool = False

    @property
    def last_due(self) -> date:
        """Return the due date after every renewal."""
        return self.renewals[-1].due if self.renewals else self.due


def make_courses(rng: Random, calendars: Sequence[Calendar], opening: date) -> list[Course]:
    """Draw how every loan of the demo office runs, in the order in which they go out."""
    made = [
        *_due_today(rng, calendars),
        *_overdue(rng, calendars),
        *_coming(rng, calendars),
        *_just_back(rng, calendars),
        *_past(rng, calendars, opening),
    ]
    return sorted(made, key=lambda each: (each.out_on, each.last_due))


def _site(rng: Random) -> int:
    return int(rng.random() < _SECOND_SITE)


def _due_today(rng: Random, calendars: Sequence[Calendar]) -> Iterator[Course]:
    """Draw loans due today: where today is open, or by appointment where it is open nowhere."""
    today = calendars[0].today
    sites = [n for n, each in enumerate(calendars) if each.rules.open_days.is_open(today)]
    for number in range(DUE_TODAY):
        site = sites[number % len(sites)] if sites else _site(rng)
        yield _due_on(calendars[site], site, today, renewed=bool(sites) and number == 1, by_appointment=not sites)


def _overdue(rng: Random, calendars: Sequence[Calendar]) -> Iterator[Course]:
    """Draw loans overdue by one day to three weeks, the oldest first."""
    for number in range(OVERDUE):
        site = _site(rng)
        days = calendars[site].days(LATEST, 1)
        due = days[number * (len(days) - 1) // (OVERDUE - 1)]
        course = _due_on(calendars[site], site, due, renewed=number % 2 == 1)
        if number == 1:  # long overdue too, and its line waits to be suspended
            course = replace(course, kinds=("laptop", "hotspot"))
        yield course if number else _cut(calendars[site], course)


def _cut(calendar: Calendar, course: Course) -> Course:
    """Return a loan whose line was suspended at the policy's day, or on the last open day before today."""
    after = timedelta(days=calendar.rules.policy.suspend_line_after + 1)
    on = min(calendar.open_from(course.due + after), calendar.last)
    return replace(course, suspended_on=on, kinds=("laptop", "hotspot"))


def _due_on(calendar: Calendar, site: int, due: date, *, renewed: bool, by_appointment: bool = False) -> Course:
    """Return a loan that is still out and due on a day, as it was made or since a renewal."""
    length = timedelta(days=calendar.rules.policy.loan_days)
    out_on = calendar.open_until(due - (2 * length if renewed else length))
    if not renewed:
        return Course(site, out_on, due, by_appointment=by_appointment)
    first = calendar.due(out_on)
    asked = calendar.open_until(min(first, calendar.last))
    return Course(site, out_on, first, (Renewal(asked, due),)) if due > first else Course(site, out_on, first)


def _coming(rng: Random, calendars: Sequence[Calendar]) -> Iterator[Course]:
    """Draw loans that are due in the coming weeks, some of them renewed."""
    for number in range(COMING + RENEWED):
        site = _site(rng)
        calendar = calendars[site]
        length = calendar.rules.policy.loan_days
        if number < COMING:
            out_on = rng.choice(calendar.days(length - 1, 1))
            yield Course(site, out_on, calendar.due(out_on))
        else:
            out_on = calendar.open_until(calendar.today - timedelta(days=length + rng.randrange(4, 16)))
            renewal = _renewal(rng, calendar, calendar.due(out_on))
            course = Course(site, out_on, calendar.due(out_on), (renewal,))
            split = replace(course, part_back_on=renewal.on, kinds=("laptop", "hotspot"))
            yield split if number == COMING else course


def _renewal(rng: Random, calendar: Calendar, due: date) -> Renewal:
    asked = calendar.open_until(min(due - timedelta(days=rng.randrange(5)), calendar.last))
    return Renewal(asked, lending.renewed_due((), due, calendar.rules, asked))


def _just_back(rng: Random, calendars: Sequence[Calendar]) -> Iterator[Course]:
    """Draw loans that came back in the last open days and wait to be checked or reset."""
    for number in range(JUST_BACK):
        site = number % len(calendars)
        calendar = calendars[site]
        out_on = calendar.open_until(calendar.today - timedelta(days=rng.randrange(24, 36)))
        back_on = rng.choice(calendar.days(LATEST, 1)[-3:])
        yield Course(site, out_on, calendar.due(out_on), back_on=back_on, kinds=_RESET[number % len(_RESET)])


def _past(rng: Random, calendars: Sequence[Calendar], opening: date) -> Iterator[Course]:
    """Draw loans that are long over: back early, on time or late; some were renewed once or twice."""
    oldest = (calendars[0].today - opening).days - 4
    for number in range(PAST):
        site = _site(rng)
        calendar = calendars[site]
        if number < _RECENT:
            out_on = rng.choice(calendar.days(40, 14))
            back_on = rng.choice([day for day in calendar.days(LATEST + 12, 1) if day > out_on][:8])
            cared_on = _cared(rng, calendar, back_on)
            yield Course(site, out_on, calendar.due(out_on), back_on=back_on, cared_on=cared_on)
        else:
            yield _ended(rng, calendar, site, rng.choice(calendar.days(oldest, 75)))


def _ended(rng: Random, calendar: Calendar, site: int, out_on: date) -> Course:
    due = calendar.due(out_on)
    renewals: tuple[Renewal, ...] = ()
    last_day, last_due = out_on, due
    while len(renewals) < calendar.rules.policy.renewals and rng.random() < 0.17:  # noqa: PLR2004 (about one in six)
        renewal = _renewal(rng, calendar, last_due)
        if not last_day < renewal.on < calendar.last:
            break
        renewals, last_day, last_due = (*renewals, renewal), renewal.on, renewal.due
    back_on = max(min(_back(rng, calendar, last_due), calendar.last), calendar.open_from(last_day + _DAY))
    return Course(site, out_on, due, renewals, back_on, _cared(rng, calendar, back_on))


def _cared(rng: Random, calendar: Calendar, back_on: date) -> date:
    """Return the day on which somebody saw to what came back: that day or one of the next."""
    return min(calendar.open_from(back_on + timedelta(days=rng.randrange(4))), calendar.last)


def _back(rng: Random, calendar: Calendar, due: date) -> date:
    """Return the day on which devices come back: one in four early, one in four late."""
    when = rng.random()
    if when < 0.25:  # noqa: PLR2004 (as said above)
        return calendar.open_until(due - timedelta(days=rng.randrange(3, 19)))
    if when < 0.75:  # noqa: PLR2004 (as said above)
        return calendar.open_until(due - timedelta(days=rng.randrange(2)))
    return calendar.open_from(due + timedelta(days=rng.randrange(1, 25)))
