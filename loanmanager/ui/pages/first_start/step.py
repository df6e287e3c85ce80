"""One step of the set-up: asks, is kept with an operation as soon as it is finished, and is then behind one for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from loanmanager.operations import first_start
from loanmanager.ui.pages.settings.form import Form, Keeping
from loanmanager.ui.widgets.layout import column

if TYPE_CHECKING:
    from loanmanager.operations.done import Done
    from loanmanager.operations.kept import Kept
    from loanmanager.ui.office import Office
    from loanmanager.ui.widgets.layout import Thing


class Step(Form):
    """A subclass says why it asks, lays its fields out, and keeps what stands in them.

    Signals:
        passed: it is done or left out, and that is on the disk.
        stopped: it could not be kept; what is wrong stands beside its field.
    """

    passed = Signal()
    stopped = Signal()

    key: ClassVar[str] = ""
    may_skip: ClassVar[bool] = True

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._leaving = False

    @property
    def why(self) -> str:
        """Return why this is asked, in one sentence."""
        raise NotImplementedError

    @property
    def goes_on(self) -> str:
        """Return the words of the button that goes on."""
        return self.words.say("Continue")

    def lay_out(self, *things: Thing, space: int = 16) -> None:
        """Put the fields in place."""
        self.setLayout(column(*things, space=space))

    def take_focus(self) -> None:
        """Put the focus where one begins to type."""
        first = next(iter(self.fields.values()), None)
        control = first.control if first else self
        control.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(control, QLineEdit):
            control.selectAll()  # typing takes the place of what is proposed

    # Going on

    def save(self) -> None:
        """Keep what was typed and pass, unless something is lacking."""
        lacking = self.lacking()
        self.clear_errors()
        for name, said in lacking.items():
            self.fields[name].set_error(said)
        if lacking:
            self.fields[next(iter(lacking))].control.setFocus(Qt.FocusReason.OtherFocusReason)
            self.stopped.emit()
            return
        self._keep(self.keeping())

    def lacking(self) -> dict[str, str]:
        """Return what has to be said beside fields before anything is sent."""
        return {}

    def keeping(self) -> Keeping | None:
        """Return the operation that keeps what stands in the fields; None where that is stored already."""
        return None

    def leave_out(self) -> None:
        """Pass without keeping anything."""
        self.clear_errors()
        self._pass(left_out=True)

    def _keep(self, operation: Keeping | None) -> None:
        if operation:
            self.send(operation, "")
        else:
            self._pass()

    def kept(self, done: Done[Kept], said: str) -> None:  # noqa: ARG002 (what was kept is seen in the list of steps)
        """Pass, once it is kept."""
        self._pass()

    def _pass(self, *, left_out: bool = False) -> None:
        self.office.ask(
            self,
            lambda store: first_start.pass_step(store, self.key, left_out=left_out),
            lambda _: self.passed.emit(),
        )

    def _refused(self, reasons: object) -> None:
        super()._refused(reasons)  # type: ignore[arg-type]  # as its own
        self.stopped.emit()
