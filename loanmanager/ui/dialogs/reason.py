"""Asking why: for what is overruled or undone. The reason is kept."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from loanmanager.domain.refusals import ReasonMissing
from loanmanager.sentences import of_refusal
from loanmanager.ui.office import Office
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column


class ReasonDialog(Dialog):
    """One sentence, one field, one button. What was given and not stored is there again when the same is asked once more.

    Signal: given(the reason).
    """

    given = Signal(str)

    def __init__(
        self, office: Office, title: str, text: str, confirm: str, *, leave: str = "", parent: QWidget
    ) -> None:
        say = office.words.say
        self._words = office.words
        self._reason = entry(says=say("Reason"))
        asked = (title, text)
        self._reason.setText(office.unkept.get(asked, ""))
        self._field = Field(say("Reason"), self._reason, say("kept in the history"))
        body = column(label(text, wrap=True), self._field, space=16)
        super().__init__(title, body, confirm, leave or say("Cancel"), parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(lambda: self._give(office, asked))
        self._reason.setFocus()

    def _give(self, office: Office, asked: tuple[str, str]) -> None:
        reason = self._reason.text().strip()
        office.unkept[asked] = reason
        self.given.emit(reason)

    def check(self) -> bool:
        """See that a reason was given."""
        given = bool(self._reason.text().strip())
        self._field.set_error("" if given else of_refusal(ReasonMissing(), self._words))
        return given
