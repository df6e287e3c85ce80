"""The step that brings a backup back: which file, and the words of the recovery sheet where it is protected."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from loanmanager.operations import unlocking
from loanmanager.operations.bringing_back import bring_back
from loanmanager.operations.opening import BACKUPS
from loanmanager.storage import errors
from loanmanager.ui.protection.fields import RecoveryWords
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, holder, row

if TYPE_CHECKING:
    from loanmanager.operations.unlocking import Key
    from loanmanager.ui.office import Office


def backups_in(folder: Path) -> Path:
    """Return where the backups of a data folder lie."""
    return folder / BACKUPS


class BringBack(QWidget):
    """Signals: brought(Key or None) when the office is in its folder; stopped() when it is not, and why is said.

    asked(): the words of the sheet are asked for, or no longer.
    """

    brought = Signal(object)
    stopped = Signal()
    asked = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office, self.words = office, office.words
        say = self.words.say
        self.path = entry()
        chooses = button(say("Choose a file"), icon="folder-open")
        chooses.clicked.connect(self._choose)
        inside = holder(row(Grow(self.path), chooses))
        inside.setFocusProxy(self.path)
        self.file = Field(say("File of the backup"), inside, "…loanbackup")
        self.path.setAccessibleName(say("File of the backup"))
        self.typed = RecoveryWords(self.words)
        self.remember = QCheckBox(say("This account remembers the key"))
        told = say("This backup is protected. Type the words of its recovery sheet, in their order.")
        self._locked = holder(column(label(told, wrap=True), self.typed, self.remember, space=8))
        self.setLayout(column(self.file, self._locked, space=16))
        self._locked.hide()

    @property
    def asks_words(self) -> bool:
        """Tell whether the words of the recovery sheet are asked for."""
        return not self._locked.isHidden()

    def take_focus(self) -> None:
        """Put the focus on the file, or on the words that are asked for."""
        at: QWidget = self.typed.control if self.asks_words else self.path
        at.setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self, folder: Path) -> None:
        """Bring the backup back into a folder, away from the window."""
        self.file.set_error("")
        self.typed.set_error("")
        source, typed = self.path.text().strip(), self.typed.text() if self.asks_words else ""
        if not source:
            self._stop(
                self.file, self.words.say("Choose the file first. A USB stick may hold it, or the other computer.")
            )
            return
        remember = self.remember.isChecked()
        self.office.tasks.draw(
            lambda: bring_back(folder, Path(source), datetime.now(UTC), typed, remember=remember),
            self._brought,
            self._refused,
            owner=self,
        )

    def _brought(self, key: Key | None) -> None:
        self.brought.emit(key)

    def _refused(self, error: Exception) -> None:
        said = self.office.sentence(error)
        if isinstance(error, errors.Locked):
            self._ask_words()
        elif isinstance(error, errors.WrongWords | errors.WrongKey):
            self._stop(self.typed, said)
        elif said:
            self._stop(self.file, said)
        else:
            self.office.fail(error)
            self.stopped.emit()

    def _ask_words(self) -> None:
        there = unlocking.has_keyring()
        self.remember.setVisible(there)
        self.remember.setChecked(there)
        self._set_locked(locked=True)
        self.stopped.emit()
        self.take_focus()

    def _set_locked(self, *, locked: bool) -> None:
        self._locked.setVisible(locked)
        self.asked.emit()

    def _stop(self, field: Field, said: str) -> None:
        self.stopped.emit()
        field.set_error(said)
        field.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        say = self.words.say
        near = self.path.text() or str(self.office.folder)
        name = QFileDialog.getOpenFileName(self, say("File of the backup"), near, f"{say('Backup')} (*.loanbackup)")[0]
        if name:
            self.path.setText(name)
            self._set_locked(locked=False)

    # Surviving a change of language or look

    def state(self) -> tuple[str, str, bool]:
        """Return what was typed, and whether the words were asked for."""
        return self.path.text(), self.typed.text(), self.asks_words

    def put_back(self, path: str, typed: str, *, asked: bool) -> None:
        """Type again what `state` gave."""
        self.path.setText(path)
        self.typed.control.setPlainText(typed)  # type: ignore[attr-defined]  # it is a note
        self._set_locked(locked=asked)
