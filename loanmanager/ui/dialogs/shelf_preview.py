"""What the papers about the shelf have in common: choices on the left, the paper as it will print on the right."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMarginsF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpinBox

from loanmanager.ui import printing, saving
from loanmanager.ui.dialogs.cell_sheets import CellSheets
from loanmanager.ui.theme import fit, px
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, fixed, holder, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from loanmanager.domain.shelf_papers import LabelFormat
    from loanmanager.operations.done import By
    from loanmanager.storage.search import Store
    from loanmanager.ui.office import Office

_CHOICES = 328  # px at 100 %
_WIDTH = 380
_PAPER, _AROUND = 420, 220  # how high the paper is, and what stands above and below it
_NAMED = {"letter": QPageSize.PageSizeId.Letter, "a4": QPageSize.PageSizeId.A4}


@dataclass(frozen=True, slots=True)
class Sketch:
    """A paper to come: how to read its facts, how to draw them (to look at, or whole), what it is called, its page.

    `page` is letter or a4; else `size` is its width and height in millimetres. `cells` is the format whose cells are shown
    over it, `first` the one to begin at. Two papers with the same `about` have the same facts, which are read once.
    """

    read: Callable[[Store, By], Any]
    draw: Callable[[Any, bool], bytes]
    name: str
    page: str = ""
    size: tuple[float, float] = (0.0, 0.0)
    cells: LabelFormat | None = None
    first: int = 0
    about: object = None


class ShelfDialog(Dialog):
    """Shows a paper that is not kept, prints it (Ctrl+Enter) or saves it (Ctrl+S). A subclass says what it is.

    It begins to draw at `refresh()`, which a subclass calls when its controls are there and whenever one changes.
    """

    def __init__(self, office: Office, title: str, choices: list[QWidget], *, parent: QWidget) -> None:
        self.office, self.words = office, office.words
        say = office.words.say
        self._facts: Any = None
        self._known: tuple[object, Any] = (None, None)
        self._shown: Sketch | None = None
        self.sheets = CellSheets(say("The paper"))
        self.said = label("", "muted", wrap=True)
        self.save = button(say("Save"), icon="download", key="Ctrl+S")
        self.save.clicked.connect(self._save)
        side = fixed(holder(column(*choices, self.said, None, space=12)), width=_CHOICES)
        fit(self.sheets, _fit_height)
        body = row(side, Grow(self.sheets), space=20)
        super().__init__(
            title,
            body,
            say("Print"),
            say("Cancel"),
            key_words=say("Ctrl+Enter"),
            parent=parent,
            waits=True,
            width=48 + _CHOICES + 20 + _WIDTH,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._print)
        foot = self.cancel.parentWidget()
        assert foot is not None
        inside = foot.layout()
        assert isinstance(inside, QHBoxLayout)
        inside.insertWidget(0, self.save)
        self.setTabOrder(self.sheets, self.save)
        self._ready(ready=False)

    # What a subclass says

    def sketch(self) -> Sketch:
        """Return the paper that the choices ask for."""
        raise NotImplementedError

    def tell(self, facts: Any) -> str:
        """Return what is said under the choices; words on the button are set here too."""
        raise NotImplementedError

    # Looking

    def refresh(self) -> None:
        """Read and draw what the choices ask for; an older drawing that is still under way is dropped."""
        wanted, by = self.sketch(), self.office.by()
        self._shown = wanted
        self._ready(ready=False)

        def got(facts: Any) -> None:
            if wanted is not self._shown:
                return
            self._known = (wanted.about, facts)
            self.said.setText(self.tell(facts))
            if facts:
                self.office.draw(
                    self,
                    lambda: wanted.draw(facts, False),
                    lambda pdf: self._show(wanted, facts, pdf),
                    key="shelf paper",
                )
            else:
                self.sheets.clear()

        about, known = self._known
        if about is not None and about == wanted.about:
            got(known)
        else:
            self.office.ask(self, lambda store: wanted.read(store, by), got, key="shelf paper")

    def _show(self, wanted: Sketch, facts: Any, pdf: bytes) -> None:
        if wanted is self._shown:
            self._facts = facts
            self.sheets.show_cells(wanted.cells, wanted.first)
            self.sheets.show_pdf(pdf)
            self._ready(ready=True)

    def _ready(self, *, ready: bool) -> None:
        """Offer to print and to save only what is in sight."""
        self.primary.setEnabled(ready)
        self.save.setEnabled(ready)

    # Doing

    def _whole(self, then: Callable[[Sketch, bytes], None]) -> None:
        """Draw all of it, not only what was looked at."""
        wanted, facts = self._shown, self._facts
        assert wanted is not None
        self.set_busy(busy=True)
        self.office.draw(self, lambda: wanted.draw(facts, True), lambda pdf: then(wanted, pdf))

    def _print(self) -> None:
        self._whole(self._ask_printer)

    def _ask_printer(self, wanted: Sketch, pdf: bytes) -> None:
        job = printing.PrintJob(self.office, printer_for(wanted), pdf)
        if printing.choose_printer(job.printer, job.pages, self):
            job.start()
            self.accept()
        else:
            job.deleteLater()
            self.set_busy(busy=False)

    def _save(self) -> None:
        proposed = saving.in_documents(f"{self._shown.name if self._shown else ''}.pdf")
        chosen = saving.choose_file(self, self.words.say("Save the paper"), proposed, "PDF")
        if chosen:
            self._whole(lambda _, pdf: self._write(Path(chosen), pdf))

    def _write(self, target: Path, pdf: bytes) -> None:
        saving.write_pdf(self.office, target, pdf)
        self.accept()


def _fit_height(sheets: CellSheets) -> None:
    """Leave room on the screen for what stands above and below."""
    sheets.setFixedHeight(min(px(_PAPER), sheets.screen().availableGeometry().height() - px(_AROUND)))


def printer_for(wanted: Sketch) -> QPrinter:
    """Return the system's usual printer set for a paper: its own page, no margins added, nothing made smaller."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(wanted.name)
    known = _NAMED.get(wanted.page)
    size = QPageSize(known) if known is not None else QPageSize(QSizeF(*wanted.size), QPageSize.Unit.Millimeter)
    printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    printer.setFullPage(True)
    return printer


def number_box(says: str, most: int, changed: Callable[[], None]) -> QSpinBox:
    """Return a box for a number from 1."""
    made = QSpinBox()
    made.setRange(1, most)
    made.setAccessibleName(says)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    fit(made, lambda me: me.lineEdit().setTextMargins(px(6), 0, 0, 0))
    made.valueChanged.connect(lambda _: changed())
    return made
