"""What the shared promises need to know of rules, closed days and holidays."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from loanmanager.domain.office import Closure, Site
from loanmanager.operations import closing, inventory, office, policies
from loanmanager.operations.done import By
from loanmanager.storage import closures
from loanmanager.storage.engine import Engine
from tests.office import type_of

CHRISTMAS = Closure(date(2026, 12, 24), date(2027, 1, 3), "Winter closing")


def begun(w: Any) -> None:
    """Add a closure of the agency's own, and a site that has kept its region's holidays since two years ago."""
    w.closure = office.add_closure(w.store, Closure(date(2026, 12, 7), date(2026, 12, 7), "Moving"), w.by).result.id
    earlier = replace(w.by, today=date(2024, 11, 25))
    w.quebec = office.add_site(w.store, Site(0, "Lévis", region="CA-QC"), earlier).result.id
    w.holiday = closures.holidays(w.store, w.quebec)[-1].id


def moved(store: Engine, id_: int) -> Closure:
    found = closures.with_id(store, id_)
    assert found
    return replace(found, last=date(2026, 12, 8), name="Moving house")


OPERATIONS: dict[str, Callable[[Any, By, str | None], Any]] = {
    "use_preset": lambda w, by, key: policies.use_preset(w.store, "library", by, idem=key),
    "change_closure": lambda w, by, key: closing.change_closure(w.store, moved(w.store, w.closure), by),
    "remove_closure": lambda w, by, key: closing.remove_closure(w.store, w.closure, by, idem=key),
    "lift_holiday": lambda w, by, key: closing.lift_holiday(w.store, w.holiday, by, idem=key),
    "save_holidays": lambda w, by, key: closing.refresh_holidays(w.store, by),
}
REFUSED: dict[str, Callable[[Any, By], Any]] = {
    "a preset that is not there": lambda w, by: policies.use_preset(w.store, "bank", by),
    "a term that ends on no day": lambda w, by: policies.save_policy(
        w.store, policies.Policy(term_ends=("12-20", "02-30")), by
    ),
    "a hold of a hundred years": lambda w, by: policies.save_policy(w.store, policies.Policy(hold_days=36_500), by),
    "ten thousand years between two loans": lambda w, by: inventory.save_type(
        w.store, replace(type_of(w.store, "headset"), gap_days=3_652_000), by
    ),
    "a region that nobody knows": lambda w, by: office.save_site(w.store, Site(1, "Main", region="CA-XX"), by),
    "moving a holiday": lambda w, by: closing.change_closure(w.store, moved(w.store, w.holiday), by),
    "taking a holiday away": lambda w, by: closing.remove_closure(w.store, w.holiday, by),
    "working on what is no holiday": lambda w, by: closing.lift_holiday(w.store, w.closure, by),
    "taking away what is not there": lambda w, by: closing.remove_closure(w.store, 999, by),
    "closing a site that is not there": lambda w, by: closing.change_closure(
        w.store, replace(moved(w.store, w.closure), site_id=99), by
    ),
    "days out of order": lambda w, by: closing.change_closure(
        w.store, replace(moved(w.store, w.closure), last=date(2026, 12, 1)), by
    ),
}
