from dataclasses import replace

import pytest

from loanmanager.domain.templates import (
    ClauseText,
    Doubt,
    Fault,
    Flaw,
    Mind,
    Template,
    TemplateClause,
    doubts,
    flaws,
    is_language,
)
from loanmanager.i18n import Words
from loanmanager.sentences.templates import condition_words, field_words, of_doubt, of_flaw

ONE = TemplateClause("one", {"en": ClauseText("One", "Bring it back by {due}."), "fr": ClauseText("Un", "Le {due}.")})


def template(*clauses: TemplateClause) -> Template:
    return Template("loan", 1, True, clauses)


def test_a_sound_template_has_no_flaw() -> None:
    assert flaws(template(ONE, replace(ONE, id="two", when="minor"), replace(ONE, id="three", when="hours"))) == ()


@pytest.mark.parametrize(
    ("clauses", "flaw"),
    [
        ((), Flaw(Fault.NO_CLAUSE)),
        ((replace(ONE, on=False),), Flaw(Fault.NO_CLAUSE)),
        ((ONE, ONE), Flaw(Fault.TWICE, "one", "id")),
        ((replace(ONE, id=""),), Flaw(Fault.MALFORMED, "", "id")),
        ((replace(ONE, when="sunny"),), Flaw(Fault.UNKNOWN, "one", "sunny")),
        ((replace(ONE, texts={}),), Flaw(Fault.EMPTY, "one", "text")),
        ((replace(ONE, texts={"en": ClauseText(" ", "x")}),), Flaw(Fault.EMPTY, "one", "title", "en")),
        ((replace(ONE, texts={"en": ClauseText("x", "\n")}),), Flaw(Fault.EMPTY, "one", "text", "en")),
        ((replace(ONE, texts={"en": ClauseText("{who}", "{what} {who}")}),), Flaw(Fault.UNKNOWN, "one", "who", "en")),
        ((replace(ONE, texts={"en": ClauseText("x", "\ud800")}),), Flaw(Fault.MALFORMED, "one", "text", "en")),
        ((replace(ONE, texts={"English": ClauseText("x", "y")}),), Flaw(Fault.MALFORMED, "one", "language", "English")),
    ],
)
def test_a_flaw_says_what_and_where(clauses: tuple[TemplateClause, ...], flaw: Flaw) -> None:
    assert flaw in flaws(template(*clauses))


@pytest.mark.parametrize(
    ("code", "is_one"), [("fr", True), ("zh_Hant", True), ("ckb", True), ("FR", False), ("../x", False)]
)
def test_what_a_language_is_called(code: str, is_one: bool) -> None:
    assert is_language(code) is is_one


def test_what_is_not_written_in_a_language_of_the_office_is_told() -> None:
    assert doubts(template(ONE), ["en", "fr", "ar"], ["laptop"]) == (Doubt(Mind.UNTRANSLATED, "one", "ar"),)
    assert doubts(template(replace(ONE, on=False)), ["ar"], []) == ()
    assert template(ONE, replace(ONE, id="b", on=False)).untranslated("ar") == ("one",)
    assert template(ONE).languages == ("en", "fr")


def test_a_field_that_may_be_empty_is_told_unless_the_clause_waits_for_it() -> None:
    texts = {"en": ClauseText("Help", "{help_line}, {guardian}")}
    told = {each.about for each in doubts(template(replace(ONE, texts=texts)), [], [])}
    assert told == {"help_line", "guardian"}
    assert {each.about for each in doubts(template(replace(ONE, texts=texts, when="help_line")), [], [])} == {
        "guardian"
    }
    assert {each.about for each in doubts(template(replace(ONE, texts=texts, when="minor")), [], [])} == {"help_line"}


def test_a_type_that_is_not_lent_and_a_field_that_one_language_forgets_are_told() -> None:
    clause = replace(ONE, types=("laptop", "drone"), texts={**ONE.texts, "ar": ClauseText("x", "y")})
    assert doubts(template(clause), [], ["laptop"]) == (
        Doubt(Mind.OTHER_TYPE, "one", about="drone"),
        Doubt(Mind.OTHER_FIELDS, "one", "ar", "due"),
    )


def test_a_clause_without_words_has_its_name() -> None:
    bare = replace(ONE, texts={})
    assert (bare.title("fr"), ONE.title("fr"), ONE.title("uk")) == ("one", "Un", "One")
    assert bare.in_("fr") == ClauseText("", "")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_doubt_flaw_field_and_condition_has_words(language: str) -> None:
    words = Words(language)
    said = [of_doubt(Doubt(mind, "one", "ar", "total" * 40), words) for mind in Mind]
    said += [of_flaw(Flaw(fault, "one", "text", "ar"), words) for fault in Fault]
    assert len(set(said)) == len(said)
    assert not any("{" in each for each in said)
    assert all(field_words(words).values())
    assert len(set(condition_words(words).values())) == len(condition_words(words))
