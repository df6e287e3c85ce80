"""Kits: made, edited, filled and retired. Lending one is a check-out of its units (product 2.4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from loanmanager.domain import refusals as why
from loanmanager.domain.devices import DeviceStatus, make_tag
from loanmanager.domain.history import Entry, Subject
from loanmanager.domain.kits import PREFIX, InKitAlready, Kit, KitRetired, NotInKit, Unit, UnitIsGone
from loanmanager.domain.names import Label, squash
from loanmanager.operations import done, forms
from loanmanager.operations.done import By, Changes, Done, Kind, Record
from loanmanager.operations.inventory import Edit, Saved, only, unchanged_since
from loanmanager.storage import devices, kits, office
from loanmanager.storage.engine import Engine

_KITS: Changes = frozenset({Kind.KITS, Kind.DEVICES})
_GONE = frozenset({DeviceStatus.RETIRED, DeviceStatus.LOST, DeviceStatus.STOLEN})

EDITABLE = frozenset({"tag", "name", "cost", "note"})
"""What a person may change in a kit besides its units."""


def subject(id_: int) -> Subject:
    """Return a kit as the subject of an entry."""
    return Subject("kit", id_)


@dataclass(frozen=True, slots=True)
class NewKit:
    """The form of a new kit. An empty tag is made; `cost` None is what its units cost together."""

    name: Label
    tag: str = ""
    cost: int | None = None
    note: str = ""
    units: tuple[Unit, ...] = ()
    idem: str | None = None


def make_kit(store: Engine, request: NewKit, by: By) -> Done[Saved]:
    """Make a kit, with its first units.

    Raises:
        Refused: it has no name, its tag is taken by a kit or a device, or a device is in another kit.
    """
    with store.write():
        before = done.already_done(store, request.idem, Saved)
        if before:
            return before
        tag = request.tag.strip() or _next_tag(store)
        fields = {"tag": tag, "name": request.name, "cost": request.cost, "note": request.note}
        new = forms.changed(Kit(0, tag, request.name), fields)
        _check(store, new)
        kit = replace(new, id=kits.add(store, new))
        about = [subject(kit.id), *_put_in(store, kit, request.units, by)]
        facts = {"fields": forms.plain(fields), "tags": _tags(store, request.units)}
        return done.record(store, by, Record("make_kit", Saved(kit.id, kit.tag), _KITS, about, facts, request.idem))


def edit_kit(store: Engine, request: Edit, by: By) -> Done[Saved]:
    """Change a kit's tag, name, price or note.

    Raises:
        Refused: somebody else changed it meanwhile, the tag is taken, or a field does not fit.
    """
    with store.write():
        before = done.already_done(store, request.idem, Saved)
        if before:
            return before
        kit = _kit(store, request.id)
        only(EDITABLE, request.was, request.now)
        unchanged_since(kit, request)
        new = forms.changed(kit, request.now)
        _check(store, new)
        kits.save(store, new)
        facts = {"was": forms.plain(dict(request.was)), "now": forms.plain(dict(request.now))}
        return done.record(
            store, by, Record("edit_kit", Saved(kit.id, new.tag), _KITS, [subject(kit.id)], facts, request.idem)
        )


def _check(store: Engine, kit: Kit) -> None:
    missing = [
        name for name, text in (("tag", squash(kit.tag)), ("name", kit.name.en or kit.name.fr)) if not text.strip()
    ]
    if missing:
        raise why.Refused(*(why.Missing(name) for name in missing))
    other, device = kits.with_tag(store, kit.tag), devices.with_tag(store, kit.tag)
    bearer = device or (other if other and other.id != kit.id else None)
    if bearer:
        raise why.Refused(why.Taken("tag", bearer.tag))


def _next_tag(store: Engine) -> str:
    while True:
        tag = make_tag(PREFIX, office.next_number(store, f"tag-{PREFIX}"))
        if kits.with_tag(store, tag) is None and devices.with_tag(store, tag) is None:
            return tag


@dataclass(frozen=True, slots=True)
class Units:
    """The form that puts devices into a kit, takes them out, or says what they are there for."""

    kit_id: int
    add: tuple[Unit, ...] = ()
    take_out: tuple[int, ...] = ()
    labels: Mapping[int, Label] = field(default_factory=dict)
    idem: str | None = None


def change_units(store: Engine, request: Units, by: By) -> Done[Saved]:
    """Put devices into a kit, take some out, and name what they are there for.

    Raises:
        Refused: a device is in another kit, gone, or none of this kit's; or the kit was retired.
    """
    with store.write():
        before = done.already_done(store, request.idem, Saved)
        if before:
            return before
        kit = _kit(store, request.kit_id)
        there = {unit.device_id for unit in kit.units}
        strangers = [id_ for id_ in (*request.take_out, *request.labels) if id_ not in there]
        if strangers:
            raise why.Refused(*(NotInKit(_tag(store, id_), kit.tag) for id_ in strangers))
        for label in request.labels.values():
            forms.sound(label)
        ended = kits.end_units(store, kit.id, request.take_out, by.now)
        kits.label_units(store, kit.id, request.labels)
        put = _put_in(store, kit, request.add, by)
        facts = {
            "added": [*_tags(store, request.add)],
            "taken_out": [_tag(store, id_) for id_ in request.take_out],
            "ended": ended,
            "labels": {str(id_): forms.plain(kit.label_of(id_)) for id_ in request.labels},
            "named": {_tag(store, id_): forms.plain(label) for id_, label in request.labels.items()},
            "put": [unit.device_id for unit in request.add],
        }
        about = [subject(kit.id), *put, *(done.device(id_) for id_ in request.take_out)]
        return done.record(store, by, Record("change_kit", Saved(kit.id, kit.tag), _KITS, about, facts, request.idem))


def undo_change(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (one signature for every inverse)
    """Put a kit's units back as they were."""
    kit_id, facts = entry.facts["result"]["id"], entry.facts
    for device_id in facts["put"]:
        kits.remove_unit(store, kit_id, device_id)
    kits.reopen_units(store, facts["ended"])
    kits.label_units(store, kit_id, {int(id_): Label(**label) for id_, label in facts["labels"].items()})


def retire_kit(store: Engine, kit_id: int, by: By, *, reason: str = "", idem: str | None = None) -> Done[Saved]:
    """Retire a kit: its units are devices of their own again, and its tag is not given again.

    Raises:
        Refused: there is no such kit, or it was retired already.
    """
    with store.write():
        before = done.already_done(store, idem, Saved)
        if before:
            return before
        forms.sound_text(reason=reason)
        kit = _kit(store, kit_id)
        held = [unit.device_id for unit in kit.units]
        ended = kits.end_units(store, kit.id, held, by.now)
        kits.save(store, replace(kit, active=False))
        facts = {"ended": ended, "reason": reason.strip(), "tags": _tags(store, kit.units)}
        about = [subject(kit.id), *(done.device(id_) for id_ in held)]
        return done.record(store, by, Record("retire_kit", Saved(kit.id, kit.tag), _KITS, about, facts, idem))


def undo_retire(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (as above)
    """Bring a kit back, with the units that it had."""
    kit = kits.with_id(store, entry.facts["result"]["id"])
    assert kit is not None
    kits.reopen_units(store, entry.facts["ended"])
    kits.save(store, replace(kit, active=True))


def _put_in(store: Engine, kit: Kit, units: Iterable[Unit], by: By) -> list[Subject]:
    """Put devices into a kit, having seen that each may be, and return them as subjects."""
    put: list[Subject] = []
    for unit in units:
        device, other = devices.with_id(store, unit.device_id), kits.of_device(store, unit.device_id)
        if device is None:
            raise why.Refused(why.NoSuch("device", str(unit.device_id)))
        if other:
            raise why.Refused(InKitAlready(device.tag, other.tag))
        if device.status in _GONE:
            raise why.Refused(UnitIsGone(device.tag))
        forms.sound(unit)
        kits.add_unit(store, kit.id, unit, by.now)
        put.append(done.device(device.id))
    return put


def _kit(store: Engine, id_: int) -> Kit:
    kit = kits.with_id(store, id_)
    if kit is None:
        raise why.Refused(why.NoSuch("kit", str(id_)))
    if not kit.active:
        raise why.Refused(KitRetired(kit.tag))
    return kit


def _tag(store: Engine, device_id: int) -> str:
    device = devices.with_id(store, device_id)
    return device.tag if device else str(device_id)


def _tags(store: Engine, units: Iterable[Unit]) -> list[str]:
    return [_tag(store, unit.device_id) for unit in units]
