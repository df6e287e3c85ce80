import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from loanmanager.settings import Settings
from loanmanager.storage import search
from loanmanager.ui import theme
from loanmanager.ui.dialogs.device import DeviceDialog
from tests.office import add_device
from tests.ui.helpers import cut_off, tab_order, unnamed


@pytest.fixture
def opening(office, beneath, put):
    """Return what opens the dialog with what was scanned."""

    def make(typed=""):
        made = DeviceDialog(office, typed, parent=beneath)
        made.heard = []
        made.added.connect(made.heard.append)
        return put(made)

    return make


def choose(dialog, qtbot, key):
    dialog._type.choose(key)
    dialog._type.chosen.emit(key)


def test_a_laptop_is_added_by_keys(opening, qtbot, office, settled, asked):
    dialog = opening()
    assert dialog._make.hasFocus()
    qtbot.keyClicks(dialog._make, "Lenovo")
    for words in ("ThinkPad T480", "PF-1K7WQ3", "450,00 $"):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        qtbot.keyClicks(QApplication.focusWidget(), words)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(office)
    device = asked(lambda store: search.device_record(store, dialog.heard[0]))
    assert (device.tag, device.make_model, device.serial) == ("LT-0001", "Lenovo ThinkPad T480", "PF-1K7WQ3")
    assert device.replacement_cost == 45000
    assert [part.name.en for part in device.parts] == ["Charger", "Bag", "Mouse"]
    assert device.site_id == office.view.sites[0].id
    assert office.messages[0].text == "LT-0001 added"


def test_a_hotspot_comes_with_its_line(opening, qtbot, office, settled, asked):
    dialog = opening()
    assert not dialog._sim.isVisible()
    choose(dialog, qtbot, "hotspot")
    assert dialog._sim.isVisible()
    assert dialog._goes_with.text() == "Comes with: Charger, USB-C cable and Pouch"
    for field, words in ((dialog._imei, "357145082204176"), (dialog._sim, "8930272"), (dialog._carrier, "Telus")):
        qtbot.keyClicks(field, words)
    qtbot.keyClick(dialog._sim, Qt.Key.Key_Return)
    settled(office)
    device = asked(lambda store: search.device_record(store, dialog.heard[0]))
    assert (device.tag, device.imei) == ("HS-0001", "357145082204176")
    assert (device.line.iccid, device.line.carrier) == ("8930272", "Telus")


@pytest.mark.parametrize(
    ("scanned", "kind", "tag", "serial"),
    [("hs-0042", "hotspot", "hs-0042", ""), ("PF-1K7WQ3", "laptop", "", "PF-1K7WQ3"), ("", "laptop", "", "")],
)
def test_what_was_scanned_lands_where_it_belongs(opening, scanned, kind, tag, serial):
    dialog = opening(scanned)
    assert dialog._type.value() == kind
    assert (dialog._tag.text(), dialog._serial.text()) == (tag, serial)


def test_a_tag_that_is_taken_is_said_beside_it(opening, qtbot, office, settled):
    office.do(office, _added, lambda _: None)
    settled(office)
    dialog = opening("LT-7")
    qtbot.keyClicks(dialog._make, "Dell")
    qtbot.keyClick(dialog._make, Qt.Key.Key_Return)
    settled(office)
    assert dialog._fields["tag"].error() == "Tag: “LT-7” is taken already."
    assert dialog._tag.hasFocus()
    assert dialog._make.text() == "Dell"
    dialog._tag.selectAll()
    qtbot.keyClicks(dialog._tag, "LT-8")
    qtbot.keyClick(dialog._tag, Qt.Key.Key_Return)
    assert dialog._fields["tag"].error() == ""
    settled(office)
    assert len(dialog.heard) == 1


def _added(store, by):
    from loanmanager.operations.done import NOTHING, Done

    return Done(add_device(store, by, tag="LT-7").id, NOTHING, 0)


def test_a_cost_that_is_none_is_said_beside_it(opening, qtbot):
    dialog = opening()
    qtbot.keyClicks(dialog._cost, "cheap")
    qtbot.keyClick(dialog._cost, Qt.Key.Key_Return)
    assert dialog._fields["replacement_cost"].error() == "Write an amount like 450.00."
    assert dialog.heard == []


def test_a_refusal_about_no_field_stands_above_the_button(opening, qtbot, office, settled):
    dialog = opening()
    qtbot.keyClicks(dialog._shelf, "x")
    dialog._shelf.setText("x" * 10_001)
    dialog._number.setText("5" * 10_001)
    qtbot.keyClick(dialog._shelf, Qt.Key.Key_Return)
    settled(office)
    assert dialog._fields["shelf"].error()
    assert dialog.isVisible()


def test_pressing_twice_adds_once(opening, qtbot, office, settled, asked):
    dialog = opening()
    qtbot.keyClick(dialog._make, Qt.Key.Key_Return)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settled(office)
    assert len(asked(lambda store: search.device_rows(store, today=office.today))) == 1


def test_tab_goes_through_every_field(opening):
    names = [each.accessibleName() for each in tab_order(opening())]
    assert names == [
        "Model", "Serial", "Replacement cost", "Site", "Shelf", "Cancel", "Add the device", "Type", "Tag", "Make",
    ]  # fmt: skip


def test_everything_fits_in_french_at_150_percent(offices, beneath, put, qapp, qtbot):
    theme.apply(qapp, scale=1.5)
    office = offices(preferences=Settings(language="fr"))
    dialog = put(DeviceDialog(office, parent=beneath))
    choose(dialog, qtbot, "hotspot")
    assert dialog._goes_with.text().endswith("Chargeur, Câble USB-C et Pochette")
    qtbot.waitUntil(lambda: cut_off(dialog) == [])  # once what was hidden has its place
    assert unnamed(dialog) == []
