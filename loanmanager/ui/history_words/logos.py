"""What the timeline says of the agency's logo."""

from loanmanager.i18n import Words
from loanmanager.storage.search import HistoryRow
from loanmanager.ui.tokens import Mark


def _set(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (one signature for every kind)
    return words.say("New logo: {name}", name=row.facts.get("name", ""))


def _removed(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Logo taken off papers")


KINDS = {"set_logo": (Mark("camera", "muted"), _set), "remove_logo": (Mark("camera", "muted"), _removed)}


def undone(words: Words) -> dict[str, str]:
    """Return what is said where one of these was undone."""
    return {"set_logo": words.say("New logo undone"), "remove_logo": words.say("Logo put back")}
