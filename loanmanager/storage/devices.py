"""Devices, their types, parts and lines: rows to and from the domain's records."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from operator import attrgetter, itemgetter
from typing import Any

from loanmanager.domain.devices import (
    Condition,
    Device,
    DeviceStatus,
    DeviceType,
    Line,
    LineState,
    Part,
    PartState,
    TypePart,
)
from loanmanager.domain.names import Label, squash
from loanmanager.storage.engine import Engine, Row
from loanmanager.storage.text import codes_of
from loanmanager.storage.values import among, day, from_json, iso, json_of, text_of

_TYPE_COLUMNS = ["key", "prefix", "icon", "loan_days", "renewals", "gap_days", "replacement_cost"]
_TYPE_FLAGS = ["needs_reset", "needs_check", "gives_internet", "uses_internet", "active"]
_TEXTS = ["make", "model", "serial", "imei", "mac", "system", "shelf", "funding", "notes"]
_texts = attrgetter(*_TEXTS)
_COLUMNS = (
    *_TEXTS,
    *("tag", "tag_key", "type_id", "condition", "site_id", "bought_on", "price", "replacement_cost", "warranty_end"),
    *("custom", "codes"),
)
_DEFAULTS = ("", None, "{}")
_LINE_TEXTS = ["carrier", "iccid", "number", "plan"]


def types(store: Engine, ids: Iterable[int] | None = None) -> tuple[DeviceType, ...]:
    """Return device types, or those with some ids, with their parts and questions, in the order in which they were added."""
    listed, named = ("", {}) if ids is None else among(ids)
    whose, which = (f"WHERE {name} IN {listed}" if listed else "" for name in ("type_id", "id"))
    parts = store.rows(f"SELECT * FROM type_parts {whose} ORDER BY type_id, position, id", **named)
    questions = store.rows(f"SELECT * FROM type_questions {whose} ORDER BY type_id, position, id", **named)
    parts_of, questions_of = _grouped(parts, "type_id"), _grouped(questions, "type_id")
    return tuple(
        _type(row, parts_of.get(row["id"], []), questions_of.get(row["id"], []))
        for row in store.rows(f"SELECT * FROM device_types {which} ORDER BY id", **named)
    )


def _type(row: Row, parts: list[Row], questions: list[Row]) -> DeviceType:
    values: dict[str, Any] = {name: row[name] for name in _TYPE_COLUMNS}
    values |= {name: bool(row[name]) for name in _TYPE_FLAGS}
    return DeviceType(
        id=row["id"],
        name=Label(row["name_en"], row["name_fr"]),
        **values,
        parts=tuple(TypePart(Label(p["name_en"], p["name_fr"]), p["cost"]) for p in parts),
        questions=tuple(Label(q["text_en"], q["text_fr"]) for q in questions),
    )


def save_type(store: Engine, made: DeviceType) -> int:
    """Add a device type (id 0) or keep its changes, parts and questions included; return its id."""
    values: dict[str, Any] = {name: getattr(made, name) for name in _TYPE_COLUMNS}
    values |= {name: int(getattr(made, name)) for name in _TYPE_FLAGS}
    values |= {"name_en": made.name.en, "name_fr": made.name.fr}
    id_ = made.id
    if id_:
        store.update("device_types", id_, **values)
        store.run("DELETE FROM type_parts WHERE type_id = :id", id=id_)
        store.run("DELETE FROM type_questions WHERE type_id = :id", id=id_)
    else:
        id_ = store.insert("device_types", **values)
    for n, part in enumerate(made.parts):
        store.insert("type_parts", type_id=id_, position=n, name_en=part.name.en, name_fr=part.name.fr, cost=part.cost)
    for n, text in enumerate(made.questions):
        store.insert("type_questions", type_id=id_, position=n, text_en=text.en, text_fr=text.fr)
    return id_


def with_ids(store: Engine, ids: Iterable[int]) -> dict[int, Device]:
    """Return devices by id, with type, parts and line."""
    listed, named = among(ids)
    rows = store.rows(f"SELECT * FROM devices WHERE id IN {listed}", **named)
    parts = _grouped(
        store.rows(f"SELECT * FROM parts WHERE device_id IN {listed} ORDER BY device_id, position, id", **named),
        "device_id",
    )
    lines = {
        row["device_id"]: line_of(row)
        for row in store.rows(
            "SELECT l.*, u.device_id FROM line_uses u JOIN lines l ON l.id = u.line_id "
            f"WHERE u.until IS NULL AND u.device_id IN {listed}",
            **named,
        )
    }
    known = {each.id: each for each in types(store, {row["type_id"] for row in rows})}
    return {r["id"]: _device(r, known[r["type_id"]], parts.get(r["id"], []), lines.get(r["id"])) for r in rows}


def with_id(store: Engine, id_: int) -> Device | None:
    """Return one device."""
    return with_ids(store, [id_]).get(id_)


def ids_by_tag(store: Engine) -> dict[str, int]:
    """Return every device's id by its folded tag."""
    return {row["tag_key"]: row["id"] for row in store.rows("SELECT tag_key, id FROM devices")}


def ids_by_serial(store: Engine) -> dict[str, int]:
    """Return devices' ids by their folded serial, those that have one."""
    rows = store.rows("SELECT serial, id FROM devices WHERE serial <> ''")
    return {squash(row["serial"]): row["id"] for row in rows}


def with_tag(store: Engine, tag: str) -> Device | None:
    """Return the device that bears a tag, however it was typed."""
    found = store.value("SELECT id FROM devices WHERE tag_key = :key", key=squash(tag))
    return None if found is None else with_id(store, found)


def with_code(store: Engine, code: str) -> int | None:
    """Return the id of the one device with a serial, IMEI or MAC; None where there is none or more than one."""
    wanted = squash(code)
    near = with_ids(store, store.codes_like("devices", wanted, 50))
    found = [id_ for id_, each in near.items() if wanted in {squash(each.serial), squash(each.imei), squash(each.mac)}]
    return found[0] if len(found) == 1 else None


def _device(row: Row, kind: DeviceType, parts: list[Row], line: Line | None) -> Device:
    return Device(
        id=row["id"],
        tag=row["tag"],
        type=kind,
        status=DeviceStatus(row["status"]),
        condition=Condition(row["condition"]),
        **{name: row[name] for name in _TEXTS},
        site_id=row["site_id"],
        bought_on=day(row["bought_on"]),
        price=row["price"],
        replacement_cost=row["replacement_cost"],
        warranty_end=day(row["warranty_end"]),
        custom=from_json(row["custom"]),
        parts=tuple(Part(p["id"], Label(p["name_en"], p["name_fr"]), p["cost"], PartState(p["state"])) for p in parts),
        line=line,
    )


def line_of(row: Row) -> Line:
    """Return a line from its row; PIN and PUK stay where they are."""
    return Line(
        id=row["id"],
        **{name: row[name] for name in _LINE_TEXTS},
        data_cap_mb=row["data_cap_mb"],
        cycle_day=row["cycle_day"],
        monthly_cost=row["monthly_cost"],
        plan_end=day(row["plan_end"]),
        state=LineState(row["state"]),
    )


def add(store: Engine, new: Device, at: datetime, staff_id: int | None) -> int:
    """Add a device with its parts and return its id; the id given is ignored."""
    id_ = store.insert("devices", **_columns(new), status=new.status, status_since=text_of(at), status_by=staff_id)
    for n, part in enumerate(new.parts):
        _add_part(store, id_, n, part)
    return id_


def add_many(store: Engine, new: Sequence[Device], at: datetime, staff_id: int | None) -> list[int]:
    """Add many devices in bulk, each with its type's standard parts, and return their ids in the same order."""
    first = int(store.value("SELECT COALESCE(MAX(id), 0) FROM devices")) + 1
    since, ids = text_of(at), list(range(first, first + len(new)))
    rows = [(id_, str(each.status), since, staff_id, *_values(each)) for id_, each in zip(ids, new, strict=True)]
    store.insert_many("devices", *_told(("id", "status", "status_since", "status_by", *_COLUMNS), rows))
    store.run(
        "INSERT INTO parts (device_id, position, name_en, name_fr, cost) "
        "SELECT d.id, p.position, p.name_en, p.name_fr, p.cost FROM devices d JOIN type_parts p ON p.type_id = d.type_id "
        "WHERE d.id >= :first ORDER BY d.id, p.position",
        first=first,
    )
    return ids


def _told(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> tuple[Sequence[str], Sequence[Sequence[Any]]]:
    """Leave out the columns in which every row has the default: a sheet tells of half of them, and each takes its time."""
    if not rows:
        return columns, rows
    used = [at for at in range(len(columns)) if any(row[at] not in _DEFAULTS for row in rows)]
    return [columns[at] for at in used], list(map(itemgetter(*used), rows))


def save(store: Engine, changed: Device) -> None:
    """Keep a device's fields. Its status is not one of them: see `set_status`."""
    store.update("devices", changed.id, **_columns(changed))


def _columns(made: Device) -> dict[str, Any]:
    return dict(zip(_COLUMNS, _values(made), strict=True))


def _values(made: Device) -> tuple[Any, ...]:
    """Return what the columns hold, in their order."""
    bears = (made.tag, made.serial, made.imei, made.mac, made.make_model)
    return (
        *_texts(made),
        made.tag,
        squash(made.tag),
        made.type.id,
        str(made.condition),
        made.site_id,
        iso(made.bought_on),
        made.price,
        made.replacement_cost,
        iso(made.warranty_end),
        json_of(made.custom) if made.custom else "{}",
        codes_of(bears, [made.line.number] if made.line else ()),
    )


def set_status(store: Engine, id_: int, status: DeviceStatus, at: datetime, staff_id: int | None) -> None:
    """Move a device to another state; only operations do this."""
    store.update("devices", id_, status=status, status_since=text_of(at), status_by=staff_id)


def set_condition(store: Engine, id_: int, condition: Condition) -> None:
    """Note how a device looks and works now."""
    store.update("devices", id_, condition=condition)


def _add_part(store: Engine, device_id: int, position: int, part: Part) -> None:
    store.insert("parts", **_part(device_id, position, part))


def _part(device_id: int, position: int, part: Part) -> dict[str, Any]:
    names = {"name_en": part.name.en, "name_fr": part.name.fr}
    return {"device_id": device_id, "position": position, **names, "cost": part.cost, "state": part.state}


def save_parts(store: Engine, device_id: int, parts: Iterable[Part]) -> None:
    """Keep a device's parts: id 0 is a new one, one that is not named any more leaves unless a loan knows it."""
    kept = list(parts)
    known = {row["id"] for row in store.rows("SELECT id FROM parts WHERE device_id = :id", id=device_id)}
    for position, part in enumerate(kept):
        if part.id in known:
            names = {"name_en": part.name.en, "name_fr": part.name.fr}
            store.update("parts", part.id, **names, cost=part.cost, state=part.state, position=position)
        else:
            _add_part(store, device_id, position, part)
    for gone in known - {part.id for part in kept}:
        store.run("UPDATE item_parts SET part_id = NULL WHERE part_id = :id", id=gone)
        store.run("UPDATE incidents SET part_id = NULL WHERE part_id = :id", id=gone)
        store.run("DELETE FROM parts WHERE id = :id", id=gone)


def set_part(store: Engine, part_id: int, state: PartState) -> None:
    """Note whether a part is with its device."""
    store.update("parts", part_id, state=state)


def put_line(store: Engine, device: Device, line: Line, at: datetime) -> int:
    """Put a new line into a device that has none, and return the line's id."""
    id_ = store.insert("lines", **line_columns(line))
    store.insert("line_uses", line_id=id_, device_id=device.id, since=text_of(at))
    refresh_codes(store, device.id)
    return id_


def save_line(store: Engine, device_id: int, line: Line) -> None:
    """Keep the fields of the line that is in a device."""
    store.update("lines", line.id, **line_columns(line))
    refresh_codes(store, device_id)


def line_columns(line: Line) -> dict[str, Any]:
    """Return what a line's row holds besides PIN and PUK."""
    values = {f.name: getattr(line, f.name) for f in fields(Line) if f.name != "id"}
    return values | {"plan_end": iso(line.plan_end), "state": str(line.state)}


def refresh_codes(store: Engine, device_id: int) -> None:
    """Make a device findable by what it bears now."""
    found = with_id(store, device_id)
    if found:
        store.update("devices", device_id, codes=_columns(found)["codes"])


def tags_like(store: Engine, prefix: str) -> list[str]:
    """Return the tags that begin with a type's prefix, to number the next one."""
    key = squash(prefix)
    rows = store.rows("SELECT tag FROM devices WHERE tag_key >= :low AND tag_key < :high", low=key, high=key + "\uffff")
    return [row["tag"] for row in rows]


def _grouped(rows: Iterable[Row], column: str) -> dict[int, list[Row]]:
    made: dict[int, list[Row]] = {}
    for row in rows:
        made.setdefault(row[column], []).append(row)
    return made
