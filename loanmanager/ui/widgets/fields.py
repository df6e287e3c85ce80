"""A control with its caption above, what helps beside the caption, and its error below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QSpacerItem, QWidget

from loanmanager.ui.icons import Icon
from loanmanager.ui.theme import fit, font, px, set_property
from loanmanager.ui.widgets.labels import label, literal
from loanmanager.ui.widgets.layout import Grow, column, holder, row


class Field(QWidget):
    """Caption, hint, control, error line. The caption names the control; hint and error describe it to a screen reader."""

    def __init__(self, caption: str, control: QWidget, hint: str = "") -> None:
        super().__init__()
        self.control = control
        above = self._caption = label(literal(caption), "caption")
        above.setBuddy(control)
        self._hint = label(hint, "small")
        self._error = label("", "error", wrap=True)
        self._wrong = holder(row(column(Icon("circle-alert", "late", 14), None), Grow(self._error), space=6))
        self._top = holder(row(above, self._hint, None))
        self._top.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if caption:
            control.setAccessibleName(caption)
        inside = column(self._top, control, self._wrong, space=4)
        inside.addSpacerItem(QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred))
        inside.setStretch(inside.count() - 1, 1)  # beside a taller neighbour, caption and control stay at the top
        self.setLayout(inside)
        self.setFocusProxy(control)
        self.set_hint(hint)
        self.set_error("")

    def set_caption(self, caption: str) -> None:
        """Name the control otherwise."""
        self._caption.setText(literal(caption))
        self.control.setAccessibleName(caption)

    def set_hint(self, hint: str) -> None:
        """Say what helps, beside the caption."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._describe()

    def set_error(self, text: str) -> None:
        """Say what is wrong and what to do; an empty text takes it away."""
        self._error.setText(text)
        self._wrong.setVisible(bool(text))
        set_property(self.control, "wrong", "true" if text else "")
        self._describe()

    def error(self) -> str:
        """Return what is said to be wrong."""
        return self._error.text()

    def _describe(self) -> None:
        told = (self._error.text(), self._hint.text())
        self.control.setAccessibleDescription(" ".join(each for each in told if each))


def field(caption: str, control: QWidget, hint: str = "") -> Field:
    """Return a control under its caption, with a place for its error."""
    return Field(caption, control, hint)


def entry(text: str = "", placeholder: str = "", *, says: str = "") -> QLineEdit:
    """Return a field for one line of text."""
    made = QLineEdit(text)
    made.setPlaceholderText(placeholder)
    made.setAccessibleName(says or placeholder)
    return made


def note(
    text: str = "",
    placeholder: str = "",
    *,
    says: str = "",
    lines: int = 3,
    made: QPlainTextEdit | None = None,
) -> QPlainTextEdit:
    """Return a field for several lines of text, or make one of what was `made`; Tab leaves it."""
    made = made or QPlainTextEdit()
    made.setPlainText(text)
    made.setPlaceholderText(placeholder)
    made.setAccessibleName(says or placeholder)
    made.setTabChangesFocus(True)
    made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    return fit(made, lambda me: me.setFixedHeight(QFontMetrics(font()).lineSpacing() * lines + px(18)))
