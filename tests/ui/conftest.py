"""What tests of the screen share: a look in force before each, and widgets shown and kept by pytest-qt."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from loanmanager.ui import printing, theme
from loanmanager.ui.pages.follow_up import notice_sending


@pytest.fixture(autouse=True, scope="session")
def nobody_at_the_printer():
    """Cancel the system's print dialog, which would wait for a hand for ever; a test that prints brings its own."""
    for module in (printing, notice_sending):
        module.choose_printer = lambda *_: False


@pytest.fixture(autouse=True)
def light(qapp):
    if theme.look() != theme.Look() or not theme._state.sheet:
        theme.apply(qapp)
    return theme.look()


@pytest.fixture
def shown(qtbot):
    """Return what shows a widget at a size, with the focus, keeps it alive, and has it closed after the test."""
    kept = []

    def show(widget: QWidget, width: int = 800, height: int = 600) -> QWidget:
        qtbot.addWidget(theme.dress(widget))
        kept.append(widget)
        widget.resize(width, height)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    return show


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown():
    """Let no window outlive its test: each one that stays is drawn anew with every look of the next."""
    done = yield
    _sweep()
    return done


def _sweep() -> None:
    for each in QApplication.topLevelWidgets():
        if each.parent() is None:
            each.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
