"""What the client's page says and does where somebody may be there twice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from loanmanager.sentences.clients import of_shared
from loanmanager.storage import search
from loanmanager.storage.search import Alike, ClientCard
from loanmanager.ui.dialogs.choose_client import ChooseClientDialog
from loanmanager.ui.dialogs.merge import MergeDialog
from loanmanager.ui.office import Office
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.layout import row
from loanmanager.ui.widgets.notice import Notice


class Twice(QWidget):
    """A notice with the other record, hidden where there is none. Signal: settled(id of the client to show)."""

    settled = Signal(int)

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office, self.words = office, office.words
        self._card: ClientCard | None = None
        self._alike: tuple[Alike, ...] = ()
        say = office.words.say
        self.compare = button(say("Compare"), "link", flush="right", says=say("Compare the two records"))
        self.compare.clicked.connect(self._compare)
        office.allow("merge", self.compare)
        self.notice = Notice("todo", "users", "", self.compare)
        self.setLayout(row(self.notice, space=0))
        self.hide()

    def show_alike(self, card: ClientCard, alike: tuple[Alike, ...]) -> None:
        """Say who may be the same person as this client: of several, the one who shares most."""
        self._card, self._alike = card, alike
        self.setVisible(bool(alike))
        if alike:
            other, words = alike[0].client, self.words
            said = " · ".join((other.file_number, of_shared(alike[0].shared, words)))
            self.notice.set_text(said, words.say("May be there twice"))

    def choose(self) -> None:
        """Ask for the other record, where the names differ and nobody noticed."""
        say, mine = self.words.say, self._card.client.id if self._card else 0
        title = say("Merge with which record?")
        dialog = ChooseClientDialog(
            self.office, title, say("Compare"), without=mine, parent=self.parentWidget() or self
        )
        dialog.given.connect(self._compare_with)
        dialog.open()

    def _compare(self) -> None:
        for alike in self._alike[:1]:
            self._compare_with(alike.client.id)

    def _compare_with(self, other_id: int) -> None:
        """Put this record beside another one, to be merged or told apart."""

        def opened(other: ClientCard | None) -> None:
            if other is not None and self._card is not None:
                dialog = MergeDialog(self.office, self._card, other, parent=self.parentWidget() or self)
                dialog.settled.connect(self.settled)
                dialog.open()

        self.office.ask(self, lambda store: search.client_card(store, other_id), opened)
