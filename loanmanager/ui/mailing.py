"""A paper as a draft in the mail program of whoever is at the desk. Nothing is sent from here (product 8.1)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from loanmanager.files import write_whole
from loanmanager.operations import paper_mail, paperwork
from loanmanager.storage import search
from loanmanager.ui import passing
from loanmanager.ui.saving import open_path

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from loanmanager.operations.paperwork import Paper
    from loanmanager.storage.search import PaperMail, Store
    from loanmanager.ui.office import Office
    from loanmanager.ui.papers import Drawn


def mail_drawn(office: Office, owner: QObject, drawn: Drawn) -> None:
    """Open a draft with a paper as it is shown; who does not wish to be written to is not."""
    say = office.words.say

    def question(store: Store) -> tuple[Paper, PaperMail | None]:
        return paperwork.paper(store, drawn.paper_id), search.paper_mail(store, drawn.paper_id)

    def got(found: tuple[Paper, PaperMail | None]) -> None:
        paper, to = found
        if to is not None and not to.allowed:
            office.say(say("{name} is not to be written to by e-mail. Print the paper.", name=to.name), error=True)
            return

        def work() -> Path:
            target = passing.place(office, f"{drawn.paper_id}.eml")
            write_whole(target, paper_mail.draft(paper, drawn.pdf, to))
            return target

        office.draw(owner, work, lambda target: _show(office, target, to))

    office.ask(owner, question, got)


def _show(office: Office, target: Path, to: PaperMail | None) -> None:
    say = office.words.say
    if not open_path(target):
        office.say(say("This computer has no mail program. Save the paper, and attach it to a message."), error=True)
    elif to is not None and not to.address:
        office.say(say("{name} has no e-mail address on file. Type it in the message.", name=to.name))
