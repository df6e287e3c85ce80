"""Undoing from anywhere: ask why, undo, say so (product 4.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loanmanager.later import later
from loanmanager.ui.dialogs.reason import ReasonDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from loanmanager.operations import allowing, undoing
    from loanmanager.storage.search import Store
    from loanmanager.ui.office import Office
else:
    allowing, undoing = later("loanmanager.operations.allowing"), later("loanmanager.operations.undoing")


def ask_undo(office: Office, entry_id: int, parent: QWidget, what: str = "") -> None:
    """Ask for the reason, then undo one entry of the history; `what` says which."""
    _when_allowed(office, [entry_id], lambda: _ask(office, entry_id, parent, what))


def _when_allowed(office: Office, entries: Sequence[int], ask: Callable[[], None]) -> None:
    """Ask only what whoever is there may do: a refusal comes before the reason is typed, not after."""
    if office.may("undo"):
        ask()
        return
    by = office.by()

    def see(store: Store) -> None:
        for each in entries:
            allowing.see(store, by, "undo", {}, each)

    office.ask(office, see, lambda _: ask())


def _ask(office: Office, entry_id: int, parent: QWidget, what: str) -> None:
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


def ask_undo_all(office: Office, entries: Sequence[int], parent: QWidget) -> None:
    """Ask for one reason, then undo several entries, the last of them first."""
    _when_allowed(office, entries, lambda: _ask_all(office, entries, parent))


def _ask_all(office: Office, entries: Sequence[int], parent: QWidget) -> None:
    say, count = office.words.say, office.words.count
    title = count("Undo {n} step?", "Undo {n} steps?", len(entries))
    text = say("Everything goes back to as it was before. The history keeps both.")
    confirm = count("Undo {n} step", "Undo {n} steps", len(entries))
    dialog = ReasonDialog(office, title, text, confirm, leave=say("Leave it as it is"), parent=parent)
    dialog.given.connect(lambda reason: _undo_next(office, sorted(entries), reason))
    dialog.open()


def _undo_next(office: Office, entries: list[int], reason: str) -> None:
    """Undo the last entry, then the others; a refusal ends it."""
    *rest, last = entries
    office.do(
        office,
        lambda store, by: undoing.undo(store, last, reason, by),
        lambda _: _undo_next(office, rest, reason) if rest else office.say(office.words.say("Undone")),
    )
