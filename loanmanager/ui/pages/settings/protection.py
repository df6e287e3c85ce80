"""Whether the records are encrypted, what opens them, and what that protects from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from loanmanager.domain.rights import Right
from loanmanager.operations import protecting, unlocking
from loanmanager.operations.unlocking import Chain, Key, Protection
from loanmanager.ui.dialogs.protect import PassphraseDialog, ProtectDialog, TurnOffDialog
from loanmanager.ui.history_words.protection import KINDS
from loanmanager.ui.pages.settings.section import Section
from loanmanager.ui.protection.sheet import print_sheet, save_sheet, with_sheet
from loanmanager.ui.tokens import Mark
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, facts, holder, line, refill
from loanmanager.ui.widgets.notice import Notice
from loanmanager.ui.widgets.status import Status

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from loanmanager.storage.search import Store
    from loanmanager.ui.office import Office


@dataclass(frozen=True, slots=True)
class _Now:
    """How things stand: the key in use, what opens the records, whether there is a keyring, which backups are readable."""

    key: Key | None = field(repr=False)
    protection: Protection
    has_keyring: bool
    plain: tuple[Path, ...]


class ProtectionSection(Section):
    """State as icon and word, what opens the records, and a button for each thing that may be done about it."""

    def __init__(self, office: Office) -> None:
        say = office.words.say
        about = say(
            "Protected records cannot be read by whoever gets hold of this computer, its disk or a backup. They are open while somebody works here: lock the computer when you leave it. What was printed, saved elsewhere or sent is not protected."
        )
        super().__init__(office, say("Protection"), about)
        self._now: _Now | None = None
        self._shown = column(space=12)
        self.lay_out(holder(column(self._shown, *self.history(KINDS), space=12)), saves=False)
        self.show_values()

    def show_values(self) -> None:
        """Read how things stand, and show it where it changed."""
        folder, second = self.office.folder, self.office.settings.second
        self.show_history()

        def read(store: Store) -> _Now:
            plain = protecting.readable(folder, second) if store.key else ()
            return _Now(store.key, unlocking.protection(folder), unlocking.has_keyring(), plain)

        self.office.ask(self, read, self._show, key="protection")

    def _show(self, now: _Now) -> None:
        if now == self._now:
            return
        self._now = now
        refill(self._shown, *(self._on(now, now.key) if now.key else self._off(now)))

    def _off(self, now: _Now) -> list[QWidget]:
        say = self.words.say
        protects = self._button(
            say("Protect the records"), "shield-check",
            lambda: ProtectDialog(self.office, None, has_keyring=now.has_keyring, parent=self).open(),
        )  # fmt: skip
        told = say(
            "Whoever has the file or a backup can read it. Turn protection on unless the disk itself is encrypted."
        )
        return [
            Status(Mark("shield-alert", "todo"), say("Not protected")),
            label(told, wrap=True),
            holder(Flow(protects)),
        ]

    def _on(self, now: _Now, key: Key) -> list[QWidget]:
        say, found = self.words.say, now.protection
        opens = facts(
            [
                (say("Recovery sheet"), key.number),
                (say("Passphrase"), say("set") if found.passphrase else say("none")),
                (say("This account"), _of_keyring(found, say)),
            ],
            caption=140,
        )
        return [
            Status(Mark("shield-check", "ok"), say("Protected")),
            *([self._readable(now, key)] if now.plain else []),
            holder(opens),
            holder(Flow(*self._sheet_buttons(key), *self._opening_buttons(found, key))),
            line(),
            holder(Flow(*self._great_buttons(now, key))),
        ]

    def _sheet_buttons(self, key: Key) -> list[QPushButton]:
        say, office = self.words.say, self.office
        return [
            self._button(
                say("Print the recovery sheet"), "printer",
                lambda: with_sheet(office, self, key, lambda sheet: print_sheet(office, self, sheet)),
            ),
            self._button(
                say("Save it as PDF"), "save",
                lambda: with_sheet(office, self, key, lambda sheet: save_sheet(office, self, sheet)),
            ),
        ]  # fmt: skip

    def _opening_buttons(self, found: Protection, key: Key) -> list[QPushButton]:
        say = self.words.say
        changes = say("Change the passphrase") if found.passphrase else say("Set a passphrase")
        made = [self._button(changes, "key-round", lambda: PassphraseDialog(self.office, parent=self).open())]
        if found.remembered:
            forgets = self._button(say("Forget the key on this account"), "x", self._forget)
            if not found.passphrase:
                forgets.setEnabled(False)
                forgets.setToolTip(say("Set a passphrase first."))
            made.append(forgets)
        elif found.keyring is not Chain.NONE:
            made.append(self._button(say("Remember the key on this account"), "check", lambda: self._remember(key)))
        return made

    def _great_buttons(self, now: _Now, key: Key) -> list[QPushButton]:
        say = self.words.say
        return [
            self._button(
                say("Change the key"), "refresh-cw",
                lambda: ProtectDialog(self.office, key, has_keyring=now.has_keyring, parent=self).open(),
            ),
            self._button(say("Turn protection off"), "lock-open", lambda: TurnOffDialog(self.office, key, parent=self).open()),
        ]  # fmt: skip

    def _button(self, words: str, icon: str, act: Callable[[], object]) -> QPushButton:
        """Return a button for administrators."""
        made = button(words, icon=icon)
        made.clicked.connect(act)
        self.office.allow(Right.PROTECTION, made)
        return made

    def _readable(self, now: _Now, key: Key) -> Notice:
        """Return what is to be decided about backups from before."""
        say = self.words.say
        encrypts, removes = button(say("Encrypt")), button(say("Remove"), "danger")
        self.office.allow(Right.PROTECTION, encrypts, removes)
        encrypts.clicked.connect(lambda: self._treat(now.plain, lambda path: protecting.encrypt_backup(path, key)))
        removes.clicked.connect(lambda: self._ask_to_remove(now.plain))
        told = self.words.count(
            "{n} older backup can be read by anybody, and would betray what is protected now.",
            "{n} older backups can be read by anybody, and would betray what is protected now.",
            len(now.plain),
        )
        return Notice("todo", "shield-alert", told, encrypts, removes)

    def _ask_to_remove(self, paths: tuple[Path, ...]) -> None:
        say, count = self.words.say, self.words.count
        told = count("{n} backup is gone for good.", "{n} backups are gone for good.", len(paths))
        dialog = Dialog(
            say("Remove older backups"), column(label(told, wrap=True)), say("Remove"), say("Cancel"),
            parent=self, danger=True,
        )  # fmt: skip
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.confirmed.connect(lambda: self._treat(paths, protecting.remove_backup))
        dialog.cancel.setFocus()
        dialog.open()

    def _treat(self, paths: tuple[Path, ...], treat: Callable[[Path], None]) -> None:
        def work() -> None:
            for path in paths:
                treat(path)

        def done(_: None) -> None:
            self.office.say(self.words.say("No backup here can be read without the key any more"))
            self.show_values()

        def failed(error: Exception) -> None:
            self.office.fail(error)
            self.show_values()

        self.office.tasks.draw(work, done, failed, owner=self)

    def _remember(self, key: Key) -> None:
        folder, say = self.office.folder, self.words.say

        def told(chain: Chain) -> None:
            kept = chain is Chain.KEPT
            said = say("This account remembers the key now") if kept else say("The keyring did not take the key.")
            self.office.say(said, error=not kept)
            self.show_values()

        self.office.ask(self, lambda _: unlocking.remember(folder, key), told)

    def _forget(self) -> None:
        folder, say = self.office.folder, self.words.say

        def told(_: Chain) -> None:
            self.office.say(say("This account asks for the passphrase from now on"))
            self.show_values()

        self.office.ask(self, lambda _: unlocking.forget(folder), told)


def _of_keyring(found: Protection, say: Callable[[str], str]) -> str:
    """Return what the keyring of this account does."""
    return {
        Chain.KEPT: say("remembers the key"),
        Chain.ABSENT: say("asks for the passphrase or the recovery words"),
        Chain.NONE: say("has no keyring; asks for the passphrase or the recovery words"),
        Chain.LOCKED: say("its keyring is locked"),
        Chain.FAILED: say("its keyring does not answer"),
    }[found.keyring]
