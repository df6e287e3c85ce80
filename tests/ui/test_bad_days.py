"""What is typed in the window stays when the records cannot be written, in every dialog and every field of a page."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel
from shiboken6 import isValid

from loanmanager.storage import errors
from loanmanager.storage.sqlite_engine import SqliteEngine
from loanmanager.ui.places import DIALOGS
from loanmanager.ui.widgets.dialog import Dialog
from tests.ui.nasty import entries, type_in, typed
from tests.ui.test_nasty_forms import EVERY_DAY, Walk, said_in

TROUBLE = (errors.DiskFull, errors.Busy, errors.ReadOnly, errors.DiskTrouble)
TYPED = "Hodan 7"


class BadDay(Walk):
    """Types into whatever comes up and confirms it, while nothing can be written."""

    kept = 0

    def try_what_opened(self, place, first, press) -> None:
        for dialog in self.dialogs():
            if type(dialog).__name__ not in self.tried:
                self.tried.add(type(dialog).__name__)
                self.try_dialog(dialog, "")

    def try_dialog(self, dialog: Dialog, called: str) -> None:
        for each in entries(dialog):
            if not typed(each):
                type_in(each, TYPED)
        self.wait()
        for kind in TROUBLE if entries(dialog) else ():
            if not isValid(dialog) or not dialog.isVisible() or not dialog.primary.isEnabled():
                return
            self.try_trouble(dialog, kind)

    def try_trouble(self, dialog: Dialog, kind: type[errors.StoreError]) -> None:
        name, before = type(dialog).__name__, {each: typed(each) for each in entries(dialog)}
        with nothing_written(kind) as met:
            dialog.primary.click()
            self.wait()
        if not met:  # refused before, or it writes nothing
            return
        if name == "ReasonDialog":  # it hands the reason over and goes; asked again, it has it
            assert TYPED in self.office.unkept.values(), f"a reason was lost after {kind.__name__}"
            self.kept += 1
            return
        assert isValid(dialog), f"{name} went away after {kind.__name__}"
        assert dialog.isVisible(), f"{name} went away after {kind.__name__}"
        assert said_in(dialog), f"{name} is silent about {kind.__name__}"
        assert dialog.primary.isEnabled(), f"{name} waits for ever after {kind.__name__}"
        assert {each: typed(each) for each in entries(dialog)} == before, f"{name} lost words after {kind.__name__}"
        self.kept += 1


@contextmanager
def nothing_written(kind: type[errors.StoreError]) -> Iterator[list[type[errors.StoreError]]]:
    """Refuse each write with an error, and tell which were met."""
    met: list[type[errors.StoreError]] = []

    @contextmanager
    def write(_store: SqliteEngine) -> Iterator[None]:
        met.append(kind)
        raise kind
        yield

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SqliteEngine, "write", write)
        yield met


@pytest.fixture
def walk(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "exec", lambda self: QDialog.DialogCode.Rejected)
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_, **__: ("", ""))
    made = BadDay(qtbot, tmp_path / "data")
    yield made
    made.leave()


@pytest.mark.parametrize("place", EVERY_DAY)
def test_every_dialog_of_a_page_keeps_what_was_typed(walk, place):
    walk.try_all(place)


@pytest.mark.parametrize("place", DIALOGS)
def test_every_dialog_of_no_page_keeps_what_was_typed(walk, place):
    walk.window.go(place)
    walk.wait()
    walk.try_what_opened(place, None, (0, ""))


@pytest.mark.parametrize("place", EVERY_DAY)
def test_every_field_of_a_page_keeps_what_was_typed(walk, place):
    walk.go(place)
    for at in range(len(entries(walk.window.page))):
        there = entries(walk.window.page)
        if at >= len(there):
            break
        type_in(there[at], TYPED)
        with nothing_written(TROUBLE[at % len(TROUBLE)]) as met:
            QTest.keyClick(there[at], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            walk.wait()
        if met:
            assert TYPED in [typed(each) for each in entries(walk.window.page)], (place, at, met)
        walk.close_dialogs()


def test_lending_and_taking_back_keep_what_is_in_hand(walk):
    box, window = walk.window.top.box, walk.window
    for scans in (("C-00002", "LT-0002"), ("LT-0002",)):
        window.go("desk")
        walk.wait()
        for code in scans:
            type_in(box.entry, code)
            QTest.keyClick(box.entry, Qt.Key.Key_Return)
            walk.wait()
        for kind in TROUBLE:
            before = walk.history()
            with nothing_written(kind) as met:
                QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
                walk.wait()
            assert met, kind
            assert walk.history() == before
            assert "LT-0002" in "".join(shown(window)), kind
        before = walk.history()
        QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        walk.wait()
        assert walk.history() == before + 1, "it goes through once it can"
        walk.close_dialogs()


def shown(window) -> list[str]:
    """Return the words of the page."""
    return [each.text() for each in window.page.findChildren(QLabel) if each.isVisible()]
