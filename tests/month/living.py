"""A month in a test office: a fixed calendar, and events that a seeded generator draws and does through operations alone.

`Month.live` walks day by day. Each event is done, refused (which changes nothing) or finds nothing to do; whatever was
done is recorded once, with who and when; some of it is undone at once, and then everything stands as before.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, TypeVar

from loanmanager.domain.devices import Line
from loanmanager.domain.office import Closure, Policy, Role, Site, Staff
from loanmanager.domain.refusals import Refused
from loanmanager.operations import closing, policies, programmes, undoing
from loanmanager.operations import office as office_operations
from loanmanager.operations.done import By
from loanmanager.storage import office as office_records
from loanmanager.storage import search
from tests.month import rules as month_rules
from tests.office import add_client, add_device, memory, prepared

T = TypeVar("T")
FIRST = date(2026, 11, 2)  # a Monday
CLOSED_WEEK = Closure(date(2026, 11, 16), date(2026, 11, 18), "Inventory days")
STOCK = {"laptop": 14, "hotspot": 9, "tablet": 6, "headset": 5, "webcam": 4}
FAMILIES = ("Abdi", "Nguyễn", "Παππά", "Коваль", "Tremblay", "Roy", "王", "शर्मा")
GIVEN = ("Hodan", "Zoë", "Ουρανία", "Олена", "Josée", "Marc")

Event = Callable[["Month"], Any]
"""Draws what it needs and does one thing; returns its `Done` or several, or None where there is nothing to do."""


@dataclass
class Month:
    """One office living through one month. `done` counts what happened by kind, `refused` what could not."""

    seed: int
    clients: int = 42
    share: int = 1  # one device in so many of the stock
    undo_one_in: int = 4
    rng: Random = field(init=False)
    store: Any = field(init=False)
    by: By = field(init=False)
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    undone: Counter[str] = field(default_factory=Counter)
    tried: Counter[str] = field(default_factory=Counter)
    log: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rng = Random(self.seed)
        self.store = memory()
        now = datetime(FIRST.year, FIRST.month, FIRST.day, 13, 0, tzinfo=UTC)
        self.by = prepared(self.store, now=now, today=FIRST)
        self._office()
        self._stock()
        self._people()
        self.seen = month_rules.snapshot(self.store)

    # The office

    def _office(self) -> None:
        policy = Policy(loan_days=7, renewals=2, limit=4, hold_days=2, suspend_line_after=3, late_renewal_days=5)
        policies.save_policy(self.store, policy, self.by)
        office_operations.add_site(self.store, Site(0, "Saint-Michel"), self.by)
        closing.add_closure(self.store, CLOSED_WEEK, self.by)
        with self.store.write():
            for name in ("Samir Haddad", "Chantal Roy"):
                office_records.add_staff(self.store, Staff(0, name, Role.COORDINATOR))
        self.staff = [each.id for each in office_records.staff(self.store)]
        for name in ("Job Finding Club", "Digital start"):
            programmes.add_programme(self.store, name, self.by)

    def _stock(self) -> None:
        for kind, number in STOCK.items():
            for n in range(max(1, number // self.share)):
                ends = FIRST + timedelta(days=40) if n == 1 else None
                line = (
                    Line(0, "Boréal", f"89302720{n:08d}", f"514 555-01{n:02d}", plan_end=ends)
                    if kind == "hotspot"
                    else None
                )
                known = {"shelf": f"B{n % 3 + 1}", "replacement_cost": 10000 + n, "serial": f"{kind}-{n}"}
                known |= {"warranty_end": FIRST + timedelta(days=25)} if n == 0 else {}
                add_device(self.store, self.by, kind, line=line, site_id=1 if n % 4 else 2, **known)

    def _people(self) -> None:
        for n in range(self.clients):
            family, given = FAMILIES[n % len(FAMILIES)], GIVEN[n % len(GIVEN)]
            reach = {"phones": (f"514 555-{n:04d}",), "email": f"c{n}@example.org", "address": f"{n} rue des Érables"}
            more = {"language": "fr"} if n % 2 else {"discreet": n % 6 == 0}
            add_client(
                self.store, self.by, f"{family}{'' if n < len(FAMILIES) else ' ' + str(n)}", given, **reach, **more
            )

    # Drawing

    def pick(self, among: Iterable[T]) -> T | None:
        """Draw one thing, None where there is none."""
        rows: Sequence[T] = list(among)
        return self.rng.choice(rows) if rows else None

    def chance(self, one_in: int) -> bool:
        """Draw whether something that is so once in so many times is so."""
        return self.rng.randrange(one_in) == 0

    def ids(self, sql: str, **named: Any) -> list[int]:
        """Return the first column of a query."""
        return [next(iter(tuple(row))) for row in self.store.rows(sql, **named)]

    def devices(self, *statuses: str, key: str = "") -> list[int]:
        """Return the devices in some states, of a type or of any."""
        found = [row for row in search.device_rows(self.store, today=self.by.today) if row.status in statuses]
        return [row.id for row in found if not key or row.tag.startswith(key)]

    @property
    def some_client(self) -> int:
        """Draw a client who was not merged into another."""
        return self.rng.choice(self.ids("SELECT id FROM clients WHERE merged_into IS NULL ORDER BY id"))

    # Living

    def live(self, table: dict[str, tuple[int, Event]], events: int, days: int = 30) -> None:
        """Go through the month: as many events on each day that the office is open."""
        rules = office_records.rules(self.store, 1)
        calendar = [FIRST + timedelta(days=n) for n in range(days)]
        open_days = [day for day in calendar if rules.open_days.is_open(day)]
        for at, day in enumerate(open_days):
            self.by = replace(self.by, today=day, now=datetime(day.year, day.month, day.day, 13, 0, tzinfo=UTC))
            for _ in range(events * (at + 1) // len(open_days) - events * at // len(open_days)):
                self._one(table)
            month_rules.check(self.store, day)

    def complete(self, table: dict[str, tuple[int, Event]], kinds: frozenset[str], leads: frozenset[str]) -> None:
        """Go on with the last day until each of some kinds has happened, by what is missing and by what leads to it."""
        for _ in range(120):
            missing = kinds - set(self.done)
            if not missing:
                break
            wanted = {name: (9, event) for name, (_, event) in table.items() if name in missing}
            self._one(wanted | {name: (1, event) for name, (_, event) in table.items() if name in leads - missing})
        month_rules.check(self.store, self.by.today)

    def _one(self, table: dict[str, tuple[int, Event]]) -> None:
        """Draw events until one is done; what never happened yet is likelier, the less so the more often it was tried."""
        for _ in range(60):
            weights = [
                weight if self.done[name] else max(weight, 60 // (1 + self.tried[name]))
                for name, (weight, _) in table.items()
            ]
            (name,) = self.rng.choices(list(table), weights)
            self.tried[name] += 1
            now = self.by.now + timedelta(minutes=self.rng.randint(1, 9))
            self.by = replace(self.by, now=now, staff_id=self.rng.choice(self.staff))
            if self._try(name, table[name][1]):
                return

    def _try(self, name: str, event: Event) -> bool:
        """Do one event and hold it to the promises; tell whether anything was done."""
        before = self.seen
        try:
            made = event(self)
        except Refused as refused:
            assert month_rules.snapshot(self.store) == before, f"{name} was refused and changed something"
            self.refused.update(reason.code for reason in refused.reasons)
            return False
        entries = [each.entry_id for each in (made if isinstance(made, list) else [made]) if each]
        if not entries:
            assert month_rules.snapshot(self.store) == before, f"{name} did nothing and changed something"
            return False
        self.seen = month_rules.snapshot(self.store)
        month_rules.recorded(self.store, before, self.seen, entries, self.by)
        self.done[name] += 1
        self.log.append(f"{self.by.today} {name}")
        if len(entries) == 1 and name != "undo" and self.chance(self.undo_one_in):
            self._undo(entries[0], before)
        return True

    def _undo(self, entry_id: int, before: month_rules.Snapshot) -> None:
        """Undo what was just done: all stands as it stood before. What may not be undone says so."""
        operation = self.store.value("SELECT operation FROM history WHERE id = :id", id=entry_id)
        if operation not in undoing.UNDOABLE:
            return
        made = undoing.undo(self.store, entry_id, "drawn to be undone", self.by)
        after = month_rules.snapshot(self.store)
        month_rules.recorded(self.store, self.seen, after, [made.entry_id], self.by)
        was, now = month_rules.standing(before), month_rules.standing(after)
        different = {name: (was[name] - now[name], now[name] - was[name]) for name in was if was[name] != now[name]}
        assert not different, (operation, different)
        self.seen = after
        self.undone[operation] += 1
