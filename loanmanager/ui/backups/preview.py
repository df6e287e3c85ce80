"""What a backup holds, shown before it is brought back; the words of its sheet are asked for where nothing else opens it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from loanmanager.operations import backups, unlocking
from loanmanager.sentences.backups import of_held
from loanmanager.storage import errors
from loanmanager.ui.protection.fields import RecoveryWords
from loanmanager.ui.widgets.labels import label, set_ink
from loanmanager.ui.widgets.layout import column

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
        self._typed = RecoveryWords(office.words)
        self._typed.hide()
        self._typed.typed.connect(self._try_words)
        self.setLayout(column(self._said, self._typed, space=12))

    def show_backup(self, path: Path | None) -> None:
        """Look into a backup, or say nothing where there is none."""
        self._path = path
        self._typed.hide()
        self._tell("")
        self.looked.emit(None)
        if path:
            self._tell(self.office.words.say("Looking into it…"))
            self._look(path, "")

    def _look(self, path: Path, typed: str) -> None:
        office, key = self.office, self._key

        def work() -> Ready:
            own, others = unlocking.keys_to_restore(office.folder, path, key, typed)
            return Ready(path, backups.preview(path, (own, *others)), own, others)

        office.tasks.draw(work, self._found, self._refused, owner=self, key="preview")

    def _found(self, ready: Ready) -> None:
        office = self.office
        self._typed.hide()
        self._tell("\n".join(of_held(ready.held, office.today, office.words)))
        self.looked.emit(None if ready.held.newer else ready)

    def _refused(self, error: Exception) -> None:
        say = self.office.words.say
        if isinstance(error, errors.Locked):
            self._tell(say("This backup is protected. Type the words of its recovery sheet."))
            self._typed.show()
            self._typed.setFocus()
        elif isinstance(error, errors.WrongWords | errors.WrongKey):
            self._typed.set_error(self.office.sentence(error))
        elif isinstance(error, errors.StoreError):
            self._tell(say("This backup cannot be used. {why}", why=_why(error, self.office)), "late")
        else:
            self.office.fail(error)

    def _try_words(self) -> None:
        """Try the words as soon as there are enough of them."""
        self._typed.set_error("")
        if self._path and not self._typed.isHidden() and len(self._typed.text().split()) >= unlocking.WORDS:
            self._look(self._path, self._typed.text())

    def _tell(self, text: str, ink: str = "text") -> None:
        self._said.setText(text)
        set_ink(self._said, ink)


def _why(error: errors.StoreError, office: Office) -> str:
    say = office.words.say
    if isinstance(error, errors.Damaged):
        return say("It is damaged: choose another one.")
    return office.sentence(error)
