"""The history as a timeline: what happened to a device, a client or a loan, in the screen's language."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from loanmanager import sentences
from loanmanager.domain.devices import Condition, DeviceStatus
from loanmanager.i18n import Words, local_time
from loanmanager.ui.history_words import clients as client_words
from loanmanager.ui.history_words import (
    incidents,
    lines,
    logos,
    notices,
    policies,
    protection,
    reservations,
    signing,
    staff,
    stocktakes,
    templates,
    work,
)
from loanmanager.ui.tokens import STATUSES, Mark
from loanmanager.ui.widgets.timeline import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from loanmanager.storage.search import HistoryRow, OfficeView

_EDITED = 3  # fields named in one line; more are counted
_MONEY = frozenset({"price", "replacement_cost"})
_DATES = frozenset({"bought_on", "warranty_end", "birth_date", "orientation_on", "blocked_until"})
_TEXTS = frozenset(
    {"tag", "make", "model", "serial", "imei", "mac", "system", "shelf", "funding", "notes", "file_number", "card"}
    | {"family_name", "given_name", "preferred_name", "pronouns", "email", "address", "counsellor", "id_seen"}
)


def events(
    rows: Iterable[HistoryRow], words: Words, today: date, about: str, view: OfficeView | None = None
) -> list[Event]:
    """Return a timeline, the newest first. `about` is device, client or loan: what need not be said again.

    `view` gives the currency and the names of sites, for what was changed in a field.
    """
    return [_event(row, words, today, about, view) for row in rows]


def what_of(row: HistoryRow, words: Words, about: str) -> str:
    """Return in a few words what an entry says was done."""
    return _KINDS.get(row.operation, _OTHER)[1](row, words, about)


def _event(row: HistoryRow, words: Words, today: date, about: str, view: OfficeView | None) -> Event:
    mark, what = _KINDS.get(row.operation, _OTHER)[0], what_of(row, words, about)
    if row.operation == "return" and (row.facts.get("result") or {}).get("incidents"):
        mark = Mark(mark.icon, "todo")
    if row.undone:
        what, mark = words.say("{what} (undone)", what=what), Mark(mark.icon, "retired")
    return Event(mark, what, _when(row, words, today), _note(row, words, about, view))


def _when(row: HistoryRow, words: Words, today: date) -> str:
    local = local_time(row.at)
    return ", ".join(part for part in (words.day(local.date(), today), words.clock(local), row.staff) if part)


def _tags(row: HistoryRow, words: Words) -> str:
    return words.list(list(row.tags))


def _lent(row: HistoryRow, words: Words, about: str) -> str:
    if about in {"device", "kit"}:
        return words.say("Lent to {client}", client=row.client)
    if about == "client":
        return words.say("Borrowed {tags}", tags=_tags(row, words))
    return words.say("Checked out {tags}", tags=_tags(row, words))


def _returned(row: HistoryRow, words: Words, about: str) -> str:
    if about in {"device", "kit"}:
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
        "sign": words.say("Signature taken back"),
        "note_ending": words.say("End shown again"),
        "make_paper": words.say("Paper undone"),
    }
    said |= stocktakes.undone(words)
    said |= lines.undone(words)
    said |= notices.undone(words)
    said |= client_words.undone(words)
    said |= reservations.undone(words)
    said |= policies.undone(words)
    said |= templates.undone(words)
    said |= signing.undone(words)
    said |= logos.undone(words)
    return said.get(row.undid) or incidents.undone(row.undid, words) or words.say("Undone")


def _edited(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    now = row.facts.get("now", {})
    if "blocked" in now:
        return _blocked(now, words)
    names = [sentences.of_field(name, words) for name in now]
    if len(names) > _EDITED:
        return words.count("{n} field changed", "{n} fields changed", len(names))
    return words.say("Changed: {fields}", fields=words.list(names)) if names else words.say("Changed")


def _blocked(now: dict[str, Any], words: Words) -> str:
    """Return that a client cannot borrow, or can again; why is shown only where it is asked for."""
    if not now["blocked"]:
        return words.say("Block lifted")
    until = now.get("blocked_until")
    return words.say("Blocked until {day}", day=words.day(date.fromisoformat(until))) if until else words.say("Blocked")


def _added(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Added")


def _imported(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    source = row.facts.get("source")
    return words.say("Imported from {file}", file=source) if source else words.say("Imported")


def _other(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Changed")


def _note(row: HistoryRow, words: Words, about: str, view: OfficeView | None) -> str:
    """Return what else one wants to know: incidents opened, the next state, a reason, what a field was and is."""
    facts, result = row.facts, row.facts.get("result") or {}
    notes = [facts.get(name) for name in ("reason", "override", "tool", "verified", "note")]
    if row.operation == "return":
        notes += [words.say("Incident {number}", number=number) for number in result.get("incidents", ())]
        alone = about == "device" and len(row.tags) == 1
        notes += [_next("" if alone else tag, state, words) for tag, state in result.get("statuses", {}).items()]
    if row.operation in {"edit_device", "edit_client"} and len(facts.get("now", {})) == 1:
        name = next(iter(facts["now"]))
        notes.append(_change(name, facts.get("was", {}).get(name), facts["now"][name], words, view))
    notes += [client_words.note_of(row, words), lines.note_of(row, words)]
    return " · ".join(str(note) for note in notes if note)


def _next(tag: str, status: str, words: Words) -> str:
    if status == DeviceStatus.AVAILABLE:
        return ""
    said = sentences.of_status(status, words)
    return f"{tag}: {said.lower()}" if tag else said


def _change(name: str, was: Any, now: Any, words: Words, view: OfficeView | None) -> str:
    """Return a change as was → is, for fields whose values are read as they stand."""
    known = name in _TEXTS | _DATES | {"condition"} or (view is not None and name in _MONEY | {"site_id"})
    if not known:
        return ""
    return f"{_value(name, was, words, view) or '–'} → {_value(name, now, words, view) or '–'}"


def _value(name: str, value: Any, words: Words, view: OfficeView | None) -> str:
    """Return a field's value, as the history kept it, in the words of the screen."""
    if value in {None, ""}:
        return ""
    if name in _DATES:
        return words.short_day(date.fromisoformat(value))
    if name == "condition":
        return sentences.of_condition(Condition(value), words)
    if view and name in _MONEY:
        return words.money(value, view.office.currency)
    if view and name == "site_id":
        return next((site.name for site in view.sites if site.id == value), "")
    return " ".join(str(value).split())


_KINDS: dict[str, tuple[Mark, Callable[[HistoryRow, Words, str], str]]] = {
    "check_out": (STATUSES["on_loan"], _lent),
    "return": (Mark("arrow-down-left", "ok"), _returned),
    "renew": (Mark("refresh-cw", "loan"), _renewed),
    "reset": (Mark("rotate-ccw", "ok"), _reset),
    "check": (Mark("clipboard-check", "ok"), _checked),
    "sign": (Mark("signature", "ok"), work.signed),
    "note_ending": (Mark("eye", "muted"), work.noted),
    "undo": (Mark("undo-2", "todo"), _undid),
    "edit_device": (Mark("pencil", "muted"), _edited),
    "edit_client": (Mark("pencil", "muted"), _edited),
    "add_device": (Mark("plus", "muted"), _added),
    "add_client": (Mark("user-plus", "muted"), _added),
    "import": (Mark("download", "muted"), _imported),
}
_KINDS |= stocktakes.KINDS
_KINDS |= lines.KINDS
_KINDS |= notices.KINDS
_KINDS |= client_words.KINDS
_KINDS |= reservations.KINDS
_KINDS |= policies.KINDS
_KINDS |= templates.KINDS
_KINDS |= incidents.KINDS
_KINDS |= signing.KINDS
_KINDS |= logos.KINDS
_KINDS |= protection.KINDS
_KINDS |= staff.KINDS
_OTHER = (Mark("history", "muted"), _other)
