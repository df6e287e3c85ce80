"""What a backup holds, shown before it is brought back; the passphrase or the words are asked for where nothing else opens it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from loanmanager.operations import backups, unlocking
from loanmanager.sentences.backups import of_held
from loanmanager.storage import errors
from loanmanager.ui.protection.ways import Ways
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.labels import label, set_ink
from loanmanager.ui.widgets.layout import column, holder, row
from loanmanager.ui.widgets.panel import panel_around

if TYPE_CHECKING:
    from loanmanager.operations.unlocking import Key
    from loanmanager.ui.office import Office


@dataclass(frozen=True, slots=True)
class Ready:
    """A backup that was looked into, and the keys to bring it back with."""

    path: Path
    held: backups.Held
    key: Key | None = field(repr=False)
    others: tuple[Key, ...] = field(repr=False)


class Preview(QWidget):
    """Looks into a backup on the thread of papers and says what it holds.

    Signals: looked(Ready or None): it may be brought back; or not, and why is said.
    """

    looked = Signal(object)

    def __init__(self, office: Office, key: Key | None) -> None:
        super().__init__()
        self.office, self._key = office, key
        self._path: Path | None = None
        self._said = label("", wrap=True)
        self._ways = Ways(office)
        self._ways.typed.connect(self._ways.clear_errors)
        self._ways.entered.connect(self._try)
        tries = button(office.words.say("Look into it"))
        tries.clicked.connect(self._try)
        self._asks = holder(column(self._ways, row(tries, None), space=12))
        self._asks.hide()
        self.setLayout(column(self._said, self._asks, space=12))

    def know(self, key: Key | None) -> None:
        """Try this key first from now on."""
        self._key = key

    def show_backup(self, path: Path | None) -> None:
        """Look into a backup, or say nothing where there is none."""
        self._path = path
        self._asks.hide()
        self._tell("")
        self.looked.emit(None)
        if path:
            self._tell(self.office.words.say("Looking into it…"))
            self._look(path)

    def _look(self, path: Path, words: str = "", passphrase: str = "") -> None:
        office, key = self.office, self._key

        def work() -> Ready:
            own, others = unlocking.keys_to_restore(office.folder, path, key, words, passphrase)
            return Ready(path, backups.preview(path, (own, *others)), own, others)

        office.tasks.draw(work, self._found, self._refused, owner=self, key="preview")

    def _found(self, ready: Ready) -> None:
        office = self.office
        self._asks.hide()
        self._tell("\n".join(of_held(ready.held, office.today, office.words)))
        self.looked.emit(None if ready.held.newer else ready)

    def _refused(self, error: Exception) -> None:
        say = self.office.words.say
        if isinstance(error, errors.Locked):
            self._ask(passphrase=error.passphrase)
        elif self._ways.refuse(error):
            return
        elif isinstance(error, errors.StoreError):
            self._tell(say("This backup cannot be used. {why}", why=_why(error, self.office)), "late")
        else:
            self.office.fail(error)

    def _ask(self, *, passphrase: bool) -> None:
        """Ask for what opens it: a passphrase that was right before, and did not, is not asked for again."""
        say, again = self.office.words.say, not self._asks.isHidden()
        if again:
            self._tell(say("This backup is protected by another key. Type the words of its recovery sheet."))
        elif passphrase:
            self._tell(say("This backup is protected. Type the passphrase, or the words of its recovery sheet."))
        else:
            self._tell(say("This backup is protected. Type the words of its recovery sheet."))
        self._asks.show()
        self._ways.offer(passphrase=passphrase)
        panel = panel_around(self)
        if panel:
            panel.show_whole(self._asks)

    def _try(self) -> None:
        """Look into it with what was typed."""
        self._ways.clear_errors()
        if not self._path or not self._ways.text().strip():
            return
        if self._ways.by_words:
            self._look(self._path, words=self._ways.text())
        else:
            self._look(self._path, passphrase=self._ways.text())

    def _tell(self, text: str, ink: str = "text") -> None:
        self._said.setText(text)
        set_ink(self._said, ink)


def _why(error: errors.StoreError, office: Office) -> str:
    say = office.words.say
    if isinstance(error, errors.Damaged):
        return say("It is damaged: choose another one.")
    return office.sentence(error)
