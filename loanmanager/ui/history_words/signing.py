"""What the history says of signing on screen and of scans."""

from collections.abc import Callable

from loanmanager.domain.papers import PaperKind
from loanmanager.i18n import Words
from loanmanager.storage.search import HistoryRow
from loanmanager.ui.tokens import Mark


def _signed(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (one signature for every kind)
    """Return which paper was signed on screen."""
    return {
        PaperKind.ADDENDUM: words.say("Addendum signed on screen"),
        PaperKind.RECEIPT: words.say("Receipt signed on screen"),
    }.get(row.facts["result"]["kind"], words.say("Agreement signed on screen"))


def _attached(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Scan attached: {file}", file=row.facts["result"]["name"])


def _removed(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Scan removed: {file}", file=row.facts["result"]["name"])


KINDS: dict[str, tuple[Mark, Callable[[HistoryRow, Words, str], str]]] = {
    "sign_on_screen": (Mark("signature", "ok"), _signed),
    "attach_scan": (Mark("file-text", "ok"), _attached),
    "remove_scan": (Mark("file-text", "muted"), _removed),
}


def undone(words: Words) -> dict[str, str]:
    """Return what the history says when a step of these kinds was undone."""
    return {
        "sign_on_screen": words.say("Signature taken back"),
        "attach_scan": words.say("Scan taken away again"),
        "remove_scan": words.say("Scan put back"),
    }
