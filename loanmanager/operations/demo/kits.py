"""The kits of the demo office and its spare lines, each made on a day of its own out of what was there by then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from loanmanager.domain.devices import DeviceStatus, LineState
from loanmanager.domain.kits import Unit
from loanmanager.domain.names import Label
from loanmanager.operations import kits, lines
from loanmanager.operations.demo.courses import Calendar
from loanmanager.operations.demo.invent import data, said
from loanmanager.operations.demo.stock import Thing
from loanmanager.operations.done import By
from loanmanager.storage.engine import Engine

_PLAN, _LASTS = timedelta(days=300), timedelta(days=150)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A kit that is planned: what is said of it, and which devices go in."""

    on: date
    facts: dict[str, Any]
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Spare:
    """A line that is planned for the drawer."""

    on: date
    facts: dict[str, Any]


def plan_kits(things: Sequence[Thing], calendar: Calendar) -> list[Bundle]:
    """Choose the devices of each kit: ones that are in today, but for the first where the kit is not to be complete."""
    taken: set[int] = set()
    made = []
    for facts in data("kits")["kit"]:
        on = calendar.open_until(calendar.today - timedelta(days=facts["days_ago"]))
        chosen = tuple(
            _thing(each["type"], things, on, taken, inside=facts["in"] or number > 0)
            for number, each in enumerate(facts["unit"])
        )
        made.append(Bundle(on, facts, chosen))
    return made


def _thing(kind: str, things: Sequence[Thing], on: date, taken: set[int], *, inside: bool) -> Thing:
    """Return a device of a type that was there by a day and is in no kit yet."""
    fitting = [
        each
        for each in things
        if each.kind.key == kind and each.since < on and each.status is DeviceStatus.AVAILABLE
        if each.lasts(on + _LASTS) and id(each) not in taken
    ]
    best = sorted(fitting, key=lambda each: (each.free_from == date.max) is inside)
    taken.add(id(best[0]))
    return best[0]


def plan_lines(calendar: Calendar) -> list[Spare]:
    """Return the spare lines with the days on which they came."""
    return [
        Spare(calendar.open_until(calendar.today - timedelta(days=facts["days_ago"])), facts)
        for facts in data("kits")["line"]
    ]


def make_kit(store: Engine, bundle: Bundle, language: str, by: By) -> None:
    """Make a kit and put its devices in."""
    labels = [Label(*each["label"]) for each in bundle.facts["unit"]]
    units = tuple(Unit(thing.id, label) for thing, label in zip(bundle.things, labels, strict=True))
    note = said(bundle.facts["note"], language)
    form = kits.NewKit(Label(*bundle.facts["name"]), cost=bundle.facts.get("cost"), note=note, units=units)
    kits.make_kit(store, form, by)


def add_spare(store: Engine, spare: Spare, language: str, by: By) -> None:
    """Add a line that is in no device."""
    facts = spare.facts
    fields = {name: facts[name] for name in ("carrier", "number", "iccid")}
    typed = {**fields, "plan": said(facts["plan"], language), "plan_end": spare.on + _PLAN}
    form = lines.NewLine(typed, state=LineState(facts["state"]), pin=facts["pin"], puk=facts["puk"])
    lines.add_line(store, form, by)
