"""The desk when nobody stands there: what to do first, which differs in an office that has nothing yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from loanmanager.ui.icons import Icon
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.labels import key_cap, label
from loanmanager.ui.widgets.layout import Grow, bed, column, head, holder, row

if TYPE_CHECKING:
    from loanmanager.ui.office import Office


class Start(QWidget):
    """Says how a loan and a return begin; in a new office, how the devices come in."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office, self.words = office, office.words
        self._stack = QStackedWidget()
        self._ready, self._new = self._make_ready(), self._make_new()
        self._stack.addWidget(self._ready)
        self._stack.addWidget(self._new)
        inside = column(head(self.words.say("Desk")), Grow(self._stack), space=0, margins=(24, 16, 24, 16))
        self.setLayout(row(bed("surface", inside), space=0))

    def show_stock(self, *, stocked: bool) -> None:
        """Show what fits an office with or without devices."""
        self._stack.setCurrentWidget(self._ready if stocked else self._new)

    def _make_ready(self) -> QWidget:
        say = self.words.say
        lines = [
            self._line(
                "arrow-up-right",
                say("Lend"),
                say("Scan the device, then the client’s card, or type the client’s name."),
            ),
            self._line("arrow-down-left", say("Take back"), say("Scan the device that came back.")),
            self._line(
                "search", say("Find"), say("Type half a name, a tag, a serial, a phone number or a loan number.")
            ),
        ]
        keys = holder(row(key_cap("F2"), label(say("goes to the box from anywhere"), "muted"), None, space=8))
        return holder(column(24, *lines, 8, keys, None, space=16))

    def _line(self, icon: str, title: str, text: str) -> QWidget:
        words = column(label(title, "strong"), label(text, "muted", wrap=True), space=2)
        return holder(row(column(Icon(icon, "accent", 20), None, space=0), Grow(words), space=16))

    def _make_new(self) -> QWidget:
        say = self.words.say
        imports = button(say("Import a sheet"), icon="upload")
        imports.clicked.connect(lambda: self.office.go("import", None))
        adds = button(say("Add a device"), icon="plus")
        adds.clicked.connect(lambda: self.office.go("devices", ("new", "")))
        text = say(
            "There are no devices yet. Import the sheet you have, from Snipe-IT or any other, or add the first one by hand."
        )
        words = label(text, "muted", wrap=True)
        return holder(column(24, label(say("Welcome"), "h2"), words, 4, row(imports, adds, None), None, space=8))
