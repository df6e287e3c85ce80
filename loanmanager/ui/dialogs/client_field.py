"""A field that finds one client: half a name, a file number or a card, then the arrow keys and Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit

from loanmanager.storage import search
from loanmanager.ui.theme import dress

if TYPE_CHECKING:
    from loanmanager.storage.search import ClientRow
    from loanmanager.ui.office import Office

_MATCHES = 8


class ClientField(QLineEdit):
    """What is typed is searched for; a client is chosen from the list below, or by being the only one who fits.

    Signal: chosen(id, None where what stands there is nobody yet).
    """

    chosen = Signal(object)

    def __init__(self, office: Office, *, says: str, placeholder: str = "") -> None:
        super().__init__()
        self._office, self._id, self._found = office, 0, dict[str, int]()
        self.setAccessibleName(says)
        self.setPlaceholderText(placeholder)
        self._model = QStringListModel(self)
        self._list = QCompleter(self._model, self)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.activated.connect(self._pick)
        self.setCompleter(self._list)
        self.textEdited.connect(self._edited)

    def value(self) -> int | None:
        """Return the client who is chosen, or the only one who fits what was typed."""
        if self._id:
            return self._id
        return next(iter(self._found.values())) if len(self._found) == 1 else None

    def set_client(self, id_: int, name: str) -> None:
        """Choose a client."""
        self._id = id_
        self.setText(name)
        self.chosen.emit(id_)

    def _edited(self, text: str) -> None:
        self._id, self._found = 0, {}
        self.chosen.emit(None)
        today = self._office.today
        self._office.ask(
            self,
            lambda store: search.client_rows(store, today=today, text=text, limit=_MATCHES) if text.strip() else (),
            self._show,
            key="client field",
        )

    def _show(self, rows: tuple[ClientRow, ...]) -> None:
        if self._id:  # chosen meanwhile
            return
        self._found = {f"{row.name} · {row.file_number}": row.id for row in rows}
        self._model.setStringList(list(self._found))
        if rows and self.hasFocus():
            popup = self._list.popup()
            if popup is not None:
                dress(popup)  # a window of its own
            self._list.complete()

    def _pick(self, words: str) -> None:
        if words in self._found:
            self.set_client(self._found[words], words)
