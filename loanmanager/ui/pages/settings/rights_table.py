"""What each role may do, as a table that the eye and a screen reader walk alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableWidget, QTableWidgetItem

from loanmanager.domain.office import Role
from loanmanager.domain.rights import LEAST, Right, has
from loanmanager.sentences.rights import of_right, of_role
from loanmanager.ui import icons
from loanmanager.ui.theme import colour, fit, px

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

    from loanmanager.i18n import Words

_MAY = Qt.ItemDataRole.UserRole
_ORDER = tuple(Right)


class RightsTable(QTableWidget):
    """A row for each right, the widest held first; a column for each role. It is as tall as it needs, and never scrolls."""

    def __init__(self, words: Words) -> None:
        roles = tuple(Role)
        held = sorted(LEAST.keys() - {Right.UPKEEP}, key=lambda right: (roles.index(LEAST[right]), _ORDER.index(right)))
        super().__init__(len(held), 1 + len(roles))
        self.setAccessibleName(words.say("What each role may do"))
        self.setHorizontalHeaderLabels([words.say("May"), *(of_role(role, words) for role in roles)])
        for at, right in enumerate(held):
            self.setItem(at, 0, _cell(of_right(right, words)))
            for beside, role in enumerate(roles, 1):
                may = has(role, right)
                self.setItem(
                    at, beside, _cell(words.say_for("right", "Yes") if may else words.say_for("right", "No"), may)
                )
        self._behave()

    def _behave(self) -> None:
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        top = self.horizontalHeader()
        top.setSectionsClickable(False)
        top.setHighlightSections(False)
        top.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at in range(self.columnCount()):
            top.setSectionResizeMode(
                at, QHeaderView.ResizeMode.ResizeToContents if at else QHeaderView.ResizeMode.Stretch
            )
        top.sectionResized.connect(self._resized)
        fit(self, lambda me: me.paint_cells())
        fit(self, lambda me: me.fit_rows())

    def paint_cells(self) -> None:
        """Mark what a role may do, and let the rest recede, in the colours of the look in force."""
        self.setIconSize(QSize(px(16), px(16)))
        yes, no = icons.icon("check", "ok", 16), colour("muted")
        for at in range(self.rowCount()):
            for beside in range(1, self.columnCount()):
                cell = self.item(at, beside)
                assert cell is not None
                if cell.data(_MAY):
                    cell.setIcon(yes)
                else:
                    cell.setForeground(no)

    def fit_rows(self) -> None:
        """Give each row the lines that its words need, and the table the height of all rows."""
        self.resizeRowsToContents()
        for at in range(self.rowCount()):
            self.setRowHeight(at, max(self.rowHeight(at), px(28)))
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + 2)

    def _resized(self, at: int, _before: int, _now: int) -> None:
        """Fit the rows to another width of the words."""
        if at == 0:
            self.fit_rows()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


def _cell(words: str, may: bool = False) -> QTableWidgetItem:  # noqa: FBT001, FBT002 (a cell of yes or no)
    made = QTableWidgetItem(words)
    made.setData(_MAY, may)
    made.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    return made
