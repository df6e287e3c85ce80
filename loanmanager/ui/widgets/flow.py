"""A layout in lines, as words in a paragraph."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from loanmanager.ui.theme import gap


class Flow(QLayout):
    """Lay things out in lines that break where they must: chips and short facts never force a width."""

    def __init__(self, *things: QWidget, across: int = 8, down: int = 6) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._across, self._down = across, down
        self.setContentsMargins(0, 0, 0, 0)
        for thing in things:
            self.addWidget(thing)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:
        """Return an item, or nothing past the end, as Qt asks."""
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]  # Qt's own contract; the stub knows no None

    def takeAt(self, index: int) -> QLayoutItem:
        """Give an item away, or nothing past the end, as Qt asks."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]  # as itemAt

    def expandingDirections(self) -> Qt.Orientation:
        """Want no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Grow in height as the width shrinks."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that all lines need at a width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place everything."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def minimumSize(self) -> QSize:
        """Ask for the widest and the tallest single thing."""
        shown = [each for each in self._items if not each.isEmpty()]
        wide = max((each.minimumSize().width() for each in shown), default=0)
        return QSize(wide, max((each.sizeHint().height() for each in shown), default=0))

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        shown = [each.sizeHint() for each in self._items if not each.isEmpty()]
        wide = sum(each.width() for each in shown) + gap(self._across) * max(len(shown) - 1, 0)
        return QSize(wide, max((each.height() for each in shown), default=0))

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Run through the lines; move the things if asked; return the height used."""
        x, y, tall = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(max(rect.width(), item.minimumSize().width()), 10_000))
            if x > rect.x() and x + size.width() > rect.right() + 1:
                x, y, tall = rect.x(), y + tall + gap(self._down), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x, tall = x + size.width() + gap(self._across), max(tall, size.height())
        return y + tall - rect.y()
