"""What stands where there is nothing yet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from loanmanager.ui.icons import Icon
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, row


class Empty(QWidget):
    """One sentence and the button that starts things. Signal: started()."""

    started = Signal()

    def __init__(self, icon: str, sentence: str, action: str = "", action_icon: str = "plus") -> None:
        super().__init__()
        self._words = label(sentence, "muted", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(sentence)
        self.button = button(action, icon=action_icon)
        self.button.clicked.connect(self.started)
        self.setLayout(
            column(
                None,
                row(None, Icon(icon, "muted", 28), None),
                4,
                self._words,
                4,
                row(None, self.button, None),
                None,
                margins=24,
            )
        )
        self.button.setVisible(bool(action))

    def set_sentence(self, sentence: str, action: str = "") -> None:
        """Say something else; without an action there is no button."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.button.setText(f" {action}")
        self.button.setAccessibleName(action)
        self.button.setVisible(bool(action))
