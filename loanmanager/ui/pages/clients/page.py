"""The clients page: filters and a list on the left, one client edited in place on the right."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from loanmanager.i18n import language_name
from loanmanager.operations.done import Kind
from loanmanager.storage import search
from loanmanager.storage.search import After, ClientRow, Store
from loanmanager.ui.dialogs.client import ClientDialog
from loanmanager.ui.pages.clients.detail import ClientDetail
from loanmanager.ui.pages.clients.switch import switch
from loanmanager.ui.pages.list_page import Filter, ListPage, Query
from loanmanager.ui.tokens import STATUSES, Mark
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.columns import Column


class Clients(ListPage[ClientRow]):
    """Every client. `open` also takes ("new", typed)."""

    shows = frozenset({Kind.CLIENTS, Kind.LOANS, Kind.CONTACTS})
    name = "clients"
    in_order_of = "name"

    def title(self) -> str:
        """Return the page's title."""
        return self.words.say("Clients")

    def filters(self) -> Sequence[Filter]:
        """Return all, those who have something, those who are late, those who cannot borrow."""
        say = self.words.say
        return (
            Filter("", say("All")),
            Filter("with_devices", say("With devices"), STATUSES["on_loan"]),
            Filter("overdue", say("Overdue"), STATUSES["overdue"]),
            Filter("blocked", say("Blocked"), Mark("lock", "late")),
            Filter(search.DUPLICATES, say("Possible duplicates"), Mark("users", "todo")),
            Filter(search.NEWEST, say("Newest first")),
        )

    def show_counts(self, counts: dict[str, int]) -> None:
        """Offer the possible duplicates only where there are any."""
        twice = self._chips[search.DUPLICATES]
        twice.setVisible(bool(counts.get(search.DUPLICATES)) or self._only == search.DUPLICATES)

    def around_title(self) -> tuple[QWidget, ...]:
        """Return the title beside the way to programmes."""
        return (switch(self.office, "clients"),)

    def columns(self) -> Sequence[Column[ClientRow]]:
        """Return name, file number, phone, what is out, when it is due, the language of papers."""
        say, today = self.words.say, self.office.today
        return (
            Column(say("Name"), "strong", 0, lambda r: r.name, lambda r: r.name_key, key="name"),
            Column(say("File number"), "mono", 128, lambda r: r.file_number, lambda r: r.file_number, 2, key="number"),
            Column(say("Phone"), "text", 132, lambda r: r.phone, lambda r: r.phone, 1, key="phone"),
            Column(say("Out"), "right", 64, lambda r: str(r.out or ""), lambda r: -r.out, key="out"),
            Column(
                say("Due"),
                "due",
                144,
                self._due,
                lambda r: r.due.isoformat() if r.due else "9999",
                0,
                lambda r: Mark("", "late") if r.due and r.due < today else None,
                "due",
            ),
            Column(
                say("Papers"),
                "muted",
                88,
                lambda r: language_name(r.language),
                lambda r: r.language,
                3,
                key="language",
            ),
        )

    def _due(self, row: ClientRow) -> str:
        if row.due is None:
            return ""
        today = self.office.today
        return self.words.away(row.due, today) if row.due < today else self.words.day(row.due, today)

    def query(self, only: str, text: str) -> Query:
        """Return the question for a page of clients."""
        today = self.office.today

        def ask(store: Store, after: After | None, limit: int) -> tuple[Any, ...]:
            return search.client_rows(store, today=today, only=only, text=text, after=after, limit=limit)

        return ask

    def counted(self) -> Callable[[Store], dict[str, int]]:
        """Return the question for the counts."""
        return partial(search.client_counts, today=self.office.today)

    def id_of(self, row: ClientRow) -> int:
        """Return a client's id."""
        return row.id

    def place_of(self, row: ClientRow) -> After:
        """Return where the next page begins: lists go by name."""
        return After(row.name_key, row.id)

    def make_detail(self) -> ClientDetail:
        """Return the right third."""
        return ClientDetail(self.office)

    def nothing(self) -> tuple[str, str]:
        """Say how the first clients come in."""
        say = self.words.say
        return say("No clients yet. Add the first one, or import the sheet you have from Settings."), say("New client")

    def start(self) -> None:
        """Add the first client."""
        self._add("")

    def controls(self) -> tuple[QWidget, ...]:
        """Return adding a client."""
        add = button(self.words.say("New client"), icon="plus", key="Ctrl+N")
        add.clicked.connect(lambda: self._add(""))
        return (add,)

    def open(self, what: object = None) -> None:
        """Show a client, a filter, or the form of a new client."""
        if isinstance(what, tuple):
            super().open(None)
            self._add(str(what[1]))
        else:
            super().open(what)

    def _add(self, typed: str) -> None:
        dialog = ClientDialog(self.office, typed, parent=self)
        dialog.added.connect(self.show_record)
        dialog.open()
