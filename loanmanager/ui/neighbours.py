"""What the shell changed beside the window: asked whenever the window comes to the front, since a timer would never rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from loanmanager.operations.done import ANYTHING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from loanmanager.ui.office import Office


class Neighbours(QObject):
    """Lets every page read again what another program has changed, when people come back to the window."""

    def __init__(self, office: Office, window: QWidget) -> None:
        super().__init__(window)
        self._office = office
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.applicationStateChanged.connect(self.look)

    def look(self, state: Qt.ApplicationState) -> None:
        """Ask the records, if the window is in front now."""
        if state is Qt.ApplicationState.ApplicationActive:
            self._office.ask(self, lambda store: store.changed_elsewhere(), self._told, key="neighbours")

    def _told(self, changed: bool) -> None:  # noqa: FBT001 (an answer)
        if changed:
            self._office.changed.emit(ANYTHING)
