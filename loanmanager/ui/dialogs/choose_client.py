"""Choosing one client by name, file number or card."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from loanmanager.ui.dialogs.client_field import ClientField
from loanmanager.ui.office import Office
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field
from loanmanager.ui.widgets.layout import column


class ChooseClientDialog(Dialog):
    """Signal: given(client id)."""

    given = Signal(int)

    def __init__(self, office: Office, title: str, confirm: str, *, without: int = 0, parent: QWidget) -> None:
        say = office.words.say
        self._words, self._without = office.words, without
        self.client = ClientField(office, says=say("Client"), placeholder=say("Name, file number or card"))
        self._field = Field(say("Client"), self.client)
        super().__init__(title, column(self._field), confirm, say("Cancel"), parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(lambda: self.given.emit(self.client.value() or 0))
        self.client.setFocus()

    def check(self) -> bool:
        """See that somebody else was chosen."""
        say, chosen = self._words.say, self.client.value()
        said = "" if chosen else say("Type a name and choose the client from the list.")
        if chosen and chosen == self._without:
            said = say("This is the same record. Choose the other one.")
        self._field.set_error(said)
        return not said
