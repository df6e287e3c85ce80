"""What is chosen before records are encrypted: who opens them day by day, and the sheet that opens them when all else fails.

The settings show it in a dialog; the first start has it among its steps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from loanmanager.domain.protection import NobodyHoldsTheKey, check_passphrase
from loanmanager.operations.unlocking import Key
from loanmanager.sentences import of_refusal
from loanmanager.ui.protection.fields import Passphrase
from loanmanager.ui.protection.sheet import SheetProof
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column

if TYPE_CHECKING:
    from loanmanager.ui.office import Office


@dataclass(frozen=True, slots=True)
class Choice:
    """How records are to be protected. Its sheet is in somebody's hands."""

    key: Key
    passphrase: str
    remember: bool


class ProtectForm(QWidget):
    """Keyring, passphrase, sheet and proof. `check` says beside the fields what is missing; `choice` is then sound."""

    def __init__(self, office: Office, *, has_keyring: bool, key: Key | None = None) -> None:
        super().__init__()
        self.words, self._has_keyring = office.words, has_keyring
        self.key = key or Key.new()
        say = self.words.say
        self.remember = QCheckBox(say("This account remembers the key, and opens the records by itself"))
        self.remember.setChecked(has_keyring)
        self.remember.setEnabled(has_keyring)
        hint = say("may stay empty") if has_keyring else ""
        self.passphrase = Passphrase(self.words, say("Passphrase"), hint, twice=True)
        self.proof = SheetProof(office, self.key)
        without = say("This computer has no keyring that could remember the key: choose a passphrase.")
        about = say(
            "For other accounts and other computers. Four or five words that have nothing to do with each other."
        )
        self.setLayout(
            column(
                label(say("Day by day"), "section"),
                *([] if has_keyring else [label(without, "muted", wrap=True)]),
                self.remember,
                self.passphrase,
                label(about, "muted", wrap=True),
                label(say("When all else fails: the recovery sheet"), "section"),
                self.proof,
                space=10,
            )
        )

    def check(self) -> bool:
        """Tell whether all is there, having said beside the fields what is not."""
        typed = self.passphrase.text()
        against = check_passphrase(typed)
        if against is None and not typed and not self.remember.isChecked():
            against = NobodyHoldsTheKey()
        self.passphrase.set_error(of_refusal(against, self.words) if against else "")
        return against is None and self.passphrase.is_same_twice() and self.proof.check()

    def choice(self) -> Choice:
        """Return what was chosen."""
        return Choice(self.key, self.passphrase.text(), self.remember.isChecked())
