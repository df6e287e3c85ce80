"""Safe contact: which ways of reaching a client are safe, and whether the agency may be named (product 3.2)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from loanmanager.domain.clients import Channel, Client
from loanmanager.ui.office import Office
from loanmanager.ui.pages.client_parts import ICONS, channel_words
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, line


class ContactDialog(Dialog):
    """A tick for each channel, and one for discretion. Signal: kept(frozenset of Channel, discreet)."""

    kept = Signal(object, bool)

    def __init__(self, office: Office, client: Client, *, parent: QWidget) -> None:
        words, say = office.words, office.words.say
        self._ticks: dict[Channel, QCheckBox] = {}
        for channel in ICONS:
            self._ticks[channel] = QCheckBox(channel_words(channel, words, allowed=True))
            self._ticks[channel].setChecked(channel in client.allowed)
        self._discreet = QCheckBox(say("Discreet: never name the agency"))
        self._discreet.setChecked(client.discreet)
        text = label(say("Tick the ways that are safe. Reminders use no other."), "muted", wrap=True)
        body = column(text, *self._ticks.values(), line(), self._discreet, space=8)
        super().__init__(say("Safe contact"), body, say("Keep"), say("Cancel"), parent=parent, width=400)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._keep)

    def _keep(self) -> None:
        allowed = frozenset(channel for channel, tick in self._ticks.items() if tick.isChecked())
        self.kept.emit(allowed, self._discreet.isChecked())
