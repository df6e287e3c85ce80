"""What a client has and had, by type of device: what limits and gaps between two loans are counted from."""

from datetime import date

from loanmanager.domain.policies import Borrowing
from loanmanager.storage.engine import Engine
from loanmanager.storage.values import moment


def of_client(store: Engine, client_id: int) -> Borrowing:
    """Return how many devices of each type a client has, and when they last brought one back, by the office's clock."""
    rows = store.rows(
        """SELECT t.key, SUM(CASE WHEN i.ended IS NULL THEN 1 ELSE 0 END) AS out,
                  MAX(CASE WHEN i.ended = 'returned' THEN i.ended_at END) AS back
           FROM loans l JOIN items i ON i.loan_id = l.id JOIN devices d ON d.id = i.device_id
           JOIN device_types t ON t.id = d.type_id
           WHERE l.client_id = :id GROUP BY t.key""",
        id=client_id,
    )
    return Borrowing(
        {row["key"]: int(row["out"]) for row in rows if row["out"]},
        {row["key"]: _day(row["back"]) for row in rows if row["back"]},
    )


def _day(text: str) -> date:
    return moment(text).astimezone().date()
