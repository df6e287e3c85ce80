"""The dialog before a backup is brought back: what it holds, what will be lost, and that it can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from loanmanager.domain.rights import Right
from loanmanager.operations import allowing, backups, restoring, unlocking
from loanmanager.sentences.backups import of_lost, of_moment
from loanmanager.ui import opening
from loanmanager.ui.backups.preview import Preview, Ready
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, holder, line

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from loanmanager.operations.unlocking import Key
    from loanmanager.storage.search import Store
    from loanmanager.ui.office import Office


def ask(office: Office, path: Path, parent: QWidget) -> None:
    """Show what a backup holds and ask whether to bring it back, where whoever is there may; else say who may."""
    if not office.may(Right.RESTORE):
        office.say(office.why_not(Right.RESTORE), error=True)
        return
    by = office.by()

    def may(store: Store) -> Key | None:
        allowing.require(store, by, Right.RESTORE)
        return store.key

    office.ask(parent, may, lambda key: RestoreDialog(office, path, key, parent=parent).open())


class RestoreDialog(Dialog):
    """Restore is off until the backup was looked into. What is there is kept as a backup; then the window begins anew."""

    def __init__(self, office: Office, path: Path, key: Key | None, *, parent: QWidget) -> None:
        self.office, self.words, self._key = office, office.words, key
        self._window = parent.window()
        say = self.words.say
        self._ready: Ready | None = None
        self._preview = Preview(office, key)
        self._preview.looked.connect(self._looked)
        self._lost = label("", "strong", wrap=True)
        undo = say("What is there now is kept as a backup, so that this can be undone in the same way.")
        self._progress = label("", "muted", wrap=True)
        name = label(path.name, "mono", wrap=True)
        body = column(
            name, self._preview, line(), self._lost, label(undo, "muted", wrap=True), self._progress, None, space=12
        )
        title = say("Restore a backup")
        super().__init__(title, holder(body), say("Restore"), say("Cancel"), parent=parent, waits=True, danger=True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._progress.hide()
        self._lost.hide()
        self.primary.setEnabled(False)
        self.confirmed.connect(self._restore)
        self._preview.show_backup(path)
        self.cancel.setFocus()

    def _looked(self, ready: Ready | None) -> None:
        self._ready = ready
        self.primary.setEnabled(False)
        if ready:
            self.office.ask(self, lambda store: backups.since(store, ready.held), self._count)

    def _count(self, entries: int | None) -> None:
        self._lost.setText(of_lost(entries, self.words))
        self._lost.show()
        self.primary.setEnabled(True)

    def _restore(self) -> None:
        """Bring it back while nobody has the records open; where that fails they are open as they were."""
        office, ready, now = self.office, self._ready, self.office.now()
        assert ready
        self._progress.setText(self.words.say("Restoring…"))
        self._progress.show()

        def work() -> None:
            restoring.restore(office.folder, ready.path, now, ready.key, ready.others)
            if ready.key:
                unlocking.adopt(office.folder, ready.key)

        opening.exchange(office, (ready.key, self._key), work, lambda _: self._restored(ready), self._failed)

    def _restored(self, ready: Ready) -> None:
        say, last = self.words.say, ready.held.mark.last
        moment = of_moment(last, self.office.today, self.words) if last else ""
        self.office.restarts = say("The backup is back; its last entry is of {moment}.", moment=moment)
        self.accept()
        self._window.close()

    def _failed(self, error: Exception) -> None:
        self._progress.hide()
        said = self.office.sentence(error)
        if not said:
            self.office.fail(error)
        self.set_error(said or self.words.say("That did not work. Nothing was changed."))
