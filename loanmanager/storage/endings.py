"""Which ends of plans and warranties were seen and noted."""

from dataclasses import dataclass
from datetime import date, datetime

from loanmanager.domain.endings import Ends
from loanmanager.storage.engine import Engine
from loanmanager.storage.values import day, text_of


@dataclass(frozen=True, slots=True)
class Ending:
    """The plan of a line or the warranty of a device: what it is called, when it ends, which device it is about."""

    kind: Ends
    id: int
    name: str
    ends: date | None
    device_id: int | None


def ending(store: Engine, kind: Ends, id_: int) -> Ending | None:
    """Return what a line's plan or a device's warranty says of its end, or None."""
    sql = {
        Ends.PLAN: """SELECT COALESCE(NULLIF(l.number, ''), l.iccid) AS name, l.plan_end AS ends, u.device_id
                      FROM lines l LEFT JOIN line_uses u ON u.line_id = l.id AND u.until IS NULL WHERE l.id = :id""",
        Ends.WARRANTY: "SELECT tag AS name, warranty_end AS ends, id AS device_id FROM devices WHERE id = :id",
    }[kind]
    row = store.row(sql, id=id_)
    return Ending(kind, id_, row["name"], day(row["ends"]), row["device_id"]) if row else None


def is_noted(store: Engine, kind: Ends, id_: int, ends: date) -> bool:
    """Tell whether an ending was noted."""
    sql = "SELECT 1 FROM endings_noted WHERE kind = :kind AND subject_id = :id AND ends_on = :ends"
    return store.value(sql, kind=kind, id=id_, ends=ends.isoformat()) is not None


def note(store: Engine, kind: Ends, id_: int, ends: date, at: datetime, staff_id: int | None) -> int:
    """Keep that an ending was seen, by whom and when, and return the note's id."""
    return store.insert(
        "endings_noted", kind=kind, subject_id=id_, ends_on=ends.isoformat(), at=text_of(at), staff_id=staff_id
    )


def forget(store: Engine, note_id: int) -> None:
    """Take a note back, as if it had never been."""
    store.run("DELETE FROM endings_noted WHERE id = :id", id=note_id)
