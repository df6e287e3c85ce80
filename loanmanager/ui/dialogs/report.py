"""Reporting that something was lost, stolen, damaged, or that a part is missing (product 4.8)."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from loanmanager.domain.devices import Device, DeviceStatus, PartState
from loanmanager.domain.incidents import GONE, IncidentKind, status_after
from loanmanager.operations import incidents
from loanmanager.operations.done import By, Done
from loanmanager.operations.incidents import Report
from loanmanager.sentences import of_status
from loanmanager.sentences.happened import of_kind
from loanmanager.storage.search import Store
from loanmanager.ui.dialogs.sending import Link, SendingDialog
from loanmanager.ui.office import Office
from loanmanager.ui.reading import read_day
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.date_field import DateField
from loanmanager.ui.widgets.fields import Field, entry, note
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, holder, row
from loanmanager.ui.widgets.notice import Notice
from loanmanager.ui.widgets.segments import Segments

_KINDS = (IncidentKind.LOST, IncidentKind.STOLEN, IncidentKind.DAMAGED, IncidentKind.MISSING)


class ReportDialog(SendingDialog):
    """What happened to a device or a part of it. `with_name` is who has it, empty for what is here."""

    def __init__(
        self,
        office: Office,
        device: Device,
        with_name: str = "",
        kind: IncidentKind = IncidentKind.LOST,
        *,
        parent: QWidget,
    ) -> None:
        self._device, self._out = device, device.status is DeviceStatus.ON_LOAN
        words, today, say = office.words, office.today, office.words.say
        kinds = [each for each in _KINDS if each is not IncidentKind.MISSING or _parts(device, words.language)]
        named = {IncidentKind.MISSING: say("Part missing")}
        options = [(each.value, named.get(each) or of_kind(each, words)) for each in kinds]
        self._kind = Segments(say("What happened"), options, kind)
        self._kind.chosen.connect(lambda _: self._show())
        self._part = Combo([], says=say("Part"))
        self._part.chosen.connect(lambda _: self._show())
        self._when = DateField(
            today,
            show=words.day,
            read=lambda text: read_day(text, today, future=False),
            most=today,
            calendar=say("Calendar"),
        )
        self._where, self._police, self._note = entry(), entry(), note()
        self._part_field = Field(say("Part"), self._part)
        self._day = Field(say("When"), self._when, say("empty: not known"))
        self._place = Field(say("Where"), self._where, say("optional"))
        self._number = Field(say("Police report number"), self._police, say("optional; may be added later"))
        self._words = Field(say("What they say"), self._note, say("optional"))
        self._then = Notice("todo", "triangle-alert", "")
        name = device.make_model or device.type.name.in_(words.language)
        body = column(
            label(" · ".join(part for part in (device.tag, name, with_name) if part), "muted", wrap=True),
            Field(say("What happened"), holder(row(self._kind, None))),
            self._part_field,
            row(self._day, self._place, space=12),
            self._number,
            self._words,
            self._then,
            space=12,
        )
        report = words.say_for("incident", "Report")
        super().__init__(office, say("Report an incident"), body, report, parent=parent, width=560)
        self.beside = {
            "part": self._part_field,
            "happened_on": self._day,
            "place": self._place,
            "police_number": self._number,
            "note": self._words,
        }
        self._show()

    @property
    def kind(self) -> IncidentKind:
        """Return what is said to have happened."""
        return IncidentKind(self._kind.value())

    def _show(self) -> None:
        """Show the fields that belong to what happened, and what follows from it."""
        say, kind = self.words.say, self.kind
        parts = _parts(self._device, self.words.language)
        whole = [("", say("The whole device"))] if kind is IncidentKind.DAMAGED else []
        self._part.set_options([*whole, *parts], self._part.value())
        self._part_field.setVisible(kind not in GONE and bool(parts))
        self._number.setVisible(kind in GONE)
        self._then.set_text(self._consequence(kind))

    def _consequence(self, kind: IncidentKind) -> str:
        words, device = self.words, self._device
        say = words.say
        status = status_after(kind, device.status)
        if kind in GONE and self._out:
            first = say("Its loan ends, and it is recorded as {status}.", status=of_status(status, words).lower())
        elif status is device.status:
            first = say("It stays where it is. An incident is opened.")
        else:
            first = say("{tag} is then “{status}”.", tag=device.tag, status=of_status(status, words))
        cost = self._cost(kind)
        if cost is None:
            return first
        amount = words.money(cost, self.office.view.office.currency)
        return f"{first} {say('Replacement {amount}.', amount=amount)}"

    def _cost(self, kind: IncidentKind) -> int | None:
        chosen = self._part.value()
        if kind not in GONE and chosen:
            return next((each.cost for each in self._device.parts if str(each.id) == chosen), None)
        return self._device.cost

    def check(self) -> bool:
        """See that the day is one."""
        dated = self._when.settle()
        self._day.set_error("" if dated else self.words.say("This is not a day until today."))
        return dated

    def operation(self) -> Callable[[Store, By], Done[Any]]:
        """Return the report."""
        kind, part = self.kind, self._part.value()
        form = Report(
            self._device.id,
            kind,
            int(part) if part and kind not in GONE else None,
            self._when.value(),
            self._where.text(),
            self._police.text() if kind in GONE else "",
            self._note.toPlainText(),
            idem=self.key,
        )
        return partial(_report, form)

    def told(self, done: Done[Any]) -> str:
        """Return the incident's number."""
        return self.words.say("Incident {number} reported", number=done.result.number)

    def links(self, done: Done[Any]) -> tuple[Link, ...]:
        """Offer to open it."""
        office, id_ = self.office, done.result.incident_id
        return ((self.words.say("Open the incident"), lambda: office.go("incidents", id_)),)


def _report(form: Report, store: Store, by: By) -> Done[Any]:
    return incidents.report(store, form, by)


def _parts(device: Device, language: str) -> list[tuple[str, str]]:
    """Return the parts of which something can be reported: those that are known to be missing are reported."""
    here = (each for each in device.parts if each.state is not PartState.MISSING)
    return [(str(each.id), each.name.in_(language)) for each in here]
