"""F1: the guide, at the page that tells of what is on the screen, in the web browser; it lies on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loanmanager.paths import guide

if TYPE_CHECKING:
    from loanmanager.ui.office import Office

_PAGES = {
    "desk": "lend",
    "devices": "devices",
    "kits": "devices",
    "lines": "devices",
    "stocktake": "devices",
    "clients": "lend",
    "programmes": "lend",
    "group": "lend",
    "loans": "return",
    "calendar": "lend",
    "paper": "agreements",
    "agreements": "agreements",
    "incidents": "late",
    "follow_up": "late",
    "history": "privacy",
    "welcome": "first-day",
    "first_start": "first-day",
    "settings": "first-day",
    "settings/agreements": "agreements",
    "settings/notices": "late",
    "settings/staff": "staff",
    "settings/protection": "privacy",
    "settings/data": "backups",
    "settings/look": "languages",
}
PAGES = frozenset({"index", "new-pc", "administrator", *_PAGES.values()})
"""What the guide has in each language."""


def page_of(place: str, part: str = "") -> str:
    """Return the page of the guide for a place in the window, and a part of it where that has a page of its own."""
    return _PAGES.get(f"{place}/{part}") or _PAGES.get(place) or "index"


def show(office: Office, page: str) -> None:
    """Open a page of the guide in the language of the screen."""
    path = guide(office.words.language) / f"{page}.html"
    if not path.exists():
        office.say(office.words.say("The guide is not on this computer: {path}", path=path), error=True)
        return
    from loanmanager.ui import saving

    saving.show(office, path)
