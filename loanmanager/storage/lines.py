"""Lines, where they were and are, and what their carrier was asked: rows to and from the domain's records."""

from dataclasses import dataclass
from datetime import date, datetime

from loanmanager.domain.devices import Line
from loanmanager.domain.lines import LineTask
from loanmanager.domain.names import squash
from loanmanager.storage import devices
from loanmanager.storage.engine import Engine
from loanmanager.storage.values import iso, text_of


@dataclass(frozen=True, slots=True)
class Placed:
    """A line, and the device that it is in."""

    line: Line
    device_id: int | None = None


def with_id(store: Engine, id_: int) -> Placed | None:
    """Return one line with its place; PIN and PUK are not among what is read."""
    row = store.row("SELECT * FROM lines WHERE id = :id", id=id_)
    if row is None:
        return None
    place = store.value("SELECT device_id FROM line_uses WHERE line_id = :id AND until IS NULL", id=id_)
    return Placed(devices.line_of(row), place)


def with_sim(store: Engine, iccid: str) -> Line | None:
    """Return the line with a SIM's number, however it is spaced, unless it was cancelled."""
    wanted = squash(iccid)
    rows = store.rows("SELECT * FROM lines WHERE iccid <> '' AND state <> 'cancelled'") if wanted else []
    return next((devices.line_of(row) for row in rows if squash(row["iccid"]) == wanted), None)


def add(store: Engine, line: Line) -> int:
    """Add a line that is in no device, and return its id; the id given is ignored."""
    return store.insert("lines", **devices.line_columns(line))


def save(store: Engine, line: Line) -> None:
    """Keep a line's fields, and make the device that it is in findable by them."""
    store.update("lines", line.id, **devices.line_columns(line))
    place = store.value("SELECT device_id FROM line_uses WHERE line_id = :id AND until IS NULL", id=line.id)
    if place is not None:
        devices.refresh_codes(store, place)


def secrets(store: Engine, line_id: int) -> tuple[str, str]:
    """Return a line's PIN and PUK."""
    row = store.row("SELECT pin, puk FROM lines WHERE id = :id", id=line_id)
    return (row["pin"], row["puk"]) if row else ("", "")


def set_secrets(store: Engine, line_id: int, pin: str, puk: str) -> None:
    """Keep a line's PIN and PUK."""
    store.update("lines", line_id, pin=pin, puk=puk)


def move(store: Engine, line_id: int, device_id: int | None, at: datetime) -> tuple[int | None, int | None]:
    """Take a line out of where it is and put it into a device, or into none.

    Returns:
        The use that ended and the one that began, for `move_back`.
    """
    before = store.row("SELECT id, device_id FROM line_uses WHERE line_id = :id AND until IS NULL", id=line_id)
    if before:
        store.update("line_uses", before["id"], until=text_of(at))
        devices.refresh_codes(store, before["device_id"])
    if device_id is None:
        return (before["id"] if before else None), None
    began = store.insert("line_uses", line_id=line_id, device_id=device_id, since=text_of(at))
    devices.refresh_codes(store, device_id)
    return (before["id"] if before else None), began


def move_back(store: Engine, ended: int | None, began: int | None) -> None:
    """Put a line back to where it was before a `move`."""
    if began is not None:
        there = store.value("SELECT device_id FROM line_uses WHERE id = :id", id=began)
        store.run("DELETE FROM line_uses WHERE id = :id", id=began)
        devices.refresh_codes(store, there)
    if ended is not None:
        store.update("line_uses", ended, until=None)
        devices.refresh_codes(store, store.value("SELECT device_id FROM line_uses WHERE id = :id", id=ended))


@dataclass(frozen=True, slots=True)
class Task:
    """Something that was asked of a carrier, or left aside (`dropped`).

    `item_id` and `since` say of which loan and since which day it waited; both are None where it did not.
    """

    line_id: int
    task: LineTask
    item_id: int | None = None
    since: date | None = None
    reference: str = ""
    note: str = ""
    dropped: bool = False


def add_task(store: Engine, task: Task, at: datetime, staff_id: int | None) -> int:
    """Keep what was asked of a carrier, and return the record's id."""
    return store.insert(
        "line_tasks",
        line_id=task.line_id,
        task=task.task,
        item_id=task.item_id,
        since=iso(task.since),
        at=text_of(at),
        staff_id=staff_id,
        reference=task.reference,
        note=task.note,
        state="dropped" if task.dropped else "done",
    )


def remove_task(store: Engine, task_id: int) -> None:
    """Take away the record of a task that was undone; the history keeps both."""
    store.run("DELETE FROM line_tasks WHERE id = :id", id=task_id)
