"""How the rows of a count are shown: the chips that hold them, their columns, their words and drawings."""

from collections.abc import Sequence

from loanmanager import sentences
from loanmanager.domain.stocktaking import UNEXPECTED, Finding
from loanmanager.i18n import Words
from loanmanager.sentences.stocktakes import of_finding, of_place
from loanmanager.storage.search import CountRow, CountView
from loanmanager.ui.tokens import STATUSES, Mark
from loanmanager.ui.widgets.columns import Column

MARKS = {
    Finding.FOUND: Mark("circle-check", "ok"),
    Finding.ELSEWHERE: Mark("map-pin", "todo"),
    Finding.OTHER_TYPE: Mark("minus-circle", "muted"),
    Finding.WRONG_STATE: Mark("triangle-alert", "todo"),
    Finding.UNKNOWN: Mark("circle-help", "late"),
    Finding.MISSING: Mark("map-pin-off", "late"),
}

CHIPS = ("missing", "unexpected", "not_ready", "found")


def chip_words(key: str, words: Words) -> str:
    """Return what a chip is called."""
    return {
        "missing": words.say_for("stocktake chip", "Missing"),
        "unexpected": words.say_for("stocktake chip", "Unexpected"),
        "not_ready": words.say_for("stocktake chip", "To check or reset"),
        "found": words.say_for("stocktake chip", "Found"),
    }[key]


def chip_mark(key: str) -> Mark:
    """Return a chip's drawing."""
    return {
        "missing": MARKS[Finding.MISSING],
        "unexpected": MARKS[Finding.WRONG_STATE],
        "not_ready": STATUSES["to_check"],
        "found": MARKS[Finding.FOUND],
    }[key]


def nothing_words(key: str, words: Words) -> str:
    """Return what an empty list says."""
    return {
        "missing": words.say("Nothing is missing."),
        "unexpected": words.say("Nothing is here that should not be."),
        "not_ready": words.say("Nothing that was found waits to be checked or reset."),
        "found": words.say("Nothing scanned yet. Scan the first label."),
    }[key]


def rows_of(key: str, count: CountView) -> tuple[CountRow, ...]:
    """Return what a chip holds. What was put right, and what is of another type, counts as found on the shelf."""
    if key == "missing":
        return count.of(Finding.MISSING)
    if key == "unexpected":
        return count.of(*UNEXPECTED)
    if key == "not_ready":
        return tuple(each for each in count.rows if each.not_ready)
    return tuple(each for each in count.rows if each.scan_id is not None and not each.open)


def mark_of(each: CountRow, words: Words) -> tuple[Mark, str]:
    """Return the drawing and the word of a row; what is not ready, or in the wrong state, is told by its state."""
    device = each.device
    if device is not None and (each.not_ready or (each.open and each.finding is Finding.WRONG_STATE)):
        return STATUSES[device.status], sentences.of_status(device.status, words)
    if not each.open and each.finding in {Finding.ELSEWHERE, Finding.WRONG_STATE}:
        return MARKS[Finding.FOUND], words.say_for("stocktake", "Put right")
    return MARKS[each.finding], of_finding(each.finding, words)


def columns(words: Words) -> Sequence[Column[CountRow]]:
    """Return tag, device, what is so, and where it belongs."""
    say = words.say

    def tag(each: CountRow) -> str:
        return each.device.tag if each.device else each.text

    def name(each: CountRow) -> str:
        return (each.device.name or each.device.type.in_(words.language)) if each.device else ""

    def place(each: CountRow) -> str:
        return of_place(each.device.site, each.device.shelf, words) if each.device else ""

    def state(each: CountRow) -> str:
        return mark_of(each, words)[1]

    return (
        Column(say("Tag"), "mono", 112, tag, lambda r: r.device.tag_key if r.device else r.text.casefold(), key="tag"),
        Column(say("Device"), "strong", 0, name, lambda r: name(r).casefold(), key="device"),
        Column(say("Status"), "status", 176, state, state, mark=lambda r: mark_of(r, words)[0], key="state"),
        Column(say("Belongs to"), "muted", 176, place, lambda r: place(r).casefold(), 1, key="place"),
    )
