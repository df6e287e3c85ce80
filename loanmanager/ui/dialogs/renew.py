"""Renewing a loan: the policy's date is proposed, what stands against it is said beside it (product 4.4)."""

from datetime import date
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from loanmanager.domain import lending
from loanmanager.domain.loans import Loan
from loanmanager.domain.refusals import ReasonMissing, Refusal
from loanmanager.operations import renewing
from loanmanager.operations.done import Done
from loanmanager.operations.renewing import Renewed
from loanmanager.sentences import of_refusal, of_refusals
from loanmanager.storage import search
from loanmanager.ui.office import Office
from loanmanager.ui.reading import read_day
from loanmanager.ui.undo import ask_undo
from loanmanager.ui.widgets.date_field import DateField
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column


class RenewDialog(Dialog):
    """Moves the due date of everything still out on a loan."""

    def __init__(self, office: Office, loan: Loan, *, parent: QWidget) -> None:
        self.office, self.words, self._loan, self._beneath = office, office.words, loan, parent
        self._types = tuple(item.device.type for item in loan.open_items)
        self._key, self._awaited = uuid4().hex, tuple[str, ...]()
        say, today = office.words.say, office.today
        due = loan.due or today
        proposed = lending.renewed_due(self._types, due, office.view.rules, today)
        self._due = DateField(
            proposed,
            show=self.words.day,
            read=lambda text: read_day(text, today),
            least=today,
            calendar=say("Calendar"),
        )
        self._field = Field(say("New due date"), self._due, say("was {day}", day=self.words.day(due)))
        self._reason = entry(says=say("Reason"))
        self._reason_field = Field(say("Reason"), self._reason, say("to renew anyway; kept in the history"))
        tags = office.words.list([item.device.tag for item in loan.open_items])
        body = column(
            label(tags, "mono", wrap=True), label(self._left(), "muted"), self._field, self._reason_field, space=12
        )
        super().__init__(
            say("Renew loan {number}", number=loan.number), body, say("Renew"), say("Cancel"), parent=parent, waits=True
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._save)
        self._due.changed.connect(lambda _: self._ask())
        self._due.unreadable.connect(lambda _: self._field.set_error(self.words.say("This is not a date.")))
        self._ask()
        self._due.setFocus()

    def _left(self) -> str:
        allowed = lending.renewals_in_all(self._types, self.office.view.rules.policy, self._loan.renewals)
        used, left = self._loan.renewed, max(0, allowed - self._loan.renewed)
        said = self.words.count("{n} renewal left", "{n} renewals left", left)
        return f"{self.words.count('renewed {n} time', 'renewed {n} times', used)} · {said}" if used else said

    def check(self) -> bool:
        """See that the date can be read, and that there is a reason where one is needed."""
        if not (self._due.settle() and self._due.value()):
            self._field.set_error(self.words.say("This is not a date."))
            return False
        missing = bool(self._against()) and not self._reason.text().strip()
        self._reason_field.set_error(of_refusal(ReasonMissing(), self.words) if missing else "")
        return not missing

    def _against(self) -> tuple[Refusal, ...]:
        new: date = self._due.value() or self.office.today
        due = self._loan.due or self.office.today
        loan = self._loan
        asked = lending.Renewal(loan.number, due, new, loan.renewed, self._types, loan.renewals, self._awaited)
        return lending.against_renewal(asked, self.office.view.rules, self.office.today)

    def _ask(self) -> None:
        """Ask whether somebody waits before the new date, and look anew."""
        until, id_, today = self._due.value(), self._loan.id, self.office.today
        self._look()
        if until:
            self.office.ask(
                self, lambda store: search.awaited(store, id_, today=today, until=until), self._waited, key="awaited"
            )

    def _waited(self, tags: tuple[str, ...]) -> None:
        self._awaited = tags
        self._look()

    def _look(self) -> None:
        """Say what stands against the date, and offer to overrule it where that may be."""
        reasons = self._against()
        self._field.set_error(of_refusals(reasons, self.words))
        may = self.office.may_overrule(reasons)
        self._reason_field.setVisible(may)
        self.primary.setEnabled(may or not reasons)

    def _save(self) -> None:
        form = renewing.Renew(self._loan.id, self._due.value(), self._reason.text(), self._key)
        self.office.do(self, lambda store, by: renewing.renew(store, form, by), self._saved, self._refused)

    def _saved(self, done: Done[Renewed]) -> None:
        office, say, result = self.office, self.words.say, done.result
        parent, entry_id = self._beneath, done.entry_id
        self.accept()
        office.say(
            say("Loan {number} is due {day}", number=result.number, day=self.words.day(date.fromisoformat(result.due))),
            (say("Undo"), lambda: ask_undo(office, entry_id, parent)),
            (say("Open the addendum"), lambda: office.go("paper", result.paper_id)),
        )

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        self.set_error(of_refusals(reasons, self.words))
