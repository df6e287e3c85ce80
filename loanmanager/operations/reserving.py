"""Reserving: promising a device, putting it aside, and letting go of it again (product 4.5)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from loanmanager.domain import lending, reservations
from loanmanager.domain import refusals as why
from loanmanager.domain.devices import Device, DeviceStatus
from loanmanager.domain.office import Rules
from loanmanager.domain.reservations import Reservation, State
from loanmanager.operations import done, forms
from loanmanager.operations.done import By, Changes, Done, Kind, Record
from loanmanager.operations.promising import freed, one, subjects_of
from loanmanager.operations.reserve_form import Reserve, asked_for
from loanmanager.storage import devices, office
from loanmanager.storage import reservations as kept
from loanmanager.storage.engine import Engine

__all__ = ["Expired", "Held", "Reserve", "Reserved"]  # the form is asked for here

_CHANGES: Changes = frozenset({Kind.RESERVATIONS, Kind.DEVICES, Kind.CLIENTS})


@dataclass(frozen=True, slots=True)
class Reserved:
    """Reservations that were made."""

    ids: list[int]
    numbers: list[str]


@dataclass(frozen=True, slots=True)
class Held:
    """A reservation and where it stands now; `tag` and `ready_until` (ISO) are of the device that is put aside."""

    reservation_id: int
    number: str
    state: str
    tag: str = ""
    ready_until: str = ""


@dataclass(frozen=True, slots=True)
class Expired:
    """The reservations that ran out, and the tags of the devices that went back on the shelf."""

    numbers: list[str]
    tags: list[str]


def reserve(store: Engine, request: Reserve, by: By) -> Done[Reserved]:
    """Promise devices to a client or a programme.

    Raises:
        Refused: nobody or nothing is named, the days cannot be, the device is gone, or the client may not have it.
    """
    with store.write():
        before = done.already_done(store, request.idem, Reserved)
        if before:
            return before
        new, device, overruled = asked_for(store, request, by)
        made = [_add(store, new, by) for _ in range(request.count)]
        subjects = [one(each) for each in made]
        subjects += [done.client(new.client_id)] if new.client_id is not None else []
        subjects += [done.device(device.id)] if device else []
        facts = {
            "first": new.first.isoformat(),
            "last": new.last.isoformat(),
            "priority": new.priority,
            "type_id": new.type_id or (device.type.id if device else None),
            "programme": request.programme.strip(),
            "override": request.override.strip(),
            "overruled": [each.code for each in overruled],
        }
        result = Reserved([each.id for each in made], [each.number for each in made])
        return done.record(store, by, Record("reserve", result, _CHANGES, subjects, facts, request.idem))


def _add(store: Engine, new: Reservation, by: By) -> Reservation:
    year = by.today.year
    numbered = replace(new, number=reservations.make_number(year, office.next_number(store, f"reservation-{year}")))
    return replace(numbered, id=kept.add(store, numbered))


def change_dates(store: Engine, id_: int, first: date, last: date, by: By, *, idem: str | None = None) -> Done[Held]:
    """Move an open reservation to other days; a device that is put aside stays so, for as long as the new days ask.

    Raises:
        Refused: it is not open any more, or the days cannot be.
    """
    with store.write():
        before = done.already_done(store, idem, Held)
        if before:
            return before
        mine = _open(store, id_, State.WAITING, State.READY)
        faults = reservations.against_dates(first, last, min(by.today, mine.first))
        if faults:
            raise why.Refused(*faults)
        moved = replace(mine, first=first, last=last)
        until = reservations.hold_until(moved, by.today, _rules(store, mine, by)) if mine.ready_until else None
        kept.set_dates(store, id_, first, last, until)
        facts = {"dates": [mine.first.isoformat(), mine.last.isoformat()], "first": first.isoformat()}
        facts |= {"last": last.isoformat()}
        return _record(store, by, "move_reservation", mine, facts, idem)


def cancel(store: Engine, id_: int, reason: str, by: By, *, idem: str | None = None) -> Done[Held]:
    """Take a promise back, with the reason; a device that was put aside is free again.

    Raises:
        Refused: it is not open any more, or there is no reason.
    """
    with store.write():
        before = done.already_done(store, idem, Held)
        if before:
            return before
        forms.sound_text(reason=reason)
        if not reason.strip():
            raise why.Refused(why.ReasonMissing())
        mine = _open(store, id_, State.WAITING, State.READY)
        kept.move(store, id_, State.CANCELLED)
        facts = {"reason": reason.strip(), **freed(store, [mine], by)}
        return _record(store, by, "cancel_reservation", mine, facts, idem)


def put_aside(
    store: Engine, id_: int, device_id: int, by: By, *, override: str = "", idem: str | None = None
) -> Done[Held]:
    """Put a device aside for a reservation: it is reserved, and ready for as many open days as the policy says.

    Raises:
        Refused: it does not wait any more, the device is not what was asked for or not on the shelf, or somebody before
            them in the waiting list would go without.
    """
    with store.write():
        before = done.already_done(store, idem, Held)
        if before:
            return before
        forms.sound_text(override=override)
        mine, device = _open(store, id_, State.WAITING), devices.with_id(store, device_id)
        if device is None:
            raise why.Refused(why.NoSuch("device", str(device_id)))
        rules = _rules(store, mine, by)
        overruled = _against_aside(store, mine, device, rules, by.today)
        if overruled and not (override.strip() and lending.overrulable(overruled, rules.policy)):
            raise why.Refused(*overruled)
        until = reservations.hold_until(mine, by.today, rules)
        kept.move(store, id_, State.READY, held_device_id=device.id, ready_until=until)
        devices.set_status(store, device.id, DeviceStatus.RESERVED, by.now, by.staff_id)
        facts = {"devices": {str(device.id): str(device.status)}, "tags": [device.tag], "override": override.strip()}
        facts |= {"overruled": [each.code for each in overruled]}
        return _record(store, by, "put_aside", mine, facts, idem)


def _against_aside(store: Engine, mine: Reservation, device: Device, rules: Rules, today: date) -> list[why.Refusal]:
    if mine.is_over(today):
        return [reservations.ReservationOver(mine.number, mine.last)]
    faults = [*reservations.against_aside(device, mine)]
    if faults and not all(each.overridable for each in faults):
        return faults
    if device.status is not DeviceStatus.AVAILABLE:
        raise why.Refused(*faults)  # nobody may overrule where a device stands; check, reset or release it first
    until = reservations.prepared_by(today, rules.open_days)
    before = reservations.ahead(mine, device, kept.open_ones(store), kept.shelf(store, [device.type.id]), today, until)
    return [reservations.NotTheirTurn(mine.number, before)] if before else []


def release(store: Engine, id_: int, by: By, *, idem: str | None = None) -> Done[Held]:
    """Put the device of a ready reservation back on the shelf; the reservation waits again.

    Raises:
        Refused: nothing is put aside for it.
    """
    with store.write():
        before = done.already_done(store, idem, Held)
        if before:
            return before
        mine = _open(store, id_, State.READY)
        kept.move(store, id_, State.WAITING)
        return _record(store, by, "release_reservation", mine, freed(store, [mine], by), idem)


def expire(store: Engine, by: By, *, idem: str | None = None) -> Done[Expired]:
    """End the reservations for which nobody came in time, and free what was put aside.

    Raises:
        Refused: none has run out.
    """
    with store.write():
        before = done.already_done(store, idem, Expired)
        if before:
            return before
        over = kept.over(store, by.today)
        if not over:
            raise why.Refused(reservations.NothingOver())
        for each in over:
            kept.move(store, each.id, State.EXPIRED)
        facts = freed(store, over, by)
        result = Expired([each.number for each in over], facts["tags"])
        subjects = subjects_of(over, facts)
        facts |= {"before": [kept.standing(each) for each in over]}
        return done.record(store, by, Record("expire_reservations", result, _CHANGES, subjects, facts, idem))


def expire_if_any(store: Engine, by: By) -> Done[Expired] | None:
    """End what has run out, where anything has: for the first start of a day."""
    return expire(store, by) if kept.is_any_over(store, by.today) else None


def _open(store: Engine, id_: int, *states: State) -> Reservation:
    """Read a reservation again, inside the transaction, and see that it is in one of these states."""
    found = kept.with_id(store, id_)
    if found is None:
        raise why.Refused(why.NoSuch("reservation", str(id_)))
    if found.state not in states:
        raise why.Refused(reservations.ReservationIs(found.number, found.state))
    return found


def _rules(store: Engine, mine: Reservation, by: By) -> Rules:
    return office.rules(store, mine.site_id if mine.site_id is not None else by.site_id)


def _record(
    store: Engine, by: By, operation: str, mine: Reservation, facts: dict[str, Any], idem: str | None
) -> Done[Held]:
    """Record what was done with one reservation; its standing before is what undoing puts back."""
    now = kept.with_id(store, mine.id)
    assert now is not None
    held = devices.with_id(store, now.held_device_id) if now.held_device_id else None
    until = now.ready_until.isoformat() if now.ready_until else ""
    result = Held(mine.id, mine.number, str(now.state), held.tag if held else "", until)
    facts = {**facts, "before": [kept.standing(mine)], "number": mine.number}
    return done.record(store, by, Record(operation, result, _CHANGES, subjects_of([mine], facts), facts, idem))
