"""The paper as it will print, and what one may do with it: print, save, open elsewhere (product 5.5)."""

from pathlib import Path

from PySide6.QtCore import Qt, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from loanmanager.domain.loans import Loan
from loanmanager.domain.papers import PaperKind
from loanmanager.i18n import LANGUAGES
from loanmanager.operations.done import Changes
from loanmanager.storage import search
from loanmanager.ui.office import Office
from loanmanager.ui.pages.page import Page
from loanmanager.ui.pages.paper.sheets import Sheets
from loanmanager.ui.printing import Drawn, draw_paper, file_name, kind_words, print_drawn, save_drawn, write_whole
from loanmanager.ui.widgets.buttons import Primary, button
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, bed, column, fixed, head, line, row
from loanmanager.ui.widgets.notice import Notice

_SIDE = 300


class PaperPage(Page):
    """Shows one paper by its id."""

    shows: Changes = frozenset()

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._drawn: Drawn | None = None
        self._wanted: int | None = None
        self._folder: QTemporaryDir | None = None
        self._sheets = Sheets(self.words)
        self._make_bar()
        self._make_side()
        left = column(self._bar, line(), Grow(self._sheets), space=0)
        side = fixed(self._side, width=_SIDE)
        self.setLayout(row(Grow(left), line(vertical=True), side, space=0))
        self._shortcuts()

    def _make_bar(self) -> None:
        say = self.words.say
        self._back = button("", "quiet", "chevron-left", flush="left")
        self._back.clicked.connect(self._go_back)
        self._title = label("", "h2")
        self._page = label("", "muted")
        smaller = button("", "quiet", "zoom-out", says=say("Smaller"))
        larger = button("", "quiet", "zoom-in", says=say("Larger"))
        wide = button(say("Page width"), "quiet")
        smaller.clicked.connect(lambda: self._sheets.zoom_by(1 / 1.2))
        larger.clicked.connect(lambda: self._sheets.zoom_by(1.2))
        wide.clicked.connect(self._sheets.fit_width)
        self._sheets.turned.connect(self._show_page)
        inside = row(
            self._back, self._title, None, self._page, 4, smaller, wide, larger, space=4, margins=(20, 12, 20, 12)
        )
        self._bar = bed("surface", inside)

    def _make_side(self) -> None:
        say = self.words.say
        self._undone = Notice("todo", "undo-2", say("What it says was undone. Do not sign it."), strong=say("Undone"))
        self._about = label("", "muted", wrap=True)
        self.primary = Primary(say("Print"), "Ctrl+P")
        self.primary.clicked.connect(self._print)
        save = button(say("Save"), icon="download", key="Ctrl+S")
        save.clicked.connect(self._save)
        opens = button(say("Open elsewhere"), icon="external-link")
        opens.clicked.connect(self._open_elsewhere)
        self._head = head("", step="h2")
        inside = column(
            self._head,
            self._about,
            4,
            self._undone,
            row(save, opens, None),
            None,
            row(None, self.primary),
            space=12,
            margins=(20, 16, 20, 16),
        )
        self._side = bed("surface", inside)
        self._hint = say("Two copies: one for the client, one for you.")

    def _shortcuts(self) -> None:
        keys = {
            "Ctrl+P": self._print,
            "Ctrl++": lambda: self._sheets.zoom_by(1.2),
            "Ctrl+=": lambda: self._sheets.zoom_by(1.2),
            "Ctrl+-": lambda: self._sheets.zoom_by(1 / 1.2),
            "Ctrl+0": self._sheets.fit_width,
            "Esc": self._go_back,
        }
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # Showing

    def open(self, what: object = None) -> None:
        """Show a paper by its id, or the one that was shown."""
        if isinstance(what, int):
            self._wanted = what
        if self._wanted is not None:
            draw_paper(self.office, self, self._wanted, self._show)

    def state(self) -> object:
        """Return which paper is shown."""
        return self._wanted

    def put_back(self, state: object) -> None:
        """Show a paper again."""
        self.open(state)

    def _show(self, drawn: Drawn) -> None:
        words = self.words
        self._drawn = drawn
        kind = kind_words(drawn.kind, words)
        self._back.setText(f" {words.say('Loan {number}', number=drawn.number)}")
        self._title.setText(kind)
        self._head.set_title(kind)
        language = words.say("In {language}", language=LANGUAGES.get(drawn.language, drawn.language))
        hint = self._hint if drawn.kind is not PaperKind.RECEIPT else ""
        self._about.setText(". ".join(part for part in (language, hint) if part))
        self._undone.setVisible(drawn.undone)
        self._sheets.show_pdf(drawn.pdf)
        self._sheets.setFocus()

    def _show_page(self, page: int, count: int) -> None:
        self._page.setText(self.words.say("Page {page} of {count}", page=page, count=count))

    # Doing

    def _go_back(self) -> None:
        if self._drawn is None:
            return
        number = self._drawn.number

        def opened(loan: Loan | None) -> None:
            if loan:
                self.office.go("loans", loan.id)

        self.office.ask(self, lambda store: search.loan_record(store, number=number), opened)

    def _print(self) -> None:
        if self._drawn:
            print_drawn(self.office, self, self._drawn)

    def _save(self) -> None:
        if self._drawn:
            save_drawn(self.office, self, self._drawn)

    def _open_elsewhere(self) -> None:
        """Write the paper to a folder of this visit, which goes when the page does, and open it there."""
        if self._drawn is None:
            return
        self._folder = self._folder or QTemporaryDir()
        target, pdf = Path(self._folder.path()) / file_name(self._drawn, self.words), self._drawn.pdf
        self.office.draw(self, lambda: write_whole(target, pdf), lambda _: _opened(self.office, self, str(target)))


def _opened(office: Office, parent: QWidget, path: str) -> None:
    """Open a file in the system's viewer, and say so where there is none."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
        office.say(office.words.say("This computer has no program for PDF files. Save the paper instead."), error=True)
    parent.setFocus()
