from dataclasses import replace
from datetime import date, timedelta

import pytest

from loanmanager.domain.devices import Condition, Line
from loanmanager.domain.endings import Ends
from loanmanager.domain.loans import BackState
from loanmanager.i18n import Words
from loanmanager.operations import caring, endings, inventory, people, renewing, returning, signing, undoing
from loanmanager.storage import search
from loanmanager.ui import icons
from loanmanager.ui.histories import events, what_of
from tests.office import TODAY, add_client, add_device, lend, memory, prepared, take_back

ENGLISH = Words("en")


@pytest.fixture
def store():
    return memory()


@pytest.fixture
def by(store):
    return prepared(store)


@pytest.fixture
def device(store, by):
    return add_device(store, by, make="Dell", model="Latitude 5420")


@pytest.fixture
def client_id(store, by):
    return add_client(store, by, "Коваль", "Олена")


def told(store, kind, id_, *, words=ENGLISH, view=None):
    return events(search.history_of(store, kind, id_), words, TODAY, kind, view)


def edited(store, by, device, **changed):
    was = {name: getattr(device, name) for name in changed}
    inventory.edit_device(store, inventory.Edit(device.id, was, changed), by)
    return told(store, "device", device.id, view=search.office_view(store))[0]


def test_a_loan_reads_from_each_side(store, by, device, client_id):
    loan = lend(store, by, client_id, device).result
    take_back(store, by, device)
    assert [each.what for each in told(store, "device", device.id)] == [
        "Returned by Коваль, Олена",
        "Lent to Коваль, Олена",
        "Added",
    ]
    assert [each.what for each in told(store, "client", client_id)] == [
        "Returned LT-0001",
        "Borrowed LT-0001",
        "Added",
    ]
    assert [each.what for each in told(store, "loan", loan.loan_id)] == ["Returned LT-0001", "Checked out LT-0001"]


def test_when_and_who_are_on_the_wall_clock(store, by, device):
    local = by.now.astimezone()
    assert told(store, "device", device.id)[0].when == f"Mon\u00a023\u00a0Nov, {local:%H:%M}, Administrator"


def test_a_return_says_what_is_missing_and_what_comes_next(store, by, device, client_id):
    lend(store, by, client_id, device)
    part = search.loan_of_device(store, device.id).items[0].parts[1]
    back = returning.Returned(device.id, {part.id: BackState.MISSING}, note="left at home")
    returning.take_back(store, returning.Return((back,)), by)
    of_device, of_client = told(store, "device", device.id)[0], told(store, "client", client_id)[0]
    assert of_device.mark.token == "todo"
    assert of_device.note == "Incident I-2026-001 · To check"
    assert of_client.note == "Incident I-2026-001 · LT-0001: to check"


def test_a_return_of_two_names_both(store, by, device, client_id):
    other = add_device(store, by, "headset")
    lend(store, by, client_id, device, other)
    take_back(store, by, device, other)
    assert told(store, "device", device.id)[0].note == "LT-0001: to reset"


def test_care_says_how(store, by, device, client_id):
    lend(store, by, client_id, device)
    returning.take_back(store, returning.Return((returning.Returned(device.id, condition=Condition.DAMAGED),)), by)
    caring.mark_checked(store, device.id, by, note="a scratch")
    reset = caring.Reset(device.id, "Erased and reinstalled", "Windows", "first start seen")
    caring.mark_reset(store, reset, by)
    first, second = told(store, "device", device.id)[:2]
    assert (first.what, first.note) == ("Reset: Erased and reinstalled", "Windows · first start seen")
    assert (second.what, second.note) == ("Checked", "a scratch")


def test_a_reset_without_words_is_a_reset(store, by, device, client_id):
    lend(store, by, client_id, device)
    take_back(store, by, device)
    caring.mark_reset(store, caring.Reset(device.id), by)
    assert told(store, "device", device.id)[0].what == "Reset"


def test_a_renewal_says_until_when_and_why_it_was_allowed(store, by, device, client_id):
    loan = lend(store, by, client_id, device).result
    due = date(2027, 1, 20)
    renewing.renew(store, renewing.Renew(loan.loan_id, due, override="a course begins"), by)
    event = told(store, "loan", loan.loan_id)[0]
    assert event.what.startswith("Renewed until Wed\u00a020\u00a0Jan")
    assert event.note == "a course begins"


@pytest.mark.parametrize(
    ("operation", "said"),
    [("check_out", "Check-out undone"), ("return", "Return undone"), ("reset", "Reset undone")],
)
def test_what_was_undone_says_so_with_the_reason(store, by, device, client_id, operation, said):
    steps = {"check_out": lend(store, by, client_id, device)}
    if operation != "check_out":
        steps["return"] = take_back(store, by, device)
    if operation == "reset":
        steps["reset"] = caring.mark_reset(store, caring.Reset(device.id), by)
    undoing.undo(store, steps[operation].entry_id, "the wrong one", by)
    undo, undone = told(store, "device", device.id)[:2]
    assert (undo.what, undo.note) == (said, "the wrong one")
    assert undone.what.endswith("(undone)")
    assert undone.mark.token == "retired"


@pytest.mark.parametrize(
    ("changed", "what", "note"),
    [
        ({"serial": "PF-1"}, "Changed: Serial", "– → PF-1"),
        ({"condition": Condition.WORN}, "Changed: Condition", "Good → Worn"),
        ({"replacement_cost": 45000}, "Changed: Replacement cost", "– → $450.00"),
        ({"bought_on": date(2023, 3, 14)}, "Changed: Bought on", "– → 14 Mar 2023"),
        ({"site_id": None}, "Changed: Site", "Main office → –"),
        ({"make": "HP", "model": "440"}, "Changed: Make and Model", ""),
        ({"make": "HP", "model": "4", "shelf": "B", "notes": "x"}, "4 fields changed", ""),
        ({"parts": ()}, "Changed: Parts", ""),
    ],
)
def test_a_change_is_told_in_the_words_of_the_screen(store, by, device, changed, what, note):
    event = edited(store, by, device, **changed)
    assert (event.what, event.note) == (what, note)


def test_without_the_office_no_bare_cents_are_shown(store, by, device):
    edited(store, by, device, replacement_cost=45000)
    assert told(store, "device", device.id)[0].note == ""


def test_what_says_nothing_to_a_reader_is_left_out(store, by, client_id):
    people.edit_client(store, people.Edit(client_id, {"discreet": False}, {"discreet": True}), by)
    assert told(store, "client", client_id)[0].note == ""


@pytest.mark.parametrize(
    ("now", "what"),
    [
        ({"blocked": True, "blocked_until": date(2026, 12, 4)}, "Blocked until Fri\u00a04\u00a0Dec\u00a02026"),
        ({"blocked": True, "blocked_reason": "Two chargers lost"}, "Blocked"),
        ({"blocked": False}, "Block lifted"),
    ],
)
def test_a_block_is_told_without_its_reason(store, by, client_id, now, what):
    nothing = {"blocked": False, "blocked_until": None, "blocked_reason": ""}
    people.edit_client(store, people.Edit(client_id, {name: nothing[name] for name in now}, now), by)
    event = told(store, "client", client_id)[0]
    assert (event.what, event.note) == (what, "")


def test_another_language_and_another_year(store, by, device, client_id):
    old = type(by)(by.staff_id, by.now - timedelta(days=400), TODAY - timedelta(days=400), by.site_id)
    lend(store, old, client_id, device)
    event = told(store, "device", device.id, words=Words("fr"))[0]
    assert event.what == "Prêté à Коваль, Олена"
    assert "2025" in event.when


def test_every_kind_has_words_and_a_drawing(store, by, device):
    row = search.history_of(store, "device", device.id)[0]
    for operation in ("check_out", "return", "reset", "check", "undo", "import", "edit_client", "something newer"):
        other = search.HistoryRow(9, operation, by.now, "", "Коваль, Олена", "", ("LT-0001",), {}, False, "")
        assert what_of(other, ENGLISH, "device")
        assert icons.known(events([other, row], ENGLISH, TODAY, "device")[0].mark.icon)


def test_a_signature_and_an_end_that_was_seen_to(store, by, client_id):
    laptop = add_device(store, by, warranty_end=TODAY + timedelta(days=9))
    loan = lend(store, by, client_id, laptop).result
    signed = signing.mark_signed(store, loan.paper_id, by)
    noted = endings.note_ending(store, Ends.WARRANTY, laptop.id, by)
    assert told(store, "loan", loan.loan_id)[0].what == "Agreement signed on paper"
    assert told(store, "device", laptop.id)[0].what == "End of the warranty seen to (2 Dec 2026)"
    for done in (noted, signed):
        undoing.undo(store, done.entry_id, "mistake", by)
    assert told(store, "loan", loan.loan_id)[0].what == "Signature taken back"
    assert told(store, "device", laptop.id)[0].what == "End shown again"
    later = replace(by, today=TODAY + timedelta(days=2), now=by.now + timedelta(days=2))
    signing.mark_signed(store, loan.paper_id, later, on=TODAY)
    assert told(store, "loan", loan.loan_id)[0].what == "Agreement signed on paper on Mon\u00a023\u00a0Nov\u00a02026"


def test_the_end_of_a_plan_that_was_seen_to(store, by):
    line = Line(0, "Boréal", "8930272040102573", plan_end=TODAY + timedelta(days=9))
    hotspot = add_device(store, by, "hotspot", line=line)
    endings.note_ending(store, Ends.PLAN, hotspot.line.id, by)
    assert told(store, "device", hotspot.id)[0].what == "End of the plan seen to (2 Dec 2026)"
