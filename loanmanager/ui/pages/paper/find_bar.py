"""Finding words on a paper: a field that opens under the bar on Ctrl+F."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from loanmanager.i18n import Words
from loanmanager.ui.pages.paper.sheets import Sheets
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.fields import entry
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, bed, column, line, row


class FindBar(QWidget):
    """Field, how many places, before and next. Enter goes on, Shift+Enter back, Esc closes it."""

    def __init__(self, sheets: Sheets, words: Words) -> None:
        super().__init__()
        self._sheets, self._words = sheets, words
        say = words.say
        self.entry = entry("", say("Find on this paper"))
        self.entry.textChanged.connect(self._look)
        self._told = label("", "muted")
        before = button("", "quiet", "chevron-up", says=say("Previous place (Shift+Enter)"))
        after = button("", "quiet", "chevron-down", says=say("Next place (Enter)"))
        leave = button("", "quiet", "x", says=say("Close (Esc)"))
        before.clicked.connect(lambda: sheets.find_next(-1))
        after.clicked.connect(lambda: sheets.find_next(1))
        leave.clicked.connect(self.leave)
        sheets.found.connect(self._tell)
        inside = row(Grow(self.entry), self._told, before, after, leave, space=4, margins=(20, 8, 20, 8))
        self.setLayout(column(bed("surface", inside), line(), space=0))
        self.hide()

    def begin(self) -> None:
        """Open, and take what is typed."""
        self.show()
        self.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.entry.selectAll()
        self._look()

    def leave(self) -> None:
        """Close, and mark nothing any more."""
        self.hide()
        self._sheets.look_for("")
        self._sheets.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on, back, or away."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._sheets.find_next(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _look(self) -> None:
        self._sheets.look_for(self.entry.text())

    def _tell(self, place: int, places: int) -> None:
        say = self._words.say
        found = say("{place} of {places}", place=place, places=places) if places else say("Not found")
        self._told.setText(found if self.entry.text().strip() else "")
