"""Begin a count, go on with one, or look at what an earlier one found."""

from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from loanmanager.domain.stocktaking import Scope, StocktakeState
from loanmanager.i18n import local_time
from loanmanager.operations import stocktaking
from loanmanager.operations.done import Done
from loanmanager.operations.stocktaking import Begun
from loanmanager.sentences import of_refusals
from loanmanager.storage import search
from loanmanager.storage.search import StocktakeRow, Store
from loanmanager.ui.office import Office
from loanmanager.ui.widgets.buttons import Primary
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.empty import Empty
from loanmanager.ui.widgets.fields import Field
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, bed, column, fixed, head, holder, line, row
from loanmanager.ui.widgets.panel import Panel
from loanmanager.ui.widgets.suggest import Suggest
from loanmanager.ui.widgets.two_lines import Entry, TwoLineList

_FORM = 360  # px at 100 % of the form's column


class Begin(QWidget):
    """The form of a new count at the left, the counts that there are at the right. Signals: chosen(count's row), begun(id)."""

    chosen = Signal(object)
    begun = Signal(int)

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office, self.words = office, office.words
        self._rows: dict[str, StocktakeRow] = {}
        self._key = uuid4().hex
        self.site, self.kind = Combo(says=self.words.say("Site")), Combo(says=self.words.say("Type"))
        self.shelf = Suggest(says=self.words.say("Shelf"), opens=self.words.say("Shelves"))
        self._field = Field(self.words.say("Shelf"), self.shelf, self.words.say("empty: every shelf"))
        self._awaits = label("", "muted", wrap=True)
        self.primary = Primary(self.words.say("Start counting"), "Ctrl+Return", self.words.say("Ctrl+Enter"))
        self.list = TwoLineList(self.words.say("Counts"))
        self._stack = QStackedWidget()
        self.setLayout(row(self._form(), line(vertical=True), Grow(self._counts()), space=0))
        self._connect()

    def _form(self) -> QWidget:
        say = self.words.say
        about = say("Scan what is on the shelf. The program says what is missing, and what should not be there.")
        fields = column(
            label(about, "muted", wrap=True),
            Field(say("Site"), self.site),
            Field(say("Type"), self.kind),
            self._field,
            self._awaits,
            row(None, self.primary),
            None,
            space=16,
            margins=(24, 16, 24, 16),
        )
        whole = column(
            holder(row(head(say("Stocktake")), margins=(24, 16, 24, 0))), Grow(Panel(holder(fields))), space=0
        )
        return fixed(bed("surface", whole), width=_FORM)

    def _counts(self) -> QWidget:
        say = self.words.say
        self._empty = Empty(
            "list-checks", say("No count yet. One that is interrupted waits here, even until another day.")
        )
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        top = holder(row(head(say("Counts"), step="h2"), margins=(24, 16, 24, 8)))
        return bed("surface", column(top, line(), Grow(self._stack), space=0))

    def _connect(self) -> None:
        self.site.chosen.connect(lambda _: self._look())
        self.kind.chosen.connect(lambda _: self._look())
        self.shelf.textChanged.connect(lambda _: self._look())
        self.shelf.returnPressed.connect(self._start)
        self.primary.clicked.connect(self._start)
        self.list.opened.connect(lambda key: self.chosen.emit(self._rows[key]))
        QShortcut(QKeySequence("Ctrl+Enter"), self, self._start, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # Reading

    def reload(self) -> None:
        """Read sites, types and counts again, keeping what is chosen."""
        view, language, say = self.office.view, self.words.language, self.words.say
        sites = [("", say("Every site")), *((str(each.id), each.name) for each in view.sites if each.active)]
        types = [("", say("Every type")), *((str(each.id), each.name.in_(language)) for each in view.types)]
        first = not self.site.count()
        own = next((site.id for site in view.sites if site.id == self.office.by().site_id), "")
        self.site.set_options(sites, str(own) if first and len(view.sites) > 1 else "")
        self.kind.set_options(types)
        self.office.ask(self, search.stocktake_rows, self._show, key="stocktakes")
        self._look()

    def scope(self) -> Scope:
        """Return what is to be counted."""
        return Scope(
            int(self.site.value()) if self.site.value() else None,
            int(self.kind.value()) if self.kind.value() else None,
            self.shelf.text().strip(),
        )

    def put_back(self, scope: Scope) -> None:
        """Choose again what was chosen."""
        self.reload()
        self.site.choose(str(scope.site_id or ""))
        self.kind.choose(str(scope.type_id or ""))
        self.shelf.setText(scope.shelf)

    def _look(self) -> None:
        """Say how many devices there are to find, and suggest the site's shelves."""
        scope = self.scope()

        def question(store: Store) -> tuple[int, tuple[str, ...]]:
            return search.expected_count(store, scope), search.shelves(store, scope.site_id)

        self.office.ask(self, question, self._counted, key="stocktake scope")

    def _counted(self, found: tuple[int, tuple[str, ...]]) -> None:
        awaited, shelves = found
        self.shelf.set_options(shelves)
        self._field.set_error("")
        said = self.words.count("{n} device to find", "{n} devices to find", awaited)
        self._awaits.setText(said if awaited else self.words.say("No device belongs there."))
        self.primary.setEnabled(bool(awaited) and self.office.may("stocktake"))

    def _show(self, rows: tuple[StocktakeRow, ...]) -> None:
        self._rows = {str(each.id): each for each in rows}
        self.list.set_entries([self._entry(each) for each in rows])
        self._stack.setCurrentIndex(0 if rows else 1)

    def _entry(self, each: StocktakeRow) -> Entry:
        words, today = self.words, self.office.today
        goes_on = each.state is StocktakeState.OPEN
        began = local_time(each.started_at).date()
        day = words.day(local_time(each.finished_at).date() if each.finished_at else began, today)
        sub = " · ".join(part for part in (what_of(each, self.office), day, each.staff) if part)
        if goes_on:
            scanned = words.say("{n} of {all} found", n=each.seen, all=each.expected)
            return Entry(
                str(each.id), "scan-barcode", each.number, sub, words.say("Go on"), scanned, "accent", "accent_text"
            )
        wrong = each.missing + each.others
        right = words.count("{n} missing", "{n} missing", each.missing) if each.missing else words.say("All found")
        more = words.count("{n} unexpected", "{n} unexpected", each.others) if each.others else ""
        mark = "triangle-alert" if wrong else "circle-check"
        ink = "todo" if wrong else "ok"
        return Entry(str(each.id), "list-checks", each.number, sub, right, more, right_ink=ink, right_icon=mark)

    # Beginning

    def _start(self) -> None:
        if not self.primary.isEnabled():
            return
        scope, key = self.scope(), self._key
        self.office.do(
            self,
            lambda store, by: stocktaking.start(store, scope, by, idem=key),
            self._started,
            lambda reasons: self._field.set_error(of_refusals(reasons, self.words)),
        )

    def _started(self, done: Done[Begun]) -> None:
        self._key = uuid4().hex
        self.begun.emit(done.result.stocktake_id)


def what_of(each: StocktakeRow, office: Office) -> str:
    """Return in words what a count is of."""
    kind = each.type.in_(office.words.language) if each.type else ""
    parts = [part for part in (each.site, each.scope.shelf, kind) if part]
    return ", ".join(parts) or office.words.say("Every site and type")
