"""Every device that the agency has, as its inventory list needs it."""

from dataclasses import dataclass
from typing import Any

from loanmanager.domain.devices import Device, DeviceStatus, DeviceType
from loanmanager.domain.names import Label
from loanmanager.storage.engine import Engine


@dataclass(frozen=True, slots=True)
class InventoryRow:
    """One device in the inventory; `cost` is what replacing it costs, in cents, by its own figure or its type's."""

    tag: str
    type: Label
    name: str
    serial: str
    status: DeviceStatus
    site: str
    shelf: str
    cost: int | None


def inventory_rows(
    store: Engine, *, site_id: int | None = None, type_id: int | None = None
) -> tuple[InventoryRow, ...]:
    """Return every device by tag, those that are retired apart; of one site or type where that is asked for."""
    where, named = ["d.status <> 'retired'"], dict[str, Any]()
    for column, value in (("site_id", site_id), ("type_id", type_id)):
        if value is not None:
            where.append(f"d.{column} = :{column}")
            named[column] = value
    rows = store.rows(
        f"""SELECT d.tag, d.make, d.model, d.serial, d.status, d.shelf, s.name AS site, t.name_en, t.name_fr,
                   COALESCE(d.replacement_cost, t.replacement_cost) AS cost
            FROM devices d JOIN device_types t ON t.id = d.type_id LEFT JOIN sites s ON s.id = d.site_id
            WHERE {" AND ".join(where)} ORDER BY d.tag_key, d.id""",
        **named,
    )
    return tuple(
        InventoryRow(
            tag=row["tag"],
            type=Label(row["name_en"], row["name_fr"]),
            name=Device(0, row["tag"], _NO_TYPE, make=row["make"], model=row["model"]).make_model,
            serial=row["serial"],
            status=DeviceStatus(row["status"]),
            site=row["site"] or "",
            shelf=row["shelf"],
            cost=row["cost"],
        )
        for row in rows
    )


_NO_TYPE = DeviceType(0, "", Label(""), "")
