"""A status: icon, word and colour, never one alone."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from loanmanager.ui.icons import Icon
from loanmanager.ui.tokens import STATUSES, Mark
from loanmanager.ui.widgets.labels import label, set_ink
from loanmanager.ui.widgets.layout import row


class Status(QWidget):
    """A device's status by its key, or any mark, with its word."""

    def __init__(self, mark: str | Mark, words: str) -> None:
        super().__init__()
        self._icon, self._words = Icon("circle-check", "ok", 16), label(words, "status")
        self.setLayout(row(self._icon, self._words, space=6))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_status(mark, words)

    def set_status(self, mark: str | Mark, words: str) -> None:
        """Show another status."""
        icon, token = STATUSES[mark] if isinstance(mark, str) else mark
        self._icon.set_icon(icon, token)
        self._words.setText(words)
        set_ink(self._words, token)
        self.setAccessibleName(words)
