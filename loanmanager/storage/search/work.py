"""Today's work: how much of each kind there is (product 1.4).

The counts are asked for after every change at the desk, so each is read from an index; `tests/storage/test_work.py` holds
them to it.
"""

from dataclasses import dataclass, fields
from datetime import date, timedelta

from loanmanager.storage import office
from loanmanager.storage.engine import Engine
from loanmanager.storage.search.line_tasks import line_work_counts
from loanmanager.storage.search.reservations import reservations_over, reservations_to_prepare
from loanmanager.storage.search.work_lists import dawn_of, endings


@dataclass(frozen=True, slots=True)
class WorkCounts:
    """What is left to do today.

    A loan on which somebody was in touch with the client today is not among the late, nor among the incidents one that
    waits for its payment or until the day to look again.
    """

    due_today: int = 0
    overdue: int = 0
    reservations: int = 0
    to_check: int = 0
    to_reset: int = 0
    in_repair: int = 0
    to_suspend: int = 0
    to_reactivate: int = 0
    to_sign: int = 0
    incidents: int = 0
    endings: int = 0
    assumed_lost: int = 0

    @property
    def total(self) -> int:
        """Return how much there is in all."""
        return sum(getattr(self, each.name) for each in fields(self))


_DISTINCT = "SELECT COUNT(*) FROM (SELECT DISTINCT loan_id FROM items WHERE ended IS NULL AND {when}{but}) AS found"
_TODAY = " AND loan_id NOT IN (SELECT loan_id FROM contacts WHERE at >= :dawn AND undone = 0 AND loan_id IS NOT NULL)"
_TO_SIGN = """
    SELECT COUNT(*) FROM (SELECT DISTINCT loan_id FROM items WHERE ended IS NULL) AS o
    JOIN papers p ON p.loan_id = o.loan_id AND p.kind = 'agreement' AND p.signed_at IS NULL AND p.undone = 0
"""
_OWED = "EXISTS (SELECT 1 FROM charges ch WHERE ch.incident_id = i.id AND ch.state = 'open')"
_INCIDENTS = f"""
    SELECT COUNT(*) FROM incidents i
    WHERE i.state = 'open' AND CASE WHEN i.follow_up_on IS NULL THEN NOT {_OWED} ELSE i.follow_up_on <= :today END
"""


def work_counts(store: Engine, today: date) -> WorkCounts:
    """Return how much there is to do of each kind."""
    now, dawn = today.isoformat(), dawn_of(today)
    before = _long_ago(store, today).isoformat()
    suspend, reactivate = line_work_counts(store, today)
    return WorkCounts(
        due_today=int(store.value(_DISTINCT.format(when="due_on = :today", but=_TODAY), today=now, dawn=dawn)),
        overdue=int(store.value(_DISTINCT.format(when="due_on < :today", but=_TODAY), today=now, dawn=dawn)),
        reservations=len(reservations_over(store, today)) + len(reservations_to_prepare(store, today)),
        to_check=_devices(store, "to_check"),
        to_reset=_devices(store, "to_reset"),
        in_repair=_devices(store, "in_repair"),
        to_suspend=suspend,
        to_reactivate=reactivate,
        to_sign=int(store.value(_TO_SIGN)),
        incidents=int(store.value(_INCIDENTS, today=now)),
        endings=len(endings(store, today)),
        assumed_lost=int(
            store.value("SELECT COUNT(*) FROM items WHERE ended IS NULL AND due_on < :before", before=before)
        ),
    )


def has_devices(store: Engine) -> bool:
    """Tell whether the office has anything to lend yet."""
    return store.value("SELECT 1 FROM devices LIMIT 1") is not None


def _devices(store: Engine, status: str) -> int:
    return int(store.value("SELECT COUNT(*) FROM devices WHERE status = :status", status=status))


def _long_ago(store: Engine, today: date) -> date:
    """Return the day before which a loan must have been due to be assumed lost."""
    return today - timedelta(days=min(office.policy(store).assumed_lost_after, (today - date.min).days))
