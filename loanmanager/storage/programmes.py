"""Programmes and who takes part in them: rows to and from the domain's records."""

from collections.abc import Iterable
from dataclasses import dataclass

from loanmanager.domain.names import name_key
from loanmanager.domain.programmes import Programme
from loanmanager.storage.engine import Engine, Row


@dataclass(frozen=True, slots=True)
class Seat:
    """That a client takes part in a programme: one row of the table between them."""

    id: int
    client_id: int
    programme_id: int


def with_id(store: Engine, id_: int) -> Programme | None:
    """Return one programme."""
    row = store.row("SELECT * FROM programmes WHERE id = :id", id=id_)
    return _programme(row) if row else None


def named(store: Engine, name: str) -> Programme | None:
    """Return the programme of a name, however it is typed, over or not."""
    row = store.row("SELECT * FROM programmes WHERE name_key = :key", key=name_key(name))
    return _programme(row) if row else None


def _programme(row: Row) -> Programme:
    return Programme(row["id"], row["name"], bool(row["active"]))


def add(store: Engine, name: str) -> int:
    """Add a programme and return its id."""
    return store.insert("programmes", name=name, name_key=name_key(name))


def save(store: Engine, changed: Programme) -> None:
    """Keep a programme's name, and whether it goes on."""
    store.update("programmes", changed.id, name=changed.name, name_key=changed.key, active=int(changed.active))


def in_use(store: Engine, id_: int) -> bool:
    """Tell whether anybody takes part in a programme, or a loan or reservation names it."""
    tables = ("client_programmes", "loans", "reservations")
    return any(store.value(f"SELECT 1 FROM {each} WHERE programme_id = :id LIMIT 1", id=id_) for each in tables)


def remove(store: Engine, id_: int) -> None:
    """Take away a programme that nothing names."""
    store.run("DELETE FROM programmes WHERE id = :id", id=id_)


def seats(store: Engine, id_: int) -> tuple[Seat, ...]:
    """Return who takes part in a programme."""
    rows = store.rows("SELECT * FROM client_programmes WHERE programme_id = :id ORDER BY id", id=id_)
    return tuple(Seat(row["id"], row["client_id"], row["programme_id"]) for row in rows)


def seat(store: Engine, id_: int, client_id: int) -> int:
    """Let a client take part and return the row."""
    return store.insert("client_programmes", client_id=client_id, programme_id=id_)


def put_back(store: Engine, rows: Iterable[Seat]) -> None:
    """Let clients take part again, in the very rows they had."""
    for each in rows:
        store.insert("client_programmes", id=each.id, client_id=each.client_id, programme_id=each.programme_id)


def unseat(store: Engine, ids: Iterable[int]) -> int:
    """Let rows go and return how many there were."""
    return sum(store.run("DELETE FROM client_programmes WHERE id = :id", id=each) for each in ids)
