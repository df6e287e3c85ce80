"""The sentences of counting the shelf: what a scan says, and why something cannot be done."""

from collections.abc import Callable
from typing import Any

from loanmanager.domain import refusals as why
from loanmanager.domain import stocktaking as rules
from loanmanager.domain.devices import DeviceStatus
from loanmanager.domain.stocktaking import Finding
from loanmanager.i18n import Words
from loanmanager.sentences import of_status


def _closed(words: Words, reason: rules.CountClosed) -> str:
    if reason.state is rules.StocktakeState.DROPPED:
        return words.say("Count {number} was dropped. Begin another one.", number=reason.number)
    return words.say("Count {number} is finished. Begin another one.", number=reason.number)


REFUSALS: dict[type[why.Refusal], Callable[[Words, Any], str]] = {
    rules.NothingToCount: lambda w, _: w.say("No device belongs there. Choose another site, type or shelf."),
    rules.SameCountOpen: lambda w, r: w.say(
        "The same is being counted already, as {number}. Go on with that count.", number=r.number
    ),
    rules.CountClosed: _closed,
    rules.NothingScanned: lambda w, _: w.say("That scan holds no letter or digit. Scan the label again."),
    rules.NotScanned: lambda w, _: w.say("That was not scanned in this count, or was taken off already."),
    rules.NothingToMove: lambda w, _: w.say(
        "None of these is out of place. Look at the list again: somebody may have moved them."
    ),
}


def of_finding(finding: Finding | str, words: Words) -> str:
    """Return the word of a finding, as lists show it."""
    return {
        Finding.FOUND: words.say_for("stocktake", "Found"),
        Finding.ELSEWHERE: words.say_for("stocktake", "Belongs elsewhere"),
        Finding.OTHER_TYPE: words.say_for("stocktake", "Another type"),
        Finding.WRONG_STATE: words.say_for("stocktake", "Wrong state"),
        Finding.UNKNOWN: words.say_for("stocktake", "Unknown code"),
        Finding.MISSING: words.say_for("stocktake", "Missing"),
    }[Finding(finding)]


def of_place(site: str, shelf: str, words: Words) -> str:
    """Return where something belongs: its site and shelf, as far as they are known."""
    return ", ".join(part for part in (site, shelf) if part) or words.say("no site")


def of_scan(finding: Finding | str, status: str, place: str, words: Words) -> str:
    """Return what a scan says, after the device's tag; `place` is where it belongs, `status` its state."""
    if finding == Finding.WRONG_STATE:
        return {
            DeviceStatus.ON_LOAN: words.say("is recorded as on loan. Take it back."),
            DeviceStatus.LOST: words.say("is recorded as lost, and is here."),
            DeviceStatus.STOLEN: words.say("is recorded as stolen, and is here."),
            DeviceStatus.IN_REPAIR: words.say("is recorded as in repair, and is here."),
        }.get(DeviceStatus(status), words.say("is retired, and should not be on the shelf."))
    return {
        Finding.FOUND: words.say("found"),
        Finding.ELSEWHERE: words.say("belongs to {place}.", place=place),
        Finding.OTHER_TYPE: words.say("is not of the type being counted."),
        Finding.UNKNOWN: words.say("is on no device’s label."),
        Finding.MISSING: words.say("is missing."),
    }[Finding(finding)]


def of_row(finding: Finding | str, status: str, words: Words) -> str:
    """Return the word of a row: the finding, or for a wrong state the state itself."""
    return of_status(status, words) if finding == Finding.WRONG_STATE else of_finding(finding, words)
