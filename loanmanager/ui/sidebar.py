"""The places of the program, at the left of every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from loanmanager.ui.icons import Icon
from loanmanager.ui.theme import fit, look, px
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import bed, column, row
from loanmanager.ui.widgets.nav import NavItem

if TYPE_CHECKING:
    from loanmanager.i18n import Words

_WIDE, _NARROW = 184, 84


class Sidebar(QWidget):
    """Desk, devices, clients, loans, and settings at the foot. Signal: chosen(key of the place)."""

    chosen = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._items: dict[str, NavItem] = {}
        upper = [
            self._item("desk", words.say("Desk"), "concierge-bell", "Ctrl+1"),
            self._item("devices", words.say("Devices"), "laptop", "Ctrl+2"),
            self._item("clients", words.say("Clients"), "users", "Ctrl+3"),
            self._item("loans", words.say("Loans"), "arrow-left-right", "Ctrl+4"),
            self._item("calendar", words.say("Calendar"), "calendar-days", "Ctrl+5"),
            self._item("follow_up", words.say("Follow-up"), "flag", "Ctrl+6"),
        ]
        lower = self._item("settings", words.say("Settings"), "settings", "Ctrl+,")
        inside = column(self._brand(), 14, *upper, None, lower, space=2, margins=(8, 16, 8, 12))
        ground = bed("window", inside)
        self.setLayout(row(ground, space=0))
        fit(self, lambda me: me.setFixedWidth(px(_NARROW if look().large else _WIDE)))

    def show_place(self, key: str) -> None:
        """Mark the place that one is at."""
        if key in self._items:
            self._items[key].setChecked(True)

    def set_count(self, key: str, number: int) -> None:
        """Show how much waits at a place; nothing for none."""
        self._items[key].set_count(str(number) if number else "")

    def _brand(self) -> QWidget:
        made = QWidget()
        mark = Icon("package-check", "accent", 22)
        if look().large:
            made.setLayout(row(None, mark, None))
        else:
            made.setLayout(row(mark, label("Loan Manager", "strong"), None, space=8, margins=(10, 0, 0, 0)))
        return made

    def _item(self, key: str, words: str, icon: str, shortcut: str) -> NavItem:
        made = NavItem(words, icon)
        made.setToolTip(shortcut)
        made.setShortcut(shortcut)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # its key and a click lead to the page, not to it
        made.clicked.connect(lambda: self.chosen.emit(key))
        self._items[key] = made
        return made
