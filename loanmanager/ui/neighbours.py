"""What the shell changed beside the window: asked whenever the window comes to the front, since a timer would never rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from loanmanager.operations.done import ANYTHING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from loanmanager.ui.office import Office


def watch(office: Office, app: QApplication) -> None:
    """Let every page read again what another program has changed, when people come back to the window."""

    def told(changed: bool) -> None:  # noqa: FBT001 (an answer)
        if changed:
            office.changed.emit(ANYTHING)

    def came_back(state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            office.ask(office, lambda store: store.changed_elsewhere(), told, key="neighbours")

    app.applicationStateChanged.connect(came_back)
