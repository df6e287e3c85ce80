"""What the timeline says of rules, sites and closed days, as operations wrote it."""

from dataclasses import replace
from datetime import date
from typing import Any

from loanmanager.domain.office import Charges, Closure, Policy
from loanmanager.i18n import Words
from loanmanager.operations import closing, office, policies, undoing
from loanmanager.storage import closures, search
from loanmanager.storage import office as records
from loanmanager.ui.histories import events
from tests.office import TODAY, memory, prepared

EN = Words("en")
FLOOD = Closure(date(2026, 12, 23), date(2026, 12, 24), "Flood", name_fr="Inondation")


def _told(store: Any, words: Words = EN) -> list[str]:
    rows = search.history_of(store, "office", 1)
    return [each.what for each in events(rows, words, TODAY, "office", search.office_view(store))]


def _office() -> tuple[Any, Any]:
    store: Any = memory()
    return store, prepared(store)


def test_rules_say_what_they_were_and_are() -> None:
    store, by = _office()
    policies.save_policy(store, Policy(loan_days=21), by)
    policies.save_policy(store, Policy(loan_days=21, charges=Charges(50), limit=2), by)
    policies.save_policy(store, Policy(loan_days=14, renewals=1, hold_days=5, grace_days=2, limit=2), by)
    done = policies.use_preset(store, "library", by)
    policies.save_policy(store, records.policy(store), by)
    assert _told(store) == [
        "Rules saved, nothing changed",
        "Preset “Library hotspots”",
        "5 rules changed",
        "Changed: Devices for one client and Late fee",
        "Days of a loan: 30 → 21",
        "Office set up",
    ]
    undoing.undo(store, done.entry_id, "oh", by)
    assert _told(store)[0] == "Preset undone"
    assert "Bornes de bibliothèque" in _told(store, Words("fr"))[2]


def test_closed_days_say_their_days_and_their_name() -> None:
    store, by = _office()
    added = closing.add_closure(store, FLOOD, by)
    moved = closing.change_closure(store, replace(FLOOD, id=added.result.id, last=FLOOD.first), by)
    closing.remove_closure(store, added.result.id, by)
    assert _told(store)[:3] == [
        "Open after all: 23 Dec 2026, Flood",
        "Closed: 23 Dec 2026 to 24 Dec 2026, Flood → 23 Dec 2026, Flood",
        "Closed: 23 Dec 2026 to 24 Dec 2026, Flood",
    ]
    assert _told(store, Words("fr"))[0].endswith("Inondation")
    assert moved.entry_id


def test_holidays_and_sites_are_told_and_so_is_undoing() -> None:
    store, by = _office()
    office.save_site(store, replace(records.site(store, 1), region="CA-QC"), by)
    christmas = next(each for each in closures.holidays(store, 1) if each.first == date(2026, 12, 25))
    done = closing.lift_holiday(store, christmas.id, by)
    closing.lift_holiday(store, christmas.id, by, lifted=False)
    closing.refresh_holidays(store, replace(by, today=date(2028, 1, 3)))
    assert _told(store)[:4] == [
        "Holidays of the coming years written",
        "Closed: 25 Dec 2026, Christmas Day",
        "Open this time: 25 Dec 2026, Christmas Day",
        "Main office saved",
    ]
    closing.lift_holiday(store, christmas.id, by)
    undoing.undo(store, search.history_of(store, "office", 1)[0].id, "oh", by)
    assert _told(store)[:2] == ["Holiday put back", "Open this time: 25 Dec 2026, Christmas Day (undone)"]
    assert done.entry_id


def test_what_version_0_1_kept_is_told() -> None:
    store, by = _office()
    closing.add_closure(store, FLOOD, by)
    (row,) = search.history_of(store, "office", 1, limit=1)
    flat = {**row.facts["now"], "result": row.facts["result"]}
    old = [replace(row, facts=flat), replace(row, operation="save_policy", facts={"loan_days": 21})]
    told = [each.what for each in events(old, EN, TODAY, "office")]
    assert told == ["Closed: 23 Dec 2026 to 24 Dec 2026, Flood", "Rules changed"]
