"""Short ways through the dialogs of backups."""

from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget

from tests.journey import Person

Kind = TypeVar("Kind", bound=QWidget)


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
