"""Kits as lists show them, and one kit in full."""

from dataclasses import dataclass

from loanmanager.domain.devices import Device
from loanmanager.domain.kits import Kit
from loanmanager.domain.names import Label, name_key, squash
from loanmanager.storage import devices, kits
from loanmanager.storage.engine import Engine, Row
from loanmanager.storage.search.devices import DeviceRow, rows_with_ids
from loanmanager.storage.search.paging import PAGE, After, beyond
from loanmanager.storage.text import typed
from loanmanager.storage.values import among


@dataclass(frozen=True, slots=True)
class KitRow:
    """One kit in a list: how many units it has, how many of them can be lent now, and how many are out."""

    id: int
    tag: str
    tag_key: str
    name: Label
    cost: int | None
    active: bool
    units: int
    available: int
    out: int


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit of a kit: what it is there for, and the device as lists show it."""

    label: Label
    device: DeviceRow


@dataclass(frozen=True, slots=True)
class KitView:
    """One kit in full."""

    kit: Kit
    row: KitRow
    units: tuple[UnitRow, ...]


@dataclass(frozen=True, slots=True)
class KitDevices:
    """A kit with the records of its units, in its order, for the basket."""

    kit: Kit
    devices: tuple[Device, ...]


_COLUMNS = """
    SELECT k.id, k.tag, k.tag_key, k.name_en, k.name_fr, k.cost, k.active, COUNT(d.id) AS units,
           SUM(CASE WHEN d.status = 'available' THEN 1 ELSE 0 END) AS available,
           SUM(CASE WHEN d.status = 'on_loan' THEN 1 ELSE 0 END) AS out
    FROM kits k LEFT JOIN kit_units u ON u.kit_id = k.id AND u.until IS NULL LEFT JOIN devices d ON d.id = u.device_id
"""
_GROUP = " GROUP BY k.id, k.tag, k.tag_key, k.name_en, k.name_fr, k.cost, k.active ORDER BY k.tag_key, k.id"
_LENT = "k.id IN (SELECT u2.kit_id FROM kit_units u2 JOIN devices d2 ON d2.id = u2.device_id WHERE u2.until IS NULL"
_FILTERS = {
    "active": "k.active = 1",
    "out": f"k.active = 1 AND {_LENT} AND d2.status = 'on_loan')",
    "retired": "k.active = 0",
}


def kit_rows(
    store: Engine, *, only: str = "active", text: str = "", after: After | None = None, limit: int = PAGE
) -> tuple[KitRow, ...]:
    """Return a page of kits by tag. `only` is active, out (something of it is) or retired; text narrows by tag or name."""
    where, named = _FILTERS[only], dict[str, object]({"limit": limit})
    if typed(text).strip():
        listed, ids = among(_ids(store, typed(text), PAGE))
        where += f" AND k.id IN {listed}"
        named |= ids
    more, at = beyond("k.tag_key", "k.id", after)
    sql = f"{_COLUMNS} WHERE {where}{more}{_GROUP} LIMIT :limit"
    return tuple(_row(row) for row in store.rows(sql, **named, **at))


def kit_matches(store: Engine, text: str, limit: int) -> tuple[KitRow, ...]:
    """Return the kits in use whose tag or name a typed text is in."""
    listed, named = among(_ids(store, typed(text), limit))
    sql = f"{_COLUMNS} WHERE k.active = 1 AND k.id IN {listed}{_GROUP} LIMIT :limit"
    return tuple(_row(row) for row in store.rows(sql, limit=limit, **named))


def kit_row(store: Engine, id_: int) -> KitRow | None:
    """Return one kit as lists show it."""
    return next((_row(row) for row in store.rows(f"{_COLUMNS} WHERE k.id = :id{_GROUP}", id=id_)), None)


def _ids(store: Engine, text: str, limit: int) -> list[int]:
    """Return kits by a part of their tag or name; there are some dozens of kits."""
    code, words = squash(text), name_key(text)
    rows = store.rows("SELECT id, tag_key, name_en, name_fr FROM kits ORDER BY tag_key")
    return [
        row["id"]
        for row in rows
        if (code and code in row["tag_key"]) or (words and words in name_key(row["name_en"], row["name_fr"]))
    ][:limit]


def _row(row: Row) -> KitRow:
    return KitRow(
        **{name: row[name] for name in ("id", "tag", "tag_key", "cost", "units")},
        name=Label(row["name_en"], row["name_fr"]),
        active=bool(row["active"]),
        available=row["available"] or 0,
        out=row["out"] or 0,
    )


def kit_counts(store: Engine) -> dict[str, int]:
    """Return how many kits each filter of `kit_rows` holds."""
    return {only: int(store.value(f"SELECT COUNT(*) FROM kits k WHERE {where}")) for only, where in _FILTERS.items()}


def kit_view(store: Engine, id_: int) -> KitView | None:
    """Return one kit in full, its units in their order."""
    kit, row = kits.with_id(store, id_), kit_row(store, id_)
    if kit is None or row is None:
        return None
    found = {each.id: each for each in rows_with_ids(store, [unit.device_id for unit in kit.units])}
    return KitView(kit, row, tuple(UnitRow(unit.label, found[unit.device_id]) for unit in kit.units))


def kit_devices(store: Engine, id_: int) -> KitDevices | None:
    """Return a kit with the records of its units."""
    kit = kits.with_id(store, id_)
    if kit is None:
        return None
    found = devices.with_ids(store, [unit.device_id for unit in kit.units])
    return KitDevices(kit, tuple(found[unit.device_id] for unit in kit.units))


def kit_of_device(store: Engine, device_id: int) -> Kit | None:
    """Return the kit that a device is a unit of."""
    return kits.of_device(store, device_id)
