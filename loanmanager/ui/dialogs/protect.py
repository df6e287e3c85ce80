"""Dialogs of protection: turn it on, change the key, change the passphrase, turn it off."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from loanmanager.domain.protection import check_passphrase
from loanmanager.operations import protecting
from loanmanager.sentences import of_refusal, of_refusals
from loanmanager.ui.protection.exchange import exchange
from loanmanager.ui.protection.fields import Passphrase
from loanmanager.ui.protection.form import ProtectForm
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column

if TYPE_CHECKING:
    from collections.abc import Callable

    from loanmanager.domain.refusal import Refusal
    from loanmanager.operations.done import By, Done
    from loanmanager.operations.protecting import Guarded
    from loanmanager.operations.unlocking import Key
    from loanmanager.ui.office import Office

_WIDE = 620


class _Exchanging(Dialog):
    """A dialog that waits while the file of the records is exchanged, and says why that did not work."""

    office: Office

    def start(self, had: Key | None, key: Key | None, work: Callable[[By], Done[Guarded]], said: str) -> None:
        """Do it, then say so and close."""

        def done(_: Done[Guarded]) -> None:
            self.office.say(said)
            self.accept()

        exchange(self.office, had, key, work, done, self._failed)

    def _failed(self, error: Exception) -> None:
        said = self.office.sentence(error)
        self.set_error(said or self.office.words.say("That did not work. Nothing was saved."))
        self.primary.setFocus()  # what had the focus was held meanwhile
        if not said:
            self.office.fail(error)


class ProtectDialog(_Exchanging):
    """Who opens the records, the sheet, its proof; then they are encrypted. `had` is the key that is to be changed."""

    def __init__(self, office: Office, had: Key | None, *, has_keyring: bool, parent: QWidget) -> None:
        self.office, self._had = office, had
        say = office.words.say
        self.form = ProtectForm(office, has_keyring=has_keyring)
        title = say("Change the key") if had else say("Protect the records")
        super().__init__(title, self.form, title, say("Cancel"), parent=parent, width=_WIDE, waits=True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._go)
        (self.form.remember if has_keyring else self.form.passphrase).setFocus()

    def check(self) -> bool:
        """See that nothing is missing."""
        return self.form.check()

    def _go(self) -> None:
        chosen, folder, had = self.form.choice(), self.office.folder, self._had

        def work(by: By) -> Done[Guarded]:
            turn = partial(protecting.change_key, folder, had) if had else partial(protecting.turn_on, folder)
            return turn(chosen.key, by, passphrase=chosen.passphrase, remember=chosen.remember)

        say = self.office.words.say
        said = (
            say("The key is changed. Keep the old sheet for older backups.")
            if had
            else say("The records are protected")
        )
        self.start(had, chosen.key, work, said)


class TurnOffDialog(_Exchanging):
    """What turning protection off means, and the button that does it."""

    def __init__(self, office: Office, had: Key, *, parent: QWidget) -> None:
        self.office, self._had = office, had
        say = office.words.say
        told = say(
            "From then on, whoever gets hold of the computer, its disk or a new backup can read everything. Backups made so far stay protected: keep recovery sheet {number}.",
            number=had.number,
        )
        super().__init__(
            say("Turn protection off"), column(label(told, wrap=True)), say("Turn protection off"), say("Cancel"),
            parent=parent, waits=True, danger=True,
        )  # fmt: skip
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._go)
        self.cancel.setFocus()

    def _go(self) -> None:
        folder, had, say = self.office.folder, self._had, self.office.words.say
        self.start(had, None, lambda by: protecting.turn_off(folder, had, by), say("Protection is off"))


class PassphraseDialog(Dialog):
    """A passphrase, twice; an empty one takes the passphrase away."""

    def __init__(self, office: Office, *, parent: QWidget) -> None:
        self.office = office
        say = office.words.say
        self.passphrase = Passphrase(office.words, say("New passphrase"), say("empty for none"), twice=True)
        told = say(
            "It opens the records for other accounts, and on other computers that have a copy of the data folder."
        )
        body = column(label(told, "muted", wrap=True), self.passphrase, space=12)
        title = say("Change the passphrase")
        super().__init__(title, body, title, say("Cancel"), parent=parent, width=_WIDE, waits=True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._go)
        self.passphrase.setFocus()

    def check(self) -> bool:
        """See that it is a passphrase, and the same twice."""
        against = check_passphrase(self.passphrase.text())
        self.passphrase.set_error(of_refusal(against, self.office.words) if against else "")
        return against is None and self.passphrase.is_same_twice()

    def _go(self) -> None:
        folder, typed = self.office.folder, self.passphrase.text()
        self.office.do(
            self, lambda store, by: protecting.set_passphrase(store, folder, typed, by), self._kept, self._refused
        )

    def _kept(self, done: Done[Guarded]) -> None:
        say = self.office.words.say
        self.office.say(
            say("Passphrase changed") if done.result.passphrase else say("No passphrase opens the records any more")
        )
        self.accept()

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        self.set_busy(busy=False)
        self.passphrase.set_error(of_refusals(reasons, self.office.words))
