"""What the history says of notices and contacts."""

from collections.abc import Callable

from loanmanager.domain.chasing import Way
from loanmanager.domain.clients import Channel
from loanmanager.i18n import Words
from loanmanager.sentences.notices import of_outcome, of_stage, of_way
from loanmanager.storage.search import HistoryRow
from loanmanager.ui.tokens import Mark


def sent(row: HistoryRow, words: Words, about: str) -> str:
    """Return which notice was sent, and how."""
    result = row.facts["result"]
    stage = of_stage(result["stage"], words)
    how = {
        Channel.LETTER: words.say("by letter"),
        Channel.EMAIL: words.say("by e-mail"),
        Channel.TEXT: words.say("by text message"),
        Channel.CALL: words.say("by telephone"),
        Channel.VOICEMAIL: words.say("by voicemail"),
    }[Channel(result["channel"])]
    if about == "client" and row.loan:
        return words.say("{stage} {how}, loan {number}", stage=stage, how=how, number=row.loan)
    return words.say("{stage} {how}", stage=stage, how=how)


def contacted(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (one signature for every kind)
    """Return how somebody was contacted and what came of it, and the notice that was given so."""
    result = row.facts["result"]
    if result["way"] == Way.IN_PERSON:
        said = words.say("Spoken to in person")
    else:
        way, outcome = of_way(result["way"], words), of_outcome(result["outcome"], words)
        said = words.say("{way}: {outcome}", way=way, outcome=_lower(outcome))
    if result["told"] and result["stage"]:
        return f"{of_stage(result['stage'], words)} · {said}"
    return said


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


KINDS: dict[str, tuple[Mark, Callable[[HistoryRow, Words, str], str]]] = {
    "send_notice": (Mark("mail", "todo"), sent),
    "log_contact": (Mark("phone", "muted"), contacted),
}


def undone(words: Words) -> dict[str, str]:
    """Return what undoing each of them is called."""
    return {"send_notice": words.say("Notice undone"), "log_contact": words.say("Contact undone")}
