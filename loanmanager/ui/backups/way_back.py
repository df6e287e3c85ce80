"""The way back where the records are damaged or missing: the newest good backup is offered by its date (product 10)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from loanmanager.operations import backups, restoring, unlocking
from loanmanager.sentences.backups import of_moment
from loanmanager.storage import errors
from loanmanager.ui.backups.asking import choose_backup, entries
from loanmanager.ui.backups.preview import Preview, Ready
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, holder
from loanmanager.ui.widgets.notice import Notice
from loanmanager.ui.widgets.two_lines import TwoLineList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from loanmanager.operations.backups import Backup
    from loanmanager.operations.unlocking import Key
    from loanmanager.ui.office import Office

_MOST = 3  # backups seen at once


class WayBack(Dialog):
    """What happened, the backups that there are, what the chosen one holds, and the button that brings it back.

    Signals: returned(Key or None): the records are back and open with this key; begun(): an empty office is wanted;
    left(): the program closes.
    """

    returned = Signal(object)
    begun = Signal()
    left = Signal()

    def __init__(self, office: Office, *, missing: bool, key: Key | None = None, parent: QWidget) -> None:
        self.office, self.words, self._missing = office, office.words, missing
        say = self.words.say
        self._ready: Ready | None = None
        self._found: dict[str, Backup] = {}
        self._told = Notice("late", "circle-alert", "")
        self._list = TwoLineList(say("Backups"), _MOST)
        self._list.chosen.connect(lambda path: self._choose(Path(path) if path else None))
        self._key = key
        self._preview = Preview(office, key)
        self._preview.looked.connect(self._looked)
        self._progress = label("", "muted", wrap=True)
        body = column(self._told, self._list, self._others(), self._preview, self._progress, None, space=12)
        title = say("The records are missing") if missing else say("The records are damaged")
        super().__init__(
            title, holder(body), say("Restore it"), say("Close the program"), parent=parent, waits=True, width=620
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.primary.setEnabled(False)
        self._progress.hide()
        self.confirmed.connect(self._restore)
        self.rejected.connect(self.left)
        self._list.opened.connect(lambda _: self._confirm())
        self._tell(None)
        self._read()

    def _others(self) -> QWidget:
        """Return what one may do instead."""
        say = self.words.say
        other = button(say("Another file…"), icon="folder-open")
        other.clicked.connect(self._choose_other)
        if not self._missing:
            return holder(Flow(other))
        anew = button(say("Begin with an empty office"), "quiet")
        anew.clicked.connect(self._begin)
        return holder(Flow(other, anew))

    def _tell(self, newest: Backup | None) -> None:
        """Say what happened, what becomes of the file, and which backup is the newest good one."""
        say = self.words.say
        what = (
            say("There are no records in the data folder, only backups of them.")
            if self._missing
            else say(
                "The file of the records was changed by a failing disk or by another program. It is kept aside as it is: nothing of it is deleted."
            )
        )
        if newest is None:
            self._told.set_text(what)
            return
        moment = of_moment(newest.at, self.office.today, self.words)
        self._told.set_text(what, strong=say("The newest good backup is of {moment}.", moment=moment))

    def _read(self) -> None:
        office, now, key = self.office, self.office.now(), self._key
        folder, second = office.folder, office.settings.second

        def work() -> tuple[tuple[Backup, ...], Backup | None, Key | None]:
            found = backups.listing(folder, second), backups.newest_good(folder, now, second)
            return *found, key or unlocking.key_in_hand(folder)

        office.tasks.draw(work, lambda found: self._show(*found), self._failed, owner=self)

    def _show(self, found: Sequence[Backup], newest: Backup | None, key: Key | None) -> None:
        self._preview.know(key)
        self._found = {str(each.path): each for each in found}
        self._list.set_entries(entries(found, self.office))
        self._list.setVisible(bool(found))
        self._tell(newest)
        offered, self.office.offered = self.office.offered, None
        if offered:  # it is why the program was started
            self._choose(offered)
        elif newest:
            self._list.choose(str(newest.path))
            self._list.setFocus()
        elif not found:
            self._preview.show_backup(None)
            self.set_error(self.words.say("There is no backup here. Choose a file from another disk."))

    def _choose(self, path: Path | None) -> None:
        self.set_error("")
        self._preview.show_backup(path)

    def _choose_other(self) -> None:
        chosen = choose_backup(self, self.words.say("Restore a backup"), self.words.say("Backup"))
        if chosen:
            self._list.clearSelection()
            self._choose(Path(chosen))

    def _looked(self, ready: Ready | None) -> None:
        self._ready = ready
        self.primary.setEnabled(ready is not None)
        if ready and not self._list.hasFocus():  # not on to the button that closes the program
            self.primary.setFocus()

    def _restore(self) -> None:
        office, ready, now = self.office, self._ready, self.office.now()
        assert ready
        self._progress.setText(self.words.say("Restoring…"))
        self._progress.show()

        def work() -> Key | None:
            restoring.restore(office.folder, ready.path, now, ready.key, ready.others)
            if ready.key:
                unlocking.adopt(office.folder, ready.key)
            return ready.key

        office.tasks.draw(work, self._restored, self._failed, owner=self)

    def _restored(self, key: Key | None) -> None:
        last = self._ready.held.mark.last if self._ready else None
        moment = of_moment(last, self.office.today, self.words) if last else ""
        self.office.greeting = self.words.say("The records are back; their last entry is of {moment}.", moment=moment)
        self.accept()
        self.returned.emit(key)

    def _begin(self) -> None:
        self.accept()
        self.begun.emit()

    def _failed(self, error: Exception) -> None:
        self._progress.hide()
        said = self.office.sentence(error) if isinstance(error, errors.StoreError | OSError) else ""
        if not said:
            self.office.fail(error)
        self.set_error(said or self.words.say("That did not work. Nothing was changed."))
