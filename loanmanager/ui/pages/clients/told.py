"""Which part of a client's history is shown: all, loans, contacts, incidents, or what was written in the record."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from loanmanager.i18n import Words
from loanmanager.storage.search import HistoryRow
from loanmanager.ui.widgets.buttons import Chip
from loanmanager.ui.widgets.flow import Flow

_LOANS = frozenset(
    {"check_out", "return", "renew", "sign", "reserve", "put_aside", "release_reservation"}
    | {"cancel_reservation", "expire_reservations", "move_reservation"}
)
_CONTACTS = frozenset({"log_contact", "send_notice", "make_paper"})
_INCIDENTS = frozenset(
    {"open_incident", "edit_incident", "close_incident", "reopen_incident", "decide", "settle", "find", "bring_back"}
    | {"add_photo", "remove_photo"}
)


def part_of(row: HistoryRow) -> str:
    """Return the part of the history that an entry belongs to; an undoing belongs where the undone step does."""
    operation = row.undid or row.operation
    if operation in _LOANS:
        return "loans"
    if operation in _CONTACTS:
        return "contacts"
    return "incidents" if operation in _INCIDENTS else "record"


class HistoryChips(QWidget):
    """A chip for each part that has anything; none where there is one part only. Signal: chosen(key, empty for all)."""

    chosen = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.value = ""
        self._chips = {
            "": Chip(words.say("All")),
            "loans": Chip(words.say("Loans")),
            "contacts": Chip(words.say("Contacts")),
            "incidents": Chip(words.say("Incidents")),
            "record": Chip(words.say("Record")),
        }
        for key, chip in self._chips.items():
            chip.clicked.connect(lambda _=False, key=key: self.choose(key))
        self.setLayout(Flow(*self._chips.values()))
        self._mark()

    def choose(self, key: str) -> None:
        """Show one part."""
        self.value = key
        self._mark()
        self.chosen.emit(key)

    def show_rows(self, rows: Iterable[HistoryRow]) -> None:
        """Offer the parts that there are; one that is chosen and gone gives way to all."""
        counts: dict[str, int] = {}
        for row in rows:
            counts[part_of(row)] = counts.get(part_of(row), 0) + 1
        if self.value not in counts:
            self.value = ""
        for key, chip in self._chips.items():
            chip.set_words(chip.words, str(counts.get(key, 0) if key else sum(counts.values())))
            chip.setVisible(not key or key in counts)
        self.setVisible(len(counts) > 1)
        self._mark()

    def only(self, rows: Iterable[HistoryRow]) -> tuple[HistoryRow, ...]:
        """Return the entries of the part that is chosen."""
        return tuple(row for row in rows if not self.value or part_of(row) == self.value)

    def _mark(self) -> None:
        for key, chip in self._chips.items():
            chip.setChecked(key == self.value)
