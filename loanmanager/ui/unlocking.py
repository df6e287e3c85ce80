"""The step before the desk where the records are protected and this account does not remember their key (product 9.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from loanmanager.operations import unlocking
from loanmanager.operations.unlocking import Chain
from loanmanager.sentences import protection
from loanmanager.ui.protection.ways import Ways
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, holder

if TYPE_CHECKING:
    from collections.abc import Callable

    from loanmanager.i18n import Words
    from loanmanager.operations.unlocking import Key
    from loanmanager.storage.errors import Locked
    from loanmanager.ui.office import Office


def ask(
    office: Office, window: QWidget, locked: Locked, then: Callable[[Key], None], failed: Callable[[Exception], None]
) -> None:
    """Ask for the passphrase or the words, then go on with the key; who leaves, leaves the program."""
    dialog = Unlock(office, locked, parent=window)
    dialog.unlocked.connect(then)
    dialog.failed.connect(failed)
    dialog.rejected.connect(window.close)
    dialog.open()


class Unlock(Dialog):
    """A passphrase or the words of the sheet, and whether this account is to remember the key.

    Signals: unlocked(Key); failed(Exception): the records are damaged, not locked.
    """

    unlocked = Signal(object)
    failed = Signal(object)

    def __init__(self, office: Office, locked: Locked, *, parent: QWidget) -> None:
        self.office, self.words = office, office.words
        say = self.words.say
        self._ways = Ways(office)
        self._remember = QCheckBox(say("This account remembers the key"))
        self._remember.setVisible(locked.keyring in {Chain.ABSENT, Chain.KEPT, ""})
        body = column(label(_told(locked, self.words), wrap=True), self._ways, self._remember, space=12)
        super().__init__(
            say("These records are protected"),
            holder(body),
            protection.open_the_records(self.words),
            say("Close the program"),
            parent=parent,
            waits=True,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._ways.offer(passphrase=locked.passphrase)
        self.confirmed.connect(self._try)

    def _try(self) -> None:
        """Find the key away from the window: a passphrase is made to take its time."""
        folder, remember = self.office.folder, self._remember.isChecked()
        by_words, typed = self._ways.by_words, self._ways.text()

        def work() -> tuple[Key, Chain]:
            find = unlocking.unlock_by_words if by_words else unlocking.unlock_with
            key = find(folder, typed)
            return key, unlocking.remember(folder, key) if remember else Chain.KEPT

        self._ways.clear_errors()
        self.office.tasks.draw(work, self._opened, self._refused, owner=self)

    def _opened(self, found: tuple[Key, Chain]) -> None:
        key, chain = found
        self.unlocked.emit(key)
        self.accept()
        if chain is not Chain.KEPT:
            self.office.say(self.words.say("The keyring did not take the key."), error=True)

    def _refused(self, error: Exception) -> None:
        self.set_busy(busy=False)
        if not self._ways.refuse(error):
            self.failed.emit(error)
            self.accept()


def _told(locked: Locked, words: Words) -> str:
    """Say why the account does not open the records by itself, and which sheet does."""
    say = words.say
    why = {
        Chain.NONE: say("This computer has no keyring that could remember their key."),
        Chain.LOCKED: say("The keyring of this account is locked. Unlock it and start again, or open them here."),
        Chain.FAILED: say("The keyring of this account does not answer."),
    }.get(Chain(locked.keyring or Chain.ABSENT), say("This account does not remember their key."))
    sheet = say("Their recovery sheet has the number {number}.", number=locked.number) if locked.number else ""
    return f"{why} {sheet}".strip()
