"""What papers are called, on screen, in the names of files and in the contents of a file of many."""

from loanmanager.domain.papers import PaperKind
from loanmanager.i18n import Words


def of_kind(kind: PaperKind, words: Words) -> str:
    """Return what a kind of paper is called."""
    return {
        PaperKind.AGREEMENT: words.say("Agreement"),
        PaperKind.ADDENDUM: words.say("Addendum"),
        PaperKind.RECEIPT: words.say("Receipt"),
        PaperKind.NOTICE: words.say("Notice"),
        PaperKind.RESET_RECORD: words.say("Reset record"),
        PaperKind.INCIDENT: words.say("Incident report"),
        PaperKind.CLEARANCE: words.say("Clearance letter"),
        PaperKind.STOCKTAKE: words.say("Stocktake"),
    }[kind]
