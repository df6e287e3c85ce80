"""The history by keys: searched, narrowed, an entry read with who undid it, and the way to its records."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from loanmanager.domain.acts import OPERATIONS, Act
from loanmanager.domain.rights import OPERATIONS as RIGHTS
from loanmanager.i18n import Words
from loanmanager.operations import undoing
from loanmanager.storage import search
from loanmanager.ui import histories
from loanmanager.ui.pages.history.page import HistoryPage
from loanmanager.ui.pages.settings.page import SettingsPage
from loanmanager.ui.widgets.nav import NavItem
from tests.office import TODAY, add_client, add_device, lend, take_back
from tests.ui.helpers import tab_order
from tests.ui.office import settle


def fill(store, by):
    laptop, tablet = add_device(store, by), add_device(store, by, "tablet")
    done = lend(store, by, add_client(store, by, "Nguyễn", "Zoë"), laptop)
    undoing.undo(store, done.entry_id, "typed for the wrong person", by)
    lend(store, by, add_client(store, by, "Roy", "Marc"), tablet)
    take_back(store, by, tablet)


@pytest.fixture
def office(offices):
    return offices(fill)


@pytest.fixture
def page(showing, office):
    return showing(HistoryPage, office)


def whats(page):
    return [page._model.index(at, 2).data() for at in range(page._model.rowCount())]


def buttons(detail):
    return {each.accessibleName() or each.text(): each for each in detail.findChildren(QPushButton)}


def test_every_operation_has_a_kind_of_act_and_words_of_its_own():
    grouped = [name for names in OPERATIONS.values() for name in names]
    assert sorted(grouped) == sorted(RIGHTS)
    assert set(RIGHTS) <= histories._KINDS.keys(), set(RIGHTS) - histories._KINDS.keys()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_undo_says_what_was_undone(language):
    words, plain = Words(language), Words(language).say("Undone")
    row = search.HistoryRow(1, "undo", None, "", "", "", (), {}, False, "")
    for operation in undoing.UNDOABLE:
        told = histories.what_of(type(row)(**{**_fields(row), "undid": operation}), words, "")
        assert told != plain, operation


def _fields(row):
    return {name: getattr(row, name) for name in type(row).__dataclass_fields__}


def test_the_newest_stands_first_and_what_was_undone_says_so(page):
    assert whats(page)[:4] == ["Returned TB-0001", "Checked out TB-0001", "Added", "Check-out undone"]
    assert whats(page)[4] == "Checked out LT-0001 (undone)"
    assert page._model.row(0).row.staff
    assert page._model.index(0, 3).data() == "L-2026-0002 · Roy, Marc"


def test_words_and_kinds_of_act_narrow_it(qtbot, office, page):
    qtbot.keyClicks(page.filter, "nguyen")
    settle(qtbot, office)
    assert whats(page) == ["Check-out undone", "Checked out LT-0001 (undone)", "Added"]
    page.choose_filter(Act.LENDING.value)
    settle(qtbot, office)
    assert whats(page) == ["Checked out LT-0001 (undone)"]
    page.filter.setText("nobody at all")
    settle(qtbot, office)
    assert whats(page) == []
    assert page._stack.currentIndex() == 1


def test_people_and_days_narrow_it(qtbot, office, page):
    everything = whats(page)
    page.staff.setCurrentIndex(1)
    page.staff.activated.emit(1)
    settle(qtbot, office)
    mine = whats(page)
    assert mine
    assert set(mine) <= set(everything)
    qtbot.keyClicks(page.since, (TODAY + timedelta(days=1)).isoformat())
    page.since.settle()
    settle(qtbot, office)
    assert whats(page) == []
    page.since.clear()
    page.since.settle()
    qtbot.keyClicks(page.until, TODAY.isoformat())
    page.until.settle()
    settle(qtbot, office)
    assert whats(page) == mine


def test_enter_shows_an_entry_and_its_records_by_keys(qtbot, office, page):
    page.list.selectRow(4)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    settle(qtbot, office)
    detail = page.detail
    assert detail._what.text() == "Checked out LT-0001 (undone)"
    assert "typed for the wrong person" in detail._undone.itemAt(0).widget().accessibleName()
    assert len(detail._code.text()) == 9
    there = buttons(detail)
    qtbot.keyClick(there["Open Client Nguyễn, Zoë"], Qt.Key.Key_Space)
    assert office.places[-1][0] == "clients"
    qtbot.keyClick(there["Open Device LT-0001"], Qt.Key.Key_Space)
    assert office.places[-1][0] == "devices"
    undo = page._model.row(3).id
    qtbot.keyClick(there[f"Entry {undo}"], Qt.Key.Key_Space)
    settle(qtbot, office)
    assert detail._what.text() == "Check-out undone"
    assert detail._note.text() == "typed for the wrong person"
    qtbot.keyClick(buttons(detail)[f"Entry {page._model.row(4).id}"], Qt.Key.Key_Space)
    settle(qtbot, office)
    assert detail._what.text() == "Checked out LT-0001 (undone)"


def test_every_control_is_reached_by_tab_and_named(page):
    assert {"Filter this list", "Who", "From", "To", "History"} <= {each.accessibleName() for each in tab_order(page)}


def test_a_long_history_comes_in_by_pages(qtbot, offices, showing):
    def many(store, by):
        for _ in range(search.PAGE + 30):
            add_device(store, by)

    office = offices(many)
    page = showing(HistoryPage, office)
    assert page._model.rowCount() == search.PAGE
    page._model.fetchMore(page._model.index(-1, -1))
    settle(qtbot, office)
    numbers = [page._model.row(at).id for at in range(page._model.rowCount())]
    assert len(numbers) > search.PAGE + 29
    assert numbers == list(range(numbers[0], 0, -1))[: len(numbers)]


def test_settings_lead_there(qtbot, office, showing):
    settings = showing(SettingsPage, office)
    item = next(each for each in settings.findChildren(NavItem) if each.toolTip() == "Ctrl+H")
    qtbot.keyClick(item, Qt.Key.Key_Space)
    assert office.places[-1] == ("history", None)
