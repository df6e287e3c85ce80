"""The step that asks where backups are copied to besides this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loanmanager.ui.backups import asking
from loanmanager.ui.pages.first_start.step import Step
from loanmanager.ui.pages.settings.typed import Typing
from loanmanager.ui.tokens import Mark
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.icon_words import IconWords
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import holder, row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loanmanager.ui.office import Office
    from loanmanager.ui.pages.settings.typed import Value


class BackupsStep(Step):
    """A second folder for backups, such as a USB stick. It is a preference of this computer, kept as soon as it is chosen."""

    key = "backups"

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        say = self.words.say
        self.chooses = button(say("Choose a folder…"), icon="folder-open")
        self.chooses.clicked.connect(lambda _checked: self._choose())
        self._folder = IconWords()
        by_itself = say("Backups are made by themselves: while you work, when the program closes, before an upgrade.")
        self.lay_out(
            label(by_itself, "muted", wrap=True),
            label(say("Second folder"), "section"),
            self._folder,
            holder(row(self.chooses, None)),
        )
        self.typing = Typing({})
        self.show_values()

    @property
    def why(self) -> str:
        """Return why this is asked."""
        return self.words.say(
            "A disk can fail, and a computer can be stolen: have each backup copied to a USB stick or a shared folder, too."
        )

    def stored(self) -> Mapping[str, Value]:
        """Return nothing: no field is typed in."""
        return {}

    def show_values(self) -> None:
        """Show the folder that is chosen."""
        kept = self.office.settings.backup_folder
        mark = Mark("circle-check", "ok") if kept else Mark("info", "muted")
        self._folder.set_words(mark, kept or self.words.say("None yet. You can choose one later, under Settings."))

    def _choose(self) -> None:
        chosen = asking.choose_folder(self, self.words.say("Second folder"), self.office.settings.backup_folder)
        if chosen:
            self.office.prefer(backup_folder=chosen)
            self.show_values()
