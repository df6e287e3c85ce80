"""Who works here, as lists show them. What they sign in with is never among it."""

from dataclasses import dataclass
from datetime import datetime

from loanmanager.domain.office import Role
from loanmanager.storage.engine import Engine, Row
from loanmanager.storage.values import moment


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A member of staff as lists show them."""

    id: int
    name: str
    role: Role
    language: str
    active: bool
    has_pin: bool
    must_change: bool
    signed_in_at: datetime | None


def staff_rows(store: Engine, *, active: bool = False) -> tuple[StaffRow, ...]:
    """Return who works here, those who left after the others, in the order in which they came."""
    found = store.rows(
        """SELECT s.id, s.name, s.role, s.language, s.active, p.secret IS NOT NULL AS has_pin,
                  COALESCE(p.must_change, 0) AS must_change, p.signed_in_at
           FROM staff s LEFT JOIN staff_secrets p ON p.id = s.id WHERE s.active >= :active ORDER BY s.active DESC, s.id""",
        active=int(active),
    )
    return tuple(_row(each) for each in found)


def _row(row: Row) -> StaffRow:
    return StaffRow(
        id=row["id"],
        name=row["name"],
        role=Role(row["role"]),
        language=row["language"],
        active=bool(row["active"]),
        has_pin=bool(row["has_pin"]),
        must_change=bool(row["must_change"]),
        signed_in_at=moment(row["signed_in_at"]) if row["signed_in_at"] else None,
    )
