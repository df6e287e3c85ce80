"""A tinted box for what needs a decision, never for decoration."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from loanmanager.ui.icons import Icon
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, row

Kind = Literal["late", "todo", "ok"]


class Notice(QFrame):
    """Icon, sentence, what one may do. Signals: those of the actions given to it."""

    def __init__(self, kind: Kind, icon: str, text: str, *actions: QWidget, strong: str = "") -> None:
        super().__init__()
        self.setProperty("notice", kind)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._strong, self._text = label(strong, "strong", wrap=True), label(text, wrap=True)
        body = column(self._strong, self._text, space=2)
        self.setLayout(row(column(Icon(icon, kind, 18), None), Grow(body), *actions, space=10, margins=(10, 8, 8, 8)))
        self.set_text(text, strong)

    def set_text(self, text: str, strong: str = "") -> None:
        """Say something else."""
        self._strong.setText(strong)
        self._strong.setVisible(bool(strong))
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(f"{strong} {text}".strip())
