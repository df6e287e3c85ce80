"""Where the data is, how it is copied away and brought back, and how lists come in and go out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from loanmanager.domain.rights import Right
from loanmanager.operations import allowing, backups
from loanmanager.operations.opening import FILE, backup
from loanmanager.sentences.backups import of_last, of_second
from loanmanager.ui import saving
from loanmanager.ui.backups import asking, restore
from loanmanager.ui.pages.settings.examine import Examine
from loanmanager.ui.pages.settings.section import Section
from loanmanager.ui.tokens import Mark
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.icon_words import IconWords
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, holder, line
from loanmanager.ui.widgets.segments import Segments
from loanmanager.ui.widgets.two_lines import TwoLineList

if TYPE_CHECKING:
    from collections.abc import Callable

    from loanmanager.operations.backups import Backup, Kept, Standing
    from loanmanager.storage.search import Store
    from loanmanager.ui.office import Office

_MOST = 4  # backups seen at once
_HOURS = (1, 2, 4, 8)


class DataSection(Section):
    """The data folder, the backups, the second folder, imports and exports."""

    def __init__(self, office: Office) -> None:
        say = office.words.say
        super().__init__(office, say("Data and backups"))
        where = label(str(office.folder), "mono", wrap=True)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        body = column(
            *_part(
                say("Data folder"),
                where,
                self._button(say("Open the folder"), "folder-open", lambda: saving.show(office, office.folder)),
            ),
            line(),
            *self._backups(),
            line(),
            *self._second(),
            line(),
            label(say("Soundness"), "section"),
            Examine(office),
            line(),
            *self._sheets(),
            space=12,
        )
        self.lay_out(holder(body), saves=False)
        office.keeper.told.connect(self._show_standing)
        self.show_values()

    # What it is made of

    def _backups(self) -> tuple[QWidget, ...]:
        say = self.words.say
        about = say(
            "Backups are made by themselves when something changed: while you work, when the program closes, and before an upgrade, an import or a restore. Each is checked before it counts; older ones are thinned out."
        )
        self._last = IconWords()
        self._list = TwoLineList(say("Backups"), _MOST)
        self._list.opened.connect(self._ask_to_restore)
        self._makes = self._button(say("Back up now"), "save", self._back_up)
        self._saves = self._button(say("Save a backup as…"), "download", self._save_as, Right.BACKUP)
        self._restores = self._button(
            say("Restore…"), "rotate-ccw", lambda: self._ask_to_restore(self._list.current()), Right.RESTORE
        )
        self._restores.setEnabled(False)
        self._list.chosen.connect(lambda path: self._restores.setEnabled(bool(path) and self.office.may(Right.RESTORE)))
        other = self._button(say("Restore a file…"), "folder-open", self._restore_other, Right.RESTORE)
        self._every = Segments(say("At the latest every"), [(str(n), self._hours(n)) for n in _HOURS])
        self._every.choose(str(self.office.settings.backup_hours))
        self._every.setEnabled(self.office.may(Right.BACKUP))
        self._every.chosen.connect(lambda hours: self.office.prefer(backup_hours=int(hours)))
        return (
            label(say("Backups"), "section"),
            label(about, "muted", wrap=True),
            self._last,
            holder(Flow(self._makes, self._saves)),
            self._list,
            holder(Flow(self._restores, other)),
            label(say("At the latest every"), "caption"),
            self._every,
        )

    def _hours(self, n: int) -> str:
        return self.words.count("{n} hour", "{n} hours", n)

    def _second(self) -> tuple[QWidget, ...]:
        say = self.words.say
        about = say(
            "A disk can fail, and a computer can be stolen: have each backup copied to a USB stick or a shared folder, too."
        )
        self._folder = IconWords()
        self._chooses = self._button(say("Choose a folder…"), "folder-open", self._choose_second, Right.BACKUP)
        self._without = self._button(say("Copy nowhere else"), "x", lambda: self._set_second(""), Right.BACKUP)
        return _part(
            say("Second folder"), label(about, "muted", wrap=True), self._chooses, self._without, told=self._folder
        )

    def _sheets(self) -> tuple[QWidget, ...]:
        say, office = self.words.say, self.office
        about = say("Bring in devices or clients from Snipe-IT or any CSV file; take any list out.")
        imports = self._button(say("Import a sheet"), "upload", lambda: office.go("import"), Right.IMPORT)
        exports = self._button(say("Export a list"), "download", lambda: office.go("export"), Right.EXPORT)
        return _part(say("Sheets"), label(about, "muted", wrap=True), imports, exports)

    def _button(self, words: str, icon: str, act: Callable[[], object], right: str = "") -> QPushButton:
        made = button(words, icon=icon)
        made.clicked.connect(lambda _checked: act())
        if right:
            self.office.allow(right, made)
        return made

    # Showing

    def show_values(self) -> None:
        """Look again at what backups there are."""
        self.office.keeper.look()

    def _show_standing(self, standing: Standing) -> None:
        office, folder, second = self.office, self.office.folder, self.office.settings.second
        today, words = office.today, self.words
        good = standing.last is not None and not standing.old
        self._last.set_words(
            Mark("circle-check", "ok") if good else Mark("circle-alert", "todo"), of_last(standing.last, today, words)
        )
        self._without.setEnabled(second is not None and office.may(Right.BACKUP))
        if second is None:
            self._folder.set_words(Mark("circle-alert", "todo"), words.say("Backups are on this computer only."))
        else:
            behind = standing.second_old or standing.second_missing
            mark = Mark("circle-alert", "todo") if behind else Mark("circle-check", "ok")
            self._folder.set_words(mark, of_second(standing, str(second), today, words))
        office.tasks.draw(
            lambda: backups.listing(folder, second), self._show_list, office.fail, owner=self, key="backups"
        )

    def _show_list(self, found: tuple[Backup, ...]) -> None:
        self._list.set_entries(asking.entries(found, self.office))
        self._list.setVisible(bool(found))
        self._restores.setEnabled(bool(self._list.current()) and self.office.may(Right.RESTORE))

    # Doing

    def _back_up(self) -> None:
        self._makes.setEnabled(False)

        def done(kept: Kept) -> None:
            self._makes.setEnabled(True)
            asking.say_made(self.office, kept)

        def failed(error: Exception) -> None:
            self._makes.setEnabled(True)
            self.office.fail(error)

        self.office.keeper.make("asked", done, failed)

    def _save_as(self) -> None:
        name = f"loanmanager-{self.office.today.isoformat()}.loanbackup"
        title = self.words.say("Save a backup as…")
        chosen = saving.choose_file(self, title, saving.in_documents(name), self.words.say("Backup"))
        if chosen:
            self._write(Path(chosen))

    def _write(self, target: Path) -> None:
        """Back up on the store's thread; it is done even if this page goes meanwhile."""
        office, say = self.office, self.words.say
        if target.parent.resolve() == office.folder.resolve() and target.name.startswith(FILE):
            office.say(say("{file} holds the records themselves. Choose another name.", file=target.name), error=True)
            return
        said, by = say("Backed up and checked: {file}", file=target.name), office.by()

        def write(store: Store) -> None:
            allowing.require(store, by, Right.BACKUP)
            backup(store, target)

        office.ask(office, write, lambda _: office.say(said))

    def _choose_second(self) -> None:
        title = self.words.say("Second folder")
        chosen = asking.choose_folder(self, title, self.office.settings.backup_folder)
        if chosen:
            self._set_second(chosen)

    def _set_second(self, folder: str) -> None:
        """Keep where backups are copied to, and copy the newest one there at once."""
        self.office.prefer(backup_folder=folder)
        if folder:
            self.office.keeper.make("timer", lambda kept: asking.say_made(self.office, kept), self.office.fail)
        else:
            self.office.keeper.look()

    def _restore_other(self) -> None:
        chosen = asking.choose_backup(self, self.words.say("Restore a backup"), self.words.say("Backup"))
        if chosen:
            self._ask_to_restore(chosen)

    def _ask_to_restore(self, path: str) -> None:
        if path:
            restore.ask(self.office, Path(path), self)


def _part(title: str, said: QWidget, *buttons: QWidget, told: QWidget | None = None) -> tuple[QWidget, ...]:
    """Return a title, what is said under it, how it stands, and what one may do."""
    return label(title, "section"), said, *([told] if told else []), holder(Flow(*buttons))
