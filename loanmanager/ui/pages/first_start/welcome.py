"""What is asked before there are records: the language, what to begin with, where the data is kept."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from loanmanager import paths
from loanmanager.i18n import LANGUAGES
from loanmanager.operations.sharing import share
from loanmanager.sentences import protection
from loanmanager.ui.pages.first_start.bring_back import BringBack, backups_in
from loanmanager.ui.pages.first_start.frame import StepsPage
from loanmanager.ui.pages.first_start.page import STEPS
from loanmanager.ui.pages.first_start.titles import BEFORE, title_of
from loanmanager.ui.widgets.choices import Choice, Choices
from loanmanager.ui.widgets.fields import Field
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, holder, row
from loanmanager.ui.widgets.segments import Segments

if TYPE_CHECKING:
    from pathlib import Path

    from loanmanager.operations.unlocking import Key
    from loanmanager.ui.beginning import Beginning
    from loanmanager.ui.office import Office

_SET_UP, _DEMO, _RESTORE = "set_up", "demo", "restore"
_OWN, _SHARED = "own", "shared"


class Welcome(StepsPage):
    """Sets an office up, or shows the demo office; asks where the data is kept unless a folder was named."""

    def __init__(self, office: Office) -> None:
        asks = self._beginning_of(office).asks_place
        super().__init__(office, (*(key for key in BEFORE if asks or key != "place"), *(kind.key for kind in STEPS)))
        self._asks = asks
        self._at, self._typed = "welcome", ""
        self._wrong = {key: label("", "error", wrap=True) for key in BEFORE}
        self.stack.addWidget(self._welcome())
        self.stack.addWidget(self._place())
        self.stack.addWidget(self._backup())
        self.later.setVisible(False)
        self.skip.setVisible(False)
        self.primary.clicked.connect(self._go_on)
        self.back.clicked.connect(lambda: self.show_step(self._ways[self._ways.index(self._at) - 1]))
        for key in BEFORE:
            if key in self.lines:
                self.lines[key].clicked.connect(lambda _=False, key=key: self.show_step(key))
        self.begins.chosen.connect(lambda _: self._show_lines())
        if backup := self._beginning_of(office).backup:
            self.bring_back.path.setText(str(backup))
            self.begins.choose(_RESTORE)
            self._at = self._ways[1]

    @staticmethod
    def _beginning_of(office: Office) -> Beginning:
        assert office.beginning is not None
        return office.beginning

    # Laying out

    def _welcome(self) -> QWidget:
        say = self.words.say
        self.language = Segments(say("Language"), tuple(LANGUAGES.items()), self.words.language)
        self.language.chosen.connect(lambda code: self.office.prefer(language=code))
        self.begins = Choices(
            say("How to begin"),
            (
                Choice(
                    _SET_UP,
                    say("Set up our office"),
                    say("A few questions, about two minutes. You can stop and go on later."),
                ),
                Choice(
                    _DEMO,
                    say("Look around in the demo office"),
                    say(
                        "Invented people and devices, in a folder of its own: nothing there is real or mixes with your data. "
                        "To come back here, close the program and open it again."
                    ),
                ),
                Choice(
                    _RESTORE,
                    protection.restore_a_backup(self.words),
                    say(
                        "For a new computer, or when the records are gone. Have the backup at hand, and its recovery sheet."
                    ),
                ),
            ),
            _RESTORE if any(backups_in(self._beginning_of(self.office).folder).glob("*.loanbackup")) else _SET_UP,
        )
        body = column(
            holder(row(Field(say("Language"), self.language), None)), 4, self.begins, self._wrong["welcome"], space=12
        )
        why = say("Loan Manager keeps track of the laptops and hotspots that you lend. Nothing leaves this computer.")
        return self.framed(say("Welcome"), why, holder(body))

    def _place(self) -> QWidget:
        say, windows = self.words.say, os.name == "nt"
        only = say("Only I, with my Windows account") if windows else say("Only I, with my account on this computer")
        self.places = Choices(
            say("Who uses Loan Manager on this computer?"),
            (
                Choice(_OWN, only, str(self._folder(_OWN))),
                Choice(_SHARED, say("Everybody who has an account on this computer"), str(self._folder(_SHARED))),
            ),
            _OWN,
        )
        asked = label(say("Who uses Loan Manager on this computer?"), "strong")
        body = holder(column(asked, self.places, self._wrong["place"], space=12))
        why = say("One folder holds everything. Whoever opens the program with another account looks for it there.")
        return self.framed(title_of("place", self.words), why, body)

    def _backup(self) -> QWidget:
        self.bring_back = BringBack(self.office)
        self.bring_back.brought.connect(lambda key: self._begin(self._chosen(), key=key))
        self.bring_back.stopped.connect(lambda: self._set_busy(busy=False))
        self.bring_back.asked.connect(self._show_lines)
        why = self.words.say(
            "Everything comes back as it was when the backup was made; the backup itself stays as it is."
        )
        return self.framed(protection.restore_a_backup(self.words), why, self.bring_back)

    @property
    def _ways(self) -> tuple[str, ...]:
        """Return the steps of what is chosen."""
        asked = {_SET_UP: ("welcome", "place"), _DEMO: ("welcome",), _RESTORE: BEFORE}[self.begins.value()]
        return tuple(key for key in asked if self._asks or key != "place")

    def _chosen(self) -> Path:
        return self._folder(self.places.value() if self._asks else _OWN)

    def _folder(self, place: str) -> Path:
        return paths.shared_folder() if place == _SHARED else self._beginning_of(self.office).folder

    # Showing

    def open(self, what: object = None) -> None:  # noqa: ARG002 (there is one thing to open)
        """Show the step that one is at."""
        self.show_step(self._at)

    def show_step(self, key: str) -> None:
        """Show a step."""
        self._at = key
        self.stack.setCurrentIndex(BEFORE.index(key))
        self.back.setVisible(key != "welcome")
        self._show_lines()
        if key == "backup":
            self.bring_back.take_focus()
        else:
            (self.begins if key == "welcome" else self.places).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_lines(self) -> None:
        """Show the steps of what is chosen; those of the office follow where one is set up."""
        ways = self._ways
        behind = ways[: ways.index(self._at)] if self._at in ways else ()
        for name, each in self.lines.items():
            each.setVisible(name in ways or (name not in BEFORE and self.begins.value() == _SET_UP))
            done = name in behind
            each.set_state("now" if name == self._at else "done" if done else "to_do", open_=done)
        opens = self._at == "backup" and self.bring_back.asks_words
        self.primary.set_words(protection.open_the_records(self.words) if opens else self.words.say("Continue"))

    # Going on

    def _go_on(self) -> None:
        for each in self._wrong.values():
            each.setText("")
        ways = self._ways
        if self._at == "place" and self.places.value() == _SHARED:
            self._set_busy(busy=True)
            folder = self._folder(_SHARED)
            self.office.tasks.draw(lambda: share(folder), lambda _: self._pass(), self._failed, owner=self)
        elif self._at != ways[-1]:
            self._pass()
        elif self._at == "backup":
            self._set_busy(busy=True)
            self.bring_back.go(self._chosen())
        elif self.begins.value() == _DEMO:
            self._begin(paths.demo_folder(self._beginning_of(self.office).folder), demo=True)
        else:
            self._begin(self._chosen())

    def _pass(self) -> None:
        """Go on to the next step, or begin after the last."""
        ways = self._ways
        if self._at == ways[-1]:
            self._begin(self._chosen())
        else:
            self._set_busy(busy=False)
            self.show_step(ways[ways.index(self._at) + 1])

    def _begin(self, folder: Path, *, demo: bool = False, key: Key | None = None) -> None:
        self._set_busy(busy=True)
        if demo:
            self.office.say(self.words.say("Making the demo office…"))
        self._beginning_of(self.office).go(folder, demo, key)

    def _failed(self, error: Exception) -> None:
        said = self.office.sentence(error)
        if said:
            self.refuse(said)
        else:
            self.office.fail(error)

    def refuse(self, said: str) -> None:
        """Say why that cannot be; one may choose something else."""
        self._set_busy(busy=False)
        if self._at == "backup":
            self.bring_back.file.set_error(said)
        else:
            self._wrong[self._at].setText(said)
        self.show_step(self._at)

    def _set_busy(self, *, busy: bool) -> None:
        for each in (self.primary, self.back, self.begins, self.places, self.bring_back):
            each.setEnabled(not busy)

    # Surviving a change of language or look

    def state(self) -> object:
        """Return the step, and what is chosen and typed."""
        return self._at, self.begins.value(), self.places.value(), self.bring_back.state()

    def put_back(self, state: object) -> None:
        """Choose again what was chosen; the focus goes back to the language, where it was changed."""
        match state:
            case (str(at), str(begins), str(places), (str(path), str(typed), bool(asked))):
                self.bring_back.put_back(path, typed, asked=asked)
                self.begins.choose(begins)
                self.places.choose(places)
                self.show_step(at)
                if at == "welcome":
                    self.language.take_focus()
