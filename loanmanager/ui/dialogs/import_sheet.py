"""Importing a sheet: choose it, see how its columns are taken, try it out, bring it in (product 9.4)."""

from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QProgressBar, QStackedWidget, QWidget

from loanmanager.exchange.errors import Cancelled, SheetError
from loanmanager.exchange.fields import Kind
from loanmanager.exchange.mapping import Mapping, guess_mapping
from loanmanager.exchange.records import Reading, read_records
from loanmanager.exchange.sheets import Sheet, read_sheet
from loanmanager.operations import importing
from loanmanager.operations.done import Done
from loanmanager.operations.importing import Import, Imported
from loanmanager.sheet_sentences import of_sheet_error
from loanmanager.ui.dialogs.import_columns import Columns, Problems
from loanmanager.ui.office import Office
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.empty import Empty
from loanmanager.ui.widgets.labels import Elided, label
from loanmanager.ui.widgets.layout import Grow, column, fixed, holder, row
from loanmanager.ui.widgets.segments import Segments

_PAUSE = 200  # milliseconds after the last change of a column before the sheet is read again


@dataclass(frozen=True, slots=True)
class _Looked:
    """A sheet that was read, with the likeliest kind and mapping."""

    sheet: Sheet
    mapping: Mapping


class ImportDialog(Dialog):
    """One dialog from the file to the records. Nothing is stored before the last press, and then all or nothing."""

    def __init__(self, office: Office, file: str = "", *, parent: QWidget) -> None:
        self.office, self.words = office, office.words
        self._file, self._key, self._stopped = Path(), uuid4().hex, False
        self._looked: _Looked | None = None
        self._reading: Reading | None = None
        say = office.words.say
        super().__init__(
            say("Import a sheet"), self._body_of(), say("Import"), say("Cancel"), parent=parent, waits=True, width=860
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fixed(self, height=600)
        self.confirmed.connect(self._import)
        self.primary.setEnabled(False)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._read)
        if file:
            self.take_file(file)
        else:
            self._first.button.setFocus()

    # Building

    def _body_of(self) -> QWidget:
        say = self.words.say
        self._first = Empty(
            "upload",
            say(
                "Choose a CSV file: an export of Snipe-IT, or any sheet with the names of the columns in its first row."
            ),
            say("Choose a file"),
            "folder-open",
        )
        self._first.started.connect(self._choose)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._first)
        self._stack.addWidget(self._sheet_part())
        return self._stack

    def _sheet_part(self) -> QWidget:
        say = self.words.say
        self._name = Elided("", "strong")
        other = button(say("Another file"), "link", flush="right")
        other.clicked.connect(self._choose)
        self._kind = Segments(say("It holds"), [(Kind.DEVICES, say("Devices")), (Kind.CLIENTS, say("Clients"))])
        self._kind.chosen.connect(lambda key: self._guess(Kind(key)))
        self._columns, self._problems = Columns(self.words), Problems(self.words)
        self._columns.changed.connect(self._changed)
        self._sum = label("", wrap=True)
        self._try = button(say("Try it out"))
        self._try.clicked.connect(lambda: self._send(dry_run=True))
        self._progress = QProgressBar()
        self._progress.setAccessibleName(say("Progress"))
        self._progress.hide()
        top = row(self._name, self._kind, None, other, space=16)
        lists = row(Grow(self._columns, 3), Grow(self._problems, 2), space=16)
        foot = row(Grow(self._sum), self._try, space=12)
        return holder(column(top, Grow(holder(lists)), self._progress, foot, space=12))

    # The file

    def _choose(self) -> None:
        title, sheets, others = self.words.say("Import a sheet"), self.words.say("Sheets"), self.words.say("All files")
        kinds = f"{sheets} (*.csv *.tsv *.txt);;{others} (*)"
        chosen = QFileDialog.getOpenFileName(self, title, "", kinds)[0]
        if chosen:
            self.take_file(chosen)

    def take_file(self, file: str) -> None:
        """Read a file and show how its columns are taken."""
        self._file = Path(file)
        self.set_error("")
        self.office.tasks.draw(lambda: look(self._file), self._show, self._failed, owner=self, key="sheet")

    def _failed(self, error: Exception) -> None:
        said = of_sheet_error(error, self.words) if isinstance(error, SheetError) else self.office.sentence(error)
        self.set_error(said or self.words.say("This file cannot be read."))
        self.primary.setEnabled(False)

    def _show(self, looked: _Looked) -> None:
        self._looked = looked
        self._stack.setCurrentIndex(1)
        rows = self.words.count("{n} row", "{n} rows", len(looked.sheet.rows))
        self._name.setText(f"{self._file.name} · {rows}")
        self._kind.choose(looked.mapping.kind)
        self._columns.show_sheet(looked.sheet, looked.mapping)
        self._read()

    def _guess(self, kind: Kind) -> None:
        """Take the rows for something else, and guess again."""
        assert self._looked is not None
        self._show(_Looked(self._looked.sheet, guess_mapping(self._looked.sheet, kind)))

    def _changed(self, mapping: Mapping) -> None:
        assert self._looked is not None
        self._looked = _Looked(self._looked.sheet, mapping)
        self._pause.start()

    def _read(self) -> None:
        """Read the records away from the window."""
        assert self._looked is not None
        sheet, mapping, today = self._looked.sheet, self._looked.mapping, self.office.today
        self.office.tasks.draw(
            lambda: read_records(sheet, mapping, today=today), self._got, self._failed, owner=self, key="records"
        )

    def _got(self, reading: Reading) -> None:
        self._reading = reading
        self._problems.show_problems(reading)
        count = len(reading.records)
        words = self.words
        devices = reading.kind is Kind.DEVICES
        said = (
            words.count("Import {n} device", "Import {n} devices", count)
            if devices
            else words.count("Import {n} client", "Import {n} clients", count)
        )
        self.primary.set_words(said)
        self.primary.setEnabled(count > 0)
        self._try.setEnabled(count > 0)
        self._sum.setText(
            "" if count else words.say("No row gives a record. Say which column holds the tag or the name.")
        )

    # Bringing it in

    def _import(self) -> None:
        self._send(dry_run=False)

    def _send(self, *, dry_run: bool) -> None:
        assert self._reading is not None
        form = Import(self._reading, dry_run=dry_run, source=self._file.name, idem=None if dry_run else self._key)
        self._stopped = False
        self._progress.setRange(0, 0)
        self._progress.show()
        self.set_busy(busy=True)
        by = self.office.by()
        self.office.tasks.run(
            lambda store: importing.import_sheet(store, form, by, lambda _at, _of: not self._stopped),
            self._tried if dry_run else self._imported,
            self._was_refused,
            owner=self,
        )

    def _tried(self, done: Done[Imported]) -> None:
        self._rest()
        self._sum.setText(self.words.say("It would give: {what}", what=self._figures(done.result)))

    def _imported(self, done: Done[Imported]) -> None:
        self._rest()
        self.office.say(self.words.say("Imported: {what}", what=self._figures(done.result)))
        self.office.changed.emit(done.changes)
        self.accept()

    def _was_refused(self, error: Exception) -> None:
        self._rest()
        if isinstance(error, Cancelled):
            self.set_error(self.words.say("Stopped. Nothing was imported."))
            return
        said = self.office.sentence(error)
        self.set_error(said or self.words.say("Nothing was imported."))
        if not said:
            self.office.fail(error)

    def _rest(self) -> None:
        self._progress.hide()
        self.set_busy(busy=False)

    def reject(self) -> None:
        """Stop an import that is under way, else leave."""
        self._stopped = True
        super().reject()

    def _figures(self, made: Imported) -> str:
        count = self.words.count
        parts = [
            count("{n} added", "{n} added", made.added),
            count("{n} updated", "{n} updated", made.updated),
            count("{n} unchanged", "{n} unchanged", made.alike),
        ]
        if made.skipped:
            parts.append(count("{n} row left out", "{n} rows left out", made.skipped))
        if made.loans:
            parts.append(count("{n} open loan", "{n} open loans", made.loans))
        if made.twice:
            parts.append(count("{n} client may be there twice", "{n} clients may be there twice", made.twice))
        return ", ".join(parts)


def look(file: Path) -> _Looked:
    """Read a file and guess what it holds: the kind of which more columns are known.

    Raises:
        SheetError: it is no sheet.
        OSError: it cannot be read.
    """
    sheet = read_sheet(file.read_bytes())
    guesses = [guess_mapping(sheet, kind) for kind in Kind]
    best = max(guesses, key=lambda each: (each.enough, each.preset not in set(Kind), len(each.feeds)))
    return _Looked(sheet, best)
