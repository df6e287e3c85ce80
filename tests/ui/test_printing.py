import pypdf
import pypdfium2
import pytest
import zxingcpp
from PySide6.QtGui import QPageRanges
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from loanmanager.ui import printing
from loanmanager.ui.printing import PrintJob, print_drawn, print_paper, printer_for, sheets_of
from tests.ui.office import closed, settle
from tests.ui.papers import AGREEMENT, with_papers
from tests.ui.test_papers import PLAIN, drawn


@pytest.fixture
def office(qtbot, tmp_path):
    made, made.heard = with_papers(qtbot, tmp_path / "data")
    yield made
    closed(qtbot, made)


@pytest.fixture
def parent(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def choosing(monkeypatch, target, set_up=lambda printer: None):
    """Stand in for the system's dialog: print into a file."""

    def choose(printer, pages, parent):
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        set_up(printer)
        return True

    monkeypatch.setattr(printing, "choose_printer", choose)


def pages(*numbers):
    def set_up(printer):
        wanted = QPageRanges()
        for each in numbers:
            wanted.addPage(each)
        printer.setPageRanges(wanted)
        printer.setPrintRange(QPrinter.PrintRange.PageRange)

    return set_up


def test_into_a_file_goes_the_paper_itself(qtbot, office, parent, tmp_path, monkeypatch):
    choosing(monkeypatch, tmp_path / "out.pdf")
    made = drawn(qtbot, office, AGREEMENT)
    print_drawn(office, parent, made)
    settle(qtbot, office)
    assert office.heard == ["Saved as out.pdf"]
    assert (tmp_path / "out.pdf").read_bytes() == made.pdf
    assert "Zoë Nguyễn" in pypdf.PdfReader(tmp_path / "out.pdf").pages[0].extract_text()


def test_a_paper_prints_by_its_id(qtbot, office, parent, tmp_path, monkeypatch):
    choosing(monkeypatch, tmp_path / "out.pdf")
    print_paper(office, parent, AGREEMENT)
    settle(qtbot, office)
    assert (tmp_path / "out.pdf").read_bytes() == drawn(qtbot, office, AGREEMENT).pdf
    assert office.heard == []  # what was just done, and its undo, stay readable


def test_a_page_prints_as_it_looks_and_its_barcode_reads(qtbot, office, parent, tmp_path, monkeypatch):
    choosing(monkeypatch, tmp_path / "out.pdf", pages(1))
    made = drawn(qtbot, office, AGREEMENT)
    print_drawn(office, parent, made)
    job = office.findChild(PrintJob)
    with qtbot.waitSignal(job.finished) as finished:
        pass
    assert finished.args == [True]
    assert office.heard == ["Sent to the printer"]
    out, paper = pypdfium2.PdfDocument(tmp_path / "out.pdf"), pypdfium2.PdfDocument(made.pdf)
    assert len(out) == 1
    assert out[0].get_size() == pytest.approx(paper[0].get_size(), abs=1)
    printed, wanted = (each[0].render(scale=2).to_pil().convert("L") for each in (out, paper))
    assert [code.text for code in zxingcpp.read_barcodes(printed)] == ["L-2026-0001"]
    small = [each.resize((60, 80)) for each in (printed, wanted)]
    differs = [abs(one - other) for one, other in zip(*(each.tobytes() for each in small), strict=True)]
    assert max(differs) < 40  # grey levels of 255: the same ink in the same places, from top to bottom
    out.close()
    paper.close()


def test_a_page_for_a_larger_sheet_is_made_to_fit(qtbot, office, tmp_path):
    made = drawn(qtbot, office, AGREEMENT, size="a4")
    printer = printer_for(made, "letter")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    job = PrintJob(office, printer, made.pdf)
    place, each = job._place(0)
    sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
    assert each == 2  # 1200 dots per inch are printed as 600
    assert sheet.height() - each <= place.height() <= sheet.height()
    assert place.center().x() == pytest.approx(sheet.center().x(), abs=each)


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)  # Qt's own word for what we say in ours
def test_a_printer_that_does_not_answer_is_said(qtbot, office, parent, tmp_path, monkeypatch):
    choosing(monkeypatch, tmp_path / "none" / "out.pdf", pages(1))
    print_drawn(office, parent, drawn(qtbot, office, AGREEMENT))
    assert office.heard == ["The printer does not answer. Choose another one."]
    qtbot.waitUntil(lambda: office.findChild(PrintJob) is None)


def test_leaving_the_dialog_prints_nothing(qtbot, office, parent, monkeypatch):
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: QPrintDialog.DialogCode.Rejected)
    print_drawn(office, parent, drawn(qtbot, office, AGREEMENT))
    qtbot.waitUntil(lambda: office.findChild(PrintJob) is None)
    assert office.heard == []


def test_a_printer_is_set_for_the_paper():
    printer = printer_for(PLAIN, "a4")
    assert printer.docName() == "L-2026-0042 Agreement"
    assert printer.pageLayout().pageSize().key() == "A4"
    assert printer_for(PLAIN, "letter").pageLayout().pageSize().key() == "Letter"


def test_sheets_come_as_often_and_in_the_order_asked_for():
    printer = printer_for(PLAIN, "letter")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)  # it cannot make copies by itself
    assert sheets_of(printer, 2) == [0, 1]
    printer.setCopyCount(2)
    printer.setCollateCopies(True)
    assert sheets_of(printer, 2) == [0, 1, 0, 1]
    printer.setCollateCopies(False)
    assert sheets_of(printer, 2) == [0, 0, 1, 1]
    printer.setCopyCount(1)
    pages(1, 3)(printer)
    assert sheets_of(printer, 4) == [0, 2]


def test_where_both_sides_are_printed_each_copy_begins_on_paper_of_its_own(qtbot, office, tmp_path):
    made = drawn(qtbot, office, AGREEMENT)
    sides = []
    for both in (QPrinter.DuplexMode.DuplexNone, QPrinter.DuplexMode.DuplexLongSide):
        target = tmp_path / f"{both.name}.pdf"
        printer = printer_for(made, "letter")
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setResolution(60)
        printer.setCopyCount(2)  # or the file itself would be written
        printer.setCollateCopies(True)
        printer.duplex = lambda both=both: both  # a file has one side only
        job = PrintJob(office, printer, made.pdf)
        assert job.start()
        with qtbot.waitSignal(job.finished, timeout=20_000):
            pass
        paper = pypdfium2.PdfDocument(target)
        sides.append([each.render().to_pil().convert("L").getextrema()[0] < 200 for each in paper])
        paper.close()
    assert sides == [[True] * 4, [True, False, True, False, True, False, True]]


def test_a_batch_prints_half_as_fine(qtbot, office, monkeypatch):
    made = drawn(qtbot, office, AGREEMENT)
    printer = printer_for(made, "letter")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    job = PrintJob(office, printer, made.pdf)
    monkeypatch.setattr(printing, "_MANY", 2)
    monkeypatch.setattr(printing, "sheets_of", lambda *_: [1, 0])
    monkeypatch.setattr(job._painter, "begin", lambda _: True)
    assert job.start()
    assert job._place(0)[1] == 4  # 1200 dots per inch are printed as 300
    job._painter = type(job._painter)()
    job.deleteLater()
