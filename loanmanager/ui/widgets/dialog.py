"""The base of our dialogs: they gather and check what was typed, and never save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QDialog, QLayout, QWidget

from loanmanager.ui.icons import Icon
from loanmanager.ui.theme import dress, px
from loanmanager.ui.widgets.buttons import Primary, button
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, fixed, holder, line, row
from loanmanager.ui.widgets.message_line import announce
from loanmanager.ui.widgets.panel import Panel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QShowEvent

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class Dialog(QDialog):
    """Title, body, error line, one primary button and one that leaves. Enter or Ctrl+Enter confirms, Esc leaves.

    A subclass may override `check()`. Signals: confirmed() when all is right. With `waits` the
    dialog then stays, busy, until its owner calls `accept()` or, after a refusal, `set_error()`: nothing typed is lost.
    """

    confirmed = Signal()

    def __init__(
        self,
        title: str,
        body: QLayout | QWidget,
        primary: str,
        cancel: str,
        *,
        key_words: str = "",
        parent: QWidget | None = None,
        width: int = 480,
        waits: bool = False,
        danger: bool = False,
    ) -> None:
        super().__init__(parent)
        if parent is None:
            dress(self)
        self.setWindowTitle(title)
        self.setModal(True)
        self._waits = waits
        self._error = label("", "error", wrap=True)
        self._wrong = holder(
            row(column(Icon("circle-alert", "late", 14), None), Grow(self._error), space=6, margins=(24, 0, 24, 8))
        )
        self._wrong.hide()
        self.primary = Primary(primary, "", key_words, danger=danger)
        self.primary.clicked.connect(self._confirm)
        self.cancel = button(cancel)
        self.cancel.clicked.connect(self.reject)
        self._body = body if isinstance(body, QWidget) else holder(body)
        self.setLayout(self._lay_out(title))
        fixed(self, width=width)

    def check(self) -> bool:
        """Tell whether all is right, having said beside the fields, or by `set_error()`, what is not."""
        return True

    def set_error(self, text: str) -> None:
        """Say why it was refused, and let the person go on."""
        self.set_busy(busy=False)
        self._error.setText(text)
        self._wrong.setVisible(bool(text))
        if text:
            announce(self, text)

    def error(self) -> str:
        """Return what is said to be wrong."""
        return self._error.text()

    def set_busy(self, *, busy: bool) -> None:
        """Hold everything while the owner works, or let go."""
        self._body.setEnabled(not busy)
        self.primary.setEnabled(not busy)

    def reject(self) -> None:
        """Leave, unless the owner is at work on what was asked."""
        if self._body.isEnabled():
            super().reject()

    def fit_height(self, least: int = 0) -> None:
        """Be as tall as what is inside, at most as the screen; `least` keeps it from shrinking."""
        needs = self.heightForWidth(self.width()) if self.hasHeightForWidth() else self.sizeHint().height()
        screen = self.screen().availableGeometry()
        self.resize(self.width(), min(max(needs, least), screen.height() - px(48)))
        below = self.frameGeometry().bottom() - screen.bottom()
        if self.isVisible() and below > 0:
            self.move(self.x(), max(screen.top(), self.y() - below))

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that is needed, now that everything has its font."""
        super().showEvent(event)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # what was hidden asks for no room
        self.fit_height()

    def event(self, event: QEvent) -> bool:
        """Grow when something is said beside a field."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.fit_height(self.height())
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Confirm on Enter, which a field of several lines keeps for itself, and on Ctrl+Enter anywhere."""
        if event.key() in _ENTER:
            self._confirm()
        else:
            super().keyPressEvent(event)

    def _confirm(self) -> None:
        if not self.primary.isEnabled():
            return
        self.set_error("")
        if not self.check():
            return
        if self._waits:
            self.set_busy(busy=True)
        self.confirmed.emit()
        if not self._waits:
            self.accept()

    def _lay_out(self, title: str) -> QLayout:
        inside = holder(column(self._body, margins=(24, 0, 24, 16)))
        top = holder(row(label(title, "h2", wrap=True), margins=(24, 20, 24, 12)))
        foot = holder(row(None, self.cancel, self.primary, margins=(24, 12, 24, 16)))
        return column(top, Grow(Panel(inside)), self._wrong, line(), foot, space=0)
