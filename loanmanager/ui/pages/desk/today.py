"""Today's work as counts that open their list (product 1.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from loanmanager.storage.search import WorkCounts
from loanmanager.ui.icons import Icon
from loanmanager.ui.theme import gap, px
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import bed, holder, row
from loanmanager.ui.widgets.tile import Tile

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from loanmanager.ui.office import Office

_SPACE, _EDGE = 4, 16  # px at 100 %: between tiles, and left and right of them


class Today(QWidget):
    """Only what waits takes room, the most urgent first; what does not fit is one count that opens the page of all."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office, self.words = office, office.words
        say = office.words.say
        self._counts = WorkCounts()
        self.tiles = {
            "due_today": Tile(0, say("due today")),
            "overdue": Tile(0, say("overdue"), "clock-alert", "late"),
            "reservations": Tile(0, say("to prepare")),
            "to_check": Tile(0, say("to check")),
            "to_reset": Tile(0, say("to reset")),
            "lines": Tile(0, ""),
            "to_sign": Tile(0, say("to sign")),
            "incidents": Tile(0, ""),
            "endings": Tile(0, say("ending soon")),
        }
        self.more = Tile(0, office.words.say_for("counts", "more"), "flag", "muted")
        self._nothing = holder(row(Icon("circle-check", "ok", 18), label(say("Nothing waits today."), "muted"), None))
        for key, tile in self.tiles.items():
            tile.clicked.connect(lambda _=False, key=key: office.go("follow_up", self._list_of(key)))
        self.more.clicked.connect(lambda: office.go("follow_up"))
        inside = row(self._nothing, *self.tiles.values(), self.more, space=_SPACE, margins=(_EDGE, 6, _EDGE, 6))
        self.setLayout(row(bed("window", inside), space=0))
        self._fit()

    def show_counts(self, counts: WorkCounts) -> None:
        """Show what waits today."""
        self._counts = counts
        for key, tile in self.tiles.items():
            tile.set_number(self._number(key), self._words_of(key))
        self._fit()

    def _number(self, key: str) -> int:
        counts = self._counts
        return counts.to_suspend + counts.to_reactivate if key == "lines" else int(getattr(counts, key))

    def _words_of(self, key: str) -> str:
        """Return the words under a count that differ for one and for several."""
        n, count = self._number(key), self.words.count
        return {
            "lines": count("line to change", "lines to change", n),
            "incidents": count("incident open", "incidents open", n),
        }.get(key, "")

    def _list_of(self, key: str) -> str:
        """Return the list that a tile opens: of lines, the one in which there is something."""
        if key == "lines":
            return "to_suspend" if self._counts.to_suspend else "to_reactivate"
        return key

    def _fit(self) -> None:
        """Show as many tiles as there is room for."""
        waiting = [key for key in self.tiles if self._number(key)]
        shown = self._fitting(waiting)
        rest = sum(self._number(key) for key in waiting[len(shown) :])
        self.more.set_number(rest)
        self.more.setVisible(bool(rest))
        self._nothing.setVisible(not waiting)
        for key, tile in self.tiles.items():
            tile.setVisible(key in shown)

    def _fitting(self, waiting: list[str]) -> list[str]:
        """Return those that fit, with room kept for the count of the others where there are any."""
        room = self.width() - 2 * gap(_EDGE)
        wide = [self.tiles[key].sizeHint().width() + gap(_SPACE) for key in waiting]
        if sum(wide) <= room:
            return waiting
        room -= self.more.sizeHint().width() + px(12)
        shown = []
        for key, needs in zip(waiting, wide, strict=True):
            room -= needs
            if room < 0:
                break
            shown.append(key)
        return shown

    def minimumSizeHint(self) -> QSize:
        """Ask for the height of a tile and hardly any width: what does not fit gives way."""
        return QSize(px(120), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew."""
        super().resizeEvent(event)
        self._fit()
