"""Records go into the tables and come out the same; counters never go back."""

import hashlib
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loanmanager.domain.clients import Channel, Client, Guardian, InternetUse
from loanmanager.domain.devices import Condition, Device, DeviceStatus, Line, LineState, Part, PartState
from loanmanager.domain.names import Label
from loanmanager.domain.office import WEEK, Closure, Office, Policy, Site
from loanmanager.storage import clients, closures, devices, office, papers, search
from loanmanager.storage.values import among
from tests.office import NOW, TODAY, add_client, add_device, lend, memory, prepared


@pytest.fixture
def store() -> Any:
    made = memory()
    prepared(made)
    return made


FULL = Client(
    1, "F-77", "Nguyễn", "Zoë", "Zo", "they", "CARD-9", date(1990, 2, 28), "fr", ("514 555-0142", "438 555-0100"),
    "zoe@example.org", "12 rue des Érables\nMontréal", "M. Diallo", "passport", "calls back", InternetUse.ON_SITE,
    frozenset({Channel.TEXT, Channel.LETTER}), True, Guardian("Lê Văn An", "father", "514 555-0199"),
    date(2026, 9, 1), True, date(2027, 1, 1), "owes a bag", {"Funder": "Emploi-Québec"},
)  # fmt: skip


def test_a_client_comes_out_as_it_went_in(store: Any) -> None:
    with store.write():
        id_ = clients.add(store, FULL)
    assert id_ == FULL.id
    assert clients.with_id(store, id_) == FULL
    plain = Client(1, "F-78", given_name="Ana")
    with store.write():
        clients.save(store, plain)
    assert clients.with_id(store, 1) == plain
    assert search.client_rows(store, today=TODAY, text="nguyen") == ()
    assert search.client_rows(store, today=TODAY, text="5550142") == ()


def test_a_device_comes_out_as_it_went_in(store: Any) -> None:
    kind = devices.types(store)[1]
    line = Line(
        1, "Boréal", "8930272040102573", "438 555-0199", "10 GB", 10_240, 31, 2500, date(2027, 3, 31), LineState.PENDING
    )
    part = Part(1, Label("Charger", "Chargeur"), 1500, PartState.DAMAGED)
    full = Device(
        1, "HS-0007", kind, DeviceStatus.IN_REPAIR, Condition.WORN, "Franklin", "T9", "SN1", "357145082204176", "A4:83",
        "1.2", 1, "B3", "IRCC", date(2025, 1, 2), 11_000, 0, date(2027, 1, 2), "sticker", {"Case": "red"}, (part,), line,
    )  # fmt: skip
    with store.write():
        assert devices.add(store, full, NOW, 1) == 1
        devices.put_line(store, full, line, NOW)
    assert devices.with_id(store, 1) == full


@settings(max_examples=40, deadline=None)
@given(st.builds(Policy, not_overridable=st.frozensets(st.sampled_from(["LimitReached", "SiteClosed"]))))
def test_a_policy_comes_out_as_it_went_in(policy: Policy) -> None:
    store = memory()
    with store.write():
        office.save_policy(store, policy)
    assert office.policy(store) == policy


def test_a_policy_of_another_version_keeps_what_is_known(store: Any) -> None:
    with store.write():
        office.save_setting(store, "policy", {"loan_days": 14, "moon": "full"})
    assert office.policy(store) == Policy(loan_days=14)


def test_an_office_before_its_set_up_is_an_ordinary_one() -> None:
    store = memory()
    assert office.office(store) == Office()
    assert office.policy(store) == Policy()
    assert office.rules(store, None).open_days.is_open(TODAY)


def test_a_site_has_its_own_open_days_and_closures(store: Any) -> None:
    with store.write():
        evening = office.add_site(store, Site(0, "Saint-Michel", open_days=WEEK))
        closures.add(store, Closure(TODAY, TODAY, "Flood", evening))
        closures.add(store, Closure(date(2026, 12, 25), date(2026, 12, 25), "Holiday"))
    saturday = date(2026, 11, 28)
    main, other = office.rules(store, 1).open_days, office.rules(store, evening).open_days
    assert (main.is_open(TODAY), other.is_open(TODAY)) == (True, False)
    assert (main.is_open(saturday), other.is_open(saturday)) == (False, True)
    assert not main.is_open(date(2026, 12, 25))
    assert not other.is_open(date(2026, 12, 25))
    assert office.site_named(store, "  SAINT-michel ") == evening


def test_a_counter_goes_on_and_never_back(store: Any) -> None:
    with store.write():
        assert [office.next_number(store, "x") for _ in range(3)] == [1, 2, 3]
        assert office.next_number(store, "x", beyond=[2, 9, 4]) == 10
        office.keep_number(store, "x", 5)
        assert office.next_number(store, "x") == 11
        office.keep_number(store, "x", 20)
        office.keep_number(store, "y", 7)
        assert (office.next_number(store, "x"), office.next_number(store, "y")) == (21, 8)


def test_a_programme_is_known_by_its_name_however_it_is_typed(store: Any) -> None:
    with store.write():
        first = office.programme_id(store, "Café de l’emploi")
        assert office.programme_id(store, " CAFE DE L'EMPLOI ") == first
        assert office.programme_id(store, "  ") is None
        other = office.programme_id(store, "Atelier")
    assert office.programmes(store) == ((other, "Atelier"), (first, "Café de l’emploi"))


def test_a_client_merged_into_another_is_not_found_any_more() -> None:
    store = memory()
    by = prepared(store)
    kept, gone = add_client(store, by, "Roy"), add_client(store, by, "Roi", card="CARD-1")
    with store.write():
        store.update("clients", gone, merged_into=kept)
    assert search.find(store, "CARD-1", TODAY).client.id == kept
    assert [match.client.id for match in search.matches(store, "ro", TODAY) if match.client] == [kept]
    assert [row.id for row in search.client_rows(store, today=TODAY)] == [kept]
    assert search.client_counts(store, today=TODAY)[""] == search.counts(store, TODAY).clients == 1
    assert search.same_person(store, "Roi", "Josée", None, ()) == ()


def test_a_serial_that_two_devices_bear_names_neither() -> None:
    store = memory()
    by = prepared(store)
    for _ in range(2):
        add_device(store, by, serial="SAME-1")
    assert search.find(store, "same-1", TODAY) is None
    assert len(search.matches(store, "same-1", TODAY)) == 2


def test_a_template_is_kept_in_every_version(store: Any) -> None:
    with store.write():
        papers.add_template(store, "loan", "new words", at=NOW, staff_id=1, shipped=False)
    newest = papers.template(store, "loan")
    assert (newest.version, newest.content) == (2, "new words")
    assert store.value("SELECT COUNT(*) FROM templates") == 2
    assert papers.template(store, "letter") is None


def test_a_paper_is_kept_with_the_sum_of_its_facts() -> None:
    store = memory()
    by = prepared(store)
    paper_id = lend(store, by, add_client(store, by), add_device(store, by)).result.paper_id
    row = store.row("SELECT facts, facts_sha256, template_id FROM papers WHERE id = :id", id=paper_id)
    assert hashlib.sha256(row["facts"].encode()).hexdigest() == row["facts_sha256"]
    assert row["template_id"] == 1


def test_an_empty_list_of_ids_matches_nothing(store: Any) -> None:
    listed, named = among([])
    assert store.rows(f"SELECT * FROM staff WHERE id IN {listed}", **named) == []
    assert among([3, 3, 4]) == ("(:v0, :v1)", {"v0": 3, "v1": 4})


def test_writing_many_and_none() -> None:
    store = memory()
    with store.write():
        store.insert_many("settings", ("key", "value"), [])
        store.insert_many("settings", ("key", "value"), [("a", "1"), ("b", "2")])
    assert store.value("SELECT COUNT(*) FROM settings") == 2


@pytest.mark.parametrize(
    ("until", "is_blocked"), [(None, True), (TODAY, True), (date(2026, 11, 22), False), (date(2027, 1, 1), True)]
)
def test_the_list_of_blocked_clients_is_of_those_blocked_today(until: date | None, *, is_blocked: bool) -> None:
    store = memory()
    by = prepared(store)
    client = add_client(store, by, blocked=True, blocked_until=until)
    assert [row.blocked for row in search.client_rows(store, today=TODAY)] == [is_blocked]
    assert [row.id for row in search.client_rows(store, today=TODAY, only="blocked")] == [client] * is_blocked
    assert search.client_counts(store, today=TODAY)["blocked"] == is_blocked
