"""A line of text with suggestions: what was used before is a key away, anything else can be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit

from loanmanager.ui import icons
from loanmanager.ui.theme import dress, fit

if TYPE_CHECKING:
    from collections.abc import Sequence


class Suggest(QLineEdit):
    """Down or the chevron opens all suggestions; typing narrows them. Signals: textChanged, editingFinished."""

    def __init__(self, options: Sequence[str] = (), text: str = "", *, says: str = "", opens: str = "") -> None:
        super().__init__(text)
        self.setAccessibleName(says)
        self._model = QStringListModel(list(options), self)
        self._list = QCompleter(self._model, self)
        self._list.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._list.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(self._list)
        self._open = QAction(opens, self, toolTip=opens)
        self._open.triggered.connect(self.open_list)
        self.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        fit(self, lambda me: me._open.setIcon(icons.icon("chevron-down", "muted")))  # noqa: SLF001 - itself

    def set_options(self, options: Sequence[str]) -> None:
        """Suggest other texts."""
        self._model.setStringList(list(options))

    def open_list(self) -> None:
        """Show every suggestion, whatever stands in the field."""
        self.setFocus()
        self._list.setCompletionPrefix("")
        self._list.complete()

    def _is_open(self) -> bool:
        popup = self._list.popup()
        return popup is not None and popup.isVisible()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have the list ready: it is a window of its own."""
        super().focusInEvent(event)
        popup = self._list.popup()
        if popup is not None:
            dress(popup)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list on Down where it is closed."""
        if event.key() == Qt.Key.Key_Down and not self._is_open():
            self.open_list()
        else:
            super().keyPressEvent(event)
