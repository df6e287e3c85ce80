"""Today's work as counts that open their list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from loanmanager.ui.widgets.layout import bed, row
from loanmanager.ui.widgets.tile import Tile

if TYPE_CHECKING:
    from loanmanager.storage.search import Counts
    from loanmanager.ui.office import Office


class Today(QWidget):
    """Due today, overdue, out, to check, to reset: each opens the list that it counts."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._words = office.words
        say, go = office.words.say, office.go
        self._due = Tile(0, say("due today"))
        self._late = Tile(0, say("overdue"), "clock-alert", "late")
        self._out = Tile(0, say("on loan"))
        self._check = Tile(0, say("to check"))
        self._reset = Tile(0, say("to reset"))
        self._due.clicked.connect(lambda: go("loans", "due_today"))
        self._late.clicked.connect(lambda: go("loans", "overdue"))
        self._out.clicked.connect(lambda: go("loans", "open"))
        self._check.clicked.connect(lambda: go("devices", "to_check"))
        self._reset.clicked.connect(lambda: go("devices", "to_reset"))
        tiles = (self._due, self._late, self._out, self._check, self._reset)
        self.setLayout(row(bed("window", row(*tiles, space=4, margins=(16, 6, 16, 6))), space=0))

    def show_counts(self, counts: Counts) -> None:
        """Show today's counts."""
        self._due.set_number(counts.due_today)
        self._late.set_number(counts.overdue)
        self._out.set_number(counts.out)
        self._check.set_number(counts.to_check)
        self._reset.set_number(counts.to_reset)
