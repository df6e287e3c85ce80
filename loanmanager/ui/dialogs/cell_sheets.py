"""The paper with the cells of its sheet drawn over it, which are not printed; a click chooses where to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen

from loanmanager.ui.pages.paper.sheets import Sheets
from loanmanager.ui.theme import colour, px

if TYPE_CHECKING:
    from loanmanager.domain.shelf_papers import LabelFormat

_POINTS = 72 / 25.4  # of a millimetre
_ROUND = 3


class CellSheets(Sheets):
    """Shows a sheet and its cells. Signal: chosen(cell, counted from 0) by a click; the number beside it does by keys."""

    chosen = Signal(int)

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self._on: LabelFormat | None = None
        self._first = 0

    def show_cells(self, on: LabelFormat | None, first: int) -> None:
        """Draw the cells of a format and mark the one to begin at; without a format, or with one cell, none."""
        self._on, self._first = (on if on is not None and on.cells > 1 else None), first
        shape = Qt.CursorShape.PointingHandCursor if self._on else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self.viewport().update()

    def cell_place(self, number: int) -> QRectF:
        """Return where a cell of the first page lies in the viewport, in pixels."""
        assert self._on is not None
        scale = self.scale() * _POINTS
        left, top = self._on.cell(number)
        corner = QPointF(self._frames()[0].topLeft())
        corner -= QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        at = corner + QPointF(left, top) * scale
        return QRectF(at.x(), at.y(), self._on.cell_width * scale, self._on.cell_height * scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper, then its cells."""
        super().paintEvent(event)
        if self._on is None or not self.pages:
            return
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            edge = colour("muted")
            edge.setAlphaF(0.35)
            painter.setPen(QPen(edge, 1))
            for number in range(self._on.cells):
                painter.drawRoundedRect(self.cell_place(number), _ROUND, _ROUND)
            painter.setPen(QPen(colour("accent"), px(2)))
            painter.drawRoundedRect(self.cell_place(self._first), _ROUND, _ROUND)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the pointer."""
        cells = range(self._on.cells if self._on is not None and self.pages else 0)
        under = next((number for number in cells if self.cell_place(number).contains(event.position())), None)
        if under is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
        else:
            self.chosen.emit(under)
