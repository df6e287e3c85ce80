"""What the window and the shell read: questions that change nothing, answered in frozen rows.

The one module of storage that `ui` may import. Each question's own module is loaded when it is first asked for: the desk
needs five of them, and the window is to be there at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # what the names are; where they stand is in _MODULES, to which each new one is added
    from loanmanager.storage.engine import Engine as Store
    from loanmanager.storage.search.calendar import *
    from loanmanager.storage.search.clients import *
    from loanmanager.storage.search.contacts import *
    from loanmanager.storage.search.desk import *
    from loanmanager.storage.search.devices import *
    from loanmanager.storage.search.duplicates import *
    from loanmanager.storage.search.history import *
    from loanmanager.storage.search.history_list import *
    from loanmanager.storage.search.incident_list import *
    from loanmanager.storage.search.inventory import *
    from loanmanager.storage.search.kits import *
    from loanmanager.storage.search.line_tasks import *
    from loanmanager.storage.search.lines import *
    from loanmanager.storage.search.loans import *
    from loanmanager.storage.search.office import *
    from loanmanager.storage.search.paging import *
    from loanmanager.storage.search.paper_piles import *
    from loanmanager.storage.search.papers import *
    from loanmanager.storage.search.programmes import *
    from loanmanager.storage.search.renewals import *
    from loanmanager.storage.search.repairs import *
    from loanmanager.storage.search.reservations import *
    from loanmanager.storage.search.signing import *
    from loanmanager.storage.search.staff import *
    from loanmanager.storage.search.stocktakes import *
    from loanmanager.storage.search.templates import *
    from loanmanager.storage.search.work import *
    from loanmanager.storage.search.work_lists import *

_MODULES = {
    "calendar": (
        "CalendarDevice",
        "CalendarLoan",
        "CalendarView",
        "calendar_of_type",
        "calendar_of_types",
    ),
    "clients": (
        "DUPLICATES",
        "NEWEST",
        "ClientCard",
        "ClientRow",
        "client_card",
        "client_counts",
        "client_record",
        "client_rows",
    ),
    "contacts": (
        "NoticeDevice",
        "NoticeRow",
        "TryRow",
        "notices_due",
    ),
    "desk": (
        "Counts",
        "Match",
        "counts",
        "find",
        "matches",
        "purposes",
    ),
    "devices": (
        "OTHERS",
        "OVERDUE",
        "DeviceRow",
        "ResetRow",
        "device_counts",
        "device_record",
        "device_rows",
        "device_types",
        "last_reset",
        "loan_of_device",
    ),
    "duplicates": (
        "Alike",
        "duplicate_ids",
        "same_as",
        "same_person",
    ),
    "history": (
        "HistoryRow",
        "history_of",
        "undoable_entry",
    ),
    "history_list": (
        "About",
        "EntryRow",
        "Undoing",
        "Wanted",
        "entry_row",
        "entry_rows",
        "subject_count",
    ),
    "incident_list": (
        "IncidentRow",
        "IncidentView",
        "PhotoRow",
        "assumed_lost",
        "charges_of",
        "gone_incident",
        "incident_counts",
        "incident_record",
        "incident_view",
        "incidents",
        "incidents_of_client",
        "incidents_of_device",
        "photo",
        "photos_of",
    ),
    "inventory": (
        "InventoryRow",
        "inventory_rows",
    ),
    "kits": (
        "KitDevices",
        "KitRow",
        "KitView",
        "UnitRow",
        "kit_counts",
        "kit_devices",
        "kit_of_device",
        "kit_rows",
        "kit_view",
    ),
    "line_tasks": (
        "EndingRow",
        "LineWorkRow",
        "line_work",
        "line_work_counts",
        "plans_ending",
    ),
    "lines": (
        "SPARE",
        "LineChoices",
        "LineRow",
        "LineUseRow",
        "LineView",
        "line_choices",
        "line_counts",
        "line_rows",
        "line_view",
    ),
    "loans": (
        "LoanRow",
        "PaperRow",
        "loan_counts",
        "loan_record",
        "loan_rows",
        "papers_of",
    ),
    "office": (
        "OfficeView",
        "logo",
        "office_view",
        "proposed_due",
    ),
    "paging": (
        "PAGE",
        "After",
    ),
    "papers": ("papers_about",),
    "programmes": (
        "MemberRow",
        "ProgrammeRow",
        "ProgrammeView",
        "programme_counts",
        "programme_named",
        "programme_rows",
        "programme_view",
    ),
    "renewals": (
        "RenewalRow",
        "awaited",
        "programmes_out",
        "renewal_rows",
    ),
    "repairs": (
        "RepairRow",
        "ResetDone",
        "repairs_open",
        "resets_of",
    ),
    "reservations": (
        "ReservationRow",
        "devices_for",
        "promises_for",
        "promises_of_types",
        "reservation_holding",
        "reservation_numbered",
        "reservation_row",
        "reservation_rows",
        "reservations_over",
        "reservations_to_prepare",
    ),
    "templates": ("VersionRow", "template_versions"),
    "paper_piles": ("Pile", "PileRow", "pile_of", "paper_mail", "PaperMail"),
    "signing": ("ScanRow", "SigningRow", "paper_signing", "scan_content"),
    "staff": ("StaffRow", "staff_rows"),
    "stocktakes": (
        "CountRow",
        "CountView",
        "StocktakeRow",
        "count_row",
        "count_view",
        "expected_count",
        "shelves",
        "stocktake_row",
        "stocktake_rows",
    ),
    "work": (
        "WorkCounts",
        "has_devices",
        "work_counts",
    ),
    "work_lists": (
        "CareRow",
        "LateRow",
        "LentRow",
        "SignRow",
        "agreements_to_sign",
        "devices_in_care",
        "endings",
        "late_loans",
    ),
}
"""The names of each module; no name may be that of a module, or the module would stand for it once it is loaded."""
_WHERE = {name: module for module, names in _MODULES.items() for name in names}

__all__ = [
    "Store",
]

if not TYPE_CHECKING:  # or it would take any name for a good one

    def __getattr__(name: str) -> Any:
        """Load the module that a name stands in."""
        if name == "Store":
            return import_module("loanmanager.storage.engine").Engine
        if name not in _WHERE:
            raise AttributeError(name)
        return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
