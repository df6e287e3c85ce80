"""The programmes page: groups of clients on the left, who takes part in one of them on the right."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from loanmanager.operations.done import Kind
from loanmanager.storage import search
from loanmanager.storage.search import After, ProgrammeRow, Store
from loanmanager.ui.dialogs.programme import ProgrammeDialog
from loanmanager.ui.pages.clients.switch import switch
from loanmanager.ui.pages.list_page import Filter, ListPage, Query
from loanmanager.ui.pages.programmes.detail import ProgrammeDetail
from loanmanager.ui.tokens import Mark
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.columns import Column


class Programmes(ListPage[ProgrammeRow]):
    """Every programme that goes on, or those that are over. `open` takes a programme's id, or a filter."""

    adds = "programmes"
    shows = frozenset({Kind.CLIENTS, Kind.LOANS, Kind.OFFICE})
    name = "programmes"
    in_order_of = "name"

    def title(self) -> str:
        """Return the page's title."""
        return self.words.say("Programmes")

    def around_title(self) -> tuple[QWidget, ...]:
        """Return the title beside the way to clients."""
        return (switch(self.office, "programmes"),)

    def filters(self) -> Sequence[Filter]:
        """Return what goes on, and what is over."""
        say = self.words.say
        return (
            Filter("", self.words.say_for("programmes", "Going on")),
            Filter("over", say("Over"), Mark("flag", "muted")),
        )

    def columns(self) -> Sequence[Column[ProgrammeRow]]:
        """Return name, how many take part, how many of them have something, what is out, when the next is due."""
        say, today = self.words.say, self.office.today
        return (
            Column(say("Name"), "strong", 0, lambda r: r.name, lambda r: r.name_key, key="name"),
            Column(say("Clients"), "right", 80, lambda r: str(r.clients or ""), lambda r: -r.clients, key="clients"),
            Column(
                say("With devices"), "right", 120, lambda r: str(r.with_devices or ""), lambda r: -r.with_devices, 1,
                key="with",
            ),
            Column(say("Out"), "right", 64, lambda r: str(r.out or ""), lambda r: -r.out, key="out"),
            Column(
                say("Next due"),
                "due",
                148,
                self._due,
                lambda r: r.due.isoformat() if r.due else "9999",
                0,
                lambda r: Mark("", "late") if r.due and r.due < today else None,
                "due",
            ),
        )  # fmt: skip

    def _due(self, row: ProgrammeRow) -> str:
        if row.due is None:
            return ""
        today = self.office.today
        return self.words.away(row.due, today) if row.due < today else self.words.day(row.due, today)

    def query(self, only: str, text: str) -> Query:
        """Return the question for a page of programmes."""

        def ask(store: Store, after: After | None, limit: int) -> tuple[Any, ...]:
            return search.programme_rows(store, only=only, text=text, after=after, limit=limit)

        return ask

    def counted(self) -> Callable[[Store], dict[str, int]]:
        """Return the question for the counts."""
        return search.programme_counts

    def id_of(self, row: ProgrammeRow) -> int:
        """Return a programme's id."""
        return row.id

    def place_of(self, row: ProgrammeRow) -> After:
        """Return where the next page begins: lists go by name."""
        return After(row.name_key, row.id)

    def make_detail(self) -> ProgrammeDetail:
        """Return the right third."""
        return ProgrammeDetail(self.office)

    def nothing(self) -> tuple[str, str]:
        """Say what a programme is good for."""
        say = self.words.say
        said = say("No programmes yet. A programme gathers clients, so that you lend to all of them at once.")
        return said, say("New programme")

    def start(self) -> None:
        """Add the first programme."""
        self._add()

    def controls(self) -> tuple[QWidget, ...]:
        """Return adding a programme."""
        add = button(self.words.say("New programme"), icon="plus", key="Ctrl+N")
        self.office.allow("programmes", add)
        add.clicked.connect(self._add)
        return (add,)

    def _add(self) -> None:
        dialog = ProgrammeDialog(self.office, parent=self)
        dialog.added.connect(self.show_record)
        dialog.open()
