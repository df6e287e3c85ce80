"""A list of two-line rows: who and what, and at the right how it stands. For matches and work lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from loanmanager.ui import icons
from loanmanager.ui.theme import colour, fit, font, px
from loanmanager.ui.widgets.drawn import advance, write
from loanmanager.ui.widgets.labels import RIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPainter

Index = QModelIndex | QPersistentModelIndex
ROW: Final = Qt.ItemDataRole.UserRole
_NOWHERE: Final = QModelIndex()
_HIGH = 58  # px of a row


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: its key, its drawing, its words, and at the right two short ones. `quiet` rows are done."""

    key: str
    icon: str
    main: str
    sub: str = ""
    right: str = ""
    right_sub: str = ""
    ink: str = "muted"  # of the drawing, a token
    right_ink: str = "muted"
    right_icon: str = ""
    quiet: bool = False


class Entries(QAbstractListModel):
    """The rows of a two-line list."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[Entry] = []

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return all words in one (for a screen reader), or the entry."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return ", ".join(each for each in (entry.main, entry.sub, entry.right, entry.right_sub) if each)
        return entry if role == ROW else None

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._entries = list(entries)
        self.endResetModel()

    def at(self, row: int) -> Entry | None:
        """Return a row, or None past the ends."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def find(self, key: str) -> int:
        """Return the number of the row of a key, or -1."""
        return next((at for at, each in enumerate(self._entries) if each.key == key), -1)


class EntryCells(QStyledItemDelegate):
    """Paint a two-line row."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, drawing, the two lines, and what stands at the right."""
        entry = index.data(ROW)
        if not isinstance(entry, Entry):
            return
        painter.save()
        ground(painter, option, first=True)
        box = QRectF(option.rect)
        top = box.top() + px(9 if entry.sub else 18)
        icons.draw(
            painter,
            box.left() + px(16),
            box.top() + px(10 if entry.sub else 19),
            entry.icon,
            "muted" if entry.quiet else entry.ink,
            18,
        )
        room = box.adjusted(px(46), 0, -px(16), 0)
        used = self._right(painter, room, top, entry)
        words = QRectF(room.left(), top, room.width() - used, px(20))
        write(painter, words, entry.main, font(weight=500 if entry.quiet else 600), "muted" if entry.quiet else "text")
        write(painter, words.translated(0, px(21)), entry.sub, font("small"), "muted")
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Ask for two lines."""
        return QSize(px(160), px(_HIGH))

    def _right(self, painter: QPainter, room: QRectF, top: float, entry: Entry) -> float:
        """Paint what stands at the right and return how much room it takes."""
        face = font(weight=400 if entry.quiet else 500)
        token = "muted" if entry.quiet else entry.right_ink
        line = QRectF(room.left(), top, room.width(), px(20))
        write(painter, line, entry.right, face, token, RIGHT)
        wide = advance(entry.right, face)
        if entry.right_icon and entry.right:
            wide += px(22)
            icons.draw(painter, room.right() - wide, top + px(2), entry.right_icon, token, 16)
        write(painter, line.translated(0, px(21)), entry.right_sub, font("small"), "muted", RIGHT)
        wide = max(wide, advance(entry.right_sub, font("small")))
        return wide + px(16) if wide else 0


def ground(painter: QPainter, option: QStyleOptionViewItem, *, first: bool) -> None:
    """Paint a row's ground: tinted with a bar at the left when selected, a hairline below."""
    rect, state = option.rect, option.state
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, colour("tint"))
        if first:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height() - 1, colour("accent"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, colour("tint_hover"))
    painter.setPen(colour("line"))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())


class TwoLineList(QListView):
    """A list of two-line rows, as tall as there is room, or as its rows are where it shows at `most` so many.

    Signals: opened(key) on Enter or click, chosen(key or "") when the current row changes.
    """

    opened = Signal(str)
    chosen = Signal(str)

    def __init__(self, name: str, most: int = 0) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.rows, self._most = Entries(), most
        self.setModel(self.rows)
        self.setItemDelegate(EntryCells(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        fit(self, TwoLineList._take_height)
        self.clicked.connect(self._open)
        self.selectionModel().currentChanged.connect(lambda now, _: self.chosen.emit(self._key(now)))

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show other rows; the current one stays current if it is still there."""
        kept = self.current()
        self.rows.set_entries(entries)
        self._take_height()
        self.choose(kept)

    def _take_height(self) -> None:
        if self._most:
            self.setFixedHeight(px(_HIGH) * min(max(self.rows.rowCount(), 1), self._most) + px(2))

    def current(self) -> str:
        """Return the key of the current row, or an empty string."""
        return self._key(self.currentIndex())

    def choose(self, key: str) -> None:
        """Make a row current by its key."""
        at = self.rows.find(key)
        if at >= 0:
            self.setCurrentIndex(self.rows.index(at))

    def step(self, by: int) -> None:
        """Move the current row, stopping at the ends."""
        count = self.rows.rowCount()
        if count:
            at = self.currentIndex().row() + by
            self.setCurrentIndex(self.rows.index(min(max(at, 0), count - 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter."""
        if (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _key(self, index: Index) -> str:
        entry = self.rows.at(index.row())
        return entry.key if entry else ""

    def _open(self, index: Index) -> None:
        if index.isValid():
            self.opened.emit(self._key(index))
