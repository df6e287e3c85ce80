"""Closed days of the agency's own, statutory holidays, and what each undo brings back."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from loanmanager.domain import refusals as why
from loanmanager.domain.office import Closure, Site
from loanmanager.domain.refusals import Refused
from loanmanager.operations import closing, office, undoing
from loanmanager.operations.done import By
from loanmanager.storage import closures, search
from loanmanager.storage import office as records
from tests.office import TODAY, add_client, add_device, lend, memory, prepared
from tests.operations.test_promises import dump

FLOOD = Closure(date(2026, 12, 23), date(2026, 12, 24), "Flood")


def _world(region: str = "") -> tuple[Any, By]:
    store = memory()
    by = prepared(store)
    if region:
        office.save_site(store, replace(records.site(store, 1), region=region), by)
    return store, by


def _records(store: Any) -> dict[str, Any]:
    return {name: rows for name, rows in dump(store).items() if not name.startswith("history")}


def _days(store: Any, year: int, site: int = 1) -> list[str]:
    return [f"{each.first:%m-%d}" for each in closures.of_site(store, site) if each.first.year == year]


def test_a_site_of_quebec_keeps_quebecs_holidays_for_three_years() -> None:
    store, _ = _world("CA-QC")
    expected = ["01-01", "04-03", "05-18", "06-24", "07-01", "09-07", "10-12", "12-25"]  # as CNESST lists them for 2026
    assert _days(store, 2026) == expected
    assert [len(_days(store, year)) for year in (2027, 2028, 2029)] == [9, 9, 0]  # with what falls on a weekend moved
    patriots = next(each for each in closures.of_site(store, 1) if each.first == date(2026, 5, 18))
    assert patriots.named("en") == "National Patriots’ Day"
    assert patriots.named("fr") == "Journée nationale des patriotes"


@pytest.mark.parametrize("region", [code for code in closing.regions() if code.startswith("CA-")])
def test_every_province_and_territory_has_its_holidays_in_both_languages(region: str) -> None:
    store, _ = _world(region)
    kept = closures.holidays(store, 1)
    assert {date(2027, 1, 1), date(2027, 7, 1), date(2027, 12, 25)} <= {each.first for each in kept}
    assert all(each.name and each.name_fr and each.name != each.name_fr for each in kept)


def test_the_regions_offered_are_those_of_the_library() -> None:
    store, by = _world()
    for code in ("US", "FR", "BE", "CH-GE", "GB-SCT", "NZ", "FR-974", "US-PR"):
        office.save_site(store, replace(records.site(store, 1), region=code), by)
        assert len(_days(store, 2027)) > 4, code
    assert len(closing.regions()) > 90


def test_nothing_is_due_on_a_holiday() -> None:
    store, by = _world("CA-QC")
    at = replace(by, today=date(2026, 11, 25))  # thirty days on is Christmas, a Friday
    made = lend(store, at, add_client(store, by), add_device(store, by)).result
    assert search.loan_record(store, id_=made.loan_id).due == date(2026, 12, 28)


def test_a_lifted_holiday_is_worked_and_does_not_come_back() -> None:
    store, by = _world("CA-QC")
    christmas = next(each for each in closures.holidays(store, 1) if each.first == date(2026, 12, 25))
    closing.lift_holiday(store, christmas.id, by)
    assert records.rules(store, 1).open_days.is_open(date(2026, 12, 25))
    office.save_site(store, replace(records.site(store, 1), region="CA-ON"), by)
    later = replace(by, today=date(2028, 1, 3))
    done = closing.refresh_holidays(store, later)
    assert done is not None
    assert done.result > 0
    assert records.rules(store, 1).open_days.is_open(date(2026, 12, 25))
    closing.lift_holiday(store, christmas.id, by, lifted=False)
    assert not records.rules(store, 1).open_days.is_open(date(2026, 12, 25))


def test_another_region_takes_what_is_to_come_and_leaves_what_was() -> None:
    store, by = _world("CA-QC")
    office.save_site(store, replace(records.site(store, 1), region="CA-ON"), by)
    kept = closures.holidays(store, 1)
    assert {each.holiday for each in kept if each.first < TODAY} >= {"CA-QC"}
    assert {each.holiday for each in kept if each.first >= TODAY} == {"CA-ON"}
    assert len({each.first for each in kept}) == len(kept)
    office.save_site(store, replace(records.site(store, 1), region=""), by)
    assert all(each.first < TODAY for each in closures.holidays(store, 1))


def test_a_change_of_address_touches_no_holiday() -> None:
    store, by = _world("CA-QC")
    before = closures.every(store)
    office.save_site(store, replace(records.site(store, 1), phone="514 555-0123"), by)
    assert closures.every(store) == before


def test_holidays_are_written_again_only_when_they_end_too_soon() -> None:
    store, by = _world("CA-QC")
    assert closing.refresh_holidays(store, by) is None
    assert closing.refresh_holidays(store, replace(by, today=date(2027, 12, 31))) is None
    done = closing.refresh_holidays(store, replace(by, today=date(2028, 1, 1)))
    assert done is not None
    assert _days(store, 2030)
    assert closing.refresh_holidays(store, replace(by, today=date(2028, 1, 1))) is None


def test_holidays_that_were_written_are_not_undone_but_opened_one_by_one() -> None:
    store, by = _world("CA-QC")
    done = closing.refresh_holidays(store, replace(by, today=date(2028, 1, 1)))
    with pytest.raises(Refused) as refused:
        undoing.undo(store, done.entry_id, "we work", by)
    assert refused.value.reasons == (why.NotUndoable("holidays"),)


def test_opening_the_office_two_years_later_brings_the_holidays_up_to_date() -> None:
    store, _ = _world("CA-QC")
    prepared(store, today=date(2029, 3, 1))
    assert _days(store, 2031)
    assert store.value("SELECT COUNT(*) FROM history WHERE operation = 'save_holidays'") == 1


def test_neither_opening_nor_lending_loads_the_library() -> None:
    code = (
        "import sys\n"
        "from tests.office import *\n"
        "store = memory(); by = prepared(store)\n"
        "lend(store, by, add_client(store, by), add_device(store, by))\n"
        "assert 'holidays' not in sys.modules and 'dateutil.easter' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# Undo


def _add(store: Any, by: By) -> Any:
    return closing.add_closure(store, FLOOD, by)


def _on(work: Callable[[Any, int, By], Any]) -> Callable[[Any, By], Any]:
    return lambda store, by: work(store, closures.every(store)[0].id, by)


STEPS: dict[str, Callable[[Any, By], Any]] = {
    "add": _add,
    "change": _on(lambda s, id_, by: closing.change_closure(s, replace(FLOOD, id=id_, name="Fire", site_id=1), by)),
    "remove": _on(closing.remove_closure),
}


@pytest.mark.parametrize("step", STEPS)
def test_undoing_brings_back_exactly_what_was(step: str) -> None:
    store, by = _world()
    closing.add_closure(store, Closure(date(2026, 12, 7), date(2026, 12, 7), "Moving"), by)
    before = _records(store)
    done = STEPS[step](store, by)
    assert _records(store) != before
    undoing.undo(store, done.entry_id, "a slip", by)
    assert _records(store) == before


def test_undoing_the_lifting_of_a_holiday_closes_it_again() -> None:
    store, by = _world("CA-QC")
    before = _records(store)
    done = closing.lift_holiday(store, closures.holidays(store, 1)[-1].id, by)
    undoing.undo(store, done.entry_id, "a slip", by)
    assert _records(store) == before


def test_what_was_changed_since_is_not_undone() -> None:
    store, by = _world()
    added = closing.add_closure(store, FLOOD, by)
    closing.change_closure(store, replace(FLOOD, id=added.result.id, name="Fire"), by)
    with pytest.raises(Refused) as refused:
        undoing.undo(store, added.entry_id, "a slip", by)
    assert refused.value.reasons == (why.NotUndoable("later_changes"),)


def test_an_own_closure_never_passes_for_a_holiday() -> None:
    store, by = _world()
    made = closing.add_closure(store, replace(FLOOD, holiday="CA-QC", lifted=True, name="  Flood "), by).result
    kept = closures.with_id(store, made.id)
    assert (kept.holiday, kept.lifted, kept.name) == ("", False, "Flood")


def test_a_new_site_keeps_its_own_regions_holidays() -> None:
    store, by = _world("CA-QC")
    other = office.add_site(store, Site(0, "Ottawa", region="CA-ON"), by).result.id
    assert "10-12" in _days(store, 2026, other)
    assert "06-24" in _days(store, 2026)
    assert "06-24" not in _days(store, 2026, other)
