"""Reserving, putting aside, lending what was reserved, expiring, and the way back from each."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from loanmanager.domain import refusals as why
from loanmanager.domain import reservations as rules_of
from loanmanager.domain.clients import InternetUse
from loanmanager.domain.devices import DeviceStatus
from loanmanager.domain.promises import shortage
from loanmanager.domain.refusals import Refused
from loanmanager.domain.reservations import State
from loanmanager.operations import office, people, reserving, undoing
from loanmanager.operations.inventory import Edit
from loanmanager.operations.reserving import Reserve
from loanmanager.storage import reservations as kept
from loanmanager.storage import search
from tests.office import TODAY, add_client, add_device, lend, memory, prepared, take_back, type_of
from tests.operations.test_life import _state

TOMORROW = TODAY + timedelta(days=1)
WEEK = TODAY + timedelta(days=7)


class Desk:
    """An office with two headsets, which need neither reset nor check, and three clients."""

    def __init__(self) -> None:
        self.store: Any = memory()
        self.by = prepared(self.store)
        self.one, self.two = add_device(self.store, self.by, "headset"), add_device(self.store, self.by, "headset")
        self.type = self.one.type.id
        self.ana = add_client(self.store, self.by, "Lopes", "Ana")
        self.marc = add_client(self.store, self.by, "Roy", "Marc")
        self.linh = add_client(self.store, self.by, "Nguyen", "Linh")

    def reserve(self, who: int | None = None, **form: Any) -> int:
        asked = {"client_id": self.ana if who is None else who, **form}
        if form.get("programme"):
            asked["client_id"] = None
        if "device_id" not in form:
            asked.setdefault("type_id", self.type)
        return reserving.reserve(self.store, Reserve(asked.pop("first", TODAY), **asked), self.by).result.ids[0]

    def aside(self, id_: int, device: Any, **form: Any) -> Any:
        return reserving.put_aside(self.store, id_, device.id, self.by, **form)

    def row(self, id_: int) -> Any:
        return search.reservation_row(self.store, id_)

    def status(self, device: Any) -> DeviceStatus:
        return search.device_record(self.store, device.id).status

    def undone(self, act: Callable[[], Any]) -> Any:
        """Do something, undo it, and prove that all is as it was."""
        before = _state(self.store)
        done = act()
        assert _state(self.store) != before
        undoing.undo(self.store, done.entry_id, "a mistake", self.by)
        after = _state(self.store)
        for table in ("loans", "items", "item_parts"):  # a loan that was undone stays, marked
            if after[table] != before[table]:
                assert done.result.number.startswith("L-")
                del before[table], after[table]
        assert after == before
        return done


@pytest.fixture
def desk() -> Desk:
    return Desk()


def reasons(act: Callable[[], Any]) -> set[type[why.Refusal]]:
    with pytest.raises(Refused) as refused:
        act()
    return {type(each) for each in refused.value.reasons}


# Reserving


def test_a_reservation_has_a_number_a_length_and_a_place_in_the_list(desk: Desk) -> None:
    first = desk.row(desk.reserve())
    assert (first.number, first.state, first.before) == ("R-2026-001", State.WAITING, 0)
    assert first.last == date(2026, 12, 23)  # the policy's length, moved to an open day
    second = desk.row(desk.reserve(desk.marc))
    assert second.before == 1
    third = desk.row(desk.reserve(desk.linh, priority="interview"))
    assert (third.rank, third.before) == (3, 0)
    assert desk.row(first.id).before == 1
    assert [each.number for each in search.reservation_rows(desk.store, client_id=desk.marc)] == ["R-2026-002"]


def test_a_programme_reserves_several_at_once(desk: Desk) -> None:
    form = Reserve(TODAY, programme="Club de l’emploi", type_id=desk.type, count=2, note="room 4")
    made = reserving.reserve(desk.store, form, desk.by).result
    assert made.numbers == ["R-2026-001", "R-2026-002"]
    row = desk.row(made.ids[0])
    assert (row.name, row.is_programme, row.note) == ("Club de l’emploi", True, "room 4")


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ({"client_id": None}, why.Missing),
        ({"type_id": None}, why.Missing),
        ({"type_id": 99}, why.NoSuch),
        ({"client_id": 99}, why.NoSuch),
        ({"type_id": None, "device_id": 99}, why.NoSuch),
        ({"first": TODAY - timedelta(days=1)}, rules_of.BeginsInPast),
        ({"first": WEEK, "last": TODAY}, rules_of.EndsBeforeItBegins),
        ({"count": 0}, why.Malformed),
        ({"count": 51}, why.Malformed),
        ({"note": "\x00"}, why.Malformed),
    ],
)
def test_what_cannot_be_reserved(desk: Desk, form: dict[str, Any], expected: type[why.Refusal]) -> None:
    asked = {"first": TODAY, "client_id": desk.ana, "type_id": desk.type, **form}
    before = _state(desk.store)
    assert reasons(lambda: reserving.reserve(desk.store, Reserve(**asked), desk.by)) == {expected}
    assert _state(desk.store) == before


def test_both_a_client_and_a_programme_is_nobody(desk: Desk) -> None:
    form = Reserve(TODAY, client_id=desk.ana, programme="Club", type_id=desk.type)
    assert reasons(lambda: reserving.reserve(desk.store, form, desk.by)) == {why.Missing}


def test_only_one_of_a_device_by_name_can_be_reserved(desk: Desk) -> None:
    assert reasons(lambda: desk.reserve(device_id=desk.one.id, count=2)) == {why.Malformed}
    with desk.store.write():
        desk.store.update("devices", desk.two.id, status="lost")
    assert reasons(lambda: desk.reserve(device_id=desk.two.id)) == {why.DeviceNotAvailable}


def test_a_blocked_client_reserves_only_with_a_reason(desk: Desk) -> None:
    people.edit_client(desk.store, Edit(desk.ana, {}, {"blocked": True}), desk.by)
    assert reasons(desk.reserve) == {why.ClientIsBlocked}
    assert desk.row(desk.reserve(override="her counsellor asks")).state is State.WAITING


def test_a_hotspot_is_not_promised_to_who_may_not_have_it(desk: Desk) -> None:
    people.edit_client(desk.store, Edit(desk.ana, {}, {"internet": InternetUse.NO}), desk.by)
    hotspot = type_of(desk.store, "hotspot").id
    assert reasons(lambda: desk.reserve(type_id=hotspot, override="please")) == {why.InternetNotPermitted}


def test_undoing_a_reservation_leaves_no_trace_but_the_history(desk: Desk) -> None:
    form = Reserve(TODAY, client_id=desk.ana, type_id=desk.type, count=3)
    desk.undone(lambda: reserving.reserve(desk.store, form, desk.by))
    assert search.reservation_rows(desk.store, only="") == ()
    said = search.history_of(desk.store, "client", desk.ana)[1]
    assert (said.operation, said.undone) == ("reserve", True)


# Putting aside, releasing


def test_a_device_put_aside_is_reserved_until_the_policys_day(desk: Desk) -> None:
    id_ = desk.reserve()
    done = desk.aside(id_, desk.two)
    assert (done.result.tag, done.result.ready_until) == ("HD-0002", "2026-11-26")
    assert desk.status(desk.two) is DeviceStatus.RESERVED
    row = desk.row(id_)
    assert (row.state, row.held, row.ready_until) == (State.READY, "HD-0002", date(2026, 11, 26))
    assert search.reservation_holding(desk.store, desk.two.id).number == "R-2026-001"
    assert search.reservation_holding(desk.store, desk.one.id) is None
    assert [each.id for each in search.reservation_rows(desk.store, only="ready")] == [id_]
    assert search.reservation_rows(desk.store, only="waiting") == ()
    assert search.reservation_numbered(desk.store, " r-2026-001 ").id == id_


def test_nobody_is_passed_over_without_a_reason(desk: Desk) -> None:
    first, second = desk.reserve(), desk.reserve(desk.marc)
    desk.aside(first, desk.one)
    third = desk.reserve(desk.linh, priority="interview")
    assert reasons(lambda: desk.aside(second, desk.two)) == {rules_of.NotTheirTurn}
    done = desk.aside(second, desk.two, override="Linh comes next week")
    assert search.history_of(desk.store, "reservation", second)[0].facts["overruled"] == ["NotTheirTurn"]
    assert not done.repeated
    assert desk.row(third).state is State.WAITING


def test_passing_over_may_be_forbidden(desk: Desk) -> None:
    view = search.office_view(desk.store, desk.by.site_id)
    office.save_policy(desk.store, replace(view.rules.policy, not_overridable=frozenset({"NotTheirTurn"})), desk.by)
    second = (desk.reserve(), desk.reserve(desk.marc))[1]
    with desk.store.write():
        desk.store.update("devices", desk.two.id, status="in_repair")
    assert reasons(lambda: desk.aside(second, desk.one, override="now")) == {rules_of.NotTheirTurn}


def test_only_what_was_asked_for_and_stands_on_the_shelf_is_put_aside(desk: Desk) -> None:
    id_, tablet = desk.reserve(), add_device(desk.store, desk.by, "tablet")
    assert reasons(lambda: desk.aside(id_, tablet)) == {rules_of.NotAskedFor}
    lend(desk.store, desk.by, desk.ana, desk.one, override="she is here")
    assert reasons(lambda: desk.aside(desk.reserve(desk.marc), desk.one)) == {why.DeviceNotAvailable}
    with desk.store.write():
        desk.store.update("devices", desk.two.id, status="to_check")
    assert reasons(lambda: desk.aside(desk.reserve(desk.marc), desk.two, override="it works")) == {why.DeviceNotChecked}
    assert reasons(lambda: reserving.put_aside(desk.store, desk.reserve(), 99, desk.by)) == {why.NoSuch}


def test_each_step_asks_for_its_own_state(desk: Desk) -> None:
    store, by, id_ = desk.store, desk.by, desk.reserve()
    assert reasons(lambda: reserving.release(store, id_, by)) == {rules_of.ReservationIs}
    desk.aside(id_, desk.one)
    assert reasons(lambda: desk.aside(id_, desk.two)) == {rules_of.ReservationIs}
    reserving.cancel(store, id_, "found a job", by)
    for act in (
        lambda: reserving.cancel(store, id_, "again", by),
        lambda: reserving.change_dates(store, id_, TODAY, WEEK, by),
        lambda: desk.aside(id_, desk.two),
    ):
        assert reasons(act) == {rules_of.ReservationIs}
    assert reasons(lambda: reserving.cancel(store, 99, "no", by)) == {why.NoSuch}
    assert reasons(lambda: reserving.cancel(store, desk.reserve(), " ", by)) == {why.ReasonMissing}


def test_one_that_is_past_is_not_put_aside(desk: Desk) -> None:
    id_ = desk.reserve(last=TOMORROW)
    later = replace(desk.by, today=WEEK)
    assert reasons(lambda: reserving.put_aside(desk.store, id_, desk.one.id, later)) == {rules_of.ReservationOver}


def test_new_days_move_the_hold_along(desk: Desk) -> None:
    id_ = desk.reserve()
    desk.aside(id_, desk.one)
    moved = reserving.change_dates(desk.store, id_, WEEK, WEEK + timedelta(days=20), desk.by)
    assert moved.result.ready_until == "2026-12-03"
    assert reasons(lambda: reserving.change_dates(desk.store, id_, WEEK, TODAY, desk.by)) == {
        rules_of.EndsBeforeItBegins
    }
    begun = desk.reserve(last=WEEK)
    later = replace(desk.by, today=TOMORROW)
    reserving.change_dates(desk.store, begun, TODAY, WEEK + timedelta(days=1), later)  # it began already: that stands
    assert reasons(lambda: reserving.change_dates(desk.store, id_, TODAY, WEEK, later)) == {rules_of.BeginsInPast}


@pytest.mark.parametrize("step", ["move", "cancel", "aside", "release", "expire", "cancel ready", "move ready"])
def test_undoing_a_step_restores_exactly_what_was(desk: Desk, step: str) -> None:
    store, by, id_ = desk.store, desk.by, desk.reserve()
    desk.reserve(desk.marc, last=TODAY)
    if step.endswith("ready") or step in {"release", "expire"}:
        desk.aside(id_, desk.one)
    later = replace(by, today=WEEK)
    acts = {
        "move": lambda: reserving.change_dates(store, id_, WEEK, WEEK, by),
        "cancel": lambda: reserving.cancel(store, id_, "no", by),
        "aside": lambda: desk.aside(id_, desk.one),
        "release": lambda: reserving.release(store, id_, by),
        "expire": lambda: reserving.expire(store, later),
    }
    desk.undone(acts[step.split(maxsplit=1)[0]])


def test_a_step_is_not_undone_once_the_device_went_on(desk: Desk) -> None:
    id_ = desk.reserve()
    desk.aside(id_, desk.one)
    released = reserving.release(desk.store, id_, desk.by)
    lend(desk.store, desk.by, desk.ana, desk.one)
    with pytest.raises(Refused, match="NotUndoable"):
        undoing.undo(desk.store, released.entry_id, "oops", desk.by)


# Lending what was reserved


def test_the_device_put_aside_goes_to_its_client_and_fulfils_it(desk: Desk) -> None:
    id_ = desk.reserve()
    desk.aside(id_, desk.one)
    assert reasons(lambda: lend(desk.store, desk.by, desk.marc, desk.one)) >= {why.DeviceReserved}
    done = desk.undone(lambda: lend(desk.store, desk.by, desk.ana, desk.one))
    assert desk.row(id_).state is State.READY
    assert desk.status(desk.one) is DeviceStatus.RESERVED
    loan = lend(desk.store, desk.by, desk.ana, desk.one)
    row = desk.row(id_)
    assert (row.state, row.loan, row.held) == (State.LENT, loan.result.number, "")
    assert done.result.number != loan.result.number
    assert "fulfilled" in search.history_of(desk.store, "reservation", id_)[0].facts


def test_another_device_of_the_type_fulfils_it_too_and_frees_the_one_put_aside(desk: Desk) -> None:
    id_ = desk.reserve()
    desk.aside(id_, desk.one)
    desk.undone(lambda: lend(desk.store, desk.by, desk.ana, desk.two))
    assert desk.status(desk.one) is DeviceStatus.RESERVED
    lend(desk.store, desk.by, desk.ana, desk.two)
    assert desk.row(id_).state is State.LENT
    assert desk.status(desk.one) is DeviceStatus.AVAILABLE


def test_whoever_lost_a_device_to_another_waits_again(desk: Desk) -> None:
    id_ = desk.reserve()
    desk.aside(id_, desk.one)
    form = {"override": "an emergency"}
    desk.undone(lambda: lend(desk.store, desk.by, desk.marc, desk.one, **form))
    assert desk.row(id_).state is State.READY
    lend(desk.store, desk.by, desk.marc, desk.one, **form)
    row = desk.row(id_)
    assert (row.state, row.held, row.ready_until) == (State.WAITING, "", None)


def test_a_programmes_device_goes_to_who_is_lent_it_for_the_programme(desk: Desk) -> None:
    id_ = desk.reserve(programme="Club")
    desk.aside(id_, desk.one)
    assert why.DeviceReserved in reasons(lambda: lend(desk.store, desk.by, desk.ana, desk.one))
    lend(desk.store, desk.by, desk.ana, desk.one, programme="club")
    assert desk.row(id_).state is State.LENT


def test_a_device_promised_to_another_is_back_before(desk: Desk) -> None:
    begins = TODAY + timedelta(days=14)
    desk.reserve(device_id=desk.one.id, first=begins)
    assert reasons(lambda: lend(desk.store, desk.by, desk.marc, desk.one)) == {rules_of.Promised}
    lend(desk.store, desk.by, desk.marc, desk.one, due=begins - timedelta(days=3))
    assert desk.status(desk.one) is DeviceStatus.ON_LOAN


def test_the_last_of_a_type_is_lent_out_of_turn_only_with_a_reason(desk: Desk) -> None:
    desk.reserve(first=TOMORROW)
    lend(desk.store, desk.by, desk.marc, desk.one)
    assert reasons(lambda: lend(desk.store, desk.by, desk.linh, desk.two)) == {rules_of.AllPromised}
    done = lend(desk.store, desk.by, desk.linh, desk.two, override="for one hour")
    assert search.history_of(desk.store, "loan", done.result.loan_id)[0].facts["overruled"] == ["AllPromised"]


def test_a_check_out_without_reservations_touches_none(desk: Desk) -> None:
    desk.reserve(desk.marc, first=TODAY + timedelta(days=90))
    done = lend(desk.store, desk.by, desk.ana, desk.one)
    assert search.history_of(desk.store, "loan", done.result.loan_id)[0].facts["fulfilled"] == {}


# Expiring


def test_what_has_run_out_ends_with_its_history_when_the_office_opens(desk: Desk) -> None:
    ready, waiting, far = desk.reserve(), desk.reserve(desk.marc, last=TOMORROW), desk.reserve(desk.linh, last=WEEK)
    desk.aside(ready, desk.one)
    assert reserving.expire_if_any(desk.store, desk.by) is None
    assert reasons(lambda: reserving.expire(desk.store, desk.by)) == {rules_of.NothingOver}
    friday = TODAY + timedelta(days=4)
    assert {each.id for each in search.reservations_over(desk.store, friday)} == {ready, waiting}
    assert desk.row(ready).is_over(friday)
    prepared(desk.store, today=friday)
    assert [desk.row(each).state for each in (ready, waiting, far)] == [State.EXPIRED, State.EXPIRED, State.WAITING]
    assert desk.status(desk.one) is DeviceStatus.AVAILABLE
    entry = search.history_of(desk.store, "device", desk.one.id)[0]
    assert (entry.operation, entry.facts["result"]["tags"]) == ("expire_reservations", ["HD-0001"])
    assert search.reservations_over(desk.store, friday) == ()


# What others ask


def test_whose_turn_has_come_and_with_which_device(desk: Desk) -> None:
    later = desk.reserve(first=TODAY + timedelta(days=20))
    first, second = desk.reserve(desk.marc), desk.reserve(desk.linh, priority="course_start")
    found = search.reservations_to_prepare(desk.store, TODAY)
    assert [(each.id, each.offered) for each in found] == [(second, "HD-0001"), (first, "HD-0002")]
    desk.aside(second, desk.two)
    found = search.reservations_to_prepare(desk.store, TODAY)
    assert [(each.id, each.offered_id) for each in found] == [(first, desk.one.id)]
    assert later not in {each.id for each in found}
    assert reasons(lambda: lend(desk.store, desk.by, desk.marc, desk.one)) == {
        rules_of.AllPromised
    }  # Ana was before him
    lend(desk.store, desk.by, desk.marc, desk.one, due=WEEK)
    assert search.reservations_to_prepare(desk.store, TODAY) == ()


def test_which_devices_suit(desk: Desk) -> None:
    desk.reserve(desk.marc, device_id=desk.one.id)
    id_ = desk.reserve()
    assert [each.tag for each in search.devices_for(desk.store, id_)] == ["HD-0002", "HD-0001"]  # the promised one last
    assert search.devices_for(desk.store, 99) == ()


def test_somebody_waits(desk: Desk) -> None:
    lend(desk.store, desk.by, desk.ana, desk.one)
    one, two = (search.device_record(desk.store, each.id) for each in (desk.one, desk.two))
    assert not kept.someone_waits(desk.store, one)
    desk.reserve(desk.marc, first=WEEK)
    assert not kept.someone_waits(desk.store, one)  # the other one is there for him
    desk.reserve(desk.linh, device_id=desk.two.id, first=WEEK)
    assert kept.someone_waits(desk.store, one)
    assert not kept.someone_waits(desk.store, one, TODAY, WEEK - timedelta(days=1))
    assert kept.someone_waits(desk.store, two, TODAY, WEEK, desk.ana)
    take_back(desk.store, desk.by, desk.one)


def test_what_the_calendar_shows(desk: Desk) -> None:
    early = lend(desk.store, desk.by, desk.ana, desk.one).result
    take_back(desk.store, desk.by, desk.one)
    lend(desk.store, desk.by, desk.marc, desk.two)
    desk.reserve(first=TOMORROW, last=WEEK)
    gone = desk.reserve(desk.marc, first=TOMORROW)
    reserving.cancel(desk.store, gone, "no", desk.by)
    view = search.calendar_of_type(desk.store, TODAY, TODAY + timedelta(days=30), TODAY, desk.type)
    assert [each.tag for each in view.devices] == ["HD-0001", "HD-0002"]
    assert [(each.number, each.back) for each in view.loans] == [(early.number, TODAY), ("L-2026-0002", None)]
    assert [each.name for each in view.reservations] == ["Lopes, Ana"]
    assert sum(each.number for each in view.promises.units) == 2
    laptop = type_of(desk.store, "laptop").id
    other = search.calendar_of_type(desk.store, TODAY, TODAY, TODAY, laptop)
    assert (other.devices, other.loans, other.reservations) == ((), (), ())
    past = search.calendar_of_type(desk.store, date(2026, 1, 1), date(2026, 1, 31), TODAY, desk.type)
    assert past.loans == ()
    every = search.calendar_of_types(desk.store, TODAY, TODAY + timedelta(days=30), TODAY, [desk.type, laptop])
    assert (every.devices, every.loans) == ((), ())  # there may be a hundred thousand
    assert (every.owned, every.reservations) == ({desk.type: 2}, view.reservations)
    assert every.moving == view.moving
    assert [(each.number, each.tag) for each in every.moving[TODAY]] == [
        (early.number, "HD-0001"),
        ("L-2026-0002", "HD-0002"),
    ]
    later = search.calendar_of_types(desk.store, TOMORROW, TOMORROW, TODAY, [desk.type])
    assert later.moving == {}  # one is out, and nothing happens to it on that day


def test_devices_that_come_back_together_are_counted_together(desk: Desk) -> None:
    """Who waits for one of them by name finds it alone, and the days are as if each had been counted."""
    three = add_device(desk.store, desk.by, "headset")
    lend(desk.store, desk.by, desk.marc, desk.one, three)
    assert [each.number for each in kept.grouped_units(desk.store, [desk.type], TODAY)] == [1, 2]
    desk.reserve(desk.linh, device_id=three.id, first=WEEK)
    desk.reserve(desk.ana, first=TOMORROW)
    grouped = search.promises_of_types(desk.store, [desk.type], TODAY)
    assert sorted(each.number for each in grouped.units) == [1, 1, 1]
    single = replace(grouped, units=kept.units(desk.store, [desk.type], TODAY))
    for day in (TODAY + timedelta(days=n) for n in range(60)):
        assert shortage(desk.type, grouped, day) == shortage(desk.type, single, day)
