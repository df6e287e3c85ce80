"""What is said and asked about backups in more than one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from loanmanager.sentences.backups import of_moment
from loanmanager.ui.widgets.two_lines import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loanmanager.operations.backups import Backup, Kept
    from loanmanager.ui.office import Office


def say_made(office: Office, kept: Kept) -> None:
    """Say that a backup was made, and where it did not get."""
    say = office.words.say
    moment = of_moment(kept.backup.at, office.today, office.words)
    made = say("Backed up and checked: {moment}", moment=moment)
    if kept.second is None:
        office.say(made)
        return
    folder = office.settings.backup_folder
    office.say(say("{made}. It could not be copied to {folder}: is it there?", made=made, folder=folder), error=True)


def entries(found: Sequence[Backup], office: Office) -> list[Entry]:
    """Return the lines of a list of backups, by their paths."""
    from loanmanager.sentences import backups as sentences

    words = office.words
    return [
        Entry(
            str(each.path),
            "circle-alert" if each.good is False else "save",
            of_moment(each.at, office.today, words),
            sub=" · ".join(
                part
                for part in (
                    sentences.of_why(each.why, words),
                    sentences.of_size(each.size, words),
                    words.say("protected") if each.encrypted else "",
                    "" if each.path.is_relative_to(office.folder) else str(each.path.parent),
                )
                if part
            ),
            right=sentences.of_state(each.good, words),
            ink="late" if each.good is False else "muted",
            right_ink={True: "ok", False: "late"}.get(each.good, "muted") if each.good is not None else "muted",
            right_icon={True: "circle-check", False: "circle-alert"}[each.good] if each.good is not None else "",
        )
        for each in found
    ]


def choose_folder(parent: QWidget, title: str, at: str) -> str:
    """Ask for a folder. Return nothing where the person left."""
    return QFileDialog.getExistingDirectory(parent, title, at)


def choose_backup(parent: QWidget, title: str, kind: str) -> str:
    """Ask for a backup, or a file that was kept aside. Return nothing where the person left."""
    return QFileDialog.getOpenFileName(parent, title, "", f"{kind} (*.loanbackup *.db)")[0]
