"""Blocking a client for now: why, and until when. The reason stays on the client's page (product 3.4)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from loanmanager.domain.refusals import ReasonMissing
from loanmanager.sentences import of_refusal
from loanmanager.ui.office import Office
from loanmanager.ui.reading import read_day
from loanmanager.ui.widgets.date_field import DateField
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.layout import column


class BlockDialog(Dialog):
    """Signal: kept(last day of the block or None, reason)."""

    kept = Signal(object, str)

    def __init__(self, office: Office, *, parent: QWidget) -> None:
        self._words, today, say = office.words, office.today, office.words.say
        self._reason = entry()
        self._until = DateField(
            None, show=office.words.day, read=lambda text: read_day(text, today), least=today, calendar=say("Calendar")
        )
        self._field = Field(say("Reason"), self._reason, say("stays on the client’s page"))
        self._day = Field(say("Until"), self._until, say("empty: until it is lifted"))
        super().__init__(
            say("Block"), column(self._field, self._day, space=12), say("Block"), say("Cancel"), parent=parent
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(lambda: self.kept.emit(self._until.value(), self._reason.text().strip()))
        self._reason.setFocus()

    def check(self) -> bool:
        """See that there is a reason, and that the day is one."""
        given, dated = bool(self._reason.text().strip()), self._until.settle()
        self._field.set_error("" if given else of_refusal(ReasonMissing(), self._words))
        self._day.set_error("" if dated else self._words.say("This is not a date."))
        return given and dated
