"""Moving a line: the SIM goes from one device to another (product 2.3)."""

from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from loanmanager.domain.refusals import Missing, Refusal
from loanmanager.operations import lines
from loanmanager.operations.done import By, Done
from loanmanager.operations.inventory import Saved
from loanmanager.operations.lines import MoveLine
from loanmanager.sentences import of_refusal, of_refusals
from loanmanager.storage import search
from loanmanager.storage.search import LineRow, Store
from loanmanager.ui.dialogs.line import device_named
from loanmanager.ui.office import Office
from loanmanager.ui.undo import ask_undo
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column
from loanmanager.ui.widgets.suggest import Suggest


class MoveLineDialog(Dialog):
    """The tag of the device that the SIM goes into, scanned or chosen among those without one."""

    def __init__(self, office: Office, row: LineRow, *, parent: QWidget) -> None:
        self.office, self.words, self._row, self._beneath = office, office.words, row, parent
        self._key = uuid4().hex
        say = office.words.say
        now = say("It is in {tag} now.", tag=row.tag) if row.tag else say("It is in no device now.")
        self._device, self._note = Suggest((), opens=say("Show suggestions")), entry()
        self._field = Field(say("Into the device"), self._device, say("scan or type its tag"))
        body = column(label(now, "muted"), self._field, Field(say("Note"), self._note, say("optional")), space=12)
        title = say("Move line {name}", name=row.name)
        super().__init__(title, body, say("Move it"), say("Cancel"), parent=parent, waits=True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._save)
        self.office.ask(self, search.line_choices, lambda c: self._device.set_options([r.tag for r in c.devices]))
        self._device.setFocus()

    def check(self) -> bool:
        """See that a device was named."""
        named = bool(self._device.text().strip())
        self._field.set_error("" if named else of_refusal(Missing("tag"), self.words))
        return named

    def _save(self) -> None:
        line_id, tag, note, key = self._row.id, self._device.text().strip(), self._note.text(), self._key

        def move(store: Store, by: By) -> Done[Saved]:
            return lines.move_line(store, MoveLine(line_id, device_named(store, tag, by), note, key), by)

        self.office.do(self, move, self._saved, self._refused)

    def _saved(self, done: Done[Saved]) -> None:
        office, beneath, entry_id = self.office, self._beneath, done.entry_id
        self.accept()
        office.say(
            office.words.say("Line {name} moved", name=done.result.name),
            (office.words.say("Undo"), lambda: ask_undo(office, entry_id, beneath)),
        )

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        self.set_error("")
        self._field.set_error(of_refusals(reasons, self.words))
        self._device.setFocus()
