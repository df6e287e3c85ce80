from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QApplication

from loanmanager.ui.tokens import STATUSES, Mark
from loanmanager.ui.widgets.columns import Column
from loanmanager.ui.widgets.list_view import ListView
from loanmanager.ui.widgets.lists import COLUMN, MARK, ROW, SORT, Rows
from loanmanager.ui.widgets.timeline import Event, Timeline
from loanmanager.ui.widgets.two_lines import Entry, TwoLineList


@dataclass(frozen=True)
class Device:
    tag: str
    name: str
    cents: int = 0


COLUMNS = [
    Column("Tag", "mono", 84, lambda each: each.tag, lambda each: each.tag, key="tag"),
    Column("Device", "strong", 0, lambda each: each.name, lambda each: each.name),
    Column("Status", "status", 116, lambda _: "Lost", mark=lambda _: STATUSES["lost"]),
    Column("Due", "due", 96, lambda _: "5 days late", priority=1, mark=lambda _: Mark("", "late")),
    Column("Site", "muted", 104, lambda _: "Main office", priority=2),
    Column("Cost", "right", 80, lambda each: f"{each.cents} $", lambda each: each.cents),
]
ROWS = [
    Device(f"LT-{n:04}", f"Model {n % 3} with a long name, so long that it cannot fit", 1000 - n) for n in range(40)
]


@pytest.fixture
def rows(qapp):
    made = Rows(COLUMNS, lambda each: each.tag)
    made.tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.set_rows(ROWS)
    return made


@pytest.fixture
def view(rows, shown):
    return shown(ListView(rows, "Devices"), 900, 400)


def test_cells_tell_words_rows_and_marks(rows):
    index = rows.index(3, 2)
    assert index.data() == "Lost"
    assert index.data(ROW) == ROWS[3]
    assert index.data(MARK) == STATUSES["lost"]
    assert index.data(COLUMN) is COLUMNS[2]
    assert rows.index(3, 5).data(SORT) == 997
    assert rows.headerData(0, Qt.Orientation.Horizontal) == "Tag"
    assert rows.headerData(0, Qt.Orientation.Vertical) is None
    assert rows.data(QModelIndex()) is None
    assert rows.key_of(99) is None


def test_sorting_keeps_the_current_row(view, rows):
    view.choose("LT-0039")
    view.sort_by("Cost")
    assert rows.row(0).tag == "LT-0039"
    assert view.current().tag == "LT-0039"
    view.sort_by("tag", descending=True)
    assert rows.row(0).tag == "LT-0039"
    rows.set_rows(ROWS)
    assert rows.row(0).tag == "LT-0039"
    rows.sort(2)
    assert rows.row(0).tag == "LT-0039"


def test_where_the_store_sorts_the_model_asks(qapp):
    made = Rows(COLUMNS, lambda each: each.tag, sorts_itself=False)
    made.set_rows(ROWS)
    spy = QSignalSpy(made.sort_asked)
    made.sort(0, Qt.SortOrder.DescendingOrder)
    assert spy.at(0) == ["tag", True]
    assert made.row(0) == ROWS[0]


def test_a_reload_keeps_the_row_and_the_place(view, rows):
    view.choose("LT-0030")
    place = view.verticalScrollBar().value()
    rows.set_rows(ROWS[1:])
    assert view.current().tag == "LT-0030"
    assert view.verticalScrollBar().value() == place
    rows.set_rows([])
    assert view.current() is None


def test_one_row_is_shown_anew(view, rows, qtbot):
    with qtbot.waitSignal(rows.dataChanged) as heard:
        assert rows.replace_row(replace(ROWS[5], name="New"))
    assert heard.args[0].row() == 5
    assert rows.index(5, 1).data() == "New"
    assert not rows.replace_row(Device("XX", ""))
    assert not view.choose("XX")


def test_the_next_page_is_asked_for_once_near_the_end(view, rows, qtbot):
    asked = []
    rows.set_rows(ROWS, more=lambda: asked.append(1))
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: asked == [1])
    assert not rows.canFetchMore(QModelIndex())
    rows.append_rows([Device("ZZ-1", "last")])
    rows.append_rows([])
    assert rows.rowCount() == 41


def test_enter_and_click_open(view, qtbot):
    opened, chosen = QSignalSpy(view.opened), QSignalSpy(view.chosen)
    view.setFocus()
    view.choose("LT-0002")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.rows.index(1, 1)).center())
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert [opened.at(n)[0].tag for n in range(opened.count())] == ["LT-0002", "LT-0001"]
    assert chosen.at(chosen.count() - 1)[0].tag == "LT-0002"


def test_columns_hide_by_priority_where_there_is_no_room(view):
    assert not any(view.isColumnHidden(n) for n in range(6))
    view.resize(600, 400)
    assert [n for n in range(6) if view.isColumnHidden(n)] == [4]
    view.resize(500, 400)
    assert [n for n in range(6) if view.isColumnHidden(n)] == [3, 4]


def test_a_width_dragged_is_told_at_100_percent(view, qtbot):
    with qtbot.waitSignal(view.widths_changed) as heard:
        view.horizontalHeader().resizeSection(0, 120)
    assert heard.args[0]["tag"] == 120
    view.resize(880, 400)
    assert view.columnWidth(0) == 120


def test_remembered_widths_are_taken(rows, shown):
    view = shown(ListView(rows, "Devices", widths={"tag": 100}), 900, 300)
    assert view.columnWidth(0) == 100


def test_a_cut_cell_tells_its_words(view):
    view.resize(520, 300)
    at = view.visualRect(view.rows.index(0, 1)).center()
    assert view.viewportEvent(QHelpEvent(QEvent.Type.ToolTip, at, view.mapToGlobal(QPoint(0, 0))))
    view.grab()


def test_two_line_rows(shown, qtbot):
    view = shown(TwoLineList("Overdue"), 300, 200)
    view.tester = QAbstractItemModelTester(view.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    view.set_entries([Entry("a", "user", "A", "b", "3 days late", "First"), Entry("b", "user", "B", quiet=True)])
    view.choose("b")
    view.set_entries([Entry("b", "user", "B"), Entry("c", "user", "C")])
    assert view.current() == "b"
    view.step(9)
    assert view.current() == "c"
    with qtbot.waitSignal(view.opened) as heard:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert heard.args == ["c"]
    view.grab()
    view.set_entries([])
    view.step(1)
    assert view.current() == ""
    assert view.rows.data(QModelIndex()) is None


def test_a_timeline_can_be_read(shown):
    view = shown(Timeline("History"), 300, 300)
    view.tester = QAbstractItemModelTester(view.events, QAbstractItemModelTester.FailureReportingMode.Fatal)
    view.set_events(
        [
            Event(Mark("check", "ok"), "Lent", "Wed 21 Oct, Ana", "Bag missing"),
            Event(Mark("check", "ok"), "Bought", "2023"),
        ]
    )
    assert view.events.index(0).data() == "Lent, Wed 21 Oct, Ana, Bag missing"
    assert view.events.data(QModelIndex()) is None
    assert view.sizeHintForRow(0) > view.sizeHintForRow(1)
    view.grab()
    QApplication.processEvents()
