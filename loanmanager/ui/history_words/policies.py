"""What the timeline says of the office's rules, its sites and its closed days."""

from collections.abc import Callable
from datetime import date
from typing import Any

from loanmanager import sentences
from loanmanager.i18n import Words
from loanmanager.storage.search import HistoryRow
from loanmanager.ui.tokens import Mark

Said = Callable[[HistoryRow, Words, str], str]
_NAMED = 3  # rules named in one line; more are counted


def _set_up(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (one signature for every kind)
    return words.say("Office set up")


def _changed(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    """Name the rules that were changed, and of a single number what it was and is."""
    if "now" not in row.facts:  # kept by version 0.1.0, without what was before
        return words.say("Rules changed")
    before, now = _flat(row.facts["before"]), _flat(row.facts["now"])
    moved = [name for name in now if now[name] != before.get(name)]
    if not moved:
        return words.say("Rules saved, nothing changed")
    if len(moved) > _NAMED:
        return words.count("{n} rule changed", "{n} rules changed", len(moved))
    if len(moved) == 1 and type(now[moved[0]]) is int and type(before.get(moved[0])) is int:
        name = sentences.of_field(moved[0], words)
        return words.say("{rule}: {was} → {now}", rule=name, was=before[moved[0]], now=now[moved[0]])
    return words.say("Changed: {fields}", fields=words.list([sentences.of_field(each, words) for each in moved]))


def _flat(policy: dict[str, Any] | None) -> dict[str, Any]:
    """Return rules by name, those on charges among them."""
    flat = dict(policy or {})
    charges = flat.pop("charges", None)
    return flat | (charges if isinstance(charges, dict) else {})


def _agency(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Agency saved")


def _type(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Device type saved")


def _notices(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Notices saved")


def _preset(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    from loanmanager.operations import policies

    key = row.facts.get("preset")
    name = next((each.name.in_(words.language) for each in policies.presets() if each.key == key), str(key))
    return words.say("Preset “{name}”", name=name)


def _closed(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    kept = row.facts.get("now") or row.facts  # version 0.1.0 kept it flat
    return words.say("Closed: {days}", days=_days(kept, words))


def _moved(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    was, now = _days(row.facts["before"], words), _days(row.facts["now"], words)
    return words.say("Closed: {days}", days=now if was == now else f"{was} → {now}")


def _opened(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Open after all: {days}", days=_days(row.facts["before"], words))


def _lifted(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    now = row.facts["now"]
    days = _days(now, words)
    return words.say("Open this time: {days}", days=days) if now["lifted"] else words.say("Closed: {days}", days=days)


def _days(closure: dict[str, Any], words: Words) -> str:
    """Return a closure that the history kept: 24 Dec 2026 to 4 Jan 2027, Christmas."""
    first, last = (words.short_day(date.fromisoformat(closure[end])) for end in ("first", "last"))
    days = first if first == last else words.say("{first} to {last}", first=first, last=last)
    own = closure.get("name_fr") if words.language == "fr" else ""
    return ", ".join(part for part in (days, own or closure.get("name", "")) if part)


def _holidays(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Holidays of the coming years written")


def _site(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("{name} saved", name=row.facts.get("name", ""))


_RULE, _DAY = Mark("sliders-horizontal", "muted"), Mark("calendar", "muted")
RULES: dict[str, tuple[Mark, Said]] = {
    "set_up": (Mark("building-2", "muted"), _set_up),
    "save_policy": (_RULE, _changed),
    "use_preset": (_RULE, _preset),
}
DAYS: dict[str, tuple[Mark, Said]] = {
    "save_site": (Mark("map-pin", "muted"), _site),
    "save_closure": (_DAY, _closed),
    "change_closure": (_DAY, _moved),
    "remove_closure": (_DAY, _opened),
    "lift_holiday": (_DAY, _lifted),
    "save_holidays": (_DAY, _holidays),
}
KINDS = (
    RULES
    | DAYS
    | {
        "save_office": (Mark("building-2", "muted"), _agency),
        "save_type": (_RULE, _type),
        "save_notices": (_RULE, _notices),
    }
)


def undone(words: Words) -> dict[str, str]:
    """Return what is said when one of these is undone, by operation."""
    return {
        "save_policy": words.say("Rules put back"),
        "use_preset": words.say("Preset undone"),
        "save_notices": words.say("Notices put back"),
        **dict.fromkeys(("save_closure", "change_closure", "remove_closure"), words.say("Closed days put back")),
        "lift_holiday": words.say("Holiday put back"),
    }
