"""The base of dialogs that send their own form: they stay, busy, until it is on the disk, and nothing typed is lost."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QWidget

from loanmanager.domain.refusal import Refusal
from loanmanager.operations.done import By, Done
from loanmanager.sentences import of_refusal
from loanmanager.storage.search import Store
from loanmanager.ui.office import Office
from loanmanager.ui.undo import ask_undo
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field

Link = tuple[str, Callable[[], None]]


class SendingDialog(Dialog):
    """A form of one operation. A subclass lays it out, then says what is sent and what was done.

    `beside` names the fields next to which a refusal that names them is said. Signal: sent(what was done).
    """

    sent = Signal(object)

    def __init__(
        self,
        office: Office,
        title: str,
        body: QLayout,
        primary: str,
        *,
        parent: QWidget,
        danger: bool = False,
        width: int = 480,
    ) -> None:
        self.office, self.words, self.beneath = office, office.words, parent
        self.key = uuid4().hex
        self.beside: dict[str, Field] = {}
        cancel = office.words.say("Cancel")
        super().__init__(title, body, primary, cancel, parent=parent, waits=True, danger=danger, width=width)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._send)

    def operation(self) -> Callable[[Store, By], Done[Any]]:
        """Return what is done with what was typed; it runs on the store's thread and touches no widget."""
        raise NotImplementedError

    def told(self, done: Done[Any]) -> str:
        """Return the sentence that says that it was done."""
        raise NotImplementedError

    def links(self, done: Done[Any]) -> tuple[Link, ...]:  # noqa: ARG002 (most have none)
        """Return what one may do next, besides undoing it."""
        return ()

    def _send(self) -> None:
        for field in self.beside.values():
            field.set_error("")
        self.office.do(self, self.operation(), self._landed, self._refused)

    def _landed(self, done: Done[Any]) -> None:
        office, beneath, entry_id = self.office, self.beneath, done.entry_id
        undo = (self.words.say("Undo"), lambda: ask_undo(office, entry_id, beneath))
        said, links = self.told(done), self.links(done)
        self.sent.emit(done)
        self.accept()
        office.say(said, undo, *links)

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        """Say each reason beside its field, and the others above the button."""
        rest = []
        for reason in reasons:
            field = self.beside.get(getattr(reason, "field", "") or type(reason).__name__)
            if field is None or not field.isVisible():
                rest.append(of_refusal(reason, self.words))
            else:
                field.set_error(of_refusal(reason, self.words))
        self.set_error(" ".join(rest))


def tell(office: Office, beneath: QWidget, text: str, entry_id: int, *links: Link) -> None:
    """Say that something was done, with its undo."""
    office.say(text, (office.words.say("Undo"), lambda: ask_undo(office, entry_id, beneath)), *links)
