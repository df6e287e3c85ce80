"""Counting the shelf: what is kept, by whom, what still asks for something, and what undoing puts back."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from loanmanager.domain import refusals as why
from loanmanager.domain import stocktaking as rules
from loanmanager.domain.devices import DeviceStatus
from loanmanager.domain.office import Site
from loanmanager.domain.refusals import Refused
from loanmanager.domain.stocktaking import Finding, Scope
from loanmanager.operations import caring, inventory, office, paperwork, returning, undoing
from loanmanager.operations import stocktaking as counting
from loanmanager.operations.done import By
from loanmanager.operations.opening import open_office
from loanmanager.storage import devices, search
from tests.office import NOW, add_client, add_device, in_folder, lend, memory, prepared, take_back
from tests.operations.test_promises import dump


class Shelf:
    """Two laptops on shelf B3 and one on B4, one on loan, a hotspot at the other site."""

    def __init__(self) -> None:
        self.store: Any = memory()
        self.by = prepared(self.store)
        self.other = office.add_site(self.store, Site(0, "Saint-Michel"), self.by).result.id
        self.one, self.two = (
            self.add(shelf="B3", replacement_cost=cost, serial=f"PF-{cost}") for cost in (45000, None)
        )
        self.astray = self.add(shelf="B4")
        self.away = self.add(shelf="B3")
        self.far = add_device(self.store, self.by, "hotspot", site_id=self.other)
        self.client = add_client(self.store, self.by)
        lend(self.store, self.by, self.client, self.away)
        self.scope = Scope(self.by.site_id, None, "B3")

    def add(self, **fields: Any) -> Any:
        return add_device(self.store, self.by, make="Lenovo", model="T480", **fields)

    def start(self, scope: Scope | None = None) -> int:
        return counting.start(self.store, scope or self.scope, self.by).result.stocktake_id

    def scan(self, count: int, text: str, by: By | None = None) -> Any:
        return counting.scan(self.store, count, text, by or self.by)

    def view(self, count: int) -> search.CountView:
        found = search.count_view(self.store, count)
        assert found is not None
        return found

    def status(self, device: Any, status: DeviceStatus) -> None:
        """Put a device into a state from elsewhere, as the desk does meanwhile."""
        with self.store.write():
            devices.set_status(self.store, device.id, status, self.by.now, self.by.staff_id)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def tags(rows: Any) -> list[str]:
    return [row.text for row in rows]


def asked(work: Any) -> why.Refusal:
    with pytest.raises(Refused) as refused:
        work()
    (reason,) = refused.value.reasons
    return reason


def test_a_count_awaits_what_is_on_the_shelf(shelf: Shelf) -> None:
    begun = counting.start(shelf.store, shelf.scope, shelf.by).result
    assert (begun.number, begun.expected) == ("S-2026-001", 2)
    view = shelf.view(begun.stocktake_id)
    assert tags(view.of(Finding.MISSING)) == [shelf.one.tag, shelf.two.tag]
    assert (view.seen, view.expected, view.left) == (0, 2, 0)
    assert search.expected_count(shelf.store, Scope(shelf.other)) == 1
    assert search.expected_count(shelf.store, Scope(type_id=shelf.one.type.id)) == 3
    assert search.shelves(shelf.store, None) == ("B3", "B4")
    assert search.shelves(shelf.store, shelf.other) == ()


def test_each_scan_says_what_it_means(shelf: Shelf) -> None:
    count = shelf.start()
    said = [shelf.scan(count, text).result for text in ("lt 0001", "PF-9", "LT-0003", "LT-0004", "HS-0001", "Zz 9")]
    assert [each.finding for each in said] == ["found", "unknown", "elsewhere", "wrong_state", "elsewhere", "unknown"]
    assert [each.tag for each in said] == ["LT-0001", "", "LT-0003", "LT-0004", "HS-0001", ""]
    view = shelf.view(count)
    assert tags(view.of(*rules.UNEXPECTED)) == ["Zz 9", "HS-0001", "LT-0004", "LT-0003", "PF-9"]
    assert tags(view.strays) == ["HS-0001", "LT-0003"]
    assert tags(view.of(Finding.FOUND)) == ["lt 0001"]
    assert (view.seen, view.expected) == (1, 2)


def test_a_serial_is_the_device_that_bears_it(shelf: Shelf) -> None:
    count = shelf.start()
    assert shelf.scan(count, "pf 45000").result.tag == "LT-0001"
    assert shelf.scan(count, "LT-0001").result.again


def test_what_is_scanned_again_is_counted_once_and_written_once(shelf: Shelf) -> None:
    count = shelf.start()
    first = shelf.scan(count, "LT-0001")
    shelf.scan(count, "what is this")
    before = dump(shelf.store)
    for text in ("LT-0001", "lt0001", "What-is this"):
        again = shelf.scan(count, text)
        assert again.result.again
        assert not again.changes
    assert again.result.text == "what is this"
    assert dump(shelf.store) == before
    assert first.result.scan_id == 1


def test_the_device_says_when_it_was_last_seen(shelf: Shelf) -> None:
    shelf.scan(shelf.start(), "LT-0001")
    (last, *_) = search.history_of(shelf.store, "device", shelf.one.id)
    assert (last.operation, last.facts["number"]) == ("scan_stocktake", "S-2026-001")


def test_the_office_goes_on_while_the_shelf_is_counted(shelf: Shelf) -> None:
    """What is lent before it is scanned is not missing; what was found stays found; what comes back is no stranger."""
    count = shelf.start()
    shelf.scan(count, shelf.one.tag)
    lend(shelf.store, shelf.by, shelf.client, shelf.one)
    lend(shelf.store, shelf.by, shelf.client, shelf.two)
    take_back(shelf.store, shelf.by, shelf.away)
    assert shelf.scan(count, shelf.away.tag).result.finding == "found"
    view = shelf.view(count)
    assert view.of(Finding.MISSING) == ()
    assert (view.seen, view.expected, view.left) == (1, 1, 1)
    assert tags(view.of(Finding.FOUND)) == [shelf.away.tag, shelf.one.tag]
    assert [row.not_ready for row in view.of(Finding.FOUND)] == [True, False]


def test_what_is_put_right_asks_for_nothing_more(shelf: Shelf) -> None:
    count = shelf.start()
    shelf.scan(count, shelf.away.tag)
    take_back(shelf.store, shelf.by, shelf.away)
    shelf.scan(count, shelf.astray.tag)
    moved = counting.move_here(shelf.store, count, [shelf.astray.id, shelf.away.id, shelf.one.id, 99], shelf.by)
    assert moved.result.tags == [shelf.astray.tag]
    assert search.device_record(shelf.store, shelf.astray.id).shelf == "B3"
    view = shelf.view(count)
    assert view.of(*rules.UNEXPECTED) == ()
    assert [row.open for row in view.rows if row.scan_id] == [False, False]


def test_a_count_of_a_site_moves_devices_there_and_leaves_their_shelf(shelf: Shelf) -> None:
    count = shelf.start(Scope(shelf.other))
    shelf.scan(count, shelf.one.tag)
    counting.move_here(shelf.store, count, [shelf.one.id], shelf.by)
    device = search.device_record(shelf.store, shelf.one.id)
    assert (device.site_id, device.shelf) == (shelf.other, "B3")


def test_finishing_keeps_the_result_and_ends_the_count(shelf: Shelf) -> None:
    count = shelf.start()
    for text in (shelf.one.tag, shelf.astray.tag, shelf.away.tag, "no such code"):
        shelf.scan(count, text)
    take_back(shelf.store, shelf.by, shelf.away)
    later = replace(shelf.by, now=NOW + timedelta(hours=1))
    done = counting.finish(shelf.store, count, later, language="fr").result
    assert (done.found, done.missing, done.others) == (1, 1, 2)
    (row,) = search.stocktake_rows(shelf.store)
    assert (row.state, row.found, row.missing, row.others) == ("finished", 1, 1, 2)
    assert (row.expected, row.seen, row.paper_id) == (2, 1, done.paper_id)
    assert row.finished_at == NOW + timedelta(hours=1)
    facts = paperwork.facts_of(paperwork.paper(shelf.store, done.paper_id))
    assert [(each.tag, each.finding, each.status, each.settled) for each in facts.devices] == [
        ("LT-0001", Finding.FOUND, DeviceStatus.AVAILABLE, False),
        ("LT-0002", Finding.MISSING, DeviceStatus.AVAILABLE, False),
        ("LT-0003", Finding.ELSEWHERE, DeviceStatus.AVAILABLE, False),
        ("LT-0004", Finding.WRONG_STATE, DeviceStatus.ON_LOAN, True),
    ]
    assert facts.devices[0].type == "Ordinateur portable"
    assert (facts.unknown, facts.site, facts.shelf, facts.type) == (("no such code",), "Main office", "B3", "")
    assert (facts.expected, facts.value_missing, facts.counted_by) == (2, 0, ("Administrator",))
    for work in (
        lambda: shelf.scan(count, "LT-0002"),
        lambda: counting.finish(shelf.store, count, shelf.by),
        lambda: counting.drop(shelf.store, count, shelf.by),
        lambda: counting.move_here(shelf.store, count, [shelf.astray.id], shelf.by),
    ):
        assert asked(work) == rules.CountClosed("S-2026-001", rules.StocktakeState.FINISHED)


def test_what_left_the_shelf_during_the_count_is_said_on_the_paper(shelf: Shelf) -> None:
    count = shelf.start()
    lend(shelf.store, shelf.by, shelf.client, shelf.one)
    done = counting.finish(shelf.store, count, shelf.by).result
    facts = paperwork.facts_of(paperwork.paper(shelf.store, done.paper_id))
    assert [(each.tag, each.settled) for each in facts.with_finding(Finding.MISSING)] == [
        ("LT-0001", True),
        ("LT-0002", False),
    ]
    assert [each.tag for each in facts.missing] == ["LT-0002"]
    assert facts.value_missing == 0
    assert facts.language == "en"


def test_a_count_goes_on_after_a_crash_and_with_two_people(tmp_path: Any) -> None:
    store, by = in_folder(tmp_path)
    for _ in range(3):
        add_device(store, by)
    count = counting.start(store, Scope(), by).result.stocktake_id
    counting.scan(store, count, "LT-0001", by)
    other = open_office(tmp_path, NOW)
    second = replace(by, now=NOW + timedelta(minutes=1))
    assert counting.scan(other, count, "LT-0001", second).result.again
    counting.scan(other, count, "LT-0002", second)
    assert counting.scan(store, count, "LT-0002", by).result.again
    store.close()
    view = search.count_view(other, count)
    assert view is not None
    assert (view.seen, view.expected) == (2, 3)
    other.close()


def test_the_same_shelf_is_counted_once_at_a_time(shelf: Shelf) -> None:
    first = shelf.start()
    assert asked(shelf.start) == rules.SameCountOpen("S-2026-001")
    dropped = counting.drop(shelf.store, first, shelf.by)
    assert search.stocktake_rows(shelf.store) == ()
    shelf.start()
    assert asked(lambda: undoing.undo(shelf.store, dropped.entry_id, "why", shelf.by)) == rules.SameCountOpen(
        "S-2026-002"
    )
    assert search.stocktake_row(shelf.store, "s-2026-002 ").state == "open"
    assert search.stocktake_row(shelf.store, "S-1") is None
    assert search.count_view(shelf.store, 99) is None


def test_a_shelf_of_no_letters_is_every_shelf(shelf: Shelf) -> None:
    assert search.stocktake_rows(shelf.store) == ()
    shelf.start(Scope(shelf.by.site_id, None, " - "))
    assert search.stocktake_rows(shelf.store)[0].scope == Scope(shelf.by.site_id)


# Undoing


def undo(shelf: Shelf, entry_id: int) -> None:
    undoing.undo(shelf.store, entry_id, "a slip", shelf.by)


def state(shelf: Shelf, *but: str) -> dict[str, Any]:
    left_out = {"history", "history_subjects", "counters", *but}
    return {name: rows for name, rows in dump(shelf.store).items() if name not in left_out}


@pytest.mark.parametrize(
    ("work", "but"),
    [
        (lambda s, c: s.scan(c, "LT-0002"), ()),
        (lambda s, c: s.scan(c, "some other code"), ()),
        (lambda s, c: counting.take_off(s.store, c, 1, s.by), ()),
        (lambda s, c: counting.move_here(s.store, c, [s.astray.id, s.far.id], s.by), ()),
        (lambda s, c: counting.finish(s.store, c, s.by), ("papers",)),
        (lambda s, c: counting.drop(s.store, c, s.by), ()),
    ],
    ids=["scan", "unknown scan", "take off", "move", "finish", "drop"],
)
def test_undoing_puts_everything_back(shelf: Shelf, work: Any, but: Any) -> None:
    count = shelf.start()
    for text in (shelf.one.tag, shelf.astray.tag, shelf.far.tag, "no such code"):
        shelf.scan(count, text)
    before = state(shelf, *but)
    done = work(shelf, count)
    assert state(shelf, *but) != before
    undo(shelf, done.entry_id)
    assert state(shelf, *but) == before


def test_an_undone_finish_marks_its_paper(shelf: Shelf) -> None:
    count = shelf.start()
    done = counting.finish(shelf.store, count, shelf.by)
    undo(shelf, done.entry_id)
    assert paperwork.paper(shelf.store, done.result.paper_id).undone
    assert search.stocktake_rows(shelf.store)[0].paper_id is None
    shelf.scan(count, shelf.one.tag)


def test_a_count_begun_by_mistake_is_dropped_unless_something_was_scanned(shelf: Shelf) -> None:
    before = state(shelf, "stocktakes", "stocktake_devices")
    begun = counting.start(shelf.store, shelf.scope, shelf.by)
    undo(shelf, begun.entry_id)
    assert state(shelf, "stocktakes", "stocktake_devices") == before
    assert search.stocktake_rows(shelf.store) == ()
    again = counting.start(shelf.store, shelf.scope, shelf.by)
    scanned = shelf.scan(again.result.stocktake_id, shelf.one.tag)
    assert asked(lambda: undo(shelf, again.entry_id)) == why.NotUndoable("later_changes")
    undo(shelf, scanned.entry_id)
    undo(shelf, again.entry_id)


def test_any_scan_may_be_undone_while_the_count_goes_on(shelf: Shelf) -> None:
    count = shelf.start()
    first, _ = shelf.scan(count, shelf.one.tag), shelf.scan(count, shelf.two.tag)
    undo(shelf, first.entry_id)
    assert tags(shelf.view(count).of(Finding.FOUND)) == [shelf.two.tag]
    second = shelf.scan(count, shelf.one.tag)
    counting.take_off(shelf.store, count, second.result.scan_id, shelf.by)
    assert asked(lambda: undo(shelf, second.entry_id)) == why.NotUndoable("later_changes")


def test_a_scan_that_was_made_again_does_not_come_back_twice(shelf: Shelf) -> None:
    count = shelf.start()
    shelf.scan(count, shelf.one.tag)
    gone = counting.take_off(shelf.store, count, 1, shelf.by)
    other = shelf.scan(count, shelf.two.tag)
    assert other.result.scan_id == 1  # the id is free again; what is undone must not be mixed up with it
    undo(shelf, gone.entry_id)
    assert sorted(tags(shelf.view(count).of(Finding.FOUND))) == [shelf.one.tag, shelf.two.tag]
    back = counting.take_off(shelf.store, count, 1, shelf.by)
    shelf.scan(count, shelf.two.tag)
    assert asked(lambda: undo(shelf, back.entry_id)) == why.NotUndoable("later_changes")


def test_seeing_a_device_stands_against_no_undoing(shelf: Shelf) -> None:
    back = take_back(shelf.store, shelf.by, shelf.away)
    shelf.scan(shelf.start(), shelf.away.tag)
    undo(shelf, back.entry_id)
    assert search.device_record(shelf.store, shelf.away.id).status is DeviceStatus.ON_LOAN


def test_a_device_that_was_moved_on_stays_where_it_is(shelf: Shelf) -> None:
    count = shelf.start()
    shelf.scan(count, shelf.astray.tag)
    moved = counting.move_here(shelf.store, count, [shelf.astray.id], shelf.by)
    inventory.edit_device(shelf.store, inventory.Edit(shelf.astray.id, {}, {"shelf": "C1"}), shelf.by)
    assert asked(lambda: undo(shelf, moved.entry_id)) == why.NotUndoable("later_changes")


def test_a_device_to_reset_is_found_and_said_to_be_not_ready(shelf: Shelf) -> None:
    count = shelf.start()
    returning.take_back(shelf.store, returning.Return((returning.Returned(shelf.away.id),)), shelf.by)
    shelf.scan(count, shelf.away.tag)
    (row,) = [row for row in shelf.view(count).rows if row.not_ready]
    assert row.device_id == shelf.away.id
    caring.mark_reset(shelf.store, caring.Reset(shelf.away.id), shelf.by)
    assert not any(row.not_ready for row in shelf.view(count).rows)


@pytest.mark.parametrize("status", [DeviceStatus.LOST, DeviceStatus.RETIRED, DeviceStatus.IN_REPAIR])
def test_what_is_accounted_for_is_not_missing(shelf: Shelf, status: DeviceStatus) -> None:
    count = shelf.start()
    shelf.status(shelf.one, status)
    assert tags(shelf.view(count).of(Finding.MISSING)) == [shelf.two.tag]
    assert shelf.scan(count, shelf.one.tag).result.finding == "wrong_state"


def test_a_device_added_for_an_unknown_code_is_counted_when_scanned_again(shelf: Shelf) -> None:
    count = shelf.start()
    shelf.scan(count, "LT-0099")
    added = shelf.add(tag="LT-0099", shelf="B3")
    before = state(shelf)
    again = shelf.scan(count, "lt0099")
    assert (again.result.finding, again.result.again) == ("found", False)
    view = shelf.view(count)
    assert view.of(Finding.UNKNOWN) == ()
    assert [row.device_id for row in view.of(Finding.FOUND)] == [added.id]
    undo(shelf, again.entry_id)
    assert state(shelf) == before


def test_what_came_back_to_the_wrong_shelf_is_to_be_moved(shelf: Shelf) -> None:
    count = shelf.start(Scope(shelf.by.site_id, None, "B4"))
    assert shelf.scan(count, shelf.away.tag).result.finding == "wrong_state"
    take_back(shelf.store, shelf.by, shelf.away)
    assert tags(shelf.view(count).strays) == [shelf.away.tag]
    counting.move_here(shelf.store, count, [shelf.away.id], shelf.by)
    assert not any(row.open for row in shelf.view(count).rows if row.scan_id)


def test_a_stray_that_was_lent_since_asks_for_nothing(shelf: Shelf) -> None:
    count = shelf.start()
    shelf.scan(count, shelf.astray.tag)
    lend(shelf.store, shelf.by, shelf.client, shelf.astray)
    assert shelf.view(count).of(*rules.UNEXPECTED) == ()
