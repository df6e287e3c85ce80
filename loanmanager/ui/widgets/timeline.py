"""What happened, the newest first, along a rail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from loanmanager.ui import icons
from loanmanager.ui.theme import colour, fit, font, px
from loanmanager.ui.widgets.drawn import write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loanmanager.ui.tokens import Mark

Index = QModelIndex | QPersistentModelIndex
ROW: Final = Qt.ItemDataRole.UserRole
_NOWHERE: Final = QModelIndex()


@dataclass(frozen=True, slots=True)
class Event:
    """One entry: its drawing and colour, what happened, when and by whom, and a note."""

    mark: Mark
    what: str
    when: str
    note: str = ""


class Events(QAbstractListModel):
    """The entries of a timeline."""

    def __init__(self) -> None:
        super().__init__()
        self._events: list[Event] = []

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the entries."""
        return 0 if parent.isValid() else len(self._events)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return all words in one (for a screen reader and the tooltip), or the entry."""
        if not index.isValid():
            return None
        event = self._events[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return ", ".join(each for each in (event.what, event.when, event.note) if each)
        return event if role == ROW else None

    def set_events(self, events: Sequence[Event]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self._events = list(events)
        self.endResetModel()


class EventCells(QStyledItemDelegate):
    """Paint an entry: the rail, its drawing on it, what happened, then in grey when and the note."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint an entry."""
        event = index.data(ROW)
        if not isinstance(event, Event):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(box, colour("tint_hover"))
        self._rail(painter, box, first=index.row() == 0, last=index.row() == index.model().rowCount() - 1)
        icons.draw(painter, px(2), box.top() + px(4), event.mark.icon, event.mark.token, 16)
        left = px(30)
        lines = (
            (event.what, 2, 20, "body", "text"),
            (event.when, 21, 17, "small", "muted"),
            (event.note, 38, 17, "small", "muted"),
        )
        for words, top, high, step, token in lines:
            write(painter, QRectF(left, box.top() + px(top), box.width() - left, px(high)), words, font(step), token)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for two lines, or three with a note."""
        event = index.data(ROW)
        return QSize(px(120), px(64 if isinstance(event, Event) and event.note else 48))

    def _rail(self, painter: QPainter, box: QRectF, *, first: bool, last: bool) -> None:
        """Paint the rail, open where the drawing stands."""
        at, middle, half = px(10) + 0.5, box.top() + px(12), px(11)
        painter.setPen(QPen(colour("line"), 1))
        if not first:
            painter.drawLine(QPointF(at, box.top()), QPointF(at, middle - half))
        if not last:
            painter.drawLine(QPointF(at, middle + half), QPointF(at, box.bottom()))


class Timeline(QListView):
    """A list of what happened; keys move through it so that a screen reader can read it.

    A `whole` one is as tall as all its entries, for a column that scrolls by itself.
    """

    def __init__(self, name: str, *, whole: bool = False) -> None:
        super().__init__()
        self._whole = whole
        self.events = Events()
        self.setAccessibleName(name)
        self.setModel(self.events)
        self.setItemDelegate(EventCells(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.selectionModel().currentChanged.connect(lambda now, _: self._show_in_column(now))
        fit(self, lambda me: me.fit_height())

    def set_events(self, events: Sequence[Event]) -> None:
        """Show other entries, from the top."""
        self.events.set_events(events)
        self.scrollToTop()
        self.fit_height()

    def fit_height(self) -> None:
        """Be as tall as the entries are, or as a few of them."""
        tall = sum(self.sizeHintForIndex(self.events.index(at)).height() for at in range(self.events.rowCount()))
        self.setMinimumHeight(tall + 2 if self._whole else px(96))

    def _show_in_column(self, index: Index) -> None:
        """Let the column around this scroll to an entry."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        inside, box = above.widget() if isinstance(above, QScrollArea) else None, self.visualRect(index)
        if isinstance(above, QScrollArea) and inside is not None and index.isValid():
            middle = self.viewport().mapTo(inside, box.center())
            above.ensureVisible(middle.x(), middle.y(), 0, box.height())
