"""The rows of a list of work: two lines each, one or several of them chosen."""

from collections.abc import Iterable

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from loanmanager.ui.widgets.two_lines import TwoLineList

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_ELSEWHERE = _ENTER | {Qt.Key.Key_Left, Qt.Key.Key_Right}


class WorkRows(TwoLineList):
    """Letters and Enter are left to the page, which has a scanner in mind. Signal: picked(): other rows are chosen."""

    picked = Signal()

    def __init__(self, name: str, *, many: bool) -> None:
        super().__init__(name)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.selectionModel().selectionChanged.connect(lambda *_: self.picked.emit())

    def chosen_keys(self) -> list[str]:
        """Return the keys of what is chosen, from the top."""
        at = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [entry.key for entry in map(self.rows.at, at) if entry]

    def choose_only(self, keys: Iterable[str]) -> None:
        """Choose these rows, the first of them the current one."""
        found = [at for at in map(self.rows.find, keys) if at >= 0]
        if not found:
            return
        self.setCurrentIndex(self.rows.index(found[0]))
        for at in found[1:]:
            self.selectionModel().select(self.rows.index(at), QItemSelectionModel.SelectionFlag.Select)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and choose; whatever else is pressed is the page's."""
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        typed = event.text().strip() and event.text().isprintable()
        if plain and (event.key() in _ELSEWHERE or typed):
            event.ignore()
        else:
            super().keyPressEvent(event)
