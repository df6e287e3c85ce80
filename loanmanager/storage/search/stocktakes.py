"""Counts of the shelf as the window shows them: those that were made, and one with all it found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from loanmanager.domain import stocktaking as rules
from loanmanager.domain.devices import DeviceStatus
from loanmanager.domain.names import Label, squash
from loanmanager.domain.stocktaking import Finding, Scope, Standing, Stocktake, StocktakeState
from loanmanager.storage import stocktakes
from loanmanager.storage.engine import Engine, Row
from loanmanager.storage.search.devices import DeviceRow, rows_with_ids
from loanmanager.storage.stocktakes import Scan, scope_of
from loanmanager.storage.values import moment


@dataclass(frozen=True, slots=True)
class StocktakeRow:
    """One count in a list: what it is of, how far it is (`seen` of `expected`), or what it came to and its paper."""

    id: int
    number: str
    scope: Scope
    site: str
    type: Label | None
    state: StocktakeState
    started_at: datetime
    finished_at: datetime | None
    staff: str
    expected: int
    seen: int
    found: int = 0
    missing: int = 0
    others: int = 0
    paper_id: int | None = None


@dataclass(frozen=True, slots=True)
class CountRow:
    """One device or unknown code of a count. `open` says that it still asks for something; `finding` is then what stands now.

    `status` is the device's state now, `was` its state when it was scanned; `scan_id` is None for what was not scanned.
    """

    key: str
    finding: Finding
    open: bool
    text: str
    device: DeviceRow | None = None
    was: str = ""
    scan_id: int | None = None
    at: datetime | None = None

    @property
    def device_id(self) -> int | None:
        """Return the device's id, None for an unknown code."""
        return self.device.id if self.device else None

    @property
    def not_ready(self) -> bool:
        """Tell whether it is here but has to be checked or reset before it is lent."""
        counted = self.scan_id is not None and not self.open and self.finding is not Finding.OTHER_TYPE
        return counted and self.device is not None and self.device.status in rules.NOT_READY


@dataclass(frozen=True, slots=True)
class CountView:
    """One count with all that it found and still misses. `left` went out or was put right before anyone scanned it."""

    stocktake: StocktakeRow
    rows: tuple[CountRow, ...]
    seen: int
    expected: int
    left: int

    def of(self, *findings: Finding) -> tuple[CountRow, ...]:
        """Return the rows of some findings that still ask for something; of what was found, all."""
        return tuple(
            each for each in self.rows if each.finding in findings and (each.open or each.finding is Finding.FOUND)
        )

    @property
    def strays(self) -> tuple[CountRow, ...]:
        """Return what belongs elsewhere and can be moved here."""
        return self.of(Finding.ELSEWHERE)


_ROWS = """
    SELECT k.*, s.name AS site, t.name_en, t.name_fr, COALESCE(st.name, '') AS staff,
           (SELECT COUNT(*) FROM stocktake_devices e WHERE e.stocktake_id = k.id) AS expected,
           (SELECT COUNT(*) FROM stocktake_scans n JOIN stocktake_devices w
                   ON w.stocktake_id = n.stocktake_id AND w.device_id = n.device_id
            WHERE n.stocktake_id = k.id) AS seen,
           (SELECT MAX(p.id) FROM papers p WHERE p.stocktake_id = k.id AND p.undone = 0) AS paper_id
    FROM stocktakes k LEFT JOIN sites s ON s.id = k.site_id LEFT JOIN device_types t ON t.id = k.type_id
    LEFT JOIN staff st ON st.id = k.staff_id
"""


def stocktake_rows(store: Engine, limit: int = 50) -> tuple[StocktakeRow, ...]:
    """Return the counts that were made or go on, the newest first; those that were dropped are left out."""
    rows = store.rows(f"{_ROWS} WHERE k.state <> 'dropped' ORDER BY k.id DESC LIMIT :limit", limit=limit)
    return tuple(_row(each) for each in rows)


def stocktake_row(store: Engine, number: str) -> StocktakeRow | None:
    """Return one count by its number, however it was typed."""
    row = store.row(f"{_ROWS} WHERE k.number = :number", number=number.strip().upper())
    return _row(row) if row else None


def _row(row: Row) -> StocktakeRow:
    return StocktakeRow(
        id=row["id"],
        number=row["number"],
        scope=scope_of(row),
        site=row["site"] or "",
        type=None if row["name_en"] is None else Label(row["name_en"], row["name_fr"]),
        state=StocktakeState(row["state"]),
        started_at=moment(row["started_at"]),
        finished_at=moment(row["finished_at"]) if row["finished_at"] else None,
        staff=row["staff"],
        expected=row["expected"],
        seen=row["seen"],
        found=row["found"] or 0,
        missing=row["missing"] or 0,
        others=row["others"] or 0,
        paper_id=row["paper_id"],
    )


def expected_count(store: Engine, scope: Scope) -> int:
    """Return how many devices a count of this scope would have to find."""
    return len(rules.expected(scope, stocktakes.standings(store, scope)))


def shelves(store: Engine, site_id: int | None) -> tuple[str, ...]:
    """Return the shelves that devices of a site, or of every site, are on."""
    where = "" if site_id is None else " AND site_id = :site"
    named = {} if site_id is None else {"site": site_id}
    rows = store.rows(f"SELECT DISTINCT shelf FROM devices WHERE shelf <> ''{where} ORDER BY shelf", **named)
    return tuple({squash(row["shelf"]): row["shelf"] for row in rows if squash(row["shelf"])}.values())


def count_view(store: Engine, stocktake_id: int) -> CountView | None:
    """Return a count with all that was found and is still missing, the newest scan first, then what is missing by tag."""
    row = store.row(f"{_ROWS} WHERE k.id = :id", id=stocktake_id)
    count = stocktakes.with_id(store, stocktake_id)
    if row is None or count is None:
        return None
    known = stocktakes.known_to(store, stocktake_id)
    shown = {each.id: each for each in rows_with_ids(store, list(known))}
    scans, awaited = stocktakes.scans(store, stocktake_id), stocktakes.expected_in(store, stocktake_id)
    scanned = {each.device_id for each in scans}
    rest = [known[id_] for id_ in awaited if id_ not in scanned]
    missing = [each for each in rest if rules.still(count.scope, Finding.MISSING, each)]
    rows = (*_scanned(count, reversed(scans), known, shown), *_missing(missing, shown))
    seen = sum(id_ in scanned for id_ in awaited)
    left = len(rest) - len(missing)
    return CountView(_row(row), rows, seen, len(awaited) - left, left)


def count_row(store: Engine, scan_id: int, device_id: int) -> CountRow | None:
    """Return one scan of a device, as it was when it was made."""
    scan, shown = stocktakes.scan_with_id(store, scan_id), rows_with_ids(store, [device_id])
    return (
        None
        if scan is None
        else _said(scan, next(iter(shown), None), scan.finding, still=scan.finding is not Finding.FOUND)
    )


def _said(scan: Scan, device: DeviceRow | None, finding: Finding, *, still: bool) -> CountRow:
    return CountRow(f"scan {scan.id}", finding, still, scan.text, device, scan.status, scan.id, scan.at)


def _scanned(
    count: Stocktake, scans: Iterable[Scan], known: dict[int, Standing], shown: dict[int, DeviceRow]
) -> Iterator[CountRow]:
    for each in scans:
        device_id = each.device_id or 0
        now = known.get(device_id)
        still = rules.still(count.scope, each.finding, now)
        finding = rules.assess(count.scope, now) if still else each.finding
        yield _said(each, shown.get(device_id), finding, still=still)


def _missing(rest: Iterable[Standing], shown: dict[int, DeviceRow]) -> Iterator[CountRow]:
    ordered = sorted((shown[each.id] for each in rest), key=lambda each: each.tag_key)
    for each in ordered:
        yield CountRow(
            f"device {each.id}", Finding.MISSING, open=True, text=each.tag, device=each, was=DeviceStatus(each.status)
        )
