"""What the timeline says of lines and kits."""

from collections.abc import Callable
from typing import Any

from loanmanager.i18n import Words
from loanmanager.storage.search import HistoryRow
from loanmanager.ui.tokens import STATUSES, Mark

Said = Callable[[HistoryRow, Words, str], str]


def _added(row: HistoryRow, words: Words, about: str) -> str:
    name = row.facts["result"]["name"]
    if about == "device":
        return words.say("Line {name} put in", name=name)
    tag = row.facts.get("to")
    return words.say("Added, in {tag}", tag=tag) if tag else words.say("Added")


def _edited_line(row: HistoryRow, words: Words, about: str) -> str:
    if about == "line":
        return edited(row, words)
    return words.say("Line {name} changed", name=row.facts["result"]["name"])


def edited(row: HistoryRow, words: Words) -> str:
    """Return which fields were changed."""
    from loanmanager.sentences import of_field

    names = list(dict.fromkeys(of_field(name, words) for name in row.facts.get("now", {})))
    return words.say("Changed: {fields}", fields=words.list(names))


def _moved(row: HistoryRow, words: Words, about: str) -> str:
    facts, name = row.facts, row.facts["result"]["name"]
    if about == "device":
        return words.say("Line {name} moved", name=name)
    if facts["from"] and facts["to"]:
        return words.say("Moved from {old} to {new}", old=facts["from"], new=facts["to"])
    if facts["to"]:
        return words.say("Put into {tag}", tag=facts["to"])
    return words.say("Taken out of {tag}", tag=facts["from"])


def _asked(row: HistoryRow, words: Words, about: str) -> str:
    name = row.facts["result"]["name"]
    said = {
        "suspend": (words.say_for("line", "Suspended"), words.say("Line {name} suspended", name=name)),
        "reactivate": (words.say_for("line", "Active again"), words.say("Line {name} active again", name=name)),
        "cancel": (words.say_for("line", "Cancelled"), words.say("Line {name} cancelled", name=name)),
    }[row.facts["result"]["task"]]
    return said[about == "device"]


def _dropped(row: HistoryRow, words: Words, about: str) -> str:
    if about == "device":
        return words.say("Line {name} left as it is", name=row.facts["result"]["name"])
    return words.say("Left as it is")


def _shown(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (one signature for every kind)
    return words.say("PIN and PUK shown")


def _kept(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("PIN and PUK changed")


def _made(row: HistoryRow, words: Words, about: str) -> str:
    if about == "device":
        return words.say("Put into kit {tag}", tag=row.facts["result"]["name"])
    return words.say("Added")


def _edited_kit(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return edited(row, words)


def _units(row: HistoryRow, words: Words, about: str) -> str:
    facts, kit = row.facts, row.facts["result"]["name"]
    if about == "device" and facts["taken_out"]:
        return words.say("Taken out of kit {tag}", tag=kit)
    if about == "device":
        return words.say("Put into kit {tag}", tag=kit)
    if facts["added"]:
        return words.say("{tags} put in", tags=words.list(facts["added"]))
    if facts["taken_out"]:
        return words.say("{tags} taken out", tags=words.list(facts["taken_out"]))
    return words.say("{tags} named", tags=words.list(list(facts["named"])))


def _retired(row: HistoryRow, words: Words, about: str) -> str:
    if about == "device":
        return words.say("Kit {tag} retired", tag=row.facts["result"]["name"])
    return words.say("Retired")


def note_of(row: HistoryRow, words: Words) -> str:
    """Return the carrier's reference, or what a device is called in its kit now."""
    if row.operation == "line_task" and row.facts["reference"]:
        return words.say("Reference {number}", number=row.facts["reference"])
    if row.operation == "change_kit":
        return ", ".join(_called(label, words) for label in row.facts["named"].values())
    return ""


def _called(label: dict[str, Any], words: Words) -> str:
    wanted, other = ("fr", "en") if words.language.startswith("fr") else ("en", "fr")
    return str(label.get(wanted) or label.get(other) or "–")


_PENCIL, _IN, _OUT = Mark("pencil", "muted"), Mark("plus", "muted"), Mark("log-out", "muted")
KINDS: dict[str, tuple[Mark, Said]] = {
    "add_line": (_IN, _added),
    "edit_line": (_PENCIL, _edited_line),
    "move_line": (Mark("arrow-left-right", "loan"), _moved),
    "line_task": (Mark("signal", "todo"), _asked),
    "drop_line_task": (Mark("minus-circle", "muted"), _dropped),
    "show_pin": (Mark("eye", "todo"), _shown),
    "keep_pin": (_PENCIL, _kept),
    "make_kit": (_IN, _made),
    "edit_kit": (_PENCIL, _edited_kit),
    "change_kit": (Mark("boxes", "muted"), _units),
    "retire_kit": (STATUSES["retired"], _retired),
}


def undone(words: Words) -> dict[str, str]:
    """Return what the timeline says of an undone operation."""
    return {
        "move_line": words.say("Move undone"),
        "line_task": words.say("Change of the line undone"),
        "drop_line_task": words.say("Waits again"),
        "change_kit": words.say("Change of the kit undone"),
        "retire_kit": words.say("Back in use"),
    }
