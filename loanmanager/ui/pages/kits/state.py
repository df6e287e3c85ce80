"""How much of a kit is in, as a word with its drawing."""

from loanmanager import sentences
from loanmanager.i18n import Words
from loanmanager.storage.search import KitRow
from loanmanager.ui.tokens import STATUSES, Mark


def state_of(row: KitRow, words: Words) -> str:
    """Return whether all of a kit is in, part of it, or none."""
    if not row.active:
        return sentences.of_status("retired", words)
    if not row.units:
        return words.say_for("kit", "Empty")
    if row.available == row.units:
        return words.say_for("kit", "Complete")
    if row.out == row.units:
        return sentences.of_status("on_loan", words)
    return words.say("{available} of {units} in", available=row.available, units=row.units)


def mark_of(row: KitRow) -> Mark:
    """Return the drawing and colour of that."""
    if not row.active:
        return STATUSES["retired"]
    if not row.units:
        return Mark("box", "muted")
    if row.available == row.units:
        return STATUSES["available"]
    return STATUSES["on_loan"] if row.out == row.units else Mark("package", "todo")
