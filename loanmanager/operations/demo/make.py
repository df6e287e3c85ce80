"""Making the demo office: planned first, then done day by day through the operations, in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any, cast

from loanmanager.domain import refusals as why
from loanmanager.operations.demo import agency, days, kits, lendings, people, promised, stock
from loanmanager.operations.demo.courses import Calendar, make_courses
from loanmanager.operations.done import By
from loanmanager.storage import search
from loanmanager.storage.engine import Engine

PAST = timedelta(days=425)
"""How far back the demo office reaches: fourteen months."""


@dataclass(frozen=True, slots=True)
class Made:
    """How much of each was made."""

    devices: int
    clients: int
    loans: int


def make_demo(store: Engine, by: By, seed: int = 2026) -> Made:
    """Fill an empty office; the same seed and the same day give the same office, in the office's own language.

    Raises:
        Refused: the office already has devices or clients; nothing was changed.
    """
    with store.write():
        there = search.counts(store, by.today)
        if there.devices or there.clients:
            raise why.Refused(why.NotEmpty(there.devices, there.clients))
        return _make(cast("Engine", _Joining(store)), by, Random(seed))  # noqa: S311 (a demo is no secret)


def _make(store: Engine, by: By, rng: Random) -> Made:
    opening = by.today - PAST
    office = agency.set_up(store, days.at(by, opening, 8 * 60), until=by.today)
    calendars = tuple(Calendar(rules, by.today) for rules in office.rules)
    opening = calendars[0].open_from(opening)
    things = stock.make_things(rng, office, calendars[0], opening)
    persons = people.make_persons(rng, office, calendars[0], opening)
    lent = lendings.assign(rng, make_courses(rng, calendars, opening), things, persons, office.language)
    bundles, spare = kits.plan_kits(things, calendars[0]), kits.plan_lines(calendars[0])
    days.live(store, by, days.Plan(office, things, persons, lent, bundles, spare))
    closing = max(each.open_until(by.today - timedelta(days=1)) for each in calendars)
    promised.promise(store, days.at(by, closing, promised.MINUTE), by.today)
    return Made(len(things), len(persons), len(lent))


class _Joining:
    """A store whose operations join the transaction that is open already.

    So the demo office is there whole or not at all, and the disk is waited for once instead of seven hundred times.
    """

    def __init__(self, store: Engine) -> None:
        self._store = store

    @contextmanager
    def write(self) -> Iterator[None]:
        """Do nothing: the transaction is somebody else's."""
        yield

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)
