"""What the timelines of a client, a device and a reservation say of reserving."""

from dataclasses import replace
from datetime import timedelta

import pytest

from loanmanager.domain.reservations import State
from loanmanager.i18n import Words
from loanmanager.operations import reserving, undoing
from loanmanager.operations.reserving import Reserve
from loanmanager.sentences.reservations import of_priority, of_state
from loanmanager.storage import search
from loanmanager.ui.histories import events
from tests.office import TODAY, add_client, add_device, memory, prepared

WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def told():
    """Return what each timeline says after a reservation's whole life, the newest first."""
    store = memory()
    by = prepared(store)
    device, client = add_device(store, by, "headset"), add_client(store, by)
    id_ = reserving.reserve(store, Reserve(TODAY, WEEK, client, device_id=device.id), by).result.ids[0]
    reserving.change_dates(store, id_, TODAY, WEEK + timedelta(days=1), by)
    reserving.put_aside(store, id_, device.id, by)
    reserving.release(store, id_, by)
    cancelled = reserving.cancel(store, id_, "found a job", by)
    undoing.undo(store, cancelled.entry_id, "not that one", by)
    reserving.reserve(store, Reserve(TODAY, WEEK, programme="Club", device_id=device.id), by)
    reserving.expire(store, replace(by, today=WEEK + timedelta(days=30)))

    def say(kind, subject, language="en"):
        rows = search.history_of(store, kind, subject)
        return events(rows, Words(language), TODAY, kind)

    return say, device.id, client, id_


def test_a_devices_timeline_names_for_whom(told):
    say, device, _, _ = told
    said = [each.what.replace("\u00a0", " ") for each in say("device", device)]
    assert said[:-1] == [
        "Reservation expired",
        "Reserved for Club, 23 Nov 2026 to 30 Nov 2026",
        "Reservation taken up again",
        "Reservation cancelled (undone)",
        "Put back on the shelf, the reservation waits again",
        "Put aside until Thu 26 Nov 2026",
        "Reservation moved to 23 Nov 2026 to 1 Dec 2026",
        "Reserved for Tremblay, Josée, 23 Nov 2026 to 30 Nov 2026",
    ]


def test_a_clients_timeline_names_what(told):
    say, _, client, _ = told
    said = [each.what.replace("\u00a0", " ") for each in say("client", client)]
    assert "HD-0001 put aside until Thu 26 Nov 2026" in said
    assert "Reserved 23 Nov 2026 to 30 Nov 2026" in said
    assert say("client", client)[2].note == "found a job"


def test_each_step_can_be_read_in_french(told):
    say, _, _, id_ = told
    assert all(each.what and each.mark.icon for each in say("reservation", id_, "fr"))


@pytest.mark.parametrize("words", [Words("en"), Words("fr")], ids=["en", "fr"])
def test_each_state_and_reason_has_a_word(words):
    assert len({of_state(each, words) for each in State}) == len(State)
    assert of_priority("moves soon", words) == "moves soon"
    assert len({of_priority(each, words) for each in ("interview", "course_start", "")}) == 3
