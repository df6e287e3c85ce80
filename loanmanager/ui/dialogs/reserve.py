"""Reserving: who, what, which days, and why first. It tells at once whether a device is free then (product 4.5)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSpinBox, QWidget

from loanmanager.domain import lending, promises
from loanmanager.domain.refusals import ReasonMissing
from loanmanager.domain.reservations import MOST
from loanmanager.operations import reserving
from loanmanager.operations.reserving import Reserve
from loanmanager.sentences import of_refusal, of_refusals
from loanmanager.storage import search
from loanmanager.ui.dialogs.client_field import ClientField
from loanmanager.ui.reading import read_day
from loanmanager.ui.theme import fit, px
from loanmanager.ui.undo import ask_undo
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.date_field import DateField
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.labels import label, set_ink
from loanmanager.ui.widgets.layout import Grow, column, holder, row
from loanmanager.ui.widgets.segments import Segments
from loanmanager.ui.widgets.suggest import Suggest

if TYPE_CHECKING:
    from datetime import date

    from loanmanager.domain.clients import Client
    from loanmanager.domain.devices import Device, DeviceType
    from loanmanager.domain.promises import Promises
    from loanmanager.domain.refusal import Refusal
    from loanmanager.operations.done import Done
    from loanmanager.operations.reserving import Reserved
    from loanmanager.storage.search import DeviceRow
    from loanmanager.ui.office import Office

_CLIENT, _PROGRAMME, _OTHER = "client", "programme", "other"
_LOOKED_AHEAD = 400  # days that are looked through for a free device


class ReserveDialog(Dialog):
    """Reserves a device or some of a type. Signal: reserved(the ids of what was made)."""

    reserved = Signal(object)

    def __init__(
        self,
        office: Office,
        *,
        client: Client | None = None,
        device: Device | None = None,
        type_id: int = 0,
        first: date | None = None,
        parent: QWidget,
    ) -> None:
        self.office, self.words, self._beneath = office, office.words, parent
        self._key, self._fixed, self._own_last = uuid4().hex, device, False
        self._promises: Promises = promises.NOTHING
        self._types = {each.id: each for each in office.view.types if each.active or each.id == type_id}
        self._make_who(client)
        self._make_what(device, type_id)
        self._make_days(max(first or office.today, office.today))
        self._make_why()
        say = office.words.say
        super().__init__(
            say("Reserve"), self._form(), say("Reserve"), say("Cancel"), parent=parent, waits=True, width=520
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._save)
        self._took_who(_CLIENT)
        self._took_type()
        (self._type if client else self._client).setFocus()

    # Building

    def _make_who(self, client: Client | None) -> None:
        say = self.words.say
        self._who = Segments(say("For"), [(_CLIENT, say("A client")), (_PROGRAMME, say("A programme"))], _CLIENT)
        self._who.chosen.connect(self._took_who)
        self._client = ClientField(self.office, says=say("Client"), placeholder=say("Name, file number or card"))
        self._client_field = Field(say("Client"), self._client)
        self._programme = Suggest(self.office.view.programmes, says=say("Programme"), opens=say("Show suggestions"))
        self._programme_field = Field(say("Programme"), self._programme)
        if client:
            self._client.set_client(client.id, f"{client.listed_name} · {client.file_number}")

    def _make_what(self, device: Device | None, type_id: int) -> None:
        say, language = self.words.say, self.words.language
        chosen = device.type.id if device else type_id or next(iter(self._types), 0)
        options = [(str(each.id), each.name.in_(language)) for each in self._types.values()]
        self._type = Combo(options, str(chosen), says=say("Type"))
        self._type.chosen.connect(lambda _: self._took_type())
        self._device = Combo(says=say("Device"))
        self._device.chosen.connect(lambda _: self._look())
        self._count = QSpinBox()
        self._count.setRange(1, MOST)
        self._count.setAccessibleName(say("How many"))
        fit(self._count, lambda me: me.lineEdit().setTextMargins(px(6), 0, 0, 0))
        self._count.valueChanged.connect(lambda _: self._look())
        self._count_field = Field(say("How many"), self._count)

    def _make_days(self, first: date) -> None:
        say, today = self.words.say, self.office.today

        def day(value: date | None, says: str) -> DateField:
            return DateField(
                value,
                show=self.words.day,
                read=lambda text: read_day(text, today),
                least=today,
                says=says,
                calendar=say("Calendar"),
            )

        self._first, self._last = day(first, say("First day")), day(None, say("Last day"))
        self._first_field, self._last_field = Field(say("First day"), self._first), Field(say("Last day"), self._last)
        self._first.changed.connect(lambda _: self._took_days())
        self._last.changed.connect(self._took_last)
        self._free = label("", "strong", wrap=True)

    def _make_why(self) -> None:
        say = self.words.say
        reasons = [
            ("", self.words.say_for("priority", "None")),
            ("interview", say("Interview")),
            ("course_start", say("Course start")),
            (_OTHER, say("Another reason…")),
        ]
        self._priority = Combo(reasons, "", says=say("Priority"))
        self._other = entry(says=say("Which reason"))
        self._other_field = Field(say("Which reason"), self._other)
        self._priority.chosen.connect(lambda key: self._other_field.setVisible(key == _OTHER))
        self._note = entry(says=say("Note"))
        self._reason = entry(says=say("Reason"))
        self._reason_field = Field(say("Reason"), self._reason, say("to reserve anyway; kept in the history"))
        self._other_field.hide()
        self._reason_field.hide()

    def _form(self) -> QWidget:
        say = self.words.say
        return holder(
            column(
                self._who,
                self._client_field,
                self._programme_field,
                row(
                    Grow(Field(say("Type"), self._type), 4),
                    Grow(Field(say("Device"), self._device), 4),
                    Grow(self._count_field, 2),
                    space=12,
                ),
                row(Grow(self._first_field), Grow(self._last_field), space=12),
                self._free,
                row(Grow(Field(say("Priority"), self._priority)), Grow(self._other_field), space=12),
                Field(say("Note"), self._note),
                self._reason_field,
                space=14,
            )
        )

    # What was chosen

    @property
    def _kind(self) -> DeviceType | None:
        return self._types.get(int(self._type.value() or 0))

    def _took_who(self, who: str) -> None:
        self._client_field.setVisible(who == _CLIENT)
        self._programme_field.setVisible(who == _PROGRAMME)

    def _took_type(self) -> None:
        """Offer the type's devices, and find out what is promised of it."""
        kind, today = self._kind, self.office.today
        self._took_days()
        if kind is None:
            return
        any_ = self.words.say_for("device", "Any")
        fixed = [self._fixed] if self._fixed and self._fixed.type.id == kind.id else []
        named = [(str(each.id), f"{each.tag}  {each.make_model}") for each in fixed]
        self._device.set_options([("", any_), *named], named[0][0] if named else "")

        def question(store: search.Store) -> tuple[tuple[DeviceRow, ...], Promises]:
            rows = search.device_rows(store, today=today, type_id=kind.id)
            return rows, search.promises_of_types(store, [kind.id], today)

        self.office.ask(self, question, self._got, key="reserve")

    def _got(self, found: tuple[tuple[DeviceRow, ...], Promises]) -> None:
        rows, self._promises = found
        gone = {"lost", "stolen", "retired"}
        named = [(str(each.id), f"{each.tag}  {each.name}") for each in rows if each.status not in gone]
        kept = self._device.value()
        self._device.set_options([("", self.words.say_for("device", "Any")), *named], kept)
        self._look()

    def _took_days(self) -> None:
        """Propose the policy's length until somebody chooses a last day."""
        first, kind = self._first.value(), self._kind
        if first and kind and not self._own_last:
            self._last.set_value(lending.due_date([kind], self.office.view.rules, first))
        self._look()

    def _took_last(self, _: object) -> None:
        self._own_last = True
        self._look()

    def _look(self) -> None:
        """Say whether a device is free on these days."""
        first, last, kind = self._first.value(), self._last.value(), self._kind
        self._count_field.setVisible(not self._device.value())
        if self._device.value() or not (first and last and kind and first <= last):
            self._free.setText("")
            return
        ends = min(last, first + timedelta(days=_LOOKED_AHEAD))
        days = [first + timedelta(days=n) for n in range((ends - first).days + 1)]
        free = min(promises.shortage(kind.id, self._promises, day)[0] for day in days)
        name = kind.name.in_(self.words.language)
        enough = free >= self._count.value()
        self._free.setText(
            self.words.count(
                "{type}: {n} free on all these days", "{type}: {n} free on all these days", free, type=name
            )
            if enough
            else self.words.say("{type}: not free on all these days, so it goes on the waiting list", type=name)
        )
        set_ink(self._free, "ok" if enough else "todo")

    # Checking and sending

    def check(self) -> bool:
        """See that somebody is named, and that the days can be read."""
        say = self.words.say
        nobody = self._who.value() == _CLIENT and self._client.value() is None
        unnamed = self._who.value() == _PROGRAMME and not self._programme.text().strip()
        self._client_field.set_error(say("Choose a client from the list.") if nobody else "")
        self._programme_field.set_error(say("Name the programme.") if unnamed else "")
        fine = not (nobody or unnamed)
        for field, control in ((self._first_field, self._first), (self._last_field, self._last)):
            readable = control.settle() and control.value() is not None
            field.set_error("" if readable else say("This is not a date from today on."))
            fine = fine and readable
        needed = self._reason_field.isVisible() and not self._reason.text().strip()
        self._reason_field.set_error(of_refusal(ReasonMissing(), self.words) if needed else "")
        return fine and not needed

    def request(self) -> Reserve:
        """Return the form as the operation takes it."""
        first = self._first.value()
        assert first is not None
        client, device = self._who.value() == _CLIENT, self._device.value()
        priority = self._priority.value()
        return Reserve(
            first=first,
            last=self._last.value(),
            client_id=self._client.value() if client else None,
            programme="" if client else self._programme.text(),
            type_id=None if device else int(self._type.value()),
            device_id=int(device) if device else None,
            priority=self._other.text() if priority == _OTHER else priority,
            note=self._note.text(),
            count=1 if device else self._count.value(),
            override=self._reason.text() if self._reason_field.isVisible() else "",
            idem=self._key,
        )

    def _save(self) -> None:
        form = self.request()
        self.office.do(self, lambda store, by: reserving.reserve(store, form, by), self._saved, self._refused)

    def _saved(self, done: Done[Reserved]) -> None:
        office, say, parent, entry_id = self.office, self.words.say, self._beneath, done.entry_id
        self.accept()
        office.say(
            say("{number} reserved", number=self.words.list(done.result.numbers)),
            (say("Undo"), lambda: ask_undo(office, entry_id, parent)),
            (say("Show in the calendar"), lambda: office.go("calendar", ("reservation", done.result.ids[0]))),
        )
        self.reserved.emit(done.result.ids)

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        """Say why, and ask for a reason where it may be overruled."""
        if self.office.may_overrule(reasons):
            self._reason_field.show()
        self.set_error(of_refusals(reasons, self.words))
