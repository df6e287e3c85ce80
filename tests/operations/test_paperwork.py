"""Papers say what was so when they were made, in the client's language, and say it again byte for byte."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from loanmanager.domain import refusals as why
from loanmanager.domain.clients import Guardian
from loanmanager.domain.loan_terms import Terms
from loanmanager.domain.loans import BackState
from loanmanager.domain.office import Charges, Office, Policy, Site
from loanmanager.operations import inventory, office, paperwork, people, renewing, returning, undoing
from loanmanager.storage import search
from tests.documents.pdf import sizes, text
from tests.office import TODAY, add_client, add_device, lend, memory, prepared, take_back


@pytest.fixture
def desk() -> tuple[Any, Any]:
    store = memory()
    return store, prepared(store)


def facts(store: Any, paper_id: int) -> Any:
    return paperwork.facts_of(paperwork.paper(store, paper_id))


def test_a_reprint_is_the_paper_that_was_signed_whatever_changed_since(desk: Any) -> None:
    store, by = desk
    laptop = add_device(store, by, make="Lenovo", model="T480", serial="PF-1")
    client = add_client(store, by, "Nguyễn", "Zoë", address="12 rue des Érables")
    paper_id = lend(store, by, client, laptop).result.paper_id
    signed = paperwork.draw(paperwork.paper(store, paper_id))
    people.edit_client(store, inventory.Edit(client, {}, {"family_name": "Roy", "address": ""}), by)
    inventory.edit_device(store, inventory.Edit(laptop.id, {}, {"serial": "X", "tag": "LT-9"}), by)
    office.save_office(store, Office("Another agency", language="fr"), by)
    office.save_policy(store, Policy(loan_days=3), by)
    office.rename_staff(store, by.staff_id, "Somebody Else", by)
    assert paperwork.draw(paperwork.paper(store, paper_id)) == signed
    assert paperwork.draw(paperwork.agreement_of(store, "l-2026-0001")) == signed


@pytest.mark.parametrize("page", ["letter", "a4", "napkin"])
def test_every_kind_of_paper_can_be_drawn(desk: Any, page: str) -> None:
    store, by = desk
    laptop = add_device(store, by)
    out = lend(store, by, add_client(store, by, "Gagnon", "Marc"), laptop)
    again = renewing.renew(store, renewing.Renew(out.result.loan_id), by)
    back = take_back(store, by, laptop)
    for made in (out, again, back):
        data = paperwork.draw(paperwork.paper(store, made.result.paper_id), page=page)
        assert "Marc Gagnon" in text(data)
        assert "L-2026-0001" in text(data)
    kinds = [row.kind for row in search.papers_of(store, out.result.loan_id)]
    assert kinds == ["receipt", "addendum", "agreement"]


def test_a_paper_or_loan_that_is_not_there_is_said_so(desk: Any) -> None:
    store, _ = desk
    for work in (lambda: paperwork.paper(store, 99), lambda: paperwork.agreement_of(store, "L-2026-0099")):
        with pytest.raises(why.Refused) as refused:
            work()
        assert isinstance(refused.value.reasons[0], why.NoSuch)


def test_the_desks_language_is_not_the_papers(desk: Any) -> None:
    store, by = desk
    office.save_office(store, Office("Le Pont", language="fr"), by)
    english = lend(store, by, add_client(store, by, language="en"), add_device(store, by)).result.paper_id
    french = lend(store, by, add_client(store, by, "Roy", language="fr"), add_device(store, by)).result.paper_id
    asked = lend(store, by, add_client(store, by, "Ly"), add_device(store, by), language="fr").result
    assert [facts(store, each).language for each in (english, french, asked.paper_id)] == ["en", "fr", "fr"]
    assert [facts(store, each).items[0].type for each in (english, french)] == ["Laptop", "Ordinateur portable"]
    assert renewing.renew(store, renewing.Renew(asked.loan_id), by)
    assert facts(store, search.papers_of(store, asked.loan_id)[0].id).language == "fr"


def test_a_guardian_is_named_only_for_who_needs_one(desk: Any) -> None:
    store, by = desk
    guardian = Guardian("Lucie Gagnon", "mother", "514 555-0101")
    young = add_client(store, by, birth_date=date(2012, 1, 1), guardian=guardian)
    grown = add_client(store, by, "Roy", birth_date=date(1990, 1, 1), guardian=guardian)
    unknown = add_client(store, by, "Ly", guardian=guardian)
    named = [
        facts(store, lend(store, by, each, add_device(store, by)).result.paper_id).borrower.guardian
        for each in (young, grown, unknown)
    ]
    assert named == ["Lucie Gagnon", "", ""]


def test_the_lender_is_the_agency_at_the_site_of_the_loan(desk: Any) -> None:
    store, by = desk
    bare = facts(store, lend(store, by, add_client(store, by), add_device(store, by)).result.paper_id)
    assert bare.lender.name
    office.save_office(store, Office("Le Pont", "1 rue Un", "514 555-0100", "a@example.org"), by)
    other = office.add_site(store, Site(0, "Saint-Michel", "2 rue Deux"), by).result.id
    there = replace(by, site_id=other)
    lender = facts(
        store, lend(store, there, add_client(store, by, "Roy"), add_device(store, by)).result.paper_id
    ).lender
    assert (lender.name, lender.site, lender.address, lender.phone) == (
        "Le Pont",
        "Saint-Michel",
        "2 rue Deux",
        "514 555-0100",
    )
    assert lender.served_by == "Administrator"


def test_a_receipt_tells_what_came_back_how_and_what_is_still_out(desk: Any) -> None:
    store, by = desk
    one, two = add_device(store, by), add_device(store, by)
    lend(store, by, add_client(store, by, language="fr"), one, two)
    item = search.loan_of_device(store, one.id).items[0]
    question = one.type.questions[0]
    back = returning.Returned(
        one.id, {item.parts[1].id: BackState.MISSING}, note="sale", answers=((question.en, False),)
    )
    said = facts(store, returning.take_back(store, returning.Return((back,)), by).result.paper_id)
    assert [each.tag for each in said.still_out] == [two.tag]
    assert said.returned[0].answers == ((question.fr, False),)
    assert [part.back for part in said.returned[0].parts] == [BackState.BACK, BackState.MISSING, BackState.BACK]
    assert [part.back for part in said.still_out[0].parts] == [None, None, None]
    assert [each.split(" ")[0] for each in said.incidents] == ["I-2026-001"]
    assert (said.complete, said.returned[0].in_note) == (False, "sale")


def test_an_addendum_tells_old_and_new_date_and_what_is_left(desk: Any) -> None:
    store, by = desk
    out = lend(store, by, add_client(store, by), add_device(store, by), due=date(2026, 12, 7))
    assert facts(store, out.result.paper_id).renewals_left == 2
    made = renewing.renew(store, renewing.Renew(out.result.loan_id, date(2026, 12, 21)), by)
    said = facts(store, made.result.paper_id)
    assert (said.renewed_from, said.due, said.renewals_left) == (date(2026, 12, 7), date(2026, 12, 21), 1)
    assert said.made_on == TODAY
    assert said.clauses == ()


def test_the_papers_of_what_was_undone_say_so_and_no_others_do(desk: Any) -> None:
    store, by = desk
    laptop = add_device(store, by)
    out = lend(store, by, add_client(store, by), laptop)
    for work in (
        lambda: renewing.renew(store, renewing.Renew(out.result.loan_id), by),
        lambda: take_back(store, by, laptop),
    ):
        undoing.undo(store, work().entry_id, "a slip", by)
    papers = search.papers_of(store, out.result.loan_id)
    assert [(row.kind, row.undone) for row in papers] == [("receipt", True), ("addendum", True), ("agreement", False)]
    take_back(store, by, laptop)
    assert not search.papers_of(store, out.result.loan_id)[0].undone


def test_an_agreement_freezes_what_holds_for_the_loan(desk: Any) -> None:
    store, by = desk
    charges = Charges(late_fee=100, late_fee_cap=2000, replacement=True)
    office.save_policy(store, Policy(suspend_line_after=1, charges=charges), by)
    site = Site(by.site_id, "Main office", phone="416 555-0100", region="CA-ON")
    office.save_site(store, site, by)
    hotspot = add_device(store, by, "hotspot")
    client = add_client(store, by, "Gagnon", "Marc", language="fr")
    made = facts(store, lend(store, by, client, hotspot, due=TODAY).result.paper_id)
    assert made.terms == Terms(
        late_fee=100,
        late_fee_cap=2000,
        line_cut=TODAY + timedelta(days=1),
        region="Ontario",
        help_line="416 555-0100",
        erased=hotspot.type.needs_reset,
        internet=True,
        charged=True,
    )


def test_large_print_is_kept_with_the_client_and_frozen_with_the_paper(desk: Any) -> None:
    store, by = desk
    client = add_client(store, by, "Gagnon", "Marc", large_print=True)
    made = paperwork.paper(store, lend(store, by, client, add_device(store, by)).result.paper_id)
    people.edit_client(store, inventory.Edit(client, {"large_print": True}, {"large_print": False}), by)
    assert min(sizes(paperwork.draw(made))) == 16
    assert min(sizes(paperwork.draw(made, large=False))) < 9


def test_the_page_in_plain_words_is_drawn_from_what_was_frozen(desk: Any) -> None:
    store, by = desk
    client = add_client(store, by, "Gagnon", "Marc", language="fr", large_print=True)
    made = paperwork.paper(store, lend(store, by, client, add_device(store, by)).result.paper_id)
    before = paperwork.draw_summary(made)
    people.edit_client(store, inventory.Edit(client, {}, {"family_name": "Roy"}), by)
    assert paperwork.draw_summary(paperwork.paper(store, made.id), page="letter") == before
    assert min(sizes(before)) == 16
    assert min(sizes(paperwork.draw_summary(made, page="a4", large=False))) < 16
    assert "Marc Gagnon" in text(before)


@pytest.mark.parametrize(
    ("fee", "said", "unsaid"),
    [(0, "There is no late fee", "for each day"), (250, "costs $2.50 for each day", "There is no")],
)
def test_the_shipped_wording_says_of_a_late_fee_what_the_rules_say(desk: Any, fee: int, said: str, unsaid: str) -> None:
    store, by = desk
    office.save_policy(store, Policy(charges=Charges(late_fee=fee)), by)
    made = lend(store, by, add_client(store, by), add_device(store, by)).result.paper_id
    words = " ".join(text(paperwork.draw(paperwork.paper(store, made))).split())
    assert said in words
    assert unsaid not in words
