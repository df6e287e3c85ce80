"""Many papers in one go: drawn into one PDF with progress, then printed as one job, saved, or looked at (product 5.5)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar

from loanmanager.domain.file_names import titled
from loanmanager.operations import batches
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, holder, row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from loanmanager.operations.paperwork import Paper
    from loanmanager.ui.office import Office
    from loanmanager.ui.printing import PrintJob

_WIDE = 520


class PapersDialog(Dialog):
    """Draws as it opens. Leaving stops the drawing or the printing; every paper stays where it was.

    `name` is that of the file, without its ending. Signal: drawn(): the file is there.
    """

    drawn = Signal()
    _told = Signal(int)

    def __init__(
        self,
        office: Office,
        paper_ids: Iterable[int],
        title: str,
        name: str,
        *,
        parent: QWidget,
        aside: tuple[QWidget, ...] = (),
    ) -> None:
        self.office, self.words, self._ids, self._name = office, office.words, tuple(paper_ids), name
        self.pdf, self._stopped = b"", False
        self.job: PrintJob | None = None
        say = office.words.say
        self.progress = QProgressBar()
        self.progress.setRange(0, len(self._ids))
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(say("How far it is"))
        self.said = label(self._drawing_words(0), "muted", wrap=True)
        self.save = button(say("Save as one PDF…"), icon="download", key="Ctrl+S")
        self.view = button(say("Open in the PDF viewer"), icon="external-link", key="Ctrl+O")
        self.save.clicked.connect(self._save)
        self.view.clicked.connect(self._view)
        under = [row(*aside, None)] if aside else []
        body = column(self.said, self.progress, holder(Flow(self.save, self.view)), *under, space=12)
        super().__init__(title, body, say("Print all…"), say("Stop"), parent=parent, width=_WIDE, waits=True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._print)
        self._told.connect(self._drew)
        self._allow(ready=False)
        self.office.ask(self, lambda store: batches.papers(store, self._ids), self._draw)

    # Drawing

    def _draw(self, papers: tuple[Paper, ...]) -> None:
        words, page = self.words, self.office.settings.page_size

        def told(at: int, _of: int) -> bool:
            if not self._stopped:
                self._told.emit(at)
            return not self._stopped

        def work() -> bytes:
            return batches.draw(papers, words, page=page, told=told)

        self.office.tasks.draw(work, self._done, self._failed, owner=self)

    def _drawing_words(self, at: int) -> str:
        number = self.words.number
        return self.words.say("Paper {n} of {all} is being drawn…", n=number(at + 1), all=number(len(self._ids)))

    def _drew(self, at: int) -> None:
        self.progress.setValue(at)
        self.said.setText(self._drawing_words(at))

    def _done(self, pdf: bytes) -> None:
        self.pdf = pdf
        self._rest()
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
        self.drawn.emit()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, batches.Stopped):
            self.progress.hide()
            self.cancel.setText(self.words.say("Close"))
            self.set_error(self.words.say("The papers could not be drawn together. Open them one by one."))
            self._allow(ready=False)
            self.office.fail(error)

    def _rest(self) -> None:
        """Show that the file is there, and what one may do with it."""
        self.progress.hide()
        self.said.setText(
            self.words.say("One file holds them all, each in its client’s language, and lists them by number.")
        )
        self.cancel.setText(self.words.say("Close"))
        self.set_busy(busy=False)
        self._allow(ready=True)

    def _allow(self, *, ready: bool) -> None:
        for each in (self.save, self.view, self.primary):
            each.setEnabled(ready)

    def reject(self) -> None:
        """Stop what is being printed; else stop what is being drawn, and leave."""
        if self.job is not None:
            self.job.stop()
            return
        self._stopped = True
        self.set_busy(busy=False)
        super().reject()

    # What becomes of it

    def _file(self) -> str:
        return titled(f"{self._name}.pdf")

    def _save(self) -> None:
        from loanmanager.ui import saving  # when something is saved

        say = self.words.say
        target = saving.choose_file(self, say("Save the papers"), saving.in_documents(self._file()), "PDF")
        if target:
            saving.write_pdf(self.office, Path(target), self.pdf)

    def _view(self) -> None:
        from loanmanager.ui import saving

        saving.view_pdf(self.office, self._file(), self.pdf)

    def _print(self) -> None:
        from loanmanager.ui.printing import print_titled  # when something is printed

        self.job = print_titled(self.office, self, self._name, self.pdf)
        if self.job is None:
            self._rest()
            return
        self.job.progressed.connect(self._printed)
        self.job.finished.connect(self._finished)
        self.progress.setRange(0, 0)  # until the first sheet is done
        self.progress.show()
        self.cancel.setText(self.words.say("Stop"))
        self._allow(ready=False)

    def _printed(self, at: int, of: int) -> None:
        number = self.words.number
        self.progress.setRange(0, of)
        self.progress.setValue(at)
        self.said.setText(self.words.say("Page {n} of {all} went to the printer…", n=number(at), all=number(of)))

    def _finished(self, went: bool) -> None:  # noqa: ARG002, FBT001 (the job says so itself; the signal's argument)
        self.job = None
        self._rest()
