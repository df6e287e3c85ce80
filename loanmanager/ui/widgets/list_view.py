"""The table that every list of rows is shown in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHelpEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QToolTip

from loanmanager.ui.theme import fit, px
from loanmanager.ui.widgets.delegates import ROW_HEIGHT, Cells
from loanmanager.ui.widgets.labels import tip_of

if TYPE_CHECKING:
    from collections.abc import Hashable

    from loanmanager.ui.widgets.lists import Index, Rows

R = TypeVar("R")
_NEAR = 20  # rows before the end at which the next page is asked for
_LEAST = 140  # px that the column without a width keeps
_CHOOSES = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
_SETTLED = 400  # ms after the last drag of a header before widths are told


class ListView(QTableView, Generic[R]):
    """Rows one selects and opens; columns of low worth hide where there is no room.

    Signals: opened(row) on Enter or click; chosen(row or None) when the current row changes; widths_changed(dict of column
    name -> px at 100 %) when a person drags a header, for whoever remembers them.
    """

    opened = Signal(object)
    chosen = Signal(object)
    widths_changed = Signal(dict)

    def __init__(self, model: Rows[R], name: str, *, widths: dict[str, int] | None = None) -> None:
        super().__init__()
        self.rows = model
        self._widths = {each.name: (widths or {}).get(each.name, each.width) for each in model.columns}
        self._fitting = False
        self._kept: tuple[Hashable | None, int] | None = None
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(Cells(self))
        self._behave()
        self._listen()
        fit(self, lambda me: me.fit_columns())

    def sort_by(self, column: str, *, descending: bool = False) -> None:
        """Sort by a column's name, as a press on its header does."""
        at = next(n for n, each in enumerate(self.rows.columns) if each.name == column)
        self.sortByColumn(at, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)

    def current(self) -> R | None:
        """Return the current row."""
        return self.rows.row(self.currentIndex().row())

    def allow_many(self) -> None:
        """Let several rows be chosen, with Shift or Ctrl and the arrows or the mouse."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def chosen_rows(self) -> list[R]:
        """Return the rows that are chosen, from the top."""
        places = sorted(each.row() for each in self.selectionModel().selectedRows())
        return [row for row in (self.rows.row(place) for place in places) if row is not None]

    def choose(self, key: Hashable) -> bool:
        """Make the row of a key current; tell whether it is there."""
        at = self.rows.find(key)
        if at >= 0:
            self.setCurrentIndex(self.rows.index(at, 0))
        return at >= 0

    def fit_columns(self) -> None:
        """Set heights and widths for the text size, and hide what has no room, the highest priority first."""
        self._fitting = True
        self.verticalHeader().setDefaultSectionSize(px(ROW_HEIGHT))
        self.horizontalHeader().setFixedHeight(px(32))
        hidden = self._without_room()
        for at, column in enumerate(self.rows.columns):
            self.setColumnHidden(at, at in hidden)
            if column.width:
                self.setColumnWidth(at, px(self._widths[column.name]))
        self._fitting = False

    # what Qt asks
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide and show columns as the width changes."""
        super().resizeEvent(event)
        self.fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter; Tab leaves the list."""
        if (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the whole words of a cell that is cut."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            cut = index.isValid() and self.sizeHintForIndex(index).width() > self.visualRect(index).width()
            QToolTip.showText(event.globalPos(), tip_of(str(index.data())) if cut else "", self)
            return True
        return super().viewportEvent(event)

    # inside
    def _behave(self) -> None:
        """Set how the table looks and what it lets one do."""
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        top = self.horizontalHeader()
        top.setHighlightSections(False)
        top.setMinimumSectionSize(32)
        for at, column in enumerate(self.rows.columns):
            top.setSectionResizeMode(
                at, QHeaderView.ResizeMode.Interactive if column.width else QHeaderView.ResizeMode.Stretch
            )
        top.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def _listen(self) -> None:
        """Connect everything."""
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settled.timeout.connect(lambda: self.widths_changed.emit(dict(self._widths)))
        self.horizontalHeader().sectionResized.connect(self._dragged)
        self.clicked.connect(self._clicked)
        self.selectionModel().currentRowChanged.connect(lambda now, _: self.chosen.emit(self.rows.row(now.row())))
        self.rows.modelAboutToBeReset.connect(self._keep)
        self.rows.modelReset.connect(self._restore)
        self.verticalScrollBar().valueChanged.connect(self._look_ahead)

    def _without_room(self) -> set[int]:
        """Choose the columns to hide: by priority, until the rest fits."""
        columns = self.rows.columns
        room = self.viewport().width()
        need = sum(px(self._widths[each.name]) if each.width else px(_LEAST) for each in columns)
        hidden: set[int] = set()
        for at in sorted(range(len(columns)), key=lambda n: (-columns[n].priority, -n)):
            if need <= room or columns[at].priority <= 0:
                break
            hidden.add(at)
            need -= px(self._widths[columns[at].name])
        return hidden

    def _dragged(self, at: int, _before: int, now: int) -> None:
        """Remember the width a person gave a column."""
        column = self.rows.columns[at]
        if not self._fitting and column.width and now:
            self._widths[column.name] = round(now / px(100) * 100)
            self._settled.start()

    def _keep(self) -> None:
        """Remember the current row and the place scrolled to, before a reload."""
        self._kept = (self.rows.key_of(self.currentIndex().row()), self.verticalScrollBar().value())

    def _restore(self) -> None:
        """Return to the row and the place, after a reload."""
        if self._kept is not None and self._kept[0] is not None and self.choose(self._kept[0]):
            self.verticalScrollBar().setValue(self._kept[1])
        self._kept = None

    def _look_ahead(self, value: int) -> None:
        """Ask for the next page a little before the end."""
        if value >= self.verticalScrollBar().maximum() - _NEAR * px(ROW_HEIGHT) and self.rows.canFetchMore(
            QModelIndex()
        ):
            self.rows.fetchMore(QModelIndex())

    def _clicked(self, index: Index) -> None:
        """Open a row on a click, unless the click chooses several."""
        several = self.selectionMode() == QAbstractItemView.SelectionMode.ExtendedSelection
        if not (several and QGuiApplication.keyboardModifiers() & _CHOOSES):
            self._open(index)

    def _open(self, index: Index) -> None:
        row = self.rows.row(index.row())
        if row is not None:
            self.opened.emit(row)
