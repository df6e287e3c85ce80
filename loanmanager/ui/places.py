"""The pages of the window by key: how each is made, and which item of the sidebar it stands under."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from loanmanager.ui.office import Office
    from loanmanager.ui.pages.page import Page


@dataclass(frozen=True, slots=True)
class Place:
    """A page: the module and class it is made of, loaded when it is first visited."""

    module: str
    name: str
    under: str
    rare: bool = False  # not loaded before it is gone to

    def make(self) -> Callable[[Office], Page]:
        """Return the page's class."""
        found: Callable[[Office], Page] = getattr(import_module(f"loanmanager.ui.pages.{self.module}"), self.name)
        return found


PLACES = {
    "desk": Place("desk.page", "Desk", "desk"),
    "devices": Place("devices.page", "Devices", "devices"),
    "kits": Place("kits.page", "Kits", "devices"),
    "lines": Place("lines.page", "Lines", "devices"),
    "clients": Place("clients.page", "Clients", "clients"),
    "programmes": Place("programmes.page", "Programmes", "clients"),
    "group": Place("group.page", "GroupPage", "clients"),
    "loans": Place("loans.page", "Loans", "loans"),
    "calendar": Place("calendar.page", "CalendarPage", "calendar"),
    "paper": Place("paper.page", "PaperPage", "loans"),
    "incidents": Place("incidents.page", "Incidents", "follow_up"),
    "follow_up": Place("follow_up.page", "FollowUp", "follow_up"),
    "stocktake": Place("stocktake.page", "StocktakePage", "devices"),
    "settings": Place("settings.page", "SettingsPage", "settings"),
    "welcome": Place("first_start.welcome", "Welcome", "", rare=True),
    "first_start": Place("first_start.page", "FirstStart", "", rare=True),
    "history": Place("history.page", "HistoryPage", "settings"),
    "agreements": Place("agreements.page", "AgreementsPage", "settings"),
}

SCAN = "scan"
"""Where a page sends what a scanner typed while it had the focus: to the box above every page."""

GUIDE = "guide"
"""Where one finds what the guide tells of the page that is shown."""

DIALOGS = {
    "import": ("import_sheet", "ImportDialog"),
    "export": ("export_list", "ExportDialog"),
}


def load_all() -> None:
    """Load every page's module away from the window, so that a first visit need not wait for it."""
    for place in PLACES.values():
        if not place.rare:
            import_module(f"loanmanager.ui.pages.{place.module}")


def open_dialog(key: str, office: Office, parent: QWidget) -> None:
    """Open a dialog that belongs to no page."""
    module, name = DIALOGS[key]
    getattr(import_module(f"loanmanager.ui.dialogs.{module}"), name)(office, parent=parent).open()
