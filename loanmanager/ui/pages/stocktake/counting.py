"""A count that goes on: the box that takes the scans, what the last one said, and lists of what asks for something."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QWidget

from loanmanager.domain.refusal import Refusal
from loanmanager.operations import stocktaking
from loanmanager.operations.done import By, Done
from loanmanager.operations.stocktaking import Finished, Scanned
from loanmanager.sentences import of_refusals
from loanmanager.storage import search
from loanmanager.storage.search import CountRow, CountView, Store
from loanmanager.ui.office import Office
from loanmanager.ui.pages.stocktake.ask import Ask
from loanmanager.ui.pages.stocktake.begin import what_of
from loanmanager.ui.pages.stocktake.fixes import Fix, move
from loanmanager.ui.pages.stocktake.lines import CHIPS, chip_mark, chip_words, columns, nothing_words, rows_of
from loanmanager.ui.pages.stocktake.telling import tell_scan, tell_unknown
from loanmanager.ui.tokens import Mark
from loanmanager.ui.undo import ask_undo
from loanmanager.ui.widgets.buttons import Chip, button
from loanmanager.ui.widgets.empty import Empty
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.labels import key_cap, label
from loanmanager.ui.widgets.layout import Grow, bed, column, fixed, head, holder, line, row
from loanmanager.ui.widgets.list_view import ListView
from loanmanager.ui.widgets.lists import Rows
from loanmanager.ui.widgets.panel import Panel
from loanmanager.ui.widgets.scan_box import ScanBox
from loanmanager.ui.widgets.verdict import Verdict

_ASK = 320  # px at 100 % of the right column
_WAITING = Mark("scan-barcode", "muted")


class Counting(QWidget):
    """One count. Signals: left() to go back to all counts."""

    left = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office, self.words = office, office.words
        self.count_id = 0
        self.view: CountView | None = None
        self.only = CHIPS[0]
        say = self.words.say
        self.box = ScanBox(say("Scan what is on the shelf"), "Esc")
        self.verdict = Verdict()
        self.progress = QProgressBar()
        self._model: Rows[CountRow] = Rows(columns(self.words), lambda each: each.key)
        self.list: ListView[CountRow] = ListView(self._model, say("What the count found"))
        self.ask = Ask(office)
        self.all = button("", icon="map-pin", key="Ctrl+M")
        self._empty = Empty("circle-check", "")
        self._stack = QStackedWidget()
        self.setLayout(row(Grow(self._left()), line(vertical=True), self._right(), space=0))
        self._connect()

    # Building

    def _left(self) -> QWidget:
        say = self.words.say
        self.back = button("", "quiet", "chevron-left", says=say("All counts"), flush="left")
        self._head = head("", "")
        self.dropped = button("", "quiet", "trash-2", says=say("Drop this count"))
        self.finish = button(say("Finish"), icon="list-checks", key="Ctrl+Return")
        self.office.allow("stocktake", self.dropped, self.finish)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(say("Found so far"))
        self.chips = {key: self._chip(key) for key in CHIPS}
        flow = holder(Flow(*self.chips.values()))
        self._stack.addWidget(holder(row(Grow(self.list), margins=(16, 0, 0, 0), space=0)))
        self._stack.addWidget(self._empty)
        top = column(
            row(self.back, Grow(self._head), self.dropped, self.finish, space=8),
            self.box,
            column(self.verdict, self.progress, space=4),
            row(Grow(flow), self.all, space=8),
            space=12,
            margins=(24, 16, 24, 0),
        )
        return bed("surface", column(top, 8, Grow(self._stack), line(), self._keys(), space=0))

    def _keys(self) -> QWidget:
        say = self.words.say
        known = (
            ("↑ ↓", say("choose")),
            (say("Enter"), say("put right")),
            (say("Del"), say("take off")),
            ("Esc", say("to the box")),
        )
        caps = [part for key, does in known for part in (key_cap(key), label(does, "muted"), 8)]
        return holder(row(*caps, None, space=8, margins=(24, 8, 24, 8)))

    def _right(self) -> QWidget:
        return fixed(bed("surface", row(Grow(Panel(self.ask)), space=0)), width=_ASK)

    def _chip(self, key: str) -> Chip:
        mark = chip_mark(key)
        made = Chip(chip_words(key, self.words), "", mark.icon, mark.token, on=key == self.only)
        made.clicked.connect(lambda: self.choose(key))
        return made

    def _connect(self) -> None:
        self.box.submitted.connect(self.scan)
        self.box.entry.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.chosen.connect(lambda each: self.ask.show_row(each, self.view))
        self.list.opened.connect(lambda _: self.ask.do(0))
        self.ask.wanted.connect(self._put_right)
        self.ask.taken_off.connect(self._take_off)
        self.all.clicked.connect(self._move_all)
        self.back.clicked.connect(self.left)
        self.dropped.clicked.connect(self._drop)
        self.finish.clicked.connect(self._finish)
        QShortcut(QKeySequence("Ctrl+Enter"), self, self._finish, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # Showing

    def show_count(self, count_id: int) -> None:
        """Show a count, ready for the next scan."""
        if count_id != self.count_id:
            self.count_id, self.view = count_id, None
            self.verdict.tell(_WAITING, self.words.say("Ready to scan"), aloud=False)
        self.reload()
        self.box.take_focus()

    def reload(self) -> None:
        """Read the count again."""
        if self.count_id:
            count_id = self.count_id
            self.office.ask(self, lambda store: search.count_view(store, count_id), self._read, key="count")

    def _read(self, view: CountView | None) -> None:
        if view is None or view.stocktake.id != self.count_id:
            return
        self.view = view
        self._head.set_title(view.stocktake.number, what_of(view.stocktake, self.office))
        self.progress.setRange(0, max(view.expected, 1))
        self.progress.setValue(view.seen)
        self.verdict.set_beside(self.words.say("{n} of {all} found", n=view.seen, all=view.expected))
        self.choose(self.only)

    def choose(self, key: str) -> None:
        """Show what a chip holds."""
        self.only = key
        for each, chip in self.chips.items():
            held = rows_of(each, self.view) if self.view else ()
            chip.set_words(chip_words(each, self.words), str(len(held)))
            chip.setChecked(each == key)
        rows = rows_of(key, self.view) if self.view else ()
        at = self.list.currentIndex().row()
        self._model.set_rows(rows)
        if not self.list.currentIndex().isValid() and rows and at >= 0:  # what was chosen is done: on to the next
            self.list.setCurrentIndex(self._model.index(min(at, len(rows) - 1), 0))
        current = self.list.current()
        self.ask.show_row(current, self.view)
        self._empty.set_sentence(nothing_words(key, self.words))
        self._stack.setCurrentIndex(0 if rows else 1)
        strays = self.view.strays if self.view and key == "unexpected" else ()
        self.all.setVisible(len(strays) > 1)
        self.all.setText(f" {move(list(strays), self.view, self.words).words}" if strays and self.view else "")
        self.all.setShortcut(QKeySequence("Ctrl+M"))  # Qt takes it away with the text

    # Scanning

    def scan(self, text: str) -> None:
        """Count what was scanned; the box is ready for the next one at once."""
        count_id = self.count_id
        self.office.do(
            self,
            lambda store, by: stocktaking.scan(store, count_id, text, by),
            self._scanned,
            lambda why: self._refused(text, why),
        )

    def _scanned(self, done: Done[Scanned]) -> None:
        result = done.result
        if result.device_id is None:
            tell_unknown(self.verdict, result, self.words)
            return
        device_id, scan_id = result.device_id, result.scan_id
        self.office.ask(
            self,
            lambda store: search.count_row(store, scan_id, device_id),
            lambda each: tell_scan(self.verdict, each, self.words, again=result.again),
        )

    def _refused(self, text: str, reasons: tuple[Refusal, ...]) -> None:
        self.verdict.tell(Mark("circle-alert", "late"), of_refusals(reasons, self.words), text[:40])

    # Putting right

    def _put_right(self, fix: Fix) -> None:
        if fix.place is not None:
            self.office.go(*fix.place)
        elif fix.act is not None:
            self._do(fix.act, fix.said)

    def _move_all(self) -> None:
        if self.view and self.view.strays:
            self._put_right(move(list(self.view.strays), self.view, self.words))

    def _take_off(self, each: CountRow) -> None:
        count_id, scan_id = self.count_id, each.scan_id or 0
        tag = each.device.tag if each.device else each.text[:40]
        said = self.words.say("{tag} taken off", tag=tag)
        self._do(lambda store, by: stocktaking.take_off(store, count_id, scan_id, by), said)

    def _do(self, act: Callable[[Store, By], Done[Any]], said: str) -> None:
        say = self.words.say

        def did(done: Done[Any]) -> None:
            self.office.say(said, (say("Undo"), lambda: ask_undo(self.office, done.entry_id, self)))

        self.office.do(self, act, did)

    # Ending

    def _finish(self) -> None:
        count_id, language = self.count_id, self.words.language
        self.office.do(
            self, lambda store, by: stocktaking.finish(store, count_id, by, language=language), self._finished
        )

    def _finished(self, done: Done[Finished]) -> None:
        result, say = done.result, self.words.say
        self.office.say(
            say("Count {number} finished", number=result.number),
            (say("Undo"), lambda: ask_undo(self.office, done.entry_id, self)),
        )
        self.left.emit()
        self.office.go("paper", result.paper_id)

    def _drop(self) -> None:
        count_id, say = self.count_id, self.words.say

        def did(done: Done[stocktaking.Begun]) -> None:
            said = say("Count {number} dropped", number=done.result.number)
            self.office.say(said, (say("Undo"), lambda: ask_undo(self.office, done.entry_id, self)))
            self.left.emit()

        self.office.do(self, lambda store, by: stocktaking.drop(store, count_id, by), did)

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from the box to the list by Down, from the list to the box by Esc; what is typed or scanned while the list
        has the focus goes to the box.
        """
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key = event.key()
        if watched is self.box.entry:
            if key == Qt.Key.Key_Down and self._model.rowCount():
                self._to_list()
                return True
        elif key == Qt.Key.Key_Escape:
            self.box.take_focus()
            return True
        elif (
            event.text().strip()
            and event.text().isprintable()
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.box.take_focus()
            self.box.entry.event(QKeyEvent(event.type(), key, event.modifiers(), event.text()))
            return True
        return super().eventFilter(watched, event)

    def _to_list(self) -> None:
        if (
            not self.list.currentIndex().isValid()
        ):  # before the focus comes, or Qt makes the first row current unselected
            self.list.setCurrentIndex(self._model.index(0, 0))
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
