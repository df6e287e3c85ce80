"""A new device: its type, its tag (made where none is typed), what it is, what goes with it (product 2.2)."""

from typing import Any
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from loanmanager.domain.devices import DeviceType, Line
from loanmanager.domain.names import squash
from loanmanager.domain.refusal import Refusal
from loanmanager.operations import inventory
from loanmanager.operations.done import Done
from loanmanager.operations.inventory import NewDevice, Saved
from loanmanager.sentences import of_field, of_refusal
from loanmanager.ui.office import Office
from loanmanager.ui.reading import read_money
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, holder, row


class DeviceDialog(Dialog):
    """Adds a device with the standard parts of its type. What was scanned and begins as the tags of a type do is its tag,
    anything else its serial.

    Signal: added(device id).
    """

    added = Signal(int)

    def __init__(self, office: Office, typed: str = "", *, parent: QWidget) -> None:
        self.office, self.words = office, office.words
        self._key = uuid4().hex
        self._fields: dict[str, Field] = {}
        say = office.words.say
        title, add, leave = say("Add a device"), say("Add the device"), say("Cancel")
        super().__init__(title, self._body_of(), add, leave, parent=parent, waits=True)
        self._take(typed.strip())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._save)
        self._show_type()
        self._make.setFocus()

    def _body_of(self) -> QWidget:
        words = self.words
        kinds = [(each.key, each.name.in_(words.language)) for each in self.office.view.types if each.active]
        sites = [(str(each.id), each.name) for each in self.office.view.sites if each.active]
        self._type, self._tag = Combo(kinds), entry()
        self._goes_with = label("", "muted", wrap=True)
        self._type.chosen.connect(lambda _: self._show_type())
        self._make, self._model = entry(), entry()
        self._serial, self._cost = entry(), entry()
        self._imei, self._sim = entry(), entry()
        self._carrier, self._number = entry(), entry()
        self._site = Combo(sites, str(self.office.by().site_id or ""))
        self._shelf = entry()
        self._internet = holder(
            column(
                row(self._field("imei", self._imei), self._field("sim", self._sim), space=12),
                row(self._field("carrier", self._carrier), self._field("number", self._number), space=12),
                space=12,
            )
        )
        return holder(
            column(
                row(self._field("type", self._type), self._field("tag", self._tag), space=12),
                row(self._field("make", self._make), self._field("model", self._model), space=12),
                row(self._field("serial", self._serial), self._field("replacement_cost", self._cost), space=12),
                self._internet,
                row(self._field("site", self._site), self._field("shelf", self._shelf), space=12),
                self._goes_with,
                None,
                space=12,
            )
        )

    def _take(self, typed: str) -> None:
        """Put what was scanned where it belongs."""
        kinds = [each for each in self.office.view.types if each.active]
        own = next((each for each in kinds if squash(typed).startswith(squash(each.prefix))), None) if typed else None
        if own:
            self._type.choose(own.key)
        (self._tag if own else self._serial).setText(typed)

    def _field(self, name: str, control: QWidget) -> Grow:
        say = self.words.say
        own = {"sim": say("SIM"), "carrier": say("Carrier"), "number": say("Line number")}
        self._fields[name] = Field(own.get(name) or of_field(name, self.words), control)
        return Grow(self._fields[name])

    def _kind(self) -> DeviceType:
        return next(each for each in self.office.view.types if each.key == self._type.value())

    def _show_type(self) -> None:
        kind, say = self._kind(), self.words.say
        self._internet.setVisible(kind.gives_internet or bool(kind.key == "phone"))
        self._fields["tag"].set_hint(say("empty: {prefix}-… is made", prefix=kind.prefix))
        parts = self.words.list([part.name.in_(self.words.language) for part in kind.parts])
        self._goes_with.setText(say("Comes with: {parts}", parts=parts) if parts else "")
        self._goes_with.setVisible(bool(parts))

    def check(self) -> bool:
        """See that the cost is an amount."""
        for each in self._fields.values():
            each.set_error("")
        try:
            read_money(self._cost.text())
        except ValueError:
            self._fields["replacement_cost"].set_error(self.words.say("Write an amount like 450.00."))
            self._cost.setFocus()
            return False
        return True

    def _save(self) -> None:
        kind = self._kind()
        typed: dict[str, Any] = {
            "make": self._make.text(),
            "model": self._model.text(),
            "serial": self._serial.text(),
            "imei": self._imei.text(),
            "shelf": self._shelf.text(),
            "replacement_cost": read_money(self._cost.text()),
            "site_id": int(self._site.value()) if self._site.value() else None,
        }
        sim, carrier, number = (each.text().strip() for each in (self._sim, self._carrier, self._number))
        line = Line(0, carrier, sim, number) if sim or carrier or number else None
        form = NewDevice(kind.id, self._tag.text(), typed, line=line, idem=self._key)
        self.office.do(self, lambda store, by: inventory.add_device(store, form, by), self._saved, self._refused)

    def _saved(self, done: Done[Saved]) -> None:
        self.office.say(self.words.say("{tag} added", tag=done.result.name))
        self.accept()
        self.added.emit(done.result.id)

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        rest = []
        for reason in reasons:
            field = self._fields.get(str(getattr(reason, "field", "")))
            if field:
                field.set_error(of_refusal(reason, self.words))
            else:
                rest.append(of_refusal(reason, self.words))
        self.set_error(" ".join(rest))
        wrong = next((each for each in self._fields.values() if each.error()), None)
        if wrong:
            wrong.setFocus()
