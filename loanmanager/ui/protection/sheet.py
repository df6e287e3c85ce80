"""The recovery sheet in the window: printed or saved, then proved to be in somebody's hands by three words typed back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from loanmanager.domain.protection import places_to_ask
from loanmanager.domain.refusal import Refused
from loanmanager.operations import recovery_sheets
from loanmanager.sentences import of_refusal
from loanmanager.ui.printing import print_titled
from loanmanager.ui.saving import choose_file, in_documents, write_pdf
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, holder, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from loanmanager.domain.recovery_papers import RecoverySheetFacts
    from loanmanager.operations.unlocking import Key
    from loanmanager.ui.office import Office

_COUNT = 24


def with_sheet(office: Office, owner: QWidget, key: Key, then: Callable[[RecoverySheetFacts], None]) -> None:
    """Read a key's sheet on the store's thread."""
    by = office.by()
    office.ask(owner, lambda store: recovery_sheets.facts_of(store, key, by), then)


def print_sheet(office: Office, owner: QWidget, facts: RecoverySheetFacts) -> None:
    """Ask which printer, then print a sheet."""
    title = f"{office.words.say('Recovery sheet')} {facts.number}"
    _drawn(office, owner, facts, lambda pdf: _print(office, owner, title, pdf))


def save_sheet(office: Office, owner: QWidget, facts: RecoverySheetFacts) -> None:
    """Ask where to, then write a sheet as PDF, for whoever has the printer elsewhere."""
    say = office.words.say
    name = in_documents(f"{say('Recovery sheet')} {facts.number}.pdf")
    chosen = choose_file(owner, say("Save the recovery sheet"), name, "PDF")
    if chosen:
        _drawn(office, owner, facts, lambda pdf: write_pdf(office, Path(chosen), pdf))


def _print(office: Office, owner: QWidget, title: str, pdf: bytes) -> None:
    print_titled(office, owner, title, pdf)


def _drawn(office: Office, owner: QWidget, facts: RecoverySheetFacts, then: Callable[[bytes], None]) -> None:
    page = office.settings.page_size
    office.draw(owner, lambda: recovery_sheets.draw(facts, page=page), then)


class SheetProof(QWidget):
    """Print the sheet of a key, then type three of its words back. It can be printed again until they are right."""

    def __init__(self, office: Office, key: Key) -> None:
        super().__init__()
        self.office, self.words = office, office.words
        self._facts: RecoverySheetFacts | None = None
        say = self.words.say
        prints, saves = button(say("Print the sheet"), icon="printer"), button(say("Save as PDF"), icon="save")
        prints.clicked.connect(lambda: self._with(lambda facts: print_sheet(office, self, facts)))
        saves.clicked.connect(lambda: self._with(lambda facts: save_sheet(office, self, facts)))
        told = say(
            "Sheet {number}. Keep it in a safe place, not beside the computer. Delete a saved file once it is printed.",
            number=key.number,
        )
        self.fields = {place: Field(say("Word {n}", n=place), entry()) for place in places_to_ask(_COUNT)}
        back = say("Type three words of the printed sheet, to see that it can be read.")
        words = row(*(Grow(each) for each in self.fields.values()), space=12)
        self.setLayout(
            column(label(told, "muted", wrap=True), holder(Flow(prints, saves)), label(back, wrap=True), words, space=8)
        )
        with_sheet(office, self, key, self._read)

    def check(self) -> bool:
        """Tell whether the three words are those of the sheet, having said beside them which are not."""
        typed = {place: each.control.text() for place, each in self.fields.items()}  # type: ignore[attr-defined]  # entries
        for each in self.fields.values():
            each.set_error("")
        if self._facts is None:
            return False
        try:
            recovery_sheets.confirm(self._facts, typed)
        except Refused as refused:
            wrong = {getattr(reason, "place", 0): of_refusal(reason, self.words) for reason in refused.reasons}
            for place, said in wrong.items():
                self.fields[place].set_error(said)
            self.fields[min(wrong)].control.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        return True

    def _read(self, facts: RecoverySheetFacts) -> None:
        self._facts = facts

    def _with(self, act: Callable[[RecoverySheetFacts], None]) -> None:
        if self._facts:
            act(self._facts)
