"""The set-up of an office whose records are there: each step is kept as it is finished, and taken up where one left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from loanmanager.operations import first_start
from loanmanager.operations.done import Kind
from loanmanager.operations.first_start import Progress
from loanmanager.ui.pages.first_start.administrator import AdministratorStep
from loanmanager.ui.pages.first_start.backups import BackupsStep
from loanmanager.ui.pages.first_start.frame import State, StepsPage
from loanmanager.ui.pages.first_start.protection import ProtectionStep
from loanmanager.ui.pages.first_start.site import SiteStep
from loanmanager.ui.pages.first_start.steps import AgencyStep, LanguagesStep, ReadyStep, RulesStep
from loanmanager.ui.pages.first_start.titles import BEFORE, title_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from loanmanager.ui.office import Message, Office
    from loanmanager.ui.pages.first_start.step import Step

STEPS: tuple[type[Step], ...] = (
    AgencyStep,
    LanguagesStep,
    SiteStep,
    RulesStep,
    AdministratorStep,
    BackupsStep,
    ProtectionStep,
    ReadyStep,
)
"""Every step, in its order."""


class FirstStart(StepsPage):
    """One step at a time. What was typed in one that is not finished survives a change of language or look."""

    shows = frozenset({Kind.OFFICE})

    def __init__(self, office: Office) -> None:
        super().__init__(office, (*BEFORE[:1], *(kind.key for kind in STEPS)))
        self.steps: dict[str, Step] = {kind.key: kind(office) for kind in STEPS}
        self._progress = Progress()
        self._at = ""
        self._then: Callable[[], None] | None = None  # what was asked for while a step was being kept
        for key, step in self.steps.items():
            self.stack.addWidget(self.framed(title_of(key, self.words), step.why, step))
            self.lines[key].clicked.connect(lambda _=False, key=key: self.show_step(key))
            step.passed.connect(self._passed)
            step.stopped.connect(self._stopped)
        self._ready.opens.connect(self._finish)
        office.said.connect(self._heard_trouble)
        office.broke.connect(self._stopped)
        self.primary.clicked.connect(lambda: self._go_on(self._step.save))
        self.skip.clicked.connect(lambda: self._go_on(self._step.leave_out))
        self.back.clicked.connect(lambda: self.show_step(self._beside(-1)))
        self.later.clicked.connect(self._leave)

    @property
    def _ready(self) -> ReadyStep:
        last = self.steps[ReadyStep.key]
        assert isinstance(last, ReadyStep)
        return last

    @property
    def _step(self) -> Step:
        return self.steps[self._at]

    @property
    def at(self) -> str:
        """Return the key of the step that is shown."""
        return self._at

    # Showing

    def open(self, what: object = None) -> None:  # noqa: ARG002 (there is one thing to open)
        """Show the step that one came to."""
        self.office.ask(self, lambda store: first_start.progress(store, self.office.today), self._show_progress)

    def reload(self) -> None:
        """Show what is stored now, once the office was read again."""
        self.office.ask(self, lambda _store: None, lambda _: self._show_values())

    def _show_values(self) -> None:
        if self._at:
            self._step.show_values()

    def _show_progress(self, found: Progress | None) -> None:
        if found is None:  # somebody else set it up, or brought devices in, meanwhile
            self.office.go("desk")
            return
        self._progress = found
        self.show_step(self._at or self._first_open())

    def _first_open(self) -> str:
        behind = {*self._progress.done, *self._progress.left_out}
        return next((key for key in self.steps if key not in behind), ReadyStep.key)

    def show_step(self, key: str) -> None:
        """Show a step, with what is stored and what was typed in it."""
        self._at = key
        step = self._step
        step.show_values()
        self.stack.setCurrentIndex(list(self.steps).index(key))
        self.primary.set_words(step.goes_on)
        self.skip.setVisible(step.may_skip)
        self.later.setVisible(key != ReadyStep.key)
        self.back.setEnabled(self._beside(-1) != key)
        for name, line in self.lines.items():
            line.set_state(self._state_of(name), open_=name in self.steps and self._is_behind(name) and name != key)
        step.take_focus()

    def _is_behind(self, key: str) -> bool:
        return key in {*self._progress.done, *self._progress.left_out, self._first_open()}

    def _state_of(self, key: str) -> State:
        if key == self._at:
            return "now"
        if key in BEFORE or key in self._progress.done:
            return "done"
        return "left_out" if key in self._progress.left_out else "to_do"

    def _beside(self, by: int) -> str:
        keys = list(self.steps)
        return keys[min(max(keys.index(self._at) + by, 0), len(keys) - 1)]

    # Going on

    def _go_on(self, act: Callable[[], None], then: Callable[[], None] | None = None) -> None:
        """Keep the step, or leave it out, and go where that leads; a second press does nothing meanwhile."""
        self._then = then
        self._set_busy(busy=True)
        act()

    def _set_busy(self, *, busy: bool) -> None:
        for each in (self.primary, self.skip, self.back, self.later):
            each.setEnabled(not busy)
        self.back.setEnabled(not busy and self._beside(-1) != self._at)

    def _stopped(self, _error: object = None) -> None:
        self._then = None
        self._set_busy(busy=False)

    def _heard_trouble(self, message: Message) -> None:
        if message.error:  # whatever was under way does not come back
            self._stopped()

    def _passed(self) -> None:
        self._set_busy(busy=False)
        then, self._then = self._then, None
        at, ahead = self._at, self._beside(1)
        self.office.ask(
            self,
            lambda store: first_start.progress(store, self.office.today),
            lambda found: self._show_next(found, at, ahead, then),
        )

    def _show_next(self, found: Progress | None, at: str, ahead: str, then: Callable[[], None] | None) -> None:
        self._progress = found or self._progress
        if then:
            then()
        elif self._at == at:  # nobody went elsewhere meanwhile
            self.show_step(ahead)

    def _leave(self) -> None:
        """Leave for the desk; what was typed in this step is kept first where it can be."""
        if self._step.typing.unsaved():
            self._go_on(self._step.save, self._to_desk)
        else:
            self._to_desk()

    def _to_desk(self) -> None:
        say, office = self.words.say, self.office
        self._at = ""  # whoever comes back goes on where something is left to do
        office.go("desk")
        told = say("The set-up goes on where you left it when the program is next opened.")
        now = say("Go on now")
        office.say(told, (now, lambda: office.go("first_start")))

    def _finish(self, place: str, what: object) -> None:
        """End the set-up, and go where one wants to begin."""
        self._set_busy(busy=True)

        def go(_: None) -> None:
            self._set_busy(busy=False)
            self.office.go("desk")
            if place != "desk" or what is not None:
                self.office.go(place, what)

        self.office.ask(self, first_start.finish, go)

    # Surviving a change of language or look

    def state(self) -> object:
        """Return the step that is shown, and what was typed in each and not saved."""
        return self._at, {key: step.state() for key, step in self.steps.items()}, self._progress

    def put_back(self, state: object) -> None:
        """Show the step again, with what was typed."""
        match state:
            case (str(at), dict(typed), Progress() as progress) if at:
                self._progress = progress
                for key, step in self.steps.items():
                    step.show_values()
                    step.put_back(typed.get(key))
                self.show_step(at)
                if at == LanguagesStep.key:  # where the language was changed
                    self.steps[at].fields["screen"].control.setFocus(Qt.FocusReason.OtherFocusReason)
