"""The agreements of a group: drawn into one PDF, then saved or printed in one go, or the loans undone (product 4.6)."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from loanmanager import sentences
from loanmanager.operations import group_checkout
from loanmanager.operations.checkout import CheckedOut
from loanmanager.operations.done import Done
from loanmanager.operations.group_checkout import GroupUndone
from loanmanager.ui.dialogs.papers import PapersDialog
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.office import Office
from loanmanager.ui.widgets.buttons import button


class AgreementsDialog(PapersDialog):
    """Draws as it opens. Leaving stops the drawing; the loans stay, and each has its agreement on its own page."""

    def __init__(self, office: Office, made: Iterable[Done[CheckedOut]], programme: str, *, parent: QWidget) -> None:
        words, self._made = office.words, tuple(made)
        title = words.count("{n} loan checked out", "{n} loans checked out", len(self._made))
        group = programme or words.say("Group {day}", day=office.today.isoformat())
        name = f"{group} {words.say('Agreement')}"
        self.undo = button(words.say("Undo these loans…"), "link", "undo-2", flush="left")
        self.undo.clicked.connect(self._ask_undo)
        ids = [each.result.paper_id for each in self._made]
        super().__init__(office, ids, title, name, parent=parent, aside=(self.undo,))

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
