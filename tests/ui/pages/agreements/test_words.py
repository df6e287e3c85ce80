"""Headings and fixed words, written and read by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from loanmanager.documents import fixed_words
from loanmanager.domain.templates import Flaw, Mind
from loanmanager.operations import templating
from loanmanager.settings import Settings
from loanmanager.ui import theme
from loanmanager.ui.dialogs.wording_versions import WordingVersions
from loanmanager.ui.pages.agreements.clauses import WORDS
from loanmanager.ui.pages.agreements.page import AgreementsPage
from tests.ui.helpers import cut_off, unnamed
from tests.ui.office import settle

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def office(offices):
    return offices(lambda store, by: templating.set_paper_languages(store, ("en", "fr", "ar", "he"), by))


@pytest.fixture
def page(office, showing, qtbot):
    made = showing(AgreementsPage, office)
    qtbot.waitUntil(lambda: made.preview.sheets.pages > 0, timeout=20_000)
    qtbot.keyClick(made.clauses.list, Qt.Key.Key_End)
    assert made.clauses.list.current() == WORDS
    return made


def paste(qtbot, field, text):
    """Type what no key of this keyboard writes."""
    QApplication.clipboard().setText(text)
    qtbot.keyClick(field, Qt.Key.Key_V, CTRL)


def states(page):
    return {entry.key: entry.right for entry in page.fixed.list.rows._entries}


def own(page, language="ar"):
    return page.template.words.get(language, {})


def test_the_words_are_listed_after_the_clauses_with_their_drafts(page):
    fixed = page.fixed
    assert fixed.isVisible()
    assert not page.problems.isVisible()
    assert fixed.language.value() == "ar"
    assert set(states(page).values()) == {"Draft"}
    assert len(states(page)) == len(fixed_words.slots("ar")) > 150
    assert (fixed.source.text(), fixed.text.text()) == ("Lender (we)", "المُعير (نحن)")
    assert "Check" in page.clauses.list.model().index(len(page.template.clauses)).data()


def test_enter_keeps_a_draft_as_it_is_and_goes_on(page, qtbot):
    fixed = page.fixed
    qtbot.keyClick(fixed.list, Qt.Key.Key_Return)
    assert fixed.text.hasFocus()
    qtbot.keyClick(fixed.text, Qt.Key.Key_Return)
    assert own(page) == {"Lender (we)": "المُعير (نحن)"}
    assert fixed.source.text() == "Borrower (you)"
    qtbot.keyClick(fixed.text, Qt.Key.Key_Up)
    assert fixed.source.text() == "Lender (we)"
    assert states(page)["Lender (we)"] == ""


def test_a_word_that_is_typed_is_drawn_and_saved(page, qtbot, office):
    fixed = page.fixed
    fixed.list.choose("Loan agreement")
    qtbot.keyClick(fixed.list, Qt.Key.Key_Return)
    paste(qtbot, fixed.text, "عقد إعارة")
    assert own(page) == {"Loan agreement": "عقد إعارة"}
    qtbot.waitUntil(lambda: "عقد" in page.preview.sheets.text(), timeout=20_000)
    qtbot.keyClick(page, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: bool(office.messages))
    settle(qtbot, office)
    found = []
    office.ask(office, lambda store: templating.to_edit(store).template, found.append)
    settle(qtbot, office)
    assert found[0].words == {"ar": {"Loan agreement": "عقد إعارة"}}
    assert page.bar.state() == "Version 2, a draft"


def test_a_word_that_is_emptied_is_the_draft_again(page, qtbot):
    fixed = page.fixed
    qtbot.keyClick(fixed.list, Qt.Key.Key_Return)
    qtbot.keyClicks(fixed.text, "x")
    assert own(page) == {"Lender (we)": "x"}
    qtbot.keyClick(fixed.text, Qt.Key.Key_Backspace)
    assert fixed.text.text() == ""  # what one is typing is left alone
    assert own(page) == {}
    qtbot.keyClick(fixed.text, Qt.Key.Key_Down)
    qtbot.keyClick(fixed.text, Qt.Key.Key_Up)
    assert fixed.text.text() == "المُعير (نحن)"


def test_all_drafts_are_taken_at_once(page, press):
    press(page.fixed, "We have read the drafts")
    assert own(page) == dict(fixed_words.draft("ar"))
    assert set(states(page).values()) == {""}
    assert not page.fixed.take.isVisible()
    page._check()
    told = [each.mind for each in page.problems.shown if getattr(each, "language", "") == "ar"]
    assert Mind.WORDS_DRAFT not in told


def test_a_field_that_is_lacking_is_told_beside_the_word(page, qtbot):
    fixed = page.fixed
    fixed.list.choose("Copy for {name}")
    qtbot.keyClick(fixed.list, Qt.Key.Key_Return)
    paste(qtbot, fixed.text, "نسخة")
    assert "{name}" in fixed._field.error()
    page._check()
    assert any(isinstance(each, Flaw) and each.word == "Copy for {name}" for each in page.problems.shown)
    assert "Wrong" in page.clauses.list.model().index(len(page.template.clauses)).data()
    page.clauses.list.setFocus()
    page.clauses.list.choose("property")
    qtbot.keyClick(page, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: page.clauses.list.current() == WORDS)
    assert fixed.source.text() == "Copy for {name}"
    assert fixed.text.hasFocus()


def test_a_language_without_a_draft_asks_for_each_word(page, qtbot):
    doubt = next(each for each in page.problems.shown if getattr(each, "mind", "") == Mind.WORDS_MISSING)
    assert doubt.language == "he"
    page.clauses.list.choose("care")
    page.problems.wanted.emit(doubt)
    fixed = page.fixed
    assert fixed.language.value() == "he"
    assert set(states(page).values()) == {"Not written"}
    assert fixed.text.text() == ""
    assert fixed.text.hasFocus()
    assert page.preview._asked[1] == "he"
    paste(qtbot, fixed.text, "המשאיל (אנחנו)")
    fixed.which.choose("missing")
    fixed._show_rows()
    assert "Lender (we)" in states(page)  # the word that one is at stays
    fixed.list.setFocus()
    fixed._show_rows()
    assert "Lender (we)" not in states(page)


def test_what_is_done_to_clauses_is_not_done_to_the_words(page, qtbot, press):
    before = page.template
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Delete):
        qtbot.keyClick(page.clauses.list, key)
    qtbot.keyClick(page.clauses.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert page.template == before
    assert page.clauses.list.current() in {WORDS, before.clauses[-1].id}
    qtbot.keyClick(page, Qt.Key.Key_N, CTRL)
    qtbot.waitUntil(lambda: page.template.clauses[-1].id == "clause-1")
    assert not page.fixed.isVisible()


def test_without_a_language_of_its_own_there_is_nothing_to_write(offices, showing, qtbot):
    page = showing(AgreementsPage, offices())
    assert page.clauses.list.rows.find(WORDS) == -1


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_everything_has_a_name_and_fits(offices, showing, qtbot, qapp, scale):
    theme.apply(qapp, scale=scale)
    try:
        french = Settings(language="fr")
        office = offices(
            lambda store, by: templating.set_paper_languages(store, ("en", "fr", "ar"), by), preferences=french
        )
        page = showing(AgreementsPage, office)
        page.clauses.list.choose(WORDS)
        settle(qtbot, office)
        assert unnamed(page.fixed) == []
        qtbot.waitUntil(lambda: cut_off(page.fixed) == [])
    finally:
        theme.apply(qapp)


def test_versions_tell_which_words_changed(page, qtbot, office):
    fixed = page.fixed
    fixed.list.choose("Loan agreement")
    qtbot.keyClick(fixed.list, Qt.Key.Key_Return)
    paste(qtbot, fixed.text, "عقد")
    page.save()
    qtbot.waitUntil(lambda: bool(office.messages))
    settle(qtbot, office)
    qtbot.keyClick(page, Qt.Key.Key_V, CTRL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), WordingVersions))
    dialog = QApplication.activeModalWidget()
    qtbot.waitUntil(lambda: "Headings and fixed words" in dialog.text.toPlainText())
    assert "العربية, “Loan agreement”: عقد" in dialog.text.toPlainText()
    dialog.reject()
