"""One choice among a few that need a sentence each: radio buttons with what each means under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, holder, row

if TYPE_CHECKING:
    from collections.abc import Sequence

_INDENT = 24  # px, from the edge to the words of a radio button


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be chosen: its key, its name, what it means."""

    key: str
    words: str
    about: str


class Choices(QWidget):
    """One stop for Tab; arrow keys choose. Signal: chosen(key) when the choice changes."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[Choice], value: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._radios: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)  # they do not stand in one parent
        things: list[QWidget] = []
        for each in choices:
            self._radios[each.key] = self._radio(each)
            self._group.addButton(self._radios[each.key])
            told = label(each.about, "muted", wrap=True)
            things += [holder(row(self._radios[each.key], None)), holder(row(told, margins=(_INDENT, 2, 0, 10)))]
        self.setLayout(column(*things, space=0))
        self.choose(value)

    def value(self) -> str:
        """Return the key of what is chosen, or an empty string."""
        return next((key for key, each in self._radios.items() if each.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose by key; an unknown one leaves what is chosen."""
        if key in self._radios:
            self._radios[key].setChecked(True)
            self.setFocusProxy(self._radios[key])

    def radio(self, key: str) -> QRadioButton:
        """Return the button of a choice."""
        return self._radios[key]

    def _radio(self, choice: Choice) -> QRadioButton:
        made = QRadioButton(choice.words.replace("&", "&&"))
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setAccessibleDescription(choice.about)
        made.toggled.connect(lambda on, key=choice.key: self._chose(key) if on else None)
        return made

    def _chose(self, key: str) -> None:
        self.setFocusProxy(self._radios[key])
        self.chosen.emit(key)
