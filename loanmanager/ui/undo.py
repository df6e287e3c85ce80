"""Undoing from anywhere: ask why, undo, say so (product 4.9)."""

from PySide6.QtWidgets import QWidget

from loanmanager.operations import undoing
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.office import Office


def ask_undo(office: Office, entry_id: int, parent: QWidget, what: str = "") -> None:
    """Ask for the reason, then undo one entry of the history; `what` says which."""
    say = office.words.say
    text = "\n".join(
        part for part in (what, say("Everything goes back to as it was before. The history keeps both.")) if part
    )
    # in French "cancel" and "undo" are one word: each button says what becomes of the step
    leave = say("Leave it as it is")
    dialog = ReasonDialog(office, say("Undo this step?"), text, say("Undo this step"), leave=leave, parent=parent)
    dialog.given.connect(lambda reason: _undo(office, entry_id, reason))
    dialog.open()


def _undo(office: Office, entry_id: int, reason: str) -> None:
    office.do(
        office,
        lambda store, by: undoing.undo(store, entry_id, reason, by),
        lambda _: office.say(office.words.say("Undone")),
    )
