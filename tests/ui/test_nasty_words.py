"""Words of the records are shown as they were typed, wherever they are shown: markup is nowhere obeyed."""

import pytest
from PySide6.QtWidgets import QApplication

from loanmanager.ui.main_window import MainWindow
from loanmanager.ui.places import PLACES
from tests.ui.nasty import WORD, fill, interpreted, left, shows
from tests.ui.office import opened, settle


@pytest.fixture
def window(qtbot, tmp_path):
    office = opened(qtbot, tmp_path / "data", fill)
    made = MainWindow(office)
    made.resize(1366, 768)
    made.show()
    made.enter()
    settle(qtbot, office)
    yield made
    left(qtbot, made)


def windows():
    return [each for each in QApplication.topLevelWidgets() if each.isVisible()]


@pytest.mark.parametrize("place", [key for key, place in PLACES.items() if not place.rare])
def test_no_page_obeys_markup(qtbot, window, place):
    office = window.office
    window.go(place, *([1] if place == "paper" else []))
    settle(qtbot, office)
    show = getattr(window.page, "show_record", None)
    for record in (1, 2, 3) if show else ():
        show(record)
        settle(qtbot, office)
        qtbot.wait(1)
        assert [each for seen in windows() for each in interpreted(seen)] == []
    qtbot.wait(1)
    assert [each for seen in windows() for each in interpreted(seen)] == []
    if place in {"devices", "clients", "kits", "lines"}:
        assert WORD in shows(window)
