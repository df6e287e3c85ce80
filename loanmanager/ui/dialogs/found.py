"""Something that was gone turned up: its incident is settled, and it is looked at before it is lent (product 4.3)."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from loanmanager.domain.devices import Device
from loanmanager.domain.incidents import GONE, ChargeState, Incident
from loanmanager.operations import finding
from loanmanager.operations.done import By, Done
from loanmanager.operations.finding import Find
from loanmanager.storage.search import Store
from loanmanager.ui.dialogs.sending import SendingDialog
from loanmanager.ui.office import Office
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column
from loanmanager.ui.widgets.notice import Notice


class FoundDialog(SendingDialog):
    """A part (by its incident) or a whole device. What follows is said before."""

    def __init__(self, office: Office, device: Device, incident: Incident | None = None, *, parent: QWidget) -> None:
        self._device, self._incident = device, incident
        say = office.words.say
        part = incident is not None and incident.kind not in GONE
        self._part = incident.what if incident and part else ""
        what = f"{self._part} · {device.tag}" if self._part else f"{device.tag} · {device.make_model}"
        self._note = entry()
        body = column(
            label(what, "strong", wrap=True),
            label(say("It is looked at before it is lent again, and what was open about it is settled."), wrap=True),
            *([Notice("todo", "circle-dollar-sign", text)] if (text := _money(office, incident)) else []),
            Field(say("Note"), self._note, say("optional: where, by whom")),
            space=12,
        )
        title = say("{what} was found", what=self._part or device.tag)
        super().__init__(office, title, body, say("It was found"), parent=parent)
        self._note.setFocus()

    def operation(self) -> Callable[[Store, By], Done[Any]]:
        """Return the finding."""
        id_ = self._incident.id if self._incident else None
        return partial(_find, Find(id_, None if id_ else self._device.id, self._note.text(), self.key))

    def told(self, done: Done[Any]) -> str:
        """Return what turned up."""
        return self.words.say("{what} was found", what=self._part or done.result.tag)


def _money(office: Office, incident: Incident | None) -> str:
    """Return what finding it means for what was charged, nothing where nothing was."""
    words, currency = office.words, office.view.office.currency
    charges = incident.charges if incident else ()
    paid = sum(each.amount for each in charges if each.state is ChargeState.PAID)
    owed = sum(each.amount for each in charges if each.state is ChargeState.OPEN)
    said = []
    if owed:
        said.append(words.say("The open charge of {amount} is waived.", amount=words.money(owed, currency)))
    if paid:
        said.append(words.say("{amount} was paid for it: pay it back.", amount=words.money(paid, currency)))
    return " ".join(said)


def _find(form: Find, store: Store, by: By) -> Done[Any]:
    return finding.find(store, form, by)
