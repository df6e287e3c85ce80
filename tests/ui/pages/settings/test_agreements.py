"""The agreement in the settings: the version in force, its files, and the languages of papers."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from loanmanager.domain.templates import ClauseText, TemplateClause
from loanmanager.operations import templating
from loanmanager.ui import saving
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.dialogs.wording_versions import WordingVersions
from loanmanager.ui.pages.settings.page import SettingsPage
from tests.operations.template_promises import file_of, longer
from tests.ui.helpers import cut_off, unnamed
from tests.ui.office import settle


@pytest.fixture
def office(offices):
    return offices()


@pytest.fixture
def section(office, showing, qtbot):
    page = showing(SettingsPage, office)
    page.show_section("agreements")
    settle(qtbot, office)
    return page.section("agreements")


def again(qtbot, office):
    settle(qtbot, office)
    settle(qtbot, office)


def in_force(office, qtbot):
    found = []
    office.ask(office, lambda store: templating.to_edit(store).template, found.append)
    settle(qtbot, office)
    return found[0]


def test_the_version_in_force_is_told_and_edited_elsewhere(section, office, press, qtbot):
    assert section._state.text() == "Version 1 is in force. It is a draft: have it read by your own counsel."
    assert not section._mind.isVisible()
    press(section, "Edit the wording")
    assert office.places[-1] == ("agreements", None)
    office.do(office, lambda store, by: templating.review_template(store, 1, "Me Roy", by), lambda _: None)
    again(qtbot, office)
    section.show_values()
    settle(qtbot, office)
    assert section._state.text() == "Version 1 is in force, reviewed."


def test_everything_fits_and_is_named(section):
    assert cut_off(section) == []
    assert unnamed(section) == []


def test_a_language_is_added_from_the_list_or_by_its_code_and_left_out(section, office, qtbot, press):
    section.languages.offered.choose("uk")
    press(section, "Add")
    again(qtbot, office)
    assert office.view.paper_languages == ("en", "fr", "uk")
    assert section._mind.isVisible()
    section.languages.code.setFocus()
    qtbot.keyClicks(section.languages.code, "ckb")
    qtbot.keyClick(section.languages.code, Qt.Key.Key_Return)
    again(qtbot, office)
    assert office.view.paper_languages == ("en", "fr", "uk", "ckb")
    press(section, "Leave Українська out")
    again(qtbot, office)
    assert office.view.paper_languages == ("en", "fr", "ckb")
    assert office.messages[-1].text == "The languages are kept"


def test_a_code_that_is_none_is_said_and_stays(section, office, qtbot):
    section.languages.code.setFocus()
    qtbot.keyClicks(section.languages.code, "Kurdish!")
    qtbot.keyClick(section.languages.code, Qt.Key.Key_Return)
    assert section.languages._wrong.text().startswith("“Kurdish!” is no code of a language.")
    assert section.languages.code.text() == "Kurdish!"
    assert office.view.paper_languages == ("en", "fr")


def test_the_offices_own_language_has_no_way_out(section, press):
    with pytest.raises(StopIteration):
        press(section, "Leave English out")


def test_a_file_goes_out_and_comes_back(section, office, qtbot, tmp_path, monkeypatch, press):
    target = tmp_path / "out.toml"
    monkeypatch.setattr(saving, "choose_file", lambda *_: str(target))
    press(section, "Export to a file")
    settle(qtbot, office)
    assert office.messages[-1].text == "The wording is in out.toml"
    own = TemplateClause("own", {"en": ClauseText("Own", "Our own.")})
    other = tmp_path / "in.toml"
    other.write_bytes(b"")
    office.ask(office, lambda store: other.write_bytes(file_of(store, own)), lambda _: None)
    settle(qtbot, office)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    press(section, "Import a file")
    again(qtbot, office)
    assert office.messages[-1].text == "The wording of in.toml is in force"
    assert in_force(office, qtbot).clauses[-1] == own
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(target), ""))
    press(section, "Import a file")
    again(qtbot, office)
    assert in_force(office, qtbot).version == 3
    press(section, "Import a file")
    again(qtbot, office)
    assert "says what version 3 says already" in office.messages[-1].text


def test_leaving_a_file_dialog_does_nothing(section, office, qtbot, monkeypatch, press):
    monkeypatch.setattr(saving, "choose_file", lambda *_: "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    press(section, "Export to a file")
    press(section, "Import a file")
    settle(qtbot, office)
    assert office.messages == []


def test_a_file_that_is_none_is_refused_by_a_sentence(section, office, qtbot, tmp_path):
    picture = tmp_path / "a.toml"
    picture.write_bytes(b"\x89PNG")
    section.take(picture)
    again(qtbot, office)
    assert "holds no agreement wording" in office.messages[-1].text
    assert office.messages[-1].error


def _saved(store, by):
    own = TemplateClause("own", {"en": ClauseText("Own", "Our own.")})
    template = longer(store, own)
    off = replace(template.clauses[0], on=False, initials=True, types=("hotspot",), when="minor")
    clauses = (template.clauses[1], off, *template.clauses[3:])
    templating.save_template(store, templating.SaveTemplate(replace(template, clauses=clauses), "ours"), by)


def test_the_shipped_draft_comes_back_and_that_is_undone(offices, showing, qtbot, press, dialog_of):
    office = offices(_saved)
    page = showing(SettingsPage, office)
    page.show_section("agreements")
    section = page.section("agreements")
    settle(qtbot, office)
    press(section, "Back to the shipped draft")
    again(qtbot, office)
    assert office.messages[-1].text == "The shipped draft is in force again"
    assert in_force(office, qtbot).version == 3
    office.messages[-1].actions[0][1]()
    dialog = dialog_of(ReasonDialog)
    qtbot.keyClicks(dialog._reason, "no")
    qtbot.keyClick(dialog._reason, Qt.Key.Key_Return)
    again(qtbot, office)
    assert in_force(office, qtbot).version == 2


def test_versions_are_compared_reviewed_and_brought_back(offices, showing, qtbot, press, dialog_of):
    office = offices(_saved)
    page = showing(SettingsPage, office)
    page.show_section("agreements")
    settle(qtbot, office)
    press(page, "Versions")
    dialog = dialog_of(WordingVersions)
    qtbot.waitUntil(lambda: "Our own." in dialog.text.toPlainText())
    said = dialog.text.toPlainText()
    for line in (
        "Personal use · Clause moved",
        "Ownership · Clause changed",
        "Printed when: A guardian signs",
        "If one is lent: hotspot",
        "Switched off",
        "Now initialled",
        "Own · New clause",
        "English, text: Our own.",
        "Care · Clause taken out",
    ):
        assert line in said, line
    assert (
        dialog.list.model().index(0).data().startswith("Version 2 · in force, 23 Nov 2026 · ours, Draft, 0 agreements")
    )
    assert not dialog.restore.isEnabled()
    press(dialog, "Mark as reviewed")
    qtbot.waitUntil(lambda: dialog_of_name(dialog) is not None)
    asked = dialog_of_name(dialog)
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    assert asked._field.error()
    qtbot.keyClicks(asked.name, "Clinique juridique")
    qtbot.keyClick(asked.name, Qt.Key.Key_Return)
    again(qtbot, office)
    assert not dialog.review.isEnabled()
    assert "Reviewed" in dialog.list.model().index(0).data()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog._above.text() == "The first version"
    press(dialog, "Bring this version back")
    again(qtbot, office)
    assert office.messages[-1].text == "Version 1 is back"
    assert in_force(office, qtbot).version == 3
    assert cut_off(dialog) == []
    dialog.reject()


def dialog_of_name(parent):
    from loanmanager.ui.dialogs.reviewer import ReviewerDialog

    return parent.findChild(ReviewerDialog)
