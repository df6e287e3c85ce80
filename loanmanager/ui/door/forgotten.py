"""What to do about a PIN that was forgotten: whom to ask, and for an administrator, what proves that they hold the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from loanmanager import paths
from loanmanager.domain.office import Role
from loanmanager.operations import signing_in
from loanmanager.storage import errors
from loanmanager.ui.protection.fields import RecoveryWords
from loanmanager.ui.widgets.buttons import Primary, button
from loanmanager.ui.widgets.fields import note
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, holder, row

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from loanmanager.domain.office import Staff
    from loanmanager.storage.search import Store
    from loanmanager.ui.office import Office


class Forgotten(QWidget):
    """For one person: whom they ask, the words of the recovery sheet, or what the owner of the data folder types.

    Signals: proved(words): they are those of this office; left().
    """

    proved, left = Signal(str), Signal()

    def __init__(self, office: Office, person: Staff, number: str) -> None:
        super().__init__()
        self.office, self.words, self.person = office, office.words, person
        say = self.words.say
        self.back = button(say("Back"))
        self.back.clicked.connect(self.left)
        self.primary = Primary(say("Go on"), "", say("Ctrl+Enter"))
        self.primary.clicked.connect(self._try)
        self._asks = bool(number) and person.role is Role.ADMINISTRATOR
        self.typed = RecoveryWords(self.words)
        self.command = note(f'{paths.shell_command()} --data "{office.folder}" staff reset-pin "{person.name}"')
        title = label(say("{name} forgot their PIN", name=person.name), "h1", wrap=True)
        said = [label(each, wrap=True) for each in self._said(number)]
        ways = self._ways(number)
        feet = [self.primary] if self._asks else []
        self.setLayout(column(title, *said, *ways, holder(row(None, self.back, *feet)), space=12))

    def take_focus(self) -> None:
        """Wait for the words, where they are asked for."""
        (self.typed.control if self._asks else self.back).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc, try the words on Ctrl+Enter."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._asks:
            self._try()
        else:
            super().keyPressEvent(event)

    def _said(self, number: str) -> list[str]:
        say, view = self.words.say, self.office.view
        others = [
            each.name
            for each in view.staff
            if each.role is Role.ADMINISTRATOR and each.id in view.with_pin and each.id != self.person.id
        ]
        said = []
        if others:
            names = self.words.list(others)
            said.append(say("Ask {names} for a new one: Settings, Staff, New PIN…", names=names))
        if self.person.role is not Role.ADMINISTRATOR:
            return said or [say("Ask an administrator for a new one: Settings, Staff, New PIN…")]
        if number:
            said.append(
                say(
                    "The words of the recovery sheet with the number {number} prove who holds this office. A new PIN can be chosen then.",
                    number=number,
                )
            )
        else:
            said.append(
                say(
                    "Whoever owns the data folder opens a command prompt with that account of this computer, and types this. A new PIN is asked for then."
                )
            )
        return [*said, say("The history keeps that it was done.")]

    def _ways(self, number: str) -> list[QWidget]:
        if self.person.role is not Role.ADMINISTRATOR:
            return []
        if number:
            return [self.typed]
        say = self.words.say
        self.command.setReadOnly(True)
        self.command.setAccessibleName(say("Command"))
        copies = button(say("Copy"), icon="copy")
        copies.clicked.connect(lambda: QApplication.clipboard().setText(self.command.toPlainText()))
        return [self.command, holder(row(copies, None))]

    def _try(self) -> None:
        """See whether the words are those of this office."""
        words = self.typed.text()
        self.typed.set_error("")

        def work(store: Store) -> str:
            signing_in.proves(store, words)
            return words

        self.office.ask(self, work, self.proved.emit, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        self.typed.set_error(self.office.why(error))
        self.typed.control.setFocus()
        if not isinstance(error, errors.WrongWords | errors.WrongKey):
            self.office.fail(error)
