import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.documents import wording
from loanmanager.documents.wording import CONDITIONS, FIELDS, Fault, WordingError
from loanmanager.domain.devices import DeviceType
from loanmanager.domain.names import Label
from loanmanager.domain.papers import Clause
from loanmanager.domain.templates import ClauseText, TemplateClause
from loanmanager.i18n import LANGUAGES, Words
from tests.documents.facts import agreement_facts

FILLED = {name: name.upper() for name in FIELDS}
ONE = """
name = "loan"
version = 3
[[clause]]
id = "property"
{}
[clause.en]
title = "Ownership"
text = "It belongs to {{lender}}."
"""


def one(extra: str = "") -> wording.Template:
    return wording.load(ONE.format(extra))


def test_the_shipped_wording_says_every_clause_in_both_languages() -> None:
    template = wording.shipped()
    assert template.draft
    assert template.label == "loan-1"
    assert len(template.clauses) > 15
    for language in LANGUAGES:
        assert template.untranslated(language) == ()


def test_the_shipped_clauses_name_the_same_fields_in_both_languages() -> None:
    for clause in wording.shipped().clauses:
        assert set(clause.in_("en").fields) == set(clause.in_("fr").fields) <= set(FIELDS)


def test_the_shipped_wording_uses_what_it_may_depend_on() -> None:
    clauses = wording.shipped().clauses
    assert {clause.when for clause in clauses} == {"", "help_line", "late_fee", *CONDITIONS}
    assert sum(clause.consent for clause in clauses) == 3
    assert any(clause.initials for clause in clauses)


def test_the_shipped_french_has_the_spaces_of_french() -> None:
    for clause in wording.shipped().clauses:
        said = clause.in_("fr").text
        assert not {" :", " ;", "« ", " »", "'", " !", " ?"} & {
            said[i : i + n] for i in range(len(said)) for n in (1, 2)
        }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("conditions", [set(), {"internet"}, {"erases", "minor"}, CONDITIONS])
def test_clauses_apply_where_their_condition_holds(language: str, conditions: set[str]) -> None:
    template = wording.shipped()
    clauses = wording.clauses_for(template, language, conditions, FILLED | {"help_line": "", "late_fee": ""})
    expected = [c for c in template.clauses if not c.when or c.when in conditions]
    assert [c.title for c in clauses] == [c.in_(language).title for c in expected]
    assert [(c.consent, c.initials) for c in clauses] == [(c.consent, c.initials) for c in expected]
    assert not any("{" in c.text for c in clauses)


def test_a_clause_may_depend_on_a_field_that_is_filled_in() -> None:
    with_help = wording.clauses_for(wording.shipped(), "en", set(), FILLED)
    without = wording.clauses_for(wording.shipped(), "en", set(), FILLED | {"help_line": ""})
    assert {c.title for c in with_help} - {c.title for c in without} == {"Help"}


def test_a_missing_field_is_named() -> None:
    with pytest.raises(WordingError) as caught:
        wording.clauses_for(one(), "en", set(), {"lender": ""})
    assert (caught.value.fault, caught.value.field, caught.value.clause) == (Fault.MISSING, "lender", "property")


def test_a_missing_language_falls_back_to_the_offices_then_to_english_and_is_reported() -> None:
    template = one()
    assert template.untranslated("fr") == ("property",)
    assert template.untranslated("en") == ()
    assert wording.clauses_for(template, "fr", set(), FILLED) == (Clause("Ownership", "It belongs to LENDER."),)
    both = wording.load(ONE.format("") + '[clause.fr]\ntitle = "Propriété"\ntext = "À nous."')
    assert wording.clauses_for(both, "ar", set(), FILLED, instead="fr")[0].title == "Propriété"
    assert wording.clauses_for(both, "ar", set(), FILLED, instead="uk")[0].title == "Ownership"
    french = wording.load(ONE.format("").replace("clause.en", "clause.fr"))
    assert wording.clauses_for(french, "ar", set(), FILLED, instead="uk")[0].title == "Ownership"


def test_a_clause_of_a_type_is_printed_where_one_of_that_type_is_lent() -> None:
    template = one('types = ["hotspot", "phone"]')
    said = [
        bool(wording.clauses_for(template, "en", set(), FILLED, types=types)) for types in ([], ["laptop"], ["phone"])
    ]
    assert said == [False, False, True]


def test_a_clause_that_is_off_is_never_printed() -> None:
    template = wording.load(ONE.format("on = false") + '[[clause]]\nid = "b"\nen = {title = "B", text = "b"}')
    assert [c.title for c in wording.clauses_for(template, "en", CONDITIONS, FILLED)] == ["B"]


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=80).filter(str.strip)
TEXT = TEXT.filter(lambda text: "{" not in text)
CLAUSE = st.builds(
    TemplateClause,
    st.from_regex(r"[a-z][a-z0-9-]{0,9}", fullmatch=True),
    st.dictionaries(st.sampled_from(["en", "fr", "ar", "zh_Hant"]), st.builds(ClauseText, TEXT, TEXT), min_size=1),
    st.sampled_from(["", "internet", "help_line"]),
    st.booleans(),
    st.booleans(),
    types=st.lists(st.sampled_from(["laptop", "hotspot"]), unique=True).map(tuple),
)


@given(st.lists(CLAUSE, min_size=1, max_size=4, unique_by=lambda each: each.id), TEXT)
def test_what_is_written_is_read_again(clauses: list[TemplateClause], name: str) -> None:
    template = wording.Template(name, 7, True, tuple(clauses))
    assert wording.load(wording.written(template, about="By hand\n\nfor all")) == template


@given(st.text(min_size=1))
def test_a_value_is_never_read_as_a_template(value: str) -> None:
    (clause,) = wording.clauses_for(one(), "en", set(), {"lender": value})
    assert clause.text == f"It belongs to {value}."


@pytest.mark.parametrize("value", ["{due}", "{lender}", "{}", "{0}", r"\1 \g<0>", "%s"])
def test_a_value_with_braces_stays_literal(value: str) -> None:
    (clause,) = wording.clauses_for(one(), "en", set(), {"lender": value, "due": "tomorrow"})
    assert clause.text == f"It belongs to {value}."


def test_other_braces_are_printed_as_they_stand() -> None:
    template = wording.load(ONE.format("").replace("It belongs", "{ } {0} {two words} {{x"))
    (clause,) = wording.clauses_for(template, "en", set(), FILLED)
    assert clause.text == "{ } {0} {two words} {{x to LENDER."


@pytest.mark.parametrize(
    ("text", "fault", "field", "clause"),
    [
        ("name = ", Fault.NOT_TOML, None, ""),
        ("version = 1", Fault.MISSING, "name", ""),
        ('name = ""\nversion = 1', Fault.EMPTY, "name", ""),
        ('name = "x"\nversion = "1"', Fault.MALFORMED, "version", ""),
        ('name = "x"\nversion = true', Fault.MALFORMED, "version", ""),
        ('name = "x"\nversion = 1\nclause = "y"', Fault.MALFORMED, "clause", ""),
        ('name = "x"\nversion = 1\nclause = ["y"]', Fault.MALFORMED, "id", ""),
        (ONE.format('when = "raining"'), Fault.UNKNOWN, "raining", "property"),
        (ONE.format('consent = "yes"'), Fault.MALFORMED, "consent", "property"),
        (ONE.format('fr = "Propriété"'), Fault.MALFORMED, "fr", "property"),
        (ONE.split("[clause.en]", maxsplit=1)[0].format(""), Fault.EMPTY, "text", "property"),
        (ONE.format("").replace("clause.en", "clause.English"), Fault.MALFORMED, "language", "property"),
        (ONE.format("on = false"), Fault.NO_CLAUSE, "", ""),
        (ONE.format("types = [1]"), Fault.MALFORMED, "types", "property"),
        ("a = " + "[" * 90_000, Fault.NOT_TOML, None, ""),
        (ONE.format("").replace("Ownership", ""), Fault.EMPTY, "title", "property"),
        (ONE.format("").replace("lender", "landlord"), Fault.UNKNOWN, "landlord", "property"),
        (ONE.format("") + '[[clause]]\nid = "property"\nen = {title = "a", text = "b"}', Fault.TWICE, "id", "property"),
    ],
)
def test_a_broken_template_names_what_is_wrong(text: str, fault: Fault, field: str | None, clause: str) -> None:
    with pytest.raises(WordingError) as caught:
        wording.load(text)
    assert caught.value.fault is fault
    assert field is None or caught.value.field == field
    assert caught.value.clause == clause
    assert str(fault) in str(caught.value)


def test_a_template_survives_as_plain_data() -> None:
    template = wording.shipped()
    assert wording.read(wording.plain(template)) == template
    assert wording.read(tomllib.loads(ONE.format("initials = true"))).clauses[0].initials


def test_conditions_come_from_the_devices_and_the_guardian() -> None:
    hotspot = DeviceType(1, "hotspot", Label("Hotspot"), "HS", gives_internet=True)
    laptop = DeviceType(2, "laptop", Label("Laptop"), "LT", needs_reset=True)
    assert wording.conditions_of([], "", late_fee=100) == frozenset()
    assert wording.conditions_of([hotspot], "") == {"internet", "no_late_fee"}
    assert wording.conditions_of(iter([laptop, hotspot]), "An") == set(CONDITIONS)


def test_fields_are_filled_in_the_papers_language() -> None:
    facts = agreement_facts("fr", due=date(2026, 12, 23))
    fields = wording.fields_of(facts, Words("fr"), help_line="", suspend_after=14)
    assert set(fields) == set(FIELDS)
    assert fields["due"] == "mercredi 23 décembre 2026"
    assert fields["total"] == "677,00\u00a0$"
    assert fields["help_line"] == ""


def test_an_unknown_total_is_no_total() -> None:
    facts = agreement_facts(items=())
    assert wording.fields_of(facts, Words("en"), help_line="", suspend_after=1)["total"] == ""
