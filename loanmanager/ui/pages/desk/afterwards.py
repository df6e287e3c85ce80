"""What the desk says when something was done, and what may be done next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loanmanager.storage import search
from loanmanager.ui.dialogs.renew import RenewDialog
from loanmanager.ui.printing import print_paper
from loanmanager.ui.signing import sign
from loanmanager.ui.undo import ask_undo

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from loanmanager.domain.loans import Loan
    from loanmanager.operations.checkout import CheckedOut
    from loanmanager.operations.done import Done
    from loanmanager.operations.returning import TakenBack
    from loanmanager.ui.office import Office


def say_lent(office: Office, parent: QWidget, done: Done[CheckedOut]) -> None:
    """Say that a loan was made."""
    say, paper_id = office.words.say, done.result.paper_id
    office.say(
        say("Loan {number} checked out", number=done.result.number),
        (say("Undo"), lambda: ask_undo(office, done.entry_id, parent)),
        (say("Open the agreement"), lambda: office.go("paper", paper_id)),
        (say("Print"), lambda: print_paper(office, parent, paper_id)),
        (say("Sign on screen"), lambda: sign(office, parent, paper_id)),
    )


def say_taken_back(office: Office, parent: QWidget, done: Done[TakenBack], *, prints: bool) -> None:
    """Say that devices were taken back, and print the receipt where that is wanted."""
    words, paper_id = office.words, done.result.paper_id
    office.say(
        words.say("{tags} taken back", tags=words.list(list(done.result.statuses))),
        (words.say("Undo"), lambda: ask_undo(office, done.entry_id, parent)),
        (words.say("Open the receipt"), lambda: office.go("paper", paper_id)),
        (words.say("Sign on screen"), lambda: sign(office, parent, paper_id)),
    )
    if prints:
        print_paper(office, parent, paper_id)


def renew(office: Office, parent: QWidget, number: str) -> None:
    """Open the renewal of a loan."""

    def opened(loan: Loan | None) -> None:
        if loan:
            RenewDialog(office, loan, parent=parent).open()

    office.ask(parent, lambda store: search.loan_record(store, number=number), opened)
