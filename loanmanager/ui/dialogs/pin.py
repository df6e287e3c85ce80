"""The PIN and PUK of a line, as they are printed on the SIM's card."""

from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from loanmanager.domain.refusal import Refusal
from loanmanager.operations import line_secrets
from loanmanager.operations.done import Done
from loanmanager.operations.line_secrets import Secrets
from loanmanager.sentences import of_refusals
from loanmanager.ui.office import Office
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, row


class PinDialog(Dialog):
    """Both fields, empty: what is kept is shown elsewhere, and only when asked for."""

    def __init__(self, office: Office, line_id: int, name: str, *, parent: QWidget) -> None:
        self.office, self.words, self._line_id, self._key = office, office.words, line_id, uuid4().hex
        say = office.words.say
        self._pin, self._puk = entry(), entry()
        told = say("Whatever is kept now is replaced. The history says that they were changed, not to what.")
        body = column(
            label(told, "muted", wrap=True),
            row(Grow(Field(say("PIN"), self._pin)), Grow(Field(say("PUK"), self._puk)), space=12),
            space=12,
        )
        title = say("PIN and PUK of line {name}", name=name)
        super().__init__(title, body, say("Keep them"), say("Cancel"), parent=parent, waits=True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._save)
        self._pin.setFocus()

    def _save(self) -> None:
        kept, key = Secrets(self._line_id, self._pin.text(), self._puk.text()), self._key
        self.office.do(
            self, lambda store, by: line_secrets.keep_pin(store, kept, by, idem=key), self._saved, self._refused
        )

    def _saved(self, _done: Done[Secrets]) -> None:
        self.office.say(self.words.say("PIN and PUK kept"))
        self.accept()

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        self.set_error(of_refusals(reasons, self.words))
