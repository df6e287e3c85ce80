"""The loans page: what is out, what is late, all that ever was; one loan on the right."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from loanmanager.operations.done import Kind
from loanmanager.storage import search
from loanmanager.storage.search import After, LoanRow, Store
from loanmanager.ui.office import Office
from loanmanager.ui.pages.list_page import Filter, ListPage, Query
from loanmanager.ui.pages.loans.detail import LoanDetail
from loanmanager.ui.tokens import STATUSES, Mark
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.columns import Column


class Loans(ListPage[LoanRow]):
    """Every loan, the newest first. `open` also takes ("client", id, name), whose loans are shown."""

    shows = frozenset({Kind.LOANS, Kind.CLIENTS, Kind.PAPERS})
    name = "loans"

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.list.allow_many()

    def title(self) -> str:
        """Return the page's title."""
        return self.words.say("Loans")

    def filters(self) -> Sequence[Filter]:
        """Return what is out first."""
        say = self.words.say
        return (
            Filter("open", say("On loan"), STATUSES["on_loan"]),
            Filter("overdue", say("Overdue"), STATUSES["overdue"]),
            Filter("due_today", say("Due today"), Mark("calendar", "text")),
            Filter("", say("All")),
        )

    def controls(self) -> tuple[QWidget, ...]:
        """Return what renews many loans, and what prints the papers of many."""
        say = self.words.say
        made = button(say("Renew a programme"), icon="refresh-cw", key="Ctrl+Shift+R")
        made.clicked.connect(self._renew_many)
        prints = button("", "quiet", "printer", says=say("Print many papers"), key="Ctrl+Shift+P")
        prints.clicked.connect(self._print_many)
        return (made, prints)

    def _print_many(self) -> None:
        from loanmanager.ui.dialogs.print_many import PrintManyDialog  # when it is asked for

        chosen = self.list.chosen_rows()
        several = chosen if len(chosen) > 1 else []  # one row is only where one is
        PrintManyDialog(self.office, [each.id for each in several], parent=self).open()

    def _renew_many(self) -> None:
        from loanmanager.ui.dialogs.renew_many import RenewManyDialog  # when it is asked for

        RenewManyDialog(self.office, parent=self).open()

    def columns(self) -> Sequence[Column[LoanRow]]:
        """Return number, client, devices, when it went out, when it is due or came back, programme."""
        say, today = self.words.say, self.office.today
        return (
            Column(say("Number"), "mono", 112, lambda r: r.number, lambda r: r.number, key="number"),
            Column(say("Client"), "strong", 0, lambda r: r.name, lambda r: r.name.casefold(), key="client"),
            Column(say("Devices"), "text", 176, self._devices, lambda r: r.tags, 1, key="devices"),
            Column(
                say("Out"), "muted", 104, lambda r: self.words.day(r.out_on, today), lambda r: r.out_on, 2, key="out"
            ),
            Column(
                say("Due"),
                "due",
                148,
                self._due,
                lambda r: (r.due or r.out_on).isoformat(),
                0,
                lambda r: Mark("", "late") if r.due and r.due < today else None,
                "due",
            ),
            Column(
                say("Programme"),
                "muted",
                136,
                lambda r: r.programme,
                lambda r: r.programme.casefold(),
                3,
                key="programme",
            ),
        )

    def _devices(self, row: LoanRow) -> str:
        return ", ".join(row.tags)

    def _due(self, row: LoanRow) -> str:
        words, today = self.words, self.office.today
        if row.undone:
            return words.say("undone")
        if row.due is None:
            return words.say("back {day}", day=words.day(row.back_on, today)) if row.back_on else words.say("back")
        return words.away(row.due, today) if row.due < today else words.day(row.due, today)

    def query(self, only: str, text: str) -> Query:
        """Return the question for a page of loans."""
        today = self.office.today

        def ask(store: Store, after: After | None, limit: int) -> tuple[Any, ...]:
            return search.loan_rows(store, today=today, only=only, text=text, after=after, limit=limit)

        return ask

    def counted(self) -> Callable[[Store], dict[str, int]]:
        """Return the question for the counts."""
        return partial(search.loan_counts, today=self.office.today)

    def id_of(self, row: LoanRow) -> int:
        """Return a loan's id."""
        return row.id

    def place_of(self, row: LoanRow) -> After:
        """Return where the next page begins: lists go by number."""
        return After(row.number, row.id)

    def make_detail(self) -> LoanDetail:
        """Return the right third."""
        return LoanDetail(self.office)

    def nothing(self) -> tuple[str, str]:
        """Say where loans come from."""
        return self.words.say("Nothing is on loan. Scan a device at the desk to lend it."), self.words.say(
            "Go to the desk"
        )

    def start(self) -> None:
        """Go to where loans are made."""
        self.office.go("desk")

    def open(self, what: object = None) -> None:
        """Show a loan, a filter, or the loans of one client."""
        if isinstance(what, tuple):
            self.filter.setText(str(what[2]))
            self.choose_filter("")
        else:
            super().open(what)
