"""The versions of an agreement's wording, as the settings list them."""

from dataclasses import dataclass
from datetime import date, datetime

from loanmanager.storage.engine import Engine
from loanmanager.storage.values import moment


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version: who saved it when and said what of it, who reviewed it, and how many agreements it is on."""

    version: int
    made_at: datetime
    staff: str
    note: str
    shipped: bool
    reviewed: bool
    reviewed_by: str
    reviewed_on: date | None
    agreements: int


def template_versions(store: Engine, key: str = "loan") -> tuple[VersionRow, ...]:
    """Return the versions of a template, the newest first."""
    rows = store.rows(
        """SELECT t.*, COALESCE(s.name, '') AS staff,
               (SELECT COUNT(*) FROM papers p WHERE p.template_id = t.id AND p.kind = 'agreement' AND p.undone = 0) AS agreements
           FROM templates t LEFT JOIN staff s ON s.id = t.staff_id WHERE t.key = :key ORDER BY t.version DESC""",
        key=key,
    )
    return tuple(
        VersionRow(
            version=row["version"],
            made_at=moment(row["made_at"]),
            staff=row["staff"],
            note=row["note"],
            shipped=bool(row["shipped"]),
            reviewed=bool(row["reviewed"]),
            reviewed_by=row["reviewed_by"],
            reviewed_on=date.fromisoformat(row["reviewed_on"]) if row["reviewed_on"] else None,
            agreements=row["agreements"],
        )
        for row in rows
    )
