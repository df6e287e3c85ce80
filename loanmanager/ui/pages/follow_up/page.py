"""The follow-up page: lists at the left, one of them in the middle, one row in full at the right (product 1.4)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from loanmanager.i18n import local_time
from loanmanager.operations.done import Kind
from loanmanager.storage import search
from loanmanager.storage.search import Store, WorkCounts
from loanmanager.ui.office import Office
from loanmanager.ui.pages.follow_up.bench import Bench, Stand
from loanmanager.ui.pages.follow_up.keys import Keys
from loanmanager.ui.pages.follow_up.listing import Listing
from loanmanager.ui.pages.follow_up.lists import groups, make_lists
from loanmanager.ui.pages.follow_up.menu import Menu
from loanmanager.ui.pages.follow_up.work import Act, Floor, WorkDetail, WorkList
from loanmanager.ui.widgets.layout import Grow, line, row
from loanmanager.ui.widgets.split_detail import SplitDetail
from loanmanager.ui.widgets.two_lines import Entry

_DETAIL, _ROOM = 440, 800  # px at 100 %: the right third, and what rows and it need to stand side by side


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
        self._said: dict[str, str] = {}
        self._key, self._day, self._wanted = "", office.today, ""
        self._shown: dict[str, tuple[Listing, WorkDetail, SplitDetail]] = {}
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
    def work(self) -> WorkList[Any]:
        """Return the list that is shown."""
        return self.lists[self._key]

    @property
    def bench(self) -> Bench:
        """Return what became of its rows."""
        return self.benches[self._key]

    @property
    def listing(self) -> Listing:
        """Return the column of its rows."""
        return self._shown[self._key][0]

    @property
    def detail(self) -> WorkDetail:
        """Return the right third."""
        return self._shown[self._key][1]

    @property
    def split(self) -> SplitDetail:
        """Return what holds rows and detail."""
        return self._shown[self._key][2]

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
        focused = self._has_focus(self.menu)
        self._key = key
        if key not in self._shown:
            self._make(key)
        self._stack.setCurrentWidget(self.split)
        self.menu.choose(key)
        if focused:
            self.menu.items[key].setFocus()
        elif self.isVisible():
            self.listing.take_focus()
        self.reload()

    def _make(self, key: str) -> None:
        work = self.lists[key]
        listing = Listing(self.words, work.title(), work.nothing(), many=work.many)
        detail = work.make_detail()
        split = SplitDetail(listing, detail, width=_DETAIL, room=_ROOM)
        listing.picked.connect(self._show_detail)
        listing.opened.connect(lambda: self._enter_detail(only_over=True))
        self._shown[key] = (listing, detail, split)
        self._stack.addWidget(split)

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
        work, bench, before = self.work, self.bench, self._current()
        chosen = self.listing.rows.chosen_keys()
        fresh = [(work.key_of(each), each) for each in read.rows]
        bench.refresh(fresh, already=work.already, gone=self._gone)
        if self._wanted in bench.rows:
            chosen = [self._wanted]
        elif not chosen:
            chosen = [bench.first()]
        elif all(bench.stand(key) is Stand.DONE for key in chosen) and any(key in self._said for key in chosen):
            chosen = [bench.next(before or chosen[0]) or chosen[0]]
        self._wanted = ""
        self._said.clear()
        self._show(chosen)

    def _current(self) -> str:
        return self.listing.rows.current()

    def _gone(self, key: str, row_: Any) -> str:
        """Return what is said of a row that is gone, and when it went."""
        said = self._said.get(key) or self.work.gone(row_)
        self._said[key] = said  # one goes on to the next, however it was done
        now = self.words.clock(local_time(self.office.by().now))
        return self.words.say("{what}, {time}", what=said, time=now)

    # Showing

    def _show(self, chosen: Sequence[str]) -> None:
        entries = [self._entry(key, each) for key, each in self.bench.rows.items()]
        self.listing.show_entries(entries, [key for key in chosen if key], self.bench.left)
        self._show_detail()

    def _entry(self, key: str, row_: Any) -> Entry:
        made, stand = replace(self.work.entry(row_), key=key), self.bench.stand(key)
        if stand is Stand.DONE:
            return replace(made, icon="circle-check", sub=self.bench.done[key], quiet=True)
        if stand is Stand.LATER:
            return replace(made, icon="clock", right_sub=self.words.say("put off until tomorrow"), quiet=True)
        return made

    def _show_detail(self) -> None:
        """Show the chosen rows at the right; where there is no room, only when it is open."""
        keys = self.listing.rows.chosen_keys()
        rows = [self.bench.rows[key] for key in keys if key in self.bench.rows]
        acts = self._acts()
        if rows:
            done = self.bench.done.get(keys[0], "") if len(rows) == 1 else ""
            self.detail.show_rows(rows, done, acts)
        self._show_keys(acts if rows else ())
        if rows and not self.split.is_over():
            self.split.open_detail()
        elif not rows or (self.split.is_over() and not self._open_rows()):
            self.split.close_detail()

    def _show_keys(self, acts: Sequence[Act]) -> None:
        say = self.words.say
        keys = [("↑ ↓", say("choose")), (say("Enter"), self.work.short())] if acts else []
        if acts and self.work.many:
            keys.append((say("Shift"), say("several")))
        keys += [(each.key, each.short) for each in acts]
        self.listing.show_keys([*keys, ("←", say("lists"))])

    # Doing

    def _open_rows(self) -> list[Any]:
        """Return the chosen rows that are to be done."""
        bench = self.bench
        return [bench.rows[key] for key in self.listing.rows.chosen_keys() if bench.stand(key) is not Stand.DONE]

    def _acts(self) -> tuple[Act, ...]:
        """Return what else can be done with what is chosen."""
        rows = self._open_rows()
        chosen = self.listing.rows.chosen_keys()
        mine = self._mine(self.bench.rows[chosen[0]]) if len(chosen) == 1 else ()
        say = self.words.say
        up = bool(chosen) and all(self.bench.stand(key) is Stand.LATER for key in chosen)
        words = say("Take up again") if up else say("Later")
        later = Act("L", say("take up") if up else say("later"), words, self.put_off)
        return (*((later,) if rows else ()), *mine) if chosen else ()

    def _mine(self, row_: Any) -> tuple[Act, ...]:
        """Return what the list does with a row besides, and opening its record."""
        link = self.work.told(row_).link
        opens = (Act("O", self.words.say("open"), link[0], link[1], shown=False),) if link else ()
        return (*self.work.acts(row_), *opens)

    def put_off(self) -> None:
        """Put the chosen rows off for today, or take them up again, and go on."""
        keys = self.listing.rows.chosen_keys()
        self.bench.put_off(keys)
        went = any(self.bench.stand(key) is Stand.LATER for key in keys)
        after = self.bench.next(keys[-1]) if keys and went else ""
        self._show([after] if after else keys)

    def _press_letter(self, letter: str) -> None:
        act = next((each for each in self._acts() if each.key == letter), None)
        if act:
            act.do()

    def _press_enter(self) -> None:
        """Do the one thing; where the detail covers the rows, or has a field to fill in, go there first."""
        inside = self._has_focus(self.detail)
        if not self._open_rows():
            after = self.bench.next(self._current())
            if after:
                self.listing.rows.choose_only([after])
        elif inside or not (self.split.is_over() or self.work.fills_in):
            self.detail.press()
        else:
            self._enter_detail()

    def _has_focus(self, part: QWidget) -> bool:
        focused: QWidget | None = self.focusWidget()
        return focused is not None and part.isAncestorOf(focused)

    def _enter_rows(self) -> None:
        self.listing.take_focus()

    def _enter_detail(self, *, only_over: bool = False) -> None:
        over = self.split.is_over()
        if over:
            self.split.open_detail()
        if over or not only_over:
            self.detail.enter()

    def tick(self, key: str, words: str) -> None:
        """Say of a row what was done with it, once it is gone."""
        self._said[key] = words

    def keep_error(self, text: str) -> None:
        """Say in the detail why it was refused, and read again: somebody else may have been there."""
        self.detail.set_error(text)
        self.reload()

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

    def state(self) -> object:
        """Return the list, the row, and what was done and put off."""
        return self._key, self._current() if self._key else "", self.benches

    def put_back(self, state: object) -> None:
        """Show the list as it was."""
        assert isinstance(state, tuple)
        key, current, self.benches = state
        if key:
            self._wanted = current
            self.choose(key)
