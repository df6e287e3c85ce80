"""Where the data is, how it is copied away, and how lists come in and go out."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from loanmanager.domain.rights import Right
from loanmanager.operations import allowing
from loanmanager.operations.opening import FILE, backup
from loanmanager.storage.search import Store
from loanmanager.ui import saving
from loanmanager.ui.office import Office
from loanmanager.ui.pages.settings.examine import Examine
from loanmanager.ui.pages.settings.section import Section
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, holder, line


class DataSection(Section):
    """Backups, imports, exports."""

    def __init__(self, office: Office) -> None:
        say = office.words.say
        super().__init__(office, say("Data and backups"))
        where = label(str(office.folder), "mono", wrap=True)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        opens = button(say("Open the folder"), icon="folder-open")
        opens.clicked.connect(lambda: saving.show(office, office.folder))
        self._saves = button(say("Back up now"), icon="save")
        self._saves.clicked.connect(self._back_up)
        imports = button(say("Import a sheet"), icon="upload")
        imports.clicked.connect(lambda: office.go("import"))
        exports = button(say("Export a list"), icon="download")
        exports.clicked.connect(lambda: office.go("export"))
        for right, does in ((Right.BACKUP, self._saves), (Right.IMPORT, imports), (Right.EXPORT, exports)):
            office.allow(right, does)
        copies = say(
            "A backup is one file with everything in it. It is checked before it counts. Keep one on another disk."
        )
        sheets = say("Bring in devices or clients from Snipe-IT or any CSV file; take any list out.")
        body = column(
            *_part(say("Data folder"), where, opens),
            line(),
            *_part(say("Backup"), label(copies, "muted", wrap=True), self._saves),
            line(),
            label(say("Soundness"), "section"),
            Examine(office),
            line(),
            *_part(say("Sheets"), label(sheets, "muted", wrap=True), imports, exports),
            space=12,
        )
        self.lay_out(holder(body), saves=False)

    def _back_up(self) -> None:
        name = f"loanmanager-{self.office.today.isoformat()}.loanbackup"
        title = self.words.say("Back up now")
        chosen = saving.choose_file(self, title, saving.in_documents(name), self.words.say("Backup"))
        if chosen:
            self._write(Path(chosen))

    def _write(self, target: Path) -> None:
        """Back up on the store's thread; it is done even if this page goes meanwhile."""
        office, say = self.office, self.words.say
        if target.parent.resolve() == office.folder.resolve() and target.name.startswith(FILE):
            office.say(say("{file} holds the records themselves. Choose another name.", file=target.name), error=True)
            return
        said = say("Backed up and checked: {file}", file=target.name)
        by = office.by()

        def write(store: Store) -> None:
            allowing.require(store, by, Right.BACKUP)
            backup(store, target)

        office.ask(office, write, lambda _: office.say(said))


def _part(title: str, said: QWidget, *buttons: QWidget) -> tuple[QWidget, ...]:
    """Return a title, what is said under it, and what one may do."""
    return label(title, "section"), said, holder(Flow(*buttons))
