"""Who may be the same person as somebody about to be added: each with what is the same, and a way to open them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from loanmanager.i18n import Words
from loanmanager.sentences.clients import of_shared
from loanmanager.storage.search import Alike
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.layout import column, refill
from loanmanager.ui.widgets.notice import Notice

_MOST = 3  # more of one name are looked up on the clients page


class AlikeList(QWidget):
    """Hidden where there is nobody. Signal: opened(client id)."""

    opened = Signal(int)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.found: tuple[Alike, ...] = ()
        self._list: QVBoxLayout = column(space=8)
        self.setLayout(self._list)
        self.hide()

    def show_alike(self, found: tuple[Alike, ...]) -> None:
        """Show others."""
        self.found = found[:_MOST]
        refill(self._list, *(self._one(each) for each in self.found))
        self.setVisible(bool(found))

    def _one(self, alike: Alike) -> QWidget:
        client, words = alike.client, self._words
        born = words.short_day(client.birth_date) if client.birth_date else ""
        phones = (each.replace(" ", "\u00a0") for each in client.phones)  # a number is not broken over two lines
        about = (client.file_number, born, *phones, client.email)
        strong = words.say("{name}: {shared}", name=client.listed_name, shared=of_shared(alike.shared, words))
        said = words.say("Open {name}", name=f"{client.listed_name}, {client.file_number}")
        opens = button(words.say("Open this one"), "link", says=said)
        opens.clicked.connect(lambda: self.opened.emit(client.id))
        return Notice("todo", "users", " · ".join(part for part in about if part), opens, strong=strong)
