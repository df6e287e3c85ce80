"""Printing a paper: drawn again from its frozen facts, sent strip by strip, so that the window never stops."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from loanmanager.ui.papers import Drawn, draw_paper, file_name, load, strip
from loanmanager.ui.saving import write_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loanmanager.ui.office import Office

_FINEST = 600  # dots per inch: finer takes longer, and nobody sees it
_MANY = 40  # sheets from which half as fine will do: a quarter of the time, and barcodes still read
_STRIP = 150  # lines of dots: about 17 ms of the window's time at 600 dots per inch
_BOTH_SIDES = {QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexShortSide}
_SAME = 0.99  # a page that misses the sheet by less than a hundredth is not made smaller


def print_paper(office: Office, parent: QWidget, paper_id: int) -> None:
    """Draw a paper, ask which printer, print. Success is not said: what was just done, and its undo, stay readable."""
    draw_paper(office, parent, paper_id, lambda drawn: print_drawn(office, parent, drawn, quiet=True))


def print_drawn(office: Office, parent: QWidget, drawn: Drawn, *, quiet: bool = False) -> None:
    """Ask which printer, then print."""
    print_titled(office, parent, Path(file_name(drawn)).stem, drawn.pdf, quiet=quiet)


def print_titled(office: Office, parent: QWidget, title: str, pdf: bytes, *, quiet: bool = False) -> PrintJob | None:
    """Ask which printer, then print a PDF under a title; return the job that is under way, if there is one."""
    job = PrintJob(office, printer_titled(title, office.settings.page_size), pdf, quiet=quiet)
    if choose_printer(job.printer, job.pages, parent) and job.start():
        return job
    job.deleteLater()
    return None


def printer_for(drawn: Drawn, page_size: str) -> QPrinter:
    """Return the system's usual printer, set for a paper's size."""
    return printer_titled(Path(file_name(drawn)).stem, page_size)


def printer_titled(title: str, page_size: str) -> QPrinter:
    """Return the system's usual printer for something with a title."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    size = QPageSize(QPageSize.PageSizeId.A4 if page_size == "a4" else QPageSize.PageSizeId.Letter)
    printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, printer.pageLayout().margins()))
    printer.setFullPage(True)
    return printer


def choose_printer(printer: QPrinter, pages: int, parent: QWidget) -> bool:
    """Ask for printer, pages, copies and sides in the system's own dialog; tell whether to go on."""
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, pages)
    chosen = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return chosen


class PrintJob(QObject):
    """Prints a PDF a strip at a time between the window's other work. The office keeps it until it is done.

    Signals: progressed(sheets printed, of how many); finished(bool): all of it went to the printer, or it did not.
    """

    progressed = Signal(int, int)
    finished = Signal(bool)

    def __init__(self, office: Office, printer: QPrinter, pdf: bytes, *, quiet: bool = False) -> None:
        super().__init__(office)
        self.printer = printer
        self._office, self._pdf, self._quiet = office, pdf, quiet
        self._document = load(pdf, self)
        self._painter = QPainter()
        self._steps: Iterator[None] = iter(())
        self._stopped = False
        self._dots = _FINEST

    @property
    def pages(self) -> int:
        """Return how many pages the paper has."""
        return self._document.pageCount()

    def start(self) -> bool:
        """Begin, and tell whether it is under way.

        Into a PDF file goes the paper itself, whose words can be searched, rather than a picture of it.
        """
        sheets = sheets_of(self.printer, self.pages)
        to_file = self.printer.outputFormat() == QPrinter.OutputFormat.PdfFormat
        if to_file and sheets == list(range(self.pages)):
            write_pdf(self._office, Path(self.printer.outputFileName()), self._pdf, quiet=self._quiet)
            self.deleteLater()
            return False
        if not self._painter.begin(self.printer):
            self._end(went=False)
            return False
        self._dots = _FINEST if len(sheets) < _MANY else _FINEST // 2
        self._steps = self._print(sheets)
        QTimer.singleShot(0, self, self._next)
        return True

    def stop(self) -> None:
        """Print no more than what the printer has already."""
        self._stopped = True

    def _next(self) -> None:
        if self._stopped:
            self.printer.abort()
            self._painter.end()
            self._end(went=False)
            return
        try:
            next(self._steps)
        except StopIteration:
            self._end(went=self._painter.end() and self.printer.printerState() != QPrinter.PrinterState.Error)
        else:
            QTimer.singleShot(0, self, self._next)

    def _end(self, *, went: bool) -> None:
        say = self._office.words.say
        said = say("Sent to the printer") if went else say("The printer does not answer. Choose another one.")
        if self._stopped:
            self._office.say(say("Printing was stopped. What the printer had already may still come out."))
        elif not (went and self._quiet):
            self._office.say(said, error=not went)
        self.finished.emit(went)
        self.deleteLater()

    def _print(self, sheets: list[int]) -> Iterator[None]:
        """Print page after page, giving the window its turn after each strip."""
        begun = 0  # sides of paper
        for at, page in enumerate(sheets):
            if begun and self._begins_a_sheet(page) and begun % 2:
                self.printer.newPage()  # the back of the copy before stays empty
                begun += 1
            if begun:
                self.printer.newPage()
            begun += 1
            place, each = self._place(page)
            size = QSize(place.width() // each, place.height() // each)
            for top in range(0, size.height(), _STRIP):
                high = min(_STRIP, size.height() - top)
                target = QRect(place.x(), place.y() + top * each, size.width() * each, high * each)
                self._painter.drawImage(target, strip(self._document, page, size, top, high))
                yield
            self.progressed.emit(at + 1, len(sheets))

    def _begins_a_sheet(self, page: int) -> bool:
        """Tell whether a page is the first of a copy that goes on paper of its own, where both sides are printed."""
        return self.printer.duplex() in _BOTH_SIDES and self._document.pageLabel(page) == "1"

    def _place(self, page: int) -> tuple[QRect, int]:
        """Return where a page goes on the sheet, in the printer's dots, and how many of them each of ours is wide.

        Strips meet on whole dots, or there would be lines between them. A page for a larger sheet is made to fit.
        """
        dots = self.printer.resolution()
        each = -(-dots // self._dots)
        sheet = self.printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
        size = self._document.pagePointSize(page) * (dots / 72)
        fits = min(sheet.width() / size.width(), sheet.height() / size.height())
        size = size * (fits if fits < _SAME else 1)
        whole = QSize(int(size.width()) // each * each, int(size.height()) // each * each)
        return QRect(QPoint(max(0, (sheet.width() - whole.width()) // 2), 0), whole), each


def sheets_of(printer: QPrinter, count: int) -> list[int]:
    """Return the pages to send, counted from 0, as often and in the order that the dialog asked for."""
    pages, wanted = list(range(count)), printer.pageRanges()
    if printer.printRange() == QPrinter.PrintRange.PageRange and not wanted.isEmpty():
        pages = [page for page in pages if wanted.contains(page + 1)]
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    return pages * copies if printer.collateCopies() else [page for page in pages for _ in range(copies)]
