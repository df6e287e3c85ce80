"""How a paper is shown and printed: in large print, or the page that says it in plain words instead."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from loanmanager.operations.paperwork import SUMMARIZED
from loanmanager.ui.office import Office
from loanmanager.ui.papers import Drawn, Form
from loanmanager.ui.widgets.flow import Flow


class Forms(QWidget):
    """Two ticks; hidden for papers that have one form only. Signal: chosen(Form)."""

    chosen = Signal(object)

    def __init__(self, office: Office) -> None:
        super().__init__()
        say = office.words.say
        self.large = QCheckBox(say("Large print"))
        self.plain = QCheckBox(say("In plain words"))
        for tick, key in ((self.large, "Ctrl+L"), (self.plain, "Ctrl+J")):
            tick.setShortcut(key)
            tick.setToolTip(key)
            tick.clicked.connect(lambda: self.chosen.emit(self.form()))
        self.setLayout(Flow(self.large, self.plain))
        self.hide()

    def form(self) -> Form:
        """Return the form that is ticked."""
        return Form(self.large.isChecked(), plain=self.plain.isChecked())

    def show_paper(self, drawn: Drawn | None) -> None:
        """Tick how a paper was drawn. What was signed on screen has the size in which it was signed."""
        self.setVisible(drawn is not None and drawn.kind in SUMMARIZED)
        if drawn is not None:
            self.large.setChecked(drawn.large)
            self.plain.setChecked(drawn.plain)
            self.large.setEnabled(drawn.plain or not drawn.fixed)
