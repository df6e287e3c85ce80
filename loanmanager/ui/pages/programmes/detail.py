"""One programme: its name, who takes part and what each has, its history."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from loanmanager import sentences
from loanmanager.domain.programmes import Programme
from loanmanager.domain.refusal import Refusal
from loanmanager.operations import programmes
from loanmanager.operations.done import Done
from loanmanager.operations.programmes import Kept, Seated
from loanmanager.storage import search
from loanmanager.storage.search import MemberRow, ProgrammeView, Store
from loanmanager.ui.dialogs.client_field import ClientField
from loanmanager.ui.office import Office
from loanmanager.ui.pages.edit_lines import EditLine, EditLines
from loanmanager.ui.pages.record_detail import Read, RecordDetail, history
from loanmanager.ui.undo import ask_undo
from loanmanager.ui.widgets.buttons import Primary, button
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, bed, column, head, holder, line, refill, row
from loanmanager.ui.widgets.panel import Panel


class ProgrammeDetail(RecordDetail[Programme]):
    """The right third of the programmes page."""

    about = "programme"

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        say = self.words.say
        more = button("", "quiet", "ellipsis", says=say("More"))
        more.clicked.connect(lambda: self._open_menu(more))
        off = button("", "quiet", "x", says=say("Close"), flush="right")
        off.clicked.connect(self.left)
        self._head = head("", "", more, off)
        self._about = label("", "muted", wrap=True)
        self.primary = Primary(say("Lend to the group"))
        self.primary.clicked.connect(lambda: self.office.go("group", ("programme", self._id)))
        self._members = QVBoxLayout()
        self.add = ClientField(office, says=say("Add a client"), placeholder=say("Add a client: name, number or card"))
        self.add.chosen.connect(self._picked)
        self.add.returnPressed.connect(lambda: self._picked(self.add.value()))
        keeps, unreadable = say("Enter keeps, Esc puts back"), say("This does not fit here.")
        name = EditLine("name", say("Name"))
        self._fields = self.form(EditLines((name,), unreadable=unreadable, keeps=keeps))
        self._lay_out()

    def _lay_out(self) -> None:
        say = self.words.say
        top = column(
            self._head, row(Grow(self._about), self.primary, space=12), line(), space=8, margins=(20, 16, 20, 0)
        )
        inside = column(
            self._fields,
            line(),
            label(say("Who takes part"), "section"),
            self.add,
            self._members,
            line(),
            label(say("History"), "section"),
            Grow(self.timeline),
            space=10,
            margins=(20, 8, 20, 8),
        )
        self.timeline.setMinimumHeight(160)
        self.setLayout(row(bed("surface", column(top, Grow(Panel(bed("surface", inside))), space=0)), space=0))

    # Reading and showing

    def question(self, id_: int) -> Callable[[Store], Read[Programme] | None]:
        """Return the question for a programme, who takes part and its history."""
        today = self.office.today

        def ask(store: Store) -> Read[Programme] | None:
            view = search.programme_view(store, id_, today)
            return Read(view.programme, history(store, "programme", id_), view) if view else None

        return ask

    def show_read(self, read: Read[Programme]) -> None:
        """Show the programme."""
        programme, view, words = read.record, read.more, self.words
        assert isinstance(view, ProgrammeView)
        self._head.set_title(programme.name)
        out = sum(each.client.out for each in view.members)
        said = [words.count("{n} client", "{n} clients", len(view.members))]
        said += [words.count("{n} device out", "{n} devices out", out)] if out else []
        said += [] if programme.active else [words.say("over")]
        self._about.setText(" · ".join(said))
        self.primary.setEnabled(bool(view.members))
        self.add.setEnabled(programme.active)
        nobody = label(words.say("Nobody yet. Add clients above, or on their own page."), "muted", wrap=True)
        refill(self._members, *([self._member(each) for each in view.members] or [nobody]))

    def _member(self, member: MemberRow) -> QWidget:
        client, words, today = member.client, self.words, self.office.today
        opens = button(client.name, "link", flush="left", says=words.say("Open {name}", name=client.name))
        opens.clicked.connect(partial(self._open_client, client.id))
        off = button("", "quiet", "x", says=words.say("Take {name} out", name=client.name), flush="right")
        off.clicked.connect(partial(self._leave, client.id))
        late = bool(client.due and client.due < today)
        due = f"{words.say('due {day}', day=words.day(client.due, today))}" if client.due else words.say("nothing out")
        said = label(words.away(client.due, today) if late and client.due else due, "", ink="late" if late else "muted")
        tags = [label(", ".join(member.tags), "mono", wrap=True)] if member.tags else []
        told = column(row(opens, None), row(*tags, said, None, space=10), space=0)
        return holder(row(Grow(told), off, space=8))

    def _open_client(self, client_id: int, _checked: object = None) -> None:
        self.office.go("clients", client_id)

    # Doing

    def send(
        self,
        was: dict[str, Any],  # noqa: ARG002 (as every detail sends; a programme has one field)
        now: dict[str, Any],
        lines: EditLines | None = None,  # noqa: ARG002 (as above)
        *,
        beside: str = "",  # noqa: ARG002 (as above)
    ) -> None:
        """Give the programme another name; a refusal is said beside it."""
        id_, name, key = self._id, str(now["name"]), uuid4().hex

        def refused(reasons: tuple[Refusal, ...]) -> None:
            self._fields.set_error("name", sentences.of_refusals(reasons, self.words))

        self.office.do(
            self, lambda store, by: programmes.rename_programme(store, id_, name, by, idem=key), self._kept, refused
        )

    def _kept(self, done: Done[Kept]) -> None:
        self._say(self.words.say("{name} saved", name=done.result.name), done.entry_id)

    def _picked(self, client_id: object) -> None:
        """Let somebody take part at once, and be ready for the next."""
        if not isinstance(client_id, int) or not client_id or not self.add.text():
            return
        QTimer.singleShot(0, self.add, lambda: self.add.set_client(0, ""))  # the list writes its words in first
        id_, wanted, key = self._id, client_id, uuid4().hex
        self.office.do(self, lambda store, by: programmes.join(store, id_, [wanted], by, idem=key), self._joined)

    def _joined(self, done: Done[Seated]) -> None:
        words = self.words
        if done.result.clients:
            self._say(words.count("{n} client added", "{n} clients added", done.result.clients), done.entry_id)
        else:
            self.office.say(words.say("They take part already."))

    def _leave(self, client_id: int, _checked: object = None) -> None:
        id_, key = self._id, uuid4().hex
        self.office.do(self, lambda store, by: programmes.leave(store, id_, [client_id], by, idem=key), self._left_it)

    def _left_it(self, done: Done[Seated]) -> None:
        said = self.words.count("{n} client taken out", "{n} clients taken out", done.result.clients)
        self._say(said, done.entry_id)

    def _end(self, *, active: bool) -> None:
        id_, key = self._id, uuid4().hex
        self.office.do(
            self,
            lambda store, by: programmes.end_programme(store, id_, by, active=active, idem=key),
            self._kept,
        )

    def _renew_all(self) -> None:
        from loanmanager.ui.dialogs.renew_many import RenewManyDialog  # when it is asked for

        if self.read:
            RenewManyDialog(self.office, self.read.record.name, parent=self).open()

    def _say(self, text: str, entry_id: int) -> None:
        self.office.say(text, (self.words.say("Undo"), partial(ask_undo, self.office, entry_id, self)))

    def _open_menu(self, at: QWidget) -> None:
        if self.read is None:
            return
        say = self.words.say
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(say("Renew its loans…"), self._renew_all)
        if self.read.record.active:
            turns = menu.addAction(say("End this programme"), lambda: self._end(active=False))
        else:
            turns = menu.addAction(say("Take it up again"), lambda: self._end(active=True))
        self.office.allow("programmes", turns)
        if self.undoable():
            menu.addAction(say("Undo the last step…"), self.undo_last)
        menu.popup(at.mapToGlobal(at.rect().bottomLeft()))
