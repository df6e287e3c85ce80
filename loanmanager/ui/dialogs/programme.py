"""A new programme: its name is all it needs."""

from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from loanmanager.domain.refusals import Missing, Refusal
from loanmanager.operations import programmes
from loanmanager.operations.done import Done
from loanmanager.operations.programmes import Kept
from loanmanager.sentences import of_refusal, of_refusals
from loanmanager.ui.office import Office
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.layout import column


class ProgrammeDialog(Dialog):
    """Signal: added(programme id)."""

    added = Signal(int)

    def __init__(self, office: Office, typed: str = "", *, parent: QWidget) -> None:
        self.office, self.words, self._key = office, office.words, uuid4().hex
        say = office.words.say
        self.name = entry(typed)
        self._field = Field(say("Name"), self.name, say("a course, a club, a project"))
        body = column(self._field)
        super().__init__(say("New programme"), body, say("Add the programme"), say("Cancel"), parent=parent, waits=True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._save)
        self.name.setFocus()

    def check(self) -> bool:
        """See that there is a name."""
        named = bool(self.name.text().strip())
        self._field.set_error("" if named else of_refusal(Missing("name"), self.words))
        return named

    def _save(self) -> None:
        name, key = self.name.text(), self._key
        self.office.do(
            self, lambda store, by: programmes.add_programme(store, name, by, idem=key), self._saved, self._refused
        )

    def _saved(self, done: Done[Kept]) -> None:
        self.accept()
        self.office.say(self.words.say("{name} added", name=done.result.name))
        self.added.emit(done.result.id)

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        self.set_busy(busy=False)
        self._field.set_error(of_refusals(reasons, self.words))
