"""The step that has the records encrypted, once their recovery sheet is in somebody's hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from loanmanager.operations import protecting, unlocking
from loanmanager.operations.unlocking import Key
from loanmanager.ui.pages.first_start.step import Step
from loanmanager.ui.protection.exchange import exchange
from loanmanager.ui.protection.form import ProtectForm
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, holder, refill

if TYPE_CHECKING:
    from loanmanager.operations.done import By, Done
    from loanmanager.operations.protecting import Guarded
    from loanmanager.ui.office import Office


class ProtectionStep(Step):
    """Who opens the records day by day, and the sheet that does when all else fails."""

    key = "protection"

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._shown = column(space=12)
        self.form: ProtectForm | None = None
        self._sheet: Key | None = None  # whose sheet may be printed already
        self._is_on = False
        self.lay_out(holder(self._shown))

    @property
    def why(self) -> str:
        """Return why this is asked."""
        return self.words.say(
            "A stolen computer must not give your clients away. Recommended, unless the disk is encrypted (BitLocker, FileVault)."
        )

    @property
    def goes_on(self) -> str:
        """Say what going on does."""
        return self.words.say("Continue") if self._is_on else self.words.say_for("to encrypt", "Protect")

    def take_focus(self) -> None:
        """Begin where something is to be chosen."""
        if self.form:
            self.form.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_values(self) -> None:
        """Ask the keyring, away from the window, and then show what is to be chosen."""
        folder = self.office.folder
        if self.form is None:
            self.office.ask(self, lambda _: (unlocking.is_encrypted(folder), unlocking.has_keyring()), self._show)

    def _show(self, found: tuple[bool, bool]) -> None:
        self._is_on, has_keyring = found
        if self.form is not None:
            return
        if self._is_on:
            refill(self._shown, label(self.words.say("The records are protected"), wrap=True))
            return
        self.form = ProtectForm(self.office, has_keyring=has_keyring, key=self._sheet)
        refill(self._shown, self.form)
        if self.isVisible():
            self.take_focus()

    def save(self) -> None:
        """Encrypt the records, if nothing is missing."""
        if self._is_on:
            self._pass()
        elif self.form is None or not self.form.check():
            self.stopped.emit()
        else:
            self._protect(self.form)

    def _protect(self, form: ProtectForm) -> None:
        chosen, folder = form.choice(), self.office.folder

        def work(by: By) -> Done[Guarded]:
            return protecting.turn_on(folder, chosen.key, by, passphrase=chosen.passphrase, remember=chosen.remember)

        def done(_: Done[Guarded]) -> None:
            self._is_on = True
            self._pass()

        exchange(self.office, None, chosen.key, work, done, self._failed)

    def _failed(self, error: Exception) -> None:
        self.stopped.emit()
        self.office.fail(error)

    def state(self) -> object:
        """Return the key whose sheet may be in somebody's hands: another one would make that worthless."""
        return self.form.key if self.form else self._sheet

    def put_back(self, state: object) -> None:
        """Go on with the sheet that may be printed."""
        if isinstance(state, Key) and (self.form is None or self.form.key != state):
            self._sheet, self.form = state, None
            self.show_values()
