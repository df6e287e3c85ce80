"""Nasty words typed into every dialog that a page can open: kept, or refused in words, and nothing typed is lost.

The pages' own buttons and menus are pressed one after the other, so that a new dialog is tried as well.
"""

import time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QLabel, QMenu
from shiboken6 import isValid

from loanmanager.ui.main_window import MainWindow
from loanmanager.ui.places import DIALOGS, PLACES
from loanmanager.ui.widgets.buttons import Primary
from loanmanager.ui.widgets.dialog import Dialog
from tests import hostile
from tests.ui.nasty import entries, fill, interpreted, left, type_in, typed
from tests.ui.office import opened, settle

TEXTS = {
    "markup": '<b>R&D</b> =1+1 {x} "q" \u0645\u062d',
    "a NUL": "a\x00b",
    "an override": "photo\u202egpj.exe\u2066",
    "too long": "x" * 10_001,
    "lines": "a\nb\u2028c\td",
}

EVERY_DAY = [key for key, place in PLACES.items() if not place.rare]

Press = tuple[int, str]  # which button of the page, and which words of the menu that it opens


class Walk:
    """Presses what a page has, and tries what comes up."""

    def __init__(self, qtbot: Any, folder: Any) -> None:
        self.qtbot = qtbot
        self.office = opened(qtbot, folder, fill)
        self.trouble: list[Exception] = []
        self.office.broke.connect(self.trouble.append)
        self.window = MainWindow(self.office)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.enter()
        self.tried: set[str] = set()
        self.wait()

    def leave(self) -> None:
        self.close_dialogs()
        self.wait()
        left(self.qtbot, self.window)

    def wait(self) -> None:
        for _ in range(2):
            settle(self.qtbot, self.office)
            self.qtbot.wait(1)
        settle(self.qtbot, self.office)
        assert not self.trouble, self.trouble

    # Coming to a dialog

    def go(self, place: str) -> None:
        self.close_dialogs()
        self.window.go(place, *([1] if place == "paper" else []))
        self.wait()
        show = getattr(self.window.page, "show_record", None)
        if show:
            show(1)
            self.wait()

    def dialogs(self) -> list[Dialog]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, Dialog) and each.isVisible()]

    def close_dialogs(self) -> None:
        for each in self.dialogs():
            each.set_busy(busy=False)
            each.reject()

    def menus(self) -> list[QMenu]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, QMenu) and each.isVisible()]

    def buttons(self) -> list[QAbstractButton]:
        found = self.window.page.findChildren(QAbstractButton)
        return [each for each in found if each.isVisible() and each.isEnabled()]

    def press(self, at: int, words: str = "") -> list[str]:
        """Press a button, and choose in its menu; return what the menu has."""
        there = self.buttons()
        if at >= len(there):
            return []
        there[at].click()
        self.wait()
        actions = [each for menu in self.menus() for each in menu.actions() if each.isEnabled() and not each.menu()]
        found = [each.text() for each in actions if each.text()]
        chosen = next((each for each in actions if words and each.text() == words), None)
        for menu in self.menus():
            menu.close()
        if chosen and isValid(chosen):
            chosen.trigger()
            self.wait()
        return found

    # Trying it

    def history(self) -> int:
        found: list[int] = []
        self.office.ask(self.window, lambda store: store.value("SELECT COUNT(*) FROM history"), found.append)
        settle(self.qtbot, self.office)
        return found[0]

    def try_all(self, place: str, first: int | None = None) -> None:
        """Press everything on a page, after one of its buttons if one is named."""
        self.come(place, first)
        for at in range(len(self.buttons())):
            self.come(place, first)
            words = self.press(at)
            self.try_what_opened(place, first, (at, ""))
            for each in words:
                self.come(place, first)
                self.press(at, each)
                self.try_what_opened(place, first, (at, each))

    def come(self, place: str, first: int | None) -> None:
        self.go(place)
        if first is not None:
            self.press(first)

    def try_what_opened(self, place: str, first: int | None, press: Press) -> None:
        for dialog in self.dialogs():
            name = type(dialog).__name__
            if name in self.tried:
                continue
            self.tried.add(name)
            for called in TEXTS:
                if not self.open(name):  # else it was refused, and the next words stand in the same one
                    self.come(place, first)
                    self.press(*press)
                for again in self.open(name):
                    self.try_dialog(again, called)

    def open(self, name: str) -> list[Dialog]:
        return [each for each in self.dialogs() if type(each).__name__ == name]

    def try_dialog(self, dialog: Dialog, called: str) -> None:
        name = (type(dialog).__name__, called)
        for each in entries(dialog):
            type_in(each, TEXTS[called])
        self.wait()
        assert list(interpreted(dialog)) == [], name
        if not isValid(dialog) or not dialog.isVisible() or not dialog.primary.isEnabled() or not entries(dialog):
            return
        before, kept = self.history(), {each: typed(each) for each in entries(dialog)}
        dialog.primary.click()
        dialog.primary.click()
        self.wait()
        assert self.history() <= before + 1, name
        if not isValid(dialog) or not dialog.isVisible() or self.history() > before:
            return
        assert said_in(dialog), (name, "silent")
        assert all(typed(each) == text for each, text in kept.items() if isValid(each)), name


def said_in(dialog: Dialog) -> list[str]:
    labels = [each for each in dialog.findChildren(QLabel) if each.isVisible() and each.property("role") == "error"]
    return [each.text() for each in labels if each.text()]


@pytest.fixture
def walk(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "exec", lambda self: QDialog.DialogCode.Rejected)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    made = Walk(qtbot, tmp_path / "data")
    yield made
    made.leave()


@pytest.mark.parametrize("place", EVERY_DAY)
def test_every_dialog_of_a_page_takes_any_words(walk, place):
    walk.try_all(place)


@pytest.mark.parametrize("first", range(8))
def test_every_dialog_of_the_follow_up_takes_any_words(walk, first):
    walk.try_all("follow_up", first)


@pytest.mark.parametrize("place", EVERY_DAY)
def test_every_field_of_a_page_takes_any_words(walk, place):
    walk.go(place)
    for called, text in TEXTS.items():
        for at in range(len(entries(walk.window.page))):
            there = entries(walk.window.page)
            if at >= len(there):
                break
            type_in(there[at], text)
            QTest.keyClick(there[at], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            walk.wait()
            assert list(interpreted(walk.window)) == [], (called, at)
            walk.close_dialogs()


def test_the_box_takes_whatever_is_scanned_or_typed(walk):
    box = walk.window.top.box
    for called, text in hostile.TEXTS.items():
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Down):
            begun = time.process_time()  # the machine may be busy
            type_in(box.entry, text[:30_000])
            walk.wait()
            QTest.keyClick(box.entry, key)
            walk.wait()
            assert list(interpreted(walk.window)) == [], called
            assert time.process_time() - begun < 5, called
            walk.close_dialogs()


@pytest.mark.parametrize("place", DIALOGS)
def test_the_dialogs_of_no_page_take_any_words(walk, place):
    for called in TEXTS:
        walk.close_dialogs()
        walk.window.go(place)
        walk.wait()
        for dialog in walk.dialogs():
            walk.try_dialog(dialog, called)


def test_two_clicks_at_once_lend_and_take_back_once(walk):
    for scans, made in ((("C-00002", "LT-0002"), "check_out"), (("LT-0002",), "return")):
        walk.window.go("desk")
        walk.wait()
        for code in scans:
            type_in(walk.window.top.box.entry, code)
            QTest.keyClick(walk.window.top.box.entry, Qt.Key.Key_Return)
            walk.wait()
        before = walk.history()
        there = [each for each in walk.window.page.findChildren(Primary) if each.isVisible() and each.isEnabled()]
        assert len(there) == 1
        there[0].click()
        there[0].click()
        QTest.keyClick(walk.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        walk.wait()
        assert walk.history() == before + 1
        found: list[str] = []
        walk.office.ask(
            walk.window,
            lambda store: store.value("SELECT operation FROM history ORDER BY id DESC LIMIT 1"),
            found.append,
        )
        walk.wait()
        assert found == [made]
        walk.close_dialogs()


def test_the_import_says_what_is_wrong_with_any_file(walk, tmp_path):
    walk.window.go("import")
    walk.wait()
    dialog, before, taken = walk.dialogs()[0], walk.history(), 0
    for called, content in {**hostile.sheets(), **hostile.pictures()}.items():
        file = tmp_path / "chosen <b>R&D.csv"
        file.write_bytes(content)
        dialog.take_file(str(file))
        walk.wait()
        assert list(interpreted(dialog)) == [], called
        assert dialog.error() or dialog.primary.isEnabled() or said_under(dialog), called
        taken += dialog.primary.isEnabled()
    assert taken > 5, "some can be read all the same"
    for gone in (tmp_path, tmp_path / "nothing there"):
        dialog.take_file(str(gone))
        walk.wait()
        assert dialog.error()
    assert walk.history() == before


def said_under(dialog: Any) -> str:
    return str(dialog._sum.text())
