"""What every step of the set-up stands in: the steps with their state at the left, the step, the buttons under it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLayout, QSizePolicy, QStackedWidget, QWidget

from loanmanager.ui import icons
from loanmanager.ui.icons import Icon
from loanmanager.ui.pages.first_start.titles import title_of
from loanmanager.ui.pages.page import Page
from loanmanager.ui.theme import fit, font, px
from loanmanager.ui.tokens import Mark
from loanmanager.ui.widgets.buttons import Primary, button
from loanmanager.ui.widgets.drawn import Drawn, advance, write
from loanmanager.ui.widgets.labels import RIGHT, label
from loanmanager.ui.widgets.layout import Grow, bed, column, head, holder, line, row
from loanmanager.ui.widgets.panel import Panel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loanmanager.i18n import Words
    from loanmanager.ui.office import Office

State = Literal["done", "left_out", "now", "to_do"]

_MARKS: dict[State, Mark] = {
    "done": Mark("circle-check", "ok"),
    "left_out": Mark("minus-circle", "muted"),
    "now": Mark("arrow-right", "accent"),
    "to_do": Mark("circle", "muted"),
}
_WIDE = 660  # px at 100 %: wider fields are harder to read across


class StepLine(Drawn):
    """A step at the left: its state as icon, word and colour, its title. Signal: clicked(), where one may go there."""

    def __init__(self, key: str, words: Words) -> None:
        say = words.say
        self._said = {"done": say("Done"), "left_out": say("Skipped"), "now": say("Now"), "to_do": say("To do")}
        self._state: State = "to_do"
        super().__init__(title_of(key, words), "", "circle")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_state("to_do")

    @property
    def state(self) -> str:
        """Return the key of its state."""
        return self._state

    def set_state(self, state: State, *, open_: bool = False) -> None:
        """Show a state; an open step can be gone to."""
        self._state, self._icon = state, _MARKS[state].icon
        self.setEnabled(open_ or state == "now")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if open_ else Qt.FocusPolicy.NoFocus)
        self.set_words(self.words, self._said[state])

    def sizeHint(self) -> QSize:
        """Ask for icon, title and the longest word of a state, so that nothing moves."""
        said = max(advance(each, font("small")) for each in self._said.values())
        return QSize(px(40) + advance(self.words, font(weight=600)) + px(16) + said + px(12), px(36))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground of the step one is at, then the line."""
        with QPainter(self) as painter:
            now, high = self._state == "now", self.height()
            token = _MARKS[self._state].token
            self.ground(painter, "tint" if now else "hover" if self.hot() else "window")
            icons.draw(painter, px(10), (high - px(18)) / 2, self._icon, token, 18)
            face = font(weight=600 if now else 400)
            box = QRectF(px(40), 0, self.width() - px(52), high)
            write(painter, box, self.words, face, "accent_text" if now else "text")
            write(painter, box, self.extra, font("small"), "accent_text" if now else token, RIGHT)


class StepsPage(Page):
    """A page that has the window to itself. A subclass fills the stack and says what the buttons do."""

    alone = True

    def __init__(self, office: Office, steps: Iterable[str]) -> None:
        super().__init__(office)
        say = self.words.say
        self.lines = {key: StepLine(key, self.words) for key in steps}
        self.stack = QStackedWidget()
        self.primary = Primary(say("Continue"), "Ctrl+Return", say("Enter"))
        self.skip = button(say("Skip"), "quiet")
        self.later = button(say("Finish later"), "quiet")
        self.back = button(say("Back"), icon="chevron-left")
        self.setLayout(row(self._left(), line(vertical=True), Grow(self._right()), space=0))
        for one, other in ((self.primary, self.skip), (self.skip, self.back), (self.back, self.later)):
            QWidget.setTabOrder(one, other)

    def _left(self) -> QWidget:
        brand = row(Icon("package-check", "accent", 22), label("Loan Manager", "strong"), None, space=8)
        title = label(self.words.say("Setting up your office"), "muted", wrap=True)
        inside = column(brand, 4, title, 12, *self.lines.values(), None, space=2, margins=(16, 16, 16, 12))
        left = bed("window", row(Grow(Panel(holder(inside))), space=0))
        left.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        return fit(left, lambda me: me.setMinimumWidth(px(272)))

    def _right(self) -> QWidget:
        foot = row(self.back, self.later, None, self.skip, self.primary, space=8, margins=(32, 12, 32, 16))
        return bed("surface", column(Grow(self.stack), line(), _narrow(foot), space=0))

    def framed(self, title: str, why: str, body: QWidget) -> QWidget:
        """Return a step as it stands in the stack: its title, why it asks, what it asks. It scrolls where it must."""
        inside = column(head(title), label(why, "muted", wrap=True), 4, body, None, space=12, margins=(32, 24, 32, 16))
        return Panel(_narrow(inside))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, from wherever the focus is; only a text of several lines keeps it."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.primary.click()
        else:
            super().keyPressEvent(event)


def _narrow(inside: QLayout) -> QWidget:
    made = fit(holder(inside), lambda me: me.setMaximumWidth(px(_WIDE)))
    return bed("surface", row(Grow(made, 1000), None, space=0))
