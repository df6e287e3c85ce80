"""One list at work: its rows and the one in full beside them, what became of each, what the keys do."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from loanmanager.i18n import local_time
from loanmanager.ui.pages.follow_up.bench import Bench, Stand
from loanmanager.ui.pages.follow_up.listing import Listing
from loanmanager.ui.pages.follow_up.work import Act, WorkList
from loanmanager.ui.widgets.split_detail import SplitDetail
from loanmanager.ui.widgets.two_lines import Entry

_DETAIL, _ROOM = 440, 800  # px at 100 %: the right third, and what rows and it need to stand side by side


class Workbench(SplitDetail):
    """Rows at the left, detail at the right, or over them where there is no room."""

    def __init__(self, work: WorkList[Any], bench: Bench) -> None:
        self.work, self.words, self.bench = work, work.words, bench
        self.said: dict[str, str] = {}
        self.listing = Listing(self.words, work.title(), work.nothing(), many=work.many)
        self.detail = work.make_detail()
        super().__init__(self.listing, self.detail, width=_DETAIL, room=_ROOM)
        self.listing.picked.connect(self._show_detail)
        self.listing.opened.connect(lambda: self._enter_detail(only_over=True))

    # Taking rows

    def take(self, rows: Iterable[Any], wanted: str = "") -> None:
        """Take the rows as they are now; when what was chosen is done, go on to the next."""
        bench, chosen = self.bench, self.listing.rows.chosen_keys()
        before = any(bench.stand(key) is not Stand.DONE for key in chosen if key in bench.rows)
        bench.refresh([(self.work.key_of(each), each) for each in rows], already=self.work.already, gone=self._gone)
        self.said.clear()
        if wanted in bench.rows:
            chosen = [wanted]
        elif not chosen:
            chosen = [bench.first()]
        elif before and all(bench.stand(key) is Stand.DONE for key in chosen):
            chosen = [bench.next(chosen[-1]) or chosen[-1]]
        self.show_rows(chosen)

    def _gone(self, key: str, row: Any) -> str:
        """Return what is said of a row that is gone, and when it went."""
        said = self.said.get(key) or self.work.gone(row)
        now = self.words.clock(local_time(self.work.office.by().now))
        return self.words.say("{what}, {time}", what=said, time=now)

    # Showing

    def show_rows(self, chosen: Sequence[str]) -> None:
        """Show every row, these of them chosen."""
        entries = [self._entry(key, each) for key, each in self.bench.rows.items()]
        self.listing.show_entries(entries, [key for key in chosen if key], self.bench.left)
        self._show_detail()

    def _entry(self, key: str, row: Any) -> Entry:
        made, stand = replace(self.work.entry(row), key=key), self.bench.stand(key)
        if stand is Stand.DONE:
            return replace(made, icon="circle-check", sub=self.bench.done[key], quiet=True)
        if stand is Stand.LATER:
            return replace(made, icon="clock", right_sub=self.words.say("put off until tomorrow"), quiet=True)
        return made

    def _show_detail(self) -> None:
        """Show the chosen rows at the right; where there is no room, only when it is open."""
        keys = self.listing.rows.chosen_keys()
        rows = self._open_rows() if len(keys) > 1 else [self.bench.rows[key] for key in keys]
        acts = self.acts()
        if rows:
            done = self.bench.done.get(keys[0], "") if len(keys) == 1 else ""
            self.detail.show_rows(rows, done, acts)
        self._show_keys(acts if rows else ())
        if rows and not self.is_over():
            self.open_detail()
        elif not rows or (self.is_over() and not self._open_rows()):
            self.close_detail()

    def _show_keys(self, acts: Sequence[Act]) -> None:
        say = self.words.say
        keys = [("↑ ↓", self.words.say_for("key", "choose")), (say("Enter"), self.work.short())] if acts else []
        if acts and self.work.many:
            keys.append((say("Shift"), self.words.say_for("key", "several")))
        keys += [(each.key, each.short) for each in acts]
        self.listing.show_keys([*keys, ("←", self.words.say_for("key", "lists"))])

    # Doing

    def _open_rows(self) -> list[Any]:
        """Return the chosen rows that are to be done."""
        bench = self.bench
        return [bench.rows[key] for key in self.listing.rows.chosen_keys() if bench.stand(key) is not Stand.DONE]

    def acts(self) -> tuple[Act, ...]:
        """Return what can be done with what is chosen, besides the one thing."""
        chosen, say = self.listing.rows.chosen_keys(), self.words.say
        if not chosen:
            return ()
        mine = self._mine(self.bench.rows[chosen[0]]) if len(chosen) == 1 else ()
        up = all(self.bench.stand(key) is Stand.LATER for key in chosen)
        words = say("Take up again") if up else say("Later")
        later = Act(
            "L", self.words.say_for("key", "take up") if up else self.words.say_for("key", "later"), words, self.put_off
        )
        return (*((later,) if self._open_rows() else ()), *mine)

    def _mine(self, row: Any) -> tuple[Act, ...]:
        """Return what the list does with a row besides, and opening its record."""
        link = self.work.told(row).link
        opens = (Act("O", self.words.say_for("key", "open"), link[0], link[1], shown=False),) if link else ()
        return (*self.work.acts(row), *opens)

    def put_off(self) -> None:
        """Put the chosen rows off for today, or take them up again, and go on."""
        keys = self.listing.rows.chosen_keys()
        self.bench.put_off(keys)
        went = any(self.bench.stand(key) is Stand.LATER for key in keys)
        after = self.bench.next(keys[-1]) if keys and went else ""
        self.show_rows([after] if after else keys)

    def press_letter(self, letter: str) -> None:
        """Do what a letter stands for."""
        act: Callable[[], None] | None = next((each.do for each in self.acts() if each.key == letter), None)
        if act:
            act()

    def press_enter(self) -> None:
        """Do the one thing; where the detail covers the rows, or has a field to fill in, go there first."""
        if not self._open_rows():
            after = self.bench.next(self.listing.rows.current())
            if after:
                self.listing.rows.choose_only([after])
        elif self.has_focus(self.detail) or not (self.is_over() or self.work.fills_in):
            self.detail.press()
        else:
            self._enter_detail()

    def has_focus(self, part: QWidget) -> bool:
        """Tell whether something inside a part has the focus."""
        focused: QWidget | None = self.window().focusWidget()
        return focused is not None and part.isAncestorOf(focused)

    def _enter_detail(self, *, only_over: bool = False) -> None:
        over = self.is_over()
        if over:
            self.open_detail()
        if over or not only_over:
            self.detail.enter()
