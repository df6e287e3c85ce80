"""The lists by group, each with how much is left."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QLayout, QSizePolicy, QWidget

from loanmanager.ui.theme import fit, font, px
from loanmanager.ui.widgets.drawn import Drawn, advance, write
from loanmanager.ui.widgets.labels import RIGHT, Elided, label
from loanmanager.ui.widgets.layout import bed, column, row
from loanmanager.ui.widgets.panel import Panel

WIDE = 232
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Item(Drawn):
    """One list with its count; a list with nothing to do is quiet."""

    def __init__(self, words: str) -> None:
        super().__init__(words, "–")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(0)

    def set_count(self, number: int) -> None:
        """Show how much is left."""
        self.set_words(self.words, str(number) if number else "–")
        self.setAccessibleName(f"{self.words} {number}")

    def sizeHint(self) -> QSize:
        """Ask for the words and the count."""
        wide = advance(self.words, font(weight=600)) + advance(self.extra, font("small", 600))
        return QSize(wide + px(10 + 10 + 12), px(32))

    def minimumSizeHint(self) -> QSize:
        """Give way with an ellipsis: the column is as wide as it is."""
        return QSize(px(80), px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground when chosen or pointed at, the words and the count."""
        with QPainter(self) as painter:
            on, high, wide = self.isChecked(), self.height(), self.width()
            self.ground(painter, "tint" if on else "hover" if self.hot() else "surface")
            number = advance(self.extra, font("small", 600))
            token = "accent_text" if on else "muted" if self.extra == "–" else "text"
            room = QRectF(px(10), 0, wide - px(20) - number - px(8), high)
            write(painter, room, self.words, font(weight=600 if on else 400), token)
            count = QRectF(0, 0, wide - px(10), high)
            write(painter, count, self.extra, font("small", 600), "accent_text" if on else "muted", RIGHT)


class Menu(QWidget):
    """The first column. Up and Down choose among the lists, Right and Enter go into the rows.

    Signals: chosen(key), entered().
    """

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, title: str, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        super().__init__()
        self.items: dict[str, Item] = {}
        self._group = QButtonGroup(self)
        name = fit(Elided(title, "h1"), lambda me: me.setFixedHeight(px(32)))
        inside: list[QWidget | int | QLayout] = [row(name, margins=(10, 0, 0, 0))]
        for words, lists in groups:
            inside += [12, _caption(words), 2]
            inside += [self._item(key, name) for key, name in lists]
        column_ = column(*inside, None, space=2, margins=(14, 16, 10, 12))
        self._panel = Panel(bed("surface", column_))
        self.setLayout(row(self._panel, space=0))
        fit(self, lambda me: me.setFixedWidth(px(WIDE)))

    def choose(self, key: str) -> None:
        """Mark the list that is shown."""
        self.items[key].setChecked(True)
        for each in self.items.values():  # Tab stops once
            on = each.isChecked()
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)
        self._panel.ensureWidgetVisible(self.items[key], 0, 24)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show how much is left of each."""
        for key, item in self.items.items():
            item.set_count(counts.get(key, 0))

    def step(self, by: int) -> None:
        """Choose the list above or below, stopping at the ends."""
        keys = list(self.items)
        at = next((n for n, key in enumerate(keys) if self.items[key].isChecked()), 0)
        self.chosen.emit(keys[min(max(at + by, 0), len(keys) - 1)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go into the rows."""
        if event.key() in {Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _item(self, key: str, words: str) -> Item:
        made = _Stepping(words, self)
        made.clicked.connect(lambda: self.chosen.emit(key))
        self._group.addButton(made)
        self.items[key] = made
        return made


class _Stepping(Item):
    """A list's item whose arrow keys and Enter are the menu's."""

    def __init__(self, words: str, menu: Menu) -> None:
        super().__init__(words)
        self._menu = menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the neighbour, go into the rows, or let the button have the key."""
        if event.key() in _STEPS:
            self._menu.step(_STEPS[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._menu.entered.emit()
        else:
            super().keyPressEvent(event)


def _caption(words: str) -> QWidget:
    made = label(words, "section", wrap=True)
    return fit(made, lambda me: me.setIndent(px(10)))
