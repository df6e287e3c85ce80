"""What the timeline says of counting the shelf."""

from collections.abc import Callable

from loanmanager.i18n import Words
from loanmanager.storage.search import HistoryRow
from loanmanager.ui.tokens import Mark


def _scanned(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (one signature for every kind)
    number = row.facts.get("number", "")
    if (row.facts.get("result") or {}).get("finding") == "found":
        return words.say("Seen on the shelf, count {number}", number=number)
    return words.say("Seen where it should not be, count {number}", number=number)


def _unscanned(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Taken off count {number}", number=row.facts.get("number", ""))


def _moved(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Moved to where it was found, count {number}", number=row.facts.get("number", ""))


def _began(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Count begun")


def _finished(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Count finished")


def _dropped(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Count dropped")


KINDS: dict[str, tuple[Mark, Callable[[HistoryRow, Words, str], str]]] = {
    "start_stocktake": (Mark("list-checks", "muted"), _began),
    "scan_stocktake": (Mark("scan-barcode", "muted"), _scanned),
    "unscan_stocktake": (Mark("minus-circle", "muted"), _unscanned),
    "move_devices": (Mark("map-pin", "ok"), _moved),
    "finish_stocktake": (Mark("list-checks", "ok"), _finished),
    "drop_stocktake": (Mark("x", "muted"), _dropped),
}


def undone(words: Words) -> dict[str, str]:
    """Return what is said when one of these is undone, by operation."""
    return {
        "start_stocktake": words.say("Beginning of a count undone"),
        "scan_stocktake": words.say("Scan undone"),
        "unscan_stocktake": words.say("Scan put back"),
        "move_devices": words.say("Move undone"),
        "finish_stocktake": words.say("Count opened again"),
        "drop_stocktake": words.say("Count taken up again"),
    }
