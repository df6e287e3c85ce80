"""The section of staff: adding, editing, letting go, PINs, the lock, and the table of what each role may do."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton

from loanmanager.domain.office import Role
from loanmanager.operations import staff
from loanmanager.operations.staff import NewStaff
from loanmanager.storage import search
from loanmanager.ui.dialogs.own_pin import OwnPin
from loanmanager.ui.pages.settings.page import SettingsPage
from loanmanager.ui.pages.settings.rights_table import RightsTable
from loanmanager.ui.pages.settings.staff_dialogs import GivePin, StaffDialog
from tests.operations.staff_promises import close
from tests.ui.helpers import cut_off, unnamed
from tests.ui.office import settle

LUC, NOOR = 2, 3


def filled(*with_pin):
    def fill(store, by):
        staff.add_staff(store, NewStaff("Luc Roy", Role.COORDINATOR), by)
        staff.add_staff(store, NewStaff("Noor Haddad"), by)
        close(store, by, *with_pin)

    return fill


@pytest.fixture
def office(offices, request):
    return offices(filled(*getattr(request, "param", (1, 2))))


@pytest.fixture
def section(office, showing, qtbot):
    page = showing(SettingsPage, office)
    page.open("staff")
    settle(qtbot, office)
    return page.section("staff")


def people(qtbot, office):
    rows = []
    office.ask(office, search.staff_rows, rows.extend)
    settle(qtbot, office)
    return {each.name: each for each in rows}


def test_somebody_is_added_with_a_first_pin(section, office, qtbot, press, dialog_of):
    press(section, "Add somebody")
    dialog = dialog_of(StaffDialog)
    assert not cut_off(dialog) + unnamed(dialog)
    qtbot.keyClicks(dialog.fields["name"].control, "Mia Chen")
    qtbot.keyClicks(dialog.fields["pin"].control, "1111")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert "too easy" in dialog.fields["pin"].error()
    dialog.fields["pin"].control.clear()
    qtbot.keyClicks(dialog.fields["pin"].control, "2580")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(qtbot, office)
    made = people(qtbot, office)["Mia Chen"]
    assert (made.role, made.has_pin, made.must_change) == (Role.FRONT_DESK, True, True)
    assert office.messages[-1].text == "Mia Chen saved"


def test_a_role_is_changed_and_the_history_says_so(section, office, qtbot, press, dialog_of):
    press(section, "Edit Luc Roy")
    dialog = dialog_of(StaffDialog)
    dialog._role.choose("administrator")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert people(qtbot, office)["Luc Roy"].role is Role.ADMINISTRATOR
    assert "Luc Roy: Coordinator → Administrator" in section._told.model().index(0, 0).data()


def test_the_last_administrator_is_kept_by_a_sentence(section, office, qtbot, press):
    press(section, "Deactivate Administrator")
    settle(qtbot, office)
    assert office.messages[-1].error
    assert "Nobody does this to themselves" in office.messages[-1].text
    assert people(qtbot, office)["Administrator"].active


def test_somebody_is_let_go_and_comes_back(section, office, qtbot, press):
    press(section, "Deactivate Noor Haddad")
    settle(qtbot, office)
    assert not people(qtbot, office)["Noor Haddad"].active
    press(section, "Reactivate Noor Haddad")
    settle(qtbot, office)
    assert people(qtbot, office)["Noor Haddad"].active


def test_a_pin_is_given_to_somebody_else_and_one_s_own_is_changed(section, office, qtbot, press, dialog_of):
    press(section, "New PIN for Luc Roy")
    given = dialog_of(GivePin)
    assert not cut_off(given) + unnamed(given)
    qtbot.keyClicks(given.fields["pin"].control, "25")
    qtbot.keyClick(given, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert "at least 4" in given.fields["pin"].error()
    qtbot.keyClicks(given.fields["pin"].control, "80")
    qtbot.keyClick(given, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert people(qtbot, office)["Luc Roy"].must_change
    press(section, "New PIN for Administrator")
    own = dialog_of(OwnPin)
    assert not cut_off(own) + unnamed(own)
    for name, text in (("pin", "0000"), ("new_pin", "blue kayak"), ("again", "blue")):
        qtbot.keyClicks(own.fields[name].control, text)
    qtbot.keyClick(own, Qt.Key.Key_Return)
    assert "not the same" in own.fields["again"].error()
    qtbot.keyClicks(own.fields["again"].control, " kayak")
    qtbot.keyClick(own, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert "not the PIN" in own.fields["pin"].error()
    own.fields["pin"].control.clear()
    qtbot.keyClicks(own.fields["pin"].control, "1234")
    qtbot.keyClick(own, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert office.messages[-1].text == "Your PIN is kept"


@pytest.mark.parametrize("office", [()], indirect=True)
def test_an_open_office_says_so_and_how_to_change_it(section, office, qtbot, press, dialog_of):
    assert section._open.isVisible()
    press(section, "New PIN for Luc Roy")
    given = dialog_of(GivePin)
    qtbot.keyClicks(given.fields["pin"].control, "2580")
    qtbot.keyClick(given, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert "administrator’s" in given.error()
    given.reject()
    press(section, "Choose a PIN…")
    own = dialog_of(OwnPin)
    assert not own.fields["pin"].isVisible()
    for name in ("new_pin", "again"):
        qtbot.keyClicks(own.fields[name].control, "2580")
    qtbot.keyClick(own, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert office.view.with_pin == {1}
    assert not section._open.isVisible()


def test_the_minutes_of_the_lock_are_kept_or_refused_beside_the_field(section, office, qtbot):
    control = section.fields["idle_minutes"].control
    for typed, kept in (("0", 10), ("x", 10), ("9" * 30, 10), ("3", 3)):
        control.setText(typed)
        section.save()
        settle(qtbot, office)
        assert bool(section.fields["idle_minutes"].error()) == (kept == 10)
        assert office.view.idle_minutes == kept


def test_the_table_is_read_as_one(section):
    table = section.findChild(RightsTable)
    assert table.rowCount() > 30
    assert [table.horizontalHeaderItem(n).text() for n in range(4)] == [
        "May", "Front desk", "Coordinator", "Administrator",
    ]  # fmt: skip
    said = [[table.item(at, n).text() for n in range(4)] for at in range(table.rowCount())]
    assert ["Lend and renew", "Yes", "Yes", "Yes"] in said
    assert ["Override a refusal with a reason", "No", "Yes", "Yes"] in said
    assert ["Import sheets", "No", "No", "Yes"] in said
    spoken = QAccessible.queryAccessibleInterface(table)
    assert spoken.role() == QAccessible.Role.Table
    assert spoken.text(QAccessible.Text.Name) == "What each role may do"
    assert table.verticalScrollBar().maximum() == 0, "it scrolls with the page, not by itself"


@pytest.mark.parametrize("key", ["agency", "sites", "rules", "agreements", "notices", "staff", "look", "data"])
def test_who_may_not_change_a_section_is_told_and_cannot(office, showing, qtbot, key):
    office.come(NOOR)
    page = showing(SettingsPage, office)
    page.open(key)
    settle(qtbot, office)
    section = page.section(key)
    assert not cut_off(page) + unnamed(page)
    if key == "look":
        assert any(each.isEnabled() for each in section.findChildren(QPushButton))
        return
    offered = [
        each
        for kind in (QLineEdit, QCheckBox, QPushButton)
        for each in section.findChildren(kind)
        if each.isVisible() and each.isEnabled() and not getattr(each, "isReadOnly", bool)()
    ]
    allowed = {"Open the folder", "Back up now"} if key == "data" else set()  # a backup harms nobody
    assert {each.text().strip() for each in offered} <= allowed
    assert not section.primary.isEnabled() or not section.primary.isVisible()


def test_a_coordinator_sets_closed_days_but_no_site(office, showing, qtbot):
    office.come(LUC)
    page = showing(SettingsPage, office)
    page.open("sites")
    settle(qtbot, office)
    named = {each.text().strip(): each for each in page.section("sites").findChildren(QPushButton)}
    assert named["Add closed days"].isEnabled()
    assert not named["Add a site"].isEnabled()
    assert "administrators" in named["Add a site"].toolTip()
