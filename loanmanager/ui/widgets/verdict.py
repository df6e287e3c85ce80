"""What a scan said, large enough to be read from the shelf: icon, word, colour, never one alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from loanmanager.ui.icons import Icon
from loanmanager.ui.theme import set_property
from loanmanager.ui.widgets.labels import Elided, label, set_ink
from loanmanager.ui.widgets.layout import Grow, column, fixed, row
from loanmanager.ui.widgets.message_line import announce

if TYPE_CHECKING:
    from loanmanager.ui.tokens import Mark

_BEDS = {"ok": "ok", "todo": "todo", "late": "late"}


class Verdict(QFrame):
    """A box that keeps its height: an icon, a strong line, a line in grey, and at the right how far one is.

    A screen reader says it without the focus.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon, self._strong, self._more = Icon("scan-barcode", "muted", 26), Elided("", "h2"), Elided("", "muted")
        lines = column(None, self._strong, self._more, None, space=2)
        self._beside = label("", "h2")
        self.setLayout(row(self._icon, Grow(lines), self._beside, space=14, margins=(16, 0, 16, 0)))
        fixed(self, height=54)

    def tell(self, mark: Mark, strong: str, more: str = "", *, aloud: bool = True) -> None:
        """Say something else; the colour of the mark tints the box where it stands for a state."""
        self._icon.set_icon(mark.icon, mark.token)
        self._strong.setText(strong)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        set_ink(self._strong, mark.token if mark.token in _BEDS else "text")
        set_property(self, "notice", _BEDS.get(mark.token, ""))
        self.setAccessibleName(", ".join(part for part in (strong, more) if part))
        if aloud:
            announce(self, self.accessibleName())

    def set_beside(self, text: str) -> None:
        """Say at the right how far one is."""
        self._beside.setText(text)

    def text(self) -> str:
        """Return what is said."""
        return self.accessibleName()
