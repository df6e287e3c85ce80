"""The foot of the detail: what else can be done at the left, the one button at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from loanmanager.ui.pages.follow_up.work import Act
from loanmanager.ui.theme import gap
from loanmanager.ui.widgets.buttons import Primary, button
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.layout import Grow, column, holder, refill, row

_SPACE = 8


class Foot(QWidget):
    """On one line where both fit, else the one button under the others."""

    def __init__(self, primary: Primary) -> None:
        super().__init__()
        self._primary = primary
        self._place = column(space=0)
        self._others = holder(Flow())
        self._place.addWidget(self._others)
        self._line = row(Grow(holder(self._place)), primary, space=_SPACE)
        self._line.setAlignment(primary, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        self.setLayout(self._line)

    def show_acts(self, acts: Sequence[Act]) -> None:
        """Show the buttons of what else can be done."""
        self._others = holder(Flow(*(_button(each) for each in acts if each.shown)))
        refill(self._place, self._others)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needs = self._others.sizeHint().width() + gap(_SPACE) + self._primary.sizeHint().width()
        beside = needs <= self.width()
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._line.direction() != direction:
            self._line.setDirection(direction)


def _button(act: Act) -> QWidget:
    made = button(act.words, icon=act.icon)
    made.setToolTip(act.key)
    made.clicked.connect(act.do)
    return made
