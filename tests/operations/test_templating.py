"""The agreement's wording: versions, files, languages, and agreements that never change."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loanmanager.domain import refusals as why
from loanmanager.domain.clients import Guardian
from loanmanager.domain.office import Site
from loanmanager.domain.papers import AgreementFacts
from loanmanager.domain.refusals import Refused
from loanmanager.domain.template_changes import Did
from loanmanager.domain.templates import ClauseText, Fault, FieldIsEmpty, Flaw, Mind, ReviewedAlready, TemplateClause
from loanmanager.operations import office, paperwork, templating, undoing, wordings
from loanmanager.operations.templating import SaveTemplate
from loanmanager.storage import search
from tests.office import add_client, add_device, lend, memory, prepared
from tests.operations.template_promises import OWN, file_of, longer
from tests.operations.test_promises import dump


@pytest.fixture
def world() -> tuple[Any, Any]:
    store = memory()
    return store, prepared(store)


def agreement(store: Any, done: Any) -> AgreementFacts:
    facts = paperwork.facts_of(paperwork.paper(store, done.result.paper_id))
    assert isinstance(facts, AgreementFacts)
    return facts


def save(store: Any, by: Any, *clauses: TemplateClause) -> Any:
    return templating.save_template(store, SaveTemplate(longer(store, *clauses)), by)


def but_history(store: Any) -> Any:
    return {table: rows for table, rows in dump(store).items() if not table.startswith("history")}


def reasons(work: Any) -> tuple[why.Refusal, ...]:
    with pytest.raises(Refused) as refused:
        work()
    return refused.value.reasons


def test_editing_the_wording_never_changes_an_agreement_that_was_made(world: Any) -> None:
    store, by = world
    client = add_client(store, by)
    first = lend(store, by, client, add_device(store, by))
    before = paperwork.paper(store, first.result.paper_id)
    drawn = paperwork.draw(before)
    save(store, by)
    templating.review_template(store, 2, "Me Roy", by)
    templating.set_paper_languages(store, ("en", "fr", "ar"), by)
    after = paperwork.paper(store, first.result.paper_id)
    assert after == before
    assert paperwork.draw(after) == drawn
    second = agreement(store, lend(store, by, client, add_device(store, by)))
    assert (agreement(store, first).template, agreement(store, first).draft) == ("loan-1", True)
    assert (second.template, second.draft) == ("loan-2", False)
    assert second.clauses[-1].title == "Our own"
    assert {row.version: row.agreements for row in search.template_versions(store)} == {1: 1, 2: 1}


def test_each_save_is_a_version_that_is_a_draft_until_it_is_reviewed(world: Any) -> None:
    store, by = world
    save(store, by)
    templating.review_template(store, 2, " Me Ana Roy ", by)
    assert wordings.in_force(store).template.draft is False
    assert reasons(lambda: templating.review_template(store, 2, "Me Roy", by)) == (ReviewedAlready(2),)
    done = templating.save_template(store, SaveTemplate(longer(store, replace(OWN, id="b")), " second "), by)
    assert done.result.version == 3
    rows = search.template_versions(store)
    assert [(r.version, r.reviewed, r.reviewed_by, r.note, r.shipped) for r in rows] == [
        (3, False, "", "second", False),
        (2, True, "Me Ana Roy", "", False),
        (1, False, "", "", True),
    ]
    assert rows[1].reviewed_on == date(2026, 11, 23)
    assert rows[0].staff == "Administrator"
    assert templating.review_template(store, 3, "Me Roy", by).result.version == 3


@pytest.mark.parametrize("operation", ["save", "restore", "import", "review", "languages", "languages twice"])
def test_each_step_is_undone_exactly(world: Any, operation: str) -> None:
    store, by = world
    save(store, by)
    if operation == "languages twice":
        templating.set_paper_languages(store, ("fr", "en", "es"), by)
    before = but_history(store)
    done = {
        "save": lambda: save(store, by, replace(OWN, id="b")),
        "restore": lambda: templating.restore_template(store, by),
        "import": lambda: templating.import_template(store, file_of(store, replace(OWN, id="b")), "a.toml", by),
        "review": lambda: templating.review_template(store, 2, "Me Roy", by),
        "languages": lambda: templating.set_paper_languages(store, ("en", "fr", "uk"), by),
        "languages twice": lambda: templating.set_paper_languages(store, ("en", "fr", "uk"), by),
    }[operation]()
    assert but_history(store) != before
    undoing.undo(store, done.entry_id, "a mistake", by)
    assert but_history(store) == before


def test_a_version_that_was_agreed_to_stays(world: Any) -> None:
    store, by = world
    done = save(store, by)
    lend(store, by, add_client(store, by), add_device(store, by))
    assert reasons(lambda: undoing.undo(store, done.entry_id, "no", by)) == (why.NotUndoable("agreed"),)
    templating.restore_template(store, by, version=1)
    assert reasons(lambda: undoing.undo(store, done.entry_id, "no", by)) == (why.NotUndoable("later_changes"),)
    again = templating.set_paper_languages(store, ("en", "fr", "uk"), by)
    templating.set_paper_languages(store, ("en", "fr"), by)
    assert reasons(lambda: undoing.undo(store, again.entry_id, "no", by)) == (why.NotUndoable("later_changes"),)


def test_the_shipped_draft_and_any_version_come_back(world: Any) -> None:
    store, by = world
    shipped = wordings.in_force(store).template
    save(store, by)
    done = templating.restore_template(store, by)
    assert done.result.version == 3
    assert wordings.in_force(store).template.clauses == shipped.clauses
    assert search.template_versions(store)[0].shipped
    templating.restore_template(store, by, version=2)
    assert wordings.in_force(store).template.clauses[-1] == OWN
    (added,) = templating.changes(store, 1, 4)
    assert (added.did, added.clause) == (Did.ADDED, OWN)
    assert reasons(lambda: templating.changes(store, 1, 99)) == (why.NoSuch("version", "99"),)


def test_an_exported_file_is_imported_elsewhere_as_it_was(world: Any) -> None:
    store, by = world
    save(
        store, by, OWN, replace(OWN, id="off", on=False, types=("hotspot",), texts={"ar": ClauseText("الملكية", "لنا")})
    )
    data = templating.export_template(store)
    assert data.startswith(b"# Wording of a loan agreement")
    other = memory()
    there = prepared(other)
    templating.import_template(other, b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"), "loan.toml", there)
    assert wordings.in_force(other).template.clauses == wordings.in_force(store).template.clauses
    assert wordings.in_force(other).template.draft
    assert templating.export_template(store, 1) != data
    assert reasons(lambda: templating.export_template(store, 9)) == (why.NoSuch("version", "9"),)


GOOD = 'name = "loan"\nversion = 1\n[[clause]]\nid = "a"\n[clause.en]\ntitle = "A"\ntext = "b"\n'


@pytest.mark.parametrize(
    ("data", "flaw"),
    [
        (b"", Flaw(Fault.MISSING, field="name")),
        (b"\xff\xfe\x00", Flaw(Fault.NOT_TOML)),
        (b"%PDF-1.7", Flaw(Fault.NOT_TOML)),
        (b"#" * (templating.LARGEST + 1), Flaw(Fault.NOT_TOML)),
        (b"a = " + b"{a = " * 5000, Flaw(Fault.NOT_TOML)),
        (b'name = "x"\nversion = 1', Flaw(Fault.NO_CLAUSE)),
        (GOOD.replace('"b"', '"{password}"').encode(), Flaw(Fault.UNKNOWN, "a", "password", "en")),
        (GOOD.replace('"b"', '"b\\u0007"').encode(), Flaw(Fault.MALFORMED, "a", "text", "en")),
        (GOOD.replace('"b"', f'"{"b" * 6001}"').encode(), Flaw(Fault.TOO_LONG, "a", "text", "en")),
        (GOOD.replace('"A"', f'"{"A" * 121}"').encode(), Flaw(Fault.TOO_LONG, "a", "title", "en")),
        (GOOD.replace('id = "a"', 'id = "../a"').encode(), Flaw(Fault.MALFORMED, "../a", "id")),
        (GOOD.replace('id = "a"', 'id = "a"\nwhen = "rain"').encode(), Flaw(Fault.UNKNOWN, "a", "rain")),
    ],
)
def test_a_hostile_file_is_refused_and_says_where(data: bytes, flaw: Flaw) -> None:
    assert reasons(lambda: templating.read_file(data))[0] == flaw


def test_a_file_of_too_much_is_refused() -> None:
    clause = GOOD.split("\n", 2)[2]
    many = GOOD + "".join(clause.replace('"a"', f'"a{n}"') for n in range(120))
    assert Flaw(Fault.TOO_LONG, field="clause") in reasons(lambda: templating.read_file(many.encode()))
    tongues = "".join(f'[clause.a{chr(97 + n)}]\ntitle = "A"\ntext = "b"\n' for n in range(25))
    assert Flaw(Fault.TOO_LONG, "a", "language") in reasons(lambda: templating.read_file((GOOD + tongues).encode()))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(Refused):
        assert templating.read_file(GOOD.encode() + data).clauses


def test_a_hotspot_brings_its_own_clauses(world: Any) -> None:
    store, by = world
    save(store, by, replace(OWN, id="cap", types=("hotspot",), texts={"en": ClauseText("Data cap", "10 GB a month.")}))
    client = add_client(store, by, language="en")
    laptop = agreement(store, lend(store, by, client, add_device(store, by)))
    hotspot = agreement(store, lend(store, by, client, add_device(store, by, "hotspot")))
    assert "Data cap" not in {clause.title for clause in laptop.clauses}
    assert "Data cap" in {clause.title for clause in hotspot.clauses}


def test_a_clause_that_lacks_a_language_is_printed_in_the_offices_own(world: Any) -> None:
    store, by = world
    store_office = search.office_view(store).office
    office.save_office(store, replace(store_office, language="fr"), by)
    save(store, by, replace(OWN, texts={"en": ClauseText("Ours", "x"), "fr": ClauseText("À nous", "x")}))
    arabic = add_client(store, by, language="ar")
    facts = agreement(store, lend(store, by, arabic, add_device(store, by)))
    assert facts.language == "ar"
    assert facts.clauses[-1].title == "À nous"
    assert paperwork.draw(paperwork.agreement_of(store, facts.number)).startswith(b"%PDF")


def test_what_to_mind_is_told(world: Any) -> None:
    store, by = world
    assert templating.to_edit(store).doubts == ()
    templating.set_paper_languages(store, ("en", "fr", "ar"), by)
    rent = replace(
        OWN, texts={"en": ClauseText("Fee", "A rental fee of $5 is due. {total}"), "fr": ClauseText("F", "f")}
    )
    save(store, by, replace(rent, types=("spaceship",)))
    found = templating.to_edit(store).doubts
    minds = {(each.mind, each.language) for each in found if each.clause == "own"}
    assert minds == {
        (Mind.UNTRANSLATED, "ar"),
        (Mind.RENTAL_FEE, "en"),
        (Mind.MAY_BE_EMPTY, ""),
        (Mind.OTHER_FIELDS, "fr"),
        (Mind.OTHER_TYPE, ""),
    }
    assert len([each for each in found if each.mind is Mind.UNTRANSLATED]) > 15
    site = search.office_view(store).sites[0]
    office.save_site(store, Site(site.id, "Main", region="CA-ON"), by)
    assert Mind.RENTAL_FEE not in {each.mind for each in templating.to_edit(store).doubts}
    office.save_site(store, Site(site.id, "Main", region="CA-QC"), by)
    assert Mind.RENTAL_FEE in {each.mind for each in templating.to_edit(store).doubts}


def test_an_empty_field_refuses_the_check_out_by_its_name(world: Any) -> None:
    store, by = world
    save(store, by, replace(OWN, texts={"en": ClauseText("Guardian", "{guardian} answers for it.")}))
    client, laptop = add_client(store, by), add_device(store, by)
    before = dump(store)
    assert reasons(lambda: lend(store, by, client, laptop)) == (FieldIsEmpty("Guardian", "guardian"),)
    assert dump(store) == before
    child = add_client(
        store, by, "Roy", "An", birth_date=date(2015, 1, 1), guardian=Guardian("Léa Roy", "mother", "514 555-0100")
    )
    assert agreement(store, lend(store, by, child, laptop)).clauses[-1].text == "Léa Roy answers for it."
