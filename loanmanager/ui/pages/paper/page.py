"""The paper as it will print, and what one may do with it: print, save, open elsewhere (product 5.5)."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget

from loanmanager.domain.loans import Loan
from loanmanager.domain.papers import PaperKind
from loanmanager.operations.done import Changes, Kind
from loanmanager.storage import search
from loanmanager.ui.mailing import mail_drawn
from loanmanager.ui.office import Office
from loanmanager.ui.pages.page import Page
from loanmanager.ui.pages.paper.find_bar import FindBar
from loanmanager.ui.pages.paper.sheets import Sheets
from loanmanager.ui.pages.paper.side import Side
from loanmanager.ui.papers import Drawn, Form, draw_paper, kind_words
from loanmanager.ui.printing import print_drawn
from loanmanager.ui.saving import save_drawn, view_drawn
from loanmanager.ui.theme import px, set_property
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.labels import Elided, label
from loanmanager.ui.widgets.layout import Grow, bed, column, holder, line, row

_BESIDE = 960  # px at 100 %: with less, what one may do stands under the sheets
_LOAN = {"", "loans", "paper", "settings"}  # from elsewhere one goes back to where one was


class PaperPage(Page):
    """Shows one paper by its id."""

    shows: Changes = frozenset({Kind.PAPERS})

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._drawn: Drawn | None = None
        self._wanted: int | None = None
        self.sheets = Sheets(self.words.say("The paper"))
        self.finder = FindBar(self.sheets, self.words)
        self.side = Side(office)
        self.side.primary.clicked.connect(self._print)
        self.side.save.clicked.connect(self._save)
        self.side.view.clicked.connect(self._view)
        self.side.mail.clicked.connect(self._mail)
        self.side.forms.chosen.connect(self._take_form)
        self._form = Form()
        left = column(self._bar(), line(), self.finder, Grow(self.sheets), space=0)
        self._between = line(vertical=True)
        self._box = row(Grow(holder(left)), self._between, bed("surface", row(Grow(self.side), space=0)), space=0)
        self.setLayout(self._box)
        for key, act in (("Ctrl+F", self.finder.begin), ("Ctrl+=", self.sheets.larger), ("Esc", self._leave)):
            QShortcut(QKeySequence(key), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _bar(self) -> QWidget:
        say = self.words.say
        self.back = button("", "quiet", "chevron-left", flush="left")
        self.back.clicked.connect(self.go_back)
        self._title, self.page_words = Elided("", "h2"), label("", "muted")
        finds = button("", "quiet", "search", says=say("Find on this paper (Ctrl+F)"))
        smaller = button("", "quiet", "zoom-out", says=say("Smaller"), key="Ctrl+-")
        larger = button("", "quiet", "zoom-in", says=say("Larger"), key="Ctrl++")
        wide = button(say("Page width"), "quiet", key="Ctrl+0")
        finds.clicked.connect(self.finder.begin)
        smaller.clicked.connect(self.sheets.smaller)
        larger.clicked.connect(self.sheets.larger)
        wide.clicked.connect(self.sheets.fit_width)
        self.sheets.turned.connect(self._show_page)
        inside = row(
            self.back,
            self._title,
            None,
            self.page_words,
            4,
            finds,
            smaller,
            wide,
            larger,
            space=4,
            margins=(20, 12, 20, 12),
        )
        return bed("surface", inside)

    # Showing

    def open(self, what: object = None) -> None:
        """Show a paper by its id, or the one that was shown."""
        if isinstance(what, int):
            self._form = self._form if what == self._wanted else Form()
            self._wanted = what
        if self._drawn is not None and self._drawn.paper_id != self._wanted:
            self._drawn = None  # or one would print the paper before
            self.sheets.clear()
            self.side.show_paper(None)
        self.reload()
        self.sheets.setFocus()

    def reload(self) -> None:
        """Draw the paper again: it may have been undone, or the size of paper changed."""
        if self._wanted is not None:
            draw_paper(self.office, self, self._wanted, self._show, key="preview", form=self._form)

    def _take_form(self, form: Form) -> None:
        """Draw the paper in another form."""
        self._form = form
        self.reload()

    def heard(self, changes: Changes) -> None:
        """Reload only in sight: whoever comes back has the paper drawn again anyway."""
        if self.isVisible():
            super().heard(changes)

    def state(self) -> object:
        """Return which paper is shown, and where one came from."""
        return self._wanted, self.came_from

    def put_back(self, state: object) -> None:
        """Show a paper again."""
        match state:
            case (int(wanted), str(came_from)):
                self.came_from = came_from
                self.open(wanted)

    def _show(self, drawn: Drawn) -> None:
        same = self._drawn is not None and self._drawn.pdf == drawn.pdf
        self._drawn = drawn
        self.back.setText(f" {self._origin(drawn)}")
        self.back.setAccessibleName(self.words.say("Back to {place}", place=self._origin(drawn)))
        self._title.setText(kind_words(drawn.kind, self.words))
        self.side.show_paper(drawn)
        if not same:
            self.sheets.show_pdf(drawn.pdf)

    def _origin(self, drawn: Drawn) -> str:
        say = self.words.say
        known = {"desk": say("Desk"), "devices": say("Devices"), "clients": say("Clients")}
        known["stocktake"] = say("Stocktake")
        known["incidents"] = say("Incidents")
        if drawn.kind in {PaperKind.RESET_RECORD, PaperKind.INCIDENT, PaperKind.CLEARANCE}:
            known["loans"] = known["paper"] = known["settings"] = known[""] = say("Desk")
        return known.get(self.came_from, say("Loan {number}", number=drawn.number))

    def _show_page(self, page: int, count: int) -> None:
        self.page_words.setText(self.words.say("Page {page} of {count}", page=page, count=count))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what one may do beside the sheets, or under them where there is little room."""
        super().resizeEvent(event)
        under = self.width() < px(_BESIDE)
        if under != self.side.under:
            self.side.set_under(under=under)
            self._box.setDirection(QBoxLayout.Direction.TopToBottom if under else QBoxLayout.Direction.LeftToRight)
            set_property(self._between, "role", "hline" if under else "vline")

    # Doing

    def go_back(self) -> None:
        """Go to where one came from: the page that one was on, or the paper's loan."""
        if self.came_from not in _LOAN:
            self.office.go(self.came_from)
        elif self._drawn is not None:
            number = self._drawn.number
            self.office.ask(self, lambda store: search.loan_record(store, number=number), self._open_loan)

    def _open_loan(self, loan: Loan | None) -> None:
        if loan:
            self.office.go("loans", loan.id)
        else:  # the paper is no loan's
            self.office.go("desk")

    def _leave(self) -> None:
        if self.finder.isVisible():
            self.finder.leave()
        else:
            self.go_back()

    def _print(self) -> None:
        if self._drawn:
            print_drawn(self.office, self, self._drawn)

    def _save(self) -> None:
        if self._drawn:
            save_drawn(self.office, self, self._drawn)

    def _view(self) -> None:
        """Open a copy that goes with the program."""
        if self._drawn:
            view_drawn(self.office, self._drawn)

    def _mail(self) -> None:
        """Open a draft with the paper in the mail program."""
        if self._drawn:
            mail_drawn(self.office, self, self._drawn)
