"""Short ways through the dialogs of backups."""

from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget

from loanmanager.storage import search
from tests.journey import Person
from tests.office import TODAY, in_folder

Kind = TypeVar("Kind", bound=QWidget)


def devices(folder: Path) -> int:
    """Return how many devices the records have."""
    store, _ = in_folder(folder)
    try:
        return search.counts(store, TODAY).devices
    finally:
        store.close()


def hurt(path: Path) -> bytes:
    """Change one bit in the middle of a file, and return what it holds now."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    return bytes(data)


def dialog_of(person: Person, kind: type[Kind]) -> Kind:
    """Wait until a dialog of a kind is open."""
    person.wait(lambda: isinstance(QApplication.activeModalWidget(), kind))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind)
    return dialog
