"""Kits and their units: rows to and from the domain's records."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from loanmanager.domain.kits import Kit, Unit
from loanmanager.domain.names import Label, squash
from loanmanager.storage.engine import Engine, Row
from loanmanager.storage.values import among, text_of


def with_ids(store: Engine, ids: Iterable[int]) -> dict[int, Kit]:
    """Return kits by id, with the units that are in them now."""
    listed, named = among(ids)
    units: dict[int, list[Unit]] = {}
    for row in store.rows(
        f"SELECT * FROM kit_units WHERE until IS NULL AND kit_id IN {listed} ORDER BY kit_id, position, id", **named
    ):
        label = Label(row["label_en"], row["label_fr"])
        units.setdefault(row["kit_id"], []).append(Unit(row["device_id"], label))
    rows = store.rows(f"SELECT * FROM kits WHERE id IN {listed}", **named)
    return {row["id"]: _kit(row, units.get(row["id"], [])) for row in rows}


def with_id(store: Engine, id_: int) -> Kit | None:
    """Return one kit."""
    return with_ids(store, [id_]).get(id_)


def with_tag(store: Engine, tag: str) -> Kit | None:
    """Return the kit that bears a tag, however it was typed, retired ones included."""
    found = store.value("SELECT id FROM kits WHERE tag_key = :key", key=squash(tag)) if squash(tag) else None
    return None if found is None else with_id(store, found)


def of_device(store: Engine, device_id: int) -> Kit | None:
    """Return the kit that a device is a unit of."""
    found = store.value("SELECT kit_id FROM kit_units WHERE device_id = :id AND until IS NULL", id=device_id)
    return None if found is None else with_id(store, found)


def tag_keys(store: Engine) -> frozenset[str]:
    """Return every kit's folded tag, none of which a device may bear."""
    return frozenset(row["tag_key"] for row in store.rows("SELECT tag_key FROM kits"))


def _kit(row: Row, units: list[Unit]) -> Kit:
    return Kit(
        id=row["id"],
        tag=row["tag"],
        name=Label(row["name_en"], row["name_fr"]),
        cost=row["cost"],
        note=row["note"],
        active=bool(row["active"]),
        units=tuple(units),
    )


def add(store: Engine, kit: Kit) -> int:
    """Add a kit without units, and return its id; the id given is ignored."""
    return store.insert("kits", **_columns(kit))


def save(store: Engine, kit: Kit) -> None:
    """Keep a kit's fields; its units have their own ways in and out."""
    store.update("kits", kit.id, **_columns(kit))


def _columns(kit: Kit) -> dict[str, Any]:
    return {
        "tag": kit.tag,
        "tag_key": squash(kit.tag),
        "name_en": kit.name.en,
        "name_fr": kit.name.fr,
        "cost": kit.cost,
        "note": kit.note,
        "active": int(kit.active),
    }


def add_unit(store: Engine, kit_id: int, unit: Unit, at: datetime) -> None:
    """Put a device into a kit, after those that are or were there."""
    last = store.value("SELECT MAX(position) FROM kit_units WHERE kit_id = :id", id=kit_id)
    store.insert(
        "kit_units",
        kit_id=kit_id,
        device_id=unit.device_id,
        position=0 if last is None else int(last) + 1,
        label_en=unit.label.en,
        label_fr=unit.label.fr,
        since=text_of(at),
    )


def remove_unit(store: Engine, kit_id: int, device_id: int) -> None:
    """Take away the row of a unit whose coming is undone; the history keeps both."""
    store.run(
        "DELETE FROM kit_units WHERE kit_id = :kit AND device_id = :device AND until IS NULL",
        kit=kit_id,
        device=device_id,
    )


def end_units(store: Engine, kit_id: int, device_ids: Iterable[int], at: datetime) -> list[int]:
    """Take devices out of a kit, and return the rows that ended, for `reopen_units`."""
    listed, named = among(device_ids)
    rows = store.rows(
        f"SELECT id FROM kit_units WHERE kit_id = :kit AND until IS NULL AND device_id IN {listed} ORDER BY id",
        kit=kit_id,
        **named,
    )
    for row in rows:
        store.update("kit_units", row["id"], until=text_of(at))
    return [row["id"] for row in rows]


def reopen_units(store: Engine, unit_ids: Iterable[int]) -> None:
    """Put devices back into their kit as if they had never left it."""
    for id_ in unit_ids:
        store.update("kit_units", id_, until=None)


def label_units(store: Engine, kit_id: int, labels: Mapping[int, Label]) -> None:
    """Say what devices are in their kit for."""
    for device_id, label in labels.items():
        store.run(
            "UPDATE kit_units SET label_en = :en, label_fr = :fr WHERE kit_id = :kit AND device_id = :device "
            "AND until IS NULL",
            en=label.en,
            fr=label.fr,
            kit=kit_id,
            device=device_id,
        )
