"""A new line: its number and SIM, its plan, the device that it goes into, its PIN and PUK (product 2.3)."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from loanmanager.domain.refusals import NoSuch, Refusal, Refused
from loanmanager.operations import lines
from loanmanager.operations.done import By, Done
from loanmanager.operations.inventory import Saved
from loanmanager.operations.lines import NewLine
from loanmanager.sentences import of_field, of_refusal
from loanmanager.storage import search
from loanmanager.storage.search import Store
from loanmanager.ui.office import Office
from loanmanager.ui.reading import read_day, read_money
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.layout import Grow, column, row
from loanmanager.ui.widgets.suggest import Suggest


class LineDialog(Dialog):
    """Adds a line. Without a device it is a spare; `added` is told its id."""

    def __init__(
        self, office: Office, *, tag: str = "", parent: QWidget, added: Callable[[int], None] | None = None
    ) -> None:
        self.office, self.words, self._added = office, office.words, added
        self._key = uuid4().hex
        self._fields: dict[str, Field] = {}
        say = office.words.say
        self._number, self._sim, self._plan = entry(), entry(), entry()
        self._carrier = Suggest((), opens=say("Show suggestions"))
        self._ends, self._cost = entry(placeholder=office.today.isoformat()), entry()
        self._device = Suggest((), tag, opens=say("Show suggestions"))
        self._pin, self._puk = entry(), entry()
        body = column(
            row(self._field("number", self._number), self._field("iccid", self._sim), space=12),
            row(self._field("carrier", self._carrier), self._field("plan", self._plan), space=12),
            row(self._field("plan_end", self._ends), self._field("monthly_cost", self._cost), space=12),
            row(self._field("device", self._device, say("tag; empty: a spare")), space=12),
            row(self._field("pin", self._pin), self._field("puk", self._puk), space=12),
            space=12,
        )
        super().__init__(say("Add a line"), body, say("Add the line"), say("Cancel"), parent=parent, waits=True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._save)
        self.office.ask(self, search.line_choices, self._suggest)
        self._number.setFocus()

    def _suggest(self, choices: search.LineChoices) -> None:
        self._carrier.set_options(choices.carriers)
        self._device.set_options([row.tag for row in choices.devices])

    def _field(self, name: str, control: QWidget, hint: str = "") -> Grow:
        say = self.words.say
        own = {"device": say("In the device"), "pin": say("PIN"), "puk": say("PUK")}
        self._fields[name] = Field(own.get(name) or of_field(name, self.words), control, hint)
        return Grow(self._fields[name])

    def check(self) -> bool:
        """See that the date is a date and the cost an amount."""
        for each in self._fields.values():
            each.set_error("")
        say, wrong = self.words.say, {}
        if self._ends.text().strip() and read_day(self._ends.text(), self.office.today) is None:
            wrong["plan_end"] = say("Write a date like {example}.", example=self.office.today.isoformat())
        try:
            read_money(self._cost.text())
        except ValueError:
            wrong["monthly_cost"] = say("Write an amount like 450.00.")
        for name, text in wrong.items():
            self._fields[name].set_error(text)
        if wrong:
            self._fields[next(iter(wrong))].setFocus()
        return not wrong

    def _save(self) -> None:
        ends = self._ends.text().strip()
        typed: dict[str, Any] = {
            "number": self._number.text(),
            "iccid": self._sim.text(),
            "carrier": self._carrier.text(),
            "plan": self._plan.text(),
            "plan_end": read_day(ends, self.office.today) if ends else None,
            "monthly_cost": read_money(self._cost.text()),
        }
        tag, pin, puk = (each.text().strip() for each in (self._device, self._pin, self._puk))
        key = self._key

        def add(store: Store, by: By) -> Done[Saved]:
            device_id = device_named(store, tag, by) if tag else None
            return lines.add_line(store, NewLine(typed, device_id, pin=pin, puk=puk, idem=key), by)

        self.office.do(self, add, self._saved, self._refused)

    def _saved(self, done: Done[Saved]) -> None:
        self.office.say(self.words.say("Line {name} added", name=done.result.name))
        self.accept()
        if self._added:
            self._added(done.result.id)

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        rest = []
        for reason in reasons:
            name = "device" if hasattr(reason, "tag") or isinstance(reason, NoSuch) else getattr(reason, "field", "")
            if name in self._fields:
                self._fields[name].set_error(of_refusal(reason, self.words))
            else:
                rest.append(of_refusal(reason, self.words))
        self.set_error(" ".join(rest))
        wrong = next((each for each in self._fields.values() if each.error()), None)
        if wrong:
            wrong.setFocus()


def device_named(store: Store, text: str, by: By) -> int:
    """Return the device that bears exactly what was typed or scanned.

    Raises:
        Refused: none does.
    """
    found = search.find(store, text, by.today)
    if found is None or found.device is None:
        raise Refused(NoSuch("device", text))
    return found.device.id
