"""What a carrier did with a line: suspended, reactivated or cancelled it, under which number of theirs (product 4.7)."""

from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from loanmanager.domain.lines import LineTask
from loanmanager.domain.refusal import Refusal
from loanmanager.i18n import Words
from loanmanager.operations import lines
from loanmanager.operations.done import Done
from loanmanager.operations.lines import Asked, DoTask
from loanmanager.sentences import of_refusals
from loanmanager.ui.office import Office
from loanmanager.ui.undo import ask_undo
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column


class CarrierDialog(Dialog):
    """The carrier's reference and a note, both optional; Enter records."""

    def __init__(self, office: Office, line_id: int, name: str, task: LineTask, *, parent: QWidget) -> None:
        self.office, self.words, self._beneath = office, office.words, parent
        self._line_id, self._task, self._key = line_id, task, uuid4().hex
        say = office.words.say
        title, hint, confirm = _said(task, name, office.words)
        self._reference, self._note = entry(), entry()
        body = column(
            label(hint, "muted", wrap=True),
            Field(say("Carrier’s reference"), self._reference, say("optional")),
            Field(say("Note"), self._note, say("optional")),
            space=12,
        )
        super().__init__(title, body, confirm, say("Cancel"), parent=parent, waits=True, danger=task is LineTask.CANCEL)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._save)
        self._reference.setFocus()

    def _save(self) -> None:
        form = DoTask(self._line_id, self._task, self._reference.text(), self._note.text(), self._key)
        self.office.do(self, lambda store, by: lines.do_task(store, form, by), self._saved, self._refused)

    def _saved(self, done: Done[Asked]) -> None:
        office, beneath, entry_id = self.office, self._beneath, done.entry_id
        self.accept()
        office.say(
            done_words(done.result, office.words),
            (office.words.say("Undo"), lambda: ask_undo(office, entry_id, beneath)),
        )

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        self.set_error(of_refusals(reasons, self.words))


def done_words(asked: Asked, words: Words) -> str:
    """Return that a carrier did what was asked."""
    return {
        LineTask.SUSPEND: words.say("Line {name} is suspended", name=asked.name),
        LineTask.REACTIVATE: words.say("Line {name} is active again", name=asked.name),
        LineTask.CANCEL: words.say("Line {name} is cancelled", name=asked.name),
    }[LineTask(asked.task)]


def _said(task: LineTask, name: str, words: Words) -> tuple[str, str, str]:
    """Return the title, the hint and the button."""
    say = words.say
    here = say("Ask the carrier first, by phone or on their site. What is recorded here changes nothing there.")
    return {
        LineTask.SUSPEND: (say("Suspend line {name}", name=name), here, say("It is suspended")),
        LineTask.REACTIVATE: (say("Reactivate line {name}", name=name), here, say("It is active")),
        LineTask.CANCEL: (
            say("Cancel line {name}", name=name),
            say("The contract ends, and the number with it. Ask the carrier first."),
            say("It is cancelled"),
        ),
    }[task]
