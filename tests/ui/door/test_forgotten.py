"""A PIN that was forgotten, at the door of the real window, by keys alone."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from loanmanager.operations import protecting
from loanmanager.storage import recovery, search
from loanmanager.ui.door.forgotten import Forgotten
from loanmanager.ui.door.new_pin import NewPin
from tests.journey import Person
from tests.keyrings import FileKeyring
from tests.office import KEY, in_folder
from tests.ui.door.test_door import asks, furnished
from tests.ui.helpers import cut_off, unnamed

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    furnished(tmp_path / "data", pins_of=(1, 2, 3))
    return tmp_path / "data"


@pytest.fixture
def come(folder: Path, qapp: QApplication):
    there = []

    def sit() -> Person:
        there.append(Person(folder))
        return there[-1]

    yield sit
    for each in there:
        each.leave()


def ask(person: Person, name: str) -> Forgotten:
    """Choose a name and go by Tab to what asks about its PIN."""
    page = asks(person)
    page._list.setFocus()
    page._list.keyboardSearch("")
    person.type(name)
    for _ in range(10):
        if isinstance(person.focused, QPushButton) and person.focused.text().strip() == "Forgotten PIN?":
            break
        person.press("Tab")
    person.press("Space")
    found = page.findChild(Forgotten)
    assert found is not None
    return found


def protect(folder: Path) -> None:
    store, by = in_folder(folder)
    store.close()
    protecting.turn_on(folder, KEY, replace(by, staff_id=1))


def said(asked: Forgotten) -> str:
    return " ".join(each.text() for each in asked.findChildren(QLabel))


def test_whoever_is_no_administrator_is_told_whom_to_ask(come) -> None:
    person = come()
    asked = ask(person, "Luc")
    assert "Settings, Staff, New PIN…" in said(asked)
    assert not asked.command.isVisible()
    assert not asked.typed.isVisible()
    person.press("Escape")
    assert asks(person)._card.isVisible()


def test_the_only_administrator_of_an_office_in_the_open_is_told_what_to_type(come, folder: Path) -> None:
    person = come()
    asked = ask(person, "Adm")
    assert str(folder) in asked.command.toPlainText()
    assert "staff reset-pin" in asked.command.toPlainText()
    assert not unnamed(person.window)
    assert not cut_off(person.window)
    person.press("Shift+Tab", "Space")
    assert QApplication.clipboard().text() == asked.command.toPlainText()


def test_the_words_of_the_sheet_let_an_administrator_choose_a_new_pin(come, folder: Path, chain: FileKeyring) -> None:
    protect(folder)
    person = come()
    asked = ask(person, "Adm")
    assert KEY.number in said(asked)
    assert not unnamed(person.window)
    assert not cut_off(person.window)
    person.type(recovery.code_of(recovery.words_of(KEY, "en"))[:-9])
    person.press("Ctrl+Return")
    assert asked.typed.error()
    asked.typed.control.setPlainText(recovery.code_of(recovery.words_of(KEY, "en")))
    person.press("Ctrl+Return")
    page = asks(person)
    new = page.findChild(NewPin)
    assert new is not None
    person.type("blue kayak")
    person.press("Return")
    person.type("blue kayak")
    person.press("Return")
    person.wait(lambda: asks(person) is None)
    assert person.office.by().staff_id == 1
    done = []
    person.office.ask(person.office, lambda store: search.history_of(store, "office", 1), done.append)
    person.wait(lambda: bool(done))
    assert [each.operation for each in done[0]][:2] == ["sign_in", "recover_pin"]


def test_words_of_another_sheet_open_nothing(come, folder: Path, chain: FileKeyring) -> None:
    protect(folder)
    person = come()
    asked = ask(person, "Adm")
    other = type(KEY)(bytes(32))
    asked.typed.control.setPlainText(" ".join(recovery.words_of(other, "en")))
    person.press("Ctrl+Return")
    assert asked.typed.error()
    assert asks(person).findChild(NewPin) is None
