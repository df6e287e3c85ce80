"""Deciding who pays for an incident, and what became of a charge (product 4.8)."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from loanmanager.domain.incidents import Charge, ChargeState, Decision, Incident
from loanmanager.domain.refusals import ReasonMissing
from loanmanager.operations import deciding
from loanmanager.operations.deciding import Decide, Settle
from loanmanager.operations.done import By, Done
from loanmanager.sentences import of_refusal
from loanmanager.sentences.happened import of_kind
from loanmanager.storage.search import Store
from loanmanager.ui.dialogs.sending import SendingDialog
from loanmanager.ui.office import Office
from loanmanager.ui.reading import read_money, show_money
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, holder, row
from loanmanager.ui.widgets.segments import Segments
from loanmanager.ui.widgets.suggest import Suggest


class DecideDialog(SendingDialog):
    """Charge nothing, with a reason, or an amount. What the policy says is proposed."""

    def __init__(self, office: Office, incident: Incident, *, parent: QWidget) -> None:
        self._incident = incident
        words, say, policy = office.words, office.words.say, office.view.rules.policy
        self._currency = office.view.office.currency
        charges = policy.charges.replacement and incident.client_id is not None
        waive, charge = Decision.WAIVE.value, Decision.CHARGE.value
        options = [(waive, say("Waive")), (charge, say("Charge"))]
        self._how = Segments(say("Decision"), options, charge if charges else waive)
        self._how.set_allowed(charge, incident.client_id is not None, say("Nobody had it."))
        self._how.chosen.connect(lambda _: self._show())
        self._amount = entry(show_money(incident.cost, self._currency, words))
        reasons = (
            say("Our policy charges nothing"),
            say("Ordinary wear"),
            say("Hardship"),
            say("Settled by insurance"),
        )
        self._reason = Suggest(reasons, "" if charges else reasons[0], opens=say("Show suggestions"))
        self._amount_field = Field(say("Amount"), self._amount)
        self._reason_field = Field(say("Reason"), self._reason, say("kept in the history"))
        what = f"{incident.number} · {of_kind(incident.kind, words)} · {incident.what}"
        cost = show_money(incident.cost, self._currency, words)
        body = column(
            label(what, "muted", wrap=True),
            *([label(say("Replacement {amount}.", amount=cost), wrap=True)] if cost else []),
            Field(say("Decision"), holder(row(self._how, None))),
            self._amount_field,
            self._reason_field,
            space=12,
        )
        super().__init__(office, say("Who pays?"), body, say("Decide"), parent=parent)
        self.beside = {"amount": self._amount_field, "reason": self._reason_field, "ReasonMissing": self._reason_field}
        self._show()
        self.primary.setFocus()

    @property
    def _charges(self) -> bool:
        return self._how.value() == Decision.CHARGE

    def _show(self) -> None:
        say = self.words.say
        self._amount_field.setVisible(self._charges)
        self._reason_field.set_hint(say("optional") if self._charges else say("kept in the history"))
        self.primary.set_words(say("Charge it") if self._charges else say("Waive and close"))

    def check(self) -> bool:
        """See that the amount is one, and that a waiver says why."""
        try:
            amount = read_money(self._amount.text()) or 0
        except ValueError:
            amount = 0
        wrong = self._charges and amount <= 0
        self._amount_field.set_error(self.words.say("Write an amount like 450.00.") if wrong else "")
        silent = not self._charges and not self._reason.text().strip()
        self._reason_field.set_error(of_refusal(ReasonMissing(), self.words) if silent else "")
        return not wrong and not silent

    def operation(self) -> Callable[[Store, By], Done[Any]]:
        """Return the decision."""
        amount = read_money(self._amount.text()) if self._charges else None
        how = Decision(self._how.value())
        form = Decide(self._incident.id, how, amount, self._reason.text(), idem=self.key)
        return partial(_decide, form)

    def told(self, done: Done[Any]) -> str:
        """Return what was decided."""
        result = done.result
        if result.decision == Decision.CHARGE:
            amount = self.words.money(result.amount, self._currency)
            return self.words.say("{number}: {amount} charged", number=result.number, amount=amount)
        return self.words.say("{number}: nothing is charged", number=result.number)


class SettleDialog(SendingDialog):
    """A charge was paid, or is waived with a reason."""

    def __init__(self, office: Office, charge: Charge, *, parent: QWidget) -> None:
        self._charge = charge
        say = office.words.say
        self._amount = office.words.money(charge.amount, office.view.office.currency)
        self._paid = say("Mark {amount} paid", amount=self._amount)
        options = [(ChargeState.PAID.value, say("Paid")), (ChargeState.WAIVED.value, say("Waived"))]
        self._how = Segments(say("What became of it"), options, ChargeState.PAID)
        self._how.chosen.connect(lambda _: self._show())
        self._note = entry()
        self._field = Field(say("Note"), self._note)
        body = column(
            label(f"{self._amount} · {charge.what}", "strong", wrap=True),
            Field(say("What became of it"), holder(row(self._how, None))),
            self._field,
            space=12,
        )
        super().__init__(office, say("Settle the charge"), body, self._paid, parent=parent)
        self.beside = {"note": self._field, "ReasonMissing": self._field}
        self._show()
        self._note.setFocus()

    def _show(self) -> None:
        say, paid = self.words.say, self._how.value() == ChargeState.PAID
        self._field.set_hint(say("optional: cash, receipt number…") if paid else say("why; kept in the history"))
        self.primary.set_words(self._paid if paid else say("Waive {amount}", amount=self._amount))

    def check(self) -> bool:
        """See that a waiver says why."""
        silent = self._how.value() == ChargeState.WAIVED and not self._note.text().strip()
        self._field.set_error(of_refusal(ReasonMissing(), self.words) if silent else "")
        return not silent

    def operation(self) -> Callable[[Store, By], Done[Any]]:
        """Return what became of the charge."""
        return partial(_settle, Settle(self._charge.id, ChargeState(self._how.value()), self._note.text(), self.key))

    def told(self, done: Done[Any]) -> str:
        """Return what became of it."""
        if done.result.state == ChargeState.PAID:
            return self.words.say("{amount} paid", amount=self._amount)
        return self.words.say("{amount} waived", amount=self._amount)


def _decide(form: Decide, store: Store, by: By) -> Done[Any]:
    return deciding.decide(store, form, by)


def _settle(form: Settle, store: Store, by: By) -> Done[Any]:
    return deciding.settle(store, form, by)
