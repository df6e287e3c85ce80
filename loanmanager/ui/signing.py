"""Signing, attaching a scan and verifying, wherever a page offers them; the dialogs load when they are asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog

from loanmanager.domain.scans import SCAN_MOST
from loanmanager.operations import paperwork, scans, verifying
from loanmanager.ui.undo import ask_undo

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from loanmanager.operations.done import Done
    from loanmanager.operations.paperwork import Paper
    from loanmanager.operations.scans import Attached
    from loanmanager.storage.search import ScanRow
    from loanmanager.ui.office import Office


def sign(office: Office, parent: QWidget, paper_id: int) -> None:
    """Let a paper be signed on screen."""

    def got(paper: Paper) -> None:
        from loanmanager.ui.dialogs.sign import SignDialog

        if paper.signed or paper.undone:
            say = office.words.say
            office.say(
                say("This paper is signed already.")
                if paper.signed
                else say("What it says was undone. Do not sign it.")
            )
        else:
            SignDialog(office, paper, parent=parent).open()

    office.ask(parent, lambda store: paperwork.paper(store, paper_id), got)


def choose_scan(office: Office, parent: QWidget, paper_id: int) -> None:
    """Ask for the scan of a paper that was signed by hand, and attach it."""
    say = office.words.say
    dialog = QFileDialog(parent, say("Attach the scan"), "", f"{say('Scans')} (*.pdf *.png *.jpg *.jpeg)")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    chosen = dialog.selectedFiles() if dialog.exec() == QDialog.DialogCode.Accepted else []
    dialog.deleteLater()
    for name in chosen:
        attach(office, parent, paper_id, Path(name))


def attach(office: Office, parent: QWidget, paper_id: int, file: Path) -> None:
    """Read a file away from the window and attach it; it is kept as it is and never opened where it lies."""

    def read() -> bytes:
        with file.open("rb") as opened:  # a film is refused without being read to its end
            return opened.read(SCAN_MOST * 1_000_000 + 1)

    def keep(content: bytes) -> None:
        form = scans.AttachScan(paper_id, file.name, content)
        office.do(parent, lambda store, by: scans.attach_scan(store, form, by), attached)

    def attached(done: Done[Attached]) -> None:
        say = office.words.say
        said = say("{file} attached to {number}", file=done.result.name, number=done.result.number)
        office.say(said, (say("Undo"), lambda: ask_undo(office, done.entry_id, parent)))

    office.draw(parent, read, keep)


def remove(office: Office, parent: QWidget, scan: ScanRow) -> None:
    """Take a scan away; the message line brings it back."""

    def removed(done: Done[Attached]) -> None:
        say = office.words.say
        said = say("{file} removed from {number}", file=done.result.name, number=done.result.number)
        office.say(said, (say("Undo"), lambda: ask_undo(office, done.entry_id, parent)))

    office.do(parent, lambda store, by: scans.remove_scan(store, scan.id, by), removed)


def verify(office: Office, parent: QWidget, paper_id: int, then: Callable[[verifying.Verified], None]) -> None:
    """Compute everything of a paper again, and hand over what was found."""
    office.ask(parent, lambda store: verifying.verify(store, paper_id), then, key="verify")
