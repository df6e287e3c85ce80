"""One reservation: who, what, which days, where it stands in the list, and what one may do with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from loanmanager.domain.reservations import State
from loanmanager.operations import reserving
from loanmanager.sentences import of_refusals
from loanmanager.sentences.reservations import of_priority, of_state
from loanmanager.storage import search
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.histories import events
from loanmanager.ui.tokens import Mark
from loanmanager.ui.undo import ask_undo
from loanmanager.ui.widgets.buttons import Primary, button
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.fields import Field
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, bed, column, facts, head, holder, line, refill, row
from loanmanager.ui.widgets.panel import Panel
from loanmanager.ui.widgets.status import Status
from loanmanager.ui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from loanmanager.domain.devices import Device
    from loanmanager.domain.refusal import Refusal
    from loanmanager.operations.done import Done
    from loanmanager.operations.reserving import Held
    from loanmanager.storage.search import HistoryRow, ReservationRow, Store
    from loanmanager.ui.office import Office

MARKS = {
    State.WAITING: Mark("clock", "held"),
    State.READY: Mark("bookmark", "held"),
    State.LENT: Mark("arrow-up-right", "loan"),
    State.CANCELLED: Mark("x", "retired"),
    State.EXPIRED: Mark("clock-alert", "retired"),
}


@dataclass(frozen=True, slots=True)
class _Read:
    """A reservation, the devices that could be put aside for it, its history."""

    made: ReservationRow
    devices: tuple[Device, ...]
    history: tuple[HistoryRow, ...]


class ReservationDetail(QWidget):
    """The right third of the calendar for a reservation. Signal: left(): close this."""

    left = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office, self.words = office, office.words
        self._id, self._made = 0, None  # type: tuple[int, ReservationRow | None]
        say = self.words.say
        self._off = button("", "quiet", "x", says=say("Close"), flush="right")
        self._off.clicked.connect(self.left)
        self._head = head("", "", self._off)
        self._state, self._about = column(space=2), label("", "muted", wrap=True)
        self._facts, self._actions = column(space=0), column(space=0)
        self.timeline = Timeline(say("History"), whole=True)
        self.timeline.setMinimumHeight(96)
        self._devices = Combo(says=say("Device to put aside"))
        self._lay_out()

    def _lay_out(self) -> None:
        top = column(self._head, self._state, line(), space=8, margins=(20, 16, 20, 0))
        inside = column(
            self._facts,
            self._actions,
            line(),
            label(self.words.say("History"), "section"),
            Grow(self.timeline),
            space=12,
            margins=(20, 8, 20, 12),
        )
        self.setLayout(row(bed("surface", column(top, Grow(Panel(bed("surface", inside))), space=0)), space=0))

    # Showing

    @property
    def record_id(self) -> int:
        """Return which reservation is shown, 0 for none."""
        return self._id

    def show_record(self, id_: int) -> None:
        """Show a reservation."""
        self._id = id_
        self.reload()

    def reload(self) -> None:
        """Read again what is shown."""
        id_ = self._id

        def question(store: Store) -> _Read | None:
            made = search.reservation_row(store, id_)
            if made is None:
                return None
            suits = search.devices_for(store, id_) if made.state is State.WAITING else ()
            return _Read(made, suits, search.history_of(store, "reservation", id_))

        if id_:
            self.office.ask(self, question, self._show, key="reservation detail")

    def _show(self, read: _Read | None) -> None:
        if read is None:  # undone: it was never made
            self._id, self._made = 0, None
            self.left.emit()
            return
        made, words = read.made, self.words
        self._made = made
        self._head.set_title(made.name, made.number)
        refill(self._state, Status(MARKS[made.state], self._standing(made)))
        refill(self._facts, holder(facts(self._rows(made), caption=84)))
        self._offer(read)
        self.timeline.set_events(events(read.history, words, self.office.today, "reservation", self.office.view))

    def _standing(self, made: ReservationRow) -> str:
        """Say where it stands: put aside until when, or after how many others."""
        words, today = self.words, self.office.today
        if made.is_over(today):
            return words.say("Run out")
        if made.state is State.READY and made.ready_until:
            return words.say("{tag} put aside until {day}", tag=made.held, day=words.day(made.ready_until, today))
        if made.state is State.WAITING and made.before:
            return words.count("Waiting, {n} before", "Waiting, {n} before", made.before)
        if made.state is State.LENT:
            return words.say("Lent, loan {number}", number=made.loan)
        return of_state(made.state, words)

    def _rows(self, made: ReservationRow) -> list[tuple[str, QWidget | str]]:
        words, today = self.words, self.office.today
        what = made.tag or made.type.in_(words.language)
        shown: list[tuple[str, QWidget | str]] = [
            (words.say_for("reservation", "What"), what),
            (words.say_for("reservation", "From"), words.day(made.first, today)),
            (words.say_for("reservation", "To"), words.day(made.last, today)),
        ]
        if made.priority:
            shown.append((words.say("Priority"), of_priority(made.priority, words)))
        if made.note:
            shown.append((words.say("Note"), made.note))
        return shown

    # What one may do

    def _offer(self, read: _Read) -> None:
        """Show the buttons that fit the state."""
        made, say = read.made, self.words.say
        if made.state is State.WAITING:
            self._devices = devices = Combo(
                [(str(each.id), f"{each.tag}  {each.make_model}") for each in read.devices],
                says=say("Device to put aside"),
            )
            aside = Primary(say("Put aside"), "Ctrl+Return", say("Ctrl+Enter"))
            aside.clicked.connect(lambda: self._put_aside(int(devices.value())))
            aside.setEnabled(bool(read.devices))
            none = label(say("None is on the shelf now."), "muted", wrap=True)
            choice = Field(say("Device to put aside"), devices) if read.devices else none
            refill(self._actions, holder(column(choice, row(None, aside), self._small(made), space=10)))
        elif made.state is State.READY:
            lend = Primary(say("Lend {tag}", tag=made.held), "Ctrl+Return", say("Ctrl+Enter"))
            lend.clicked.connect(lambda: self.office.go("desk", ("device", made.held_id)))
            refill(self._actions, holder(column(row(None, lend), self._small(made), space=10)))
        else:
            refill(self._actions, self._small(made))

    def _small(self, made: ReservationRow) -> QWidget:
        """The lesser things: other days, cancel, the client's page."""
        say, shown = self.words.say, []
        if made.state is State.READY:
            back = button(say("Put back on the shelf"), icon="rotate-ccw")
            back.clicked.connect(self._release)
            shown.append(back)
        if made.state in {State.WAITING, State.READY}:
            moves = button(say("Change the dates…"), icon="calendar-clock", key="Ctrl+D")
            moves.clicked.connect(self._move)
            cancels = button(say("Cancel it…"), icon="x")
            cancels.clicked.connect(self._cancel)
            shown += [moves, cancels]
        if made.client_id is not None:
            client_id = made.client_id
            page = button(say("Client page"), "link", flush="left" if not shown else "")
            page.clicked.connect(lambda: self.office.go("clients", client_id))
            shown.append(page)
        made_flow = QWidget()
        made_flow.setLayout(Flow(*shown))
        return made_flow

    def _put_aside(self, device_id: int, override: str = "") -> None:
        id_, key = self._id, uuid4().hex
        self.office.do(
            self,
            lambda store, by: reserving.put_aside(store, id_, device_id, by, override=override, idem=key),
            lambda done: self._said(done, self.words.say("{tag} put aside", tag=done.result.tag)),
            lambda reasons: self._not_aside(device_id, reasons),
        )

    def _not_aside(self, device_id: int, reasons: tuple[Refusal, ...]) -> None:
        """Say why; where it may be overruled, ask for the reason."""
        said = of_refusals(reasons, self.words)
        if not self.office.may_overrule(reasons):
            self.office.say(said, error=True)
            self.reload()
            return
        say = self.words.say
        dialog = ReasonDialog(self.office, say("Put aside anyway"), said, say("Put aside"), parent=self)
        dialog.given.connect(lambda reason: self._put_aside(device_id, reason))
        dialog.open()

    def _release(self) -> None:
        id_, key = self._id, uuid4().hex
        said = self.words.say("Put back on the shelf")
        self.office.do(
            self, lambda store, by: reserving.release(store, id_, by, idem=key), lambda done: self._said(done, said)
        )

    def _move(self) -> None:
        from loanmanager.ui.dialogs.move_reservation import MoveDialog  # when it is asked for

        if self._made:
            MoveDialog(self.office, self._made, parent=self).open()

    def _cancel(self) -> None:
        if self._made is None:
            return
        say = self.words.say
        text = say("{name} loses the place in the list. What is put aside is free again.", name=self._made.name)
        leave = say("Leave it as it is")
        dialog = ReasonDialog(
            self.office, say("Cancel this reservation?"), text, say("Cancel the reservation"), leave=leave, parent=self
        )
        dialog.given.connect(self._cancelled)
        dialog.open()

    def _cancelled(self, reason: str) -> None:
        id_, key = self._id, uuid4().hex
        said = self.words.say("Reservation cancelled")
        self.office.do(
            self,
            lambda store, by: reserving.cancel(store, id_, reason, by, idem=key),
            lambda done: self._said(done, said),
        )

    def _said(self, done: Done[Held], text: str) -> None:
        entry_id = done.entry_id
        self.office.say(text, (self.words.say("Undo"), lambda: ask_undo(self.office, entry_id, self)))
