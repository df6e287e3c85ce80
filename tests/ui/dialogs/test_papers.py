"""Many papers in one go: progress, one file, one print job, and a way out of each."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from loanmanager.operations import batches
from loanmanager.ui import printing, saving
from loanmanager.ui.dialogs.papers import PapersDialog
from tests.documents.pdf import pages, reader
from tests.ui.helpers import unnamed
from tests.ui.papers import AGREEMENT, RECEIPT, fill


@pytest.fixture
def office(offices):
    return offices(fill)


@pytest.fixture
def make(office, beneath, put):
    return lambda: put(PapersDialog(office, [RECEIPT, AGREEMENT], "Two papers", "A: day", parent=beneath))


@pytest.fixture
def dialog(make, qtbot):
    made = make()
    qtbot.waitUntil(lambda: bool(made.pdf), timeout=20_000)
    return made


def to_file(monkeypatch, target, set_up=lambda printer: None):
    """Stand in for the system's dialog: print pictures of the pages into a file."""

    def choose(printer, count, parent):
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setResolution(60)
        printer.setCopyCount(2)  # or the file itself would be written
        return True

    monkeypatch.setattr(printing, "choose_printer", choose)


def test_papers_of_every_kind_are_one_file_in_the_order_asked_for(dialog):
    assert [each.title for each in reader(dialog.pdf).outline] == [
        "L-2026-0001 · Receipt · Zoë Nguyễn",
        "L-2026-0001 · Agreement · Zoë Nguyễn",
    ]
    assert "Reçu" in pages(dialog.pdf)[0]
    assert reader(dialog.pdf).metadata.title == "2 papers"
    assert not dialog.progress.isVisible()
    assert dialog.primary.hasFocus()
    assert unnamed(dialog) == []


def test_it_is_saved_under_a_name_that_a_file_may_have(dialog, qtbot, monkeypatch, tmp_path, office, settled):
    proposed = []

    def choose(_parent, _title, name, _kind):
        proposed.append(name)
        return str(tmp_path / "all.pdf")

    monkeypatch.setattr(saving, "choose_file", choose)
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil((tmp_path / "all.pdf").exists)
    settled(office)
    assert proposed[0].endswith("A- day.pdf")
    assert (tmp_path / "all.pdf").read_bytes() == dialog.pdf


def test_it_is_looked_at_in_the_systems_own_viewer(dialog, qtbot, monkeypatch):
    shown = []
    monkeypatch.setattr(saving, "open_path", lambda target: shown.append(target.read_bytes()) or True)
    qtbot.keyClick(dialog, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == [dialog.pdf]


def test_it_prints_as_one_job_that_tells_how_far_it_is(dialog, qtbot, monkeypatch, tmp_path, office):
    to_file(monkeypatch, tmp_path / "out.pdf")
    count = 2 * len(pages(dialog.pdf))
    told = []
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.save.isEnabled()
    dialog.job.progressed.connect(lambda at, of: told.append((at, of, dialog.progress.value())))
    with qtbot.waitSignal(dialog.job.finished, timeout=20_000):
        pass
    assert told == [(n, count, n) for n in range(1, count + 1)]
    assert len(pages((tmp_path / "out.pdf").read_bytes())) == count
    assert office.messages[-1].text == "Sent to the printer"
    assert dialog.save.isEnabled()
    assert dialog.job is None


def test_esc_stops_the_printing_and_leaves_the_file(dialog, qtbot, monkeypatch, tmp_path, office):
    to_file(monkeypatch, tmp_path / "out.pdf")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    with qtbot.waitSignal(dialog.job.finished, timeout=20_000) as finished:
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert finished.args == [False]
    assert dialog.isVisible()
    assert dialog.primary.isEnabled()
    assert office.messages[-1].text.startswith("Printing was stopped.")
    assert dialog.cancel.text() == "Close"


def test_leaving_the_systems_dialog_prints_nothing(dialog, qtbot, monkeypatch, office):
    monkeypatch.setattr(printing, "choose_printer", lambda *_: False)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.job is None
    assert dialog.primary.isEnabled()
    assert office.messages == []


def test_esc_stops_the_drawing(make, qtbot, monkeypatch, office, settled):
    begun, gate, real, heard = threading.Event(), threading.Event(), batches.draw, []

    def slow(papers, words, *, page, told):
        def hear(at, of):
            begun.set()
            gate.wait(10)
            heard.append(told(at, of))
            return heard[-1]

        return real(papers, words, page=page, told=hear)

    monkeypatch.setattr(batches, "draw", slow)
    made = make()
    qtbot.waitUntil(begun.is_set, timeout=20_000)
    assert not made.primary.isEnabled()
    qtbot.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isVisible()
    gate.set()
    settled(office)
    assert heard == [False]
    assert office.messages == []


def test_what_cannot_be_drawn_says_so(make, monkeypatch, office, settled):
    def broken(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(batches, "draw", broken)
    made = make()
    settled(office)
    assert made.error() == "The papers could not be drawn together. Open them one by one."
    assert not made.primary.isEnabled()
