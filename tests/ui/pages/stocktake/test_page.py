"""The stocktake by keys and scanner alone."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from loanmanager.domain.devices import DeviceStatus
from loanmanager.domain.office import Site
from loanmanager.domain.stocktaking import Scope
from loanmanager.operations import office as office_operations
from loanmanager.operations import stocktaking as counting
from loanmanager.settings import Settings
from loanmanager.storage import devices, search
from loanmanager.ui import theme
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.pages.stocktake.page import StocktakePage
from tests.office import NOW, add_client, add_device, lend, take_back
from tests.ui.helpers import cut_off, tab_order, unnamed
from tests.ui.office import settle

STATES = {"LT-0006": "lost", "LT-0007": "in_repair", "LT-0008": "retired", "LT-0009": "stolen", "LT-0010": "to_check"}


def fill(store, by):
    """Three laptops on B3, one on B4, one on loan, five in other states, a hotspot elsewhere."""
    other = office_operations.add_site(store, Site(0, "Saint-Michel"), by).result.id
    for shelf in ("B3", "B3", "B3", "B4"):
        add_device(store, by, make="Lenovo", model="ThinkPad T480", shelf=shelf)
    lent = add_device(store, by, make="Dell", model="Latitude 5420", shelf="B3")
    lend(store, by, add_client(store, by), lent)
    for tag, status in STATES.items():
        made = add_device(store, by, make="HP", model="ProBook", shelf="B3", tag=tag)
        with store.write():
            devices.set_status(store, made.id, DeviceStatus(status), by.now, by.staff_id)
    add_device(store, by, "hotspot", make="Franklin", model="T9", site_id=other)


@pytest.fixture
def office(offices):
    return offices(fill)


@pytest.fixture
def page(office, showing):
    return showing(StocktakePage, office)


@pytest.fixture
def count(page, qtbot, office):
    """Return the page where shelf B3 is being counted, begun by keys."""
    page.begin.shelf.setFocus()
    QTest.keyClicks(page.begin.shelf, "b3")
    settle(qtbot, office)
    QTest.keyClick(page.begin.shelf, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert page.is_counting
    return page.counting


@pytest.fixture
def scan(count, qtbot, office):
    """Return what scans a code as a scanner does: into whatever has the focus, ended by Enter; it returns what was said."""

    def do(code):
        focused = QApplication.focusWidget()
        QTest.keyClick(focused, code[0])  # the first key may take the focus to the box
        QTest.keyClicks(QApplication.focusWidget(), code[1:])
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        settle(qtbot, office)
        return count.verdict.text()

    return do


@pytest.fixture
def key(qtbot, office, page):
    """Return what presses a key where the focus is."""

    def do(name, modifier=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget(), name, modifier)
        qtbot.waitUntil(
            lambda: not any(each.isDown() for each in page.findChildren(QAbstractButton))
        )  # a shortcut's press
        settle(qtbot, office)

    return do


@pytest.fixture
def row(count, qtbot, office):
    """Return what chooses the row of a tag among what a chip holds, the focus in the list."""

    def choose(chip, tag):
        QTest.keyClick(count.chips[chip], Qt.Key.Key_Space)
        settle(qtbot, office)
        count.box.take_focus()
        QTest.keyClick(count.box.entry, Qt.Key.Key_Down)
        for _ in range(count._model.rowCount()):
            if count.list.current().text == tag:
                return count.list.current()
            QTest.keyClick(count.list, Qt.Key.Key_Down)
        raise AssertionError(tag)

    return choose


def held(count):
    return {key: int(chip.extra) for key, chip in count.chips.items()}


def tags(count):
    return [count._model.index(at, 0).data() for at in range(count._model.rowCount())]


def ask(office, qtbot, question):
    found = []
    office.ask(office, question, found.append)
    settle(qtbot, office)
    return found[0]


def device(office, qtbot, tag):
    return ask(office, qtbot, lambda store: devices.with_tag(store, tag))


def test_a_shelf_is_counted_by_scanner_alone(count, scan, office, qtbot, key):
    assert count.box.entry.hasFocus()
    assert count._head._title.text() == "S-2026-001"
    assert held(count) == {"missing": 4, "unexpected": 0, "not_ready": 0, "found": 0}
    assert scan("LT-0001") == "LT-0001 found, Lenovo ThinkPad T480 · Main office, B3"
    assert scan("LT-0001") == "LT-0001 was counted already, Lenovo ThinkPad T480"
    assert scan("LT-0004") == "LT-0004 belongs to Main office, B4., Lenovo ThinkPad T480 · Main office, B4"
    assert scan("LT-0005").startswith("LT-0005 is recorded as on loan. Take it back.")
    assert scan("0061234") == "“0061234” is on no device’s label."
    assert scan("0061234") == "“0061234” is on no device’s label."
    assert scan("--").startswith("That scan holds no letter or digit.")
    assert scan("LT-0010").startswith("LT-0010 found")
    assert held(count) == {"missing": 2, "unexpected": 3, "not_ready": 1, "found": 2}
    assert (count.progress.value(), count.progress.maximum()) == (2, 4)
    assert count.verdict._beside.text() == "2 of 4 found"
    assert tags(count) == ["LT-0002", "LT-0003"]
    QAbstractItemModelTester(count._model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (place, paper_id) = office.places[-1]
    assert place == "paper"
    (done,) = ask(office, qtbot, search.stocktake_rows)
    assert (done.found, done.missing, done.others, done.paper_id) == (2, 2, 3, paper_id)
    assert office.messages[-1].text == "Count S-2026-001 finished"


@pytest.mark.parametrize(
    ("tag", "said", "status"),
    [
        ("LT-0006", "LT-0006 found again", {"available", "to_reset", "to_check"}),
        ("LT-0007", "LT-0007 is back on the shelf", {"to_check"}),
        ("LT-0008", "LT-0008 is back on the shelf", {"available", "to_reset", "to_check"}),
        ("LT-0009", "LT-0009 found again", {"available", "to_reset", "to_check"}),
    ],
)
def test_what_is_here_in_the_wrong_state_is_put_right_by_enter(count, scan, row, key, office, qtbot, tag, said, status):
    scan(tag)
    row("unexpected", tag)
    key(Qt.Key.Key_Return)
    assert office.messages[-1].text == said
    assert device(office, qtbot, tag).status in status
    assert held(count)["unexpected"] == 0


def test_a_device_that_is_out_is_taken_back_at_the_desk(count, scan, row, key, office, qtbot):
    scan("LT-0005")
    row("unexpected", "LT-0005")
    assert count.ask._said.text() == "Recorded as on loan L-2026-0001, due Wed\u00a023\u00a0Dec\u00a02026."
    key(Qt.Key.Key_Return)
    lent = device(office, qtbot, "LT-0005")
    assert office.places[-1] == ("desk", ("device", lent.id))
    ask(office, qtbot, lambda store: take_back(store, office.by(), lent))
    count.reload()
    settle(qtbot, office)
    assert held(count) == {"missing": 4, "unexpected": 0, "not_ready": 1, "found": 1}


def test_all_that_stands_in_the_wrong_place_is_moved_at_once(count, scan, row, key, office, qtbot, dialog_of):
    scan("HS-0001")
    scan("LT-0004")
    row("unexpected", "LT-0004")
    assert count.all.text().strip() == "Move all 2 here"
    key(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert office.messages[-1].text == "2 devices moved to Main office · B3"
    moved = device(office, qtbot, "HS-0001")
    assert (moved.site_id, moved.shelf) == (1, "B3")
    assert held(count)["unexpected"] == 0
    assert not count.all.isVisible()
    office.messages[-1].actions[0][1]()
    dialog = dialog_of(ReasonDialog)
    QTest.keyClicks(dialog._reason, "a slip")
    QTest.keyClick(dialog._reason, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert device(office, qtbot, "HS-0001").shelf == ""
    assert held(count)["unexpected"] == 2


def test_one_device_is_moved_by_enter(count, scan, row, key, office, qtbot):
    scan("LT-0004")
    row("unexpected", "LT-0004")
    assert count.ask.primary.words == "Move here"
    key(Qt.Key.Key_Return)
    assert device(office, qtbot, "LT-0004").shelf == "B3"


def test_what_is_missing_is_recorded_as_lost_or_said_to_be_here(count, row, key, office, qtbot):
    row("missing", "LT-0001")
    assert count.ask._said.text() == "It should be here, and was not scanned."
    key(Qt.Key.Key_Return)
    assert office.messages[-1].text == "LT-0001 recorded as lost"
    assert device(office, qtbot, "LT-0001").status is DeviceStatus.LOST
    assert count.list.current().text == "LT-0002"  # on to the next
    here = count.ask._more.itemAt(0).widget()
    assert here.text().strip() == "It is here"
    QTest.keyClick(here, Qt.Key.Key_Space)
    settle(qtbot, office)
    assert held(count) == {"missing": 2, "unexpected": 0, "not_ready": 0, "found": 1}


def test_what_is_found_and_not_ready_is_checked_or_sent_to_its_reset(count, scan, row, key, office, qtbot):
    scan("LT-0010")
    row("not_ready", "LT-0010")
    key(Qt.Key.Key_Return)
    assert office.messages[-1].text == "LT-0010 checked"
    row("not_ready", "LT-0010")
    key(Qt.Key.Key_Return)
    assert office.places[-1] == ("devices", ("reset", device(office, qtbot, "LT-0010").id))


def test_an_unknown_code_may_become_a_device(count, scan, row, key, office):
    scan("NEW-1")
    row("unexpected", "NEW-1")
    key(Qt.Key.Key_Return)
    assert office.places[-1] == ("devices", ("new", "NEW-1"))
    assert not count.ask._opens.isVisible()


def test_a_slip_is_taken_off_and_the_device_can_be_opened(count, scan, row, key, office, qtbot, press):
    scan("LT-0001")
    scan("NEW-1")
    row("unexpected", "NEW-1")
    key(Qt.Key.Key_Delete)
    assert office.messages[-1].text == "NEW-1 taken off"
    row("found", "LT-0001")
    press(count.ask, "Open the device")
    assert office.places[-1] == ("devices", device(office, qtbot, "LT-0001").id)
    key(Qt.Key.Key_Return)  # nothing is to be done about it
    key(Qt.Key.Key_Delete)
    assert held(count) == {"missing": 4, "unexpected": 0, "not_ready": 0, "found": 0}
    assert count._empty.accessibleName() == "Nothing scanned yet. Scan the first label."
    count.ask.take_off()


def test_a_scanner_is_heard_wherever_the_focus_is_in_the_count(count, scan, key):
    key(Qt.Key.Key_Down)
    assert count.list.hasFocus()
    assert scan("LT-0002").startswith("LT-0002 found")
    assert count.box.entry.hasFocus()
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Escape)
    assert count.box.entry.hasFocus()


def test_a_count_is_left_and_taken_up_again(count, scan, page, office, qtbot, press):
    scan("LT-0001")
    press(count, "All counts")
    settle(qtbot, office)
    assert not page.is_counting
    assert page.begin.list.rows.at(0).right_sub == "1 of 4 found"
    page.begin.list.setFocus()
    page.begin.list.choose("1")
    QTest.keyClick(page.begin.list, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert page.is_counting
    assert held(count)["found"] == 1
    press(count, "Drop this count")
    settle(qtbot, office)
    assert office.messages[-1].text == "Count S-2026-001 dropped"
    assert not page.is_counting
    assert page.begin.list.rows.rowCount() == 0
    assert page.begin._empty.isVisible()


def test_another_day_goes_on_where_one_stopped(offices, showing, qtbot):
    def begun(store, by):
        fill(store, by)
        count = counting.start(store, Scope(), by).result.stocktake_id
        counting.scan(store, count, "LT-0001", by)

    office = offices(begun, now=NOW + timedelta(days=1))
    page = showing(StocktakePage, office)
    page.open(1)
    settle(qtbot, office)
    assert page.counting._head._beside.text() == "Every site and type"
    assert held(page.counting)["found"] == 1
    page.open(None)
    settle(qtbot, office)
    assert page.is_counting


def test_a_finished_count_opens_its_paper(offices, showing, qtbot):
    def finished(store, by):
        fill(store, by)
        for scope in (Scope(type_id=1), Scope(type_id=2)):
            count = counting.start(store, scope, by).result.stocktake_id
            counting.scan(store, count, "HS-0001", by)
            counting.finish(store, count, by)

    office = offices(finished)
    page = showing(StocktakePage, office)
    entries = [page.begin.list.rows.at(at) for at in range(2)]
    assert [(each.right, each.right_sub, each.right_icon) for each in entries] == [
        ("All found", "", "circle-check"),
        ("5 missing", "", "triangle-alert"),
    ]
    page.begin.list.setFocus()
    page.begin.list.choose("2")
    QTest.keyClick(page.begin.list, Qt.Key.Key_Return)
    assert office.places[-1][0] == "paper"


def test_what_cannot_be_counted_is_said_before_one_starts(page, qtbot, office):
    assert page.begin._awaits.text() == "5 devices to find"
    page.begin.shelf.setText("Z9")
    settle(qtbot, office)
    assert page.begin._awaits.text() == "No device belongs there."
    assert not page.begin.primary.isEnabled()
    QTest.keyClick(page.begin.shelf, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert not page.is_counting
    page.begin.shelf.setText("")
    page.begin.site.choose("")
    page.begin.site.chosen.emit("")
    settle(qtbot, office)
    assert page.begin._awaits.text() == "6 devices to find"


def test_the_same_count_twice_is_refused_beside_the_field(count, page, qtbot, office):
    count.left.emit()
    settle(qtbot, office)
    QTest.keyClick(page.begin.shelf, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert page.begin._field.error() == "The same is being counted already, as S-2026-001. Go on with that count."


def test_a_rebuild_keeps_what_is_shown(count, page, office, qtbot, showing):
    QTest.keyClick(count.chips["found"], Qt.Key.Key_Space)
    again = showing(StocktakePage, office)
    again.put_back(page.state())
    settle(qtbot, office)
    assert again.is_counting
    assert again.counting.chips["found"].isChecked()
    count.left.emit()
    other = showing(StocktakePage, office)
    other.put_back(page.state())
    settle(qtbot, office)
    assert other.begin.shelf.text() == "b3"
    assert other.begin.site.value() == page.begin.site.value()


@pytest.mark.parametrize(("width", "scale"), [(1182, 1.0), (1251, 1.5)])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_is_cut(qapp, offices, showing, qtbot, width, scale, language):
    theme.apply(qapp, scale=scale)
    office = offices(fill, preferences=Settings(language=language))
    page = showing(StocktakePage, office, width, 640)
    assert cut_off(page) == []
    assert unnamed(page) == []
    ask(office, qtbot, lambda store: counting.start(store, Scope(), office.by()))
    page.go_on(1)
    settle(qtbot, office)
    QTest.keyClick(page.counting.box.entry, Qt.Key.Key_Down)
    qtbot.waitUntil(page.counting.ask._status.isVisible)
    qtbot.waitUntil(lambda: cut_off(page) == [])  # what came into sight is laid out a little later
    assert unnamed(page) == []


def test_tab_reaches_everything(count, page):
    stops = tab_order(page)
    for each in (count.box.entry, count.back, count.dropped, count.finish, count.list, count.ask.primary):
        assert each in stops or not each.isVisible()
