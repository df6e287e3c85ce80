"""The box that narrows a list: it gives way to the title and the buttons beside it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from loanmanager.ui.theme import px

_WIDE, _NARROW = 200, 104


class FilterBox(QLineEdit):
    """A line of text, 200 px wide at 100 % where there is room, half of it where there is not."""

    def __init__(self, says: str) -> None:
        super().__init__()
        self.setPlaceholderText(says)
        self.setAccessibleName(says)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for the usual width."""
        return QSize(px(_WIDE), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Do with half of it."""
        return QSize(px(_NARROW), super().minimumSizeHint().height())
