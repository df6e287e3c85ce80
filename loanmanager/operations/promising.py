"""What other operations do to reservations: fulfil them at check-out, free what was put aside, and undo all of it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from loanmanager.domain import promises
from loanmanager.domain.devices import DeviceStatus
from loanmanager.domain.history import Entry, Subject
from loanmanager.domain.promises import Promises, Wanted
from loanmanager.domain.reservations import Reservation, State
from loanmanager.operations import done
from loanmanager.operations.done import By
from loanmanager.storage import devices
from loanmanager.storage import reservations as kept
from loanmanager.storage.engine import Engine


def one(made: Reservation) -> Subject:
    """Return a reservation as the subject of an entry."""
    return Subject("reservation", made.id)


def subjects_of(made: Iterable[Reservation], facts: dict[str, Any]) -> list[Subject]:
    """Return the reservations, their clients, and the devices that moved or were asked for."""
    all_ = list(made)
    people = [done.client(each.client_id) for each in all_ if each.client_id is not None]
    named = [done.device(each.device_id) for each in all_ if each.device_id is not None]
    moved = [done.device(int(id_)) for id_ in facts.get("devices", {})]
    return [*(one(each) for each in all_), *people, *moved, *named]


def freed(store: Engine, made: Iterable[Reservation], by: By) -> dict[str, Any]:
    """Put the devices that were put aside back on the shelf, and return what undoing needs and people read."""
    held = devices.with_ids(store, [each.held_device_id for each in made if each.held_device_id is not None])
    aside = [each for each in held.values() if each.status is DeviceStatus.RESERVED]
    for each in aside:
        devices.set_status(store, each.id, DeviceStatus.AVAILABLE, by.now, by.staff_id)
    return {"devices": {str(each.id): str(each.status) for each in aside}, "tags": sorted(each.tag for each in aside)}


def fulfil(store: Engine, wanted: Wanted, found: Promises, loan_id: int, by: By) -> dict[str, Any]:
    """Let a loan fulfil what its borrower reserved; somebody whose device left with another waits again.

    Returns the facts that undoing needs, nothing where no reservation is touched. The devices that leave are the
    check-out's own to move; another one that was put aside for the same reservation goes back on the shelf.
    """
    met = promises.fulfilled(wanted, found.reservations)
    leaving = {each.id for each in wanted.devices}
    lost = [
        each
        for each in found.reservations
        if each.held_device_id in leaving and each.id not in {own.id for own in met.values()}
    ]
    spared = [each for each in met.values() if each.held_device_id and each.held_device_id not in leaving]
    if not met and not lost:
        return {}
    for own in met.values():
        kept.move(store, own.id, State.LENT, loan_id=loan_id)
    for each in lost:
        kept.move(store, each.id, State.WAITING)
    touched = [*met.values(), *lost]
    return {
        "reservations": [kept.standing(each) for each in touched],
        "numbers": [each.number for each in met.values()],
        **freed(store, spared, by),
    }


def touched(facts: dict[str, Any]) -> list[Subject]:
    """Return the subjects that `fulfil` adds to a check-out."""
    made = [Subject("reservation", each["id"]) for each in facts.get("reservations", ())]
    return [*made, *(done.device(int(id_)) for id_ in facts.get("devices", {}))]


def unfulfil(store: Engine, entry: Entry, by: By) -> None:
    """Put back what `fulfil` did, when the check-out is undone."""
    facts = entry.facts.get("fulfilled", {})
    _devices_back(store, facts, by)
    for each in facts.get("reservations", ()):
        kept.put_back(store, each)


def undo_reserve(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (one signature for every inverse)
    """Take away reservations that were made by mistake."""
    for id_ in entry.facts["result"]["ids"]:
        kept.remove(store, id_)


def undo_dates(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (as above)
    """Put the days of a reservation back."""
    before = entry.facts["before"][0]
    first, last = (date.fromisoformat(each) for each in entry.facts["dates"])
    kept.set_dates(store, before["id"], first, last, None)
    kept.put_back(store, before)


def undo_move(store: Engine, entry: Entry, by: By) -> None:
    """Put reservations back to where they stood, and the devices that moved with them."""
    _devices_back(store, entry.facts, by)
    for each in entry.facts["before"]:
        kept.put_back(store, each)


def _devices_back(store: Engine, facts: dict[str, Any], by: By) -> None:
    for device_id, status in facts.get("devices", {}).items():
        devices.set_status(store, int(device_id), DeviceStatus(status), by.now, by.staff_id)


INVERSE = {
    "reserve": undo_reserve,
    "move_reservation": undo_dates,
    "cancel_reservation": undo_move,
    "put_aside": undo_move,
    "release_reservation": undo_move,
    "expire_reservations": undo_move,
}
