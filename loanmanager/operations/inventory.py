"""Adding and editing devices and their types (product 2.1, 2.2). A device's status is never edited."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from loanmanager.domain import refusals as why
from loanmanager.domain.devices import Device, DeviceStatus, DeviceType, Line, Part, make_tag, tag_number
from loanmanager.domain.history import Subject
from loanmanager.domain.lines import STATE_AFTER
from loanmanager.domain.names import squash
from loanmanager.operations import done, forms
from loanmanager.operations.done import By, Changes, Done, Kind, Record
from loanmanager.storage import devices, kits, lines, office
from loanmanager.storage.engine import Engine

_DEVICES: Changes = frozenset({Kind.DEVICES, Kind.LINES})
_TYPES: Changes = frozenset({Kind.DEVICES, Kind.OFFICE})

EDITABLE = forms.names_of(Device) - {"id", "status", "type", "parts", "line", "custom"}
"""What a person may change in a device besides its parts, its line and the agency's own fields."""

_DAYS_OF_A_MONTH = 31


@dataclass(frozen=True, slots=True)
class NewDevice:
    """The form of a new device. An empty tag is made from the type's prefix; no parts means the type's."""

    type_id: int
    tag: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    parts: tuple[Part, ...] | None = None
    line: Line | None = None
    status: DeviceStatus = DeviceStatus.AVAILABLE
    custom: Mapping[str, str] = field(default_factory=dict)
    idem: str | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """A record that was kept; `name` is its tag, file number or key."""

    id: int
    name: str


def add_device(store: Engine, request: NewDevice, by: By) -> Done[Saved]:
    """Add a device.

    Raises:
        Refused: the tag is taken, the type unknown, or a field does not fit.
    """
    with store.write():
        before = done.already_done(store, request.idem, Saved)
        if before:
            return before
        made = insert_device(store, request, by)
        facts = {"fields": forms.plain(dict(request.fields))}
        return done.record(store, by, Record("add_device", made, _DEVICES, _about(store, made.id), facts, request.idem))


def _about(store: Engine, device_id: int) -> list[Subject]:
    """Return a device, and the line that is in it, whose history tells of both."""
    device = devices.with_id(store, device_id)
    line = device.line if device else None
    return [done.device(device_id), *([Subject("line", line.id)] if line else [])]


def insert_device(store: Engine, request: NewDevice, by: By) -> Saved:
    """Add a device inside somebody else's transaction: an import adds many."""
    kind = next((each for each in devices.types(store) if each.id == request.type_id), None)
    if kind is None:
        raise why.Refused(why.NoSuch("type", str(request.type_id)))
    only(EDITABLE, request.fields)
    if request.status is DeviceStatus.ON_LOAN:  # nobody would have it: only a check-out lends
        raise why.Refused(why.Malformed("status", request.status))
    tag = request.tag.strip() or _next_tag(store, kind)
    parts = tuple(Part(0, p.name, p.cost) for p in kind.parts) if request.parts is None else request.parts
    blank = Device(0, tag, kind, request.status, site_id=by.site_id)
    new = forms.changed(blank, {"tag": tag, **request.fields, "parts": parts, "custom": dict(request.custom)})
    _free_tag(store, new.tag, 0)
    _known_site(store, new)
    id_ = devices.add(store, new, by.now, by.staff_id)
    if request.line:
        sound_line(request.line)
        devices.put_line(store, replace(new, id=id_), request.line, by.now)
    return Saved(id_, new.tag)


def _next_tag(store: Engine, kind: DeviceType) -> str:
    used = [tag_number(tag, kind.prefix) or 0 for tag in devices.tags_like(store, kind.prefix)]
    while True:
        tag = make_tag(kind.prefix, office.next_number(store, f"tag-{kind.prefix}", beyond=used))
        if (
            devices.with_tag(store, tag) is None and kits.with_tag(store, tag) is None
        ):  # LT0001, typed by hand, is LT-0001 too
            return tag


def _known_site(store: Engine, device: Device) -> None:
    if device.site_id is not None and office.site(store, device.site_id) is None:
        raise why.Refused(why.NoSuch("site", str(device.site_id)))


def sound_line(line: Line) -> None:
    """See that a line holds only what it can hold.

    Raises:
        Refused: `Malformed` for each field that does not fit.
    """
    forms.sound(line)
    if line.cycle_day is not None and not 1 <= line.cycle_day <= _DAYS_OF_A_MONTH:
        raise why.Refused(why.Malformed("cycle_day", str(line.cycle_day)))


def _free_tag(store: Engine, tag: str, own_id: int) -> None:
    if not squash(tag):
        raise why.Refused(why.Missing("tag"))
    other, kit = devices.with_tag(store, tag), kits.with_tag(store, tag)
    bearer = kit or (other if other and other.id != own_id else None)
    if bearer:
        raise why.Refused(why.Taken("tag", bearer.tag))


@dataclass(frozen=True, slots=True)
class Edit:
    """Fields of a record that somebody changed: each with the value it had when the form was opened, and the new one."""

    id: int
    was: Mapping[str, Any]
    now: Mapping[str, Any]
    idem: str | None = None


def edit_device(store: Engine, request: Edit, by: By) -> Done[Saved]:
    """Change a device's fields, its parts or its line.

    Raises:
        Refused: somebody else changed a field meanwhile, the tag is taken, or a field does not fit.
    """
    with store.write():
        before = done.already_done(store, request.idem, Saved)
        if before:
            return before
        device = devices.with_id(store, request.id)
        if device is None:
            raise why.Refused(why.NoSuch("device", str(request.id)))
        only(EDITABLE | {"parts", "line", "custom"}, request.was, request.now)
        unchanged_since(device, request)
        new = forms.changed(device, request.now)
        _free_tag(store, new.tag, device.id)
        _known_site(store, new)
        if "parts" in request.now:
            devices.save_parts(store, device.id, new.parts)
        if "line" in request.now:
            _keep_line(store, device, new.line, by)
        devices.save(store, new)
        devices.refresh_codes(store, device.id)
        facts = {"was": forms.plain(dict(request.was)), "now": forms.plain(dict(request.now))}
        result = Saved(device.id, new.tag)
        about = _about(store, device.id) if "line" in request.now else [done.device(device.id)]
        return done.record(store, by, Record("edit_device", result, _DEVICES, about, facts, request.idem))


def only(names: Collection[str], *typed: Mapping[str, Any]) -> None:
    """See that a form names only fields that people may fill in or change.

    Raises:
        Refused: `Malformed` for each other one.
    """
    others = {name: value for each in typed for name, value in each.items() if name not in names}
    if others:
        raise why.Refused(*(why.Malformed(name, str(value)[:40]) for name, value in others.items()))


def unchanged_since(record: object, request: Edit) -> None:
    """See that nobody else changed the fields since the form was opened.

    Raises:
        Refused: `ChangedMeanwhile` for each field that differs.
    """
    moved = [name for name, value in request.was.items() if getattr(record, name) != value]
    if moved:
        raise why.Refused(*(why.ChangedMeanwhile(name) for name in moved))


def _keep_line(store: Engine, device: Device, line: Line | None, by: By) -> None:
    if line is None:  # a line that ends is cancelled, not taken out
        raise why.Refused(why.Missing("line"))
    sound_line(line)
    if device.line:
        devices.save_line(store, device.id, replace(line, id=device.line.id))
        task = next((task for task, after in STATE_AFTER.items() if after is line.state), None)
        if task and line.state is not device.line.state:
            lines.add_task(store, lines.Task(device.line.id, task), by.now, by.staff_id)
    else:
        devices.put_line(store, device, line, by.now)


def save_type(store: Engine, made: DeviceType, by: By, *, idem: str | None = None) -> Done[Saved]:
    """Add a device type (id 0) or keep its changes.

    Raises:
        Refused: it has no name or prefix, or another type bears the prefix or key.
    """
    with store.write():
        before = done.already_done(store, idem, Saved)
        if before:
            return before
        _check_type(store, made)
        kept = made if made.key else replace(made, key=squash(made.name.en or made.name.fr))
        id_ = devices.save_type(store, kept)
        facts = {"type": forms.plain(kept)}
        return done.record(
            store, by, Record("save_type", Saved(id_, kept.key), _TYPES, [Subject("type", id_)], facts, idem)
        )


def _check_type(store: Engine, made: DeviceType) -> None:
    forms.sound(made)
    if made.loan_days is not None and not 1 <= made.loan_days <= forms.LONGEST_LOAN:
        raise why.Refused(why.Malformed("loan_days", str(made.loan_days)))
    if made.gap_days > forms.LONGEST_LOAN:
        raise why.Refused(why.Malformed("gap_days", str(made.gap_days)))
    missing = [
        name for name, text in (("name", made.name.en or made.name.fr), ("prefix", made.prefix)) if not squash(text)
    ]
    if missing:
        raise why.Refused(*(why.Missing(name) for name in missing))
    if made.id and not any(other.id == made.id for other in devices.types(store)):
        raise why.Refused(why.NoSuch("type", str(made.id)))
    own_key = made.key or squash(made.name.en or made.name.fr)
    for other in devices.types(store):
        if other.id != made.id and squash(other.prefix) == squash(made.prefix):
            raise why.Refused(why.Taken("prefix", made.prefix))
        if other.id != made.id and other.key == own_key:
            raise why.Refused(why.Taken("name", made.name.en or made.name.fr))
