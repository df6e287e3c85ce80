"""The preview of a wording that is being edited."""

from dataclasses import replace

import pytest

from loanmanager.domain.templates import ClauseText, TemplateClause
from loanmanager.operations import templating, wording_preview
from tests.documents.pdf import text
from tests.office import memory, prepared
from tests.operations.template_promises import longer

HOTSPOT = TemplateClause("cap", {"en": ClauseText("Data cap", "At most {data_cap}, {nonsense}.")}, types=("hotspot",))
TABLET = replace(HOTSPOT, id="pen", types=("tablet",), texts={"en": ClauseText("Pen", "Bring the pen.")})
MINOR = replace(HOTSPOT, id="child", types=(), when="minor", texts={"en": ClauseText("Child", "{guardian} signs.")})


@pytest.fixture
def sample():
    store = memory()
    by = prepared(store)
    return wording_preview.sample(store, by), store


def test_a_wording_is_shown_with_what_is_not_known_in_braces(sample):
    of, store = sample
    facts = wording_preview.facts_of(of, longer(store, HOTSPOT), "en")
    assert facts.clauses[-1].text == "At most 10 GB, {nonsense}."
    assert {item.type for item in facts.items} == {"Laptop", "Hotspot"}
    assert (facts.template, facts.draft) == ("loan-1", True)


def test_a_type_that_a_clause_is_about_is_lent(sample):
    of, store = sample
    facts = wording_preview.facts_of(of, longer(store, TABLET), "fr")
    assert "Tablette" in {item.type for item in facts.items}
    assert facts.clauses[-1].title == "Pen"
    of = replace(of, types=tuple(each for each in of.types if each.key == "webcam"))
    assert len(wording_preview.facts_of(of, longer(store), "en").items) == 1


def test_a_guardian_stands_there_where_the_clause_is_about_one(sample):
    of, store = sample
    titles = [
        [clause.title for clause in wording_preview.facts_of(of, longer(store, MINOR), "en", minor=minor).clauses]
        for minor in (False, True)
    ]
    assert ["Child" in each for each in titles] == [False, True]


@pytest.mark.parametrize("language", ["en", "fr", "ar", "uk"])
def test_it_is_drawn_in_any_language(sample, language):
    of, store = sample
    said = {"en": ClauseText("Ownership", "Ours."), "ar": ClauseText("الملكية", "هذا الجهاز لنا.")}
    template = templating.to_edit(store).template
    template = replace(template, clauses=(TemplateClause("own", said),))
    pdf = wording_preview.draw(of, template, language, page="a4")
    assert ("Ownership" in text(pdf)) is (language != "ar")
