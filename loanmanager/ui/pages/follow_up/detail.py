"""The right third for most lists: what is told of a row, a field if one is to be filled in, the one button."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from loanmanager.ui.icons import Icon
from loanmanager.ui.pages.follow_up.foot import Foot
from loanmanager.ui.pages.follow_up.work import Act, Line, Told, WorkDetail, WorkList
from loanmanager.ui.tokens import Mark
from loanmanager.ui.widgets.buttons import Primary, button
from loanmanager.ui.widgets.labels import Elided, label
from loanmanager.ui.widgets.layout import Grow, bed, column, facts, holder, line, refill, row
from loanmanager.ui.widgets.message_line import announce
from loanmanager.ui.widgets.panel import pinned
from loanmanager.ui.widgets.status import Status

MANY = 12
"""Rows that are named one by one when several are chosen."""


class Detail(WorkDetail):
    """Who or what, how it stands, what is done with it."""

    def __init__(self, work: WorkList[Any]) -> None:
        super().__init__(work)
        self._rows: Sequence[Any] = ()
        self._title, self._beside = Elided("", "h2"), label("", "muted")
        self._under = label("", "muted", wrap=True)
        self._link, self._state = QVBoxLayout(), QVBoxLayout()
        self._lines, self._facts = QVBoxLayout(), QVBoxLayout()
        self.field = work.field()
        self._error = label("", "error", wrap=True)
        self.primary: Primary = Primary("", "", work.words.say("Enter"))
        self.primary.clicked.connect(self.press)
        self._foot = Foot(self.primary)
        self._lay_out()

    def _lay_out(self) -> None:
        top = row(self._title, self._beside, None, self._link, space=12)
        inside = column(
            top,
            self._under,
            4,
            self._state,
            self._lines,
            line(),
            self._facts,
            *((self.field,) if self.field else ()),
            self._error,
            None,
            space=8,
            margins=(20, 16, 24, 12),
        )
        foot = row(Grow(self._foot), margins=(20, 12, 24, 16))
        self.setLayout(row(bed("surface", row(pinned(bed("surface", inside), holder(foot)), space=0)), space=0))
        self._error.hide()

    def show_rows(self, rows: Sequence[Any], done: str, acts: Sequence[Act]) -> None:
        """Show what is told of the row, or which rows are chosen."""
        other = list(map(self.list.key_of, rows)) != list(map(self.list.key_of, self._rows))
        self._rows = rows
        self._show(self.list.told(rows[0]) if len(rows) == 1 else self._several(rows))
        refill(self._state, *([Status(Mark("circle-check", "ok"), done)] if done else []))
        self.primary.set_words(self.list.primary(rows))
        self._foot.show_acts(acts)
        self.primary.setEnabled(not done)
        if self.field:
            self.field.setEnabled(not done)
        if other:
            self.set_error("")
            self.list.show_field(rows)

    def _show(self, told: Told) -> None:
        self._title.setText(told.title)
        self._beside.setText(told.beside)
        self._under.setText(told.under)
        self._under.setVisible(bool(told.under))
        links = []
        if told.link:
            words, go = told.link
            links = [button(words, "link", flush="right")]
            links[0].clicked.connect(go)
            links[0].setToolTip("O")
        refill(self._link, *links)
        refill(self._lines, *(_line(each) for each in told.lines))
        refill(self._facts, *([holder(facts(told.facts, caption=112))] if told.facts else []))

    def _several(self, rows: Sequence[Any]) -> Told:
        told = [self.list.told(each) for each in rows[:MANY]]
        lines = [next(iter(each.lines), Line("check", each.title)) for each in told]
        if len(rows) > MANY:
            more = self.words.count("and {n} more", "and {n} more", len(rows) - MANY)
            lines.append(Line("ellipsis", more))
        return Told(self.words.count("{n} chosen", "{n} chosen", len(rows)), lines=tuple(lines))

    def set_error(self, text: str) -> None:
        """Say why something was refused."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        if text:
            announce(self, text)

    def enter(self) -> None:
        """Take the focus: in the field, else on the button."""
        (self.field or self.primary).setFocus(Qt.FocusReason.TabFocusReason)

    def press(self) -> None:
        """Do what the one button says."""
        if self.primary.isEnabled() and self._rows:
            self.set_error("")
            self.list.work(self._rows)


def _line(each: Line) -> QWidget:
    name = Elided(each.text)
    tag = [label(each.tag, "mono")] if each.tag else []
    right = [label(each.right, "muted")] if each.right else []
    return holder(row(Icon(each.icon, "text", 18), name, *tag, None, *right, space=8))
