"""The notices in the settings: days, channels and words, checked before they are kept."""

import pytest
from PySide6.QtCore import Qt

from loanmanager.domain.clients import Channel
from loanmanager.domain.notices import LADDER, NoticeText, Stage
from loanmanager.ui.pages.settings.notice_texts import Which, field_words
from loanmanager.ui.pages.settings.page import SettingsPage
from tests.ui.helpers import cut_off, unnamed
from tests.ui.office import settle

COURTESY = Which(Stage.COURTESY, "en")


@pytest.fixture
def office(offices):
    return offices()


@pytest.fixture
def page(office, showing):
    made = showing(SettingsPage, office)
    made.show_section("notices")
    return made


@pytest.fixture
def section(page, qtbot, office):
    settle(qtbot, office)
    return page.section("notices")


def save(section, qtbot, office):
    section.save()
    settle(qtbot, office)
    settle(qtbot, office)


def kept(office):
    return {rule.stage: rule for rule in office.view.rules.policy.notices}


def test_the_ladder_is_shown_as_it_stands(section):
    assert section._days[Stage.FIRST].text() == "5"
    assert section._sides[Stage.COURTESY].value() == "after"
    assert section._first[Stage.COURTESY].value() == "email"
    assert all(tick.isChecked() for tick in section._ticks.values())
    assert section.texts.subject.text() == "A friendly reminder"


def test_saving_what_was_not_touched_keeps_the_ladder(section, qtbot, office):
    save(section, qtbot, office)
    assert office.view.rules.policy.notices == LADDER
    assert office.messages[-1].text == "The notices are saved"
    assert [words for words, _ in office.messages[-1].actions] == ["Undo"]


def test_days_channels_and_the_first_choice_are_kept(section, qtbot, office):
    section._days[Stage.COURTESY].setText("2")
    section._sides[Stage.COURTESY].choose("before")
    section._first[Stage.FINAL].choose("call")
    section._ticks[Stage.FINAL, Channel.EMAIL].setChecked(False)
    for channel in (Channel.LETTER, Channel.EMAIL, Channel.TEXT, Channel.CALL):
        section._ticks[Stage.SECOND, channel].setChecked(False)
    qtbot.keyClick(section, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    save(section, qtbot, office)
    ladder = kept(office)
    assert ladder[Stage.COURTESY].after == -2
    assert ladder[Stage.FINAL].channels == (Channel.CALL, Channel.LETTER, Channel.TEXT, Channel.VOICEMAIL)
    assert ladder[Stage.SECOND].channels == ()
    assert section._first[Stage.FINAL].value() == "call"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("soon", "Type a number of days."),
        ("²", "Type a number of days."),
        ("1", "First notice has to come later than Courtesy. Choose more days."),
    ],
)
def test_a_day_that_cannot_be_is_said_beside_it(section, qtbot, office, days, said):
    section._days[Stage.FIRST].setText(days)
    save(section, qtbot, office)
    assert section.fields["first.days"].error() == said
    assert section._days[Stage.FIRST].hasFocus()
    assert office.view.rules.policy.notices == LADDER
    section._days[Stage.FIRST].setText("500")
    save(section, qtbot, office)
    assert section.fields["first.days"].error() == "First notice: choose a year or less."


def test_words_are_kept_for_one_stage_language_and_tone(section, qtbot, office):
    texts = section.texts
    texts.stage.setCurrentIndex(1)
    texts.stage.activated.emit(1)
    texts.language.setCurrentIndex(1)
    texts.language.activated.emit(1)
    assert texts.subject.text() == "Votre prêt {number} est en retard"
    texts.tone._buttons["discreet"].click()
    assert texts.subject.text().startswith("Appelez-moi")
    texts.subject.selectAll()
    qtbot.keyClicks(texts.subject, "Bonjour")
    assert texts.shipped.isVisible()
    save(section, qtbot, office)
    rule = kept(office)[Stage.FIRST]
    assert rule.discreet["fr"].subject == "Bonjour"
    assert rule.texts == {}
    assert texts.edited == {}
    texts.shipped.click()
    assert texts.subject.text().startswith("Appelez-moi")
    assert not texts.shipped.isVisible()
    save(section, qtbot, office)
    assert kept(office)[Stage.FIRST].discreet == {}


def test_a_text_that_cannot_be_filled_in_is_shown_with_what_is_wrong(section, qtbot, office):
    texts = section.texts
    texts.edited[Which(Stage.FINAL, "fr", discreet=True)] = NoticeText("Bonjour", "Prêt {number}", "Bonjour")
    save(section, qtbot, office)
    assert texts.which() == Which(Stage.FINAL, "fr", discreet=True)
    assert "must not name “number”" in texts.fields["body"].error()
    assert texts.body.hasFocus()
    texts.edited[Which(Stage.FINAL, "fr", discreet=True)] = NoticeText("Bonjour", "Bonjour", "{nme}")
    save(section, qtbot, office)
    assert "nothing fills in “nme”" in texts.fields["short"].error()
    texts.edited[Which(Stage.FINAL, "fr", discreet=True)] = NoticeText("", "Bonjour", "x")
    save(section, qtbot, office)
    assert "“Subject” needs a text" in texts.fields["subject"].error()
    texts.edited[Which(Stage.FINAL, "fr", discreet=True)] = NoticeText("{due}", "Bonjour", "x")
    save(section, qtbot, office)
    assert texts.fields["subject"].error()
    assert office.view.rules.policy.notices == LADDER


def test_a_field_is_put_where_the_cursor_is(section, qtbot):
    texts = section.texts
    texts._fill_menu()
    names = [each.text().split("\t")[1] for each in texts._menu.actions()]
    assert names == [f"{{{name}}}" for name in field_words(section.words)]
    texts.subject.setFocus()
    texts._fill_menu()
    texts.subject.end(False)
    texts.insert("due")
    assert texts.subject.text() == "A friendly reminder{due}"
    texts.body.setFocus()
    texts._fill_menu()
    texts.body.selectAll()
    texts._menu.actions()[0].trigger()
    assert texts.body.toPlainText() == "{name}"
    assert texts.edited[COURTESY] == texts.text(COURTESY)
    texts.tone._buttons["discreet"].click()
    texts._fill_menu()
    assert "{lender}" not in [each.text().split("\t")[1] for each in texts._menu.actions()]


def test_what_was_typed_survives_a_rebuild(page, section, showing, office):
    section._days[Stage.FINAL].setText("30")
    section.texts.subject.setText("Own")
    section.texts.subject.textEdited.emit("Own")
    state = page.state()
    again = showing(SettingsPage, office)
    again.put_back(state)
    other = again.section("notices")
    assert other._days[Stage.FINAL].text() == "30"
    assert other.texts.subject.text() == "Own"
    other.put_back(None)


def test_a_stage_that_is_not_kept_is_shown_as_never_sent(section, qtbot, office):
    from dataclasses import replace

    policy = replace(office.view.rules.policy, notices=LADDER[1:])
    office.view = replace(office.view, rules=replace(office.view.rules, policy=policy))
    section.show_values()
    assert not section._ticks[Stage.COURTESY, Channel.LETTER].isChecked()
    assert section._ticks[Stage.FIRST, Channel.LETTER].isChecked()


def test_everything_fits_and_is_named(section):
    assert cut_off(section) == []
    assert unnamed(section) == []


ARABIC = Which(Stage.COURTESY, "ar")


@pytest.fixture
def abroad(offices, showing, qtbot):
    """Return the section in an office that writes papers in Arabic too."""
    from loanmanager.operations import templating

    office = offices(lambda store, by: templating.set_paper_languages(store, ("en", "fr", "ar"), by))
    page = showing(SettingsPage, office)
    page.show_section("notices")
    settle(qtbot, office)
    made = page.section("notices")
    made.texts.language.choose("ar")
    made.texts.show_words()
    return made


def test_a_language_of_papers_without_a_text_says_what_is_sent_instead(abroad):
    texts = abroad.texts
    assert [texts.language.itemData(n) for n in range(texts.language.count())] == ["en", "fr", "ar"]
    assert texts.subject.text() == texts.body.toPlainText() == ""
    assert texts._missing.isVisibleTo(texts)
    assert texts._lacking.text() == "Not written yet: English is sent instead."
    assert not texts.shipped.isVisibleTo(texts)
    assert texts.subject.layoutDirection() is Qt.LayoutDirection.RightToLeft
    texts.language.choose("fr")
    texts.show_words()
    assert not texts._missing.isVisibleTo(texts)
    assert texts.subject.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_one_begins_with_the_offices_words_and_writes_over_them(abroad, qtbot):
    office, texts = abroad.office, abroad.texts
    texts.begin.setFocus()
    qtbot.keyClick(texts.begin, Qt.Key.Key_Space)
    assert texts.subject.selectedText() == "A friendly reminder"
    assert not texts._missing.isVisibleTo(texts)
    qtbot.keyClicks(texts.subject, "tadhkir")
    save(abroad, qtbot, office)
    rule = kept(office)[Stage.COURTESY]
    assert rule.texts["ar"].subject == "tadhkir"
    assert set(rule.texts) == {"ar"}


def test_a_text_that_is_begun_must_be_whole_and_one_that_is_emptied_is_none(abroad, qtbot):
    office, texts = abroad.office, abroad.texts
    texts.subject.setFocus()
    qtbot.keyClicks(texts.subject, "tadhkir")
    save(abroad, qtbot, office)
    assert "“Letter and e-mail” needs a text" in texts.fields["body"].error()
    texts.subject.setFocus()
    texts.subject.selectAll()
    qtbot.keyClick(texts.subject, Qt.Key.Key_Delete)
    assert texts.edited[ARABIC] == NoticeText()
    save(abroad, qtbot, office)
    assert kept(office)[Stage.COURTESY].texts == {}
    assert office.messages[-1].text == "The notices are saved"
