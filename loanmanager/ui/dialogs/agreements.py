"""The agreements of a group: drawn into one PDF with progress, then saved or printed in one go (product 4.6)."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from loanmanager import sentences
from loanmanager.domain.papers import PaperKind
from loanmanager.operations import batches, group_checkout
from loanmanager.operations.checkout import CheckedOut
from loanmanager.operations.done import Done
from loanmanager.operations.group_checkout import GroupUndone
from loanmanager.operations.paperwork import Paper
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.office import Office
from loanmanager.ui.papers import Drawn, file_name
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, row


class AgreementsDialog(Dialog):
    """Draws as it opens. Leaving stops the drawing; the loans stay, and each has its agreement on its own page."""

    drawn = Signal()
    _told = Signal(int)

    def __init__(self, office: Office, made: Iterable[Done[CheckedOut]], programme: str, *, parent: QWidget) -> None:
        self.office, self.words, self._beneath = office, office.words, parent
        self._made = tuple(made)
        self._name = programme or office.words.say("Group {day}", day=office.today.isoformat())
        self.pdf, self._stopped = b"", False
        words, count = office.words, len(self._made)
        self.progress = QProgressBar()
        self.progress.setRange(0, count)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(words.say("Agreements drawn"))
        self._said = label(words.say("The agreements are being drawn…"), "muted", wrap=True)
        self.save = button(words.say("Save as one PDF…"), icon="save")
        self.save.clicked.connect(self._save)
        self.undo = button(words.say("Undo these loans…"), "link", "undo-2", flush="left")
        self.undo.clicked.connect(self._ask_undo)
        body = column(self._said, self.progress, row(self.undo, None, self.save), space=12)
        title = words.count("{n} loan checked out", "{n} loans checked out", count)
        super().__init__(title, body, words.say("Print all…"), words.say("Close"), parent=parent, width=520, waits=True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._print)
        self._told.connect(self._progressed)
        self.save.setEnabled(False)
        self.primary.setEnabled(False)
        self._begin()

    # Drawing

    def _begin(self) -> None:
        ids = [each.result.paper_id for each in self._made]
        self.office.ask(self, lambda store: batches.papers(store, ids), self._draw)

    def _draw(self, papers: tuple[Paper, ...]) -> None:
        words, page = self.words, self.office.settings.page_size

        def told(at: int, _of: int) -> bool:
            if not self._stopped:
                self._told.emit(at)
            return not self._stopped

        def work() -> bytes:
            return batches.draw(papers, words, page=page, told=told)

        self.office.tasks.draw(work, self._done, self._failed, owner=self)

    def _progressed(self, at: int) -> None:
        self.progress.setValue(at)

    def _done(self, pdf: bytes) -> None:
        self.pdf = pdf
        self.progress.setValue(self.progress.maximum())
        self.progress.hide()
        self._said.setText(
            self.words.say("One file holds them all, each in its client’s language, two copies of each.")
        )
        self.save.setEnabled(True)
        self.primary.setEnabled(True)
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
        self.drawn.emit()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, batches.Stopped):
            self.progress.hide()
            self.set_error(self.words.say("The agreements could not be drawn together. Open them from each loan."))
            self.office.fail(error)

    def reject(self) -> None:
        """Stop what is being drawn, and leave."""
        self._stopped = True
        self.set_busy(busy=False)
        super().reject()

    # What becomes of it

    def _paper(self) -> Drawn:
        return Drawn(0, PaperKind.AGREEMENT, self._name, self.words.language, "", self.office.today, False, self.pdf)

    def _save(self) -> None:
        from loanmanager.ui import saving  # when something is saved

        target = saving.choose_file(
            self, self.words.say("Save the agreements"), saving.in_documents(file_name(self._paper())), "PDF"
        )
        if target:
            saving.write_pdf(self.office, Path(target), self.pdf)

    def _print(self) -> None:
        from loanmanager.ui.printing import print_drawn  # when something is printed

        print_drawn(self.office, self, self._paper(), quiet=True)
        self.set_busy(busy=False)

    def _ask_undo(self) -> None:
        """Undo the whole group, with a reason that is kept with each loan."""
        say = self.words.say
        text = say("Every device of these loans goes back to as it was before. The history keeps both.")
        confirm, leave = say("Undo these loans"), say("Leave them as they are")
        dialog = ReasonDialog(self.office, say("Undo these loans?"), text, confirm, leave=leave, parent=self)
        dialog.given.connect(self._undo)
        dialog.open()

    def _undo(self, reason: str) -> None:
        entries, office = [each.entry_id for each in self._made], self.office
        self.set_busy(busy=True)
        office.do(
            self,
            lambda store, by: group_checkout.undo_all(store, entries, reason, by),
            self._undone,
            lambda reasons: self.set_error(sentences.of_refusals(reasons, self.words)),
        )

    def _undone(self, done: Done[GroupUndone]) -> None:
        office, words, made = self.office, self.words, done.result
        self.reject()
        said = words.count("{n} loan undone", "{n} loans undone", made.undone)
        against = sentences.of_refusals(made.reasons, words)
        office.say(f"{said}. {against}" if against else said, error=bool(against))
