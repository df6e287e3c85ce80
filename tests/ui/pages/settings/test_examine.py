"""The records are examined by a key, and what is found is said under the button."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from loanmanager.storage.driver import driver
from loanmanager.ui.pages.settings.examine import Examine
from loanmanager.ui.widgets.notice import Notice
from tests.office import add_device
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
