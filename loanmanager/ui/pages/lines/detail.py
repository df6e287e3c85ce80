"""One line: its state and what its carrier is to be asked for, its fields, its PIN on request, where it was, its history."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from loanmanager.domain.devices import Line, LineState
from loanmanager.domain.lines import LineTask
from loanmanager.i18n import local_time
from loanmanager.operations import line_secrets, lines
from loanmanager.operations.done import By, Done
from loanmanager.operations.inventory import Edit, Saved
from loanmanager.operations.line_secrets import Secrets
from loanmanager.operations.lines import Asked, MoveLine
from loanmanager.storage import search
from loanmanager.storage.search import LineUseRow, LineView, Store
from loanmanager.ui.dialogs.carrier import CarrierDialog
from loanmanager.ui.dialogs.move_line import MoveLineDialog
from loanmanager.ui.dialogs.pin import PinDialog
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.line_marks import LINE_MARKS, state_words
from loanmanager.ui.office import Office
from loanmanager.ui.pages.edit_lines import EditLines
from loanmanager.ui.pages.lines.fields import line_fields
from loanmanager.ui.pages.record_detail import Read, RecordDetail, history
from loanmanager.ui.undo import ask_undo
from loanmanager.ui.widgets.buttons import Primary, button
from loanmanager.ui.widgets.labels import Elided, label, literal
from loanmanager.ui.widgets.layout import Grow, bed, column, head, holder, line, refill, row
from loanmanager.ui.widgets.notice import Notice
from loanmanager.ui.widgets.panel import Panel
from loanmanager.ui.widgets.status import Status

_SHOWN_FOR = 30_000
"""Milliseconds for which a PIN stays on screen."""


class LineDetail(RecordDetail[Line]):
    """The right third of the lines page."""

    about = "line"

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        say = self.words.say
        more = button("", "quiet", "ellipsis", says=say("More"))
        more.clicked.connect(lambda: self._open_menu(more))
        off = button("", "quiet", "x", says=say("Close"), flush="right")
        off.clicked.connect(self.left)
        self._head = head("", "", more, off)
        self._name = Elided("", "muted")
        self._status, self._place = Status(LINE_MARKS[LineState.ACTIVE], ""), label("", "small", wrap=True)
        self.primary = Primary("")
        self.primary.clicked.connect(self._act)
        self._drop = button(say("Leave it"), "link", flush="right")
        self._drop.clicked.connect(self._ask_drop)
        self._waits = Notice("todo", "signal", "", self._drop)
        self._fields = self.form(
            EditLines(
                line_fields(office), unreadable=say("This does not fit here."), keeps=say("Enter keeps, Esc puts back")
            )
        )
        self._secret = label("", "mono")
        self._show_pin = button(say("Show"), "link", says=say("Show PIN and PUK"))
        self._show_pin.clicked.connect(self._ask_pin)
        self._set_pin = button(say("Change"), "link", flush="right", says=say("Change PIN and PUK"))
        self._set_pin.clicked.connect(self._ask_new_pin)
        office.allow("restricted", self._show_pin, self._set_pin)
        self._shown_of = 0  # the line whose PIN is in sight
        self._hides = QTimer(self, singleShot=True, interval=_SHOWN_FOR)
        self._hides.timeout.connect(self._hide_pin)
        self._uses = QVBoxLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        say = self.words.say
        state = column(row(self._status, None, self.primary, space=12), 4, self._place, space=0)
        inside = column(
            self._fields,
            10,
            line(),
            10,
            row(label(say("PIN and PUK"), "section"), 8, self._secret, None, self._show_pin, self._set_pin, space=4),
            10,
            line(),
            12,
            label(say("Where it was"), "section"),
            6,
            self._uses,
            12,
            line(),
            12,
            label(say("History"), "section"),
            4,
            Grow(self.timeline),
            space=0,
            margins=(20, 8, 20, 8),
        )
        top = column(self._head, self._name, 12, state, 8, self._waits, 8, line(), space=0, margins=(20, 16, 20, 0))
        whole = column(top, Grow(Panel(bed("surface", inside))), space=0)
        self.setLayout(row(bed("surface", whole), space=0))

    # Reading

    def question(self, id_: int) -> Callable[[Store], Read[Line] | None]:
        """Return the question for a line, where it is and was, and what waits."""
        today = self.office.today

        def ask(store: Store) -> Read[Line] | None:
            view = search.line_view(store, id_, today)
            return Read(view.line, history(store, "line", id_), view) if view else None

        return ask

    def edit(self, store: Store, form: Edit, by: By) -> Done[Saved]:
        """Keep a change of the line."""
        return lines.edit_line(store, form, by)

    # Showing

    def show_read(self, read: Read[Line]) -> None:
        """Show the line."""
        view: LineView = read.more
        self._head.set_title(view.row.name)
        self._name.setText(" · ".join(part for part in (view.line.carrier, view.line.plan) if part))
        self._status.set_status(LINE_MARKS[view.line.state], state_words(view.line.state, self.words))
        self._place.setText(self._where(view))
        self._offer(view.line.state)
        self._show_waiting(view)
        if self._shown_of != view.line.id:  # reading it again leaves what was asked for in sight
            self._hide_pin()
        refill(self._uses, *self._used(view.uses))

    def _where(self, view: LineView) -> str:
        say, place = self.words.say, view.row
        if not place.tag:
            return say("In no device")
        if not place.with_name:
            return say("In {tag}", tag=place.tag)
        due = f"\n{say('due {day}', day=self.words.day(place.due, self.office.today))}" if place.due else ""
        return say("In {tag}, with {client}", tag=place.tag, client=place.with_name) + due

    def _offer(self, state: LineState) -> None:
        """Offer the one thing that a carrier can do with a line in this state."""
        say = self.words.say
        offers = {
            LineState.ACTIVE: say("Suspend…"),
            LineState.SUSPENDED: say("Reactivate…"),
            LineState.PENDING: say("It is active…"),
        }
        self.primary.setVisible(state in offers)
        if state in offers:
            self.primary.set_words(offers[state], "Ctrl+R")
            self.primary.setShortcut("Ctrl+R")

    def _show_waiting(self, view: LineView) -> None:
        """Say what the carrier is to be asked for today, and why."""
        say, place = self.words.say, view.row
        self._waits.setVisible(view.task is not None)
        if view.task is LineTask.SUSPEND and place.due:
            days = self.words.away(place.due, self.office.today)
            self._waits.set_text(say("{tag} is {late}.", tag=place.tag, late=days), say("To suspend"))
        elif view.task is LineTask.SUSPEND:
            self._waits.set_text(say("{tag} is lost or stolen.", tag=place.tag), say("To suspend"))
        elif view.task is LineTask.REACTIVATE:
            self._waits.set_text(say("{tag} can be lent again once it is.", tag=place.tag), say("To reactivate"))

    def _used(self, uses: tuple[LineUseRow, ...]) -> list[QWidget]:
        if not uses:
            return [label(self.words.say("In no device yet"), "muted")]
        return [self._use(each) for each in uses]

    def _use(self, use: LineUseRow) -> QWidget:
        words, today = self.words, self.office.today
        link = button(use.tag, "link", flush="left", says=words.say("Open {tag}", tag=use.tag))
        link.clicked.connect(partial(self._go_to, use.device_id))
        since = words.day(local_time(use.since).date(), today)
        until = words.day(local_time(use.until).date(), today) if use.until else ""
        said = (
            words.say("{since} to {until}", since=since, until=until) if until else words.say("since {day}", day=since)
        )
        return holder(row(link, label(said, "small"), None, space=8))

    def _go_to(self, device_id: int, _checked: object = None) -> None:
        self.office.go("devices", device_id)

    # Doing

    @property
    def _view(self) -> LineView | None:
        return self.read.more if self.read else None

    def _act(self) -> None:
        if self._view:
            active = self._view.line.state is LineState.ACTIVE
            self._ask_carrier(LineTask.SUSPEND if active else LineTask.REACTIVATE)

    def _ask_carrier(self, task: LineTask) -> None:
        view = self._view
        assert view is not None
        CarrierDialog(self.office, view.line.id, view.row.name, task, parent=self).open()

    def _ask_drop(self) -> None:
        view, say = self._view, self.words.say
        if view is None or view.task is None:
            return
        line_id, task = view.line.id, view.task
        text = say("The line stays as it is. It is asked about again after the next loan.")
        dialog = ReasonDialog(self.office, say("Leave the line as it is?"), text, say("Leave it"), parent=self)
        dialog.given.connect(lambda reason: self._leave(line_id, task, reason))
        dialog.open()

    def _leave(self, line_id: int, task: LineTask, reason: str) -> None:
        self.office.do(
            self, lambda store, by: lines.drop_task(store, line_id, task, by, reason=reason), self._left_as_it_is
        )

    def _left_as_it_is(self, done: Done[Asked]) -> None:
        say = self.words.say
        self._told(say("Line {name} stays as it is", name=done.result.name), done.entry_id)

    def _take_out(self) -> None:
        assert self._view is not None
        form = MoveLine(self._view.line.id, None)
        self.office.do(self, lambda store, by: lines.move_line(store, form, by), self._taken_out)

    def _taken_out(self, done: Done[Saved]) -> None:
        say = self.words.say
        self._told(say("Line {name} is in no device now", name=done.result.name), done.entry_id)

    def _told(self, text: str, entry_id: int) -> None:
        self.office.say(text, (self.words.say("Undo"), lambda: ask_undo(self.office, entry_id, self)))

    # PIN and PUK

    def _hide_pin(self) -> None:
        view = self._view
        kept, self._shown_of = bool(view and view.has_pin), 0
        self._hides.stop()
        self._secret.setText("••••" if kept else self.words.say("not kept"))
        self._show_pin.setVisible(kept)

    def _ask_pin(self) -> None:
        line_id = self._id
        self.office.do(self, lambda store, by: line_secrets.show_pin(store, line_id, by), self._reveal)

    def _reveal(self, done: Done[Secrets]) -> None:
        if done.result.line_id == self._id:
            self._shown_of = self._id
            self._secret.setText(" · ".join(part for part in (done.result.pin, done.result.puk) if part))
            self._show_pin.hide()
            self._hides.start()

    def _ask_new_pin(self) -> None:
        if self._view:
            self._hide_pin()
            PinDialog(self.office, self._view.line.id, self._view.row.name, parent=self).open()

    def _open_menu(self, at: QWidget) -> None:
        view = self._view
        if view is None:
            return
        say, place, here = self.words.say, view.row, view.row.device_id is None or not view.row.with_name
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if here:
            menu.addAction(
                say("Move to another device…") if place.tag else say("Put it into a device…"),
                lambda: MoveLineDialog(self.office, place, parent=self).open(),
            )
        if here and place.tag:
            menu.addAction(literal(say("Take it out of {tag}", tag=place.tag)), self._take_out)
        if view.line.state is not LineState.CANCELLED:
            ends = menu.addAction(say("Cancel the line…"), partial(self._ask_carrier, LineTask.CANCEL))
            self.office.allow("lines", ends)
        if self.undoable():
            menu.addAction(say("Undo the last step…"), self.undo_last)
        menu.addAction(say("Copy the number"), partial(QApplication.clipboard().setText, place.name))
        menu.popup(at.mapToGlobal(at.rect().bottomLeft()))
