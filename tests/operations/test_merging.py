"""Two records of one person become one, with everything that either had; and become two again."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from loanmanager.domain import refusals as why
from loanmanager.domain.clients import Channel, Guardian, InternetUse
from loanmanager.domain.duplicates import MergedAlready, SameClient
from loanmanager.domain.refusals import Refused
from loanmanager.operations import checkout, inventory, merging, people, programmes, returning, undoing
from loanmanager.operations.people import NewClient
from loanmanager.storage import clients, search
from loanmanager.storage import merging as kept_merging
from tests.office import TODAY, add_client, add_device, lend, memory, prepared, take_back
from tests.operations.test_promises import dump


class Two:
    """Zoë, there twice: once from an old sheet, once from the desk."""

    def __init__(self) -> None:
        self.store: Any = memory()
        self.by = prepared(self.store)
        programmes.add_programme(self.store, "Job club", self.by)
        programmes.add_programme(self.store, "Interviews", self.by)
        self.kept = add_client(
            self.store,
            self.by,
            "Nguyễn",
            "Zoë",
            phones=("514 555-0142",),
            programmes=("Job club",),
            notes="Prefers mornings",
        )
        self.other = add_client(
            self.store,
            self.by,
            "nguyen",
            "zoe",
            file_number="OLD-7",
            card="CARD-7",
            phones=("+1 (514) 555-0142", "438 555-0100"),
            email="zoe@example.org",
            notes="Came by the library",
            programmes=("Job club", "Interviews"),
            language="fr",
            internet=InternetUse.ON_SITE,
            allowed=frozenset({Channel.EMAIL}),
            guardian=Guardian("Lan Nguyễn", "mother", "438 555-0101"),
            birth_date=date(1990, 3, 4),
        )
        self.laptop, self.second = add_device(self.store, self.by), add_device(self.store, self.by)
        self.first_loan = lend(self.store, self.by, self.other, self.laptop)
        damaged = returning.Returned(self.laptop.id, condition=returning.Condition.DAMAGED)
        returning.take_back(self.store, returning.Return((damaged,)), self.by)
        self.loan = lend(self.store, self.by, self.other, self.second)
        self.store_rows()

    def store_rows(self) -> None:
        """Put a row of each other kind that points at a client, as its own slice would."""
        at = {"made_at": "2026-11-23T15:00:00Z"}
        with self.store.write():
            self.store.insert("charges", client_id=self.other, amount=500, what="Charger", **at)
            self.store.insert(
                "reservations", number="R-1", client_id=self.other, type_id=1, first_day="2026-12-01",
                last_day="2026-12-08", **at,
            )  # fmt: skip
            self.store.insert("contacts", client_id=self.other, channel="call", at=at["made_at"], outcome="reached")
            self.store.insert(
                "papers", kind="clearance", client_id=self.other, language="en", facts="{}", facts_sha256="x", **at
            )
            self.store.insert(
                "attachments", kind="client", subject_id=self.other, name="a.jpg", media="image/jpeg", content=b"x",
                sha256="x", added_at=at["made_at"],
            )  # fmt: skip

    def merge(self, **takes: bool) -> Any:
        return merging.merge(self.store, merging.Merge(self.kept, self.other, takes), self.by)


def state(store: Any) -> Any:
    rows = dump(store)
    for table in ("history", "history_subjects"):
        rows.pop(table)
    return rows


def reasons(work: Any) -> set[type]:
    with pytest.raises(Refused) as refused:
        work()
    return {type(each) for each in refused.value.reasons}


def test_nothing_that_points_at_a_client_is_forgotten() -> None:
    """Every column of every table that refers to a client is known to the merge, those of later steps too."""
    store: Any = memory()
    pointing = {
        (table, row["from"])
        for table in store._columns
        for row in store.rows(f"PRAGMA foreign_key_list({table})")
        if row["table"] == "clients"
    }
    joined = {("phones", "client_id"), ("client_programmes", "client_id"), ("clients", "merged_into")}
    joined |= {("clients_apart", "client_id"), ("clients_apart", "other_id")}
    assert pointing == {(table, "client_id") for table in kept_merging.REFERRING} | joined


def test_everything_goes_along() -> None:
    two = Two()
    two.merge()
    for table in kept_merging.REFERRING:
        assert two.store.value(f"SELECT COUNT(*) FROM {table} WHERE client_id = :id", id=two.other) == 0, table
        assert two.store.value(f"SELECT COUNT(*) FROM {table} WHERE client_id = :id", id=two.kept) > 0, table
    assert two.store.value("SELECT subject_id FROM attachments") == two.kept
    made = search.client_record(two.store, two.kept)
    assert made.phones == ("514 555-0142", "438 555-0100")
    assert made.notes == "Prefers mornings\nCame by the library"
    assert made.programmes == ("Interviews", "Job club")
    assert (made.email, made.birth_date, made.guardian.name) == ("zoe@example.org", date(1990, 3, 4), "Lan Nguyễn")
    assert (made.given_name, made.language) == ("Zoë", "en")
    assert made.internet is InternetUse.ON_SITE
    assert made.allowed == frozenset({Channel.EMAIL})
    assert made.card == "CARD-7"
    card = search.client_card(two.store, two.kept)
    assert [each.tag for each in card.out] == ["LT-0002"]


def test_fields_are_taken_as_chosen_and_what_is_left_stays_readable() -> None:
    two = Two()
    done = two.merge(given_name=True, internet=False, language=True)
    made = search.client_record(two.store, two.kept)
    assert (made.given_name, made.family_name, made.language) == ("zoe", "Nguyễn", "fr")
    assert made.internet is InternetUse.YES
    entry = search.history_of(two.store, "client", two.kept)[0]
    assert entry.id == done.entry_id
    assert entry.facts["left"] == {"given_name": "Zoë", "family_name": "nguyen", "language": "en"}


def test_the_merged_one_is_found_by_its_numbers_only_which_lead_to_the_kept_one() -> None:
    two = Two()
    two.merge()
    for text in ("OLD-7", "old-7", "card-7", "C-00001"):
        found = search.find(two.store, text, TODAY)
        assert found.client.id == two.kept
    rows = search.client_rows(two.store, today=TODAY, text="nguyen")
    assert [row.id for row in rows] == [two.kept]
    assert [row.id for row in search.client_rows(two.store, today=TODAY, text="old-7")] == [two.kept]
    assert search.client_record(two.store, two.other).id == two.kept
    edit = inventory.Edit(two.kept, {"email": "zoe@example.org"}, {"email": "z@example.org"})
    people.edit_client(two.store, edit, two.by)
    assert [row.id for row in search.client_rows(two.store, today=TODAY, text="OLD-7")] == [two.kept]
    assert clients.keys(two.store)["old-7"] == two.kept


def test_the_history_of_both_is_one() -> None:
    two = Two()
    two.merge()
    told = [row.operation for row in search.history_of(two.store, "client", two.kept)]
    assert told == ["merge_clients", "check_out", "return", "check_out", "add_client", "add_client"]


def test_a_desk_that_still_shows_the_merged_one_lends_to_the_kept_one() -> None:
    two = Two()
    two.merge()
    third = add_device(two.store, two.by)
    done = lend(two.store, two.by, two.other, third)
    assert search.loan_record(two.store, id_=done.result.loan_id).client_id == two.kept


def test_undoing_makes_two_again_exactly() -> None:
    two = Two()
    before = state(two.store)
    done = two.merge(given_name=True)
    assert state(two.store) != before
    undoing.undo(two.store, done.entry_id, "two people after all", two.by)
    assert state(two.store) == before
    assert two.store.check() == ()
    told = [row.operation for row in search.history_of(two.store, "client", two.kept)]
    assert told == ["undo", "merge_clients", "add_client"]


def test_what_was_lent_after_the_merge_stays_when_it_is_undone() -> None:
    two = Two()
    done = two.merge()
    third = add_device(two.store, two.by)
    later = lend(two.store, two.by, two.kept, third)
    take_back(two.store, two.by, two.second)
    undoing.undo(two.store, done.entry_id, "two people", two.by)
    assert search.loan_record(two.store, id_=later.result.loan_id).client_id == two.kept
    assert search.loan_record(two.store, id_=two.loan.result.loan_id).client_id == two.other


@pytest.mark.parametrize("change", [{"email": "new@example.org"}, {"phones": ("1",)}, {"notes": ""}])
def test_a_merge_is_not_undone_over_what_was_changed_since(change: dict[str, Any]) -> None:
    two = Two()
    done = two.merge()
    people.edit_client(two.store, inventory.Edit(two.kept, {}, change), two.by)
    before = dump(two.store)
    assert reasons(lambda: undoing.undo(two.store, done.entry_id, "why", two.by)) == {why.NotUndoable}
    assert dump(two.store) == before


def test_a_chain_of_merges_leads_to_the_last_and_is_undone_from_the_last() -> None:
    two = Two()
    third = add_client(two.store, two.by, "Nguyen", "Zoe", file_number="THIRD")
    first = two.merge()
    second = merging.merge(two.store, merging.Merge(third, two.kept), two.by)
    assert search.find(two.store, "OLD-7", TODAY).client.id == third
    assert set(clients.former_numbers(two.store, third)) == {"OLD-7", "C-00001"}
    assert len(search.history_of(two.store, "client", third)) >= 8
    assert reasons(lambda: undoing.undo(two.store, first.entry_id, "why", two.by)) == {why.NotUndoable}
    undoing.undo(two.store, second.entry_id, "why", two.by)
    undoing.undo(two.store, first.entry_id, "why", two.by)
    assert search.find(two.store, "OLD-7", TODAY).client.id == two.other


def test_what_cannot_be_merged_is_refused() -> None:
    two = Two()
    store, by = two.store, two.by
    assert reasons(lambda: merging.merge(store, merging.Merge(two.kept, two.kept), by)) == {SameClient}
    assert reasons(lambda: merging.merge(store, merging.Merge(two.kept, 99), by)) == {why.NoSuch}
    two.merge()
    assert reasons(lambda: merging.merge(store, merging.Merge(two.kept, two.other), by)) == {MergedAlready}
    assert reasons(lambda: merging.tell_apart(store, two.kept, two.other, by)) == {MergedAlready}


def test_a_number_of_a_merged_record_is_not_given_again() -> None:
    two = Two()
    two.merge()
    for number in ("OLD-7", "old-7"):
        assert reasons(lambda number=number: add_client(two.store, two.by, "Roy", "Luc", file_number=number)) == {
            why.Taken
        }
        edit = inventory.Edit(two.kept, {}, {"file_number": number})
        assert reasons(lambda edit=edit: people.edit_client(two.store, edit, two.by)) == {why.Taken}


def test_file_numbers_and_cards_are_one_whatever_their_letters() -> None:
    store: Any = memory()
    by = prepared(store)
    first = add_client(store, by, "Roy", "Luc", file_number="ab-7", card="Card-9")
    for taken in ({"file_number": "AB-7"}, {"card": "CARD-9"}, {"card": "Ab-7"}):
        assert reasons(lambda taken=taken: add_client(store, by, "Roy", "Marc", **taken)) == {why.Taken}
    people.edit_client(store, inventory.Edit(first, {}, {"file_number": "AB-7"}), by)
    assert search.find(store, "ab-7", TODAY).client.id == first


def test_those_told_apart_are_alike_no_more() -> None:
    store: Any = memory()
    by = prepared(store)
    one, other, third = (add_client(store, by, "Tremblay", name) for name in ("Josée", "JOSEE", "Luc"))
    assert {row.id for row in search.client_rows(store, today=TODAY, only="duplicates")} == {one, other}
    assert search.client_counts(store, today=TODAY)["duplicates"] == 2
    assert [each.client.id for each in search.same_as(store, one)] == [other]
    assert search.same_as(store, third) == search.same_as(store, 99) == ()
    before = state(store)
    done = merging.tell_apart(store, other, one, by)
    assert search.client_rows(store, today=TODAY, only="duplicates") == ()
    assert search.same_as(store, one) == search.same_as(store, other) == ()
    again = merging.tell_apart(store, one, other, by)
    undoing.undo(store, again.entry_id, "x", by)
    undoing.undo(store, done.entry_id, "x", by)
    assert state(store) == before
    assert search.client_counts(store, today=TODAY)["duplicates"] == 2


def test_somebody_added_as_another_person_is_told_apart_at_once() -> None:
    store: Any = memory()
    by = prepared(store)
    one = add_client(store, by)
    fields = {"family_name": "Tremblay", "given_name": "Josée"}
    people.add_client(store, NewClient(fields, apart_from=(one, 99)), by)
    assert search.client_counts(store, today=TODAY)["duplicates"] == 0


def test_who_was_told_apart_from_the_merged_one_is_apart_from_the_kept_one() -> None:
    two = Two()
    third = add_client(two.store, two.by, "Nguyen", "Zoe")
    merging.tell_apart(two.store, two.other, third, two.by)
    before = state(two.store)
    done = two.merge()
    assert search.same_as(two.store, third) == ()
    undoing.undo(two.store, done.entry_id, "x", two.by)
    assert state(two.store) == before


def test_a_block_of_either_goes_along() -> None:
    two = Two()
    form = {"blocked": True, "blocked_until": None, "blocked_reason": "Rude"}
    people.edit_client(two.store, inventory.Edit(two.other, {}, form), two.by)
    two.merge()
    assert search.client_record(two.store, two.kept).is_blocked(TODAY)
    device = add_device(two.store, two.by)
    lent = checkout.CheckOut(two.kept, (checkout.Lent(device.id),))
    assert reasons(lambda: checkout.check_out(two.store, lent, replace(two.by))) == {why.ClientIsBlocked}


def test_a_number_is_found_without_reading_every_client() -> None:
    store: Any = memory()
    prepared(store)
    asked = "SELECT id FROM clients WHERE LOWER(file_number) = LOWER('x') OR LOWER(card) = LOWER('x')"
    plan = [row["detail"] for row in store.rows(f"EXPLAIN QUERY PLAN {asked}")]
    assert not any(each.startswith("SCAN") for each in plan), plan
