"""The lines page: every SIM with its state and place on the left, one of them on the right."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from loanmanager.domain.devices import LineState
from loanmanager.operations.done import Kind
from loanmanager.storage import search
from loanmanager.storage.search import SPARE, After, LineRow, Store
from loanmanager.ui.dialogs.line import LineDialog
from loanmanager.ui.line_marks import LINE_MARKS, state_words
from loanmanager.ui.pages.devices.switch import switch
from loanmanager.ui.pages.lines.detail import LineDetail
from loanmanager.ui.pages.list_page import Filter, ListPage, Query
from loanmanager.ui.tokens import Mark
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.columns import Column


class Lines(ListPage[LineRow]):
    """Every line, by number. `open` takes a line's id, a state, or `SPARE`."""

    adds = "inventory"
    shows = frozenset({Kind.LINES, Kind.DEVICES, Kind.LOANS})
    name = "lines"
    in_order_of = "number"

    def title(self) -> str:
        """Return the page's title."""
        return self.words.say("Lines")

    def around_title(self) -> tuple[QWidget, ...]:
        """Return the way to devices and kits."""
        return (switch(self.office, "lines"),)

    def filters(self) -> Sequence[Filter]:
        """Return all, the states, and the lines that are in no device."""
        states = [Filter(each.value, state_words(each, self.words), LINE_MARKS[each]) for each in LineState]
        spare = Filter(SPARE, self.words.say("In no device"), Mark("card-sim", "text"))
        return [Filter("all", self.words.say("All")), *states[:3], spare, states[3]]

    def columns(self) -> Sequence[Column[LineRow]]:
        """Return number, carrier, state, the device that it is in, who has it, when its plan ends."""
        say, today = self.words.say, self.office.today
        return (
            Column(say("Number"), "mono", 116, lambda r: r.name, lambda r: r.number, key="number"),
            Column(say("Carrier and plan"), "strong", 0, _plan, lambda r: _plan(r).casefold(), key="carrier"),
            Column(
                say("Status"),
                "status",
                124,
                lambda r: state_words(r.state, self.words),
                lambda r: state_words(r.state, self.words),
                mark=lambda r: LINE_MARKS[r.state],
                key="state",
            ),
            Column(
                self.words.say_for("line", "In"), "mono", 88, lambda r: r.tag or "–", lambda r: r.tag or "~", key="in"
            ),
            Column(say("With"), "text", 136, lambda r: r.with_name, lambda r: r.with_name.casefold(), 2, key="with"),
            Column(
                say("Plan ends"),
                "due",
                116,
                lambda r: self.words.short_day(r.plan_end) if r.plan_end else "",
                lambda r: r.plan_end.isoformat() if r.plan_end else "9999",
                1,
                lambda r: Mark("", "late") if r.plan_end and r.plan_end < today else None,
                "ends",
            ),
        )

    def query(self, only: str, text: str) -> Query:
        """Return the question for a page of lines."""

        def ask(store: Store, after: After | None, limit: int) -> tuple[Any, ...]:
            return search.line_rows(store, only=only, text=text, after=after, limit=limit)

        return ask

    def counted(self) -> Callable[[Store], dict[str, int]]:
        """Return the question for the counts."""
        return search.line_counts

    def id_of(self, row: LineRow) -> int:
        """Return a line's id."""
        return row.id

    def place_of(self, row: LineRow) -> After:
        """Return where the next page begins: lists go by number."""
        return After(row.number, row.id)

    def make_detail(self) -> LineDetail:
        """Return the right third."""
        return LineDetail(self.office)

    def nothing(self) -> tuple[str, str]:
        """Say what a line is, and how the first comes in."""
        say = self.words.say
        return say("No lines yet. A line is the SIM and data plan of a hotspot; it can move between devices."), say(
            "Add a line"
        )

    def start(self) -> None:
        """Add the first line."""
        LineDialog(self.office, parent=self, added=self.show_record).open()

    def controls(self) -> tuple[QWidget, ...]:
        """Return adding a line."""
        add = button(self.words.say("Add a line"), icon="plus", key="Ctrl+N")
        self.office.allow("inventory", add)
        add.clicked.connect(self.start)
        return (add,)


def _plan(row: LineRow) -> str:
    return " · ".join(part for part in (row.carrier, row.plan) if part)
