"""No key means two things on one page: Qt would then do neither."""

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton

from loanmanager.ui.main_window import MainWindow
from loanmanager.ui.pages.settings.page import SettingsPage
from loanmanager.ui.places import PLACES
from tests.ui.office import closed, opened, settle


@pytest.fixture
def window(qtbot, tmp_path):
    office = opened(qtbot, tmp_path)
    made = MainWindow(office)
    qtbot.addWidget(made)
    made.show()
    made.door.begin(lambda: None)
    settle(qtbot, office)
    yield made
    closed(qtbot, office)


def keys(window) -> Counter:
    taken = [each.key() for each in window.findChildren(QShortcut) if each.isEnabled() and each.parent().isVisible()]
    taken += [each.shortcut() for each in window.findChildren(QAbstractButton) if each.isVisible() and each.isEnabled()]
    return Counter(each.toString(QKeySequence.SequenceFormat.PortableText) for each in taken if not each.isEmpty())


@pytest.mark.parametrize("place", [name for name, place in PLACES.items() if not place.rare and name != "paper"])
def test_each_key_does_one_thing(qtbot, window, place) -> None:
    window.go(place)
    settle(qtbot, window.office)
    if isinstance(window.page, SettingsPage):
        for section in window.page._items:
            window.page.show_section(section)
            settle(qtbot, window.office)
            assert [key for key, times in keys(window).items() if times > 1] == [], section
    assert [key for key, times in keys(window).items() if times > 1] == []
    assert "F2" in keys(window)
