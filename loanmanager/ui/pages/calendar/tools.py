"""What stands above and below the calendar: which type, month or week, before and after; what the drawings and keys mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from loanmanager.ui.icons import Icon
from loanmanager.ui.pages.calendar.painting import MARKS
from loanmanager.ui.pages.calendar.plan import MONTH, WEEK
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.labels import key_cap, label
from loanmanager.ui.widgets.layout import column, fixed, holder, row
from loanmanager.ui.widgets.segments import Segments

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loanmanager.domain.devices import DeviceType
    from loanmanager.i18n import Words


class Tools(QWidget):
    """Type, view, and the button that reserves; `pages` go beside the title.

    Signals: chosen(id of a type, 0 for all), asked("today", "month", "week" or "new"), paged(how many views on, False).
    """

    chosen = Signal(int)
    asked = Signal(str)
    paged = Signal(int, bool)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        say = words.say
        self.types = Combo(says=say("Type of device"))
        fixed(self.types, width=180)
        self.types.chosen.connect(lambda key: self.chosen.emit(int(key or 0)))
        self.modes = Segments(say("View"), [(MONTH, say("Month")), (WEEK, say("Week"))], MONTH)
        self.modes.setToolTip("M · W")
        self.modes.chosen.connect(self.asked)
        new = button(say("Reserve…"), icon="calendar-plus", key="Ctrl+N")
        new.clicked.connect(lambda: self.asked.emit("new"))
        self.setLayout(row(self.types, self.modes, None, new, space=12))
        self.pages = self._pages()

    def _pages(self) -> tuple[QWidget, ...]:
        say = self._words.say
        before = button("", "quiet", "chevron-left", says=say("Before (Page Up)"))
        before.clicked.connect(lambda: self.paged.emit(-1, False))
        after = button("", "quiet", "chevron-right", says=say("After (Page Down)"))
        after.clicked.connect(lambda: self.paged.emit(1, False))
        today = button(say("Today"), key="Ctrl+T")
        today.clicked.connect(lambda: self.asked.emit("today"))
        return before, after, today

    def show_choice(self, types: Iterable[DeviceType], chosen: int, mode: str) -> None:
        """Show which type and which view are chosen."""
        named = [(str(each.id), each.name.in_(self._words.language)) for each in types]
        self.types.set_options([("", self._words.say("All types")), *named], str(chosen or ""))
        self.types.choose(str(chosen or ""))
        self.modes.choose(mode)


class Legend(QWidget):
    """What the drawings of the bars mean, and what the keys do."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        say = words.say
        said = {
            "loan": say("On loan"),
            "late": say("Overdue"),
            "ready": words.say_for("calendar", "Put aside"),
            "waiting": words.say_for("calendar", "Reserved"),
            "back": words.say_for("calendar", "Returned"),
        }
        marks = [
            holder(row(Icon(MARKS[key].icon, MARKS[key].token, 14), label(told, "small"), space=4))
            for key, told in said.items()
        ]
        caps = (
            ("← ↑ ↓ →", words.say_for("key", "move")),
            (words.say_for("key", "Enter"), words.say_for("key", "open")),
            ("T", words.say_for("key", "today")),
            ("N", words.say_for("key", "reserve")),
        )
        keys = [holder(row(key_cap(key), label(told, "small"), space=4)) for key, told in caps]
        self._marks = holder(Flow(*marks, across=12, down=4))
        self.setLayout(column(self._marks, holder(Flow(*keys, across=12, down=4)), space=6))

    def show_marks(self, *, shown: bool) -> None:
        """Show what the drawings mean where there are bars."""
        self._marks.setVisible(shown)
