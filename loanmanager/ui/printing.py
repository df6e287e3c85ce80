"""Printing and saving a paper: drawn again from its frozen facts, page by page, so that the window never stops."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRectF, QSizeF, QStandardPaths, QTimer
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from loanmanager.domain.papers import PaperKind
from loanmanager.i18n import Words
from loanmanager.operations import paperwork
from loanmanager.ui.office import Office

_LEAST_DPI = 200  # below this a barcode is not read by every scanner


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper as PDF, with what a file of it is called."""

    paper_id: int
    kind: PaperKind
    number: str
    language: str
    undone: bool
    pdf: bytes


def draw_paper(office: Office, owner: QObject, paper_id: int, then: Callable[[Drawn], None]) -> None:
    """Read a paper's facts on the store's thread, draw it on the other one, and hand it over."""
    size = office.settings.page_size

    def got(paper: paperwork.Paper) -> None:
        facts = paperwork.facts_of(paper)

        def work() -> Drawn:
            pdf = paperwork.draw(paper, page=size)
            return Drawn(paper.id, paper.kind, facts.number, paper.language, paper.undone, pdf)

        office.draw(owner, work, then, key="paper")

    office.ask(owner, lambda store: paperwork.paper(store, paper_id), got, key="paper")


def print_paper(office: Office, parent: QWidget, paper_id: int) -> None:
    """Draw a paper, ask which printer, print."""
    draw_paper(office, parent, paper_id, lambda drawn: print_drawn(office, parent, drawn))


def print_drawn(office: Office, parent: QWidget, drawn: Drawn) -> None:
    """Ask which printer, then print."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(file_name(drawn, office.words).removesuffix(".pdf"))
    a4 = office.settings.page_size == "a4"
    size = QPageSize(QPageSize.PageSizeId.A4 if a4 else QPageSize.PageSizeId.Letter)
    printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, printer.pageLayout().margins()))
    printer.setFullPage(True)
    if choose_printer(printer, parent):
        PrintJob(office, printer, drawn.pdf).start()


def choose_printer(printer: QPrinter, parent: QWidget) -> bool:
    """Ask for printer, copies and sides in the system's own dialog; tell whether to go on."""
    return QPrintDialog(printer, parent).exec() == QDialog.DialogCode.Accepted


class PrintJob(QObject):
    """Prints a PDF one page at a time between the window's other work. It lives until it is done."""

    _running: set["PrintJob"] = set()  # noqa: RUF012 (jobs under way keep themselves alive here)

    def __init__(self, office: Office, printer: QPrinter, pdf: bytes) -> None:
        super().__init__()
        self._office, self._printer = office, printer
        self._document = load(pdf, self)
        self._pages = wanted_pages(printer, self._document.pageCount())
        self._painter = QPainter()

    def start(self) -> None:
        """Begin, if the printer can be opened."""
        if not self._painter.begin(self._printer):
            self._office.say(self._office.words.say("The printer does not answer. Choose another one."), error=True)
            return
        self._running.add(self)
        QTimer.singleShot(0, self, self._next)

    def _next(self) -> None:
        page = self._pages.pop(0)
        resolution = max(_LEAST_DPI, min(self._printer.resolution(), 300))
        points: QSizeF = self._document.pagePointSize(page)
        pixels = (points / 72 * resolution).toSize()
        picture = self._document.render(page, pixels)
        on_paper = points / 72 * self._printer.resolution()
        self._painter.drawImage(QRectF(0, 0, on_paper.width(), on_paper.height()), picture)
        if self._pages:
            self._printer.newPage()
            QTimer.singleShot(0, self, self._next)
            return
        self._painter.end()
        self._running.discard(self)
        self._office.say(self._office.words.say("Sent to the printer"))


def wanted_pages(printer: QPrinter, count: int) -> list[int]:
    """Return the pages that the dialog asked for, counted from 0."""
    first, last = printer.fromPage(), printer.toPage()
    if not first:
        return list(range(count))
    return list(range(max(first, 1) - 1, min(last or count, count)))


def load(pdf: bytes, parent: QObject) -> QPdfDocument:
    """Return a document from bytes; it keeps its buffer for as long as it lives."""
    document = QPdfDocument(parent)
    buffer = QBuffer(document)
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    return document


def kind_words(kind: PaperKind, words: Words) -> str:
    """Return what a paper is called."""
    return {
        PaperKind.AGREEMENT: words.say("Agreement"),
        PaperKind.ADDENDUM: words.say("Addendum"),
        PaperKind.RECEIPT: words.say("Receipt"),
    }[kind]


def file_name(drawn: Drawn, words: Words) -> str:
    """Return the name proposed for a paper's file."""
    return f"{drawn.number} {kind_words(drawn.kind, words)}.pdf"


def save_drawn(office: Office, parent: QWidget, drawn: Drawn) -> None:
    """Ask where to, then write the file whole or not at all, on the drawing thread."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    proposed = str(Path(documents) / file_name(drawn, office.words))
    chosen = choose_file(parent, office.words.say("Save the paper"), proposed)
    if chosen:
        target = Path(chosen)
        said = office.words.say("Saved as {file}", file=target.name)
        office.draw(parent, lambda: write_whole(target, drawn.pdf), lambda _: office.say(said))


def choose_file(parent: QWidget, title: str, proposed: str) -> str:
    """Ask for a PDF file to write, in the system's own dialog."""
    return QFileDialog.getSaveFileName(parent, title, proposed, "PDF (*.pdf)")[0]


def write_whole(target: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    partial = target.with_name(target.name + ".part")
    try:
        partial.write_bytes(data)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
