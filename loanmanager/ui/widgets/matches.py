"""The list of matches under the scan box. The focus stays in the box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from loanmanager.ui.theme import gap, px
from loanmanager.ui.widgets.layout import column
from loanmanager.ui.widgets.message_line import announce
from loanmanager.ui.widgets.two_lines import Entry, TwoLineList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loanmanager.ui.widgets.scan_box import ScanBox

_MOST = 8  # rows shown at once; the rest scrolls
_PAGE = 5
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_PAGE, Qt.Key.Key_PageDown: _PAGE}


class Matches(QFrame):
    """What was found, floating under the box: arrow keys move, Enter and click pick, Esc closes.

    Signals: picked(key of the entry), closed().
    """

    picked = Signal(str)
    closed = Signal()

    def __init__(self, box: ScanBox, name: str) -> None:
        super().__init__()
        self._box = box
        self.setProperty("bed", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = TwoLineList(name)
        self.list.setProperty("bed", "raised")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.opened.connect(self._pick)
        self.setLayout(column(self.list, margins=4))
        self.hide()
        box.moved.connect(self._move)
        box.picked.connect(lambda: self._pick(self.list.current()))
        box.left.connect(self.close_list)
        box.submitted.connect(self.close_list)
        box.entry.installEventFilter(self)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show matches under the box, the first one chosen; none closes the list."""
        if not entries:
            self.close_list()
            return
        self.list.set_entries(entries)
        self.list.setCurrentIndex(self.list.rows.index(0))
        self._place()
        self._box.matches_open = self._box.matches_fit = True

    def close_list(self) -> None:
        """Close the list."""
        self._box.matches_open = False
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close when the box loses the focus to something else than this list; follow the box when it moves."""
        if event.type() == QEvent.Type.FocusOut and not self.underMouse():
            self.close_list()
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """Float over the window, right under the box and as wide."""
        over: QWidget = self._box.window()
        if self.parentWidget() is not over:
            self.setParent(over)
        corner = self._box.mapTo(over, QPoint(0, self._box.height() + 2))
        high = min(self.list.rows.rowCount(), _MOST) * px(58) + 2 * gap(4) + 4
        self.setGeometry(corner.x(), corner.y(), self._box.width(), min(high, over.height() - corner.y() - 8))
        self.show()
        self.raise_()

    def _move(self, key: int) -> None:
        self.list.step(_STEPS[Qt.Key(key)])
        announce(self._box.entry, str(self.list.currentIndex().data() or ""))

    def _pick(self, key: str) -> None:
        self.close_list()
        if key:
            self.picked.emit(key)
