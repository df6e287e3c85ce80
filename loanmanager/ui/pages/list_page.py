"""A list on the left two thirds, its detail on the right third: what Devices, Clients and Loans have in common."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from loanmanager.storage.search import PAGE, After, Store
from loanmanager.ui import icons
from loanmanager.ui.pages.page import Page
from loanmanager.ui.tokens import Mark
from loanmanager.ui.widgets.buttons import Chip
from loanmanager.ui.widgets.empty import Empty
from loanmanager.ui.widgets.filter_box import FilterBox
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.layout import Grow, bed, column, head, holder, row
from loanmanager.ui.widgets.list_view import ListView
from loanmanager.ui.widgets.lists import Rows
from loanmanager.ui.widgets.split_detail import SplitDetail

if TYPE_CHECKING:
    from loanmanager.ui.office import Office
    from loanmanager.ui.widgets.columns import Column

R = TypeVar("R")
Query = Callable[[Store, After | None, int], tuple[Any, ...]]
MOST = 10_000
"""Rows that are loaded at once to be sorted by a column: more would hold the window up."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A chip: its key, its words, its drawing."""

    key: str
    words: str
    mark: Mark = Mark("", "text")  # noqa: RUF009 (a named tuple never changes)


@dataclass(frozen=True, slots=True)
class _Found:
    rows: tuple[Any, ...]
    counts: dict[str, int]
    asked: int


class Detail(QWidget):
    """The right third: shows one record by its id, and reads it again. Signal: left(): close this."""

    left = Signal()

    def show_record(self, id_: int) -> None:
        """Show a record."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read the record that is shown again."""
        raise NotImplementedError


class ListPage(Page, Generic[R]):
    """A page of the three lists. A subclass says what its rows, filters, columns and detail are.

    `open` takes a record's id, or the key of a filter.
    """

    adds = ""
    """The right that adding to the list asks for, where not everybody has it."""

    name: str
    """Names the page where column widths are remembered."""

    in_order_of = ""
    """The column by which rows come in, where it is one that can be sorted by."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._only = self.filters()[0].key
        self._wanted: int | None = None
        self._last: After | None = None
        self._sorted, self._asked = False, 0
        self._model: Rows[R] = Rows(self.columns(), self.id_of)
        self.list = ListView(self._model, self.title(), widths=self._widths())
        self._beside = holder(column(space=0))
        self._empty = Empty("package", "")
        self._empty.started.connect(self.start)
        if self.adds:
            office.allow(self.adds, self._empty.button)
        self.split = SplitDetail(self._listing(), self._beside)
        self.setLayout(column(Grow(self.split), space=0))
        self._connect()

    # What a subclass says

    @abstractmethod
    def title(self) -> str:
        """Return the page's title."""

    @abstractmethod
    def filters(self) -> Sequence[Filter]:
        """Return the chips, the first of them chosen at the start."""

    @abstractmethod
    def columns(self) -> Sequence[Column[R]]:
        """Return the columns."""

    @abstractmethod
    def query(self, only: str, text: str) -> Query:
        """Return a question for a page of rows; it runs on the store's thread and touches no widget."""

    @abstractmethod
    def counted(self) -> Callable[[Store], dict[str, int]]:
        """Return the question for the chips' counts."""

    @abstractmethod
    def id_of(self, row: R) -> int:
        """Return a row's id."""

    @abstractmethod
    def place_of(self, row: R) -> After:
        """Return where the page after this row begins."""

    @abstractmethod
    def make_detail(self) -> Detail:
        """Return the right third."""

    @abstractmethod
    def nothing(self) -> tuple[str, str]:
        """Return what an empty list says, and the words of the button that starts things."""

    def start(self) -> None:
        """Do what the empty list's button says."""

    def around_title(self) -> tuple[QWidget, ...]:
        """Return what stands in the title's place where a page has sisters, the title among it."""
        return ()

    def beside_title(self) -> tuple[QWidget, ...]:
        """Return what stands beside the title."""
        return ()

    def beside_chips(self) -> tuple[QWidget, ...]:
        """Return what else narrows the list, beside the chips."""
        return ()

    def show_counts(self, counts: dict[str, int]) -> None:
        """Show how many rows there are, beside the chips' own counts."""

    def controls(self) -> tuple[QWidget, ...]:
        """Return what stands at the right of the title, after the filter."""
        return ()

    # Building

    @cached_property
    def detail(self) -> Detail:
        """The right third, made when the first record is shown: the list is there sooner without it."""
        made = self.make_detail()
        made.left.connect(self.split.close_detail)
        layout = self._beside.layout()
        assert layout is not None
        layout.addWidget(made)
        return made

    def _listing(self) -> QWidget:
        self.filter = FilterBox(self.words.say("Filter this list"))
        self.filter.addAction(icons.icon("search", "muted", 16), QLineEdit.ActionPosition.LeadingPosition)
        self._chips = {each.key: self._chip(each) for each in self.filters()}
        chips = QWidget()
        chips.setLayout(Flow(*self._chips.values(), *self.beside_chips()))
        around = self.around_title()
        after, title = (*around, *self.beside_title()), "" if around else self.title()
        top = head(title, "", self.filter, *self.controls(), after=after)
        inside = column(top, chips, space=12, margins=(24, 16, 24, 0))
        self._stack = QStackedWidget()
        self._stack.addWidget(holder(row(Grow(self.list), margins=(16, 0, 0, 0), space=0)))
        self._stack.addWidget(self._empty)
        return bed("surface", column(inside, 8, Grow(self._stack), space=0))

    def _chip(self, each: Filter) -> Chip:
        made = Chip(each.words, "", each.mark.icon, each.mark.token, on=each.key == self._only)
        made.clicked.connect(lambda: self.choose_filter(each.key))
        return made

    def _connect(self) -> None:
        self.filter.textChanged.connect(lambda _: self.reload())
        self.list.opened.connect(lambda row: self.show_record(self.id_of(row), focus=True))
        self.list.chosen.connect(self._chosen)
        self.list.widths_changed.connect(self._keep_widths)
        self._mark_order()
        self.list.horizontalHeader().sortIndicatorChanged.connect(self._sort)
        QShortcut(QKeySequence("Ctrl+F"), self, self.filter.setFocus)

    def _mark_order(self) -> None:
        """Show in the header how the rows come in."""
        names = [each.name for each in self._model.columns]
        if self.in_order_of in names:
            top = self.list.horizontalHeader()
            top.blockSignals(True)
            top.setSortIndicator(names.index(self.in_order_of), Qt.SortOrder.AscendingOrder)
            top.blockSignals(False)

    def _sort(self) -> None:
        """Have all rows before they are sorted by a column: those that are loaded need not be the first of them."""
        waits, self._sorted = self._model.canFetchMore(QModelIndex()), True
        if waits:
            self.reload()

    def _widths(self) -> dict[str, int]:
        start = f"{self.name}."
        kept = self.office.settings.widths
        return {key.removeprefix(start): width for key, width in kept.items() if key.startswith(start)}

    def _keep_widths(self, widths: dict[str, int]) -> None:
        named = {f"{self.name}.{key}": width for key, width in widths.items()}
        self.office.prefer(widths={**self.office.settings.widths, **named})

    # Showing

    def open(self, what: object = None) -> None:
        """Show a record by its id, a filter by its key, or the list as it was."""
        if isinstance(what, str) and what in self._chips:
            self.choose_filter(what)
        elif isinstance(what, int):
            self.show_record(what)
            self.reload()
        else:
            self.reload()

    def take_focus(self) -> bool:
        """Take the focus into the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def choose_filter(self, key: str) -> None:
        """Show what a chip holds."""
        self._only = key
        for each, chip in self._chips.items():
            chip.setChecked(each == key)
        self.reload()

    def reload(self) -> None:
        """Read the rows that are loaded again, the chips' counts, and the record in the detail."""
        query, counted = self.query(self._only, self.filter.text()), self.counted()
        loaded = MOST if self._sorted else max(PAGE, self._model.rowCount())
        self._asked += 1
        self.office.ask(
            self, lambda store: _Found(query(store, None, loaded), counted(store), loaded), self._read, key=self.name
        )
        if self.split.is_open():
            self.detail.reload()

    def _read(self, found: _Found) -> None:
        full = len(found.rows) >= found.asked
        self._last = self.place_of(found.rows[-1]) if full else None
        self._model.set_rows(found.rows, self._more if full and not self._sorted else None)
        if full and self._sorted:
            self.office.say(
                self.words.say("Only the first {n} are sorted. Filter the list.", n=self.words.number(found.asked))
            )
        self.show_counts(found.counts)
        for key, chip in self._chips.items():
            chip.set_words(chip.words, str(found.counts.get(key, 0)) if found.counts else "")
        anything = bool(found.rows) or bool(self.filter.text().strip()) or bool(found.counts.get(self.filters()[0].key))
        sentence, action = self.nothing()
        if anything and not found.rows:
            sentence, action = self.words.say("Nothing here. Choose another filter, or clear the box."), ""
        self._empty.set_sentence(sentence, action)
        self._stack.setCurrentIndex(0 if found.rows else 1)
        if self._wanted is not None and self.split.is_open():
            self.list.choose(self._wanted)

    def _more(self) -> None:
        """Load the page after the last row."""
        query, after, asked = self.query(self._only, self.filter.text()), self._last, self._asked
        self.office.ask(
            self,
            lambda store: query(store, after, PAGE),
            lambda rows: self._append(rows, asked),
            key=f"{self.name} more",
        )

    def _append(self, rows: tuple[R, ...], asked: int) -> None:
        if asked != self._asked:  # the list is another one by now
            return
        full = len(rows) >= PAGE
        self._last = self.place_of(rows[-1]) if full else None
        self._model.append_rows(rows, self._more if full else None)

    def _chosen(self, row: R | None) -> None:
        """Follow the list while the detail is open."""
        if row is not None and self.split.is_open() and not self.split.is_over() and self.id_of(row) != self._wanted:
            self.show_record(self.id_of(row))

    def show_record(self, id_: int, *, focus: bool = False) -> None:
        """Show a record in the detail and mark it in the list."""
        self._wanted = id_
        self.detail.show_record(id_)
        self.split.open_detail(focus=focus)
        if not self.list.choose(id_):
            self.list.setCurrentIndex(QModelIndex())  # another row is not what is shown

    # Surviving a rebuild

    def state(self) -> object:
        """Return filter, text and the record that is open."""
        return self._only, self.filter.text(), self._wanted if self.split.is_open() else None

    def put_back(self, state: object) -> None:
        """Show the list as it was."""
        assert isinstance(state, tuple)
        only, text, wanted = state
        self.filter.setText(text)
        self.choose_filter(only)
        if wanted is not None:
            self.show_record(wanted)
