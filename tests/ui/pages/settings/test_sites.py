from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from loanmanager.domain.office import WEEK, WORKING_DAYS, Closure
from loanmanager.i18n import Words
from loanmanager.settings import Settings
from loanmanager.ui import theme
from loanmanager.ui.pages.settings.page import SettingsPage
from loanmanager.ui.pages.settings.site_dialogs import ClosureDialog, SiteDialog
from loanmanager.ui.pages.settings.sites import days_words
from tests.ui.helpers import cut_off, unnamed
from tests.ui.office import closed, opened, settle


@pytest.fixture
def office(qtbot, tmp_path):
    made = opened(qtbot, tmp_path)
    yield made
    closed(qtbot, made)


@pytest.fixture
def section(office, shown):
    page = SettingsPage(office)
    shown(page, 1182, 660)
    page.open("sites")
    made = page.section("sites")
    made.page = page
    return made


def press(section, words):
    next(
        each for each in section.findChildren(QPushButton) if words in {each.text().strip(), each.accessibleName()}
    ).click()


def dialog(qtbot, kind):
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    return QApplication.activeModalWidget()


def enter(qtbot, asked):
    qtbot.keyClick(asked, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def shown_words(section):
    return [
        each.text() for each in section.findChildren(QLabel) if not each.isHidden()
    ]  # Qt shows what is new a moment later


def test_a_site_is_added_with_its_days(qtbot, office, section):
    press(section, "Add a site")
    asked = dialog(qtbot, SiteDialog)
    assert unnamed(asked) == []
    assert cut_off(asked) == []
    qtbot.keyClicks(asked._name, "Saint-Michel")
    for at in (1, 4):  # Tuesday and Friday
        qtbot.keyClick(asked._days[at], Qt.Key.Key_Space)
    asked._hours.setText("9:00 to 16:30")
    asked._address.setPlainText("7501, rue Perrault\nMontréal")
    enter(qtbot, asked)
    settle(qtbot, office)
    assert [site.name for site in office.view.sites] == ["Main office", "Saint-Michel"]
    assert office.view.sites[1].open_days == frozenset({1, 3, 4})
    assert "Monday, Wednesday and Thursday · 9:00 to 16:30" in shown_words(section)
    assert "7501, rue Perrault, Montréal" in shown_words(section)


def test_what_does_not_fit_is_said_beside_its_field(qtbot, office, section):
    press(section, "Add a site")
    asked = dialog(qtbot, SiteDialog)
    enter(qtbot, asked)
    settle(qtbot, office)
    assert asked.fields["name"].error() == "Name: something is needed here."
    assert asked.focusWidget() is asked._name
    asked._name.setText("Main office")
    enter(qtbot, asked)
    settle(qtbot, office)
    assert asked.fields["name"].error() == "Name: “Main office” is taken already."
    asked._name.setText("Another")
    for tick in asked._days:
        tick.setChecked(False)
    enter(qtbot, asked)
    settle(qtbot, office)
    assert asked.fields["open_days"].error() == "Open days: something is needed here."
    assert asked.error() == ""
    assert cut_off(asked) == []
    assert len(office.view.sites) == 1
    asked.reject()


def test_a_site_is_edited_and_its_days_are_followed(qtbot, office, section):
    press(section, "Edit Main office")
    asked = dialog(qtbot, SiteDialog)
    asked._days[5].setChecked(True)
    asked._phone.setText("514 555-0142")
    enter(qtbot, asked)
    settle(qtbot, office)
    assert office.view.sites[0].open_days == WORKING_DAYS | {6}
    assert office.view.sites[0].id == 1
    assert office.view.rules.open_days.weekdays == WORKING_DAYS | {6}
    assert "Monday to Saturday" in shown_words(section)


def test_closed_days_are_added(qtbot, office, section):
    assert "None yet. Add holidays, so that nothing is due on one." in shown_words(section)
    press(section, "Add closed days")
    asked = dialog(qtbot, ClosureDialog)
    assert unnamed(asked) == []
    assert cut_off(asked) == []
    qtbot.keyClicks(asked._first, "24 Dec")
    qtbot.keyClicks(asked._last, "2027-01-04")
    qtbot.keyClicks(asked._name, "Holidays")
    enter(qtbot, asked)
    settle(qtbot, office)
    assert office.view.rules.open_days.closures == (Closure(date(2026, 12, 24), date(2027, 1, 4), "Holidays"),)
    assert "24 Dec 2026 to 4 Jan 2027" in shown_words(section)
    press(section, "Add closed days")
    asked = dialog(qtbot, ClosureDialog)
    qtbot.keyClicks(asked._first, "2027-04-02")
    enter(qtbot, asked)
    settle(qtbot, office)
    assert "2 Apr 2027" in shown_words(section)


def test_days_that_are_none_are_said_beside_their_field(qtbot, office, section):
    press(section, "Add closed days")
    asked = dialog(qtbot, ClosureDialog)

    def errors():
        enter(qtbot, asked)
        return {name: field.error() for name, field in asked.fields.items() if field.error()}

    assert errors() == {"first": "Write a date, such as 23 Nov 2026."}
    asked._first.setText("24 Dec 2026")
    asked._last.setText("soon")
    assert errors() == {"last": "Write a date, such as 23 Nov 2026."}
    assert asked.focusWidget() is asked._last
    asked._last.setText("2026-12-01")
    assert errors() == {"last": "This is before the first day."}
    asked._last.setText("")
    asked._name.setText("x" * 10_001)
    assert errors() == {}
    settle(qtbot, office)
    assert asked.fields["name"].error().startswith("Name: ")
    assert office.view.rules.open_days.closures == ()
    asked.reject()


def test_the_lines_stay_when_nothing_changed(section):
    before = [id(each) for each in section.findChildren(QPushButton)]
    section.show_values()
    assert [id(each) for each in section.findChildren(QPushButton)] == before


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (WEEK, "Every day"),
        (WORKING_DAYS, "Monday to Friday"),
        (frozenset({6, 7}), "Saturday and Sunday"),
        (frozenset({1, 3, 5}), "Monday, Wednesday and Friday"),
        (frozenset({2}), "Tuesday"),
        (frozenset(), ""),
    ],
)
def test_days_are_said_as_people_say_them(days, said):
    assert days_words(days, Words("en")) == said


@pytest.mark.parametrize("kind", ["site", "closure"])
def test_the_dialogs_fit_in_french_at_150(qapp, qtbot, tmp_path, shown, kind):
    theme.apply(qapp, scale=1.5)
    office = opened(qtbot, tmp_path, preferences=Settings(language="fr", text_size=150))
    page = SettingsPage(office)
    shown(page, 1262, 580)
    asked = SiteDialog(office, None, parent=page) if kind == "site" else ClosureDialog(office, parent=page)
    asked.open()
    assert cut_off(asked) == []
    asked.reject()
    closed(qtbot, office)
    theme.apply(qapp)
