"""Joined buttons of which one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from loanmanager.ui.theme import font, px
from loanmanager.ui.widgets.buttons import set_icon
from loanmanager.ui.widgets.drawn import advance
from loanmanager.ui.widgets.labels import literal, set_tip
from loanmanager.ui.widgets.layout import row

if TYPE_CHECKING:
    from collections.abc import Sequence

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class _Segment(QPushButton):
    """One choice, always as wide as when it is chosen, so that nothing moves."""

    def sizeHint(self) -> QSize:
        """Ask for the words in bold, the tick and the padding."""
        wide = advance(self.text().replace("&&", "&"), font(weight=600)) + px(14 + 4 + 2 * 12 + 12)
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Ask for all of it, always."""
        return self.sizeHint()


class Segments(QWidget):
    """One choice among a few, the chosen one marked by a tick as well. One stop for Tab; arrow keys choose.

    Signals: chosen(key) when a person chooses.
    """

    chosen = Signal(str)

    def __init__(self, name: str, options: Sequence[tuple[str, str]], value: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        for at, (key, words) in enumerate(options):
            side = "only" if len(options) == 1 else "first" if at == 0 else "last" if at == len(options) - 1 else "mid"
            self._add(key, words, side, name)
        self.setLayout(row(*self._buttons.values(), space=0))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group.buttonToggled.connect(self._mark)
        self.choose(value)

    def value(self) -> str:
        """Return the key of what is chosen, or an empty string."""
        return next((key for key, each in self._buttons.items() if each.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose by key without a signal; an unknown or empty key chooses nothing."""
        self._group.setExclusive(False)
        for each, made in self._buttons.items():
            made.setChecked(each == key)
        self._group.setExclusive(True)
        self._stop()

    def take_focus(self) -> None:
        """Put the focus on the one stop."""
        stop = next(each for each in self._buttons.values() if each.focusPolicy() == Qt.FocusPolicy.StrongFocus)
        stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_allowed(self, key: str, allowed: bool, reason: str = "") -> None:  # noqa: FBT001 - as setEnabled
        """Allow or forbid one choice; say why in its tooltip and to a screen reader."""
        made = self._buttons[key]
        made.setEnabled(allowed)
        made.setAccessibleDescription(reason)
        set_tip(made, reason)
        self._stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrow keys choose the neighbour."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and Qt.Key(event.key()) in _STEPS:
            self._step(watched, _STEPS[Qt.Key(event.key())])
            return True
        return super().eventFilter(watched, event)

    def _add(self, key: str, words: str, side: str, name: str) -> None:
        made = _Segment(literal(words))
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.setProperty("role", "seg")
        made.setProperty("side", side)
        made.setAccessibleName(f"{name}: {words}" if name else words)
        made.installEventFilter(self)
        made.clicked.connect(lambda: self._chose(key))
        self._buttons[key] = made
        self._group.addButton(made)

    def _chose(self, key: str) -> None:
        self._stop()
        self.chosen.emit(key)

    def _step(self, from_: QObject, by: int) -> None:
        """Move to the next choice that is allowed, around the end."""
        usable = [each for each in self._buttons.values() if each.isEnabled() or each is from_]
        at = next(n for n, each in enumerate(usable) if each is from_)
        target = usable[(at + by) % len(usable)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        target.click()

    def _mark(self, made: QPushButton, on: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Put the tick on the chosen one."""
        set_icon(made, "check" if on else "", "accent_text", 14)

    def _stop(self) -> None:
        """Let Tab stop once: at what is chosen, else at the first that is allowed."""
        usable = [each for each in self._buttons.values() if each.isEnabled()]
        stop = next((each for each in usable if each.isChecked()), usable[0] if usable else None)
        for each in self._buttons.values():
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each is stop else Qt.FocusPolicy.ClickFocus)
