import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton

from loanmanager.domain.office import Office as Agency
from loanmanager.operations import office as operations
from loanmanager.settings import Settings
from loanmanager.ui import saving, theme
from loanmanager.ui.main_window import MainWindow
from loanmanager.ui.pages.settings import about
from loanmanager.ui.pages.settings.page import SettingsPage
from loanmanager.ui.pages.settings.section import Section
from tests.ui.helpers import cut_off, tab_order, unnamed
from tests.ui.office import closed, opened, settle

SECTIONS = ["agency", "sites", "rules", "staff", "look", "data", "protection", "about"]


@pytest.fixture
def office(qtbot, tmp_path):
    made = opened(qtbot, tmp_path / "data")
    made.heard = []
    made.said.connect(lambda message: made.heard.append(message.text))
    yield made
    closed(qtbot, made)


@pytest.fixture
def page(office, shown):
    made = SettingsPage(office)
    shown(made, 1182, 660)
    made.open()
    return made


def save(qtbot, office):
    """Press Ctrl+Enter, and wait for the click that Qt makes of it."""
    spy = QSignalSpy(office.said)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: spy.count() > 0)
    settle(qtbot, office)


def type_in(qtbot, section, name, text):
    control = section.fields[name].control
    control.setFocus()
    control.selectAll()
    qtbot.keyClicks(control, text)


@pytest.mark.parametrize("key", SECTIONS)
def test_every_section_fits_and_every_control_is_named(qtbot, page, key):
    page.open(key)
    assert page.shown == key
    assert page._stack.currentWidget() is page.section(key)
    qtbot.waitUntil(lambda: cut_off(page) == [])  # once it is laid out
    assert unnamed(page) == []


@pytest.mark.parametrize("key", SECTIONS)
def test_nothing_is_cut_in_french_at_150(qapp, qtbot, tmp_path, shown, key):
    theme.apply(qapp, scale=1.5)
    office = opened(qtbot, tmp_path, preferences=Settings(language="fr", text_size=150))
    page = SettingsPage(office)
    shown(page, 1262, 580)
    page.open(key)
    assert page.width() == 1262
    qtbot.waitUntil(lambda: cut_off(page) == [])
    closed(qtbot, office)
    theme.apply(qapp)


def test_the_page_fits_into_little_room(page):
    for key in SECTIONS:
        page.open(key)
    page.resize(790, 600)
    assert page.width() == 790


def test_sections_are_gone_through_by_keys(qtbot, page):
    page._items["agency"].setFocus()
    qtbot.keyClick(page._items["agency"], Qt.Key.Key_Down)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert page.shown == "rules"
    stops = tab_order(page)
    assert page.section("rules").primary in stops
    assert page.section("agency").primary not in stops


def test_the_agency_is_saved_with_the_name_of_who_serves(qtbot, office, page):
    section = page.section("agency")
    type_in(qtbot, section, "name", "Carrefour Emploi")
    type_in(qtbot, section, "address", "2600, rue Beaubien Est")
    type_in(qtbot, section, "staff", "  Ana Lopes ")
    section.fields["language"].control.choose("fr")
    save(qtbot, office)
    assert office.heard == ["The agency is saved"]
    agency = office.view.office
    assert (agency.name, agency.address, agency.language) == ("Carrefour Emploi", "2600, rue Beaubien Est", "fr")
    assert office.staff_name == "Ana Lopes"
    assert section.fields["staff"].control.text() == "Ana Lopes"
    assert section.state() == {}


def test_papers_need_a_name_of_who_serves(qtbot, office, page):
    section = page.section("agency")
    settle(qtbot, office)  # the logo is read
    section.fields["staff"].control.clear()
    section.primary.click()
    assert section.fields["staff"].error() == "Papers say who served: write a name."
    assert section.fields["staff"].control.hasFocus()
    assert office.tasks.is_idle


def test_what_does_not_fit_is_said_beside_its_field_and_stays_typed(qtbot, office, page):
    section = page.section("agency")
    section.fields["hours"].control.setText("9 to 5")
    address = section.fields["address"].control
    assert isinstance(address, QPlainTextEdit)
    address.setPlainText("x" * 10_001)
    section.primary.click()
    settle(qtbot, office)
    assert section.fields["address"].error() == "Address: this is too long. There is room for 500 characters."
    assert section.fields["hours"].control.text() == "9 to 5"
    assert office.view.office.hours == ""
    address.setPlainText("")
    save(qtbot, office)
    assert section.fields["address"].error() == ""
    assert office.view.office.hours == "9 to 5"


def test_typing_survives_leaving_a_change_from_elsewhere_and_a_rebuild(qtbot, office, page, shown):
    section = page.section("agency")
    type_in(qtbot, section, "phone", "514 555-0142")
    page.open("rules")
    page.section("rules").fields["renewals"].control.setText("5")
    changed = Agency(name="Elsewhere", phone="418 555-0100")
    office.do(office, lambda store, by: operations.save_office(store, changed, by), lambda _: None)
    settle(qtbot, office)
    assert section.fields["name"].control.text() == "Elsewhere"
    assert section.fields["phone"].control.text() == "514 555-0142"
    again = SettingsPage(office)
    qtbot.addWidget(again)
    again.put_back(page.state())
    assert again.shown == "rules"
    assert again.section("agency").fields["phone"].control.text() == "514 555-0142"
    assert again.section("rules").fields["renewals"].control.text() == "5"
    assert again.section("agency").state() == {"phone": "514 555-0142"}
    again.put_back(None)


def test_what_is_typed_while_it_is_saved_stays(qtbot, office, page):
    section = page.section("agency")
    section.fields["name"].control.setText("One")
    section.primary.click()
    section.fields["name"].control.setText("One and two")
    settle(qtbot, office)
    assert office.view.office.name == "One"
    assert section.fields["name"].control.text() == "One and two"
    assert section.state() == {"name": "One and two"}


def test_a_currency_of_ones_own_is_kept(qtbot, office):
    def other(store, by):
        return operations.save_office(store, Agency(currency="MXN"), by)

    office.do(office, other, lambda _: None)
    settle(qtbot, office)
    section = SettingsPage(office).section("agency")
    assert section.stored()["currency"] == section.typing.values()["currency"] == "MXN"


def test_a_look_is_chosen_at_once_and_the_next_key_does_not_go_astray(qtbot, office, shown):
    window = shown(MainWindow(office), 1366, 768)
    window.enter("settings")
    settle(qtbot, office)
    window.page.open("look")
    first = next(iter(window.page.section("look")._choices["text_size"]._buttons.values()))
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert office.settings.text_size == 125
    qtbot.waitUntil(lambda: theme.look().scale == 1.25)
    settle(qtbot, office)
    choices = window.page.section("look")._choices
    assert choices["text_size"]._buttons["125"].hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: theme.look().scale == 1)


@pytest.mark.parametrize(
    ("name", "key", "kept"),
    [("language", "fr", "fr"), ("theme", "dark", "dark"), ("theme", "system", ""), ("page_size", "a4", "a4")],
)
def test_each_choice_is_kept(office, page, name, key, kept):
    page.section("look")._choices[name]._buttons[key].click()
    assert getattr(office.settings, name) == kept
    assert page.section("look").state() is None


def test_a_backup_is_written_checked_and_said(qtbot, office, page, tmp_path, monkeypatch):
    asked = []
    target = tmp_path / "kept.loanbackup"
    monkeypatch.setattr(saving, "choose_file", lambda *about: asked.append(about[2]) or str(target))
    page.open("data")
    qtbot.keyClick(page.section("data")._saves, Qt.Key.Key_Space)
    settle(qtbot, office)
    assert asked[0].endswith("loanmanager-2026-11-23.loanbackup")
    assert target.stat().st_size > 0
    assert office.heard == ["Backed up and checked: kept.loanbackup"]


def test_a_backup_never_replaces_the_records(qtbot, office, page, monkeypatch):
    monkeypatch.setattr(saving, "choose_file", lambda *_: str(office.folder / "loanmanager.db"))
    page.section("data")._saves.click()
    settle(qtbot, office)
    assert office.heard == ["loanmanager.db holds the records themselves. Choose another name."]
    monkeypatch.setattr(saving, "choose_file", lambda *_: "")
    page.section("data")._saves.click()
    assert office.tasks.is_idle


def test_a_backup_that_cannot_be_written_is_said(qtbot, office, page, tmp_path, monkeypatch):
    monkeypatch.setattr(saving, "choose_file", lambda *_: str(tmp_path / "none" / "kept.loanbackup"))
    page.section("data")._saves.click()
    settle(qtbot, office)
    assert len(office.heard) == 1


def test_the_other_buttons_go_where_they_say(office, page, monkeypatch):
    asked, seen = QSignalSpy(office.asked_for), []
    monkeypatch.setattr(saving, "open_path", lambda path: seen.append(path) or True)
    for button in page.section("data").findChildren(QPushButton):
        if button.text().strip() in {"Open the folder", "Import a sheet", "Export a list"}:
            button.click()
    assert [asked.at(at) for at in range(asked.count())] == [["import", None], ["export", None]]
    assert seen == [office.folder]


def test_support_gets_version_system_and_folder(qtbot, office, page):
    page.open("about")
    section = page.section("about")
    section._copy()
    text = QApplication.clipboard().text()
    assert text == about.facts_of(office)
    assert str(office.folder) in text
    assert "Qt 6" in text
    assert office.heard == ["Copied: version, system and data folder, nothing of any client"]


def test_licences_are_read_as_lines():
    made = about.as_lines("# Title\n\n## Icons\n| files | from |\n|---|---|\n| a | b |\nAnd more.")
    assert made.splitlines() == ["", "", "**Icons**", "", "", "- a · b", "And more."]


def test_a_section_that_saves_nothing_does_nothing(qtbot, office):
    section = Section(office, "Bare")
    qtbot.addWidget(section)
    section.show_values()
    section.save()
    section.put_back(None)
    assert section.state() == {}
