"""The second column: one list, how much of it is left, its rows, and the keys that work it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from loanmanager.i18n import Words
from loanmanager.ui.pages.follow_up.rows import WorkRows
from loanmanager.ui.widgets.empty import Empty
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.labels import key_cap, label
from loanmanager.ui.widgets.layout import Grow, bed, column, head, holder, line, refill, row
from loanmanager.ui.widgets.two_lines import Entry


class Listing(QWidget):
    """Title, count, rows, keys. Signals: picked() when other rows are chosen, opened() on a click."""

    picked = Signal()
    opened = Signal()

    def __init__(self, words: Words, title: str, nothing: str, *, many: bool) -> None:
        super().__init__()
        self.words, self.title = words, title
        self._head = head(title, "", step="h2")
        self.rows = WorkRows(title, many=many)
        self.rows.picked.connect(self.picked)
        self.rows.clicked.connect(lambda _: self.opened.emit())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.rows)
        self._empty = Empty("circle-check", nothing)
        self._stack.addWidget(self._empty)
        self._keys = column()
        top = row(self._head, margins=(16, 16, 16, 0))
        foot = holder(row(Grow(holder(self._keys)), margins=(16, 10, 16, 12)))
        inside = column(top, 8, line(), Grow(self._stack), line(), foot, space=0)
        self.setLayout(row(bed("surface", inside), space=0))

    def show_entries(self, entries: Sequence[Entry], chosen: Sequence[str], left: int) -> None:
        """Show the rows, these of them chosen."""
        self.rows.blockSignals(True)  # what is chosen is told once, when it is
        self.rows.set_entries(entries)
        self.rows.choose_only(chosen)
        self.rows.blockSignals(False)
        self._stack.setCurrentIndex(0 if entries else 1)
        n = self.words.number
        said = self.words.say("{n} left of {all}", n=n(left), all=n(len(entries))) if entries else ""
        self._head.set_title(self.title, said)

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show which keys do what."""
        pairs = [holder(row(key_cap(key), label(words, "small"), space=6)) for key, words in keys]
        refill(self._keys, holder(Flow(*pairs, across=12, down=4)))

    def take_focus(self) -> None:
        """Take the focus: the rows, or what stands in their place."""
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
