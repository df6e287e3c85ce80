"""A section of the settings: captions, fields, one Save button, and what was typed kept while one looks elsewhere."""

from collections.abc import Collection

from PySide6.QtWidgets import QLayout, QWidget

from loanmanager.storage import search
from loanmanager.storage.search import HistoryRow
from loanmanager.ui.histories import events
from loanmanager.ui.office import Office
from loanmanager.ui.pages.settings.form import Form, Keeping, pair, say_beside
from loanmanager.ui.theme import fit, px
from loanmanager.ui.widgets.buttons import Primary
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, bed, column, head, holder, line, row
from loanmanager.ui.widgets.panel import Panel
from loanmanager.ui.widgets.timeline import Timeline

__all__ = ["Keeping", "Section", "pair", "say_beside"]

_SHOWN = 12  # entries of the history
_WIDE = 720  # px at 100 %: wider fields are harder to read across


class Section(Form):
    """One section. A subclass lays its fields out and says what is stored and what saving does, if anything is saved.

    `needs` is the right (`domain.rights.Right`) that changing anything in it asks for.
    """

    needs = ""

    def __init__(self, office: Office, title: str, about: str = "") -> None:
        super().__init__(office)
        self._title, self._about = title, about
        self.primary = Primary(self.words.say("Save"), "Ctrl+Return", self.words.say("Ctrl+Enter"))
        self.primary.clicked.connect(self.save)

    def lay_out(self, body: QWidget, *, saves: bool = True, always: tuple[QWidget, ...] = ()) -> None:
        """Put title, body and button in place; the body scrolls, the button stays.

        Who lacks the right sees the body turned off and is told who has it; `always` stays on for everybody.
        """
        about = [label(self._about, "muted", wrap=True)] if self._about else []
        if self.needs and not self.office.may(self.needs):
            about.append(label(self.office.why_not(self.needs), "strong", wrap=True))
            body.setEnabled(False)
            self.office.allow(self.needs, self.primary)
        inside = column(head(self._title), *about, body, *always, None, space=16, margins=(24, 16, 24, 16))
        parts: list[QWidget | Grow] = [Grow(Panel(_form(inside)))]
        if saves:
            parts += [line(), _form(row(None, self.primary, margins=(24, 12, 24, 16)))]
        self.setLayout(column(*parts, space=0))

    def history(self, operations: Collection[str]) -> tuple[QWidget, ...]:
        """Return who did what when, of some operations on the office, to stand at the end of the body if there are any."""
        self._told, self._tells = Timeline(self.words.say("History"), whole=True), frozenset(operations)
        self._past = holder(column(line(), label(self.words.say("History"), "section"), self._told, space=12))
        self._past.hide()
        return (self._past,)

    def show_history(self) -> None:
        """Read the history again."""

        def read(rows: tuple[HistoryRow, ...]) -> None:
            mine = [row for row in rows if {row.operation, row.undid} & self._tells][:_SHOWN]
            self._told.set_events(events(mine, self.words, self.office.today, "office", self.office.view))
            self._past.setVisible(bool(mine))
            self._told.setMaximumHeight(self._told.minimumHeight())  # a list asks for more room than its lines

        self.office.ask(self, lambda store: search.history_of(store, "office", 1), read, key="office history")


def _form(inside: QLayout) -> QWidget:
    """Return a column of the page, no wider than fields should be."""
    narrow = fit(holder(inside), lambda me: me.setMaximumWidth(px(_WIDE)))
    return bed("surface", row(Grow(narrow, 1000), None, space=0))
