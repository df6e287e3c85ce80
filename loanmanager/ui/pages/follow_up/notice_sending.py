"""Getting notices out of the window: to a printer, into a file, into the mail program, onto the clipboard."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from loanmanager.files import write_whole
from loanmanager.operations import notice_files, paperwork
from loanmanager.operations.contacting import NoticeSent
from loanmanager.operations.paperwork import Paper
from loanmanager.storage import search
from loanmanager.storage.search import NoticeRow, Store
from loanmanager.ui import passing
from loanmanager.ui.office import Office
from loanmanager.ui.printing import PrintJob, choose_printer, printer_titled
from loanmanager.ui.saving import choose_file, in_documents, open_path, show, write_pdf

Results = Sequence[NoticeSent]


class Sending(QObject):
    """What happens to notices after they were recorded. The printer that was chosen first serves until one leaves."""

    def __init__(self, office: Office, parent: QWidget) -> None:
        super().__init__(parent)
        self.office, self.words, self._parent = office, office.words, parent
        self._printer = ""

    # Letters

    def printer(self, letters: int) -> QPrinter | None:
        """Return the printer chosen before, else ask; None where the person left."""
        made = printer_titled(self.words.say("Notices"), self.office.settings.page_size)
        if self._printer:
            made.setPrinterName(self._printer)
            return made
        if not choose_printer(made, letters, self._parent):
            return None
        if made.outputFormat() != QPrinter.OutputFormat.PdfFormat:  # a file is not written over by the next letter
            self._printer = made.printerName()
        return made

    def print_to(self, printer: QPrinter, done: Results) -> None:
        """Print the letters as they were recorded."""

        def drawn(pdf: bytes) -> None:
            PrintJob(self.office, printer, pdf, quiet=True).start()

        self._draw(done, drawn)

    def file_for(self, numbers: Sequence[str]) -> str:
        """Ask for the file that letters go into; nothing where the person left."""
        say = self.words.say
        name = f"{say('Notice')} {numbers[0]}.pdf" if len(numbers) == 1 else f"{say('Notices')}.pdf"
        return choose_file(self._parent, say("Save the letters"), in_documents(name), "PDF")

    def save_to(self, target: str, done: Results) -> None:
        """Write the letters as they were recorded."""
        self._draw(done, lambda pdf: write_pdf(self.office, Path(target), pdf, quiet=True))

    def _draw(self, done: Results, then: Callable[[bytes], None]) -> None:
        language, page = self.words.language, self.office.settings.page_size

        def got(papers: Sequence[Paper]) -> None:
            self.office.draw(self, lambda: notice_files.draw_papers(papers, language, page=page), then)

        self._papers(done, got)

    def _papers(self, done: Results, then: Callable[[Sequence[Paper]], None]) -> None:
        ids = [each.paper_id for each in done if each.paper_id is not None]
        self.office.ask(self, lambda store: [paperwork.paper(store, id_) for id_ in ids], then)

    # E-mail and text

    def open_drafts(self, done: Results) -> None:
        """Write each notice as a draft with its letter, and open it in the mail program."""

        def got(papers: Sequence[Paper]) -> None:
            for paper in papers:
                self._open_draft(paper)

        self._papers(done, got)

    def _open_draft(self, paper: Paper) -> None:
        page = self.office.settings.page_size
        facts = paperwork.facts_of(paper)

        def written(target: Path) -> None:
            # A system without a program for .eml files has one for mailto: links more often than not.
            if not open_path(target) and not QDesktopServices.openUrl(QUrl(notice_files.email_link(facts))):
                self.office.say(
                    self.words.say("This computer has no mail program. Undo, and choose another way."), error=True
                )

        def work() -> Path:
            target = passing.place(self.office, f"{paper.id}.eml")
            write_whole(target, notice_files.email_draft(facts, page=page))
            return target

        self.office.draw(self, work, written)

    def copy_text(self, done: Results) -> None:
        """Put what is to be texted on the clipboard, as it was recorded."""
        QGuiApplication.clipboard().setText(done[0].said)

    # Calls

    def call_list(self, rows: Sequence[NoticeRow]) -> None:  # noqa: ARG002 (the list holds everybody)
        """Ask for a file, write everybody whom nothing but the telephone reaches, and open it."""
        say, today = self.words.say, self.office.today
        chosen = choose_file(
            self._parent, say("Save the call list"), in_documents(f"{say('Calls to make')}.pdf"), "PDF"
        )
        if not chosen:
            return
        by, page, words, target = self.office.by(), self.office.settings.page_size, self.words, Path(chosen)

        def question(store: Store) -> tuple[Sequence[notice_files.CallRow], Sequence[NoticeRow]]:
            found = notice_files.sorted_out(search.notices_due(store, today))
            return notice_files.calls(store, found.calls, by), found.unsafe

        def got(read: tuple[Sequence[notice_files.CallRow], Sequence[NoticeRow]]) -> None:
            calls, unsafe = read

            def work() -> None:
                write_whole(target, notice_files.draw_calls(calls, unsafe, words, by, page=page))

            self.office.draw(self, work, lambda _: show(self.office, target))

        self.office.ask(self, question, got)
