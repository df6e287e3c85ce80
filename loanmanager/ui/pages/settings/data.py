"""Where the data is, how it is copied away, and how lists come in and go out."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog

from loanmanager.operations.opening import backup, backup_path
from loanmanager.ui.office import Office
from loanmanager.ui.pages.settings.section import Section
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, holder, line, row


class DataSection(Section):
    """Backups, imports, exports."""

    def __init__(self, office: Office) -> None:
        say = office.words.say
        super().__init__(office, say("Data and backups"))
        where = label(str(office.folder), "mono", wrap=True)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        saves = button(say("Back up now"), icon="save")
        saves.clicked.connect(self._back_up)
        imports = button(say("Import a sheet"), icon="upload")
        imports.clicked.connect(lambda: office.go("import"))
        exports = button(say("Export a list"), icon="download")
        exports.clicked.connect(lambda: office.go("export"))
        body = column(
            label(say("Data folder"), "section"),
            where,
            line(),
            label(say("Backup"), "section"),
            label(
                say(
                    "A backup is one file with everything in it. It is checked before it counts. Keep one on another disk."
                ),
                "muted",
                wrap=True,
            ),
            row(saves, None),
            line(),
            label(say("Sheets"), "section"),
            label(
                say("Bring in devices or clients from Snipe-IT or any CSV file; take any list out."), "muted", wrap=True
            ),
            row(imports, exports, None),
            space=12,
        )
        self.lay_out(holder(body), saves=False)

    def _back_up(self) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = backup_path(self.office.folder, self.office.by().now).name
        chosen = choose_backup(self, self.words.say("Back up now"), str(Path(documents) / name))
        if chosen:
            target = Path(chosen)
            said = self.words.say("Backed up and checked: {file}", file=target.name)
            self.office.ask(self, lambda store: backup(store, target), lambda _: self.office.say(said))


def choose_backup(parent: DataSection, title: str, proposed: str) -> str:
    """Ask for a file to write, in the system's own dialog."""
    return QFileDialog.getSaveFileName(parent, title, proposed, "Loan Manager (*.loanbackup)")[0]
