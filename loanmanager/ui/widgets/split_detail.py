"""A list at the left and the detail of one row at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from loanmanager.ui.theme import px
from loanmanager.ui.widgets.layout import line

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

DETAIL = 372  # px at 100 %
ROOM = 1000  # px at 100 % that both need: a window of about 1200 less its sidebar


class SplitDetail(QWidget):
    """The detail opens beside the list where there is room, else over it; Esc closes it and gives the list the focus back.

    Signals: opened(), closed().
    """

    opened = Signal()
    closed = Signal()

    def __init__(self, listing: QWidget, detail: QWidget, *, width: int = DETAIL, room: int = ROOM) -> None:
        super().__init__()
        self._list, self._detail, self._line = listing, detail, line(vertical=True)
        self._width, self._room, self._open = width, room, False
        self._came_from = listing
        for each in (self._list, self._line, self._detail):
            each.setParent(self)
        self._detail.hide()
        self._line.hide()

    def is_open(self) -> bool:
        """Tell whether the detail is shown."""
        return self._open

    def is_over(self) -> bool:
        """Tell whether there is room for one of the two only."""
        squeezed = self._list.minimumSizeHint().width() + px(self._width)  # in another language words are longer
        return self.width() < max(px(self._room), squeezed)

    def open_detail(self, *, focus: bool = False) -> None:
        """Show the detail; with `focus`, or where it covers the list, go into it."""
        first = not self._open
        focused = self._list.focusWidget()
        self._came_from = self._list if focused is None else focused
        self._open = True
        self._place()
        if focus or self.is_over():
            _enter(self._detail)
        if first:
            self.opened.emit()

    def close_detail(self) -> None:
        """Close the detail and go back to the list."""
        if not self._open:
            return
        self._open = False
        self._place()
        self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    # what Qt asks
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape and self._open:
            self.close_detail()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place both for the new width."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Place both again when one of them, or the text size, asks for other room."""
        done = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.updateGeometry()
            self._place()
        return done

    def minimumSizeHint(self) -> QSize:
        """Ask for the wider of the two: both are never forced side by side."""
        one, other = self._list.minimumSizeHint(), self._detail.minimumSizeHint()
        return one.expandedTo(other) if self._open else one

    def sizeHint(self) -> QSize:
        """Ask for both."""
        return QSize(px(self._room), max(self._list.sizeHint().height(), self._detail.sizeHint().height()))

    def _place(self) -> None:
        over = self.is_over()
        beside = self._open and not over
        wide = px(self._width) if beside else 0
        if self._open and over:
            self._detail.setGeometry(self.rect())
        else:
            self._detail.setGeometry(QRect(self.width() - wide, 0, wide, self.height()))
        self._list.setGeometry(0, 0, self.width() - wide - (1 if beside else 0), self.height())
        self._line.setGeometry(self.width() - wide - 1, 0, 1, self.height())
        self._detail.setVisible(self._open)
        self._list.setVisible(not (self._open and over))
        self._line.setVisible(beside)


def _enter(widget: QWidget) -> None:
    """Give the focus to the first control inside."""
    inside = [
        each
        for each in widget.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisibleTo(widget) and each.isEnabled()
    ]
    (inside[0] if inside else widget).setFocus(Qt.FocusReason.TabFocusReason)
