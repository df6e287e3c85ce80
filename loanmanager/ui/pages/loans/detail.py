"""One loan: who, since when, what is still out, its papers, its history."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from loanmanager.domain.clients import Client
from loanmanager.domain.loans import BackState, Item, ItemEnd, Loan
from loanmanager.i18n import local_time
from loanmanager.sentences import of_status
from loanmanager.storage import search
from loanmanager.storage.search import PaperRow, Store
from loanmanager.ui.dialogs.renew import RenewDialog
from loanmanager.ui.icons import Icon
from loanmanager.ui.office import Office
from loanmanager.ui.pages.record_detail import Read, RecordDetail, history
from loanmanager.ui.papers import kind_words
from loanmanager.ui.tokens import Mark
from loanmanager.ui.widgets.buttons import Primary, button
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.labels import Elided, label, literal, set_ink
from loanmanager.ui.widgets.layout import Grow, bed, column, head, holder, line, refill, row
from loanmanager.ui.widgets.panel import Panel
from loanmanager.ui.widgets.status import Status


class LoanDetail(RecordDetail[Loan]):
    """The right third of the loans page."""

    about = "loan"

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        say = self.words.say
        more = button("", "quiet", "ellipsis", says=say("More"))
        more.clicked.connect(lambda: self._open_menu(more))
        off = button("", "quiet", "x", says=say("Close"), flush="right")
        off.clicked.connect(self.left)
        self._head = head("", "", more, off)
        self._client = Elided("", "strong")
        self._page = button(say("Client page"), "link", flush="right")
        self._page.clicked.connect(self._open_client)
        self._due, self._about = label("", "strong", wrap=True), label("", "muted", wrap=True)
        self.primary = Primary(say("Renew"), "Ctrl+R")
        self.primary.clicked.connect(self._renew)
        self._items, self._papers = QVBoxLayout(), QVBoxLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        say = self.words.say
        top = column(
            self._head,
            row(Grow(self._client), self._page),
            row(Grow(holder(column(self._due, self._about, space=2))), self.primary, space=12),
            line(),
            space=8,
            margins=(20, 16, 20, 0),
        )
        inside = column(
            label(say("Devices"), "section"),
            self._items,
            line(),
            label(say("Papers"), "section"),
            self._papers,
            line(),
            label(say("History"), "section"),
            Grow(self.timeline),
            space=8,
            margins=(20, 8, 20, 8),
        )
        self.timeline.setMinimumHeight(160)
        self.setLayout(row(bed("surface", column(top, Grow(Panel(bed("surface", inside))), space=0)), space=0))

    def question(self, id_: int) -> Callable[[Store], Read[Loan] | None]:
        """Return the question for a loan, its client, its papers and its history."""

        def ask(store: Store) -> Read[Loan] | None:
            loan = search.loan_record(store, id_=id_)
            if loan is None:
                return None
            more = (search.client_record(store, loan.client_id), search.papers_of(store, id_))
            return Read(loan, history(store, "loan", id_), more)

        return ask

    def values_of(self, record: Loan) -> dict[str, Any]:  # noqa: ARG002 (a loan has no field that is edited in place)
        """Return nothing: what a loan says, operations say."""
        return {}

    # Showing

    def show_read(self, read: Read[Loan]) -> None:
        """Show the loan."""
        loan, words, today = read.record, self.words, self.office.today
        client, papers = read.more
        assert isinstance(client, Client)
        self._head.set_title(loan.number)
        self._client.setText(client.listed_name)
        due = loan.due
        self._due.setText(self._due_words(loan))
        set_ink(self._due, "late" if due and due < today else "text")
        said = [words.say("Out since {day}", day=words.day(loan.out_on, today)), loan.purpose, loan.programme]
        if loan.renewed:
            said.append(words.count("renewed {n} time", "renewed {n} times", loan.renewed))
        self._about.setText(" · ".join(part for part in said if part))
        self.primary.setVisible(due is not None)
        refill(self._items, *(self._item(item) for item in loan.items))
        refill(self._papers, *([self._paper(paper) for paper in papers] or [label(words.say("No papers"), "muted")]))

    def _due_words(self, loan: Loan) -> str:
        words, today = self.words, self.office.today
        if loan.due:
            return f"{words.say('Due {day}', day=words.day(loan.due, today))}, {words.away(loan.due, today)}"
        if all(item.end is ItemEnd.UNDONE for item in loan.items):
            return words.say("Undone: nothing was lent")
        return words.say("Everything is back")

    def _item(self, item: Item) -> QWidget:
        words, device = self.words, item.device
        name = Elided(device.make_model or device.type.name.in_(words.language), "strong")
        named = holder(Flow(name, label(device.tag, "mono"), down=1))
        parts = [self._part(part.name.in_(words.language), part.back) for part in item.parts]
        under = [label(", ".join(parts), "muted", wrap=True)] if parts else []
        state, do = ([], [self._take_back(item)]) if item.is_out else ([self._state(item)], [])
        told = column(named, *state, *under, space=2)
        return holder(row(column(Icon(device.type.icon, "text", 20), None, space=0), Grow(told), *do, space=12))

    def _take_back(self, item: Item) -> QWidget:
        say, tag = self.words.say, item.device.tag
        made = button(say("Take back"), "link", flush="right", says=say("Take back {tag}", tag=tag))
        made.clicked.connect(lambda: self.office.go("desk", ("device", item.device.id)))
        return made

    def _state(self, item: Item) -> QWidget:
        say, today = self.words.say, self.office.today
        if item.end is ItemEnd.UNDONE:
            return Status(Mark("undo-2", "retired"), say("undone"))
        if item.end is ItemEnd.LOST:
            return Status("lost", of_status("lost", self.words))
        when = local_time(item.ended_at).date() if item.ended_at else today
        return Status(Mark("arrow-down-left", "ok"), say("back {day}", day=self.words.day(when, today)))

    def _part(self, name: str, back: BackState | None) -> str:
        say = self.words.say
        if back is BackState.MISSING:
            return say("{part} missing", part=name)
        return say("{part} damaged", part=name) if back is BackState.DAMAGED else name

    def _paper(self, paper: PaperRow) -> QWidget:
        words = self.words
        opens = button(kind_words(paper.kind, words), "link", "file-text", flush="left")
        opens.clicked.connect(lambda: self.office.go("paper", paper.id))
        made = local_time(paper.made_at)
        when = f"{words.day(made.date(), self.office.today)}, {words.clock(made)}"
        state = (
            Status(Mark("undo-2", "retired"), words.say("undone"))
            if paper.undone
            else label(paper.language.upper(), "muted")
        )
        return holder(row(opens, label(when, "muted"), None, state, space=8))

    # Doing

    def _open_client(self) -> None:
        if self.read:
            self.office.go("clients", self.read.record.client_id)

    def _renew(self) -> None:
        if self.read and self.read.record.due:
            RenewDialog(self.office, self.read.record, parent=self).open()

    def _open_menu(self, at: QWidget) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.words.say("Open the client"), self._open_client)
        for item in self.read.record.open_items if self.read else ():
            words = self.words.say("Report {tag} lost, stolen or damaged…", tag=item.device.tag)
            menu.addAction(literal(words), partial(self.office.go, "incidents", ("report", item.device.id)))
        if self.undoable():
            menu.addAction(self.words.say("Undo the last step…"), self.undo_last)
        menu.popup(at.mapToGlobal(at.rect().bottomLeft()))
