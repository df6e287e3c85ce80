"""Fields for what nobody beside one should read: a passphrase, and the words of a recovery sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from loanmanager.i18n import Words
from loanmanager.sentences import protection
from loanmanager.ui.widgets.fields import Field, entry, note
from loanmanager.ui.widgets.layout import Grow, column, holder, row

_COUNT = 24
_LINES = 4


class Passphrase(QWidget):
    """One or two fields for a passphrase, hidden unless a tick says otherwise. `twice` asks for it again.

    Signals: entered(): Enter was pressed in the first.
    """

    entered = Signal()

    def __init__(self, words: Words, caption: str, hint: str = "", *, twice: bool = False) -> None:
        super().__init__()
        self._words = words
        self._entry, self._again = entry(), entry()
        self._entry.returnPressed.connect(self.entered)
        self.field = Field(caption, self._entry, hint)
        self._second = Field(words.say("Once more"), self._again)
        self._shows = QCheckBox(words.say("Show what is typed"))
        self._shows.toggled.connect(self._show)
        self._show(on=False)
        fields = [Grow(self.field), Grow(self._second)] if twice else [Grow(self.field)]
        self._twice = twice
        self.setLayout(column(holder(row(*fields, space=16)), self._shows, space=4))
        self.setFocusProxy(self._entry)

    def text(self) -> str:
        """Return what was typed, without blanks around it."""
        return self._entry.text().strip()

    def set_error(self, text: str) -> None:
        """Say what is wrong and what to do."""
        self.field.set_error(text)
        if text:
            self._entry.setFocus()

    def is_same_twice(self) -> bool:
        """Tell whether both fields hold the same, having said so where they do not."""
        same = not self._twice or self.text() == self._again.text().strip()
        self._second.set_error("" if same else self._words.say("This is not the same. Type both again."))
        if not same:
            self._again.setFocus()
        return same

    def _show(self, on: bool) -> None:  # noqa: FBT001 (a Qt slot)
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        for each in (self._entry, self._again):
            each.setEchoMode(mode)


class _Typed(QPlainTextEdit):
    """Words over several lines that Enter ends, as it does after a scan. Signals: entered() then."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Enter, and leave it to what stands around, as a field of one line does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class RecoveryWords(Field):
    """A field for the words of a recovery sheet, which counts them.

    Signals: typed() when they change; entered() when Enter ends them.
    """

    typed = Signal()
    entered = Signal()

    def __init__(self, words: Words) -> None:
        self._words = words
        self._note = _Typed()
        super().__init__(
            protection.recovery_words(words),
            note(lines=_LINES, says=protection.recovery_words(words), made=self._note),
        )
        self._note.entered.connect(self.entered)
        self._note.textChanged.connect(self._count)
        self._count()

    def text(self) -> str:
        """Return what was typed."""
        return self._note.toPlainText()

    def _count(self) -> None:
        typed = sum(any(letter.isalpha() for letter in word) for word in self.text().split())
        self.set_hint(self._words.say("{n} of {count} words", n=typed, count=_COUNT))
        self.typed.emit()
