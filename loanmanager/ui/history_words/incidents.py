"""What the history says of incidents, charges, what turned up, repairs, and papers made on demand."""

from collections.abc import Callable
from typing import Any

from loanmanager.i18n import Words
from loanmanager.sentences.happened import of_kind
from loanmanager.storage.search import HistoryRow
from loanmanager.ui.tokens import STATUSES, Mark

Told = Callable[[HistoryRow, Words, str], str]


def _result(row: HistoryRow) -> dict[str, Any]:
    return row.facts.get("result") or {}


def _opened(row: HistoryRow, words: Words, about: str) -> str:
    kind = of_kind(row.facts["kind"], words)
    if about == "incident":
        return words.say("Reported: {kind}", kind=kind.lower())
    number, tag = _result(row)["number"], _result(row)["tag"]
    if about == "device":
        return words.say("{kind}: incident {number}", kind=kind, number=number)
    return words.say("{tag} {kind}: incident {number}", tag=tag, kind=kind.lower(), number=number)


def _named(row: HistoryRow, text: str, about: str) -> str:
    """Return what was done, and to which incident where the page is not that of the incident."""
    number = _result(row).get("number") or _result(row).get("name") or ""
    return text if about == "incident" or not number else f"{text} · {number}"


def _decided(row: HistoryRow, words: Words, about: str) -> str:
    result = _result(row)
    if result["decision"] == "charge":
        return _named(row, words.say("Charged {amount}", amount=_money(row, words)), about)
    return _named(row, words.say("Waived: nothing is charged"), about)


def _settled(row: HistoryRow, words: Words, about: str) -> str:
    amount = _money(row, words)
    if _result(row)["state"] == "paid":
        return _named(row, words.say("Paid {amount}", amount=amount), about)
    return _named(row, words.say("Charge of {amount} waived", amount=amount), about)


def _money(row: HistoryRow, words: Words) -> str:
    return words.money(_result(row)["amount"], row.facts.get("currency", "CAD"))


def _found(row: HistoryRow, words: Words, about: str) -> str:
    result = _result(row)
    what = result["what"]
    if about == "incident":
        return words.say_for("incident", "Found")
    if what:
        return words.say("{part} of {tag} found", part=what, tag=result["tag"])
    return words.say("{tag} found", tag=result["tag"]) if about != "device" else words.say_for("incident", "Found")


def _paper(row: HistoryRow, words: Words, about: str) -> str:
    said = {
        "reset_record": words.say("Reset record made"),
        "incident": words.say("Incident report made"),
        "clearance": words.say("Clearance letter made"),
    }[_result(row)["kind"]]
    return _named(row, said, about) if _result(row)["kind"] == "incident" else said


def _said(text: Callable[[Words], str]) -> Told:
    return lambda row, words, about: _named(row, text(words), about)


def _plain(text: Callable[[Words], str]) -> Told:
    return lambda row, words, about: text(words)  # noqa: ARG005 (one signature for every kind)


def _sent(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    place = row.facts.get("place")
    return words.say("Sent to repair: {place}", place=place) if place else words.say("Sent to repair")


def _reset(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    method = row.facts.get("method")
    return words.say("Reset: {method}", method=method) if method else words.say("Reset")


KINDS: dict[str, tuple[Mark, Told]] = {
    "open_incident": (Mark("triangle-alert", "todo"), _opened),
    "edit_incident": (Mark("pencil", "muted"), _said(lambda w: w.say("Incident changed"))),
    "decide": (Mark("circle-dollar-sign", "muted"), _decided),
    "settle": (Mark("receipt", "ok"), _settled),
    "close_incident": (Mark("circle-check", "ok"), _said(lambda w: w.say("Incident closed"))),
    "reopen_incident": (Mark("rotate-ccw", "todo"), _said(lambda w: w.say("Incident opened again"))),
    "find": (Mark("package-check", "ok"), _found),
    "add_photo": (Mark("camera", "muted"), _said(lambda w: w.say("Photo added"))),
    "remove_photo": (Mark("camera", "muted"), _said(lambda w: w.say("Photo removed"))),
    "send_to_repair": (STATUSES["in_repair"], _sent),
    "back_from_repair": (Mark("wrench", "ok"), _plain(lambda w: w.say("Back from repair"))),
    "retire": (STATUSES["retired"], _plain(lambda w: w.say("Retired"))),
    "bring_back": (Mark("archive", "ok"), _plain(lambda w: w.say("Brought back into use"))),
    "reset_devices": (Mark("rotate-ccw", "ok"), _reset),
    "make_paper": (Mark("file-text", "muted"), _paper),
}


def undone(operation: str, words: Words) -> str:
    """Return that a step of this kind was undone, nothing for a step of another kind."""
    return {
        "open_incident": words.say("Incident undone"),
        "edit_incident": words.say("Change of the incident undone"),
        "reopen_incident": words.say("Reopening undone"),
        "add_photo": words.say("Photo taken out again"),
        "remove_photo": words.say("Photo put back"),
        "decide": words.say("Decision undone"),
        "settle": words.say("Settling of the charge undone"),
        "close_incident": words.say("Closing undone"),
        "find": words.say("Finding undone"),
        "send_to_repair": words.say("Repair undone"),
        "back_from_repair": words.say("Coming back from repair undone"),
        "retire": words.say("Retiring undone"),
        "bring_back": words.say("Bringing back undone"),
        "reset_devices": words.say("Reset undone"),
    }.get(operation, "")
