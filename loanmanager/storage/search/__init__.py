"""What the window and the shell read: questions that change nothing, answered in frozen rows.

The one module of storage that `ui` may import.
"""

from loanmanager.storage.engine import Engine as Store
from loanmanager.storage.search.clients import (
    ClientCard,
    ClientRow,
    client_card,
    client_counts,
    client_record,
    client_rows,
    same_person,
)
from loanmanager.storage.search.desk import Counts, Match, counts, find, matches, purposes
from loanmanager.storage.search.devices import (
    OTHERS,
    OVERDUE,
    DeviceRow,
    ResetRow,
    device_counts,
    device_record,
    device_rows,
    device_types,
    last_reset,
    loan_of_device,
)
from loanmanager.storage.search.history import HistoryRow, history_of, undoable_entry
from loanmanager.storage.search.incident_list import (
    IncidentRow,
    IncidentView,
    PhotoRow,
    assumed_lost,
    charges_of,
    incident_counts,
    incident_record,
    incident_view,
    incidents,
    photo,
    photos_of,
)
from loanmanager.storage.search.line_work import (
    EndingRow,
    LineWorkRow,
    line_work,
    line_work_counts,
    plans_ending,
)
from loanmanager.storage.search.lines import (
    SPARE,
    LineRow,
    LineUseRow,
    LineView,
    line_counts,
    line_rows,
    line_view,
)
from loanmanager.storage.search.loans import (
    LoanRow,
    PaperRow,
    loan_counts,
    loan_record,
    loan_rows,
    papers_of,
)
from loanmanager.storage.search.office import OfficeView, office_view, proposed_due
from loanmanager.storage.search.paging import PAGE, After
from loanmanager.storage.search.papers_about import papers_about
from loanmanager.storage.search.repairs import RepairRow, ResetDone, repairs_open, resets_of

__all__ = [
    "OTHERS",
    "OVERDUE",
    "PAGE",
    "SPARE",
    "After",
    "ClientCard",
    "ClientRow",
    "Counts",
    "DeviceRow",
    "EndingRow",
    "HistoryRow",
    "IncidentRow",
    "IncidentView",
    "LineRow",
    "LineUseRow",
    "LineView",
    "LineWorkRow",
    "LoanRow",
    "Match",
    "OfficeView",
    "PaperRow",
    "PhotoRow",
    "RepairRow",
    "ResetDone",
    "ResetRow",
    "Store",
    "assumed_lost",
    "charges_of",
    "client_card",
    "client_counts",
    "client_record",
    "client_rows",
    "counts",
    "device_counts",
    "device_record",
    "device_rows",
    "device_types",
    "find",
    "history_of",
    "incident_counts",
    "incident_record",
    "incident_view",
    "incidents",
    "last_reset",
    "line_counts",
    "line_rows",
    "line_view",
    "line_work",
    "line_work_counts",
    "loan_counts",
    "loan_of_device",
    "loan_record",
    "loan_rows",
    "matches",
    "office_view",
    "papers_about",
    "papers_of",
    "photo",
    "photos_of",
    "plans_ending",
    "proposed_due",
    "purposes",
    "repairs_open",
    "resets_of",
    "same_person",
    "undoable_entry",
]
