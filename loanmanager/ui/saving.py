"""Files that a person asks for: chosen in the system's own dialog, written whole or not at all, opened elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from loanmanager.domain.file_names import titled
from loanmanager.files import write_whole
from loanmanager.ui import passing
from loanmanager.ui.papers import Drawn, file_name

if TYPE_CHECKING:
    from loanmanager.ui.office import Office


def in_documents(name: str) -> str:
    """Return the path of a file in the person's documents, or where there is no such folder in their home."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return str((folder if folder.is_dir() else Path.home()) / titled(name))


def choose_file(parent: QWidget, title: str, proposed: str, kind: str) -> str:
    """Ask for a file to write; it ends as the one proposed does. Return nothing where the person left."""
    dialog = QFileDialog(parent, title, proposed, f"{kind} (*{Path(proposed).suffix})")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(proposed).suffix)
    chosen = dialog.exec() == QDialog.DialogCode.Accepted
    files = dialog.selectedFiles() if chosen else []
    dialog.deleteLater()
    return files[0] if files else ""


def save_drawn(office: Office, parent: QWidget, drawn: Drawn) -> None:
    """Ask where to, then write a paper on the drawing thread."""
    chosen = choose_file(parent, office.words.say("Save the paper"), in_documents(file_name(drawn)), "PDF")
    if chosen:
        write_pdf(office, Path(chosen), drawn.pdf)


def write_pdf(office: Office, target: Path, pdf: bytes, *, quiet: bool = False) -> None:
    """Write a PDF on the drawing thread and, unless quiet, say so; it is written even if the page goes meanwhile."""
    words = office.words
    said, opens = words.say("Saved as {file}", file=target.name), words.say("Open it")

    def done(_: None) -> None:
        if not quiet:
            office.say(said, (opens, lambda: show(office, target)))

    office.draw(office, lambda: write_whole(target, pdf), done)


def view_drawn(office: Office, drawn: Drawn) -> None:
    """Open a paper in the system's own program for PDF files."""
    view_pdf(office, file_name(drawn), drawn.pdf)


def view_pdf(office: Office, name: str, pdf: bytes) -> None:
    """Write a PDF where it goes with the program, and open it in the system's own program for PDF files."""

    def work() -> Path:
        target = passing.place(office, name)
        write_whole(target, pdf)
        return target

    office.draw(office, work, lambda target: show(office, target))


def show(office: Office, target: Path) -> None:
    """Open a file or folder in the program that the system has for it, and say so where there is none."""
    if not open_path(target):
        say = office.words.say
        office.say(say("This computer has no program that opens {file}.", file=target.name), error=True)


def open_path(target: Path) -> bool:
    """Hand a file or folder to the system; tell whether it was taken."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))
