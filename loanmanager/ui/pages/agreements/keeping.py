"""Keeping what was edited as the next version, and what one may do when that is refused."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from loanmanager.domain.refusal import Refusal
from loanmanager.domain.templates import Template, WrittenMeanwhile
from loanmanager.operations import templating
from loanmanager.operations.done import Done
from loanmanager.operations.templating import SaveTemplate, Written
from loanmanager.sentences import of_refusals
from loanmanager.ui.office import Office
from loanmanager.ui.undo import ask_undo


class Keeping(QObject):
    """Signals: saved(what was sent, what it became); over(version) to save over a version of somebody else's."""

    saved = Signal(object, object)
    over = Signal(int)

    def __init__(self, office: Office, page: QWidget) -> None:
        super().__init__(page)
        self.office, self._page = office, page

    def save(self, sent: Template, note: str) -> None:
        """Keep a wording as the next version."""
        say = self.office.words.say

        def kept(done: Done[Written]) -> None:
            self.saved.emit(sent, replace(sent, version=done.result.version, draft=True))
            undo = (say("Undo"), lambda: ask_undo(self.office, done.entry_id, self._page))
            self.office.say(say("The agreement is saved as version {n}", n=done.result.version), undo)

        form = SaveTemplate(sent, note)
        self.office.do(self._page, lambda store, by: templating.save_template(store, form, by), kept, self._refused)

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        """Say why it was not saved; over a version of somebody else's one may save all the same."""
        say, said = self.office.words.say, of_refusals(reasons, self.office.words)
        actions: list[tuple[str, Callable[[], None]]] = []
        for reason in reasons:
            if isinstance(reason, WrittenMeanwhile):
                actions.append((say("Versions"), self.open_versions))
                actions.append((say("Save mine all the same"), partial(self.over.emit, reason.version)))
        self.office.say(said, *actions, error=True)

    def open_versions(self) -> None:
        """Show the versions and what each changed."""
        from loanmanager.ui.dialogs.wording_versions import WordingVersions

        WordingVersions(self.office, parent=self._page).open()
