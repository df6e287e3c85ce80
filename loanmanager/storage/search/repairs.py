"""What is away for repair, and how devices were reset."""

from dataclasses import dataclass
from datetime import date, datetime

from loanmanager.domain.devices import Device, DeviceType
from loanmanager.domain.names import Label
from loanmanager.storage.engine import Engine
from loanmanager.storage.repairs import ResetDone, resets_of
from loanmanager.storage.values import day, moment

__all__ = ["RepairRow", "ResetDone", "repairs_open", "resets_of"]


@dataclass(frozen=True, slots=True)
class RepairRow:
    """A device in repair. `id` is the device's; without a repair on record (an import) only `sent_at` is known."""

    id: int
    tag: str
    type: Label
    icon: str
    name: str
    sent_at: datetime
    repair_id: int | None = None
    place: str = ""
    what: str = ""
    expected_on: date | None = None

    def is_late(self, today: date) -> bool:
        """Tell whether it should have been back before today."""
        return self.expected_on is not None and self.expected_on < today


_NO_TYPE = DeviceType(0, "", Label(""), "")


def repairs_open(store: Engine, *, device_id: int | None = None) -> tuple[RepairRow, ...]:
    """Return devices in repair, those expected first at the top; of one device only, if it is named."""
    narrowed = "" if device_id is None else " AND d.id = :device_id"
    rows = store.rows(
        f"""SELECT d.id, d.tag, d.make, d.model, d.status_since, t.name_en, t.name_fr, t.icon, r.id AS repair_id,
                  r.sent_at, r.place, r.what, r.expected_on
           FROM devices d JOIN device_types t ON t.id = d.type_id
           LEFT JOIN repairs r ON r.device_id = d.id AND r.back_at IS NULL AND r.undone = 0
           WHERE d.status = 'in_repair'{narrowed}
           ORDER BY COALESCE(r.expected_on, '9999'), COALESCE(r.sent_at, d.status_since), d.id""",
        **({} if device_id is None else {"device_id": device_id}),
    )
    return tuple(
        RepairRow(
            id=row["id"],
            tag=row["tag"],
            type=Label(row["name_en"], row["name_fr"]),
            icon=row["icon"],
            name=Device(0, row["tag"], _NO_TYPE, make=row["make"], model=row["model"]).make_model,
            sent_at=moment(row["sent_at"] or row["status_since"]),
            repair_id=row["repair_id"],
            place=row["place"] or "",
            what=row["what"] or "",
            expected_on=day(row["expected_on"]),
        )
        for row in rows
    )
