"""The follow-up page: lists at the left, one of them in the middle, one row in full at the right (product 1.4)."""

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from loanmanager.operations.done import Changes, Kind
from loanmanager.storage import search
from loanmanager.storage.search import Store, WorkCounts
from loanmanager.ui.office import Office
from loanmanager.ui.pages.follow_up.bench import Bench
from loanmanager.ui.pages.follow_up.keys import Keys
from loanmanager.ui.pages.follow_up.listing import Listing
from loanmanager.ui.pages.follow_up.lists import groups, make_lists
from loanmanager.ui.pages.follow_up.menu import Menu
from loanmanager.ui.pages.follow_up.work import Floor, WorkDetail, WorkList
from loanmanager.ui.pages.follow_up.workbench import Workbench
from loanmanager.ui.widgets.layout import Grow, line, row


@dataclass(frozen=True, slots=True)
class _Read:
    key: str
    rows: tuple[Any, ...]
    counts: WorkCounts
    own: dict[str, int]


class FollowUp(Floor):
    """Today's work. `open` takes the key of a list, or a pair of it and of a row."""

    shows = frozenset(Kind)

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.lists: dict[str, WorkList[Any]] = make_lists(office, self)
        self.benches = {key: Bench() for key in self.lists}
        self._key, self._day, self._wanted = "", office.today, ""
        self._shown: dict[str, Workbench] = {}
        self.menu = Menu(self.words.say("Follow-up"), self._groups())
        self.menu.chosen.connect(self.choose)
        self.menu.entered.connect(self._enter_rows)
        self._stack = QStackedWidget()
        self._keys = Keys(self)
        self._keys.pressed.connect(self._press_letter)
        self._keys.entered.connect(self._press_enter)
        self._keys.scanned.connect(lambda text: office.go("scan", text))
        for keys, by in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            QShortcut(QKeySequence(keys), self, lambda by=by: self.menu.step(by))
        self.setLayout(row(self.menu, line(vertical=True), Grow(self._stack), space=0))

    def _groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        named = groups(self.words)
        made = [
            (words, [(key, each.title()) for key, each in self.lists.items() if each.group == group])
            for group, words in named.items()
        ]
        return [each for each in made if each[1]]

    # The list that is shown

    @property
    def bench(self) -> Bench:
        """Return what became of the rows that are shown."""
        return self.benches[self._key]

    @property
    def split(self) -> Workbench:
        """Return the list that is shown, at work."""
        return self._shown[self._key]

    @property
    def work(self) -> WorkList[Any]:
        """Return the list that is shown."""
        return self.split.work

    @property
    def listing(self) -> Listing:
        """Return the column of its rows."""
        return self.split.listing

    @property
    def detail(self) -> WorkDetail:
        """Return the right third."""
        return self.split.detail

    def open(self, what: object = None) -> None:
        """Show a list, a row of it, or the list that was shown before."""
        key, wanted = what if isinstance(what, tuple) else (what, "")
        self._wanted = str(wanted)
        if isinstance(key, str) and key in self.lists:
            self.choose(key)
        elif self._key:
            self.reload()
        else:
            self._begin()
        self.listing.take_focus()

    def _begin(self) -> None:
        """Come for the first time: to the first list in which there is something to do."""
        self.choose(next(iter(self.lists)))
        today = self.office.today

        def found(counts: WorkCounts) -> None:
            key = next((key for key, each in self.lists.items() if each.count(counts)), "")
            if key and not self.bench.rows:
                self.choose(key)
                self.listing.take_focus()

        self.office.ask(self, lambda store: search.work_counts(store, today), found)

    def choose(self, key: str) -> None:
        """Show a list."""
        inside: QWidget | None = self.window().focusWidget()
        focused = inside is not None and self.menu.isAncestorOf(inside)
        self._key = key
        if key not in self._shown:
            self._shown[key] = Workbench(self.lists[key], self.benches[key])
            self._stack.addWidget(self._shown[key])
        self._stack.setCurrentWidget(self.split)
        self.menu.choose(key)
        if focused:
            self.menu.items[key].setFocus()
        elif self.isVisible():
            self.listing.take_focus()
        self.reload()

    # Reading

    def reload(self) -> None:
        """Read the counts and the rows of the list that is shown again."""
        if not self._key:
            return
        if self._day != self.office.today:  # what was put off comes back in the morning
            self._day = self.office.today
            for each in self.benches.values():
                each.later.clear()
        key, today, work = self._key, self.office.today, self.work
        others = {each.key: each.question() for each in self.lists.values() if each.count(WorkCounts()) is None}
        question = work.question()

        def ask(store: Store) -> _Read:
            own = {name: len(asked(store)) for name, asked in others.items()}
            return _Read(key, tuple(question(store)), search.work_counts(store, today), own)

        self.office.ask(self, ask, self._got, key="follow up")

    def _got(self, read: _Read) -> None:
        counts = {key: each.count(read.counts) for key, each in self.lists.items()}
        self.menu.set_counts({key: read.own.get(key, 0) if n is None else n for key, n in counts.items()})
        wanted, self._wanted = self._wanted, ""
        self._shown[read.key].take(read.rows, wanted)

    # Doing

    def _enter_rows(self) -> None:
        self.listing.take_focus()

    def _press_letter(self, letter: str) -> None:
        self.split.press_letter(letter)

    def _press_enter(self) -> None:
        self.split.press_enter()

    def tick(self, key: str, words: str) -> None:
        """Say of a row what was done with it, once it is gone."""
        self.split.said[key] = words

    def keep_error(self, text: str) -> None:
        """Say in the detail why it was refused, and read again: somebody else may have been there."""
        self.detail.set_error(text)
        self.reload()

    def heard(self, changes: Changes) -> None:
        """Reload while one is here: what is done elsewhere meanwhile is no work of this page."""
        if self.isVisible():
            super().heard(changes)

    # What Qt asks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that nothing inside wanted."""
        if event.key() == Qt.Key.Key_Left and self.listing.rows.hasFocus():
            self.menu.items[self._key].setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._keys.take(event):
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget what was done: one has left."""
        super().hideEvent(event)
        for each in self.benches.values():
            each.leave()

    # Surviving a rebuild

    def take_focus(self) -> bool:
        """Take the focus into the list that is shown."""
        self.listing.take_focus()
        return True

    def state(self) -> object:
        """Return the list, the row, and what was done and put off."""
        kept = {key: replace(each, rows=dict(each.rows), done=dict(each.done)) for key, each in self.benches.items()}
        return self._key, self.listing.rows.current() if self._key else "", kept

    def put_back(self, state: object) -> None:
        """Show the list as it was."""
        assert isinstance(state, tuple)
        key, current, benches = state
        for name, kept in benches.items():
            mine = self.benches[name]
            mine.rows, mine.done, mine.later, mine.there = kept.rows, kept.done, kept.later, kept.there
        if key:
            self._wanted = current
            self.choose(key)
