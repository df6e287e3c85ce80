"""Living through the demo office's days: everything that was planned is done in its order, each on its own day."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

from loanmanager.domain.devices import Condition, PartState
from loanmanager.domain.lines import LineTask
from loanmanager.domain.loans import BackState, Loan
from loanmanager.operations import caring, checkout, inventory, lines, people, programmes, renewing, returning, signing
from loanmanager.operations.demo import kits
from loanmanager.operations.demo.agency import Agency
from loanmanager.operations.demo.courses import Renewal
from loanmanager.operations.demo.invent import data, said
from loanmanager.operations.demo.kits import Bundle, Spare
from loanmanager.operations.demo.lendings import Handed, Lending
from loanmanager.operations.demo.people import Person
from loanmanager.operations.demo.stock import Thing
from loanmanager.operations.done import By
from loanmanager.storage import search
from loanmanager.storage.engine import Engine

_UNPACK, _BUNDLE, _WELCOME, _LEND, _TAKE_BACK, _RENEW, _CARE, _CLOSE = 560, 590, 600, 605, 612, 620, 885, 955
"""From which minute of a day on each kind of thing is done; what another one needs comes before it."""

_UNSIGNED = 6
"""One agreement in so many still waits for its signature."""

_BLOCKED_FOR = timedelta(days=100)


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is going to happen."""

    office: Agency
    things: Sequence[Thing]
    persons: Sequence[Person]
    lent: Sequence[Lending]
    kits: Sequence[Bundle] = ()
    spare_lines: Sequence[Spare] = ()


@dataclass(frozen=True, slots=True)
class _Event:
    """One operation: when, at which site, and what to do by whom."""

    day: date
    minute: int
    site: int
    do: Callable[[By], object]


def at(by: By, day: date, minute: int, site_id: int | None = None) -> By:
    """Return the same person at an earlier moment: a minute of a day, on the clock on the wall."""
    now = datetime.combine(day, time(*divmod(minute, 60))).astimezone(UTC)
    return replace(by, now=now, today=day, site_id=by.site_id if site_id is None else site_id)


def live(store: Engine, by: By, plan: Plan) -> None:
    """Do everything that is planned, in the order of time."""
    doing = _Doing(store, plan.office.language)
    events = [*_arrivals(doing, plan), *(event for lending in plan.lent for event in _of_loan(doing, lending))]
    for event in sorted(events, key=lambda each: (each.day, each.minute)):
        event.do(at(by, event.day, event.minute, plan.office.sites[event.site]))


def _arrivals(doing: "_Doing", plan: Plan) -> Iterator[_Event]:
    for number, thing in enumerate(plan.things):
        yield _Event(thing.since, _UNPACK + number % 25, thing.site, partial(doing.add_device, thing))
    for number, bundle in enumerate(plan.kits):
        yield _Event(bundle.on, _BUNDLE + number, 0, partial(doing.make_kit, bundle))
    for number, spare in enumerate(plan.spare_lines):
        yield _Event(spare.on, _BUNDLE + 4 + number, 0, partial(doing.add_line, spare))
    for number, person in enumerate(plan.persons):
        yield _Event(person.since, _WELCOME + number % 5, number % 2, partial(doing.add_client, person))
        if person.blocked_on:
            yield _Event(person.blocked_on, _CLOSE, 0, partial(doing.block, person))


def _of_loan(doing: "_Doing", lending: Lending) -> Iterator[_Event]:
    course, spread = lending.course, lending.minute
    yield _Event(course.out_on, _LEND + spread, course.site, partial(doing.lend, lending))
    for renewal in course.renewals:
        yield _Event(renewal.on, _RENEW + spread, course.site, partial(doing.renew, lending, renewal))
    for day in sorted({each.back_on for each in lending.handed if each.back_on}):
        back = [each for each in lending.handed if each.back_on == day]
        yield _Event(day, _TAKE_BACK + spread, course.site, partial(doing.take_back, back))
    for number, each in enumerate(lending.handed):
        if each.cared_on:
            yield _Event(each.cared_on, _CARE + 8 * number + spread // 6, course.site, partial(doing.care, each))
    if course.suspended_on:
        hotspot = next(each.thing for each in lending.handed if each.thing.line)
        yield _Event(course.suspended_on, _CLOSE, course.site, partial(doing.suspend, hotspot))


class _Doing:
    """The operations of the demo office, each with what is planned turned into its form."""

    def __init__(self, store: Engine, language: str) -> None:
        self._store = store
        self._language = language
        self._joined: set[tuple[int, int]] = set()

    def add_device(self, thing: Thing, by: By) -> None:
        """Add a device that was unpacked."""
        fields = {**thing.fields, "condition": thing.new}
        form = inventory.NewDevice(thing.kind.id, fields=fields, line=thing.line, status=thing.status)
        thing.id = inventory.add_device(self._store, form, by).result.id

    def add_client(self, person: Person, by: By) -> None:
        """Open a client's file."""
        person.id = people.add_client(self._store, people.NewClient(person.fields), by).result.id

    def block(self, person: Person, by: By) -> None:
        """Lend nothing more to a client for some time."""
        reason = said(data("people")["block_reason"], self._language)
        now = {"blocked": True, "blocked_until": by.today + _BLOCKED_FOR, "blocked_reason": reason}
        people.edit_client(self._store, inventory.Edit(person.id, {}, now), by)

    def lend(self, lending: Lending, by: By) -> None:
        """Check the devices of a loan out, on a closed day by appointment."""
        form = checkout.CheckOut(
            client_id=lending.person.id,
            lent=tuple(checkout.Lent(each.thing.id) for each in lending.handed),
            due=lending.course.due,
            purpose=lending.purpose,
            programme=lending.programme,
            override=said(data("loans")["closed_day"], self._language) if lending.course.by_appointment else "",
        )
        done = checkout.check_out(self._store, form, by).result
        if done.loan_id % _UNSIGNED:
            signing.mark_signed(self._store, done.paper_id, by)
        self._join(lending, by)

    def _join(self, lending: Lending, by: By) -> None:
        """Let whoever borrows for a programme take part in it."""
        programme = search.programme_named(self._store, lending.programme) if lending.programme else None
        if programme and (programme.id, lending.person.id) not in self._joined:
            self._joined.add((programme.id, lending.person.id))
            programmes.join(self._store, programme.id, [lending.person.id], by)

    def renew(self, lending: Lending, renewal: Renewal, by: By) -> None:
        """Renew what is still out."""
        loan = self._loan(next(each.thing for each in lending.handed if each.back_on != renewal.on))
        renewing.renew(self._store, renewing.Renew(loan.id, renewal.due), by)

    def take_back(self, handed: Sequence[Handed], by: By) -> None:
        """Take devices of one loan back."""
        returned = tuple(self._returned(each) for each in handed)
        returning.take_back(self._store, returning.Return(returned), by)

    def _returned(self, handed: Handed) -> returning.Returned:
        item = next(item for item in self._loan(handed.thing).open_items if item.device.id == handed.thing.id)
        mishap = handed.mishap
        missing = {item.parts[mishap.part].id: BackState.MISSING} if mishap and mishap.part is not None else {}
        return returning.Returned(
            handed.thing.id,
            parts=missing,
            condition=handed.condition,
            note=said(mishap.note, self._language) if mishap else "",
            answers=tuple((question.en, True) for question in handed.thing.kind.questions),
            sim_last_four=item.sim_last_four or None,
        )

    def _loan(self, thing: Thing) -> Loan:
        loan = search.loan_of_device(self._store, thing.id)
        assert loan is not None
        return loan

    def care(self, handed: Handed, by: By) -> None:
        """See to a device that came back: mend and check it where something was wrong, then reset it."""
        if handed.mishap:
            self._mend(handed, by)
            note = said(data("loans")["found_good"], self._language)
            caring.mark_checked(self._store, handed.thing.id, by, note=note)
        if handed.thing.kind.needs_reset:
            words = {
                key: said(pair, self._language) for key, pair in data("loans")["reset"][handed.thing.kind.key].items()
            }
            caring.mark_reset(self._store, caring.Reset(handed.thing.id, **words), by)

    def _mend(self, handed: Handed, by: By) -> None:
        device = search.device_record(self._store, handed.thing.id)
        assert device is not None
        now: dict[str, Any] = {"parts": tuple(replace(part, state=PartState.PRESENT) for part in device.parts)}
        if handed.mishap and handed.mishap.part is None:
            now = {"condition": Condition.WORN}
        inventory.edit_device(self._store, inventory.Edit(device.id, {}, now), by)

    def suspend(self, thing: Thing, by: By) -> None:
        """Suspend the line of a hotspot that is long overdue."""
        device = search.device_record(self._store, thing.id)
        assert device is not None
        assert device.line is not None
        lines.do_task(self._store, lines.DoTask(device.line.id, LineTask.SUSPEND, "BM-20418"), by)

    def make_kit(self, bundle: Bundle, by: By) -> None:
        """Put some devices into a kit."""
        kits.make_kit(self._store, bundle, self._language, by)

    def add_line(self, spare: Spare, by: By) -> None:
        """Add a spare line."""
        kits.add_spare(self._store, spare, self._language, by)
