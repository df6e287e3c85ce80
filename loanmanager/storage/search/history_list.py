"""The whole history, page by page, the newest first: by person, kind of act, time, and what it is about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from loanmanager.domain import chain, names
from loanmanager.storage import history, kits
from loanmanager.storage.engine import Engine, Row
from loanmanager.storage.search.clients import client_ids
from loanmanager.storage.search.devices import device_ids
from loanmanager.storage.search.history import HistoryRow
from loanmanager.storage.text import tokens, typed
from loanmanager.storage.values import among, from_json, moment, text_of

LOOKED_FOR = 200
"""So many clients and as many devices that a text finds are looked for; one that finds more should be longer."""
_STRETCH = 20_000  # entries that are looked through for a text before older ones are
NAMED = 12
"""So many subjects of an entry are read for a list, and more for one entry alone."""

_NUMBERED = {
    "loan": "loans",
    "reservation": "reservations",
    "incident": "incidents",
    "stocktake": "stocktakes",
    "line": "lines",
}

_ENTRY = """SELECT h.id, h.at, h.operation, h.facts, h.chain, COALESCE(st.name, '') AS staff, h.undoes,
                   undid.operation AS undid, un.id AS undone, un.at AS undone_at, un.facts AS undone_facts,
                   COALESCE(by_.name, '') AS undone_by
            FROM history h LEFT JOIN staff st ON st.id = h.staff_id
            LEFT JOIN history undid ON undid.id = h.undoes
            LEFT JOIN history un ON un.undoes = h.id LEFT JOIN staff by_ ON by_.id = un.staff_id"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: all of them where nothing is said. `since` is the first moment, `until` the first one too late."""

    text: str = ""
    staff_id: int | None = None
    operations: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class About:
    """A record that an entry is about, by the name that people know it by."""

    kind: str
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Undoing:
    """How an entry was undone: by which entry, by whom, when, and why."""

    id: int
    staff: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry as the list shows it. `subjects` are the first of its records, `code` what people compare of its digest."""

    id: int
    row: HistoryRow
    subjects: tuple[About, ...]
    code: str
    undoes: int | None
    undoing: Undoing | None


def entry_rows(store: Engine, wanted: Wanted, before: int | None = None, limit: int = 200) -> tuple[EntryRow, ...]:
    """Return a page of entries, those below a number."""
    found: set[int] = set()
    bounds = _bounds(store, wanted, before)
    if bounds is None:
        return ()
    ways = _ways(store, wanted)
    for low, high in _stretches(*bounds) if tokens(wanted.text) else (bounds,):
        for where, named in ways:
            asked = (
                f"SELECT h.id FROM history h WHERE h.id >= :low AND h.id < :high{where} ORDER BY h.id DESC LIMIT :limit"
            )
            found |= {row["id"] for row in store.rows(asked, low=low, high=high, limit=limit, **named)}
        if len(found) >= limit:
            break
    listed, ids = among(sorted(found, reverse=True)[:limit])
    rows = store.rows(f"{_ENTRY} WHERE h.id IN {listed} ORDER BY h.id DESC", **ids)
    return tuple(_entry(store, row, NAMED) for row in rows)


def entry_row(store: Engine, id_: int, most: int = LOOKED_FOR) -> EntryRow | None:
    """Return one entry with more of its subjects."""
    row = store.row(f"{_ENTRY} WHERE h.id = :id", id=id_)
    return _entry(store, row, most) if row else None


def subject_count(store: Engine, id_: int) -> int:
    """Return how many records an entry is about."""
    return int(store.value("SELECT COUNT(*) FROM history_subjects WHERE entry_id = :id", id=id_))


def _bounds(store: Engine, wanted: Wanted, before: int | None) -> tuple[int, int] | None:
    """Return between which numbers the entries of a time lie; where a clock was set back there may be others among them."""
    low, high = 1, before or history.end(store)[0] + 1
    if wanted.since or wanted.until:
        row = store.row(
            f"SELECT MIN(h.id) AS low, MAX(h.id) AS high FROM history h WHERE 1 = 1{_time(wanted)}", **_times(wanted)
        )
        if row is None or row["low"] is None:
            return None
        low, high = max(low, row["low"]), min(high, row["high"] + 1)
    return low, high


def _stretches(low: int, high: int) -> Iterator[tuple[int, int]]:
    """Yield the numbers from the newest on, in stretches that grow: what a text finds may be half of all entries."""
    length = _STRETCH
    while high > low:
        yield max(low, high - length), high
        high, length = high - length, length * 4


def _time(wanted: Wanted) -> str:
    return (" AND h.at >= :since" if wanted.since else "") + (" AND h.at < :until" if wanted.until else "")


def _times(wanted: Wanted) -> dict[str, str]:
    both = {"since": wanted.since, "until": wanted.until}
    return {name: text_of(each) for name, each in both.items() if each}


def _ways(store: Engine, wanted: Wanted) -> list[tuple[str, dict[str, Any]]]:
    """Return the questions whose answers together are what is wanted, each along an index."""
    times, rest = _times(wanted), _time(wanted)
    sources = _by_text(store, wanted.text) if tokens(wanted.text) else [("", {})]
    ways = []
    for where, named in sources:
        if not wanted.operations:
            mine = " AND h.staff_id = :staff" if wanted.staff_id else ""
            ways.append((where + mine + rest, named))
            continue
        for operation in wanted.operations:  # by kind of act first: the plus keeps other indexes out of it
            mine = " AND +h.staff_id = :staff" if wanted.staff_id else ""
            ways.append((where + " AND h.operation = :operation" + mine + rest, {**named, "operation": operation}))
    staff = {"staff": wanted.staff_id} if wanted.staff_id else {}
    return [(where, {**named, **times, **staff}) for where, named in ways]


def _by_text(store: Engine, text: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the questions for entries about what a text finds, and for those by people whom it names."""
    asked: list[str] = []
    named: dict[str, Any] = {}
    for kind, ids in _found(store, text).items():
        listed, values = among(ids)
        mine = {f"{kind}_{name}": value for name, value in values.items()}
        asked.append(f"(kind = '{kind}' AND subject_id IN {listed.replace(':v', f':{kind}_v')})")
        named |= mine
    ways: list[tuple[str, dict[str, Any]]] = []
    if asked:
        ways.append(
            (
                f" AND h.id IN (SELECT entry_id FROM history_subjects WHERE ({' OR '.join(asked)}) AND entry_id >= :low AND entry_id < :high)",
                named,
            )
        )
    people, values = among(_people(store, text))
    if values:
        ways.append((f" AND h.staff_id IN {people}", values))
    return ways


def _found(store: Engine, text: str) -> dict[str, list[int]]:
    """Return the records that a text finds, by kind; what bears a number is found by the whole of it."""
    number = typed(text).strip().upper()
    found = {
        kind: [row["id"] for row in store.rows(f"SELECT id FROM {table} WHERE number = :number", number=number)]
        for kind, table in _NUMBERED.items()
    }
    kit = kits.with_tag(store, typed(text))
    found |= {"client": client_ids(store, text, LOOKED_FOR), "device": device_ids(store, text, LOOKED_FOR)}
    found["kit"] = [kit.id] if kit else []
    return {kind: ids for kind, ids in found.items() if ids}


def _people(store: Engine, text: str) -> list[int]:
    """Return the staff whose names have a word that begins with each word of a text."""
    wanted = tokens(text)
    return [
        row["id"]
        for row in store.rows("SELECT id, name FROM staff ORDER BY id")
        if all(any(own.startswith(each) for own in tokens(row["name"])) for each in wanted)
    ]


def _entry(store: Engine, row: Row, most: int) -> EntryRow:
    subjects = _subjects(store, row["id"], most)
    of = {kind: tuple(each.name for each in subjects if each.kind == kind) for kind in ("client", "loan", "device")}
    undone = row["undone"] is not None
    told = HistoryRow(
        id=row["id"],
        operation=row["operation"],
        at=moment(row["at"]),
        staff=row["staff"],
        client=next(iter(of["client"]), ""),
        loan=next(iter(of["loan"]), ""),
        tags=of["device"],
        facts=from_json(row["facts"]),
        undone=undone,
        undid=row["undid"] or "",
    )
    reason = str(from_json(row["undone_facts"]).get("reason", "")) if undone else ""
    undoing = Undoing(row["undone"], row["undone_by"], moment(row["undone_at"]), reason) if undone else None
    return EntryRow(row["id"], told, subjects, chain.check_code(row["chain"]), row["undoes"], undoing)


def _subjects(store: Engine, entry_id: int, most: int) -> tuple[About, ...]:
    rows = store.rows(
        """SELECT s.kind, s.subject_id, c.family_name, c.given_name,
                  COALESCE(d.tag, l.number, r.number, i.number, t.number, k.tag, p.name, n.number, '') AS name
           FROM history_subjects s
           LEFT JOIN clients c ON s.kind = 'client' AND c.id = s.subject_id
           LEFT JOIN devices d ON s.kind = 'device' AND d.id = s.subject_id
           LEFT JOIN loans l ON s.kind = 'loan' AND l.id = s.subject_id
           LEFT JOIN reservations r ON s.kind = 'reservation' AND r.id = s.subject_id
           LEFT JOIN incidents i ON s.kind = 'incident' AND i.id = s.subject_id
           LEFT JOIN stocktakes t ON s.kind = 'stocktake' AND t.id = s.subject_id
           LEFT JOIN kits k ON s.kind = 'kit' AND k.id = s.subject_id
           LEFT JOIN programmes p ON s.kind = 'programme' AND p.id = s.subject_id
           LEFT JOIN lines n ON s.kind = 'line' AND n.id = s.subject_id
           WHERE s.entry_id = :id ORDER BY s.id LIMIT :most""",
        id=entry_id,
        most=most,
    )
    return tuple(
        About(
            row["kind"],
            row["subject_id"],
            names.listed(row["family_name"], row["given_name"]) if row["family_name"] is not None else row["name"],
        )
        for row in rows
    )
