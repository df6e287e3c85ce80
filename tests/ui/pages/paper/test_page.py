from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from loanmanager.operations.done import Kind
from loanmanager.operations.undoing import undo
from loanmanager.settings import Settings
from loanmanager.storage import search
from loanmanager.ui import saving, theme
from loanmanager.ui.main_window import MainWindow
from loanmanager.ui.pages.paper import page as paper_page
from loanmanager.ui.pages.paper.page import PaperPage
from loanmanager.ui.pages.paper.strips import Strips
from tests.ui import helpers
from tests.ui.helpers import tab_order, unnamed
from tests.ui.office import closed, opened, settle
from tests.ui.papers import AGREEMENT, RECEIPT, fill, with_papers


@pytest.fixture
def office(qtbot, tmp_path):
    made, made.heard = with_papers(qtbot, tmp_path)
    yield made
    closed(qtbot, made)


@pytest.fixture
def page(qtbot, office, shown):
    made = PaperPage(office)
    shown(made, 1182, 660)
    made.open(AGREEMENT)
    settle(qtbot, office)
    return made


def press(qtbot, keys, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), keys, modifier)


def cut_off(page):
    """Lay out what changed, then name what does not fit."""
    QApplication.sendPostedEvents()
    return helpers.cut_off(page)


def resize(page, width):
    page.resize(width, 600)
    QApplication.sendPostedEvents()  # a layout that was turned lies still until then
    assert page.width() == width


CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_paper_is_shown_with_what_it_is(page):
    assert "Zoë Nguyễn" in page.sheets.text()
    assert page.sheets.accessibleDescription() == page.sheets.text()
    assert page.back.text() == " Loan L-2026-0001"
    assert page.page_words.text() == f"Page 1 of {page.sheets.pages}"
    assert page.sheets.hasFocus()
    assert unnamed(page) == []
    assert cut_off(page) == []


def test_another_paper_replaces_it_and_never_prints_the_one_before(qtbot, office, page, monkeypatch):
    printed = []
    monkeypatch.setattr(paper_page, "print_drawn", lambda *what: printed.append(what[2].paper_id))
    press(qtbot, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: printed == [AGREEMENT])  # Qt shows the button pressed before it clicks
    page.open(RECEIPT)
    assert page.sheets.pages == 0
    assert not page.side.primary.isEnabled()
    press(qtbot, Qt.Key.Key_P, CTRL)
    settle(qtbot, office)
    press(qtbot, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: printed == [AGREEMENT, RECEIPT])
    assert page.sheets.pages > 0


def test_saving_and_opening_by_key_and_button(qtbot, office, page, tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(saving, "choose_file", lambda *_: str(tmp_path / "kept.pdf"))
    monkeypatch.setattr(saving, "open_path", lambda path: seen.append(path.name) or True)
    press(qtbot, Qt.Key.Key_S, CTRL)
    page.side.view.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: (tmp_path / "kept.pdf").exists() and len(seen) == 1)
    assert seen[0].startswith("L-2026-0001 ")


def test_keys_scroll_and_turn_the_pages(qtbot, page):
    bar = page.sheets.verticalScrollBar()
    for key, goes in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_PageDown, 1), (Qt.Key.Key_Up, -1), (Qt.Key.Key_PageUp, -1)):
        before = bar.value()
        press(qtbot, key)
        assert (bar.value() - before) * goes > 0
    press(qtbot, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    assert page.page_words.text() == f"Page {page.sheets.pages} of {page.sheets.pages}"
    press(qtbot, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_the_size_changes_by_keys_and_keeps_its_place(qtbot, page):
    whole, bar = page.sheets.scale(), page.sheets.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    press(qtbot, Qt.Key.Key_Equal, CTRL)
    assert page.sheets.scale() == pytest.approx(whole * 1.2)
    assert bar.value() / bar.maximum() == pytest.approx(0.5, abs=0.02)
    press(qtbot, Qt.Key.Key_Plus, CTRL)
    qtbot.waitUntil(lambda: page.sheets.scale() == pytest.approx(whole * 1.44))
    press(qtbot, Qt.Key.Key_Minus, CTRL)
    qtbot.waitUntil(lambda: page.sheets.scale() == pytest.approx(whole * 1.2))
    press(qtbot, Qt.Key.Key_0, CTRL)
    qtbot.waitUntil(lambda: page.sheets.scale() == whole)


def test_the_wheel_changes_the_size_with_ctrl_and_scrolls_without(page):
    whole, bar = page.sheets.scale(), page.sheets.verticalScrollBar()
    turn(page.sheets, 120, CTRL)
    assert page.sheets.scale() == pytest.approx(whole * 1.1)
    turn(page.sheets, -120, CTRL)
    assert page.sheets.scale() == pytest.approx(whole)
    for _ in range(30):
        turn(page.sheets, 120, CTRL)
    assert page.sheets.scale() == 5
    assert page.sheets.horizontalScrollBar().maximum() > 0
    page.sheets.grab()
    page.sheets.fit_width()
    before = bar.value()
    turn(page.sheets, -120)
    assert bar.value() > before


def turn(sheets, by, modifier=Qt.KeyboardModifier.NoModifier):
    at = QPointF(50, 50)
    event = QWheelEvent(
        at, at, QPoint(), QPoint(0, by), Qt.MouseButton.NoButton, modifier, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(sheets.viewport(), event)


def test_the_sheet_is_white_on_a_grey_bed_in_the_dark_too(qapp, qtbot, page):
    theme.apply(qapp, dark=True)
    picture = page.sheets.viewport().grab().toImage()
    assert picture.pixelColor(2, 2).name() == theme.hexa("bed").lower()
    assert picture.pixelColor(picture.width() // 2, theme.gap(20) + 6).name() == "#ffffff"
    theme.apply(qapp)


def test_words_are_found_and_gone_through(qtbot, page):
    found = QSignalSpy(page.sheets.found)
    press(qtbot, Qt.Key.Key_F, CTRL)
    assert page.finder.isVisible()
    qtbot.keyClicks(QApplication.focusWidget(), "LT-0001")
    qtbot.waitUntil(lambda: found.count() and found.at(found.count() - 1)[1] >= page.sheets.pages)
    places = found.at(found.count() - 1)[1]
    assert places > 1
    page.sheets.grab()
    press(qtbot, Qt.Key.Key_Return)
    assert found.at(found.count() - 1) == [2, places]
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert found.at(found.count() - 1) == [places, places]
    assert page.sheets.verticalScrollBar().value() > 0
    press(qtbot, Qt.Key.Key_Escape)
    assert not page.finder.isVisible()
    assert page.sheets.hasFocus()
    assert found.at(found.count() - 1) == [0, 0]


def test_what_is_not_on_the_paper_is_said(qtbot, page):
    page.finder.begin()
    qtbot.keyClicks(page.finder.entry, "zeppelin")
    qtbot.waitUntil(lambda: page.finder._told.text() == "Not found")
    assert cut_off(page) == []


def test_escape_goes_back_to_the_loan_or_to_where_one_was(qtbot, office, page):
    asked = QSignalSpy(office.asked_for)
    press(qtbot, Qt.Key.Key_Escape)
    settle(qtbot, office)
    assert asked.at(0) == ["loans", 1]
    page.came_from = "desk"
    page.open(RECEIPT)
    settle(qtbot, office)
    assert page.back.text() == " Desk"
    page.back.click()
    assert asked.at(1) == ["desk", None]


def test_the_window_tells_where_one_came_from(qtbot, office, shown):
    window = shown(MainWindow(office), 1366, 768)
    window.enter()
    office.go("paper", AGREEMENT)
    office.go("paper", RECEIPT)
    settle(qtbot, office)
    assert window.page.came_from == "desk"
    kept = window.page.state()
    again = PaperPage(office)
    qtbot.addWidget(again)
    again.put_back(kept)
    settle(qtbot, office)
    assert again.state() == (RECEIPT, "desk")
    again.put_back(None)
    assert again.state() == (RECEIPT, "desk")


def test_nothing_to_show_does_nothing(qtbot, office, shown):
    page = PaperPage(office)
    shown(page)
    page.open()
    page.go_back()
    page.sheets.clear()
    page.sheets.grab()
    settle(qtbot, office)
    assert page.sheets.text() == ""
    assert office.heard == []


def test_what_is_undone_meanwhile_says_so_at_once(qtbot, office, page):
    page.open(RECEIPT)
    settle(qtbot, office)
    assert not page.side._undone.isVisible()

    def undo_last(store, by):
        return undo(store, search.history_of(store, "loan", 1)[0].id, "by mistake", by)

    office.do(office, undo_last, lambda _: None)
    settle(qtbot, office)
    assert page.side._undone.isVisible()
    assert cut_off(page) == []
    resize(page, 790)
    assert page.side._undone.isVisible()
    assert cut_off(page) == []


def test_a_change_reloads_only_in_sight(qtbot, office, page):
    drawn = QSignalSpy(page.sheets.turned)
    page.heard(frozenset({Kind.PAPERS}))
    assert not office.tasks.is_idle
    settle(qtbot, office)
    assert drawn.count() == 0  # the same paper stays where it was scrolled to
    page.hide()
    page.heard(frozenset({Kind.PAPERS}))
    assert office.tasks.is_idle


def test_with_little_room_the_buttons_stand_under_the_sheets(page):
    resize(page, 790)
    assert page.side.under
    assert page.side.primary.isVisible()
    assert page.side.mapTo(page, QPoint()).y() >= page.sheets.height()
    assert cut_off(page) == []
    resize(page, 1182)
    assert not page.side.under
    assert cut_off(page) == []


@pytest.mark.parametrize("width", [1182, 1262, 1900])
def test_nothing_is_cut_in_french_at_150(qapp, qtbot, tmp_path, shown, width):
    theme.apply(qapp, scale=1.5)
    office = opened(qtbot, tmp_path, fill, preferences=Settings(language="fr", text_size=150))
    page = PaperPage(office)
    shown(page, width, 620)
    page.open(AGREEMENT)
    settle(qtbot, office)
    page.finder.begin()
    assert page.width() == width
    assert cut_off(page) == []
    closed(qtbot, office)
    theme.apply(qapp)


def test_tab_goes_through_everything(page):
    page.sheets.setFocus()
    stops = tab_order(page)
    assert {page.back, page.side.save, page.side.view, page.side.primary} <= set(stops)
    assert stops.index(page.side.save) < stops.index(page.side.view) < stops.index(page.side.primary)


def test_only_so_many_pictures_are_kept(page, monkeypatch):
    document = page.sheets._document
    strips = Strips(document)
    size = (document.pagePointSize(0) * 5).toSize()
    for at in range(10):
        strips.get(0, size, at)
    assert strips._bytes == sum(each.sizeInBytes() for each in strips._kept.values()) <= 64_000_000
    first = strips.get(0, size, 9)
    assert strips.get(0, size, 9) is first


def test_large_print_and_plain_words_by_key(qtbot, office, page):
    ordinary = page.sheets.pages
    press(qtbot, Qt.Key.Key_L, CTRL)
    qtbot.waitUntil(page.side.forms.large.isChecked)
    settle(qtbot, office)
    assert page.sheets.pages > ordinary
    assert page._drawn.large
    press(qtbot, Qt.Key.Key_J, CTRL)
    qtbot.waitUntil(page.side.forms.plain.isChecked)
    settle(qtbot, office)
    assert page.sheets.pages == 1
    assert "En mots simples" in page.sheets.text() or "In plain words" in page.sheets.text()
    assert page._drawn.large
    assert not page.side._copies.isVisible()
    assert cut_off(page) == []
    page.side.forms.plain.click()
    page.side.forms.large.click()
    settle(qtbot, office)
    assert page.sheets.pages == ordinary


def test_another_paper_is_shown_in_its_own_form(qtbot, office, page):
    page.side.forms.large.click()
    settle(qtbot, office)
    page.open(RECEIPT)
    settle(qtbot, office)
    assert page.side.forms.isHidden()
    page.open(AGREEMENT)
    settle(qtbot, office)
    assert not page.side.forms.large.isChecked()


def test_what_was_signed_on_screen_keeps_its_size(page):
    page.side.forms.show_paper(replace(page._drawn, fixed=True))
    assert not page.side.forms.large.isEnabled()
    page.side.forms.show_paper(replace(page._drawn, fixed=True, plain=True))
    assert page.side.forms.large.isEnabled()
