"""What may be done with a device in each of its states, beside lending it: report, repair, retire, find, reset."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from loanmanager.domain.devices import Device, DeviceStatus
from loanmanager.operations import repairing
from loanmanager.operations.caring import Cared
from loanmanager.operations.done import By, Done
from loanmanager.storage import search
from loanmanager.storage.search import Store
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.dialogs.sending import tell
from loanmanager.ui.office import Office
from loanmanager.ui.reserving import open_reserve, show_reservation_of
from loanmanager.ui.shelf_printing import open_label

_HERE = frozenset({DeviceStatus.AVAILABLE, DeviceStatus.TO_CHECK, DeviceStatus.TO_RESET})
_GONE = frozenset({DeviceStatus.LOST, DeviceStatus.STOLEN})
_RETIRES = _HERE | _GONE | {DeviceStatus.IN_REPAIR}

Step = Callable[[Store, int, str, By], Done[Cared]]


class DeviceActs:
    """Opens the dialogs for one device over a widget; each is loaded when it is first opened."""

    def __init__(self, office: Office, over: QWidget) -> None:
        self.office, self.words, self._over = office, office.words, over

    def fill(self, menu: QMenu, device: Device, with_name: str) -> None:
        """Add to a menu what fits the device's state."""
        say, status = self.words.say, device.status
        if status not in _GONE | {DeviceStatus.RETIRED}:
            report = partial(self.report, device, with_name)
            menu.addAction(say("Report lost, stolen or damaged…"), report)
            menu.addAction(say("Reserve…"), partial(open_reserve, self.office, self._over, device=device))
        if status is DeviceStatus.RESERVED:
            menu.addAction(say("Show the reservation"), partial(show_reservation_of, self.office, device))
        if status in _HERE:
            self.office.allow("repairs", menu.addAction(say("Send to repair…"), partial(self.send, device)))
        if status in _GONE:
            self.office.allow("incidents", menu.addAction(say("It was found…"), partial(self.find, device)))
        if status is not DeviceStatus.RETIRED:
            label = partial(open_label, self.office, self._over, device.id, device.tag)
            menu.addAction(say("Print a label…"), label)
        if status in _RETIRES:
            self.office.allow("retire", menu.addAction(say("Retire…"), partial(self.retire, device)))
        if status is DeviceStatus.RETIRED:
            back = menu.addAction(say("Bring back into use…"), partial(self.bring_back, device))
            self.office.allow("retire", back)

    def report(self, device: Device, with_name: str = "") -> None:
        """Report that it, or a part of it, was lost, stolen, damaged or is missing."""
        from loanmanager.ui.dialogs.report import ReportDialog

        ReportDialog(self.office, device, with_name, parent=self._over).open()

    def send(self, device: Device) -> None:
        """Send it to repair."""
        from loanmanager.ui.dialogs.repair import SendDialog

        SendDialog(self.office, device, parent=self._over).open()

    def back(self, device: Device) -> None:
        """Take it back from repair."""
        from loanmanager.ui.dialogs.repair import BackDialog

        def opened(rows: tuple[Any, ...]) -> None:
            BackDialog(self.office, device, next(iter(rows), None), parent=self._over).open()

        self.office.ask(self._over, lambda store: search.repairs_open(store, device_id=device.id), opened)

    def find(self, device: Device) -> None:
        """Record that it turned up."""
        from loanmanager.ui.dialogs.found import FoundDialog

        def opened(row: Any) -> None:
            FoundDialog(self.office, device, row, parent=self._over).open()

        self.office.ask(self._over, lambda store: search.gone_incident(store, device.id), opened)

    def retire(self, device: Device) -> None:
        """Retire it, with the reason."""
        say = self.words.say
        text = say("{tag} is not lent any more. It stays in the lists, with its history.", tag=device.tag)
        self._ask(say("Retire {tag}?", tag=device.tag), text, say("Retire"), device, _retire, say("{tag} is retired"))

    def bring_back(self, device: Device) -> None:
        """Bring it back into use, with the reason."""
        say = self.words.say
        text = say("{tag} is checked before it is lent again.", tag=device.tag)
        title = say("Bring {tag} back into use?", tag=device.tag)
        self._ask(title, text, say("Bring back into use"), device, _bring_back, say("{tag} is back in use: to check"))

    def _ask(self, title: str, text: str, confirm: str, device: Device, step: Step, said: str) -> None:
        dialog = ReasonDialog(self.office, title, text, confirm, parent=self._over)
        dialog.given.connect(
            lambda reason: self.office.do(
                self._over,
                lambda store, by: step(store, device.id, reason, by),
                lambda done: tell(self.office, self._over, said.format(tag=done.result.tag), done.entry_id),
            )
        )
        dialog.open()


def _retire(store: Store, device_id: int, reason: str, by: By) -> Done[Cared]:
    return repairing.retire(store, device_id, reason, by)


def _bring_back(store: Store, device_id: int, reason: str, by: By) -> Done[Cared]:
    return repairing.bring_back(store, device_id, reason, by)
