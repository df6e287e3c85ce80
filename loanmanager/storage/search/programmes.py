"""Programmes as lists show them, and who takes part with what they have."""

from dataclasses import dataclass
from datetime import date

from loanmanager.domain.names import name_key
from loanmanager.domain.programmes import Programme
from loanmanager.storage import programmes
from loanmanager.storage.engine import Engine
from loanmanager.storage.search.clients import ClientRow, rows_of_clients
from loanmanager.storage.search.paging import PAGE, After, beyond
from loanmanager.storage.text import typed
from loanmanager.storage.values import among, day


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """One programme in a list: how many take part, how many of them have something, what is out, when the next is due."""

    id: int
    name: str
    name_key: str
    active: bool
    clients: int
    with_devices: int
    out: int
    due: date | None


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A client who takes part, and the tags of the devices they have, whatever programme each was lent for."""

    client: ClientRow
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """One programme with who takes part, by name."""

    programme: Programme
    members: tuple[MemberRow, ...] = ()


_ITEMS = """FROM client_programmes m JOIN clients c ON c.id = m.client_id AND c.merged_into IS NULL
    JOIN loans l ON l.client_id = m.client_id JOIN items i ON i.loan_id = l.id AND i.ended IS NULL
    WHERE m.programme_id = p.id"""
_COLUMNS = f"""
    SELECT p.id, p.name, p.name_key, p.active,
           (SELECT COUNT(*) FROM client_programmes m JOIN clients c ON c.id = m.client_id
            WHERE m.programme_id = p.id AND c.merged_into IS NULL) AS clients,
           (SELECT COUNT(DISTINCT m.client_id) {_ITEMS}) AS with_devices,
           (SELECT COUNT(*) {_ITEMS}) AS out, (SELECT MIN(i.due_on) {_ITEMS}) AS due_on
    FROM programmes p
"""
_FILTERS = {"": "p.active = 1", "over": "p.active = 0"}


def programme_rows(
    store: Engine, *, only: str = "", text: str = "", after: After | None = None, limit: int = PAGE
) -> tuple[ProgrammeRow, ...]:
    """Return a page of programmes by name: those that go on, or `only` those that are "over"."""
    more, at = beyond("p.name_key", "p.id", after)
    rows = store.rows(
        f"{_COLUMNS} WHERE {_FILTERS[only]}{more} ORDER BY p.name_key, p.id LIMIT :limit", limit=limit, **at
    )
    found = tuple(
        ProgrammeRow(
            id=row["id"],
            name=row["name"],
            name_key=row["name_key"],
            active=bool(row["active"]),
            clients=row["clients"],
            with_devices=row["with_devices"],
            out=row["out"],
            due=day(row["due_on"]),
        )
        for row in rows
    )
    wanted = name_key(typed(text)).split()
    return tuple(each for each in found if all(word in each.name_key for word in wanted))


def programme_counts(store: Engine) -> dict[str, int]:
    """Return how many programmes each filter of `programme_rows` holds."""
    return {
        only: int(store.value(f"SELECT COUNT(*) FROM programmes p WHERE {where}")) for only, where in _FILTERS.items()
    }


def programme_view(store: Engine, id_: int, today: date) -> ProgrammeView | None:
    """Return one programme with who takes part."""
    found = programmes.with_id(store, id_)
    return ProgrammeView(found, _members(store, id_, today)) if found else None


def programme_named(store: Engine, name: str) -> Programme | None:
    """Return a programme by its name, however it is typed."""
    return programmes.named(store, name)


def _members(store: Engine, id_: int, today: date) -> tuple[MemberRow, ...]:
    seats = programmes.seats(store, id_)
    rows = rows_of_clients(store, [each.client_id for each in seats], today)
    listed, named = among([row.id for row in rows])
    tags: dict[int, tuple[str, ...]] = {}
    for row in store.rows(
        "SELECT l.client_id, d.tag FROM items i JOIN loans l ON l.id = i.loan_id JOIN devices d ON d.id = i.device_id "
        f"WHERE i.ended IS NULL AND l.client_id IN {listed} ORDER BY i.due_on, i.id",
        **named,
    ):
        tags[row["client_id"]] = (*tags.get(row["client_id"], ()), row["tag"])
    ordered = sorted(rows, key=lambda row: (row.name_key, row.id))
    return tuple(MemberRow(row, tags.get(row.id, ())) for row in ordered)
