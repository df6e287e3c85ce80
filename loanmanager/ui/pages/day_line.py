"""A date among the fields that are edited in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loanmanager.ui.pages.edit_lines import EditLine
from loanmanager.ui.reading import read_day

if TYPE_CHECKING:
    from datetime import date

    from loanmanager.ui.office import Office


def day_line(name: str, caption: str, office: Office, *, future: bool = True, folded: bool = False) -> EditLine:
    """Return a date's line; without a year it is the next such day, or the last if not `future`."""
    words = office.words

    def show(day: date | None) -> str:
        return words.short_day(day) if day else ""

    def read(text: str) -> date | None:
        found = read_day(text, office.today, future=future) if text.strip() else None
        if text.strip() and found is None:
            raise ValueError(text)
        return found

    wrong = words.say("Write a date like {example}.", example=office.today.isoformat())
    return EditLine(name, caption, show, read, folded=folded, wrong=wrong)
