"""Other days for a reservation."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Qt

from loanmanager.operations import reserving
from loanmanager.sentences import of_refusals
from loanmanager.ui.reading import read_day
from loanmanager.ui.undo import ask_undo
from loanmanager.ui.widgets.date_field import DateField
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, row

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from loanmanager.domain.refusal import Refusal
    from loanmanager.operations.done import Done
    from loanmanager.operations.reserving import Held
    from loanmanager.storage.search import ReservationRow
    from loanmanager.ui.office import Office


class MoveDialog(Dialog):
    """Moves a reservation to other days; what is put aside for it stays so."""

    def __init__(self, office: Office, made: ReservationRow, *, parent: QWidget) -> None:
        self.office, self.words, self._made, self._beneath = office, office.words, made, parent
        self._key = uuid4().hex
        say, today = office.words.say, office.today

        def read(text: str) -> date | None:
            return read_day(text, today)

        least, opens = min(made.first, today), say("Calendar")
        self._first = DateField(
            made.first, show=self.words.day, read=read, least=least, says=say("First day"), calendar=opens
        )
        self._last = DateField(
            made.last, show=self.words.day, read=read, least=least, says=say("Last day"), calendar=opens
        )
        self._fields = [Field(say("First day"), self._first), Field(say("Last day"), self._last)]
        body = column(
            label(f"{made.name} · {made.number}", "muted", wrap=True),
            row(*(Grow(each) for each in self._fields), space=12),
        )
        super().__init__(
            say("Change the dates"), body, say("Change the dates"), say("Cancel"), parent=parent, waits=True
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._save)
        self._first.setFocus()

    def check(self) -> bool:
        """See that both days can be read."""
        fine = [field.control.settle() and field.control.value() is not None for field in self._fields]  # type: ignore[attr-defined]  # both are DateFields
        for field, good in zip(self._fields, fine, strict=True):
            field.set_error("" if good else self.words.say("This is not a date."))
        return all(fine)

    def _save(self) -> None:
        first, last, id_, key = self._first.value(), self._last.value(), self._made.id, self._key
        assert first is not None
        assert last is not None
        self.office.do(
            self,
            lambda store, by: reserving.change_dates(store, id_, first, last, by, idem=key),
            self._saved,
            self._refused,
        )

    def _saved(self, done: Done[Held]) -> None:
        office, say, parent, entry_id = self.office, self.words.say, self._beneath, done.entry_id
        self.accept()
        office.say(
            say("{number} moved to other days", number=done.result.number),
            (say("Undo"), lambda: ask_undo(office, entry_id, parent)),
        )

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        self.set_error(of_refusals(reasons, self.words))
