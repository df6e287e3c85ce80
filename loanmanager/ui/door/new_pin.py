"""Choosing one's own PIN, twice the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from loanmanager.domain.signing_in import SHORTEST, faults
from loanmanager.sentences import of_refusal, of_refusals
from loanmanager.ui.widgets.buttons import Primary, button
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, row

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from loanmanager.domain.refusal import Refusal
    from loanmanager.i18n import Words


def hidden() -> QLineEdit:
    """Return a field that shows dots for what is typed."""
    made = entry()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


class NewPin(QWidget):
    """Two fields and a button. `must` says that an administrator gave the PIN that is in force.

    Signals: chosen(the PIN), left().
    """

    chosen, left = Signal(str), Signal()

    def __init__(self, words: Words, name: str, *, must: bool = False) -> None:
        super().__init__()
        self.words, self._name = words, name
        say = words.say
        self._new, self._again = hidden(), hidden()
        self.field = Field(say("New PIN or password"), self._new, say("{least} characters or more", least=SHORTEST))
        self.again = Field(say("Once more"), self._again)
        why = say("An administrator gave you the one that you typed. From now on only you know yours.")
        self.primary = Primary(say("Keep it"), "", say("Enter"))
        leave = button(say("Back"))
        leave.clicked.connect(self.left)
        self.primary.clicked.connect(self._submit)
        self._new.returnPressed.connect(self._again.setFocus)
        self._again.returnPressed.connect(self._submit)
        about = [label(why, "muted", wrap=True)] if must else []
        self.setLayout(
            column(
                label(say("Choose your own PIN, {name}", name=name), "h1", wrap=True), *about, self.field, self.again,
                row(None, leave, self.primary), space=12,
            )
        )  # fmt: skip

    def take_focus(self) -> None:
        """Wait for the PIN."""
        self._new.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, reasons: tuple[Refusal, ...]) -> None:
        """Say what stands against it."""
        self.primary.setEnabled(True)
        self.field.set_error(of_refusals(reasons, self.words))
        self._new.selectAll()
        self.take_focus()

    def fail(self, said: str) -> None:
        """Say what went wrong, and let it be tried again."""
        self.primary.setEnabled(True)
        self.field.set_error(said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _submit(self) -> None:
        if not self.primary.isEnabled():
            return
        new, wrong = self._new.text(), faults(self._new.text(), self._name)
        alike = new == self._again.text()
        self.field.set_error(of_refusal(wrong[0], self.words) if wrong else "")
        self.again.set_error("" if wrong or alike else self.words.say("This is not the same as above."))
        if wrong or not alike:
            (self._new if wrong else self._again).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.primary.setEnabled(False)
        self.chosen.emit(new)
