"""Devices of a sheet into the office, with the loans they are out on: matched by tag, else by serial, else added."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from operator import attrgetter
from typing import Any

from loanmanager.domain import lending
from loanmanager.domain import refusals as why
from loanmanager.domain.devices import Device, DeviceStatus, DeviceType, Line, make_tag, tag_number
from loanmanager.domain.history import Subject
from loanmanager.domain.loans import Item, ItemPart, Loan
from loanmanager.domain.names import squash
from loanmanager.domain.office import Rules, Site
from loanmanager.exchange.people import split_name
from loanmanager.exchange.records import ClientRecord, DeviceRecord
from loanmanager.operations import done, forms
from loanmanager.operations.done import By
from loanmanager.operations.importing_clients import ClientImport
from loanmanager.storage import devices, kits, loans, office
from loanmanager.storage.engine import Engine

_PLAIN = [
    "make",
    "model",
    "serial",
    "imei",
    "mac",
    "system",
    "shelf",
    "funding",
    "bought_on",
    "price",
    "replacement_cost",
    "warranty_end",
    "notes",
    "condition",
]
_VALUES = attrgetter(*_PLAIN)
_KEPT_STATUSES = frozenset(DeviceStatus) - {DeviceStatus.ON_LOAN, DeviceStatus.RESERVED}


@dataclass(slots=True)
class DeviceImport:
    """Takes records inside the import's transaction, the new ones in bulk, and counts what became of them."""

    store: Engine
    by: By
    update: bool
    added: int = 0
    updated: int = 0
    alike: int = 0
    loans: int = 0
    subjects: list[Subject] = field(default_factory=list)
    types: dict[str, DeviceType] = field(init=False)
    tags: dict[str, int] = field(init=False)
    serials: dict[str, int] = field(init=False)
    kit_tags: frozenset[str] = field(init=False)
    numbers: dict[str, int] = field(init=False)
    sites: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Learn what is there already."""
        self.types = {each.key: each for each in devices.types(self.store)}
        self.tags = devices.ids_by_tag(self.store)
        self.serials = devices.ids_by_serial(self.store)
        self.kit_tags = kits.tag_keys(self.store)
        self.numbers = {}

    def take(self, records: Iterable[DeviceRecord], told: Callable[[int], None]) -> None:
        """Add or change a device for each record, then make the loans that it is out on."""
        new: list[tuple[DeviceRecord, Device]] = []
        for at, record in enumerate(records, 1):
            known = self._known(record)
            if known is None:
                new.append((record, self._new(record)))
            elif self.update:
                self._change(known, record)
            else:
                self.alike += 1
            told(at)
        ids = devices.add_many(self.store, [device for _, device in new], self.by.now, self.by.staff_id)
        self.added = len(ids)
        self.subjects += map(done.device, ids)
        out = []
        for (record, device), id_ in zip(new, ids, strict=True):
            if record.sim or record.line_number:
                self._put_line(record, replace(device, id=id_))
            if record.is_out:
                out.append((record, replace(device, id=id_)))
        self._lend(out)

    def _known(self, record: DeviceRecord) -> int | None:
        if squash(record.tag):
            return self.tags.get(squash(record.tag))
        return self.serials.get(squash(record.serial))

    def _new(self, record: DeviceRecord) -> Device:
        kind = self.types.get(record.type) or self.types["other"]
        tag = record.tag if squash(record.tag) else self._next_tag(kind)
        if squash(tag) in self.kit_tags:
            raise why.Refused(why.Taken("tag", tag))
        self.tags[squash(tag)] = 0  # a second row with this tag is no new device
        status = record.status if record.status in _KEPT_STATUSES else DeviceStatus.AVAILABLE
        if record.status is DeviceStatus.ON_LOAN and not record.is_out:
            status = DeviceStatus.TO_CHECK  # the sheet does not say who has it: somebody has to look
        typed = _typed(record)
        forms.sound_row({"tag": tag, **record.custom, **typed, **_elsewhere(record)})
        site_id = self._site(record.site)
        return Device(
            0, tag, kind, status or DeviceStatus.AVAILABLE, site_id=site_id, custom=dict(record.custom), **typed
        )

    def _next_tag(self, kind: DeviceType) -> str:
        if kind.prefix not in self.numbers:
            used = (tag_number(tag, kind.prefix) or 0 for tag in devices.tags_like(self.store, kind.prefix))
            self.numbers[kind.prefix] = max(used, default=0)
        while True:
            self.numbers[kind.prefix] += 1
            tag = make_tag(kind.prefix, self.numbers[kind.prefix])
            if squash(tag) not in self.tags and squash(tag) not in self.kit_tags:
                office.keep_number(self.store, f"tag-{kind.prefix}", self.numbers[kind.prefix])
                return tag

    def _site(self, name: str) -> int | None:
        if not name.strip():
            return self.by.site_id
        if name not in self.sites:
            found = office.site_named(self.store, name)
            self.sites[name] = office.add_site(self.store, Site(0, name.strip())) if found is None else found
        return self.sites[name]

    def _change(self, id_: int, record: DeviceRecord) -> None:
        device = devices.with_id(self.store, id_) if id_ else None
        if device is None:
            self.alike += 1
            return
        typed = {**_typed(record), "custom": {**device.custom, **record.custom}}
        if record.site.strip():
            typed["site_id"] = self._site(record.site)
        new = forms.changed(device, typed)
        if new == device:
            self.alike += 1
            return
        devices.save(self.store, new)
        self.updated += 1
        self.subjects.append(done.device(id_))

    def _put_line(self, record: DeviceRecord, device: Device) -> None:
        line = Line(0, record.carrier, record.sim, record.line_number, plan_end=record.plan_end)
        devices.put_line(self.store, device, line, self.by.now)

    # Open loans

    def _lend(self, out: list[tuple[DeviceRecord, Device]]) -> None:
        """Make one loan for each borrower, day out and due date; borrowers who are not there yet are added."""
        if not out:
            return
        people = ClientImport(self.store, self.by, update=False)
        rules = office.rules(self.store, self.by.site_id)
        grouped: dict[tuple[int, date, date], list[Device]] = {}
        for record, device in out:
            client_id = _borrower(people, record)
            out_on = min(record.out_on or self.by.today, self.by.today)
            due = record.due_on or self._due(device, rules)
            grouped.setdefault((client_id, out_on, max(due, out_on)), []).append(device)
        for (client_id, out_on, due), lent in grouped.items():
            self._loan(client_id, out_on, due, lent)
        self.subjects += people.subjects

    def _due(self, device: Device, rules: Rules) -> date:
        return lending.due_date([device.type], rules, self.by.today)

    def _loan(self, client_id: int, out_on: date, due: date, lent: list[Device]) -> None:
        known = devices.with_ids(self.store, [device.id for device in lent])
        number = lending.make_loan_number(out_on.year, office.next_number(self.store, f"loan-{out_on.year}"))
        items = tuple(
            Item(0, device, due, device.condition, parts=tuple(ItemPart(0, p.name, p.cost, p.id) for p in device.parts))
            for device in known.values()
        )
        language = office.office(self.store).language
        new = Loan(0, number, client_id, self.by.now, out_on, language, self.by.site_id, self.by.staff_id, items=items)
        loan_id = loans.add(self.store, new, programme_id=None, override="")
        for device in lent:
            devices.set_status(self.store, device.id, DeviceStatus.ON_LOAN, self.by.now, self.by.staff_id)
        self.loans += 1
        self.subjects += [done.loan(loan_id), done.client(client_id)]


def _borrower(people: ClientImport, record: DeviceRecord) -> int:
    """Return the client that a record names, adding one where nobody bears any of its keys."""
    found = next((people.keys[key.casefold()] for key in record.out_to if key.casefold() in people.keys), None)
    if found is not None:
        return found
    called = record.out_to_name or record.out_to[0]
    family, given = split_name(called)
    if not (family or given):  # a key of nothing but commas
        family = called
    email = next((key for key in record.out_to if "@" in key), "")
    username = next((key for key in record.out_to if "@" not in key), "")
    known = ClientRecord(record.line, family_name=family, given_name=given, email=email, username=username)
    if not record.out_to:  # nothing but a name: the same name in two rows is one person with two devices
        found = people.only_one_named(family, given)
        if found is not None:
            return found
    return people.add(known)


def _elsewhere(record: DeviceRecord) -> dict[str, str]:
    """Return the texts of a record that are kept with something else than the device."""
    line = {"carrier": record.carrier, "iccid": record.sim, "number": record.line_number}
    return {"site": record.site, "borrower": record.out_to_name, "username": "".join(record.out_to), **line}


def _typed(record: DeviceRecord) -> dict[str, Any]:
    """Return the fields that a record fills; what it leaves empty is left as it is."""
    values = zip(_PLAIN, _VALUES(record), strict=True)
    return {name: value for name, value in values if value is not None and value != ""}
