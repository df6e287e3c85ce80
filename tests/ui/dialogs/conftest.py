"""What tests of dialogs share: an open office, and a widget that dialogs open over."""

from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from loanmanager.ui.office import Office
from tests.ui.office import closed, opened, settle


@pytest.fixture
def offices(qtbot, tmp_path):
    """Return what opens an office, filled as one likes, and closes it after the test."""
    made = []

    def make(fill=None, **more) -> Office:
        made.append(opened(qtbot, tmp_path, fill, **more))
        made[0].messages = []
        made[0].said.connect(made[0].messages.append)
        return made[0]

    yield make
    for each in made:
        closed(qtbot, each)


@pytest.fixture
def office(offices):
    return offices()


@pytest.fixture
def beneath(shown):
    return shown(QWidget())


@pytest.fixture
def settled(qtbot):
    return partial(settle, qtbot)


@pytest.fixture
def asked(qtbot, office):
    """Return what asks the store a question and waits for the answer."""

    def ask(question):
        answers = []
        office.ask(office, question, answers.append)
        settle(qtbot, office)
        return answers[0]

    return ask


@pytest.fixture
def put(qtbot):
    """Return what opens a dialog and waits until it is there."""

    def show(dialog):
        dialog.open()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
        return dialog

    return show
