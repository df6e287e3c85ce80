"""One's own PIN: the one now, the new one, and once more."""

from uuid import uuid4

from PySide6.QtWidgets import QWidget

from loanmanager.domain.refusal import Refusal
from loanmanager.domain.signing_in import SHORTEST
from loanmanager.operations import signing_in
from loanmanager.operations.done import Done
from loanmanager.operations.signing_in import SignedIn
from loanmanager.ui.door.new_pin import hidden
from loanmanager.ui.office import Office
from loanmanager.ui.pages.settings.section import say_beside
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column


class OwnPin(Dialog):
    """Changes the PIN of whoever is at the desk; the first one of all makes the office ask who is there."""

    def __init__(self, office: Office, *, parent: QWidget) -> None:
        self.office, self.words, self._key = office, office.words, uuid4().hex
        say, me = office.words.say, office.by().staff_id
        self._has_one = me in office.view.with_pin
        self._old, self._new, self._again = hidden(), hidden(), hidden()
        hint = say("{least} characters or more", least=SHORTEST)
        self.fields = {
            "pin": Field(say("The one you have now"), self._old),
            "new_pin": Field(say("New PIN or password"), self._new, hint),
            "again": Field(say("Once more"), self._again),
        }
        self.fields["pin"].setVisible(self._has_one)
        told = say("From then on the program asks who is there when it starts and after a break.")
        about = [] if office.view.asks_pin else [label(told, "muted", wrap=True)]
        title = say("PIN of {name}", name=office.staff_name)
        body = column(*about, *self.fields.values(), space=12)
        super().__init__(title, body, say("Keep it"), say("Cancel"), parent=parent, waits=True)
        self.confirmed.connect(self._save)
        (self._old if self._has_one else self._new).setFocus()

    def check(self) -> bool:
        """See that the new one was typed twice."""
        for each in self.fields.values():
            each.set_error("")
        alike = self._new.text() == self._again.text()
        if not alike:
            self.fields["again"].set_error(self.words.say("This is not the same as above."))
            self._again.setFocus()
        return alike

    def _save(self) -> None:
        old, new, key = self._old.text(), self._new.text(), self._key
        self.office.do(
            self, lambda store, by: signing_in.set_pin(store, old, new, by, idem=key), self._saved, self._refused
        )

    def _saved(self, _done: Done[SignedIn]) -> None:
        self.office.say(self.words.say("Your PIN is kept"))
        self.accept()

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        self.set_busy(busy=False)  # before a field takes the focus
        self.set_error(say_beside(reasons, self.fields, self.words))
