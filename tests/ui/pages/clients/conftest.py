"""The clients page over an office with clients in every state."""

import pytest
from PySide6.QtCore import Qt

from loanmanager.ui.pages.clients.page import Clients
from tests.ui.office import settle
from tests.ui.pages.people import fill


@pytest.fixture
def office(offices):
    return offices(fill)


@pytest.fixture
def page(office, showing):
    return showing(Clients, office)


@pytest.fixture
def seen(qtbot, page, office):
    """Return what shows a client in the detail, and waits until it is there."""

    def show(client_id):
        page.show_record(client_id)
        settle(qtbot, office)
        return page.detail

    return show


@pytest.fixture
def write(qtbot, office):
    """Return what writes in a field of the detail and keeps it by Ctrl+Enter or Enter."""

    def into(detail, name, text, form="_fields"):
        control = getattr(detail, form)._controls[name]
        control.setFocus()
        control.selectAll()
        qtbot.keyClicks(control, text)
        qtbot.keyClick(control, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
        settle(qtbot, office)
        return control

    return into
