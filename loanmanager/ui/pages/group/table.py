"""The list of a group: client, devices, where each stands."""

from dataclasses import dataclass

from loanmanager import sentences
from loanmanager.domain.refusals import Refusal
from loanmanager.i18n import Words
from loanmanager.ui.pages.group.pairs import PairState
from loanmanager.ui.tokens import Mark
from loanmanager.ui.widgets.columns import Column

MARKS = {
    PairState.NEXT: Mark("scan-barcode", "accent"),
    PairState.WAITING: Mark("clock", "muted"),
    PairState.READY: Mark("circle-check", "ok"),
    PairState.OVERRULED: Mark("circle-check", "todo"),
    PairState.OVERRULABLE: Mark("circle-alert", "late"),
    PairState.REFUSED: Mark("circle-x", "late"),
}


@dataclass(frozen=True, slots=True)
class PairRow:
    """One line of the list."""

    client_id: int
    name: str
    file_number: str
    tags: tuple[str, ...]
    out: int
    state: PairState
    reasons: tuple[Refusal, ...] = ()
    override: str = ""


def state_words(state: PairState, words: Words) -> str:
    """Return the word of a state."""
    return {
        PairState.NEXT: words.say("Next: scan a device"),
        PairState.WAITING: words.say("Waiting"),
        PairState.READY: words.say("Ready"),
        PairState.OVERRULED: words.say("Ready, overruled"),
        PairState.OVERRULABLE: words.say("Asks for a reason"),
        PairState.REFUSED: words.say("Cannot be lent"),
    }[state]


def columns(words: Words) -> tuple[Column[PairRow], ...]:
    """Return client, file number, devices, what they have already, and where they stand."""
    say = words.say
    return (
        Column(say("Client"), "strong", 0, lambda r: r.name, key="client"),
        Column(say("File number"), "mono", 136, lambda r: r.file_number, None, 3, key="number"),
        Column(say("Devices"), "mono", 200, lambda r: ", ".join(r.tags), key="devices"),
        Column(say("Out already"), "right", 96, lambda r: str(r.out or ""), None, 2, key="out"),
        Column(
            say("State"),
            "status",
            196,
            lambda r: state_words(r.state, words),
            None,
            0,
            lambda r: MARKS[r.state],
            "state",
        ),
    )


def why(row: PairRow, words: Words) -> str:
    """Return what stands against a line, or why it was overruled."""
    if row.state is PairState.OVERRULED:
        return words.say("Lent anyway: {reason}", reason=row.override)
    return sentences.of_refusals(row.reasons, words)
