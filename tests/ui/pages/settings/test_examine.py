"""The records are examined by a key, and what is found is said under the button."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from loanmanager.storage import errors
from loanmanager.storage.driver import driver
from loanmanager.ui.pages.settings import examine as page
from loanmanager.ui.pages.settings.examine import Examine
from loanmanager.ui.widgets.notice import Notice
from tests.office import add_device
from tests.ui.helpers import unnamed
from tests.ui.office import settle


@pytest.fixture
def office(offices):
    return offices(add_device)


@pytest.fixture
def examine(qtbot, shown, office):
    def press():
        made = shown(Examine(office), 700, 500)
        qtbot.keyClick(made.starts, Qt.Key.Key_Space)
        assert not made.starts.isEnabled()
        settle(qtbot, office)
        qtbot.waitUntil(made.starts.isEnabled)
        return made

    return press


def test_a_sound_office_is_said_to_be(examine, office):
    made = examine()
    (notice,) = made.findChildren(Notice)
    assert notice.accessibleName().startswith("Everything is sound")
    assert "check code" in notice.accessibleName()


def test_what_was_changed_outside_is_said_in_sentences(examine, office):
    conn = driver.connect(str(office.folder / "loanmanager.db"))
    conn.execute("DROP TRIGGER history_never_delete")
    conn.commit()
    conn.close()
    made = examine()
    (notice,) = made.findChildren(Notice)
    assert notice.accessibleName().startswith("1 finding")
    assert any("history_never_delete is missing" in each.text() for each in made.findChildren(QLabel))


def test_a_long_one_shows_how_far_it_is_and_is_stopped_by_a_key(qtbot, shown, office, monkeypatch):
    begun, seen = Event(), []

    def slow(*_args):
        watch = _args[3]
        watch.begin(10)
        watch.heard(4)
        begun.set()
        while not watch.stopped():
            begun.wait(0.01)
        watch.heard(1)

    monkeypatch.setattr(page, "examine_folder", slow)
    made = shown(Examine(office), 700, 500)
    made._hundredths.connect(seen.append)
    qtbot.keyClick(made.starts, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: seen == [40])
    assert made._bar.isVisible()
    assert (made._bar.value(), made._bar.maximum()) == (40, 100)
    assert made.stops.hasFocus()
    assert not unnamed(made)
    qtbot.keyClick(made.stops, Qt.Key.Key_Space)
    qtbot.waitUntil(made.starts.isEnabled)
    assert not made._bar.isVisible()
    assert any("Stopped" in each.text() for each in made.findChildren(QLabel))
    assert not made.findChildren(Notice)


def test_one_that_nobody_waits_for_any_more_is_stopped(qtbot, shown, office, monkeypatch):
    watches = []

    def slow(*_args):
        watches.append(_args[3])
        while not _args[3].stopped():
            Event().wait(0.01)
        raise errors.Stopped

    monkeypatch.setattr(page, "examine_folder", slow)
    made = Examine(office)
    made._start()
    qtbot.waitUntil(lambda: bool(watches))
    made.deleteLater()
    qtbot.waitUntil(watches[0].stopped)
    settle(qtbot, office)
