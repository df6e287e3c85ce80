"""The quiet line at the bottom: what was done, and what one may do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from loanmanager.ui.icons import Icon
from loanmanager.ui.tokens import Mark
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.labels import Elided
from loanmanager.ui.widgets.layout import Grow, bed, fixed, row

if TYPE_CHECKING:
    from collections.abc import Sequence

Kind = Literal["ok", "info", "todo", "late"]
_MARKS = {
    "ok": Mark("circle-check", "ok"),
    "info": Mark("info", "muted"),
    "todo": Mark("triangle-alert", "todo"),
    "late": Mark("circle-alert", "late"),
}
_STAYS = 30_000  # milliseconds; an error stays until it is replaced or dismissed


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader say something that does not take the focus."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


class MessageLine(QWidget):
    """Icon, sentence, links. It keeps its height when it has nothing to say, so that no button moves.

    Signals: acted(key of the link), dismissed().
    """

    acted = Signal(str)
    dismissed = Signal()

    def __init__(self, dismiss: str) -> None:
        super().__init__()
        self._icon, self._words = Icon("info", "muted", 18), Elided("")
        self._words.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._links = QWidget()
        self._links.setLayout(QHBoxLayout())
        self._close = button("", "quiet", "x", says=dismiss, flush="right")
        self._close.clicked.connect(self._dismiss)
        self._timer = QTimer(self, singleShot=True, interval=_STAYS)
        self._timer.timeout.connect(self.clear)
        self._inside = row(self._icon, self._words, 4, self._links, None, self._close, space=8, margins=(24, 0, 20, 0))
        ground = bed("window", self._inside)
        self.setLayout(row(Grow(ground), space=0))
        fixed(self, height=34)
        self.clear()

    def tell(self, kind: Kind, words: str, actions: Sequence[tuple[str, str]] = ()) -> None:
        """Say a sentence with links (key, words); an error (late) stays until it is replaced or dismissed."""
        self._icon.set_icon(*_MARKS[kind])
        self._words.setText(words)
        self._fill(actions)
        for each in (self._icon, self._words, self._links):
            each.setVisible(True)
        self._close.setVisible(kind == "late")
        self._timer.stop()
        if kind != "late":
            self._timer.start()
        announce(self, words)

    def text(self) -> str:
        """Return what is being said."""
        return self._words.text()

    def clear(self) -> None:
        """Say nothing."""
        self._timer.stop()
        self._words.setText("")
        self._fill(())
        for each in (self._icon, self._words, self._links, self._close):
            each.setVisible(False)

    def _dismiss(self) -> None:
        self.clear()
        self.dismissed.emit()

    def _fill(self, actions: Sequence[tuple[str, str]]) -> None:
        old = self._links
        self._links = QWidget()
        made = []
        for at, (key, words) in enumerate(actions, 1):
            link = button(words, "link", key=f"Alt+{at}")
            link.clicked.connect(lambda _=False, key=key: self.acted.emit(key))
            made.append(link)
        self._links.setLayout(row(*made, space=8))
        self._inside.replaceWidget(old, self._links)
        old.hide()
        old.deleteLater()
