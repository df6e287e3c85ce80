"""Who read a version of the wording for the agency: a lawyer, a legal clinic, a board."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from loanmanager.domain.refusals import Missing
from loanmanager.sentences import of_refusal
from loanmanager.ui.office import Office
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column


class ReviewerDialog(Dialog):
    """One sentence, one name, one button. Signal: given(the name)."""

    given = Signal(str)

    def __init__(self, office: Office, version: int, *, parent: QWidget) -> None:
        say = office.words.say
        self._words = office.words
        self.name = entry()
        self._field = Field(say("Reviewed by"), self.name, say("kept with the version"))
        text = say(
            "Agreements made from now on no longer call version {n} a draft. Those that were made stay as they are.",
            n=version,
        )
        body = column(label(text, wrap=True), self._field, space=16)
        title = say("Version {n} was reviewed?", n=version)
        super().__init__(title, body, say("Mark as reviewed"), say("Cancel"), parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(lambda: self.given.emit(self.name.text().strip()))
        self.name.setFocus()

    def check(self) -> bool:
        """See that somebody is named."""
        given = bool(self.name.text().strip())
        self._field.set_error("" if given else of_refusal(Missing("reviewed_by"), self._words))
        return given
