"""The calendar page: the grid at the left, the day or the reservation at the right (product 4.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from loanmanager.operations.done import Kind
from loanmanager.storage import search
from loanmanager.ui.pages.calendar import plan as plans
from loanmanager.ui.pages.calendar.day_detail import DayDetail
from loanmanager.ui.pages.calendar.grid import CalendarGrid
from loanmanager.ui.pages.calendar.plan import MONTH
from loanmanager.ui.pages.calendar.reservation_detail import ReservationDetail
from loanmanager.ui.pages.calendar.tools import Legend, Tools
from loanmanager.ui.pages.page import Page
from loanmanager.ui.places import SCAN
from loanmanager.ui.widgets.empty import Empty
from loanmanager.ui.widgets.layout import Grow, bed, column, head, holder, row
from loanmanager.ui.widgets.split_detail import SplitDetail

if TYPE_CHECKING:
    from loanmanager.domain.devices import DeviceType
    from loanmanager.storage.search import CalendarView, ReservationRow, Store
    from loanmanager.ui.office import Office
    from loanmanager.ui.pages.calendar.plan import Plan


@dataclass(frozen=True, slots=True)
class _Where:
    """What outlives a rebuild of the window: the view, the type (0 for all), the day, the reservation that is open."""

    mode: str
    type_id: int
    day: date
    reservation_id: int = 0


class CalendarPage(Page):
    """Month and week, for all types (how many are free) or one (each device with its loans and reservations).

    `open` takes the id of a reservation, ("reservation", id), ("type", id), or a date.
    """

    shows = frozenset({Kind.RESERVATIONS, Kind.LOANS, Kind.DEVICES, Kind.OFFICE, Kind.CLIENTS})

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._mode, self._type, self._day = MONTH, 0, office.today
        self._wanted = 0  # a reservation that is to be shown once it was read
        self._view: CalendarView | None = None
        self.grid = CalendarGrid(
            self.words, plans.empty(MONTH, office.today, office.view.rules.open_days, office.today)
        )
        self.day, self.reservation = DayDetail(office), ReservationDetail(office)
        self._right = QStackedWidget()
        self._right.addWidget(self.day)
        self._right.addWidget(self.reservation)
        self.split = SplitDetail(self._listing(), self._right)
        self.setLayout(column(Grow(self.split), space=0))
        self._connect()

    # Building

    def _listing(self) -> QWidget:
        say = self.words.say
        self.tools, self._legend = Tools(self.words), Legend(self.words)
        self._title = head(say("Calendar"), "", *self.tools.pages)
        self._stack = QStackedWidget()
        self._stack.addWidget(holder(row(Grow(self.grid), margins=(24, 0, 12, 0), space=0)))
        self._empty = Empty(
            "calendar-days", say("There is nothing to reserve yet. Add a device first."), say("Add a device")
        )
        self._empty.started.connect(lambda: self.office.go("devices", ("new", "")))
        self._stack.addWidget(self._empty)
        top = column(self._title, self.tools, space=12, margins=(24, 16, 24, 8))
        foot = column(self._legend, margins=(24, 8, 24, 12))
        return bed("surface", column(top, Grow(self._stack), foot, space=0))

    def _connect(self) -> None:
        self.tools.asked.connect(self._ask)
        self.tools.paged.connect(self._page)
        self.tools.chosen.connect(self._choose_type)
        self.grid.moved.connect(self._moved)
        self.grid.opened.connect(self._enter)
        self.grid.paged.connect(self._page)
        self.grid.asked.connect(self._ask)
        self.grid.scanned.connect(lambda text: self.office.go(SCAN, text))
        for each in (self.day, self.reservation):
            each.left.connect(self._leave)
        self.day.wants_new.connect(lambda: self._ask("new"))
        self.day.opened.connect(self._opened)

    # Coming here

    def open(self, what: object = None) -> None:
        """Show a reservation, a type, a day, or what was shown before."""
        match what:
            case ("reservation", int(id_)) | int(id_):
                self._wanted = id_
                self._look_up(id_)
                return
            case ("type", int(type_id)):
                self._type = type_id
            case date() as day:
                self._day = day
        self.reload()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_up(self, id_: int) -> None:
        """Find where a reservation is, and go there."""
        self.office.ask(self, lambda store: search.reservation_row(store, id_), self._go_to, key="calendar goes to")

    def _go_to(self, made: ReservationRow | None) -> None:
        if made is not None:
            self._type, self._day = made.type_id, made.first
            self._show_reservation(made.id)
            self.split.open_detail(focus=self.split.is_over())
        self.reload()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Read again what lies between the first and the last day, and work out there what is to be seen of it."""
        bare = plans.empty(self._mode, self._day, self.office.view.rules.open_days, self.office.today)
        first, last, words = bare.days[0], bare.days[-1], self.words
        kinds, kind = self.office.view.types, self._chosen_type()

        def read(store: Store) -> tuple[CalendarView, Plan]:
            if kind:
                view = search.calendar_of_type(store, first, last, bare.today, kind.id)
                return view, plans.of_type(bare, view, kind, words)
            view = search.calendar_of_types(store, first, last, bare.today, [each.id for each in kinds])
            return view, plans.of_types(bare, view, kinds, words)

        self.office.ask(self, read, lambda found: self._read(*found), key="calendar")
        if self._right.currentWidget() is self.reservation:
            self.reservation.reload()

    def _read(self, view: CalendarView, made: Plan) -> None:
        self._view = view
        self.grid.show_plan(made, self._day)
        if self._wanted and self.grid.stand_on(self._wanted):
            self._wanted = 0
        self._title.set_title(self.words.month(made.days[0]) if self._mode == MONTH else self._week_words(made.days))
        self.tools.show_choice(self.office.view.types, self._type, self._mode)
        self._stack.setCurrentIndex(0 if made.lanes else 1)
        self._legend.show_marks(shown=bool(self._chosen_type()))
        self._show_day()

    def _week_words(self, days: tuple[date, ...]) -> str:
        say = self.words.say
        return say("{first} to {last}", first=self.words.short_day(days[0]), last=self.words.short_day(days[-1]))

    def _chosen_type(self) -> DeviceType | None:
        return next((each for each in self.office.view.types if each.id == self._type), None)

    def _shown_types(self) -> tuple[DeviceType, ...]:
        kind = self._chosen_type()
        return (kind,) if kind else self.office.view.types

    # Moving about

    def _choose_type(self, type_id: int) -> None:
        self._type = type_id
        self._to_day()
        self.reload()

    def _page(self, by: int, far: bool = False) -> None:  # noqa: FBT001, FBT002 (a signal's)
        """Show the month or week before or after; at its far end where the cursor ran over the near one."""
        if far:
            ends = plans.days_of(self._mode, plans.moved(self._mode, self._day, by))
            self._day = ends[0] if by > 0 else ends[-1]
        else:
            self._day = plans.moved(self._mode, self._day, by)
        self._to_day()
        self.reload()

    def _ask(self, what: str) -> None:
        """Do what a letter or a button stands for."""
        if what == "new":
            self._reserve()
            return
        if what == "today":
            self._day = self.office.today
        else:
            self._mode = what
        self._to_day()
        self.reload()

    def _moved(self) -> None:
        """Follow the cursor: what lies under it, else its day."""
        self._day, bar = self.grid.day, self.grid.bar
        if bar is not None and bar.reservation_id:
            self._show_reservation(bar.reservation_id)
        else:
            self._to_day()
            self._show_day()

    def _to_day(self) -> None:
        self._right.setCurrentWidget(self.day)

    def _show_day(self) -> None:
        lane = self.grid.lane
        shown = self._shown_types()
        if not self._type and lane is not None:
            shown = tuple(each for each in shown if each.id == lane.type_id)
        if self._view is not None:
            self.day.show_day(self._day, self._view, shown, closed=self._closed_words(self._day))

    def _closed_words(self, day: date) -> str:
        """Say that nobody is there, and why where it is known."""
        open_days = self.office.view.rules.open_days
        if open_days.is_open(day):
            return ""
        named = next((each for each in open_days.closures if each.first <= day <= each.last and not each.lifted), None)
        name = named.named(self.words.language) if named else ""
        said = self.words.say_for("calendar", "Closed")
        return self.words.say("Closed: {name}", name=name) if name else said

    def _show_reservation(self, id_: int) -> None:
        self.reservation.show_record(id_)
        self._right.setCurrentWidget(self.reservation)
        if not self.split.is_over():
            self.split.open_detail()

    def _enter(self) -> None:
        """Go into what the cursor stands on: a loan opens on its own page, all of a type as its devices."""
        lane, bar = self.grid.lane, self.grid.bar
        if bar is not None and bar.loan_id:
            self.office.go("loans", bar.loan_id)
        elif lane is not None and not self._type:
            self._choose_type(lane.type_id)
        else:
            self.split.open_detail(focus=True)

    def _opened(self, kind: str, id_: int) -> None:
        if kind == "loan":
            self.office.go("loans", id_)
        else:
            self._show_reservation(id_)
            self.split.open_detail(focus=True)

    def _leave(self) -> None:
        """Go from a reservation to its day; from the day, back to the grid."""
        if self._right.currentWidget() is self.reservation:
            self._to_day()
            self._show_day()
            if not self.split.is_over():
                self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.split.close_detail()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the right third where there is room for it."""
        super().resizeEvent(event)
        if not self.split.is_over() and not self.split.is_open():
            self.split.open_detail()

    # Reserving

    def _reserve(self) -> None:
        from loanmanager.ui.dialogs.reserve import ReserveDialog  # when it is asked for

        lane = self.grid.lane
        type_id = self._type or (lane.type_id if lane else 0)
        dialog = ReserveDialog(self.office, type_id=type_id, first=max(self._day, self.office.today), parent=self)
        dialog.open()

    # Surviving a rebuild

    def take_focus(self) -> bool:
        """Take the focus into the days."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def state(self) -> object:
        """Return where one is."""
        shown = self.reservation.record_id if self._right.currentWidget() is self.reservation else 0
        return _Where(self._mode, self._type, self._day, shown)

    def put_back(self, state: object) -> None:
        """Go where one was."""
        assert isinstance(state, _Where)
        self._mode, self._type, self._day = state.mode, state.type_id, state.day
        if state.reservation_id:
            self._show_reservation(state.reservation_id)
        self.reload()
