"""The devices of a kit: each with what it is there for, edited in place, and the way out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from loanmanager import sentences
from loanmanager.i18n import Words
from loanmanager.storage.search import UnitRow
from loanmanager.ui.icons import Icon
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.inline_edit import InlineEdit
from loanmanager.ui.widgets.labels import Elided
from loanmanager.ui.widgets.layout import Grow, column, row
from loanmanager.ui.widgets.status import Status


class UnitLine(QWidget):
    """One device of a kit. Signals: named(device id, text), removed(device id), wanted(device id): open it."""

    named = Signal(int, str)
    removed = Signal(int)
    wanted = Signal(int)

    def __init__(self, unit: UnitRow, words: Words, *, open_: bool) -> None:
        super().__init__()
        device, say = unit.device, words.say
        opens = button(device.tag, "link", flush="left", says=say("Open {tag}", tag=device.tag))
        opens.clicked.connect(lambda: self.wanted.emit(device.id))
        name = Elided(device.name or device.type.in_(words.language))
        status = Status(device.status.value, sentences.of_status(device.status, words))
        self._label = InlineEdit(
            unit.label.in_(words.language),
            says=say("What {tag} is there for", tag=device.tag),
            tip=say("Enter keeps, Esc puts back"),
        )
        self._label.setPlaceholderText(say("What it is there for"))
        self._label.kept.connect(lambda text: self.named.emit(device.id, text))
        self._label.setReadOnly(not open_)
        off = button("", "quiet", "x", says=say("Take {tag} out of the kit", tag=device.tag), flush="right")
        off.clicked.connect(lambda: self.removed.emit(device.id))
        upper = row(Icon(device.icon, "text", 18), opens, Grow(name), off, space=8)
        lower = row(18, Grow(self._label), status, space=8)
        self.setLayout(column(upper, lower, space=0, margins=(0, 6, 0, 4)))
        off.setVisible(open_)
