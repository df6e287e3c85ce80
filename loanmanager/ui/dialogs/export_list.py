"""Taking a list out: which one, and where to (product 9.4)."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from loanmanager.domain.rights import Right
from loanmanager.files import write_whole
from loanmanager.operations import allowing
from loanmanager.operations.exporting import Exported, List, export
from loanmanager.storage.search import Store
from loanmanager.ui.office import Office
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column
from loanmanager.ui.widgets.segments import Segments


class ExportDialog(Dialog):
    """Writes a whole list as CSV, or as JSON where the file's name ends so. Formulas in cells are made harmless."""

    def __init__(self, office: Office, *, parent: QWidget) -> None:
        self.office, self.words = office, office.words
        say = office.words.say
        options = [
            (List.DEVICES, say("Devices")),
            (List.KITS, say("Kits")),
            (List.LINES, say("Lines")),
            (List.CLIENTS, say("Clients")),
            (List.LOANS, say("Loans")),
        ]
        self._what = Segments(say("List"), options, List.DEVICES)
        text = say(
            "The whole list goes into a sheet (CSV) that any spreadsheet opens, or into JSON for other programs."
        )
        body = column(label(text, "muted", wrap=True), self._what, space=16)
        super().__init__(say("Export a list"), body, say("Choose where"), say("Cancel"), parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._export)

    def _export(self) -> None:
        what = List(self._what.value())
        name = f"{self._what.value()}-{self.office.today.isoformat()}.csv"
        chosen = choose_target(self.parentWidget() or self, self.words.say("Export a list"), name)
        if chosen:
            export_to(self.office, what, Path(chosen))


def choose_target(parent: QWidget, title: str, name: str) -> str:
    """Ask for a file to write, in the system's own dialog."""
    return QFileDialog.getSaveFileName(parent, title, name, "CSV (*.csv);;JSON (*.json)")[0]


def export_to(office: Office, what: List, target: Path) -> None:
    """Read a list on the store's thread and write it on the other one."""
    words, today, by = office.words, office.today, office.by()

    def read(store: Store) -> Exported:
        allowing.require(store, by, Right.EXPORT)
        return export(store, what, words, today)

    def write(made: Exported) -> None:
        data = made.as_json() if target.suffix.lower() == ".json" else made.as_csv()
        said = words.count(
            "{n} row exported to {file}", "{n} rows exported to {file}", len(made.rows), file=target.name
        )
        office.draw(office, lambda: write_whole(target, data), lambda _: office.say(said))

    office.ask(office, read, write)
