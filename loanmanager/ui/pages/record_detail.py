"""What the details of devices and clients have in common: a record read with its history, edited a field at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from uuid import uuid4

from loanmanager import sentences
from loanmanager.operations.inventory import Edit, Saved
from loanmanager.operations.undoing import UNDOABLE
from loanmanager.storage import search
from loanmanager.ui.histories import events, what_of
from loanmanager.ui.pages.list_page import Detail
from loanmanager.ui.undo import ask_undo
from loanmanager.ui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from loanmanager.domain.refusal import Refusal
    from loanmanager.operations.done import By, Done
    from loanmanager.storage.search import HistoryRow, Store
    from loanmanager.ui.office import Office
    from loanmanager.ui.pages.edit_lines import EditLines

Rec = TypeVar("Rec")
_APART = frozenset(
    {"undo", "edit_client", "show_pin", "keep_pin", "show_internet", "scan_stocktake", "unscan_stocktake"}
)
"""Entries that nothing before them hangs on."""


@dataclass(frozen=True, slots=True)
class Read(Generic[Rec]):
    """A record with its history and whatever else its detail shows."""

    record: Rec
    history: tuple[HistoryRow, ...]
    more: Any = None


class RecordDetail(Detail, Generic[Rec]):
    """Reads one record, shows it, and sends each changed field as an edit of its own."""

    about: str
    """The kind of record, as the history knows it."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office, self.words = office, office.words
        self._id = 0
        self.read: Read[Rec] | None = None
        self._forms: list[EditLines] = []
        self.timeline = Timeline(self.words.say("History"), whole=True)

    def question(self, id_: int) -> Callable[[Store], Read[Rec] | None]:
        """Return the question for a record; it runs on the store's thread."""
        raise NotImplementedError

    def show_read(self, read: Read[Rec]) -> None:
        """Show what was read."""
        raise NotImplementedError

    def edit(self, store: Store, form: Edit, by: By) -> Done[Saved]:
        """Send an edit to the operation that keeps this kind of record."""
        raise NotImplementedError

    def show_record(self, id_: int) -> None:
        """Show a record."""
        self._id = id_
        self.reload()

    def reload(self) -> None:
        """Read the record that is shown again."""
        if self._id:
            self.office.ask(self, self.question(self._id), self._got, key=f"{self.about} detail")

    def _got(self, read: Read[Rec] | None) -> None:
        if read is None:
            return
        other = self.read is None or self.id_of(self.read.record) != self.id_of(read.record)
        self.read = read
        for form in self._forms:
            values = self.values_of(read.record)
            (form.put_back if other else form.show_values)(values)
        self.show_history()
        self.show_read(read)

    def show_history(self) -> None:
        """Show what happened, or the part of it that was asked for."""
        rows = self.told(self.read.history) if self.read else ()
        told = events(rows, self.words, self.office.today, self.about, self.office.view)
        self.timeline.set_events(told)

    def told(self, rows: tuple[HistoryRow, ...]) -> tuple[HistoryRow, ...]:
        """Return what of the history is shown: all of it, unless a detail offers parts."""
        return rows

    def id_of(self, record: Rec) -> int:
        """Return a record's id."""
        return int(record.id)  # type: ignore[attr-defined]  # every record has one

    def values_of(self, record: Rec) -> dict[str, Any]:
        """Return the values that the forms edit, by field."""
        names = {name for form in self._forms for name in form.names()}
        return {name: getattr(record, name) for name in names}

    def form(self, lines: EditLines) -> EditLines:
        """Take in a form: its edits are sent."""
        lines.edited.connect(lambda name, was, now: self.send({name: was}, {name: now}, lines))
        self._forms.append(lines)
        return lines

    def send(
        self, was: dict[str, Any], now: dict[str, Any], lines: EditLines | None = None, *, beside: str = ""
    ) -> None:
        """Send a change of some fields; a refusal is said beside the field that was changed, or the one named."""
        form = Edit(self._id, was, now, uuid4().hex)

        def refused(reasons: tuple[Refusal, ...]) -> None:
            said = sentences.of_refusals(reasons, self.words)
            name = beside or next(iter(now))
            if lines is None or not lines.set_error(name, said):
                self.office.say(said, error=True)
            self.reload()  # so that one sees what somebody else made of it

        self.office.do(
            self,
            lambda store, by: self.edit(store, form, by),
            lambda done: self.office.say(self.words.say("{name} saved", name=done.result.name)),
            refused,
        )

    def undoable(self) -> HistoryRow | None:
        """Return the newest step that stands, if it is of a kind that can be undone."""
        rows = self.read.history if self.read else ()
        last = next((row for row in rows if not row.undone and row.operation not in _APART), None)
        return last if last and last.operation in UNDOABLE else None

    def undo_last(self) -> None:
        """Undo the newest step, where that can be."""
        entry = self.undoable()
        if entry is None:
            self.office.say(self.words.say("There is nothing to undo here."))
        else:
            ask_undo(self.office, entry.id, self, what_of(entry, self.words, self.about))


def history(store: Store, about: str, id_: int) -> tuple[HistoryRow, ...]:
    """Read the history of a record."""
    return search.history_of(store, about, id_)
