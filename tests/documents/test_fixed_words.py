"""Headings and fixed words of papers in languages that an agency adds: listed whole, drafted soundly, said right."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import loanmanager
from loanmanager.documents import agreement, clearance, fixed_words, notice, receipt, summary, wording
from loanmanager.documents.fixed_words import OwnWords, draft, forms, kept_apart, said, slots
from loanmanager.domain.fixed_words import form_of, text_of, wrong
from loanmanager.domain.loan_terms import Terms
from loanmanager.domain.templates import Fault, Flaw, Mind, flaws
from loanmanager.i18n import Words
from tests.documents.facts import DUE, agreement_facts, receipt_facts
from tests.documents.pdf import pages, reader, text
from tests.documents.test_care_papers import LETTER
from tests.documents.test_notice import FACTS as NOTICE
from tests.documents.test_thirty import read

DRAFTED = ("es", "ar", "uk", "zh")
GROUPS = {
    "everywhere": ("blocks", "page", "canvas", "parts", "signing"),
    "agreement": ("agreement", "wording"),
    "summary": ("summary",),
    "receipt": ("receipt",),
    "notice": ("notice", "notice_words"),
    "clearance": ("clearance",),
    "incident": ("incident_report",),
    "card": ("client_card",),
    "mail": (),
}
"""The modules that draw what a client gets, by the group of words that they say."""


def spoken(module: str) -> Iterator[str]:
    """Yield the keys of everything that a module says in the paper's language; of counted words the singular."""
    source = Path(loanmanager.__file__).parent / "documents" / f"{module}.py"
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            given_ = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
            if name == "say_for":
                yield f"{given_[0]}|{given_[1]}"
            elif name in {"say", "count"}:
                yield str(given_[0])


def known(*groups: str) -> set[str]:
    """Return the words of groups as `spoken` yields them."""
    return {text_of(slot.key) if form_of(slot.key) else slot.key for slot in slots("en_US") if slot.group in groups}


@pytest.mark.parametrize("group", GROUPS)
def test_every_word_that_a_paper_says_is_listed_for_it(group: str) -> None:
    listed = {
        text_of(key) if form_of(key) else key
        for kind in (group, "agreement" if group == "summary" else group)
        for key in dict(said({"xx": {slot.key: "w" for slot in slots("xx")}}, "xx", kind))
    }
    for module in GROUPS[group]:
        assert set(spoken(module)) <= listed | known("everywhere"), module


def test_no_word_is_listed_that_no_paper_says() -> None:
    heard = {key for modules in GROUPS.values() for module in modules for key in spoken(module)}
    assert known(*(each for each in GROUPS if each != "mail")) <= heard


@pytest.mark.parametrize("language", DRAFTED)
def test_a_draft_has_every_word_and_every_form_and_nothing_else(language: str) -> None:
    found = draft(language)
    assert set(found) == {slot.key for slot in slots(language)}
    for key, word in found.items():
        assert list(wrong(key, word)) == [], key
        assert word == word.strip()
    file = Path(fixed_words.resources() / "agreements" / f"words.{language}.toml")
    assert "A draft, to be reviewed by the agency." in file.read_text("utf-8").splitlines()[1]


def test_the_forms_of_counted_words_are_those_of_the_language() -> None:
    assert {each: list(forms(each)) for each in (*DRAFTED, "he", "cr")} == {
        "es": ["one", "other"],
        "ar": ["one", "two", "few", "many", "other"],
        "uk": ["one", "few", "many"],
        "zh": ["other"],
        "he": ["one", "two", "other"],
        "cr": ["one", "other"],
    }
    assert forms("uk")["one"] == (1, 21, 31)


def test_a_draft_serves_the_language_but_not_another_script() -> None:
    assert draft("zh_Hans") == draft("zh_CN") == draft("zh") != {}
    assert draft("es_MX") == draft("es")
    assert draft("zh_Hant") == draft("zh_TW") == draft("he") == draft("fr") == draft("en_GB") == {}


def test_the_agencys_words_come_first_then_the_draft_then_the_offices_language() -> None:
    own = {"ar": {"Date": "اليوم"}, "he": {"Date": "תאריך"}}
    ours = dict(said(own, "ar", "receipt"))
    assert (ours["Date"], ours["Return receipt"]) == ("اليوم", "إيصال الإعادة")
    assert dict(said(own, "he", "receipt", "en")) == {"Date": "תאריך"}
    french = dict(said(own, "he", "receipt", "fr"))
    assert (french["Date"], french["Return receipt"], french["answer|yes"]) == ("תאריך", "Reçu de retour", "oui")
    assert dict(said({}, "he", "clearance", "fr"))["one|{n} loan in all."].startswith("{n} prêt")
    assert said(own, "fr", "receipt") == said(own, "en_GB", "receipt") == ()


def test_only_what_a_paper_needs_is_frozen_with_it() -> None:
    assert set(dict(said({}, "ar", "card"))) == {"Card", "If found, call {phone}"}
    on_a_notice = dict(said({}, "ar", "notice"))
    assert "Replacement cost" in on_a_notice
    assert "Loan agreement" not in on_a_notice
    assert {"In plain words", "Loan extension", "Date"} <= set(dict(said({}, "ar", "addendum")))


def words(language: str, kind: str = "agreement") -> OwnWords:
    return OwnWords(language, said({}, language, kind))


def test_counted_words_take_the_form_of_the_number() -> None:
    arabic, ukrainian = words("ar"), words("uk")
    assert [arabic.count("{n} day", "{n} days", n) for n in (1, 2, 3, 14, 100)] == [
        "يوم واحد",
        "يومان",
        "3 أيام",
        "14 يومًا",
        "100 يوم",
    ]
    assert [ukrainian.count("{n} day", "{n} days", n) for n in (1, 2, 5, 21)] == [
        "1 день",
        "2 дні",
        "5 днів",
        "21 день",
    ]
    assert words("zh").count("{n} day", "{n} days", 1) == "1 天"
    assert OwnWords("he").count("{n} day", "{n} days", 2) == "2 days"


def test_days_money_and_lists_are_those_of_the_language() -> None:
    day = date(2026, 12, 23)
    assert words("es").long_day(day) == "miércoles, 23 de diciembre de 2026"
    assert words("zh").long_day(day) == "2026年12月23日星期三"
    assert words("ar").short_day(day) == "23 ديسمبر 2026"  # 23/12 is two days to those who come from two countries
    assert words("uk").money(45000, "CAD") == "450,00\u00a0CAD"
    assert words("ar").money(45000, "CAD").endswith("CA$\u200e")
    assert words("ar").list(["a", "b", "c"]) == "a وb وc"
    assert OwnWords("zh_Hant").long_day(day) == "2026年12月23日 星期三"
    assert OwnWords("cr").long_day(day) == Words("en_GB").long_day(day) or "2026" in OwnWords("cr").long_day(day)


def test_a_language_that_no_computer_knows_still_has_its_own_words() -> None:
    made = OwnWords("cr", (("Date", "ᐁᑮᓯᑳᐠ"),))
    assert made.say("Date") == "ᐁᑮᓯᑳᐠ"
    assert made.say("Return by") == "Return by"
    assert OwnWords("dv").right_to_left


@given(st.text(max_size=40))
def test_no_word_of_an_agency_breaks_what_is_said(word: str) -> None:
    made = OwnWords("es", (("Copy for {name}", word), ("one|{n} day", word)))
    assert word.replace("{name}", "Zoë") == made.say("Copy for {name}", name="Zoë") or "{" in word
    made.count("{n} day", "{n} days", 1)


def test_data_inside_a_line_from_right_to_left_is_kept_apart() -> None:
    assert kept_apart("514 555-0142") == "\u2068514 555-0142\u2069"
    assert kept_apart("محمد") == "محمد"
    assert kept_apart("") == ""
    facts = replace(agreement_facts(wanted=False), language="ar")
    fields = wording.fields_of(facts, words("ar"), help_line="+1 (514) 555-0142", suspend_after=2)
    assert fields["help_line"] == "\u2068+1\u00a0(514)\u00a0555-0142\u2069"
    assert fields["suspend_after"] == "يومان"
    assert fields["guardian"] == ""


# On paper


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("page", ["letter", "a4"])
@pytest.mark.parametrize("language", DRAFTED)
def test_no_english_is_left_on_a_paper_in_a_drafted_language(language: str, page: Any, large: bool) -> None:
    made = replace(agreement_facts(wanted=False), language=language, renewals_left=2, programme="", purpose="")
    drawn = {
        "agreement": agreement.render(made, words(language), page=page, large=large),
        "addendum": agreement.render(replace(made, renewed_from=DUE), words(language), page=page, large=large),
        "summary": summary.render(made, words(language), page=page, large=large),
        "receipt": receipt.render(
            replace(receipt_facts("en"), language=language), words(language, "receipt"), page=page, large=large
        ),
        "notice": notice.render(
            replace(NOTICE, language=language, subject="", body="", priced=True), words(language, "notice"), page=page
        ),
        "clearance": clearance.render(replace(LETTER, language=language), words(language, "clearance"), page=page),
    }
    for name, data in drawn.items():
        out = " ".join(read(data))
        for english in (
            "Lender",
            "Borrower",
            "Return",
            "Page",
            "Cost to",
            "Date",
            "You",
            "For ",
            "serial",
            "Still",
            "Went out",
        ):
            assert english not in out, (name, english)
        title = {"agreement": "Loan agreement", "addendum": "Loan extension", "summary": "In plain words",
                 "receipt": "Return receipt", "clearance": "Clearance letter"}.get(name)  # fmt: skip
        if title:  # right-to-left ones are read in their order, too
            assert draft(language)[title] in out


def test_the_words_that_were_frozen_are_those_of_every_reprint() -> None:
    before = replace(
        agreement_facts(wanted=False), language="ar", words=said({"ar": {"Date": "اليوم"}}, "ar", "agreement")
    )
    data = agreement.render(before, OwnWords("ar", before.words))
    assert data == agreement.render(before, OwnWords("ar", before.words))
    after = replace(before, words=said({}, "ar", "agreement"))
    assert data != agreement.render(after, OwnWords("ar", after.words))
    assert reader(data).root_object["/Lang"] == "ar"


def test_a_sentence_that_stays_english_is_not_turned_around_by_an_amount() -> None:
    made = replace(agreement_facts(wanted=False, terms=Terms(100, 2000)), language="he")
    (first, _) = pages(agreement.render(made, OwnWords("he")))
    assert "a day for each device" in first
    assert "device, " in text(agreement.render(made, OwnWords("he")))


# In a template

ONE = wording.load(
    'name = "loan"\nversion = 1\n[[clause]]\nid = "a"\n[clause.en]\ntitle = "A"\ntext = "B"\n'
    '[words.ar]\n"Date" = "اليوم"\n"few|{n} day" = "{n} أيام"\n"part|back" = "عاد \\"كاملا\\""\n'
)


def test_words_survive_as_a_file_and_as_plain_data() -> None:
    assert ONE.words == {"ar": {"Date": "اليوم", "few|{n} day": "{n} أيام", "part|back": 'عاد "كاملا"'}}
    assert wording.load(wording.written(ONE)) == ONE
    assert wording.read(wording.plain(ONE)) == ONE
    assert ONE.languages == ("en", "ar")
    assert flaws(ONE) == ()


@pytest.mark.parametrize(
    ("key", "word", "flaw"),
    [
        ("Date", " ", Flaw(Fault.EMPTY, language="ar", word="Date")),
        ("Date", "x" * 301, Flaw(Fault.TOO_LONG, language="ar", word="Date")),
        ("Date", "a\nb", Flaw(Fault.MALFORMED, language="ar", word="Date")),
        ("Date", "{", Flaw(Fault.MALFORMED, language="ar", word="Date")),
        ("Date", "{name}", Flaw(Fault.UNKNOWN, field="name", language="ar", word="Date")),
        ("You: {name}", "أنت", Flaw(Fault.MISSING, field="name", language="ar", word="You: {name}")),
    ],
)
def test_a_word_that_cannot_be_printed_is_refused(key: str, word: str, flaw: Flaw) -> None:
    assert flaws(replace(ONE, words={"ar": {key: word}})) == (flaw,)


def test_a_form_may_say_its_number_as_a_word() -> None:
    assert flaws(replace(ONE, words={"ar": {"two|{n} day": "يومان"}})) == ()


def test_what_is_lacking_and_what_is_only_drafted_is_minded() -> None:
    found = list(fixed_words.doubts(ONE, ("en", "fr", "ar", "he")))
    assert [(each.mind, each.language) for each in found] == [(Mind.WORDS_DRAFT, "ar"), (Mind.WORDS_MISSING, "he")]
    assert found[0].count == len(slots("ar")) - len(ONE.words["ar"])
    assert found[1].count == len(slots("he"))
    whole = replace(ONE, words={each: {slot.key: "x" for slot in slots(each)} for each in ("ar", "he")})
    assert list(fixed_words.doubts(whole, ("ar", "he"))) == []


@pytest.mark.parametrize("words", ['words = "x"', "[words]\nar = 1", "[words.ar]\nDate = 1"])
def test_a_file_with_broken_words_is_refused(words: str) -> None:
    with pytest.raises(wording.WordingError) as refused:
        wording.load(f'name = "loan"\nversion = 1\n{words}\n')
    assert refused.value.fault is Fault.MALFORMED
