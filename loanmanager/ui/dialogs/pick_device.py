"""Naming a device: scanned, or typed by tag, serial or IMEI."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from loanmanager.domain.refusals import NoSuch
from loanmanager.sentences import of_refusal
from loanmanager.storage import search
from loanmanager.storage.search import Match
from loanmanager.ui.office import Office
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.layout import column


class PickDeviceDialog(Dialog):
    """One field; a scanner's Enter confirms it. Signal: picked(the device's id)."""

    picked = Signal(int)

    def __init__(self, office: Office, *, parent: QWidget) -> None:
        self._office, say = office, office.words.say
        self._typed = entry()
        self._field = Field(say("Device"), self._typed, say("scan it, or type its tag or serial"))
        super().__init__(
            say("Which device?"),
            column(self._field),
            say("Next"),
            say("Cancel"),
            parent=parent,
            width=400,
            waits=True,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._look)
        self._typed.setFocus()

    def check(self) -> bool:
        """See that something was typed."""
        return bool(self._typed.text().strip())

    def _look(self) -> None:
        typed, today = self._typed.text().strip(), self._office.today
        self._office.ask(self, lambda store: search.find(store, typed, today), self._found)

    def _found(self, match: Match | None) -> None:
        self.set_busy(busy=False)
        if match is None or match.device is None:
            self._field.set_error(of_refusal(NoSuch("device", self._typed.text().strip()), self._office.words))
            self._typed.setFocus()
            self._typed.selectAll()
            return
        found = match.device.id
        self.accept()
        self.picked.emit(found)
