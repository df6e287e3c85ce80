"""A sentence with an icon before it, which may take several lines: how something stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from loanmanager.ui.icons import Icon
from loanmanager.ui.widgets.labels import label, set_ink
from loanmanager.ui.widgets.layout import Grow, column, row

if TYPE_CHECKING:
    from loanmanager.ui.tokens import Mark

_CALM = frozenset({"ok"})  # what is so needs no colour


class IconWords(QWidget):
    """Nothing is shown before something is said."""

    def __init__(self) -> None:
        super().__init__()
        self._icon, self._words = Icon("circle-check", "ok", 16), label("", wrap=True)
        self.setLayout(row(column(2, self._icon, None, space=0), Grow(self._words), space=8))
        self.hide()

    def set_words(self, mark: Mark, words: str) -> None:
        """Say something else."""
        self._icon.set_icon(mark.icon, mark.token)
        self._words.setText(words)
        set_ink(self._words, "text" if mark.token in _CALM else mark.token)
        self.setAccessibleName(words)
        self.show()

    def text(self) -> str:
        """Return what is said."""
        return self._words.text()
