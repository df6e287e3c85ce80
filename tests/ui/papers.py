"""Papers for tests of the screen: an office with one loan that came back, and what was said in it."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from loanmanager.operations.done import By
from loanmanager.storage.search import Store
from loanmanager.ui.office import Office
from tests.office import add_client, add_device, lend, take_back
from tests.ui.office import opened

AGREEMENT, RECEIPT = 1, 2


def fill(store: Store, by: By) -> None:
    """Lend two laptops and take one back: paper 1 is the agreement in French, paper 2 the receipt."""
    device = add_device(store, by, make="Lenovo", model="ThinkPad T480")
    other = add_device(store, by, make="Dell", model="Latitude 5420")
    lend(store, by, add_client(store, by, "Nguyễn", "Zoë", language="fr"), device, other)
    take_back(store, by, device)


def with_papers(qtbot: QtBot, folder: Path) -> tuple[Office, list[str]]:
    """Open an office with two papers; the list fills with what is said on the message line."""
    office, said = opened(qtbot, folder, fill), []
    office.said.connect(lambda message: said.append(message.text))
    return office, said
