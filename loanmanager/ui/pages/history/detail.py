"""One entry of the history: what, when, by whom, why, about which records, and the code by which it is checked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from loanmanager.i18n import local_time
from loanmanager.operations import looking_back
from loanmanager.ui.pages.history.telling import WHERE, of_record, told
from loanmanager.ui.pages.list_page import Detail
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, bed, column, head, holder, line, refill, row
from loanmanager.ui.widgets.notice import Notice
from loanmanager.ui.widgets.panel import Panel

if TYPE_CHECKING:
    from datetime import datetime

    from loanmanager.storage.search import About, EntryRow
    from loanmanager.ui.office import Office


class EntryDetail(Detail):
    """The right third of the history. Signal: asked(number of another entry)."""

    asked = Signal(int)

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office, self.words = office, office.words
        self._id = 0
        say = self.words.say
        off = button("", "quiet", "x", says=say("Close"), flush="right")
        off.clicked.connect(self.left)
        self._head = head("", "", off)
        self._what, self._when = label("", "strong", wrap=True), label("", "muted", wrap=True)
        self._note = label("", wrap=True)
        self._undone, self._records = QVBoxLayout(), QVBoxLayout()
        self._code = label("", "mono")
        self._lay_out()

    def _lay_out(self) -> None:
        say = self.words.say
        about = say(
            "Each entry’s code is made of all that is in it and of the code before it. Write it down or compare it with a"
            " backup: while the code is the same, nothing up to here was changed."
        )
        inside = column(
            self._what,
            self._when,
            self._note,
            self._undone,
            line(),
            label(self.words.say_for("history", "About"), "section"),
            self._records,
            line(),
            label(say("Check code"), "section"),
            self._code,
            label(about, "muted", wrap=True),
            None,
            space=8,
            margins=(20, 8, 20, 16),
        )
        top = column(self._head, space=8, margins=(20, 16, 20, 0))
        self.setLayout(row(bed("surface", column(top, Grow(Panel(bed("surface", inside))), space=0)), space=0))

    def show_record(self, id_: int) -> None:
        """Show an entry by its number."""
        self._id = id_
        self.reload()

    def reload(self) -> None:
        """Read the entry again: it may have been undone."""
        by, id_ = self.office.by(), self._id
        if id_:
            self.office.ask(self, lambda store: looking_back.entry(store, id_, by), self._read, key="history detail")

    def _read(self, found: tuple[EntryRow, int] | None) -> None:
        if found is None:
            return
        entry, many = found
        event, words = told(entry, self.office), self.words
        self._head.set_title(words.say("Entry {number}", number=words.number(entry.id)))
        self._what.setText(event.what)
        nobody = words.say("the program itself, or nobody signed in")
        self._when.setText(f"{self._moment(entry.row.at)}, {entry.row.staff or nobody}")
        self._note.setText(event.note)
        self._note.setVisible(bool(event.note))
        refill(self._undone, *self._undoing(entry))
        refill(self._records, *self._subjects(entry, many))
        self._code.setText(entry.code)
        self._code.setAccessibleName(words.say("Check code {code}", code=entry.code))

    def _moment(self, at: datetime) -> str:
        local = local_time(at)
        return f"{self.words.day(local.date())}, {self.words.clock(local)}"

    def _undoing(self, entry: EntryRow) -> list[QWidget]:
        """Return who undid this and why, and the way to the entry that it belongs to."""
        say = self.words.say
        if entry.undoing:
            undo = entry.undoing
            said = ", ".join(part for part in (self._moment(undo.at), undo.staff) if part)
            return [Notice("todo", "undo-2", f"{said} · {undo.reason}", self._other(undo.id), strong=say("Undone"))]
        return [holder(row(self._other(entry.undoes), None))] if entry.undoes else []

    def _other(self, id_: int) -> QWidget:
        made = button(self.words.say("Entry {number}", number=self.words.number(id_)), "link", flush="left")
        made.clicked.connect(partial(self.asked.emit, id_))
        return made

    def _subjects(self, entry: EntryRow, many: int) -> list[QWidget]:
        left = many - len(entry.subjects)
        more = [label(self.words.count("and {n} more", "and {n} more", left), "muted")] if left > 0 else []
        return [*(self._record(each) for each in entry.subjects), *more]

    def _record(self, about: About) -> QWidget:
        said = of_record(about, self.words)
        if about.kind not in WHERE or not about.name:  # a reservation that was taken back has gone
            return label(said)
        opens = button(said, "link", flush="left", says=self.words.say("Open {name}", name=said))
        opens.clicked.connect(partial(self.office.go, WHERE[about.kind], about.id))
        return holder(row(opens, None))
