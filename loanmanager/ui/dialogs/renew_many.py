"""Renewing the loans of a programme at once: each one's new date, and what is left as it is and why (product 4.4)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Qt

from loanmanager.operations import batches, renewing
from loanmanager.sentences import of_refusals
from loanmanager.storage import search
from loanmanager.ui import saving
from loanmanager.ui.reading import read_day
from loanmanager.ui.undo import ask_undo_all
from loanmanager.ui.widgets.columns import Column
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.date_field import DateField
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, fixed, holder, refill, row
from loanmanager.ui.widgets.list_view import ListView
from loanmanager.ui.widgets.lists import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from loanmanager.operations.done import Done
    from loanmanager.operations.paperwork import Paper
    from loanmanager.operations.renewing import ManyRenewed, Renewed
    from loanmanager.storage.search import RenewalRow
    from loanmanager.ui.office import Office

_LIST_HEIGHT = 32 + 5 * 36 + 4  # px at 100 %: a header and five loans


class RenewManyDialog(Dialog):
    """Renews the loans of a programme that nothing stands against; the others are left, each with its reason."""

    def __init__(self, office: Office, programme: str = "", *, parent: QWidget) -> None:
        self.office, self.words, self._beneath, self._wanted = office, office.words, parent, programme
        self._key = uuid4().hex
        say, today = office.words.say, office.today
        self._programme = Combo(says=say("Programme"))
        self._programme.chosen.connect(lambda _: self._ask())
        self._due = DateField(
            None,
            show=self.words.day,
            read=lambda text: read_day(text, today),
            least=today,
            calendar=say("Calendar"),
        )
        self._due.changed.connect(lambda _: self._ask())
        self._due.unreadable.connect(self._not_a_date)
        self._due_field = Field(say("New due date"), self._due, say("empty: each by its rules"))
        self._said = label("", "strong", wrap=True)
        self._rows: Rows[RenewalRow] = Rows(self._columns(), lambda each: each.loan_id)
        self.list = fixed(ListView(self._rows, say("Loans to renew")), height=_LIST_HEIGHT)
        self._left = column(space=8)
        self._left_title = label(say("Left as they are"), "section")
        choice = row(Grow(Field(say("Programme"), self._programme)), Grow(self._due_field), space=12)
        body = column(choice, self._said, self.list, self._left_title, holder(self._left), space=12)
        super().__init__(
            say("Renew a programme’s loans"),
            body,
            say("Renew"),
            say("Cancel"),
            key_words=say("Ctrl+Enter"),
            parent=parent,
            waits=True,
            width=680,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._save)
        self._show(())
        self.office.ask(self, search.programmes_out, self._offer)

    def _columns(self) -> Sequence[Column[RenewalRow]]:
        say, words, today = self.words.say, self.words, self.office.today
        return (
            Column(say("Client"), "strong", 0, lambda r: r.name, key="client"),
            Column(say("Devices"), "text", 152, lambda r: ", ".join(r.tags), priority=1, key="devices"),
            Column(say("Due"), "muted", 112, lambda r: words.day(r.due, today), key="due"),
            Column(say("New due date"), "text", 136, lambda r: words.day(r.new_due, today), key="new"),
        )

    # Showing

    def _offer(self, programmes: Sequence[tuple[str, int]]) -> None:
        """Offer the programmes that have something out, the one that was wanted chosen."""
        count = self.words.count
        options = [(name, f"{name} · " + count("{n} loan", "{n} loans", loans)) for name, loans in programmes]
        known = any(name == self._wanted for name, _ in programmes)
        self._programme.set_options(options, self._wanted if known else "")
        if options:
            self._programme.setFocus()
            self._ask()
        else:
            self._said.setText(self.words.say("No loan of a programme is out."))

    def _ask(self) -> None:
        """Read what would become of each loan."""
        programme, due, today = self._programme.value(), self._due.value(), self.office.today
        self._due_field.set_error("")
        self.office.ask(
            self,
            lambda store: search.renewal_rows(store, programme, today=today, due=due),
            lambda rows: self._show(rows, (programme, due)),
            key="renewals",
        )

    def _show(self, rows: Sequence[RenewalRow], asked: tuple[str, date | None] | None = None) -> None:
        """List what is renewed, and under it what is left, with the reasons."""
        words, self._listed = self.words, asked
        free, left = [each for each in rows if not each.reasons], [each for each in rows if each.reasons]
        self._rows.set_rows(free)
        self.list.setVisible(bool(free))
        said = words.count("{n} loan can be renewed", "{n} loans can be renewed", len(free)) if free else ""
        none = words.say("None of these loans can be renewed.") if rows else ""
        self._said.setText(said or none)
        self._left_title.setVisible(bool(left))
        refill(self._left, *(self._refusal(each) for each in left))
        self.primary.set_words(
            words.count("Renew {n} loan", "Renew {n} loans", len(free)) if free else words.say("Renew")
        )
        self.primary.setEnabled(bool(free))

    def _refusal(self, each: RenewalRow) -> QWidget:
        named = label(f"{each.name} · {', '.join(each.tags)}", "strong", wrap=True)
        return holder(column(named, label(of_refusals(each.reasons, self.words), "muted", wrap=True), space=2))

    def _not_a_date(self, _typed: str) -> None:
        self._due_field.set_error(self.words.say("This is not a date."))

    def check(self) -> bool:
        """See that the date can be read, and that what it leads to has been on screen before anything is renewed."""
        return self._due.settle() and self._listed == (self._programme.value(), self._due.value())

    # Renewing

    def _save(self) -> None:
        ids = tuple(each.loan_id for at in range(self._rows.rowCount()) if (each := self._rows.row(at)))
        form = renewing.RenewMany(ids, self._due.value(), self._key)
        self.office.do(self, lambda store, by: renewing.renew_many(store, form, by), self._saved)

    def _saved(self, done: Done[ManyRenewed]) -> None:
        office, words, parent, result = self.office, self.words, self._beneath, done.result
        self.accept()
        said = words.count("{n} loan renewed", "{n} loans renewed", len(result.renewed))
        if result.left:
            left = words.count("{n} left as it is", "{n} left as they are", len(result.left))
            said = f"{said} · {left}"
        if not result.renewed:
            office.say(said, error=True)
            return
        office.say(
            said,
            (words.say("Undo"), lambda: ask_undo_all(office, result.entries, parent)),
            (words.say("Save the addenda"), lambda: save_addenda(office, parent, result.renewed)),
        )


def save_addenda(office: Office, parent: QWidget, renewed: Sequence[Renewed]) -> None:
    """Ask where to, then draw the addenda into one PDF, each in its client's language, away from the store."""
    words, ids, page = office.words, [each.paper_id for each in renewed], office.settings.page_size
    title = words.say("Addenda")
    proposed = saving.in_documents(f"{title} {office.today.isoformat()}.pdf")
    chosen = saving.choose_file(parent, words.say("Save the addenda"), proposed, "PDF")
    if not chosen:
        return

    def got(papers: tuple[Paper, ...]) -> None:
        office.draw(
            office,
            lambda: batches.draw(papers, words, page=page),
            lambda pdf: saving.write_pdf(office, Path(chosen), pdf),
        )

    office.ask(office, lambda store: batches.papers(store, ids), got)
