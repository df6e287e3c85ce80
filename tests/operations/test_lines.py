"""Lines: where they are, what their carriers were asked, and that undoing leaves nothing behind."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from loanmanager.domain import refusals as why
from loanmanager.domain.devices import DeviceStatus, Line, LineState
from loanmanager.domain.lines import DeviceHasLine, LineAway, LineIsAlready, LineTask, LineThere, NothingToAsk
from loanmanager.domain.office import Closure, Policy
from loanmanager.domain.refusals import Refused
from loanmanager.operations import inventory, line_secrets, lines, office, renewing, undoing
from loanmanager.operations.inventory import Edit
from loanmanager.operations.line_secrets import Secrets
from loanmanager.operations.lines import DoTask, MoveLine, NewLine
from loanmanager.storage import devices, search
from tests.office import TODAY, add_client, add_device, lend, memory, prepared, take_back, type_of
from tests.operations.test_promises import dump

SIM = Line(0, "Boréal", "8930272040102573441", "514 555-0161", "20 GB", plan_end=date(2027, 6, 30))
SUSPENDED_ON = date(2027, 1, 6)  # two weeks after 23 December


def _world() -> tuple[Any, Any]:
    store = memory()
    return store, prepared(store)


def _reasons(work: Any) -> set[type]:
    with pytest.raises(Refused) as refused:
        work()
    return {type(each) for each in refused.value.reasons}


def _all_but_history(store: Any) -> dict[str, Any]:
    return {table: rows for table, rows in dump(store).items() if table not in {"history", "history_subjects"}}


def _on(by: Any, day: date) -> Any:
    return replace(by, today=day, now=by.now + timedelta(days=(day - by.today).days))


def _lent(store: Any, by: Any) -> Any:
    hotspot = add_device(store, by, "hotspot", line=SIM, make="Franklin", model="T9")
    lend(store, by, add_client(store, by), hotspot)
    return hotspot


# Work


def test_a_line_waits_to_be_suspended_from_the_policys_day_and_says_of_which_loan() -> None:
    store, by = _world()
    hotspot = _lent(store, by)
    assert search.line_work(store, SUSPENDED_ON - timedelta(days=1)) == ()
    (row,) = search.line_work(store, SUSPENDED_ON + timedelta(days=1))
    assert (row.task, row.tag, row.device, row.number) == (
        LineTask.SUSPEND,
        hotspot.tag,
        "Franklin T9",
        "514 555-0161",
    )
    assert (row.loan, row.client, row.due, row.days_late, row.since) == (
        "L-2026-0001",
        "Tremblay, Josée",
        date(2026, 12, 23),
        15,
        SUSPENDED_ON,
    )
    assert search.line_work_counts(store, SUSPENDED_ON) == (1, 0)


def test_grace_and_closed_days_count_as_the_policy_says() -> None:
    store, by = _world()
    office.save_policy(store, Policy(suspend_line_after=10, grace_days=2), by)
    office.add_closure(store, Closure(date(2027, 1, 1), date(2027, 1, 8)), by)
    _lent(store, by)
    assert search.line_work(store, date(2027, 1, 8)) == ()  # closed since the 1st, and the 9th is a Saturday
    assert len(search.line_work(store, date(2027, 1, 11))) == 1


def test_suspended_then_returned_it_waits_to_be_reactivated() -> None:
    store, by = _world()
    hotspot = _lent(store, by)
    late = _on(by, SUSPENDED_ON)
    done = lines.do_task(store, DoTask(1, LineTask.SUSPEND, " REF-7 ", "by phone"), late)
    assert (done.result.state, done.result.name) == ("suspended", "514 555-0161")
    kept = store.row("SELECT * FROM line_tasks")
    assert (kept["task"], kept["item_id"], kept["since"], kept["reference"], kept["note"], kept["staff_id"]) == (
        "suspend",
        1,
        "2027-01-06",
        "REF-7",
        "by phone",
        by.staff_id,
    )
    assert kept["at"].startswith("2027-01-06")
    assert search.line_work(store, SUSPENDED_ON) == ()
    take_back(store, late, hotspot)
    assert [each.task for each in search.line_work(store, SUSPENDED_ON)] == [LineTask.REACTIVATE]
    assert search.line_work_counts(store, SUSPENDED_ON) == (0, 1)
    lines.do_task(store, DoTask(1, LineTask.REACTIVATE, "REF-8"), late)
    assert search.line_work(store, SUSPENDED_ON) == ()
    assert search.device_record(store, hotspot.id).line.state is LineState.ACTIVE


def test_a_renewed_loan_gives_its_line_back() -> None:
    store, by = _world()
    _lent(store, by)
    late = _on(by, SUSPENDED_ON)
    lines.do_task(store, DoTask(1, LineTask.SUSPEND), late)
    renewing.renew(store, renewing.Renew(1, date(2027, 2, 5), "promised"), late)
    assert [each.task for each in search.line_work(store, SUSPENDED_ON)] == [LineTask.REACTIVATE]


@pytest.mark.parametrize("status", [DeviceStatus.LOST, DeviceStatus.STOLEN])
def test_the_line_of_what_is_lost_is_suspended_at_once(status: DeviceStatus) -> None:
    store, by = _world()
    form = inventory.NewDevice(type_of(store, "hotspot").id, line=SIM, status=status)
    inventory.add_device(store, form, by)
    (row,) = search.line_work(store, TODAY)
    assert (row.task, row.loan, row.since, row.status) == (LineTask.SUSPEND, "", None, status)


def test_the_latest_come_first_and_suspending_before_reactivating() -> None:
    store, by = _world()
    client = add_client(store, by)
    for n, before in enumerate((60, 50, 80)):
        earlier = _on(by, TODAY - timedelta(days=before))
        hotspot = add_device(store, earlier, "hotspot", line=replace(SIM, iccid=f"893000{n}", number=str(n)))
        lend(store, earlier, client, hotspot)
    idle = add_device(store, by, "hotspot", line=replace(SIM, iccid="99", number="9", state=LineState.SUSPENDED))
    assert [(each.task, each.number) for each in search.line_work(store, TODAY)] == [
        (LineTask.SUSPEND, "2"),
        (LineTask.SUSPEND, "0"),
        (LineTask.SUSPEND, "1"),
        (LineTask.REACTIVATE, "9"),
    ]
    assert [each.tag for each in search.line_work(store, TODAY, line_id=idle.line.id)] == [idle.tag]


def test_what_is_left_aside_waits_no_more_until_the_next_loan() -> None:
    store, by = _world()
    hotspot = _lent(store, by)
    late = _on(by, SUSPENDED_ON)
    assert _reasons(lambda: lines.drop_task(store, 1, LineTask.SUSPEND, late, reason=" ")) == {why.ReasonMissing}
    assert _reasons(lambda: lines.drop_task(store, 1, LineTask.REACTIVATE, late, reason="x")) == {NothingToAsk}
    lines.drop_task(store, 1, LineTask.SUSPEND, late, reason="promised for tomorrow")
    assert search.line_work(store, SUSPENDED_ON + timedelta(days=9)) == ()
    take_back(store, late, hotspot)
    assert search.line_work(store, SUSPENDED_ON) == ()


def test_a_line_left_suspended_is_asked_about_again_when_it_is_suspended_again() -> None:
    store, by = _world()
    add_device(store, by, "hotspot", line=replace(SIM, state=LineState.SUSPENDED))
    lines.drop_task(store, 1, LineTask.REACTIVATE, by, reason="winter")
    assert search.line_work(store, TODAY) == ()
    lines.do_task(store, DoTask(1, LineTask.REACTIVATE), by)
    lines.do_task(store, DoTask(1, LineTask.SUSPEND), by)
    assert len(search.line_work(store, TODAY)) == 1


def test_a_state_that_was_edited_in_the_device_counts_as_asked() -> None:
    store, by = _world()
    hotspot = add_device(store, by, "hotspot", line=SIM)
    kept = search.device_record(store, hotspot.id).line
    edit = Edit(hotspot.id, {"line": kept}, {"line": replace(kept, state=LineState.SUSPENDED)})
    inventory.edit_device(store, edit, by)
    assert store.value("SELECT task FROM line_tasks") == "suspend"


@pytest.mark.parametrize(
    ("state", "task"),
    [
        (LineState.SUSPENDED, LineTask.SUSPEND),
        (LineState.ACTIVE, LineTask.REACTIVATE),
        (LineState.PENDING, LineTask.SUSPEND),
        (LineState.CANCELLED, LineTask.REACTIVATE),
        (LineState.CANCELLED, LineTask.CANCEL),
    ],
)
def test_nothing_is_asked_that_changes_nothing(state: LineState, task: LineTask) -> None:
    store, by = _world()
    add_device(store, by, "hotspot", line=replace(SIM, state=state))
    assert _reasons(lambda: lines.do_task(store, DoTask(1, task), by)) == {LineIsAlready}
    assert _reasons(lambda: lines.do_task(store, DoTask(99, task), by)) == {why.NoSuch}


# Plans and warranties


def test_plans_and_warranties_end_the_earliest_first() -> None:
    store, by = _world()
    ends = [TODAY + timedelta(days=days) for days in (10, -3, 31)]
    for n, end in enumerate(ends):
        add_device(store, by, "hotspot", line=replace(SIM, iccid=str(n), number=str(n), plan_end=end))
    add_device(store, by, warranty_end=TODAY, make="Dell", model="5420")
    add_device(store, by, warranty_end=TODAY - timedelta(days=1))
    lines.add_line(store, NewLine({"number": "spare", "plan_end": TODAY + timedelta(days=5)}), by)
    rows = search.plans_ending(store, TODAY, 30)
    assert [(each.number, each.tag, each.ends_on) for each in rows] == [
        ("1", "HS-0002", ends[1]),
        ("", "LT-0001", TODAY),
        ("spare", "", TODAY + timedelta(days=5)),
        ("0", "HS-0001", ends[0]),
    ]
    assert rows[1].device == "Dell 5420"
    lines.do_task(store, DoTask(rows[0].line_id, LineTask.CANCEL), by)
    assert len(search.plans_ending(store, TODAY, 30)) == 3
    assert len(search.plans_ending(store, TODAY, 10**9)) == 4


# Adding, editing, moving


def test_a_line_is_found_by_what_it_bears_once_it_is_in_a_device() -> None:
    store, by = _world()
    hotspot = add_device(store, by, "hotspot")
    fields = {"number": " 438 555-0199 ", "iccid": "8930 2720", "carrier": "Boréal"}
    made = lines.add_line(store, NewLine(fields, pin="1234", puk=" 87654321 "), by)
    assert search.matches(store, "5550199", TODAY) == ()
    lines.move_line(store, MoveLine(made.result.id, hotspot.id), by)
    assert search.matches(store, "5550199", TODAY)[0].device.tag == hotspot.tag
    view = search.line_view(store, made.result.id, TODAY)
    assert (view.row.tag, view.has_pin, view.line.number) == (hotspot.tag, True, "438 555-0199")
    assert search.device_record(store, hotspot.id).line == view.line
    lines.edit_line(store, Edit(made.result.id, {"carrier": "Boréal"}, {"number": "438 555-0100"}), by)
    assert search.matches(store, "5550100", TODAY)[0].device.tag == hotspot.tag
    assert search.matches(store, "5550199", TODAY) == ()


def test_what_a_line_cannot_be() -> None:
    store, by = _world()
    hotspot = add_device(store, by, "hotspot", line=SIM)

    def add(device_id: int | None = None, **fields: Any) -> set[type]:
        return _reasons(lambda: lines.add_line(store, NewLine(fields, device_id), by))

    assert add() == {why.Missing}
    assert add(iccid="8930-2720 40102573441") == {why.Taken}
    assert add(number="1", cycle_day=32) == {why.Malformed}
    assert add(number="1", state="active") == {why.Malformed}
    assert add(hotspot.id, number="1") == {DeviceHasLine}
    assert add(99, number="1") == {why.NoSuch}
    assert _reasons(lambda: lines.edit_line(store, Edit(1, {"plan": "x"}, {"plan": "y"}), by)) == {why.ChangedMeanwhile}
    assert _reasons(lambda: lines.edit_line(store, Edit(99, {}, {}), by)) == {why.NoSuch}
    lines.do_task(store, DoTask(1, LineTask.CANCEL), by)
    again = lines.add_line(store, NewLine({"iccid": SIM.iccid}), by)  # a cancelled SIM holds nobody's number
    assert again.result.name == "…3441"


def test_a_line_moves_between_devices_and_where_it_was_stays_known() -> None:
    store, by = _world()
    one, two = add_device(store, by, "hotspot", line=SIM), add_device(store, by, "hotspot")
    later = _on(by, TODAY + timedelta(days=3))
    lines.move_line(store, MoveLine(1, two.id, "the first one broke"), later)
    assert search.device_record(store, one.id).line is None
    assert search.device_record(store, two.id).line.number == SIM.number
    assert _reasons(lambda: lines.move_line(store, MoveLine(1, two.id), later)) == {LineThere}
    lines.move_line(store, MoveLine(1, None), _on(by, TODAY + timedelta(days=5)))
    uses = search.line_view(store, 1, TODAY).uses
    assert [(each.tag, each.until is None) for each in uses] == [(two.tag, False), (one.tag, False)]
    assert (uses[0].since.date(), uses[0].until.date()) == (TODAY + timedelta(days=3), TODAY + timedelta(days=5))
    (row,) = search.line_rows(store, only=search.SPARE)
    assert row.tag == ""


def test_neither_sim_nor_device_moves_while_it_is_with_a_client() -> None:
    store, by = _world()
    hotspot, other = _lent(store, by), add_device(store, by, "hotspot")
    assert _reasons(lambda: lines.move_line(store, MoveLine(1, other.id), by)) == {LineAway}
    spare = lines.add_line(store, NewLine({"number": "2"}), by).result.id
    assert _reasons(lambda: lines.move_line(store, MoveLine(spare, hotspot.id), by)) == {LineAway}


# Undoing


@pytest.mark.parametrize("kind", ["move", "out", "task", "drop"])
def test_undoing_brings_everything_back_exactly(kind: str) -> None:
    store, by = _world()
    add_device(store, by, "hotspot", line=SIM)
    two = add_device(store, by, "hotspot")
    lost = replace(SIM, iccid="77", number="77")
    form = inventory.NewDevice(type_of(store, "hotspot").id, line=lost, status=DeviceStatus.LOST)
    inventory.add_device(store, form, by)
    before = _all_but_history(store)
    done = {
        "move": lambda: lines.move_line(store, MoveLine(1, two.id), by),
        "out": lambda: lines.move_line(store, MoveLine(1, None), by),
        "task": lambda: lines.do_task(store, DoTask(1, LineTask.SUSPEND, "R"), by),
        "drop": lambda: lines.drop_task(store, 2, LineTask.SUSPEND, by, reason="gone already"),
    }[kind]()
    assert _all_but_history(store) != before
    undoing.undo(store, done.entry_id, "a mistake", by)
    assert _all_but_history(store) == before
    assert _reasons(lambda: undoing.undo(store, done.entry_id, "again", by)) == {why.NotUndoable}


def test_a_move_is_undone_before_the_one_under_it() -> None:
    store, by = _world()
    add_device(store, by, "hotspot", line=SIM)
    two = add_device(store, by, "hotspot")
    first = lines.move_line(store, MoveLine(1, two.id), by)
    second = lines.move_line(store, MoveLine(1, None), by)
    assert _reasons(lambda: undoing.undo(store, first.entry_id, "x", by)) == {why.NotUndoable}
    undoing.undo(store, second.entry_id, "x", by)
    undoing.undo(store, first.entry_id, "x", by)
    assert search.device_record(store, 1).line is not None


def test_a_loan_can_be_undone_although_its_line_was_suspended_and_edited() -> None:
    store, by = _world()
    hotspot = add_device(store, by, "hotspot", line=SIM)
    lent = lend(store, by, add_client(store, by), hotspot)
    lines.do_task(store, DoTask(1, LineTask.SUSPEND), by)
    lines.edit_line(store, Edit(1, {}, {"plan": "50 GB"}), by)
    undoing.undo(store, lent.entry_id, "wrong client", by)
    assert search.device_record(store, hotspot.id).status is DeviceStatus.AVAILABLE


# PIN and PUK


def test_pin_and_puk_are_shown_on_request_and_never_kept_in_the_history() -> None:
    store, by = _world()
    fields = {"number": "514 555-0101"}
    line_id = lines.add_line(store, NewLine(fields, pin="4711", puk="99887766"), by).result.id
    shown = line_secrets.show_pin(store, line_id, by, idem="once")
    assert (shown.result.pin, shown.result.puk) == ("4711", "99887766")
    again = line_secrets.show_pin(store, line_id, by, idem="once")
    assert again.repeated
    assert again.result == shown.result
    line_secrets.keep_pin(store, Secrets(line_id, " 1111 ", "22222222"), by)
    assert line_secrets.show_pin(store, line_id, by).result.pin == "1111"
    entries = search.history_of(store, "line", line_id)
    assert [each.operation for each in entries] == ["show_pin", "keep_pin", "show_pin", "add_line"]
    written = str(store.rows("SELECT facts FROM history")) + "".join(
        row["facts"] for row in store.rows("SELECT facts FROM history")
    )
    assert not any(secret in written for secret in ("4711", "99887766", "1111", "22222222"))
    assert _reasons(lambda: line_secrets.show_pin(store, 99, by)) == {why.NoSuch}
    assert _reasons(lambda: line_secrets.keep_pin(store, Secrets(line_id, "\x00"), by)) == {why.Malformed}


def test_showing_a_pin_stands_against_no_undoing() -> None:
    store, by = _world()
    add_device(store, by, "hotspot", line=SIM)
    done = lines.do_task(store, DoTask(1, LineTask.SUSPEND), by)
    line_secrets.show_pin(store, 1, by)
    undoing.undo(store, done.entry_id, "not yet", by)
    assert devices.with_id(store, 1).line.state is LineState.ACTIVE


# Lists


def test_lines_are_listed_by_number_narrowed_and_counted() -> None:
    store, by = _world()
    _lent(store, by)
    lines.add_line(store, NewLine({"number": "438 555-0100", "carrier": "Réseau Harfang"}), by)
    lines.add_line(store, NewLine({"iccid": "77123456"}, state=LineState.PENDING), by)
    rows = search.line_rows(store)
    assert [each.name for each in rows] == ["…3456", "438 555-0100", "514 555-0161"]
    assert (rows[2].tag, rows[2].with_name, rows[2].due) == ("HS-0001", "Tremblay, Josée", date(2026, 12, 23))

    def found(text: str) -> list[str]:
        return [each.name for each in search.line_rows(store, text=text)]

    assert found("harfang") == ["438 555-0100"]
    assert found("hs-0001") == ["514 555-0161"]
    assert found("555 0161") == ["514 555-0161"]
    assert found("771234") == ["…3456"]
    assert found("nothing of the kind") == []
    assert search.line_counts(store) == {"active": 2, "pending": 1, "all": 3, "spare": 2}
    assert [each.name for each in search.line_rows(store, only="pending")] == ["…3456"]
    first = search.line_rows(store, limit=2)
    after = search.After(first[-1].number, first[-1].id)
    assert [each.name for each in search.line_rows(store, after=after)] == ["514 555-0161"]
    assert search.line_view(store, 99, TODAY) is None


def test_a_form_proposes_carriers_and_devices_without_a_sim() -> None:
    store, by = _world()
    _lent(store, by)
    free = add_device(store, by, "hotspot")
    phone = add_device(store, by, "tablet", imei="357145082204176")
    add_device(store, by, "laptop")
    choices = search.line_choices(store)
    assert choices.carriers == ("Boréal",)
    assert [each.tag for each in choices.devices] == [free.tag, phone.tag]
