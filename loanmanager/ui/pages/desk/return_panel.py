"""The return: what came back, against what went out, and the one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from loanmanager import sentences
from loanmanager.domain.refusals import Refusal, WrongSim
from loanmanager.operations import returning
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.pages.desk.return_form import ReturnForm
from loanmanager.ui.widgets.buttons import Primary, button
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, bed, column, fixed, head, holder, line, row
from loanmanager.ui.widgets.panel import Panel
from loanmanager.ui.widgets.status import Status
from loanmanager.ui.widgets.tabs import follow

if TYPE_CHECKING:
    from loanmanager.ui.office import Office
    from loanmanager.ui.pages.desk.basket import Comings


class ReturnPanel(QWidget):
    """Shows one `Comings` and writes into it what is answered.

    Signals: taken_back: the return was made; carries what was done. left: nothing came back after all.
    """

    taken_back = Signal(object)
    left = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office, self.words = office, office.words
        self._comings: Comings | None = None
        self._shown: list[ReturnForm] = []
        say = self.words.say
        self._cancel = button(say("Cancel"), "quiet", flush="right")
        self._cancel.clicked.connect(self.left)
        self._head = head(say("Return"), "", self._cancel)
        self._forms = QVBoxLayout()
        self._forms.setContentsMargins(0, 0, 0, 0)
        self._receipt = QCheckBox(say("Print a receipt"))
        self._receipt.toggled.connect(self._took_receipt)
        self.primary = Primary(say("Return"), key_words=say("Ctrl+Enter"))
        self.primary.clicked.connect(lambda: self._take_back(""))
        self._then = Status("available", "")
        inside = bed("surface", column(self._forms, None, space=0))
        upper = column(self._head, 8, line(), Grow(Panel(inside)), space=0, margins=(24, 16, 24, 0))
        about = QWidget()
        then = fixed(label(say("Then:"), "muted"), height=32)
        about.setLayout(Flow(then, fixed(self._then, height=32), self._receipt, across=12, down=4))
        foot = row(Grow(about), self.primary, space=16, margins=(24, 14, 24, 16))
        self.setLayout(row(bed("surface", column(Grow(holder(upper)), line(), foot, space=0)), space=0))

    def show_comings(self, comings: Comings) -> None:
        """Show a return: a form for each device."""
        self._comings = comings
        for old in self._shown:
            self._forms.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = []
        for coming in comings.coming:
            form = ReturnForm(coming, self.office)
            form.changed.connect(self._show_next)
            self._forms.addWidget(form)
            self._shown.append(form)
        follow(*self._shown, self._receipt, self.primary, self._cancel)
        self._receipt.setChecked(comings.print_receipt)
        self.primary.setEnabled(True)
        self._show_next()

    def _show_next(self) -> None:
        """Say how many come back and where they go next: the state that asks for most care."""
        assert self._comings is not None
        coming, words = self._comings.coming, self.words
        self._head.set_title(words.say("Return"), words.count("{n} device", "{n} devices", len(coming)))
        states = {each.next_status for each in coming}
        state = next(each for each in ("to_check", "to_reset", "available") if each in states)
        self._then.set_status(state, sentences.of_status(state, words))
        one = words.say("Return {tag}", tag=coming[0].device.tag)
        self.primary.set_words(
            one if len(coming) == 1 else words.count("Return {n} device", "Return {n} devices", len(coming))
        )

    def _took_receipt(self, on: bool) -> None:  # noqa: FBT001 (a Qt slot)
        if self._comings:
            self._comings.print_receipt = on

    # Taking back

    def _take_back(self, override: str) -> None:
        assert self._comings is not None
        request = self._comings.request(override)
        self.primary.setEnabled(False)
        self.office.do(
            self,
            lambda store, by: returning.take_back(store, request, by),
            self.taken_back.emit,
            self._was_refused,
            lambda _: self.primary.setEnabled(True),
        )

    def _was_refused(self, reasons: tuple[Refusal, ...]) -> None:
        """Say why; another SIM than the one that went out can be taken back with a reason."""
        self.primary.setEnabled(True)
        said = sentences.of_refusals(reasons, self.words)
        if not all(isinstance(each, WrongSim) for each in reasons):
            self.office.say(said, error=True)
            return
        say = self.words.say
        dialog = ReasonDialog(self.office, say("Another SIM"), said, say("Take it back"), parent=self)
        dialog.given.connect(self._take_back)
        dialog.open()
