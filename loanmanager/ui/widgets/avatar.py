"""The initials of a member of staff."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from loanmanager.ui.theme import colour, font
from loanmanager.ui.widgets.drawn import write
from loanmanager.ui.widgets.labels import CENTRE
from loanmanager.ui.widgets.layout import fixed


class Avatar(QWidget):
    """Initials in a disc, named by the person's name."""

    def __init__(self, initials: str, name: str, size: int = 28) -> None:
        super().__init__()
        self._initials = initials
        self.setAccessibleName(name)
        fixed(self, width=size, height=size)

    def set_person(self, initials: str, name: str) -> None:
        """Show someone else."""
        self._initials = initials
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the disc and the letters."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("disc"))
            painter.drawEllipse(self.rect())
            write(painter, QRectF(self.rect()), self._initials, font("tiny", 600), "text", CENTRE)
