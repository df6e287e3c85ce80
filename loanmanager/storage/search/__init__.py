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

__all__ = [
    "OTHERS",
    "OVERDUE",
    "PAGE",
    "After",
    "ClientCard",
    "ClientRow",
    "Counts",
    "DeviceRow",
    "HistoryRow",
    "LoanRow",
    "Match",
    "OfficeView",
    "PaperRow",
    "ResetRow",
    "Store",
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
    "last_reset",
    "loan_counts",
    "loan_of_device",
    "loan_record",
    "loan_rows",
    "matches",
    "office_view",
    "papers_of",
    "proposed_due",
    "purposes",
    "same_person",
    "undoable_entry",
]
