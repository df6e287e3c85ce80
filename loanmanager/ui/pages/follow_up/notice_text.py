"""The words of a notice: read, or edited in place for this one letter."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from loanmanager.i18n import Words
from loanmanager.ui.widgets.fields import entry, note
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, bed, column, holder
from loanmanager.ui.widgets.panel import Panel

_READ, _EDIT, _NOTHING = range(3)


class NoticeWords(QWidget):
    """The words on a grey bed. `keep` gets subject and body as they are typed."""

    def __init__(self, words: Words, keep: Callable[[str, str], None]) -> None:
        super().__init__()
        say = words.say
        self._kept = keep
        self._subject_read, self._body_read = label("", "strong", wrap=True), label("", wrap=True)
        for each in (self._subject_read, self._body_read):
            each.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        read = Panel(bed("window", column(self._subject_read, self._body_read, None, space=10, margins=14)))
        self._subject = entry(says=say("Subject"))
        self._body = note(says=say("Text of this one"), lines=12)
        self._body.setMinimumHeight(0)
        self._body.setMaximumHeight(16777215)
        self._body.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._subject.textEdited.connect(self._keep)
        self._body.textChanged.connect(self._keep)
        self._stack = QStackedWidget()
        self._stack.addWidget(read)
        self._stack.addWidget(holder(column(self._subject, Grow(self._body))))
        self._stack.addWidget(QWidget())
        self.setLayout(column(Grow(self._stack)))
        self.editing = False

    def show_text(self, subject: str, body: str) -> None:
        """Show words to read; while they are edited they stay as they are typed."""
        self._subject_read.setText(subject)
        self._subject_read.setVisible(bool(subject))
        self._body_read.setText(body)
        if not self.editing:
            self._stack.setCurrentIndex(_READ)

    def clear(self) -> None:
        """Show nothing."""
        self.editing = False
        self._stack.setCurrentIndex(_NOTHING)

    def start(self) -> None:
        """Let the words be edited."""
        self._subject.setText(self._subject_read.text())
        self._body.blockSignals(True)
        self._body.setPlainText(self._body_read.text())
        self._body.blockSignals(False)
        self.editing = True
        self._stack.setCurrentIndex(_EDIT)
        self._body.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop(self) -> None:
        """Go back to reading."""
        self.editing = False
        self._stack.setCurrentIndex(_READ)

    def _keep(self) -> None:
        if self.editing:
            self._kept(self._subject.text(), self._body.toPlainText())
