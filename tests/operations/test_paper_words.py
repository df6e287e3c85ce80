"""Papers in a language that the agency added: their words come from the wording in force and stay as they were."""

from dataclasses import replace
from typing import Any

import pytest

from loanmanager.documents import fixed_words
from loanmanager.domain.notices import LADDER, NoticeText
from loanmanager.domain.refusals import Refused
from loanmanager.domain.templates import Fault, Flaw, Mind
from loanmanager.operations import (
    batches,
    care_papers,
    heading_words,
    letters,
    logos,
    notice_files,
    paper_mail,
    paperwork,
    policies,
    shelf_papers,
    templating,
    wording_preview,
    wordings,
)
from loanmanager.operations.done import By
from loanmanager.operations.templating import SaveTemplate
from loanmanager.sentences import of_refusals
from loanmanager.storage.search import PaperMail
from tests.documents.pdf import reader, sizes
from tests.documents.test_thirty import letters as letters_of
from tests.documents.test_thirty import read
from tests.office import add_client, add_device, lend, memory, prepared, take_back
from tests.operations.test_contacting import Late
from tests.pictures import picture

LENDER = "المُعير (نحن)"
OURS = "نحن، من يعير"


@pytest.fixture
def world() -> tuple[Any, By]:
    store = memory()
    by = prepared(store)
    templating.set_paper_languages(store, ("en", "fr", "ar", "he", "es"), by)
    return store, by


def write(store: Any, by: By, language: str, key: str, text: str) -> None:
    """Write one word and save the wording."""
    now = wordings.in_force(store).template
    templating.save_template(store, SaveTemplate(heading_words.written(now, language, key, text)), by)


def words_of(paper: Any) -> dict[str, str]:
    return dict(paperwork.facts_of(paper).words)


def test_a_reprint_keeps_the_words_of_its_day(world: Any) -> None:
    store, by = world
    client = add_client(store, by, language="ar")
    first = paperwork.paper(store, lend(store, by, client, add_device(store, by)).result.paper_id)
    drawn, plain = paperwork.draw(first), paperwork.draw_summary(first)
    assert words_of(first)["Lender (we)"] == LENDER
    write(store, by, "ar", "Lender (we)", OURS)
    second = paperwork.paper(store, lend(store, by, client, add_device(store, by)).result.paper_id)
    assert words_of(second)["Lender (we)"] == OURS
    again = paperwork.paper(store, first.id)
    assert paperwork.draw(again) == drawn != paperwork.draw(second)
    assert paperwork.draw_summary(again) == plain
    assert letters_of(LENDER) <= letters_of(" ".join(read(drawn)))


@pytest.mark.parametrize("language", ["en", "fr", "en_GB"])
def test_nothing_is_frozen_where_the_program_speaks_the_language(world: Any, language: str) -> None:
    store, by = world
    done = lend(store, by, add_client(store, by, language=language), add_device(store, by))
    assert words_of(paperwork.paper(store, done.result.paper_id)) == {}


def test_every_paper_of_a_client_speaks_their_language(world: Any) -> None:
    store, by = world
    write(store, by, "ar", "Lender (we)", OURS)
    client, laptop = add_client(store, by, language="ar", large_print=True), add_device(store, by)
    lend(store, by, client, laptop)
    back = paperwork.paper(store, take_back(store, by, laptop).result.paper_id)
    assert words_of(back)["Lender (we)"] == OURS
    cleared = paperwork.paper(store, care_papers.make_clearance(store, client, by).result.paper_id)
    assert words_of(cleared)["Clearance letter"] == "إفادة براءة ذمة"
    assert min(sizes(paperwork.draw(cleared))) >= 16  # a letter of theirs is in large print, too
    card = shelf_papers.card_of(store, client)
    assert dict(card.words)["If found, call {phone}"].startswith("لمن يجدها")
    assert len(reader(shelf_papers.draw_card(card)).pages) == 1


def test_what_is_written_nowhere_is_in_the_offices_language(world: Any) -> None:
    store, by = world
    client = add_client(store, by, language="he")
    done = lend(store, by, client, add_device(store, by))
    assert words_of(paperwork.paper(store, done.result.paper_id)) == {}
    assert "Loan agreement" in " ".join(read(paperwork.draw(paperwork.paper(store, done.result.paper_id))))
    minded = templating.minded(store, wordings.in_force(store).template)
    assert {(each.mind, each.language) for each in minded if not each.clause} == {
        (Mind.WORDS_MISSING, "he"),
        (Mind.WORDS_DRAFT, "ar"),
        (Mind.WORDS_DRAFT, "es"),
    }


def test_words_travel_with_the_template_and_its_versions(world: Any) -> None:
    store, by = world
    write(store, by, "ar", "Lender (we)", OURS)
    data = templating.export_template(store)
    assert f'"Lender (we)" = "{OURS}"' in data.decode()
    other = memory()
    templating.import_template(other, data, "theirs.toml", prepared(other))
    assert wordings.in_force(other).template.words == {"ar": {"Lender (we)": OURS}}
    write(store, by, "ar", "Lender (we)", "")
    assert wordings.in_force(store).template.words == {}
    (change,) = templating.changes(store, 1, 2)
    assert (change.clause.id, change.words[0].language, change.words[0].part) == ("", "ar", "Lender (we)")
    templating.restore_template(store, by, version=2)
    assert wordings.in_force(store).template.words == {"ar": {"Lender (we)": OURS}}


def test_drafts_become_the_agencys_own_when_somebody_has_read_them(world: Any) -> None:
    store, _ = world
    template = heading_words.written(wordings.in_force(store).template, "ar", "Date", "اليوم")
    taken = heading_words.drafts_taken(template, "ar")
    assert taken.words["ar"] == {**fixed_words.draft("ar"), "Date": "اليوم"}
    rows = heading_words.rows(taken, "ar", "fr")
    assert not any(row.drafted for row in rows)
    assert rows[0].source == "Nous, qui prêtons"
    assert heading_words.to_write(("en", "fr", "ar", "en_GB")) == ("ar",)


def test_the_preview_speaks_the_words_that_are_being_written(world: Any) -> None:
    store, by = world
    sample = wording_preview.sample(store, by)
    template = heading_words.written(wordings.in_force(store).template, "es", "Loan agreement", "Contrato de préstamo")
    assert "Contrato de préstamo" in " ".join(read(wording_preview.draw(sample, template, "es")))
    facts = wording_preview.facts_of(sample, template, "es")
    assert facts.clauses[0].title == "Ownership"  # a clause that nobody wrote in Spanish


def test_a_draft_of_a_mail_is_in_the_papers_language(world: Any) -> None:
    store, by = world
    done = lend(store, by, add_client(store, by, language="es"), add_device(store, by))
    paper = paperwork.paper(store, done.result.paper_id)
    mail = paper_mail.draft(paper, b"%PDF", PaperMail("José", "jose@example.org", allowed=True, discreet=False))
    assert b"Acuerdo" in mail


# Notices


def facts_of(late: Late) -> Any:
    """Return the courtesy notice of a loan that is a day late."""
    found = letters.preview(late.store, late.loan.id, late.on(1))
    assert found is not None
    return found


def test_a_notice_that_nobody_wrote_in_a_language_says_which_one_is_lacking(world: Any) -> None:
    store, by = world
    late = Late(store, by, language="ar")
    assert (facts_of(late).language, facts_of(late).lacking, facts_of(late).words) == ("en", "ar", ())
    own = NoticeText("تذكير", "مرحبًا {name}،\n\nالموعد {due}.\nاتصل على {phone}.", "اتصل")
    policies.save_notices(store, (replace(LADDER[0], texts={"ar": own}), *LADDER[1:]), by)
    facts = facts_of(late)
    assert (facts.language, facts.lacking, facts.subject) == ("ar", "", "تذكير")
    assert dict(facts.words)["Still on loan"] == "ما زال معارًا"
    assert "ديسمبر" in facts.body


def test_letters_are_in_large_print_for_whom_they_are_alone_or_among_others(world: Any) -> None:
    store, by = world
    ordinary = facts_of(Late(store, by, language="fr"))
    large = facts_of(Late(store, by, language="en", large_print=True))
    assert (ordinary.large, large.large) == (False, True)
    assert min(sizes(notice_files.draw_letters([large], "en"))) >= 16
    both = notice_files.draw_letters([ordinary, large], "en")
    outline = [each.title for each in reader(both).outline]  # type: ignore[union-attr]
    assert len(outline) == 2
    found = reader(both)
    first, rest = found.pages[0].extract_text(), found.pages[1].extract_text()
    assert "Page 1" in first
    assert "Page 1" in rest
    assert min(sizes(both)) < 16


def test_letters_of_both_directions_are_each_as_they_run(world: Any) -> None:
    store, by = world
    own = NoticeText("تذكير", "مرحبًا {name}،", "اتصل")
    policies.save_notices(store, (replace(LADDER[0], texts={"ar": own}), *LADDER[1:]), by)
    arabic, french = (facts_of(Late(store, by, language=language)) for language in ("ar", "fr"))
    for letters_, turned in (
        ([french, arabic], [False, True]),
        ([arabic, arabic], [True, True]),
        ([french, french], [False, False]),
    ):
        found = reader(notice_files.draw_letters(letters_, "fr"))
        begins = [each.get_contents().get_data()[:60] for each in found.pages]  # type: ignore[union-attr]
        assert [b"-1 0 0 1 612 0 cm" in each for each in begins] == turned
        assert len(found.outline) == 2


# The logo


def test_card_and_inventory_bear_the_logo_but_a_discreet_card_does_not(world: Any) -> None:
    store, by = world
    client, discreet = add_client(store, by), add_client(store, by, "Roy", discreet=True)
    assert shelf_papers.card_of(store, client).image == b""
    logos.set_logo(store, logos.SetLogo("logo.png", picture(), None), by)
    card = shelf_papers.card_of(store, client)
    assert card.image
    assert shelf_papers.card_of(store, discreet).image == b""
    assert shelf_papers.card_of(store, client, discreet=True).image == b""
    assert len(reader(shelf_papers.draw_card(card)).pages[0].images) == 1
    assert len(reader(shelf_papers.draw_card(shelf_papers.card_of(store, discreet))).pages[0].images) == 0
    listed = shelf_papers.inventory_of(store, paperwork.words_of("en"), by)
    assert len(reader(shelf_papers.draw_inventory(listed, paperwork.words_of("en"))).pages[0].images) == 1


def test_many_papers_of_either_direction_are_bound(world: Any) -> None:
    store, by = world
    ids = [
        lend(store, by, add_client(store, by, language, language=language), add_device(store, by)).result.paper_id
        for language in ("en", "ar", "es")
    ]
    data = batches.draw(batches.papers(store, ids), paperwork.words_of("en"))
    turned = [b"-1 0 0 1 612 0 cm" in each.get_contents().get_data()[:60] for each in reader(data).pages]  # type: ignore[union-attr]
    assert turned == [False, False, True, True, False, False]


def test_a_clause_that_stays_in_the_offices_language_has_its_date_and_its_numbers(world: Any) -> None:
    store, by = world
    done = lend(store, by, add_client(store, by, language="ar"), add_device(store, by, "hotspot"))
    facts = paperwork.facts_of(paperwork.paper(store, done.result.paper_id))
    said = " ".join(clause.text for clause in facts.clauses)
    assert "Wednesday 23 December 2026" in said
    assert "14 days late" in said
    assert "ديسمبر" not in said
    shown = wording_preview.facts_of(wording_preview.sample(store, by), wordings.in_force(store).template, "ar")
    assert "December 2026" in " ".join(clause.text for clause in shown.clauses)


def test_a_file_with_a_word_that_cannot_be_printed_is_refused_by_its_name(world: Any) -> None:
    store, by = world
    data = templating.export_template(store) + '\n[words.ar]\n"You: {name}" = "أنت"\n'.encode()
    with pytest.raises(Refused) as refused:
        templating.import_template(store, data, "theirs.toml", by)
    (reason,) = refused.value.reasons
    assert reason == Flaw(Fault.MISSING, field="name", language="ar", word="You: {name}")
    said = of_refusals((reason,), paperwork.words_of("en"))
    assert said == "العربية: “{name}” is lacking in what is written for “You: {name}”. Write it where it belongs."
