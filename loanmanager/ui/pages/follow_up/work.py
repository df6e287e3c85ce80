"""What a list of work is: what it reads, how a row looks, what is told of it and what is done with it.

A new list is a subclass of `WorkList` in a module of its own, named in `lists.py`. The page does the rest: it reads the rows
again after every change, ticks those that are gone, and goes on to the next.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import uuid4

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from loanmanager.domain.refusal import Refusal
from loanmanager.i18n import Words, local_time
from loanmanager.operations.done import By, Done
from loanmanager.sentences import of_refusals
from loanmanager.storage.search import Store, WorkCounts
from loanmanager.ui.office import Office
from loanmanager.ui.pages.page import Page
from loanmanager.ui.undo import ask_undo, ask_undo_all
from loanmanager.ui.widgets.two_lines import Entry

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Act:
    """Something else that is done with a row: its letter, its word in the line of keys, its button, and the doing."""

    key: str
    short: str
    words: str
    do: Callable[[], None]
    icon: str = ""
    shown: bool = True
    """Whether it has a button: opening the record has a link already."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the detail: a drawing, words, a tag, and at the right how it stands."""

    icon: str
    text: str
    tag: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What the detail says of a row. `link` opens the record; `facts` are captions with what they say."""

    title: str
    beside: str = ""
    under: str = ""
    link: tuple[str, Callable[[], None]] | None = None
    lines: tuple[Line, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


class Floor(Page):
    """Where lists are worked: a page that ticks what was done."""

    def tick(self, key: str, words: str) -> None:
        """Say of a row what was done with it, once it is gone."""
        raise NotImplementedError

    def keep_error(self, text: str) -> None:
        """Say why it was refused; nothing that was typed is lost."""
        raise NotImplementedError


class WorkList(QObject, Generic[R]):
    """One list. What it says of itself is asked for when the page is built; rows come from the store's thread."""

    key: str
    group: str
    many = False
    """Whether several rows can be done at once."""

    fills_in = False
    """Whether Enter goes into a field of the detail first, and only there does it."""

    def __init__(self, office: Office, floor: Floor) -> None:
        super().__init__(floor)
        self.office, self.words, self.floor = office, office.words, floor

    # What a subclass says

    def title(self) -> str:
        """Return the list's name."""
        raise NotImplementedError

    def nothing(self) -> str:
        """Return what the list says when there is nothing in it."""
        raise NotImplementedError

    def question(self) -> Callable[[Store], Sequence[R]]:
        """Return what is read on the store's thread."""
        raise NotImplementedError

    def count(self, counts: WorkCounts) -> int | None:
        """Return how much is left of this, where the counts tell; else None: the rows are counted."""
        return getattr(counts, self.key, None)

    def key_of(self, row: R) -> str:
        """Return what tells a row from the others."""
        return str(row.id)  # type: ignore[attr-defined]  # nearly every row has one

    def entry(self, row: R) -> Entry:
        """Return a row as it stands in the list."""
        raise NotImplementedError

    def told(self, row: R) -> Told:
        """Return what the detail says of a row."""
        raise NotImplementedError

    def already(self, row: R) -> str:  # noqa: ARG002 (most lists hold only what is to be done)
        """Return what was done today with a row that is still on the list, nothing if it is to be done."""
        return ""

    def primary(self, rows: Sequence[R]) -> str:
        """Return the words of the one button."""
        raise NotImplementedError

    def short(self) -> str:
        """Return what Enter does, in the line of keys."""
        raise NotImplementedError

    def work(self, rows: Sequence[R]) -> None:
        """Do it."""
        raise NotImplementedError

    def gone(self, row: R) -> str:  # noqa: ARG002 (a row that somebody else dealt with)
        """Return what is said of a row that is gone without a word, done elsewhere or in a dialog."""
        return self.words.say("Done")

    def acts(self, row: R) -> Sequence[Act]:  # noqa: ARG002 (a list may have none)
        """Return what else can be done with a row."""
        return ()

    def make_detail(self) -> "WorkDetail":
        """Return the right third."""
        from loanmanager.ui.pages.follow_up.detail import Detail

        return Detail(self)

    def field(self) -> QWidget | None:
        """Return a field that is filled in before it is done, made anew for each detail."""
        return None

    def show_field(self, rows: Sequence[R]) -> None:
        """Prepare the field for other rows."""

    # Doing

    def do(
        self,
        rows: Sequence[R],
        operation: Callable[[R, Store, By, str], Done[Any]],
        ticked: Callable[[R], str],
        said: Callable[[Sequence[Done[Any]]], str],
        *links: tuple[str, Callable[[], None]],
    ) -> None:
        """Do an operation with each row, one after the other, then say so with its undo; a refusal ends it.

        `operation` gets the row, the store, who acts, and the key of this press of the button.
        """
        results: list[Done[Any]] = []

        def step(at: int) -> None:
            row, key = rows[at], uuid4().hex
            self.office.do(
                self, lambda store, by: operation(row, store, by, key), lambda done: then(at, done), self.refused
            )

        def then(at: int, done: Done[Any]) -> None:
            results.append(done)
            self.floor.tick(self.key_of(rows[at]), ticked(rows[at]))
            if at + 1 < len(rows):
                step(at + 1)
            else:
                self._say(said(results), [each.entry_id for each in results], links)

        step(0)

    def _say(self, text: str, entries: Sequence[int], links: tuple[tuple[str, Callable[[], None]], ...] = ()) -> None:
        undo = self.words.say("Undo") if len(entries) == 1 else self.words.say("Undo all")

        def take_back() -> None:
            if len(entries) == 1:
                ask_undo(self.office, entries[0], self.floor)
            else:
                ask_undo_all(self.office, entries, self.floor)

        self.office.say(text, (undo, take_back), *links)

    def refused(self, reasons: tuple[Refusal, ...]) -> None:
        """Say why not."""
        self.floor.keep_error(of_refusals(reasons, self.words))


class WorkDetail(QWidget):
    """The right third of the page: one row (or several) in full, the one button, and what else can be done."""

    def __init__(self, work: WorkList[Any]) -> None:
        super().__init__()
        self.list, self.office, self.words = work, work.office, work.words
        self.primary: QWidget

    def show_rows(self, rows: Sequence[Any], done: str, acts: Sequence[Act]) -> None:
        """Show rows; `done` says what was done with the one row, nothing if it is to be done."""
        raise NotImplementedError

    def set_error(self, text: str) -> None:
        """Say why something was refused."""
        raise NotImplementedError

    def enter(self) -> None:
        """Take the focus: in the field that is to be filled in, else on the button."""
        raise NotImplementedError

    def press(self) -> None:
        """Do what the one button does."""
        raise NotImplementedError


def at_hour(words: Words, text: str, moment: datetime) -> str:
    """Return what was done and when: Letter printed, 10:12."""
    return words.say("{what}, {time}", what=text, time=words.clock(local_time(moment)))
