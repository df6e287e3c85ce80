"""Sending a device to repair, and taking it back from there (product 2.8)."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from loanmanager.domain.devices import Condition, Device, DeviceStatus
from loanmanager.operations import repairing
from loanmanager.operations.done import By, Done
from loanmanager.operations.repairing import Back, Send
from loanmanager.sentences import of_condition, of_status
from loanmanager.storage.search import RepairRow, Store
from loanmanager.ui.dialogs.sending import SendingDialog
from loanmanager.ui.office import Office
from loanmanager.ui.reading import read_day, read_money
from loanmanager.ui.widgets.date_field import DateField
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, holder, row
from loanmanager.ui.widgets.segments import Segments


def _named(device: Device) -> str:
    return " · ".join(part for part in (device.tag, device.make_model) if part)


class SendDialog(SendingDialog):
    """Where it goes, what is wrong with it, when it should be back."""

    def __init__(self, office: Office, device: Device, *, parent: QWidget) -> None:
        self._device = device
        words, today, say = office.words, office.today, office.words.say
        self._what, self._place = entry(), entry()
        self._day = DateField(
            None, show=words.day, read=lambda text: read_day(text, today), least=today, calendar=say("Calendar")
        )
        self._expected = Field(say("Expected back"), self._day, say("optional"))
        what, place = Field(say("What is wrong"), self._what), Field(say("Where"), self._place, say("optional"))
        body = column(label(_named(device), "muted"), what, row(place, self._expected, space=12), space=12)
        super().__init__(office, say("Send to repair"), body, say("Send to repair"), parent=parent)
        self.beside = {"what": what, "place": place, "expected_on": self._expected}
        self._what.setFocus()

    def check(self) -> bool:
        """See that the day is one."""
        dated = self._day.settle()
        self._expected.set_error("" if dated else self.words.say("This is not a date."))
        return dated

    def operation(self) -> Callable[[Store, By], Done[Any]]:
        """Return the sending."""
        return partial(_send, Send(self._device.id, self._place.text(), self._what.text(), self._day.value(), self.key))

    def told(self, done: Done[Any]) -> str:
        """Return that it is away."""
        return self.words.say("{tag} is in repair", tag=done.result.tag)


class BackDialog(SendingDialog):
    """What was done, what it cost, how the device is and where it goes next."""

    def __init__(self, office: Office, device: Device, repair: RepairRow | None = None, *, parent: QWidget) -> None:
        self._device = device
        words, say = office.words, office.words.say
        self._work, self._cost = entry(), entry()
        kinds = [each for each in Condition if each is not Condition.NEW]
        now = Condition.GOOD if device.condition is Condition.NEW else device.condition
        self._condition = Segments(say("Condition"), [(each.value, of_condition(each, words)) for each in kinds], now)
        ways = repairing.ways_back(device)
        self._then = Segments(say("Then"), [(each.value, of_status(each, words)) for each in ways], ways[0])
        work, self._cost_field = (
            Field(say("What was done"), self._work),
            Field(say("Cost"), self._cost, say("optional")),
        )
        said = " · ".join(part for part in (_named(device), *((repair.place, repair.what) if repair else ())) if part)
        body = column(
            label(said, "muted", wrap=True),
            work,
            self._cost_field,
            Field(say("Condition"), holder(row(self._condition, None))),
            Field(say("Then"), holder(row(self._then, None))),
            space=12,
        )
        super().__init__(office, say("Back from repair"), body, say("Back from repair"), parent=parent)
        self.beside = {"work": work, "cost": self._cost_field}
        self._work.setFocus()

    def check(self) -> bool:
        """See that the cost is an amount."""
        try:
            read_money(self._cost.text())
        except ValueError:
            self._cost_field.set_error(self.words.say("Write an amount like 450.00."))
            return False
        self._cost_field.set_error("")
        return True

    def operation(self) -> Callable[[Store, By], Done[Any]]:
        """Return the coming back."""
        form = Back(
            self._device.id,
            self._work.text(),
            read_money(self._cost.text()),
            Condition(self._condition.value()),
            DeviceStatus(self._then.value()),
            self.key,
        )
        return partial(_back, form)

    def told(self, done: Done[Any]) -> str:
        """Return where it is now."""
        status = of_status(done.result.status, self.words).lower()
        return self.words.say("{tag} is back from repair: {status}", tag=done.result.tag, status=status)


def _send(form: Send, store: Store, by: By) -> Done[Any]:
    return repairing.send_to_repair(store, form, by)


def _back(form: Back, store: Store, by: By) -> Done[Any]:
    return repairing.back_from_repair(store, form, by)
