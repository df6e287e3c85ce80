"""The agreement's wording in the settings: which version is in force, its files, and the languages of papers."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from loanmanager.files import write_whole
from loanmanager.operations import templating
from loanmanager.operations.done import By, Done
from loanmanager.operations.templating import ToEdit
from loanmanager.storage.search import Store
from loanmanager.ui import saving
from loanmanager.ui.office import Office
from loanmanager.ui.pages.settings.paper_languages import PaperLanguages
from loanmanager.ui.pages.settings.section import Section
from loanmanager.ui.undo import ask_undo
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, holder, line

Operation = Callable[[Store, By], Done[Any]]


class AgreementsSection(Section):
    """The version in force, what one may do with it, and the languages in which papers are written."""

    needs = "wording"

    def __init__(self, office: Office) -> None:
        say = office.words.say
        about = say("What clients sign. Each save is a version; agreements that were made never change.")
        super().__init__(office, say("Agreements"), about)
        self._state, self._mind = label("", "strong", wrap=True), label("", "muted", wrap=True)
        self.edit = button(say("Edit the wording"), icon="pencil")
        self.edit.clicked.connect(lambda: office.go("agreements"))
        self.versions = button(say("Versions"), icon="history")
        self.versions.clicked.connect(self._open_versions)
        self.takes = button(say("Import a file"), icon="upload")
        self.takes.clicked.connect(self._choose_file)
        self.gives = button(say("Export to a file"), icon="download")
        self.gives.clicked.connect(self._choose_target)
        self.ships = button(say("Back to the shipped draft"), icon="rotate-ccw")
        self.ships.clicked.connect(self._restore)
        self.languages = PaperLanguages(office)
        self._lay_out()
        self.show_values()

    def _lay_out(self) -> None:
        say = self.words.say
        spoken = say(
            "Clients choose among these for their papers. A clause or a heading that is not written in one of them is "
            "printed in the office’s own language."
        )
        body = column(
            label(say("Wording"), "section"),
            self._state,
            self._mind,
            holder(Flow(self.edit, self.versions)),
            holder(Flow(self.takes, self.gives, self.ships)),
            line(),
            label(say("Languages of papers"), "section"),
            label(spoken, "muted", wrap=True),
            self.languages,
            *self.history(templating.INVERSE),
            space=12,
        )
        self.lay_out(holder(body), saves=False)

    # Showing

    def show_values(self) -> None:
        """Show which version is in force, and the languages."""
        self.office.ask(self, templating.to_edit, self._show, key="wording in force")
        self.languages.show_values()
        self.show_history()

    def _show(self, found: ToEdit) -> None:
        say, version = self.words.say, found.template.version
        draft = say("Version {n} is in force. It is a draft: have it read by your own counsel.", n=version)
        self._state.setText(draft if found.template.draft else say("Version {n} is in force, reviewed.", n=version))
        told = self.words.count(
            "{n} thing to mind: see it in the editor.", "{n} things to mind: see them in the editor.", len(found.doubts)
        )
        self._mind.setText(told if found.doubts else "")
        self._mind.setVisible(bool(found.doubts))

    # Files

    def _choose_file(self) -> None:
        say = self.words.say
        chosen = QFileDialog.getOpenFileName(self, say("Import a file"), "", f"{say('Agreement wording')} (*.toml)")[0]
        if chosen:
            self.take(Path(chosen))

    def take(self, source: Path) -> None:
        """Import a file: read on the drawing thread, kept on the store's."""

        def read() -> bytes:
            with source.open("rb") as file:
                return file.read(templating.LARGEST + 1)

        def keep(data: bytes) -> None:
            said = self.words.say("The wording of {file} is in force", file=source.name)
            self._do(lambda store, by: templating.import_template(store, data, source.name, by), said)

        self.office.draw(self, read, keep)

    def _choose_target(self) -> None:
        say = self.words.say
        proposed = saving.in_documents("loan-agreement.toml")
        chosen = saving.choose_file(self, say("Export to a file"), proposed, say("Agreement wording"))
        if chosen:
            self.give(Path(chosen))

    def give(self, target: Path) -> None:
        """Export the wording in force to a file."""
        office, said = self.office, self.words.say("The wording is in {file}", file=target.name)

        def write(data: bytes) -> None:
            office.draw(office, lambda: write_whole(target, data), lambda _: office.say(said))

        office.ask(office, templating.export_template, write)

    def _restore(self) -> None:
        self._do(
            templating.restore_template,
            self.words.say("The shipped draft is in force again"),
        )

    def _open_versions(self) -> None:
        from loanmanager.ui.dialogs.wording_versions import WordingVersions

        WordingVersions(self.office, parent=self).open()

    def _do(self, operation: Operation, said: str) -> None:
        def done(made: Done[Any]) -> None:
            self.office.say(said, (self.words.say("Undo"), lambda: ask_undo(self.office, made.entry_id, self)))

        self.office.do(self, operation, done)
