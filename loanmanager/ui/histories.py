"""The history as a timeline: what happened to a device, a client or a loan, in the screen's language."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from loanmanager import sentences
from loanmanager.domain.devices import DeviceStatus
from loanmanager.i18n import Words, local_time
from loanmanager.storage.search import HistoryRow
from loanmanager.ui.tokens import STATUSES, Mark
from loanmanager.ui.widgets.timeline import Event

_EDITED = 3  # fields named in one line; more are counted


def events(rows: Iterable[HistoryRow], words: Words, today: date, about: str) -> list[Event]:
    """Return a timeline, the newest first. `about` is device, client or loan: what need not be said again."""
    return [_event(row, words, today, about) for row in rows]


def _event(row: HistoryRow, words: Words, today: date, about: str) -> Event:
    mark, say = _KINDS.get(row.operation, (Mark("history", "muted"), _other))
    what = say(row, words, about)
    if row.undone:
        what, mark = words.say("{what} (undone)", what=what), Mark(mark.icon, "retired")
    return Event(mark, what, _when(row, words, today), _note(row, words))


def _when(row: HistoryRow, words: Words, today: date) -> str:
    local = local_time(row.at)
    return ", ".join(part for part in (words.day(local.date(), today), words.clock(local), row.staff) if part)


def _tags(row: HistoryRow, words: Words) -> str:
    return words.list(list(row.tags))


def _lent(row: HistoryRow, words: Words, about: str) -> str:
    if about == "device":
        return words.say("Lent to {client}", client=row.client)
    if about == "client":
        return words.say("Borrowed {tags}", tags=_tags(row, words))
    return words.say("Checked out {tags}", tags=_tags(row, words))


def _returned(row: HistoryRow, words: Words, about: str) -> str:
    if about == "device":
        return words.say("Returned by {client}", client=row.client)
    return words.say("Returned {tags}", tags=_tags(row, words))


def _renewed(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (one signature for every kind)
    return words.say("Renewed until {day}", day=words.day(date.fromisoformat(row.facts["due"])))


def _reset(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    method = row.facts.get("method")
    return words.say("Reset: {method}", method=method) if method else words.say("Reset")


def _checked(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Checked")


def _undid(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    said = {
        "check_out": words.say("Check-out undone"),
        "return": words.say("Return undone"),
        "renew": words.say("Renewal undone"),
        "reset": words.say("Reset undone"),
        "check": words.say("Check undone"),
    }
    return said.get(row.undid, words.say("Undone"))


def _edited(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    names = [sentences.of_field(name, words) for name in row.facts.get("now", {})]
    if len(names) > _EDITED:
        return words.count("{n} field changed", "{n} fields changed", len(names))
    return words.say("Changed: {fields}", fields=words.list(names)) if names else words.say("Changed")


def _added(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Added")


def _imported(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    source = row.facts.get("source")
    return words.say("Imported from {file}", file=source) if source else words.say("Imported")


def _other(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Changed")


def _note(row: HistoryRow, words: Words) -> str:
    """Return what else one wants to know: incidents opened, the next state, a reason, what a field was and is."""
    facts, result = row.facts, row.facts.get("result") or {}
    notes = [facts.get("reason"), facts.get("override"), facts.get("note"), facts.get("verified")]
    if row.operation == "return":
        notes += [words.say("Incident {number}", number=number) for number in result.get("incidents", ())]
        notes += [_next(tag, status, words) for tag, status in result.get("statuses", {}).items()]
    if row.operation in {"edit_device", "edit_client"} and len(facts.get("now", {})) == 1:
        name = next(iter(facts["now"]))
        notes.append(_change(facts.get("was", {}).get(name), facts["now"][name]))
    return " · ".join(str(note) for note in notes if note)


def _next(tag: str, status: str, words: Words) -> str:
    return f"{tag}: {sentences.of_status(status, words).lower()}" if status != DeviceStatus.AVAILABLE else ""


def _change(was: Any, now: Any) -> str:
    """Return a change as was → is, for plain values only."""
    if not isinstance(was, str | int | None) or not isinstance(now, str | int | None):
        return ""
    return f"{was if was not in {None, ''} else '–'} → {now if now not in {None, ''} else '–'}"


_KINDS: dict[str, tuple[Mark, Callable[[HistoryRow, Words, str], str]]] = {
    "check_out": (STATUSES["on_loan"], _lent),
    "return": (Mark("arrow-down-left", "ok"), _returned),
    "renew": (Mark("refresh-cw", "loan"), _renewed),
    "reset": (Mark("rotate-ccw", "ok"), _reset),
    "check": (Mark("clipboard-check", "ok"), _checked),
    "undo": (Mark("undo-2", "todo"), _undid),
    "edit_device": (Mark("pencil", "muted"), _edited),
    "edit_client": (Mark("pencil", "muted"), _edited),
    "add_device": (Mark("plus", "muted"), _added),
    "add_client": (Mark("user-plus", "muted"), _added),
    "import": (Mark("download", "muted"), _imported),
}
