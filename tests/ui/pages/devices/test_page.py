import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMenu

from loanmanager.settings import Settings
from loanmanager.ui import theme
from loanmanager.ui.dialogs.device import DeviceDialog
from loanmanager.ui.dialogs.device_type import TypeDialog
from loanmanager.ui.dialogs.reset import ResetDialog
from loanmanager.ui.pages import list_page
from loanmanager.ui.pages.devices.page import Devices
from tests.office import add_device
from tests.ui.helpers import cut_off, tab_order, unnamed
from tests.ui.office import settle


def column(page, name):
    at = [each.name for each in page._model.columns].index(name)
    return [page._model.index(row, at).data() for row in range(page._model.rowCount())]


def chips(page):
    return {chip.words: chip.extra for chip in page._chips.values()}


def actions(menu):
    return {each.text(): each for each in menu.actions() if not each.isSeparator()}


def menu_of(page, qtbot):
    qtbot.keyClick(page._types, Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_the_list_says_where_everything_is(page):
    QAbstractItemModelTester(page._model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert column(page, "tag") == ["HD-0001", "HS-0001", "HS-0002", "LT-0001", "LT-0002", "LT-0003", "LT-0004"]
    assert column(page, "status") == [
        "On loan", "Available", "Available", "Available", "To reset", "Overdue", "To check",
    ]  # fmt: skip
    assert column(page, "with")[5] == "Παππά, Ουρανία"
    assert column(page, "due")[5] == "10 days late"
    assert column(page, "due")[0] == "Wed\u00a023\u00a0Dec"
    assert set(column(page, "site")) == {"Main office"}


def test_chips_count_and_narrow(page, qtbot, office):
    assert chips(page) == {
        "All": "7", "Available": "3", "On loan": "2", "Overdue": "1", "To reset": "1", "To check": "1", "Others": "0",
    }  # fmt: skip
    qtbot.keyClick(page._chips["overdue"], Qt.Key.Key_Space)
    settle(qtbot, office)
    assert column(page, "tag") == ["LT-0003"]
    assert [key for key, chip in page._chips.items() if chip.isChecked()] == ["overdue"]


def test_the_box_filters_as_one_types_and_says_when_nothing_is_left(page, qtbot, office):
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.filter.hasFocus()
    qtbot.keyClicks(page.filter, "thinkpad")
    settle(qtbot, office)
    assert column(page, "tag") == ["LT-0002", "LT-0003", "LT-0004"]
    qtbot.keyClicks(page.filter, "zzz")
    settle(qtbot, office)
    assert page._empty.isVisible()
    assert page._empty.accessibleName() == "Nothing here. Choose another filter, or clear the box."
    assert not page._empty.button.isVisible()


def test_an_empty_office_says_how_to_begin(offices, opening, qtbot, dialog_of):
    page = opening(offices(None))
    assert page._empty.accessibleName().startswith("No devices yet. Add the first one")
    qtbot.keyClick(page._empty.button, Qt.Key.Key_Space)
    dialog = dialog_of(DeviceDialog)
    qtbot.keyClick(dialog._make, Qt.Key.Key_Return)
    settle(qtbot, page.office)
    assert column(page, "tag") == ["LT-0001"]
    assert page.split.is_open()


def test_enter_opens_the_detail_and_escape_goes_back(page, qtbot, office):
    page.list.setFocus()
    page.list.choose(page._model.row(3).id)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert page.detail.read.record.tag == "LT-0001"
    assert page.detail.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not page.split.is_open()
    assert page.list.hasFocus()


def test_the_detail_follows_the_list(page, qtbot, office, seen):
    seen("LT-0001")
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    settle(qtbot, office)
    assert page.detail.read.record.tag == "LT-0002"


def test_a_change_elsewhere_leaves_the_list_where_one_is(page, qtbot, office, seen):
    seen("LT-0001")
    page.split.close_detail()
    page.list.choose(page._model.row(5).id)
    page.reload()
    settle(qtbot, office)
    assert page.list.current().tag == "LT-0003"


def test_a_device_that_the_filter_hides_is_shown_without_a_row(page, qtbot, office):
    shown = page._model.row(3).id
    page.choose_filter("overdue")
    settle(qtbot, office)
    page.list.choose(page._model.row(0).id)
    page.open(shown)
    settle(qtbot, office)
    assert page.detail.read.record.tag == "LT-0001"
    assert page.list.current() is None


def test_headers_sort(page, qtbot, office):
    page.list.sort_by("due")
    assert column(page, "tag")[:2] == ["LT-0003", "HD-0001"]
    page.list.sort_by("device", descending=True)
    assert column(page, "device")[0] == "Lenovo ThinkPad T480"
    page.reload()
    settle(qtbot, office)
    assert column(page, "device")[0] == "Lenovo ThinkPad T480"


def test_rows_come_in_the_order_that_the_header_shows(page):
    top = page.list.horizontalHeader()
    assert (top.sortIndicatorSection(), top.sortIndicatorOrder()) == (0, Qt.SortOrder.AscendingOrder)


@pytest.fixture
def long_page(offices, opening, monkeypatch):
    monkeypatch.setattr(list_page, "PAGE", 4)

    def fill(store, by):
        for n in range(10):
            add_device(store, by, make="Dell", model=f"Latitude {9 - n}")

    return opening(offices(fill), height=200)


def test_long_lists_load_by_page_as_one_scrolls(long_page, qtbot):
    page = long_page
    tags = [f"LT-{n:04}" for n in range(1, 11)]
    page.list.setFocus()
    for _ in range(12):
        qtbot.keyClick(page.list, Qt.Key.Key_PageDown)
        settle(qtbot, page.office)
    assert column(page, "tag") == tags


def test_sorting_takes_in_what_was_not_loaded(long_page, qtbot):
    page = long_page
    page._model.set_rows(page._model._rows[:4], page._more)
    page.list.sort_by("device")
    settle(qtbot, page.office)
    assert column(page, "device") == [f"Dell Latitude {n}" for n in range(10)]
    assert page.office.messages == []


def test_more_than_can_be_sorted_is_said(long_page, qtbot, monkeypatch):
    monkeypatch.setattr(list_page, "MOST", 6)
    page = long_page
    page._model.set_rows(page._model._rows[:4], page._more)
    page.list.sort_by("device")
    settle(qtbot, page.office)
    assert len(column(page, "device")) == 6
    assert page.office.messages[0].text == "Only the first 6 are sorted. Filter the list."


def test_a_page_that_comes_too_late_is_let_go(long_page, qtbot):
    page = long_page
    page._model.set_rows(page._model._rows[:4], page._more)
    page._more()
    page.filter.setText("LT-0001")
    settle(qtbot, page.office)
    assert column(page, "tag") == ["LT-0001"]


# The menu of types


def test_a_type_narrows_list_chips_and_title(page, qtbot, office):
    assert page._types.text().strip() == "7 devices"
    actions(menu_of(page, qtbot))["Laptop"].trigger()
    settle(qtbot, office)
    assert page._types.text().strip() == "Laptop · 4"
    assert chips(page)["All"] == "4"
    assert column(page, "tag") == ["LT-0001", "LT-0002", "LT-0003", "LT-0004"]
    actions(menu_of(page, qtbot))["All types"].trigger()
    settle(qtbot, office)
    assert len(column(page, "tag")) == 7


def test_types_are_edited_and_added_from_the_menu(page, qtbot, office, dialog_of):
    assert not [words for words in actions(menu_of(page, qtbot)) if words.startswith("Edit")]
    actions(QApplication.activePopupWidget())["Headset"].trigger()
    settle(qtbot, office)
    actions(menu_of(page, qtbot))["Edit “Headset”…"].trigger()
    dialog = dialog_of(TypeDialog)
    dialog._en.selectAll()
    qtbot.keyClicks(dialog._en, "Earphones")
    qtbot.keyClick(dialog._en, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert page._types.text().strip() == "Earphones · 1"
    actions(menu_of(page, qtbot))["Add a type…"].trigger()
    assert dialog_of(TypeDialog)._en.text() == ""


# Coming here


def test_a_scan_that_found_nothing_becomes_a_new_device(page, dialog_of):
    page.open(("new", "LT-0099"))
    assert dialog_of(DeviceDialog)._tag.text() == "LT-0099"


def test_the_desk_may_ask_for_a_reset(page, office, qtbot, dialog_of):
    wanted = next(each for each in page._model._rows if each.tag == "LT-0002")
    page.open(("reset", wanted.id))
    settle(qtbot, office)
    assert dialog_of(ResetDialog)._device.tag == "LT-0002"


def test_a_count_elsewhere_opens_its_filter(page, qtbot, office):
    page.open("to_reset")
    settle(qtbot, office)
    assert column(page, "tag") == ["LT-0002"]


def test_everything_survives_a_rebuild(page, qtbot, office, shown, seen):
    actions(menu_of(page, qtbot))["Laptop"].trigger()
    page.choose_filter("overdue")
    settle(qtbot, office)
    detail = seen("LT-0003")
    again = shown(Devices(office), 1182, 712)
    again.open(None)
    again.put_back(page.state())
    settle(qtbot, office)
    assert column(again, "tag") == ["LT-0003"]
    assert again._types.text().strip() == "Laptop · 4"
    assert again.detail.read.record.id == detail.read.record.id


def test_widths_are_remembered(page, office, qtbot):
    page.list.horizontalHeader().resizeSection(5, 150)
    qtbot.waitUntil(lambda: office.settings.widths.get("devices.site") == 150)


# Looking


def test_tab_reaches_everything_by_a_name(page, seen):
    seen("HS-0001")
    assert unnamed(page) == []
    stops = [each.accessibleName() for each in tab_order(page)]
    assert [each for each in stops if each.startswith("Type: ")]
    assert {"Filter this list", "Add a device", "Devices", "More", "Close", "Serial", "History"} <= set(stops)


@pytest.mark.parametrize(("width", "scale"), [(1182, 1.0), (790, 1.0), (1182, 1.5)])
def test_nothing_is_cut_in_french(offices, opening, qtbot, qapp, width, scale):
    theme.apply(qapp, scale=scale)
    page = opening(offices(preferences=Settings(language="fr")), width)
    qtbot.waitUntil(lambda: cut_off(page) == [])
    for row in list(page._model._rows):
        page.show_record(row.id)
        settle(qtbot, page.office)
        page.detail._fields.unfold(on=True)
        qtbot.waitUntil(lambda: cut_off(page) == [])


def test_columns_of_low_worth_hide_when_it_is_narrow(page):
    page.resize(560, 600)
    hidden = [each.name for at, each in enumerate(page._model.columns) if page.list.isColumnHidden(at)]
    assert hidden
    assert hidden[-1] == "site"
    assert "tag" not in hidden


@pytest.mark.parametrize("width", [1015, 1055, 1095, 1182])
def test_in_french_nothing_of_the_first_line_is_squeezed_by_an_open_detail(offices, showing, qtbot, width):
    page = showing(Devices, offices(add_device, preferences=Settings(language="fr")), width, 700)
    page.show_record(1)
    qtbot.waitUntil(lambda: cut_off(page) == [])
