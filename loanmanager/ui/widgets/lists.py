"""The one model behind every list: frozen rows under columns declared as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from loanmanager.ui.widgets.labels import LEFT, RIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from loanmanager.ui.widgets.columns import Column

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
ROW: Final = int(Qt.ItemDataRole.UserRole)
SORT: Final = ROW + 1
COLUMN: Final = ROW + 2
MARK: Final = ROW + 3
_NOWHERE: Final = QModelIndex()
_TELLS: Final = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}


class Rows(QAbstractTableModel, Generic[R]):
    """Rows and columns. `key` tells rows apart, so that a selection outlives a reload.

    Roles: ROW the row itself, SORT what it is sorted by, COLUMN the column, MARK its drawing. Where `more` is given there
    are further rows to load: it is called when the end comes near. Signals: sort_asked(column name, descending) when
    `sorts_itself` is False and a header is pressed.
    """

    sort_asked = Signal(str, bool)

    def __init__(
        self, columns: Sequence[Column[R]], key: Callable[[R], Hashable], *, sorts_itself: bool = True
    ) -> None:
        super().__init__()
        self.columns: tuple[Column[R], ...] = tuple(columns)
        self._key, self._sorts_itself = key, sorts_itself
        self._rows: list[R] = []
        self._more: Callable[[], object] | None = None
        self._order: tuple[int, Qt.SortOrder] | None = None

    # what Qt asks
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the rows loaded."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's title and side."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in _TELLS:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.columns[section].kind == "right" else LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell (a screen reader and a test read them), or what the roles above name."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role in _TELLS:
            return column.value(row)
        if role == ROW:
            return row
        if role == SORT:
            return column.sort(row) if column.sort else None
        if role == COLUMN:
            return column
        return column.mark(row) if role == MARK and column.mark else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, or ask for rows in that order."""
        by = self.columns[column].sort if 0 <= column < len(self.columns) else None
        if by is None:
            return
        self._order = (column, order)
        if not self._sorts_itself:
            self.sort_asked.emit(self.columns[column].name, order == Qt.SortOrder.DescendingOrder)
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [(self._key(self._rows[index.row()]), index.column()) for index in before]
        self._rows.sort(key=by, reverse=order == Qt.SortOrder.DescendingOrder)
        where = {self._key(row): at for at, row in enumerate(self._rows)}
        self.changePersistentIndexList(before, [self.index(where[key], at) for key, at in kept])
        self.layoutChanged.emit()

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether there are rows not loaded yet."""
        return not parent.isValid() and self._more is not None

    def fetchMore(self, _parent: Index) -> None:
        """Ask for the next page, once."""
        more, self._more = self._more, None
        if more is not None:
            more()

    # what pages ask
    def set_rows(self, rows: Sequence[R], more: Callable[[], object] | None = None) -> None:
        """Show other rows, in the order chosen; `more` loads the next page, which comes in by `append_rows`."""
        self.beginResetModel()
        self._rows, self._more = list(rows), more
        if self._sorts_itself and self._order is not None:
            by = self.columns[self._order[0]].sort
            assert by is not None
            self._rows.sort(key=by, reverse=self._order[1] == Qt.SortOrder.DescendingOrder)
        self.endResetModel()

    def append_rows(self, rows: Sequence[R], more: Callable[[], object] | None = None) -> None:
        """Add the next page."""
        self._more = more
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def replace_row(self, row: R) -> bool:
        """Show a row anew in the place of the one with its key; tell whether there was one."""
        at = self.find(self._key(row))
        if at < 0:
            return False
        self._rows[at] = row
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))
        return True

    def row(self, at: int) -> R | None:
        """Return a row by its number, or None past the ends."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def find(self, key: Hashable) -> int:
        """Return the number of the row of a key, or -1."""
        return next((at for at, each in enumerate(self._rows) if self._key(each) == key), -1)

    def key_of(self, at: int) -> Hashable | None:
        """Return the key of a row by its number, or None past the ends."""
        row = self.row(at)
        return None if row is None else self._key(row)
