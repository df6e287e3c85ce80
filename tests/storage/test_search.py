"""What the box and the lists find."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loanmanager.domain.devices import Line
from loanmanager.operations import caring, undoing
from loanmanager.storage import search
from loanmanager.storage.search import OTHERS, OVERDUE, After
from tests.office import TODAY, add_client, add_device, lend, memory, prepared, take_back, type_of

PEOPLE = [
    ("Nguyễn", "Zoë"),
    ("Łukaszewicz", "Żółć"),
    ("الحدّاد", "محمد"),
    ("王", "小明"),
    ("शर्मा", "अनिता"),
    ("Παππά", "Ουρανία"),
    ("O’Brien-Ångström", ""),
    ("ᐊᓚᓱᐊᖅ", "ᒥᐊᓕ"),
    ("김", "민준"),
]


@pytest.fixture(scope="module")
def office() -> Any:
    store = memory()
    by = prepared(store)
    for n, (family, first) in enumerate(PEOPLE):
        add_client(store, by, family, first, phones=(f"514 555-01{n:02d}",), email=f"person{n}@example.org")
    line = Line(0, "Boréal", "8930272040102573", "438 555-0199")
    add_device(store, by, "hotspot", tag="HS-0007", make="Franklin", model="T9", imei="357145082204176", line=line)
    add_device(store, by, tag="LT-0042", make="Lenovo", model="ThinkPad T480", serial="PF-2C9XK1")
    return store


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("nguy", "Nguyễn, Zoë"),
        ("zoe", "Nguyễn, Zoë"),
        ("ZOË NGU", "Nguyễn, Zoë"),
        ("luk", "Łukaszewicz, Żółć"),
        ("zolc", "Łukaszewicz, Żółć"),
        ("حدا", "الحدّاد، محمد"),
        ("小明", "王小明"),
        ("明", "王小明"),
        ("अनि", "शर्मा, अनिता"),
        ("παπ", "Παππά, Ουρανία"),
        ("angstr", "O’Brien-Ångström"),
        ("ᒥᐊ", "ᐊᓚᓱᐊᖅ, ᒥᐊᓕ"),
        ("민준", "김민준"),
        ("0106", "O’Brien-Ångström"),
        ("555-0106", "O’Brien-Ångström"),
        ("person6@ex", "O’Brien-Ångström"),
        ("c-00007", "O’Brien-Ångström"),
    ],
)
def test_half_a_name_finds_its_person(office: Any, typed: str, name: str) -> None:
    found = [match.client.name for match in search.matches(office, typed, TODAY) if match.client]
    assert name in found


@pytest.mark.parametrize(
    "typed", ["hs-0007", "HS0007", "hs 00", "204176", "5550199", "franklin t9", "T9"[:2] + " fr"[:0]]
)
def test_codes_find_their_device(office: Any, typed: str) -> None:
    found = [match.device.tag for match in search.matches(office, typed, TODAY) if match.device]
    assert ("HS-0007" in found) is (len(typed) > 2)


@pytest.mark.parametrize("scan", ["lt-0042", "LT0042", " LT-0042 ", "pf-2c9xk1"])
def test_a_scan_finds_exactly_one_thing(office: Any, scan: str) -> None:
    assert search.find(office, scan, TODAY).device.tag == "LT-0042"
    assert search.find(office, "357145082204176", TODAY).device.tag == "HS-0007"
    assert search.find(office, "c-00001", TODAY).client.name == "Nguyễn, Zoë"
    assert search.find(office, "LT-004", TODAY) is None
    assert search.find(office, "", TODAY) is None


@settings(max_examples=150, deadline=None)
@given(
    text=st.one_of(
        st.text(max_size=30), st.sampled_from(['"', "a OR b", "NEAR(", "x*", "^", "'); --", "tag:", "-", "()", "AND"])
    )
)
def test_whatever_is_typed_finds_or_finds_nothing(office: Any, text: str) -> None:
    search.matches(office, text, TODAY)
    search.find(office, text, TODAY)
    search.device_rows(office, today=TODAY, text=text)
    search.client_rows(office, today=TODAY, text=text)
    search.loan_rows(office, today=TODAY, only="", text=text)


def test_pages_hold_every_row_once() -> None:
    store = memory()
    by = prepared(store)
    client = add_client(store, by)
    for n in range(25):
        add_client(store, by, f"Same {n % 3}")
        lend(store, by, client, add_device(store, by))
    for question, key, count in (
        (lambda after: search.device_rows(store, today=TODAY, after=after, limit=4), "tag_key", 25),
        (lambda after: search.client_rows(store, today=TODAY, after=after, limit=4), "name_key", 26),
        (lambda after: search.loan_rows(store, today=TODAY, after=after, limit=4), "number", 25),
    ):
        seen, after = [], None
        while rows := question(after):
            seen += [row.id for row in rows]
            after = After(getattr(rows[-1], key), rows[-1].id)
        assert len(seen) == len(set(seen)) == count


def test_filters_hold_what_their_counts_say() -> None:
    store = memory()
    by = prepared(store)
    client, other = add_client(store, by), add_client(store, by, "Roy", blocked=True)
    late = lend(store, by, client, add_device(store, by), due=TODAY)
    spare = add_device(store, by)
    lend(store, by, client, spare)
    take_back(store, by, spare)
    caring.mark_reset(store, caring.Reset(spare.id), by)
    undone = lend(store, by, client, spare)
    undoing.undo(store, undone.entry_id, "wrong", by)
    later = TODAY + timedelta(days=3)
    for question, counts in (
        (lambda only: search.loan_rows(store, today=later, only=only), search.loan_counts(store, today=later)),
        (lambda only: search.client_rows(store, today=later, only=only), search.client_counts(store, today=later)),
    ):
        assert {only: len(question(only)) for only in counts} == counts
    devices = search.device_counts(store, today=later)
    assert devices == {"available": 1, "on_loan": 1, "all": 2, OVERDUE: 1, OTHERS: 0}
    assert [row.loan for row in search.device_rows(store, today=later, status=OVERDUE)] == [late.result.number]
    assert search.device_rows(store, today=later, status=OTHERS) == ()
    assert len(search.device_rows(store, today=later, type_id=type_of(store, "laptop").id, status="available")) == 1
    assert search.device_counts(store, today=later, type_id=99)["all"] == 0
    assert [row.id for row in search.client_rows(store, today=later, only="blocked")] == [other]
    counts = search.counts(store, later)
    assert (counts.out, counts.overdue, counts.due_today, counts.clients) == (1, 1, 0, 2)


def test_loans_are_found_by_number_person_and_device() -> None:
    store = memory()
    by = prepared(store)
    client = add_client(store, by, "Nguyễn", "Zoë")
    laptop = add_device(store, by, tag="LT-0042")
    lend(store, by, client, laptop, purpose="interview")
    for typed in ("l-2026", "zoe", "lt-0042"):
        assert [row.number for row in search.loan_rows(store, today=TODAY, text=typed)] == ["L-2026-0001"]
    assert search.loan_rows(store, today=TODAY, client_id=client)
    assert search.find(store, "l-2026-0001", TODAY).loan.number == "L-2026-0001"
    assert search.matches(store, "L-2026-00", TODAY)[0].loan.number == "L-2026-0001"
    assert search.purposes(store) == ("interview",)
    assert search.proposed_due(search.office_view(store, 1), [laptop.type], TODAY).isoformat() == "2026-12-23"
    entry = search.history_of(store, "loan", 1)[0]
    assert (entry.operation, entry.client, entry.loan, entry.tags) == (
        "check_out",
        "Nguyễn, Zoë",
        "L-2026-0001",
        ("LT-0042",),
    )
    assert search.undoable_entry(store, entry.id)
    assert not search.undoable_entry(store, 999)


def test_somebody_alike_is_noticed() -> None:
    store = memory()
    by = prepared(store)
    add_client(store, by, "Nguyễn", "Zoë", phones=("514 555-0142",), birth_date=TODAY)
    assert search.same_person(store, "nguyen", "ZOE", None, ())
    assert search.same_person(store, "nguyen", "ZOE", TODAY, ())
    assert search.same_person(store, "nguyen", "ZOE", TODAY - timedelta(days=9), ("(514) 555 0142",))
    assert not search.same_person(store, "nguyen", "ZOE", TODAY - timedelta(days=9), ("514 555-0143",))
    assert not search.same_person(store, "nguyen", "Marc", None, ())


def test_what_is_not_there_is_none() -> None:
    store = memory()
    prepared(store)
    assert search.client_card(store, 9) is None
    assert search.client_record(store, 9) is None
    assert search.device_record(store, 9) is None
    assert search.loan_record(store, number="L-1") is None
    assert search.loan_of_device(store, 9) is None


def test_the_last_reset_of_a_type_is_proposed() -> None:
    store = memory()
    by = prepared(store)
    laptop, tablet = add_device(store, by), add_device(store, by, "tablet")
    lend(store, by, add_client(store, by), laptop, tablet)
    take_back(store, by, laptop, tablet)
    assert search.last_reset(store, laptop.type.id) is None
    made = caring.mark_reset(store, caring.Reset(laptop.id, "Wiped", "a stick", "seen"), by)
    caring.mark_reset(store, caring.Reset(tablet.id, "Factory reset"), by)
    assert search.last_reset(store, laptop.type.id) == search.ResetRow("Wiped", "a stick", "seen")
    undoing.undo(store, made.entry_id, "the wrong one", by)
    assert search.last_reset(store, laptop.type.id) is None


def test_every_question_stands_where_the_list_says() -> None:
    assert not search._WHERE.keys() & search._MODULES.keys()
    for name, module in search._WHERE.items():
        assert getattr(search, name) is getattr(import_module(f"loanmanager.storage.search.{module}"), name)
    with pytest.raises(AttributeError):
        search.nonsense  # type: ignore[attr-defined]  # noqa: B018
