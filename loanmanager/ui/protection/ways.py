"""A choice between the passphrase and the words of a recovery sheet, and the field for what was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from loanmanager.sentences import protection
from loanmanager.storage import errors
from loanmanager.ui.protection.fields import Passphrase, RecoveryWords
from loanmanager.ui.widgets.layout import column
from loanmanager.ui.widgets.segments import Segments

if TYPE_CHECKING:
    from loanmanager.ui.office import Office

_WRONG = (errors.WrongPassphrase, errors.WrongWords, errors.WrongKey)


class Ways(QWidget):
    """What opens records or a backup where this account does not remember the key.

    Signals: entered(): Enter was pressed in the field; typed(): the words changed.
    """

    entered = Signal()
    typed = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        say = office.words.say
        self.passphrase = Passphrase(office.words, say("Passphrase"))
        self.passphrase.entered.connect(self.entered)
        self.recovery = RecoveryWords(office.words)
        self.recovery.entered.connect(self.entered)
        self.recovery.typed.connect(self.typed)
        self._ways = Segments(
            say("Open with"),
            [("passphrase", say("Passphrase")), ("words", protection.recovery_words(office.words))],
        )
        self._ways.chosen.connect(self._choose)
        self._fields = QStackedWidget()
        for each in (self.passphrase, self.recovery):
            self._fields.addWidget(each)
        self.setLayout(column(self._ways, self._fields, space=12))

    @property
    def by_words(self) -> bool:
        """Tell whether the words of the sheet are typed, not the passphrase."""
        return self._ways.value() == "words"

    def text(self) -> str:
        """Return what was typed for the chosen way."""
        return self.recovery.text() if self.by_words else self.passphrase.text()

    def offer(self, *, passphrase: bool) -> None:
        """Begin with the passphrase where there is one, else with the words, and put the focus there."""
        why = "" if passphrase else self.office.words.say("No passphrase was set for these records.")
        self._ways.set_allowed("passphrase", passphrase, why)
        way = "passphrase" if passphrase else "words"
        self._ways.choose(way)
        self._choose(way)

    def refuse(self, error: Exception) -> bool:
        """Say beside the field why it does not open; tell whether the error is of that kind."""
        if not isinstance(error, _WRONG):
            return False
        if self.by_words:
            self.recovery.set_error(self.office.sentence(error))
            self.recovery.control.setFocus()
        else:
            self.passphrase.set_error(self.office.sentence(error))
        return True

    def clear_errors(self) -> None:
        """Take away what was said to be wrong."""
        self.recovery.set_error("")
        self.passphrase.set_error("")

    def _choose(self, way: str) -> None:
        field = self.recovery if way == "words" else self.passphrase
        self._fields.setCurrentWidget(field)
        field.setFocus()
