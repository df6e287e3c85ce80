"""The devices of the demo office, as they were bought."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from loanmanager.domain.devices import Condition, DeviceStatus, DeviceType, Line, LineState
from loanmanager.operations.demo.agency import Agency
from loanmanager.operations.demo.courses import Calendar
from loanmanager.operations.demo.invent import data, iccid, imei, mac, said, serial

_AWAY = (DeviceStatus.RETIRED, DeviceStatus.IN_REPAIR, DeviceStatus.LOST)
_UNPACKING = timedelta(days=9)
_WARRANTY = timedelta(days=3 * 365)
_ENDING = (9, 24)  # the days after which the plans of the last two hotspots end
_NEW = timedelta(days=365)


@dataclass(slots=True)
class Thing:
    """A device that is planned: what is known of it, and from which day on it is free to be lent again.

    `new` is how it looked when it was added, `condition` how it looks after the loans planned so far.
    """

    kind: DeviceType
    site: int
    since: date
    fields: dict[str, Any]
    line: Line | None = None
    status: DeviceStatus = DeviceStatus.AVAILABLE
    new: Condition = Condition.GOOD
    condition: Condition = Condition.GOOD
    free_from: date = field(default=date.min)
    id: int = 0

    def lasts(self, due: date) -> bool:
        """Tell whether nothing ends before a due date."""
        return self.line is None or self.line.plan_end is None or due <= self.line.plan_end


def make_things(rng: Random, office: Agency, calendar: Calendar, opening: date) -> list[Thing]:
    """Invent the devices, in the order in which they were added."""
    things = [each for model in data("devices")["model"] for each in _of_model(rng, office, model, calendar, opening)]
    with_line = [each for each in things if each.kind.gives_internet]
    lent = [each for each in with_line if each.status is DeviceStatus.AVAILABLE]
    ends = dict(zip((each.fields["serial"] for each in lent[-len(_ENDING) :]), _ENDING, strict=True))
    for number, thing in enumerate(with_line):
        end = calendar.today + timedelta(days=ends.get(thing.fields["serial"], rng.randrange(120, 600)))
        state = LineState.CANCELLED if thing.status is DeviceStatus.LOST else LineState.ACTIVE
        thing.line = _line(rng, number, office.language, end, state)
    return sorted(things, key=lambda each: each.since)


def _of_model(rng: Random, office: Agency, model: dict[str, Any], calendar: Calendar, opening: date) -> Iterator[Thing]:
    statuses = [status for status in _AWAY for _ in range(model.get(status, 0))]
    statuses += [DeviceStatus.AVAILABLE] * (model["count"] - len(statuses))
    bought_on = calendar.today - timedelta(days=model["age"])
    rng.shuffle(statuses)
    for number, status in enumerate(statuses):
        condition = _condition(rng, bought_on, opening)
        yield Thing(
            kind=office.types[model["type"]],
            site=int(number % 5 in {1, 3}),
            since=calendar.open_until(max(opening, bought_on + _UNPACKING)),
            fields=_fields(rng, office.language, model, bought_on, status),
            status=status,
            new=condition,
            condition=condition,
        )


def _condition(rng: Random, bought_on: date, opening: date) -> Condition:
    if bought_on > opening:
        return Condition.NEW
    old = opening - bought_on > _NEW
    return Condition.WORN if old and rng.random() < 0.4 else Condition.GOOD  # noqa: PLR2004 (two in five)


def _fields(rng: Random, language: str, model: dict[str, Any], bought_on: date, status: DeviceStatus) -> dict[str, Any]:
    facts, mobile = data("devices"), model["type"] == "hotspot" or "LTE" in model["model"]
    return {
        **{key: model[key] for key in ("make", "model", "price")},
        "serial": serial(rng, model["serial"]),
        "imei": imei(rng) if mobile else "",
        "mac": mac(rng) if model["type"] == "laptop" else "",
        "system": model.get("system", ""),
        "shelf": rng.choice(facts["shelves"]),
        "funding": said(facts["funding"][model["funding"]], language),
        "bought_on": bought_on,
        "warranty_end": bought_on + _WARRANTY,
        "notes": said(facts["notes"][status], language) if status in facts["notes"] else "",
    }


def _line(rng: Random, number: int, language: str, end: date, state: LineState) -> Line:
    plan = rng.choice(data("devices")["plan"])
    return Line(
        id=0,
        carrier=plan["carrier"],
        iccid=iccid(rng),
        number=f"514 555-{110 + number:04d}",
        plan=said(plan["plan"], language),
        data_cap_mb=plan["data_cap_mb"],
        cycle_day=rng.randrange(1, 29),
        monthly_cost=plan["monthly_cost"],
        plan_end=end,
        state=state,
    )
