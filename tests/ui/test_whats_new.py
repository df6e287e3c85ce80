"""After an upgrade the program says so once."""

from dataclasses import replace

import pytest

from loanmanager import __version__, settings
from loanmanager.settings import Settings
from loanmanager.ui import whats_new
from loanmanager.ui.main_window import MainWindow
from tests.ui.office import closed, opened


@pytest.mark.parametrize(("seen", "told"), [("0.0.9", True), ("", False), (__version__, False)])
def test_it_is_said_once_after_an_upgrade_only(qtbot, tmp_path, seen, told) -> None:
    office = opened(qtbot, tmp_path, preferences=replace(Settings(language="en"), seen_version=seen))
    window = MainWindow(office)
    qtbot.addWidget(window)
    said = []
    office.said.connect(said.append)
    whats_new.tell(office, window)
    whats_new.tell(office, window)
    assert len(said) == int(told)
    assert settings.load(tmp_path).seen_version == (__version__ if seen != __version__ else "")
    if told:
        assert __version__ in said[0].text
        said[0].actions[0][1]()
        shown = window.findChild(whats_new.WhatsNew)
        assert shown is not None
        assert shown.isVisible()
        shown.reject()
    closed(qtbot, office)
