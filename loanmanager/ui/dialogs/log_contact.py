"""Noting a contact: how a client was reached, what came of it, and a word about it."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from loanmanager.domain.chasing import OUTCOMES, Outcome, Way
from loanmanager.domain.letters import NoticeFacts
from loanmanager.domain.notices import Stage
from loanmanager.domain.refusal import Refusal
from loanmanager.operations import contacting, letters
from loanmanager.operations.contacting import Contacted, LogContact
from loanmanager.operations.done import Done
from loanmanager.sentences import of_refusals
from loanmanager.sentences.notices import of_outcome, of_way
from loanmanager.ui.office import Office
from loanmanager.ui.undo import ask_undo
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field, note
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import bed, column, holder, refill
from loanmanager.ui.widgets.segments import Segments

_WAYS = (Way.CALL, Way.IN_PERSON, Way.TEXT, Way.EMAIL, Way.LETTER)


@dataclass(frozen=True, slots=True)
class About:
    """Whom a contact is with. With a loan, its due date and a stage, it is a call that gives that notice."""

    client_id: int
    name: str
    phones: tuple[str, ...] = ()
    may_leave_message: bool = True
    loan_id: int | None = None
    due: date | None = None
    stage: Stage | None = None


class LogContactDialog(Dialog):
    """How, outcome, note; for a notice, what to say. Signal: logged(outcome) once it is kept."""

    logged = Signal(str)

    def __init__(self, office: Office, about: About, *, parent: QWidget) -> None:
        self.office, self.words, self._about, self._beneath = office, office.words, about, parent
        self._key = uuid4().hex
        say, call = office.words.say, about.stage is not None
        ways = [(str(each), of_way(each, office.words)) for each in _WAYS]
        self.way = Segments(say("How"), ways, Way.CALL)
        self.way.chosen.connect(lambda _: self._show_outcomes())
        self._place = column(space=0)
        self.outcome: Segments
        self._told = label("", wrap=True)
        self._say = bed("window", column(self._told, margins=12))
        self._say.setVisible(False)
        self.note = note(lines=2)
        under = " · ".join((about.name, *about.phones))
        body = column(
            label(under, "muted", wrap=True),
            self._say,
            *([] if call else [Field(say("How"), self.way)]),
            holder(self._place),
            Field(say("Note"), self.note, say("optional")),
            space=12,
        )
        title, primary = (say("Log a call"), say("Log the call")) if call else (say("Log a contact"), say("Log it"))
        super().__init__(title, body, primary, say("Cancel"), parent=parent, waits=True, width=640)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._save)
        self._show_outcomes()
        next(
            each for each in (self.outcome if call else self.way).findChildren(QPushButton) if each.isChecked()
        ).setFocus()
        if about.loan_id is not None and call:
            by, loan_id = office.by(), about.loan_id
            office.ask(self, lambda store: letters.preview(store, loan_id, by), self._show_words)

    def _show_words(self, facts: NoticeFacts | None) -> None:
        """Show what to say, in the client's language."""
        if facts is None:
            return
        say = self.words.say
        first = (
            say("First make sure that you are speaking with {name}.", name=facts.borrower.name)
            if facts.discreet
            else ""
        )
        self._told.setText("\n\n".join(part for part in (first, facts.short) if part))
        self._say.show()

    def _show_outcomes(self) -> None:
        """Offer what may come of the way that was chosen; no message where none may be left."""
        say, way = self.words.say, Way(self.way.value())
        options = [(str(each), of_outcome(each, self.words)) for each in OUTCOMES[way]]
        self.outcome = Segments(say("What came of it"), options, options[0][0])
        if way is Way.CALL and not self._about.may_leave_message:
            reason = say("No message may be left for this client.")
            self.outcome.set_allowed(Outcome.LEFT_MESSAGE, False, reason)
        hint = "" if self._about.may_leave_message or way is not Way.CALL else say("leave no message")
        refill(self._place, Field(say("What came of it"), self.outcome, hint))

    def _save(self) -> None:
        about, way, outcome = self._about, Way(self.way.value()), Outcome(self.outcome.value())
        form = LogContact(
            about.client_id,
            way,
            outcome,
            self.note.toPlainText(),
            about.loan_id,
            about.due,
            about.stage,
            self._key,
        )
        self.office.do(self, lambda store, by: contacting.log_contact(store, form, by), self._saved, self._refused)

    def _saved(self, done: Done[Contacted]) -> None:
        office, say, beneath, entry_id = self.office, self.words.say, self._beneath, done.entry_id
        self.logged.emit(done.result.outcome)
        self.accept()
        outcome = of_outcome(done.result.outcome, self.words)
        office.say(
            say(
                "{way} with {client} logged: {outcome}",
                way=of_way(done.result.way, self.words),
                client=done.result.client,
                outcome=outcome[:1].lower() + outcome[1:],
            ),
            (say("Undo"), lambda: ask_undo(office, entry_id, beneath)),
        )

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        self.set_error(of_refusals(reasons, self.words))
