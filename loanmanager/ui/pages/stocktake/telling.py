"""Saying what a scan found, large, beside the box."""

from loanmanager.domain.stocktaking import Finding
from loanmanager.i18n import Words
from loanmanager.operations.stocktaking import Scanned
from loanmanager.sentences.stocktakes import of_place, of_scan
from loanmanager.storage.search import CountRow
from loanmanager.ui.pages.stocktake.lines import MARKS
from loanmanager.ui.tokens import Mark
from loanmanager.ui.widgets.verdict import Verdict

_LONGEST = 40
"""Characters of an unknown code that are shown: a longer one is no code of a device."""


def tell_scan(verdict: Verdict, each: CountRow | None, words: Words, *, again: bool) -> None:
    """Say what the scan of a device means, and where the device belongs."""
    if each is None or each.device is None:
        return
    device = each.device
    place = of_place(device.site, device.shelf, words)
    name = device.name or device.type.in_(words.language)
    if again:
        verdict.tell(Mark("info", "muted"), words.say("{tag} was counted already", tag=device.tag), name)
        return
    said = of_scan(each.finding, each.was, place, words)
    verdict.tell(MARKS[each.finding], f"{device.tag} {said}", f"{name} · {place}")


def tell_unknown(verdict: Verdict, scanned: Scanned, words: Words) -> None:
    """Say that no device bears a code."""
    said = of_scan(Finding.UNKNOWN, "", "", words)
    verdict.tell(MARKS[Finding.UNKNOWN], f"“{scanned.text[:_LONGEST]}” {said}")
