"""Counts of the shelf: what was expected when each began, and what was scanned since."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from loanmanager.domain.devices import DeviceStatus
from loanmanager.domain.stocktaking import Finding, Scope, Standing, Stocktake, StocktakeState
from loanmanager.storage.engine import Engine, Row
from loanmanager.storage.values import moment, text_of


@dataclass(frozen=True, slots=True)
class Scan:
    """One code that was scanned, with what it said at that moment; `device_id` is None where no device bears it.

    `code` is the folded one by which it is counted once, `text` what was read.
    """

    id: int
    code: str
    device_id: int | None
    finding: Finding
    status: str
    at: datetime
    staff_id: int | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Began:
    """When a count began, and who began it."""

    at: datetime
    staff_id: int | None


@dataclass(frozen=True, slots=True)
class Tally:
    """What a count came to, kept when it is finished."""

    found: int
    missing: int
    others: int


def add(store: Engine, number: str, scope: Scope, device_ids: Iterable[int], at: datetime, staff_id: int | None) -> int:
    """Begin a count of the devices that should be found, and return its id."""
    id_ = store.insert(
        "stocktakes",
        number=number,
        site_id=scope.site_id,
        type_id=scope.type_id,
        shelf=scope.shelf,
        started_at=text_of(at),
        staff_id=staff_id,
    )
    store.insert_many("stocktake_devices", ("stocktake_id", "device_id"), [(id_, each) for each in device_ids])
    return id_


def with_id(store: Engine, id_: int) -> Stocktake | None:
    """Return one count."""
    return next(iter(_stocktakes(store, "id = :id", id=id_)), None)


def with_number(store: Engine, number: str) -> Stocktake | None:
    """Return the count that bears a number, however it was typed."""
    return next(iter(_stocktakes(store, "number = :number", number=number.strip().upper())), None)


def under_way(store: Engine) -> tuple[Stocktake, ...]:
    """Return the counts that are open."""
    return _stocktakes(store, "state = 'open'")


def _stocktakes(store: Engine, where: str, **named: Any) -> tuple[Stocktake, ...]:
    rows = store.rows(f"SELECT * FROM stocktakes WHERE {where} ORDER BY id", **named)
    return tuple(Stocktake(row["id"], row["number"], scope_of(row), StocktakeState(row["state"])) for row in rows)


def scope_of(row: Row) -> Scope:
    """Return what a count is of, from a row of the table."""
    return Scope(row["site_id"], row["type_id"], row["shelf"])


def began(store: Engine, id_: int) -> Began:
    """Return when a count began, and who began it."""
    row = store.row("SELECT started_at, staff_id FROM stocktakes WHERE id = :id", id=id_)
    assert row is not None
    return Began(moment(row["started_at"]), row["staff_id"])


def close(store: Engine, id_: int, state: StocktakeState, at: datetime | None, tally: Tally | None) -> None:
    """Finish or drop a count, or open it again; a moment and a tally belong to one that is finished."""
    counted = asdict(tally) if tally else dict.fromkeys(("found", "missing", "others"))
    store.update("stocktakes", id_, state=state, finished_at=text_of(at) if at else None, **counted)


# What should be there


def standings(store: Engine, scope: Scope) -> tuple[Standing, ...]:
    """Return every device of the site and type of a scope; the shelf is the domain's to compare."""
    named = {"site_id": scope.site_id, "type_id": scope.type_id}
    given = {name: value for name, value in named.items() if value is not None}
    return _standings(store, " AND ".join(f"{name} = :{name}" for name in given) or "1 = 1", **given)


def standing(store: Engine, device_id: int) -> Standing | None:
    """Return where one device belongs and how it stands."""
    return next(iter(_standings(store, "id = :id", id=device_id)), None)


def known_to(store: Engine, stocktake_id: int) -> dict[int, Standing]:
    """Return every device that a count expected or met, as it stands now, by id."""
    where = """id IN (SELECT device_id FROM stocktake_devices WHERE stocktake_id = :id
                      UNION SELECT device_id FROM stocktake_scans WHERE stocktake_id = :id AND device_id IS NOT NULL)"""
    return {each.id: each for each in _standings(store, where, id=stocktake_id)}


def _standings(store: Engine, where: str, **named: Any) -> tuple[Standing, ...]:
    sql = f"SELECT id, type_id, status, site_id, shelf FROM devices WHERE {where} ORDER BY tag_key"
    return tuple(
        Standing(row["id"], row["type_id"], DeviceStatus(row["status"]), row["site_id"], row["shelf"])
        for row in store.rows(sql, **named)
    )


def expected_in(store: Engine, stocktake_id: int) -> tuple[int, ...]:
    """Return the devices that a count began with."""
    rows = store.rows("SELECT device_id FROM stocktake_devices WHERE stocktake_id = :id ORDER BY id", id=stocktake_id)
    return tuple(row["device_id"] for row in rows)


# What was scanned


def scans(store: Engine, stocktake_id: int) -> tuple[Scan, ...]:
    """Return what was scanned, in the order of scanning."""
    rows = store.rows("SELECT * FROM stocktake_scans WHERE stocktake_id = :id ORDER BY at, id", id=stocktake_id)
    return tuple(_scan(row) for row in rows)


def scan_of(store: Engine, stocktake_id: int, code: str, device_id: int | None) -> Scan | None:
    """Return the scan of a device, or of a code that no device bears."""
    row = store.row(
        """SELECT * FROM stocktake_scans WHERE stocktake_id = :id
           AND (code = :code OR (device_id IS NOT NULL AND device_id = :device))""",
        id=stocktake_id,
        code=code,
        device=device_id,
    )
    return _scan(row) if row else None


def scan_with_id(store: Engine, id_: int) -> Scan | None:
    """Return one scan."""
    row = store.row("SELECT * FROM stocktake_scans WHERE id = :id", id=id_)
    return _scan(row) if row else None


def _scan(row: Row) -> Scan:
    finding, at = Finding(row["finding"]), moment(row["at"])
    return Scan(row["id"], row["code"], row["device_id"], finding, row["status"], at, row["staff_id"], row["text"])


def add_scan(store: Engine, stocktake_id: int, new: Scan) -> int:
    """Keep a scan and return its id; an id given is used, so that one taken off by mistake comes back as it was."""
    values = {"id": new.id} if new.id else {}
    return store.insert(
        "stocktake_scans",
        stocktake_id=stocktake_id,
        device_id=new.device_id,
        code=new.code,
        at=text_of(new.at),
        staff_id=new.staff_id,
        finding=new.finding,
        status=new.status,
        text=new.text,
        **values,
    )


def remove_scan(store: Engine, scan_id: int) -> None:
    """Take a scan off its count; the history keeps that there was one."""
    store.run("DELETE FROM stocktake_scans WHERE id = :id", id=scan_id)


# Putting things where they belong


def move_device(store: Engine, device_id: int, site_id: int | None, shelf: str) -> None:
    """Give a device another site and shelf."""
    store.update("devices", device_id, site_id=site_id, shelf=shelf)
