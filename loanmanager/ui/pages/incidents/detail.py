"""One incident: what it is about, how it stands and what to do about it, its fields, charges, photos, papers, history."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from loanmanager.domain.incidents import Charge, ChargeState, Incident, IncidentState
from loanmanager.i18n import local_time
from loanmanager.operations import care_papers, incidents
from loanmanager.operations.done import By, Done
from loanmanager.operations.inventory import Edit, Saved
from loanmanager.sentences.happened import of_charge, of_incident, of_kind
from loanmanager.storage import search
from loanmanager.storage.search import IncidentView, PaperRow, Store
from loanmanager.ui.dialogs.decide import DecideDialog, SettleDialog
from loanmanager.ui.dialogs.found import FoundDialog
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.dialogs.sending import tell
from loanmanager.ui.office import Office
from loanmanager.ui.pages.edit_lines import EditLines
from loanmanager.ui.pages.incidents.lines import incident_lines
from loanmanager.ui.pages.incidents.marks import KINDS, incident_mark
from loanmanager.ui.pages.incidents.photos import Photos
from loanmanager.ui.pages.record_detail import Read, RecordDetail, history
from loanmanager.ui.papers import kind_words
from loanmanager.ui.tokens import Mark
from loanmanager.ui.widgets.buttons import Primary, button
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.labels import Elided, label
from loanmanager.ui.widgets.layout import Grow, bed, column, head, holder, line, refill, row
from loanmanager.ui.widgets.panel import Panel
from loanmanager.ui.widgets.status import Status

_CHARGES = {
    ChargeState.OPEN: Mark("circle-dollar-sign", "todo"),
    ChargeState.PAID: Mark("circle-check", "ok"),
    ChargeState.WAIVED: Mark("minus-circle", "muted"),
}


class IncidentDetail(RecordDetail[Incident]):
    """The right third of the incidents page."""

    about = "incident"

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        say = self.words.say
        more = button("", "quiet", "ellipsis", says=say("More"))
        more.clicked.connect(lambda: self._open_menu(more))
        off = button("", "quiet", "x", says=say("Close"), flush="right")
        off.clicked.connect(self.left)
        self._head = head("", "", more, off)
        self._kind = Status("lost", "")
        self._what = Elided("", "strong")
        self._links = QVBoxLayout()
        self._state, self._since = Status("lost", ""), label("", "small", wrap=True)
        self.primary = Primary("")
        self.primary.setShortcut("Ctrl+R")
        self.primary.setToolTip("Ctrl+R")
        self.primary.clicked.connect(self._act)
        self._action: Callable[[], None] = lambda: None
        self.found = button(say("It was found"), icon="package-check")
        self.found.clicked.connect(self._find)
        unreadable, keeps = say("This does not fit here."), say("Enter keeps, Esc puts back")
        self._fields = self.form(EditLines(incident_lines(office), unreadable=unreadable, keeps=keeps))
        self._charges, self._papers = QVBoxLayout(), QVBoxLayout()
        self.photos = Photos(office)
        self._report = button(say("Make the report"), "link", "file-plus", flush="right")
        self._report.clicked.connect(self._make_report)
        self._lay_out()

    def _lay_out(self) -> None:
        say = self.words.say
        inside = column(
            self._fields,
            10,
            line(),
            8,
            self._charges,
            self.photos,
            8,
            line(),
            8,
            row(label(say("Papers"), "section"), None, self._report),
            self._papers,
            8,
            line(),
            12,
            label(say("History"), "section"),
            4,
            Grow(self.timeline),
            space=0,
            margins=(20, 8, 20, 8),
        )
        self.timeline.setMinimumHeight(160)
        acts = QWidget()
        acts.setLayout(Flow(self.primary, self.found))
        top = column(
            self._head,
            row(self._kind, self._what, space=8),
            self._links,
            10,
            holder(column(self._state, self._since, space=2)),
            8,
            acts,
            10,
            line(),
            space=2,
            margins=(20, 16, 20, 0),
        )
        self.setLayout(row(bed("surface", column(top, Grow(Panel(bed("surface", inside))), space=0)), space=0))

    # Reading

    def question(self, id_: int) -> Callable[[Store], Read[Incident] | None]:
        """Return the question for an incident in full and its history."""

        def ask(store: Store) -> Read[Incident] | None:
            view = search.incident_view(store, id_)
            return Read(view.incident, history(store, "incident", id_), view) if view else None

        return ask

    def edit(self, store: Store, form: Edit, by: By) -> Done[Saved]:
        """Keep a change of the incident."""
        return incidents.edit(store, form, by)

    # Showing

    def show_read(self, read: Read[Incident]) -> None:
        """Show the incident."""
        incident, view, words, today = read.record, read.more, self.words, self.office.today
        assert isinstance(view, IncidentView)
        self._head.set_title(incident.number)
        self._kind.set_status(KINDS[incident.kind], of_kind(incident.kind, words))
        self._what.setText(view.named(words.language))
        refill(self._links, *self._of_whom(view))
        self._state.set_status(incident_mark(incident), of_incident(incident, words))
        reported = words.say("reported {day}", day=words.day(local_time(incident.opened_at).date(), today))
        said = [reported, view.opened_by, incident.decision_reason]
        self._since.setText(", ".join(part for part in said if part))
        self.found.setVisible(incident.findable)
        self._offer(incident)
        refill(self._charges, *([self._charged(incident)] if incident.charges else []))
        self.photos.show_photos(incident.id, view.photos)
        papers = [self._paper(paper) for paper in view.papers]
        refill(self._papers, *(papers or [label(words.say("No papers"), "muted")]))

    def _of_whom(self, view: IncidentView) -> list[QWidget]:
        """Return links to the device, the client and the loan."""
        device, client_id, loan_id = view.device, view.incident.client_id, view.loan_id
        links = [(device.tag, partial(self.office.go, "devices", device.id))]
        if client_id:
            links.append((view.name, partial(self.office.go, "clients", client_id)))
        if loan_id:
            links.append((view.loan, partial(self.office.go, "loans", loan_id)))
        made = QWidget()
        flow = Flow(across=12, down=0)
        for words, go in links:
            link = button(words, "link", flush="left", says=self.words.say("Open {name}", name=words))
            link.clicked.connect(go)
            flow.addWidget(link)
        made.setLayout(flow)
        return [made]

    def _offer(self, incident: Incident) -> None:
        """Offer the one thing that comes next."""
        say = self.words.say
        found: tuple[str, Callable[[], None]] | None = None
        if incident.open_charges:
            found = say("Settle the charge"), lambda: self._settle(incident.open_charges[0])
        elif incident.is_open and not incident.decision:
            found = say("Decide who pays"), self._decide
        elif incident.is_open:
            found = say("Close"), self._close
        self.primary.setVisible(found is not None)
        if found:
            self.primary.set_words(found[0])
            self._action = found[1]

    def _act(self) -> None:
        if self.read is not None:
            self._action()

    def _charged(self, incident: Incident) -> QWidget:
        rows = [self._charge(each) for each in incident.charges if each.state is not ChargeState.UNDONE]
        return holder(column(label(self.words.say("Charges"), "section"), 4, *rows, 8, line(), 8, space=2))

    def _charge(self, charge: Charge) -> QWidget:
        words = self.words
        amount = label(words.money(charge.amount, self.office.view.office.currency), "strong")
        state = Status(_CHARGES[charge.state], of_charge(charge.state, words))
        note = [label(charge.note, "muted", wrap=True)] if charge.note else []
        day = local_time(charge.settled_at).date() if charge.settled_at else None
        when = [label(words.day(day, self.office.today), "muted")] if day else []
        return holder(column(row(amount, state, *when, None, space=10), *note, space=0))

    def _paper(self, paper: PaperRow) -> QWidget:
        words = self.words
        opens = button(kind_words(paper.kind, words), "link", "file-text", flush="left")
        opens.clicked.connect(lambda: self.office.go("paper", paper.id))
        made = local_time(paper.made_at)
        when = f"{words.day(made.date(), self.office.today)}, {words.clock(made)}"
        undone = [Status(Mark("undo-2", "retired"), words.say("undone"))] if paper.undone else []
        return holder(row(opens, label(when, "muted"), None, *undone, space=8))

    # Doing

    def _decide(self) -> None:
        if self.read:
            DecideDialog(self.office, self.read.record, parent=self).open()

    def _settle(self, charge: Charge) -> None:
        SettleDialog(self.office, charge, parent=self).open()

    def _find(self) -> None:
        if self.read:
            FoundDialog(self.office, self.read.more.device, self.read.record, parent=self).open()

    def _close(self) -> None:
        id_ = self._id
        self.office.do(self, lambda store, by: incidents.close(store, id_, by), self._closed)

    def _closed(self, done: Done[Saved]) -> None:
        tell(self.office, self, self.words.say("Incident {number} closed", number=done.result.name), done.entry_id)

    def _reopen(self) -> None:
        say, id_ = self.words.say, self._id
        text = say("What was decided stands until it is decided anew.")
        dialog = ReasonDialog(self.office, say("Open it again?"), text, say("Open it again"), parent=self)
        dialog.given.connect(
            lambda reason: self.office.do(
                self, lambda store, by: incidents.reopen(store, id_, by, note=reason), self._opened_again
            )
        )
        dialog.open()

    def _opened_again(self, done: Done[Saved]) -> None:
        tell(
            self.office, self, self.words.say("Incident {number} is open again", number=done.result.name), done.entry_id
        )

    def _make_report(self) -> None:
        id_ = self._id
        self.office.do(
            self,
            lambda store, by: care_papers.make_incident_report(store, id_, by),
            lambda done: self.office.go("paper", done.result.paper_id),
        )

    def _open_menu(self, at: QWidget) -> None:
        if self.read is None:
            return
        say, incident = self.words.say, self.read.record
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if incident.is_open and not incident.open_charges:
            self.office.allow("charges", menu.addAction(say("Decide who pays…"), self._decide))
        if incident.is_open and incident.decision:
            self.office.allow("incidents", menu.addAction(say("Close"), self._close))
        if incident.state is IncidentState.CLOSED and incident.decision != "found":
            self.office.allow("incidents", menu.addAction(say("Open it again…"), self._reopen))
        menu.addAction(say("Make the report"), self._make_report)
        if self.undoable():
            menu.addAction(say("Undo the last step…"), self.undo_last)
        menu.popup(at.mapToGlobal(at.rect().bottomLeft()))
