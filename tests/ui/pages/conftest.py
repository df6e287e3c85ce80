"""What tests of pages share: offices that remember what was said and where one went, dialogs and menus that open."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from tests.ui.office import closed, opened, settle


@pytest.fixture
def offices(qtbot, tmp_path):
    """Return what opens an office and closes it after the test; it remembers messages and places asked for."""
    made = []

    def make(filled=None, **more):
        office = opened(qtbot, tmp_path, filled, **more)
        office.messages, office.places = [], []
        office.said.connect(office.messages.append)
        office.asked_for.connect(lambda place, what: office.places.append((place, what)))
        made.append(office)
        return office

    yield make
    for each in made:
        closed(qtbot, each)


@pytest.fixture
def showing(qtbot, shown):
    """Return what shows a page of an office at a size."""

    def show(kind, office, width=1182, height=712):
        page = shown(kind(office), width, height)
        page.open(None)
        settle(qtbot, office)
        return page

    return show


@pytest.fixture
def dialog_of(qtbot):
    """Return what waits for a dialog of a class to be in front."""

    def find(kind):
        qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
        return QApplication.activeModalWidget()

    return find


@pytest.fixture
def press(qtbot):
    """Return what presses the button of some words by the keyboard."""

    def do(inside, words):
        QApplication.processEvents()  # what was laid out just now is shown
        named = [each for each in inside.findChildren(QPushButton) if words in {each.text(), each.accessibleName()}]
        qtbot.keyClick(next(each for each in named if each.isVisible()), Qt.Key.Key_Space)

    return do


@pytest.fixture
def menu_of(press):
    """Return what opens the menu of a detail and gives its actions by their words."""

    def find(detail):
        press(detail, "More")
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return {each.text(): each for each in menu.actions()}

    return find
