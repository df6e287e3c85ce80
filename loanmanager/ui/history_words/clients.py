"""What the timeline says of merged clients and of programmes."""

from collections.abc import Callable

from loanmanager import sentences
from loanmanager.i18n import Words
from loanmanager.storage.search import HistoryRow
from loanmanager.ui.tokens import Mark

_SHOWN = frozenset({"family_name", "given_name", "preferred_name", "email", "address", "counsellor", "birth_date"})


def _merged(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (one signature for every kind)
    return words.say("Merged with {number}", number=row.facts["result"]["former"])


def _apart(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Told apart from somebody of the same name")


def _added(row: HistoryRow, words: Words, about: str) -> str:
    return words.say("Added") if about == "programme" else words.say("Programme {name} added", name=row.facts["name"])


def _renamed(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Renamed {name}", name=row.facts["name"])


def _ended(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Taken up again") if row.facts["active"] else words.say("Ended")


def _joined(row: HistoryRow, words: Words, about: str) -> str:
    if about == "client":
        return words.say("Joined {name}", name=row.facts["name"])
    count = row.facts["result"]["clients"]
    return words.count("{n} client joined", "{n} clients joined", count) if count else words.say("Nobody new joined")


def _left(row: HistoryRow, words: Words, about: str) -> str:
    if about == "client":
        return words.say("Left {name}", name=row.facts["name"])
    return words.count("{n} client left", "{n} clients left", row.facts["result"]["clients"])


def note_of(row: HistoryRow, words: Words) -> str:
    """Return what a merge left aside, field by field, so that it is not lost; for a renaming, the former name."""
    if row.operation == "rename_programme":
        return words.say("was {name}", name=row.facts["was"])
    left = row.facts.get("left", {}) if row.operation == "merge_clients" else {}
    return " · ".join(f"{sentences.of_field(name, words)}: {left[name]}" for name in left if name in _SHOWN)


KINDS: dict[str, tuple[Mark, Callable[[HistoryRow, Words, str], str]]] = {
    "merge_clients": (Mark("merge", "loan"), _merged),
    "tell_apart": (Mark("users", "muted"), _apart),
    "add_programme": (Mark("plus", "muted"), _added),
    "rename_programme": (Mark("pencil", "muted"), _renamed),
    "end_programme": (Mark("flag", "muted"), _ended),
    "join_programme": (Mark("user-plus", "muted"), _joined),
    "leave_programme": (Mark("log-out", "muted"), _left),
}


def undone(words: Words) -> dict[str, str]:
    """Return what the timeline says of an undone operation."""
    return {
        "merge_clients": words.say("Merge undone"),
        "tell_apart": words.say("Telling apart undone"),
        "add_programme": words.say("Programme taken away again"),
        "rename_programme": words.say("Renaming undone"),
        "end_programme": words.say("Ending undone"),
        "join_programme": words.say("Joining undone"),
        "leave_programme": words.say("Leaving undone"),
    }
