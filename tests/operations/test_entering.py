"""What a new day asks for, and not on a day that cannot be believed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from loanmanager.domain.clock import Doubt
from loanmanager.operations import entering, reserving
from loanmanager.operations.reserve_form import Reserve
from loanmanager.storage import search
from tests.office import add_client, add_device, memory, prepared


def test_a_new_day_is_tended_to() -> None:
    store = memory()
    by = prepared(store)
    made = entering.tend(store, replace(by, now=by.now + timedelta(days=1), today=by.today + timedelta(days=1)))
    assert (made.doubt, made.last) == (None, None)


@pytest.mark.parametrize(("days", "doubt"), [(-30, Doubt.BEHIND), (3650, Doubt.AHEAD)])
def test_a_wrong_clock_ends_no_reservation_and_is_told(days: int, doubt: Doubt) -> None:
    store = memory()
    by = prepared(store)
    laptop = add_device(store, by)
    form = Reserve(by.today, client_id=add_client(store, by), device_id=laptop.id)
    made = reserving.reserve(store, form, by).result
    reserving.put_aside(store, made.ids[0], laptop.id, by)
    before = store.value("SELECT COUNT(*) FROM history")
    wrong = replace(by, now=by.now + timedelta(days=days), today=by.today + timedelta(days=days))
    told = entering.tend(store, wrong)
    assert told.doubt is doubt
    assert told.last == by.now
    assert store.value("SELECT COUNT(*) FROM history") == before
    assert search.device_record(store, laptop.id).status == "reserved"
