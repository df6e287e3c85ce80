"""How a line's state is drawn and said, on every page that shows one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loanmanager import sentences
from loanmanager.domain.devices import LineState
from loanmanager.ui.tokens import Mark

if TYPE_CHECKING:
    from loanmanager.i18n import Words

LINE_MARKS: dict[LineState, Mark] = {
    LineState.ACTIVE: Mark("signal", "ok"),
    LineState.PENDING: Mark("clock", "todo"),
    LineState.SUSPENDED: Mark("wifi-off", "late"),
    LineState.CANCELLED: Mark("archive", "retired"),
}


def state_words(state: LineState, words: Words) -> str:
    """Return a line's state as a word by itself."""
    return sentences.of_line_state(state, words).capitalize()
