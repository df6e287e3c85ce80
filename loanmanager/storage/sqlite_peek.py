"""What a backup holds, read from the file itself: nothing is written beside it, whatever disk it is on."""

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from loanmanager.storage import errors, schema
from loanmanager.storage.engine import Engine
from loanmanager.storage.key import Key
from loanmanager.storage.sqlite_file import must_look_like_one, read_only, translated
from loanmanager.storage.values import moment

_LAST = "SELECT * FROM history ORDER BY id DESC LIMIT 1"  # older versions have no digest


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the history goes: two offices with the same mark hold the same.

    Number and moment alone would not tell: after a restore the history goes on with other entries of the same numbers. The
    digest is of the whole chain; "" where it was made before there were digests.
    """

    entries: int
    last: datetime | None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """What a file of ours holds. `newer` tells that a newer version of the program wrote it, and only that can open it."""

    agency: str
    devices: int
    clients: int
    loans_out: int
    mark: Mark
    newer: bool = False


def peek(path: Path, key: Key | None = None) -> Held:
    """Return what a backup holds, as far as every version of the program keeps it in the same place.

    Raises:
        NotOurs: it is some other program's.
        StoreError: it cannot be read with this key.
    """
    must_look_like_one(path, key)
    with translated(path), closing(read_only(path, key)) as conn:
        tables = {row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()}
        if not {"_sqlite_migrations", "history", "clients", "items"} <= tables:
            raise errors.NotOurs
        steps = {row[0] for row in conn.execute("SELECT name FROM _sqlite_migrations").fetchall()}
        return Held(
            agency=_value(conn, "SELECT name FROM office") or "",
            devices=_value(conn, "SELECT COUNT(*) FROM devices"),
            clients=_value(conn, "SELECT COUNT(*) FROM clients"),
            loans_out=_value(conn, "SELECT COUNT(DISTINCT loan_id) FROM items WHERE ended IS NULL"),
            mark=_mark(conn.execute(_LAST).fetchone()),
            newer=bool(steps - {step.name for step in schema.STEPS}),
        )


def end_of(path: Path, key: Key | None = None) -> tuple[int, str] | None:
    """Return the number and the digest of the last entry that a backup holds, None where it was made before there were digests.

    Raises:
        StoreError: it cannot be read with this key.
    """
    must_look_like_one(path, key)
    with translated(path), closing(read_only(path, key)) as conn:
        columns = {row["name"] for row in conn.execute("PRAGMA table_info(history)").fetchall()}
        row = conn.execute("SELECT * FROM history ORDER BY id DESC LIMIT 1").fetchone()
        return (row["id"], row["chain"]) if row and "chain" in columns else None


def mark_of(store: Engine) -> Mark:
    """Return how far the history of the open records goes."""
    return _mark(store.row(_LAST))


def since(store: Engine, mark: Mark) -> int | None:
    """Return how many entries the open records have after a mark; None where the mark is of another history."""
    if mark.last and not _is_on_the_way(store, mark):
        return None
    return int(store.value("SELECT COUNT(*) FROM history WHERE id > :id", id=mark.entries))


def office_name(store: Engine) -> str:
    """Return a short name that no other office has: when its first entry was written, in eight hexadecimal digits."""
    from hashlib import sha256

    first = store.row("SELECT at, operation, facts FROM history ORDER BY id LIMIT 1")
    return (
        sha256("".join(first[name] for name in ("at", "operation", "facts")).encode()).hexdigest()[:8] if first else ""
    )


def _mark(row: Any) -> Mark:
    if not row:
        return Mark(0, None)
    return Mark(row["id"], moment(row["at"]), row["chain"] if "chain" in row.keys() else "")  # noqa: SIM118 (a Row has no `in`)


def _is_on_the_way(store: Engine, mark: Mark) -> bool:
    """Tell whether the history of the open records came by a mark."""
    row = store.row("SELECT * FROM history WHERE id = :id", id=mark.entries)
    passed = _mark(row)
    return passed.last == mark.last and (not mark.digest or passed.digest == mark.digest)


def _value(conn: Any, sql: str) -> Any:
    row = conn.execute(sql).fetchone()
    return row[0] if row else None
