"""The shipped words of the notices, and which words a client gets."""

from dataclasses import replace
from datetime import date

import pytest

from loanmanager.documents import notice_words
from loanmanager.documents.notice_words import Days, shipped, text_for, values_of
from loanmanager.domain.letters import NoticeFacts
from loanmanager.domain.notices import LADDER, NoticeText, Stage, against_ladder, fill
from loanmanager.i18n import LANGUAGES, Words
from tests.documents.facts import BORROWER, HOTSPOT, LAPTOP, LENDER

DAYS = Days(date(2026, 11, 18), 5, date(2026, 11, 30), date(2026, 12, 2), (date(2026, 11, 19),))
OWN = NoticeText("Own", "Own {name}", "Own")


def facts(**changes: object) -> NoticeFacts:
    made = NoticeFacts(
        "en", "L-2026-0042", Stage.FIRST, date(2026, 11, 23), LENDER, BORROWER, "", "", items=(LAPTOP, HOTSPOT)
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def test_every_stage_is_there_in_both_languages_and_tones_and_is_sound() -> None:
    assert set(shipped()) == set(Stage)
    for rule in LADDER:
        words = shipped()[rule.stage]
        assert set(words.texts) == set(words.discreet) == set(LANGUAGES)
        assert against_ladder((replace(rule, texts=words.texts, discreet=words.discreet),)) == ()


def test_french_words_keep_their_spaces() -> None:
    for words in shipped().values():
        for text in (words.texts["fr"], words.discreet["fr"]):
            said = f"{text.subject}\n{text.body}\n{text.short}"
            assert " :" not in said
            assert " ;" not in said
            assert "'" not in said


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_still_reads_when_nothing_is_known(stage: Stage, language: str) -> None:
    words = Words(language)
    bare = facts(
        language=language,
        lender=replace(LENDER, name="X", hours="", phone="", served_by="", address=""),
        items=(LAPTOP,),
    )
    days = Days(date(2026, 11, 18), 5, date(2026, 11, 30))
    for discreet in (False, True):
        _, text = text_for(LADDER[stage.height], language, discreet=discreet)
        values = values_of(replace(bare, discreet=discreet), "Zoë", days, words)
        said = fill(text.body, values)
        assert "{" not in said
        assert "\n\n\n" not in said
        assert len(said.splitlines()) >= 5
        assert fill(text.subject, values)


def test_every_field_is_filled_in_the_papers_language() -> None:
    values = values_of(facts(language="fr"), "Zoë", DAYS, Words("fr"))
    assert values["devices"] == "laptop Lenovo ThinkPad T480 (LT-0042) et hotspot Franklin T9 (HS-0007)"
    assert values["due"] == "mercredi 18 novembre 2026"
    assert values["cut_on"] == "mercredi 2 décembre 2026"
    assert values["notices"] == "19\u00a0nov.\u00a02026"
    assert values["total"].replace("\u00a0", " ") == "677,00 $"
    assert values["place"] == "2600, rue des Érables, Montréal (Québec)  H2X 1Y1"
    assert set(values) == notice_words_fields()


def notice_words_fields() -> set[str]:
    from loanmanager.domain.notices import FIELDS

    return set(FIELDS)


def test_a_discreet_notice_has_no_words_for_the_loan() -> None:
    values = values_of(facts(discreet=True), "Zoë", DAYS, Words("en"))
    assert not values.keys() & {"devices", "number", "due", "late", "lender", "place", "total", "cut_on"}


def test_what_is_not_late_yet_has_no_days() -> None:
    days = replace(DAYS, late=-2, notices=(), cut_on=None)
    values = values_of(facts(items=()), "Zoë", days, Words("en"))
    assert values["late"] == values["notices"] == values["cut_on"] == values["total"] == values["devices"] == ""


def test_the_agencys_own_words_come_first_then_the_shipped_then_english() -> None:
    rule = replace(LADDER[0], texts={"fr": OWN, "es": OWN}, discreet={"fr": OWN})
    assert text_for(rule, "fr", discreet=False) == ("fr", OWN)
    assert text_for(rule, "fr", discreet=True) == ("fr", OWN)
    assert text_for(rule, "es", discreet=False) == ("es", OWN)
    assert text_for(rule, "es_MX", discreet=False) == ("es", OWN)
    assert text_for(rule, "es", discreet=True)[0] == "en"
    assert text_for(rule, "uk", discreet=False) == ("en", shipped()[Stage.COURTESY].texts["en"])


def test_names_inside_a_sentence() -> None:
    assert notice_words.inside("Laptop") == "laptop"
    assert notice_words.inside("USB-C cable") == "USB-C cable"
    assert notice_words.inside("") == ""
