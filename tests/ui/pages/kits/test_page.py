"""Kits by keys: made, filled by the scanner, named, emptied, retired, undone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from loanmanager.domain.names import Label
from loanmanager.operations import kits
from loanmanager.settings import Settings
from loanmanager.storage import search
from loanmanager.ui import theme
from loanmanager.ui.dialogs.kit import KitDialog
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.pages.kits.page import Kits
from loanmanager.ui.pages.kits.state import mark_of, state_of
from loanmanager.ui.pages.kits.units import UnitLine
from tests.ui.helpers import cut_off, tab_order
from tests.ui.office import settle
from tests.ui.pages.kits.conftest import fill


@pytest.fixture
def detail(qtbot, page, office):
    page.list.setFocus()
    page.list.selectRow(0)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    settle(qtbot, office)
    return page.detail


def scan(qtbot, office, detail, code):
    qtbot.keyClicks(detail._scan, code)
    qtbot.keyClick(detail._scan, Qt.Key.Key_Return)
    settle(qtbot, office)


def units(detail):
    return [each for each in detail.findChildren(UnitLine) if each.isVisible()]


def tags(detail):
    return [each.device.tag for each in detail.read.more.units]


def timeline(detail):
    events = detail.timeline.events
    return [events.index(at).data() for at in range(events.rowCount())]


def ask(qtbot, office, question):
    found = []
    office.ask(office, question, found.append)
    settle(qtbot, office)
    return found[0]


def undo(qtbot, office, dialog_of, message):
    dict(message.actions)["Undo"]()
    dialog = dialog_of(ReasonDialog)
    dialog._reason.setText("a mistake")
    dialog.primary.click()
    settle(qtbot, office)


def test_a_kit_says_how_much_of_it_is_in(page, detail):
    assert page._model.rowCount() == 1
    shown = [page._model.index(0, at).data() for at in range(page._model.columnCount())]
    assert shown == ["KIT-0001", "Interview kit", "Complete", "2", "$450.00"]
    assert detail._head._title.text() == "KIT-0001"
    assert detail._fields._controls["cost"].text() == "$450.00"
    assert [each._label.text() for each in units(detail)] == ["For the participant", ""]
    assert timeline(detail) == ["Added, Today, 10:00, Administrator"] or "Added" in timeline(detail)[0]


def test_the_scanner_fills_a_kit_and_a_stranger_is_refused_beside_the_box(qtbot, office, detail, dialog_of):
    detail.wait_for_devices()
    assert detail._scan.hasFocus()
    scan(qtbot, office, detail, "tb-0001")
    assert tags(detail) == ["LT-0001", "HD-0001", "TB-0001"]
    assert detail._scan.text() == ""
    assert office.messages[-1].text == "TB-0001 put into KIT-0001"
    assert "TB-0001 put in" in timeline(detail)[0]
    scan(qtbot, office, detail, "LT-0001")
    assert detail._wrong.text().startswith("LT-0001 is in kit KIT-0001 already.")
    assert detail._scan.text() == "LT-0001"
    detail._scan.clear()
    scan(qtbot, office, detail, "nothing")
    assert detail._wrong.text().startswith("No device bears “nothing”")
    detail._scan.clear()
    qtbot.keyClick(detail._scan, Qt.Key.Key_Return)
    settle(qtbot, office)
    undo(qtbot, office, dialog_of, next(each for each in office.messages if "put into" in each.text))
    assert tags(detail) == ["LT-0001", "HD-0001"]


def test_a_unit_is_named_in_place_and_taken_out(qtbot, office, detail, press):
    label = units(detail)[1]._label
    label.setFocus()
    qtbot.keyClicks(label, "For the call")
    qtbot.keyClick(label, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert detail.read.more.units[1].label == Label("For the call")
    assert "HD-0001 named" in timeline(detail)[0]
    assert "For the call" in timeline(detail)[0]
    press(detail, "Take LT-0001 out of the kit")
    settle(qtbot, office)
    assert tags(detail) == ["HD-0001"]
    assert "LT-0001 taken out" in timeline(detail)[0]
    press(detail, "Open HD-0001")
    assert office.places[-1][0] == "devices"


def test_fields_are_edited_in_place_in_both_languages(qtbot, office, detail):
    for name, text in (("name.en", "Interviews"), ("name.fr", "Entrevues"), ("cost", "475"), ("tag", "KIT-9")):
        control = detail._fields._controls[name]
        control.setFocus()
        control.selectAll()
        qtbot.keyClicks(control, text)
        qtbot.keyClick(control, Qt.Key.Key_Return)
        settle(qtbot, office)
    kit = detail.read.record
    assert (kit.name, kit.cost, kit.tag) == (Label("Interviews", "Entrevues"), 47500, "KIT-9")
    control = detail._fields._controls["tag"]
    control.setFocus()
    control.selectAll()
    qtbot.keyClicks(control, "LT-0001")
    qtbot.keyClick(control, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert detail._fields._errors["tag"].text() == "Tag: “LT-0001” is taken already."
    assert control.text() == "LT-0001"


def test_lending_it_goes_to_the_desk(detail, office, qtbot):
    qtbot.keyClick(detail.primary, Qt.Key.Key_Space)
    assert office.places[-1] == ("desk", ("kit", 1))


def test_a_kit_is_added_and_then_waits_for_its_devices(qtbot, office, page, dialog_of):
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(KitDialog)
    dialog._cost.setText("much")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog._fields["cost"].error() == "Write an amount like 450.00."
    dialog._cost.setText("99")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert dialog._fields["name"].error() == "Name: something is needed here."
    qtbot.keyClicks(dialog._en, "Workshop")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(qtbot, office)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    settle(qtbot, office)
    assert page.detail.read.record.tag == "KIT-0002"
    page.activateWindow()  # offscreen nothing brings the window behind a dialog to the front
    qtbot.waitUntil(page.detail._scan.hasFocus)
    assert office.messages[-1].text == "Kit KIT-0002 added. Scan the devices that belong to it."
    assert page.detail._status.accessibleName() == "Empty"
    assert not page.detail.primary.isVisible()


def test_a_kit_is_retired_with_a_reason_and_brought_back(qtbot, office, page, detail, menu_of, dialog_of):
    menu_of(detail)["Retire the kit…"].trigger()
    dialog = dialog_of(ReasonDialog)
    dialog._reason.setText("the bag is torn")
    dialog.primary.click()
    settle(qtbot, office)
    assert page._model.rowCount() == 0
    page.open("retired")
    settle(qtbot, office)
    assert page._model.index(0, 2).data() == "Retired"
    assert not detail._scan.isVisible()
    assert "Retire the kit…" not in menu_of(detail)
    QApplication.activePopupWidget().close()
    undo(qtbot, office, dialog_of, office.messages[-1])
    assert "Back in use" in timeline(detail)[0]
    assert tags(detail) == ["LT-0001", "HD-0001"]


def test_the_sisters_are_a_key_away(qtbot, office, page):
    for key, place in ((Qt.Key.Key_D, "devices"), (Qt.Key.Key_L, "lines")):
        qtbot.keyClick(page, key, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        qtbot.waitUntil(lambda place=place: office.places[-1:] == [(place, None)])


def test_an_empty_office_says_what_a_kit_is(offices, showing, qtbot, dialog_of):
    page = showing(Kits, offices())
    assert page._empty.isVisible()
    page._empty.started.emit()
    dialog_of(KitDialog).reject()


def test_a_kit_of_which_part_is_out(qtbot, office, page, detail):
    def change(store, by):
        device = search.device_record(store, 2)
        return kits.change_units(store, kits.Units(1, take_out=(device.id,)), by)

    office.do(office, change, lambda _: None)
    settle(qtbot, office)
    assert tags(detail) == ["LT-0001"]
    row = ask(qtbot, office, search.kit_rows)[0]
    words = office.words
    cases = [
        replace(row, units=3, available=1, out=1),
        replace(row, units=2, available=0, out=2),
        replace(row, units=2, available=2, out=0),
        replace(row, units=0, available=0, out=0),
        replace(row, active=False),
    ]
    assert [state_of(each, words) for each in cases] == ["1 of 3 in", "On loan", "Complete", "Empty", "Retired"]
    assert len({mark_of(each) for each in cases}) == 5


def test_every_control_has_a_name_and_a_place_in_the_tab_order(page, detail):
    stops = [each.accessibleName() for each in tab_order(page)]
    assert all(stops)
    assert {"Filter this list", "Add a kit", "Lend it", "A device to put in", "What LT-0001 is there for"} <= set(stops)


@pytest.mark.parametrize(("width", "scale"), [(1182, 1.0), (1182, 1.5), (790, 1.0)])
def test_nothing_is_cut_in_french(offices, showing, qtbot, qapp, width, scale):
    theme.apply(qapp, scale=scale)
    office = offices(fill, preferences=Settings(language="fr"))
    page = showing(Kits, office, width)
    qtbot.waitUntil(lambda: cut_off(page) == [])
    page.show_record(1)
    settle(qtbot, office)
    qtbot.waitUntil(lambda: cut_off(page) == [])
    assert [each._label.text() for each in units(page.detail)] == ["Pour la personne", ""]
