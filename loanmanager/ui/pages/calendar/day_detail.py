"""One day: whether the office is open, what is free, what begins, ends and waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from loanmanager.domain.promises import shortage
from loanmanager.domain.reservations import State
from loanmanager.ui.pages.calendar.painting import MARKS
from loanmanager.ui.widgets.buttons import Primary, button
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, bed, column, facts, head, holder, line, refill, row
from loanmanager.ui.widgets.two_lines import Entry, TwoLineList

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from loanmanager.domain.devices import DeviceType
    from loanmanager.storage.search import CalendarLoan, CalendarView, ReservationRow
    from loanmanager.ui.office import Office


class DayDetail(QWidget):
    """The right third of the calendar for a day.

    Signals: left(): close this; wants_new(): reserve from this day; opened("reservation" or "loan", id).
    """

    left = Signal()
    wants_new = Signal()
    opened = Signal(str, int)

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office, self.words = office, office.words
        say = self.words.say
        off = button("", "quiet", "x", says=say("Close"), flush="right")
        off.clicked.connect(self.left)
        self._head = head("", "", off)
        self._closed = label("", "muted", wrap=True)
        self._free = column(space=0)
        self.new = Primary(say("Reserve from this day"), "", "N")
        self.new.clicked.connect(self.wants_new)
        self.list = TwoLineList(say("On this day"))
        self.list.opened.connect(self._opened)
        self._nothing = label(say("Nothing begins, ends or waits on this day."), "muted", wrap=True)
        top = column(
            self._head, self._closed, self._free, row(None, self.new), line(), space=10, margins=(20, 16, 20, 0)
        )
        under = column(label(say("On this day"), "section"), margins=(20, 10, 20, 0))
        empty = column(self._nothing, None, margins=(20, 0, 20, 0))
        self._empty = holder(empty)
        inside = column(top, under, 6, Grow(self._empty), Grow(self.list), space=0)
        self.setLayout(row(bed("surface", inside), space=0))

    def show_day(self, day: date, view: CalendarView, types: Iterable[DeviceType], *, closed: str) -> None:
        """Show a day; `closed` says why nobody is there, nothing where somebody is."""
        words, today = self.words, self.office.today
        self._head.set_title(words.day(day, today), words.away(day, today) if day >= today else "")
        self._closed.setText(closed)
        self._closed.setVisible(bool(closed))
        free = [(each.name.in_(words.language), self._free_words(each, view, day)) for each in types]
        refill(self._free, *([holder(facts(free, caption=84, down=4))] if day >= today and free else []))
        self.new.setEnabled(day >= today)
        entries = self._entries(day, view, {each.id for each in types})
        self.list.set_entries(entries)
        self.list.setVisible(bool(entries))
        self._empty.setVisible(not entries)

    def _free_words(self, kind: DeviceType, view: CalendarView, day: date) -> str:
        free, short = shortage(kind.id, view.promises, day)
        if short:
            return self.words.count("{n} missing", "{n} missing", short)
        return self.words.count("{n} free", "{n} free", free)

    def _entries(self, day: date, view: CalendarView, types: set[int]) -> list[Entry]:
        open_ones = [each for each in view.reservations if each.type_id in types and each.first <= day <= each.last]
        found = [self._reservation(each, day) for each in open_ones if each.state is not State.LENT]
        moving = [each for each in view.moving.get(day, ()) if each.type_id in types]
        return [*found, *(self._loan(each, day) for each in moving)]

    def _reservation(self, made: ReservationRow, day: date) -> Entry:
        words = self.words
        ready = made.state is State.READY
        mark = MARKS["ready" if ready else "waiting"]
        what = made.held or made.tag or made.type.in_(words.language)
        right = (
            words.say_for("calendar", "begins")
            if day == made.first
            else words.say_for("calendar", "ends")
            if day == made.last
            else ""
        )
        return Entry(
            f"reservation {made.id}",
            mark.icon,
            made.name,
            what,
            right,
            words.say_for("calendar", "put aside") if ready else words.say_for("calendar", "waiting"),
            ink=mark.token,
        )

    def _loan(self, loan: CalendarLoan, day: date) -> Entry:
        words = self.words
        late = loan.back is None and loan.due < self.office.today
        mark = MARKS["back" if loan.back is not None else "late" if late else "loan"]
        if loan.back is not None and day == loan.back:
            said = words.say_for("calendar", "came back")
        elif day == loan.first:
            said = words.say_for("calendar", "went out")
        else:
            said = (
                words.say_for("calendar", "was due")
                if loan.back is not None or late
                else words.say_for("calendar", "due")
            )
        return Entry(f"loan {loan.loan_id}", mark.icon, loan.name, loan.tag, said, loan.number, ink=mark.token)

    def _opened(self, key: str) -> None:
        kind, _, id_ = key.partition(" ")
        if id_:
            self.opened.emit(kind, int(id_))
