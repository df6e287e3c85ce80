"""The history page: who did what when, the newest first; one entry on the right."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from loanmanager.domain.acts import OPERATIONS, Act
from loanmanager.operations import looking_back
from loanmanager.storage.search import After, EntryRow, Store, Wanted
from loanmanager.ui.pages.history.detail import EntryDetail
from loanmanager.ui.pages.history.telling import names, of_act, told
from loanmanager.ui.pages.list_page import Filter, ListPage, Query
from loanmanager.ui.widgets.columns import Column
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.date_field import DateField
from loanmanager.ui.widgets.layout import holder, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from loanmanager.i18n import Words
    from loanmanager.ui.office import Office


class HistoryPage(ListPage[EntryRow]):
    """Every entry. `open` takes the number of one, or a kind of act. Coordinators and administrators may look."""

    name = "history"

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.list.setSortingEnabled(False)  # the newest first, always: a page of it cannot be sorted

    def title(self) -> str:
        """Return the page's title."""
        return self.words.say("History")

    def filters(self) -> Sequence[Filter]:
        """Return everything, then each kind of act."""
        return (Filter("", self.words.say("All")), *(Filter(act.value, of_act(act, self.words)) for act in Act))

    def beside_chips(self) -> tuple[QWidget, ...]:
        """Return whose entries are shown, and of which days."""
        say = self.words.say
        people = [("", say("Everybody")), *((str(each.id), each.name) for each in self.office.view.staff)]
        self.staff = Combo(people, says=say("Who"))
        self.staff.chosen.connect(lambda _: self.reload())
        self.since, self.until = self._day(say("From")), self._day(say("To"))
        return (holder(row(self.staff, self.since, self.until, space=8)),)  # they stay on one line

    def _day(self, says: str) -> DateField:
        made = DateField(None, show=self.words.short_day, says=says, calendar=self.words.say("Calendar"))
        made.setPlaceholderText(says)
        made.changed.connect(lambda _: self.reload())
        return made

    def columns(self) -> Sequence[Column[EntryRow]]:
        """Return when, who, what, and about which records."""
        say, office = self.words.say, self.office
        return (
            Column(say("When"), "muted", 184, lambda r: when(r, self.words, office.today), key="when"),
            Column(say("Who"), "text", 128, lambda r: r.row.staff or "–", key="who"),
            Column(
                say("What"),
                "status",
                0,
                lambda r: told(r, office).what,
                mark=lambda r: told(r, office).mark,
                key="what",
            ),
            Column(
                self.words.say_for("history", "About"),
                "strong",
                232,
                lambda r: names(r, told(r, office).what),
                priority=1,
                key="about",
            ),
        )

    def query(self, only: str, text: str) -> Query:
        """Return the question for a page of entries, asked for whoever is at the desk."""
        wanted, by = self._wanted_of(only, text), self.office.by()

        def ask(store: Store, after: After | None, limit: int) -> tuple[EntryRow, ...]:
            return looking_back.entries(store, wanted, by, after.id if after else None, limit)

        return ask

    def _wanted_of(self, only: str, text: str) -> Wanted:
        until = self.until.value()
        return Wanted(
            text,
            int(self.staff.value() or 0) or None,
            OPERATIONS[Act(only)] if only else (),
            midnight(self.since.value()),
            midnight(until + timedelta(days=1) if until and until < date.max else None),
        )

    def counted(self) -> Callable[[Store], dict[str, int]]:
        """Return no counts: a million entries are not counted for a number beside a word."""
        return lambda _store: {}

    def id_of(self, row: EntryRow) -> int:
        """Return an entry's number."""
        return row.id

    def place_of(self, row: EntryRow) -> After:
        """Return where the next page begins."""
        return After("", row.id)

    def make_detail(self) -> EntryDetail:
        """Return the right third."""
        made = EntryDetail(self.office)
        made.asked.connect(self.show_record)
        return made

    def nothing(self) -> tuple[str, str]:
        """Say that nothing fits."""
        return self.words.say("Nothing fits. Choose other people, days or words."), ""


def when(entry: EntryRow, words: Words, today: date) -> str:
    """Return the day and the minute of an entry, as the list says it."""
    local = entry.row.at.astimezone()
    return f"{words.day(local.date(), today)}, {words.clock(local)}"


def midnight(day: date | None) -> datetime | None:
    """Return the moment at which a day begins on this computer's wall clock."""
    return datetime.combine(day, time()).astimezone().astimezone(UTC) if day else None
