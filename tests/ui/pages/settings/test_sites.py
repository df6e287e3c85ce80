from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from loanmanager.domain.office import WEEK, WORKING_DAYS, Closure, Site
from loanmanager.i18n import Words
from loanmanager.operations import closing
from loanmanager.operations import office as operations
from loanmanager.settings import Settings
from loanmanager.ui import theme
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.pages.settings.closures import ClosureDialog, ClosureLine
from loanmanager.ui.pages.settings.page import SettingsPage
from loanmanager.ui.pages.settings.site_dialogs import SiteDialog
from loanmanager.ui.pages.settings.sites import days_words
from tests.ui.helpers import cut_off, unnamed
from tests.ui.office import closed, opened, settle


@pytest.fixture
def office(qtbot, tmp_path):
    made = opened(qtbot, tmp_path)
    made.messages = []
    made.said.connect(made.messages.append)
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
    qtbot.keyClicks(asked.form.name, "Saint-Michel")
    for at in (1, 4):  # Tuesday and Friday
        qtbot.keyClick(asked.form.days[at], Qt.Key.Key_Space)
    asked.form.hours.setText("9:00 to 16:30")
    asked.form.address.setPlainText("7501, rue Perrault\nMontréal")
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
    assert asked.focusWidget() is asked.form.name
    asked.form.name.setText("Main office")
    enter(qtbot, asked)
    settle(qtbot, office)
    assert asked.fields["name"].error() == "Name: “Main office” is taken already."
    asked.form.name.setText("Another")
    for tick in asked.form.days:
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
    asked.form.days[5].setChecked(True)
    asked.form.phone.setText("514 555-0142")
    enter(qtbot, asked)
    settle(qtbot, office)
    assert office.view.sites[0].open_days == WORKING_DAYS | {6}
    assert office.view.sites[0].id == 1
    assert office.view.rules.open_days.weekdays == WORKING_DAYS | {6}
    assert "Monday to Saturday" in shown_words(section)


def test_closed_days_are_added(qtbot, office, section):
    assert "None to come. Choose whose holidays a site keeps, so that nothing is due on one." in shown_words(section)
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
    assert "24 Dec to 4 Jan 2027" in shown_words(section)
    assert office.messages[-1].text == "The closed days are saved"
    press(section, "Add closed days")
    asked = dialog(qtbot, ClosureDialog)
    qtbot.keyClicks(asked._first, "2027-04-02")
    enter(qtbot, asked)
    settle(qtbot, office)
    assert "Fri\u00a02\u00a0Apr" in shown_words(section)


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


def add(office, settled, *closures):
    for each in closures:
        office.do(office, lambda store, by, each=each: closing.add_closure(store, each, by), lambda _: None)
    settled()


@pytest.fixture
def settled(qtbot, office):
    return lambda: settle(qtbot, office)


def undo(qtbot, office, settled):
    """Take the offer of the message line, with a reason."""
    dict(office.messages[-1].actions)["Undo"]()
    asked = dialog(qtbot, ReasonDialog)
    qtbot.keyClicks(asked._reason, "a slip")
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    settled()


FLOOD = Closure(date(2026, 12, 1), date(2026, 12, 1), "Flood")


def test_closed_days_are_edited_and_what_was_typed_before_stands_there(qtbot, office, section, settled):
    add(office, settled, FLOOD)
    press(section, "Edit Tue\u00a01\u00a0Dec\u00a02026")
    asked = dialog(qtbot, ClosureDialog)
    assert (asked._first.text(), asked._last.text(), asked._name.text()) == ("1 Dec 2026", "", "Flood")
    assert not asked.fields["site_id"].isVisible()  # there is one site only
    qtbot.keyClicks(asked._last, "2026-12-03")
    qtbot.keyClicks(asked._name_fr, "Inondation")
    enter(qtbot, asked)
    settled()
    assert office.view.closures == (Closure(date(2026, 12, 1), date(2026, 12, 3), "Flood", name_fr="Inondation"),)
    assert "1 Dec to 3 Dec" in shown_words(section)
    undo(qtbot, office, settled)
    assert office.view.closures == (FLOOD,)


def test_closed_days_are_taken_away_by_a_key_and_come_back(qtbot, office, section, settled):
    add(office, settled, FLOOD, Closure(date(2026, 12, 7), date(2026, 12, 7), "Moving"))
    lines = section.findChildren(ClosureLine)
    lines[0]._does[1].setFocus()
    qtbot.keyClick(lines[0]._does[1], Qt.Key.Key_Space)
    settled()
    assert [each.name for each in office.view.closures] == ["Moving"]
    assert office.messages[-1].text == "Tue\u00a01\u00a0Dec\u00a02026: open after all"
    assert QApplication.focusWidget().accessibleName() == "Edit Mon\u00a07\u00a0Dec\u00a02026"
    undo(qtbot, office, settled)
    assert [each.name for each in office.view.closures] == ["Flood", "Moving"]


def test_a_site_is_given_its_regions_holidays_one_of_which_is_worked(qtbot, office, section, settled):
    press(section, "Edit Main office")
    asked = dialog(qtbot, SiteDialog)
    assert [asked.form.region.itemText(at) for at in (0, 9, 11)] == ["None: no holidays", "Ontario", "Quebec"]
    asked.form.region.setFocus()
    qtbot.keyClicks(asked.form.region, "Queb")
    enter(qtbot, asked)
    settled()
    assert office.view.sites[0].region == "CA-QC"
    words = shown_words(section)
    assert {"Holidays of Quebec", "Fri\u00a025\u00a0Dec", "Saint Jean Baptiste Day", "2026", "2027", "2028"} <= set(
        words
    )
    assert "1 Jan" not in words  # of this year: it is past
    press(section, "Open on Fri\u00a025\u00a0Dec\u00a02026")
    settled()
    assert office.view.rules.open_days.is_open(date(2026, 12, 25))
    assert "open this time" in shown_words(section)
    qtbot.waitUntil(lambda: cut_off(section.page) == [])
    assert unnamed(section.page) == []
    press(section, "Close again on Fri\u00a025\u00a0Dec\u00a02026")
    settled()
    assert not office.view.rules.open_days.is_open(date(2026, 12, 25))
    undo(qtbot, office, settled)
    assert office.view.rules.open_days.is_open(date(2026, 12, 25))


def test_one_site_may_be_closed_alone(qtbot, office, section, settled):
    office.do(office, lambda store, by: operations.add_site(store, Site(0, "Saint-Michel"), by), lambda _: None)
    settled()
    press(section, "Add closed days")
    asked = dialog(qtbot, ClosureDialog)
    assert asked.fields["site_id"].isVisible()
    qtbot.keyClicks(asked._first, "2026-12-01")
    asked._site.setFocus()
    qtbot.keyClicks(asked._site, "Saint")
    enter(qtbot, asked)
    settled()
    assert office.view.closures[0].site_id == 2
    assert office.view.rules.open_days.is_open(date(2026, 12, 1))
    lines = section.findChildren(ClosureLine)
    said = [each.text() for each in lines[0].findChildren(QLabel)]
    assert said == ["Tue\u00a01\u00a0Dec", "Closed", "Saint-Michel"]


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
