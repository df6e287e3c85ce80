"""Who borrows what in the demo office: each loan gets a client and devices that are free on its day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from loanmanager.domain.devices import Condition, DeviceStatus
from loanmanager.operations.demo.courses import Course
from loanmanager.operations.demo.invent import data, said
from loanmanager.operations.demo.people import Person
from loanmanager.operations.demo.stock import Thing

_DAY, _TWO_MONTHS = timedelta(days=1), timedelta(days=60)
_MISHAPS, _UNCHECKED = 7, 2  # of loans that are over, of loans that are just back
_WEARS, _IN_PROGRAMME = 0.06, 0.7


@dataclass(frozen=True, slots=True)
class Mishap:
    """What went wrong on a loan; `part` is the place of the missing part on the type, None for a damaged device."""

    note: list[str]
    part: int | None = None


@dataclass(frozen=True, slots=True)
class Handed:
    """One device on one loan: when it came back and how, and when it was seen to after that."""

    thing: Thing
    back_on: date | None = None
    condition: Condition | None = None
    mishap: Mishap | None = None
    cared_on: date | None = None


@dataclass(frozen=True, slots=True)
class Lending:
    """One loan that is planned: its course, its client, each device with what becomes of it.

    `minute` sets it apart from what else happens on the same days.
    """

    course: Course
    person: Person
    handed: tuple[Handed, ...]
    purpose: str
    programme: str
    minute: int


def assign(
    rng: Random, courses: Sequence[Course], things: Sequence[Thing], persons: Sequence[Person], language: str
) -> list[Lending]:
    """Give every loan a client and devices; names of programmes are in the office's language."""
    facts, mishaps, made = data("loans"), _mishaps(rng, courses), []
    for number, course in enumerate(courses):
        person = _free_person(rng, course, persons, at_fault=number in mishaps)
        taken = _free_things(rng, course, _wanted(rng, course, person), things)
        handed = tuple(_handed(rng, course, thing, n, mishaps.get(number)) for n, thing in enumerate(taken))
        person.free_from = course.back_on + _DAY if course.back_on else date.max
        purpose = said(rng.choice(facts["purposes"]), person.language)
        programme = said(rng.choice(facts["programmes"]), language) if rng.random() < _IN_PROGRAMME else ""
        made.append(Lending(course, person, handed, purpose, programme, rng.randrange(260)))
    return made


def _mishaps(rng: Random, courses: Sequence[Course]) -> dict[int, Mishap]:
    """Return what went wrong, by the number of the loan: on some that are long over, and on two that are just back."""
    over = [number for number, each in enumerate(courses) if each.cared_on]
    just_back = [number for number, each in enumerate(courses) if each.back_on and not each.cared_on]
    kinds = [Mishap(each["note"], each.get("part")) for each in data("loans")["mishap"]]
    chosen = [*just_back[:_UNCHECKED], *sorted(rng.sample(over, _MISHAPS))]
    return {number: kinds[n % len(kinds)] for n, number in enumerate(chosen)}


def _free_person(rng: Random, course: Course, persons: Sequence[Person], *, at_fault: bool) -> Person:
    """Return a client who may borrow; where something goes wrong, the one who is to be blocked for it."""
    free = [
        each
        for each in persons
        if max(each.since, each.free_from) <= course.out_on <= each.until
        and (each.may_use_internet or "hotspot" not in course.kinds)
    ]
    return rng.choice([each for each in free if at_fault and each.blocked_on] or free)


def _wanted(rng: Random, course: Course, person: Person) -> list[str]:
    """Return the types to lend: what the course needs, or a basket that this client may have."""
    if course.kinds:
        return list(course.kinds)
    baskets = data("loans")["basket"]
    kinds = rng.choices([each["types"] for each in baskets], [each["often"] for each in baskets])[0]
    allowed = [each for each in kinds if each != "hotspot" or person.may_use_internet]
    return allowed or ["laptop"]


def _free_things(rng: Random, course: Course, kinds: Sequence[str], things: Sequence[Thing]) -> list[Thing]:
    """Return a free device of each type, of another site where this one has none left; at worst another type's."""
    free = [each for each in things if _is_free(each, course)]
    taken = []
    for kind in kinds:
        of_kind = [each for each in free if each.kind.key == kind]
        here = [each for each in of_kind if each.site == course.site] or of_kind
        taken += [rng.choice(here)] if here else []
    offline = [each for each in free if not each.line]
    return taken or [rng.choice([each for each in offline if each.kind.needs_reset] or offline)]


def _is_free(thing: Thing, course: Course) -> bool:
    """Tell whether a device may go out; one whose plan ends soon stays in now, so that the desk can be seen to refuse."""
    return (
        thing.status is DeviceStatus.AVAILABLE
        and max(thing.since + _DAY, thing.free_from) <= course.out_on
        and thing.lasts(course.last_due if course.cared_on else course.last_due + _TWO_MONTHS)
    )


def _handed(rng: Random, course: Course, thing: Thing, place: int, mishap: Mishap | None) -> Handed:
    """Say what becomes of one device of a loan; what goes wrong befalls the first one."""
    split = course.part_back_on if place else None
    back_on, cared_on = split or course.back_on, split or course.cared_on
    thing.free_from = cared_on + _DAY if cared_on else date.max
    if back_on is None:
        return Handed(thing)
    mishap = None if place else mishap
    thing.condition = _worn(rng, thing.condition, mishap)
    condition = Condition.DAMAGED if mishap and mishap.part is None else thing.condition
    return Handed(thing, back_on, condition, mishap, cared_on)


def _worn(rng: Random, before: Condition, mishap: Mishap | None) -> Condition:
    """Return how a device looks after a loan: nothing stays new, and some of it wears."""
    if (mishap and mishap.part is None) or (before is Condition.GOOD and rng.random() < _WEARS):
        return Condition.WORN
    return Condition.GOOD if before is Condition.NEW else before
