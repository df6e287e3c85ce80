"""The one delegate of every list: it paints a cell by the kind of its column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from loanmanager.ui import icons
from loanmanager.ui.theme import font, px
from loanmanager.ui.tokens import Mark
from loanmanager.ui.widgets.columns import Column, Kind
from loanmanager.ui.widgets.drawn import advance, write
from loanmanager.ui.widgets.labels import LEFT, RIGHT
from loanmanager.ui.widgets.lists import COLUMN, MARK
from loanmanager.ui.widgets.two_lines import ground

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPainter

Index = QModelIndex | QPersistentModelIndex
PAD = 8  # px at both sides of a cell
ROW_HEIGHT = 36


def face(kind: Kind) -> QFont:
    """Return the font of a kind of column."""
    return font(weight=500 if kind in {"strong", "status"} else 400, mono=kind == "mono")


class Cells(QStyledItemDelegate):
    """Paint ground, drawing and words of a cell; words that do not fit end in an ellipsis and are whole in the tooltip."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        column = index.data(COLUMN)
        if not isinstance(column, Column):
            return
        painter.save()
        ground(painter, option, first=index.column() == 0)
        box = QRectF(option.rect).adjusted(px(PAD), 0, -px(PAD), 0)
        mark = index.data(MARK)
        token = "muted" if column.kind == "muted" else "text"
        if isinstance(mark, Mark):
            token = mark.token
            if mark.icon:
                icons.draw(painter, box.left(), box.center().y() - px(8), mark.icon, token, 16)
                box.adjust(px(22), 0, 0, 0)
        write(
            painter, box, str(index.data() or ""), face(column.kind), token, RIGHT if column.kind == "right" else LEFT
        )
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for a row's height, and for the words whole."""
        column, words = index.data(COLUMN), str(index.data() or "")
        wide = advance(words, face(column.kind)) if isinstance(column, Column) else 0
        return QSize(wide + 2 * px(PAD) + (px(22) if index.data(MARK) else 0), px(ROW_HEIGHT))
