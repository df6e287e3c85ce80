"""What the desk offers when something was done: signing on screen, at check-out and at return."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from loanmanager.domain.signatures import Who
from loanmanager.ui.dialogs.sign import SignDialog
from loanmanager.ui.pages.desk import afterwards
from tests.office import add_client, add_device, lend, take_back
from tests.ui.office import closed, opened, settle

DONE = {}


def fill(store, by):
    device = add_device(store, by)
    DONE["lent"] = lend(store, by, add_client(store, by), device)
    DONE["back"] = take_back(store, by, device)


@pytest.fixture
def office(qtbot, tmp_path):
    made = opened(qtbot, tmp_path, fill)
    made.heard = []
    made.said.connect(made.heard.append)
    yield made
    closed(qtbot, made)


@pytest.mark.parametrize("when", ["lent", "back"])
def test_signing_is_one_link_away(qtbot, office, shown, when):
    page = shown(QWidget())
    if when == "lent":
        afterwards.say_lent(office, page, DONE["lent"])
    else:
        afterwards.say_taken_back(office, page, DONE["back"], prints=False)
    links = dict(office.heard[-1].actions)
    links["Sign on screen"]()
    settle(qtbot, office)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), SignDialog))
    dialog = QApplication.activeModalWidget()
    assert dialog._paper.id == DONE[when].result.paper_id
    assert [each.who for each in dialog.steps] == [Who.BORROWER, Who.STAFF]
    dialog.reject()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
