"""Every operation keeps the same promises: all or nothing, one entry in the history, once for one form."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from threading import get_ident
from typing import Any

import pytest

from loanmanager.domain.clients import Client
from loanmanager.domain.devices import DeviceType, Line, TypePart
from loanmanager.domain.endings import Ends
from loanmanager.domain.loans import BackState
from loanmanager.domain.names import Label
from loanmanager.domain.office import Closure, Office, Policy, Site
from loanmanager.domain.refusals import Refused
from loanmanager.operations import (
    caring,
    checkout,
    endings,
    importing,
    inventory,
    office,
    people,
    renewing,
    returning,
    signing,
    undoing,
)
from loanmanager.operations.done import By
from loanmanager.storage import search
from tests.office import TODAY, add_client, add_device, lend, memory, once_more, prepared, take_back, type_of
from tests.operations import (
    client_promises,
    incident_promises,
    kit_promises,
    logo_promises,
    notice_promises,
    policy_promises,
    reserving_promises,
    signing_promises,
    staff_promises,
    stocktake_promises,
    template_promises,
)

KEY = "one form"


class World:
    """An office with something of everything, so that each operation has something to do."""

    def __init__(self) -> None:
        filled = _filled(get_ident())
        self.__dict__.update(filled.__dict__)
        self.store = once_more(filled.store)

    @classmethod
    def filling(cls, store: Any) -> "World":
        """Fill an empty store."""
        made = cls.__new__(cls)
        made._fill(store)
        return made

    def _fill(self, store: Any) -> None:
        self.store = store
        self.by = prepared(self.store)
        self.laptop = add_device(self.store, self.by, make="Lenovo", model="T480", serial="PF-1")
        line = Line(0, "Boréal", "8930272040102573", "514 555-0161")
        self.hotspot = add_device(self.store, self.by, "hotspot", make="Franklin", model="T9", line=line)
        self.free = add_device(self.store, self.by, model="free")
        self.client = add_client(self.store, self.by)
        self.loan = lend(self.store, self.by, self.client, self.laptop, self.hotspot)
        lent = search.loan_record(self.store, id_=self.loan.result.loan_id)
        self.hotspot_part = next(i for i in lent.items if i.device.id == self.hotspot.id).parts[0].id
        spare = add_device(self.store, self.by, model="spare")
        lend(self.store, self.by, self.client, spare)
        take_back(self.store, self.by, spare)
        self.to_reset = spare
        broken = add_device(self.store, self.by, "headset", model="broken")
        lend(self.store, self.by, self.client, broken)
        take_back(self.store, self.by, broken)
        loan = lend(self.store, self.by, self.client, broken)
        item = search.loan_record(self.store, id_=loan.result.loan_id).items[0]
        back = returning.Returned(broken.id, {item.parts[0].id: BackState.MISSING})
        returning.take_back(self.store, returning.Return((back,)), self.by)
        self.to_check = broken
        stocktake_promises.begun(self)
        reserving_promises.begun(self)
        policy_promises.begun(self)
        logo_promises.begun(self)
        notice_promises.begun(self)
        incident_promises.begun(self)
        client_promises.begun(self)
        kit_promises.begun(self)
        self.signed_device = add_device(self.store, self.by, model="signed")
        signing_promises.begun(self)
        template_promises.begun(self)
        staff_promises.begun(self)
        self.ending = add_device(self.store, self.by, "headset", model="old", warranty_end=date(2026, 12, 1))


@cache
def _filled(_thread: int) -> World:
    """Fill one office for each thread; every test gets a copy of it."""
    return World.filling(memory())


def _check_out(w: World, by: By, key: str | None) -> Any:
    parts = frozenset([w.free.parts[0].id])
    lent = (checkout.Lent(w.free.id, parts, note="a scratch"),)
    return checkout.check_out(
        w.store, checkout.CheckOut(w.client, lent, purpose="interview", programme="Club", idem=key), by
    )


def _return(w: World, by: By, key: str | None) -> Any:
    back = returning.Returned(
        w.hotspot.id,
        {w.hotspot_part: BackState.DAMAGED},
        returning.Condition.DAMAGED,
        "cracked",
        (("Turns on?", False),),
    )
    return returning.take_back(w.store, returning.Return((back,), idem=key), by)


def _reading(w: World) -> Any:
    sheet = b"Tag,Type,Model,Serial,Borrower,Borrower Name\nX-1,Laptop,T14,S1,,\nX-2,Laptop,T14,S2,zed@example.org,Zed Example\n"
    return importing.read(sheet, importing.SheetKind.DEVICES, today=TODAY)


def _edit(kind: str) -> Callable[[World, By, str | None], Any]:
    def edit(w: World, by: By, key: str | None) -> Any:
        if kind == "device":
            parts = w.free.parts[1:]
            form = inventory.Edit(w.free.id, {"model": "free"}, {"model": "T14", "parts": parts, "serial": "S9"}, key)
            return inventory.edit_device(w.store, form, by)
        form = inventory.Edit(
            w.client, {"given_name": "Josée"}, {"given_name": "José", "phones": ("514 555-0100",)}, key
        )
        return people.edit_client(w.store, form, by)

    return edit


def _type(w: World, by: By, key: str | None) -> Any:
    made = DeviceType(
        0, "", Label("Camera", "Caméra"), "CM", parts=(TypePart(Label("Strap"), 500),), questions=(Label("Works?"),)
    )
    return inventory.save_type(w.store, made, by, idem=key)


OPERATIONS: dict[str, Callable[[World, By, str | None], Any]] = {
    "check_out": _check_out,
    "return": _return,
    "renew": lambda w, by, key: renewing.renew(w.store, renewing.Renew(w.loan.result.loan_id, idem=key), by),
    "reset": lambda w, by, key: caring.mark_reset(w.store, caring.Reset(w.to_reset.id, "system reset", idem=key), by),
    "check": lambda w, by, key: caring.mark_checked(w.store, w.to_check.id, by, note="fine", idem=key),
    "sign": lambda w, by, key: signing.mark_signed(w.store, w.loan.result.paper_id, by, idem=key),
    "note_ending": lambda w, by, key: endings.note_ending(w.store, Ends.WARRANTY, w.ending.id, by, idem=key),
    "undo": lambda w, by, key: undoing.undo(w.store, w.loan.entry_id, "wrong client", by, idem=key),
    "add_device": lambda w, by, key: inventory.add_device(
        w.store, inventory.NewDevice(type_of(w.store, "hotspot").id, line=Line(0, iccid="1234"), idem=key), by
    ),
    "edit_device": _edit("device"),
    "save_type": _type,
    "add_client": lambda w, by, key: people.add_client(w.store, people.NewClient({"family_name": "Roy"}, key), by),
    "edit_client": _edit("client"),
    "import": lambda w, by, key: importing.import_sheet(w.store, importing.Import(_reading(w), idem=key), by),
    "save_office": lambda w, by, key: office.save_office(w.store, Office("Carrefour"), by),
    "save_policy": lambda w, by, key: office.save_policy(w.store, Policy(loan_days=14), by),
    "save_site": lambda w, by, key: office.add_site(w.store, Site(0, "Saint-Michel"), by),
    "change_site": lambda w, by, key: office.save_site(w.store, Site(1, "Main", phone="514 555-0199"), by),
    "save_closure": lambda w, by, key: office.add_closure(w.store, Closure(date(2026, 12, 24), date(2027, 1, 3)), by),
    "save_staff": lambda w, by, key: office.rename_staff(w.store, 1, "Ana Lopes", by),
}
OPERATIONS |= stocktake_promises.OPERATIONS
OPERATIONS |= reserving_promises.OPERATIONS
OPERATIONS |= policy_promises.OPERATIONS
OPERATIONS |= notice_promises.OPERATIONS
OPERATIONS |= incident_promises.OPERATIONS
OPERATIONS |= client_promises.OPERATIONS
OPERATIONS |= kit_promises.OPERATIONS
OPERATIONS |= signing_promises.OPERATIONS
OPERATIONS |= template_promises.OPERATIONS
OPERATIONS |= logo_promises.OPERATIONS
OPERATIONS |= staff_promises.OPERATIONS
UNKEYED = {"sign_in", "set_own_language"}  # pressed twice they do no harm
KEYED = [
    name
    for name in OPERATIONS
    if name not in UNKEYED
    if not name.startswith(("save_", "change_")) or name in {"save_type", "change_kit", "save_template"}
]


def dump(store: Any) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table of ours."""
    tables = sorted(store._columns)
    return {table: [tuple(row) for row in store.rows(f"SELECT * FROM {table} ORDER BY 1")] for table in tables}


class Interrupted(Exception):
    """What a crash looks like to the operation."""


class Failing:
    """A store that fails at its n-th write."""

    def __init__(self, store: Any, at: int) -> None:
        self._store, self._left = store, at

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._store, name)
        if name not in {"run", "insert", "update", "insert_many"}:
            return real

        def counted(*args: Any, **named: Any) -> Any:
            self._left -= 1
            if self._left < 0:
                raise Interrupted
            return real(*args, **named)

        return counted


@contextmanager
def failing(world: World, at: int) -> Iterator[None]:
    kept = world.store
    world.store = Failing(kept, at)
    try:
        yield
    finally:
        world.store = kept


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_that_is_interrupted_leaves_no_trace(name: str) -> None:
    world = World()
    before = dump(world.store)
    for at in range(200):
        try:
            with failing(world, at):
                OPERATIONS[name](world, world.by, None)
        except Interrupted:
            assert dump(world.store) == before
        else:
            assert at > 1, "it wrote nothing but its history"
            assert dump(world.store) != before
            return
    pytest.fail("it never ended")


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_is_recorded_once_with_who_and_when(name: str) -> None:
    world = World()
    before = world.store.value("SELECT COUNT(*) FROM history")
    done = OPERATIONS[name](world, world.by, None)
    assert world.store.value("SELECT COUNT(*) FROM history") == before + 1
    row = world.store.row("SELECT * FROM history WHERE id = :id", id=done.entry_id)
    assert row["staff_id"] == world.by.staff_id
    assert row["at"] == "2026-11-23T15:00:00Z"
    assert row["operation"] == ("save_site" if name == "change_site" else name)
    assert world.store.value("SELECT COUNT(*) FROM history_subjects WHERE entry_id = :id", id=done.entry_id) > 0
    assert done.changes
    assert not done.repeated
    assert world.store.check() == ()


@pytest.mark.parametrize("name", KEYED)
def test_the_same_form_twice_is_done_once(name: str) -> None:
    world = World()
    first = OPERATIONS[name](world, world.by, KEY)
    after = dump(world.store)
    again = OPERATIONS[name](world, replace(world.by, today=date(2026, 11, 24)), KEY)
    assert again.result == first.result
    assert again.entry_id == first.entry_id
    assert again.repeated
    assert not again.changes
    assert dump(world.store) == after


REFUSED: dict[str, Callable[[World, By], Any]] = {
    "lending what is out": lambda w, by: lend(w.store, by, w.client, w.laptop),
    "lending nothing": lambda w, by: lend(w.store, by, w.client),
    "lending to nobody": lambda w, by: lend(w.store, by, 999, w.free),
    "lending what is not there": lambda w, by: checkout.check_out(w.store, checkout.CheckOut(w.client, (checkout.Lent(999),)), by),
    "taking back what is here": lambda w, by: take_back(w.store, by, w.free),
    "taking back what is not there": lambda w, by: returning.take_back(w.store, returning.Return((returning.Returned(999),)), by),
    "taking back nothing": lambda w, by: returning.take_back(w.store, returning.Return(()), by),
    "renewing no loan": lambda w, by: renewing.renew(w.store, renewing.Renew(999), by),
    "renewing to the same day": lambda w, by: renewing.renew(w.store, renewing.Renew(w.loan.result.loan_id, date(2026, 12, 23)), by),
    "resetting what needs none": lambda w, by: caring.mark_reset(w.store, caring.Reset(w.free.id), by),
    "resetting what is not there": lambda w, by: caring.mark_reset(w.store, caring.Reset(999), by),
    "checking what needs none": lambda w, by: caring.mark_checked(w.store, w.free.id, by),
    "signing no paper": lambda w, by: signing.mark_signed(w.store, 999, by),
    "signing a receipt": lambda w, by: signing.mark_signed(w.store, 3, by),
    "signing before it was made": lambda w, by: signing.mark_signed(w.store, 1, by, on=date(2026, 11, 22)),
    "signing tomorrow": lambda w, by: signing.mark_signed(w.store, 1, by, on=date(2026, 11, 24)),
    "noting no end": lambda w, by: endings.note_ending(w.store, Ends.WARRANTY, w.free.id, by),
    "noting the end of nothing": lambda w, by: endings.note_ending(w.store, Ends.PLAN, 999, by),
    "undoing without a reason": lambda w, by: undoing.undo(w.store, w.loan.entry_id, "  ", by),
    "undoing an edit": lambda w, by: undoing.undo(w.store, 2, "why", by),
    "undoing nothing": lambda w, by: undoing.undo(w.store, 999, "why", by),
    "a tag that is taken": lambda w, by: inventory.add_device(w.store, inventory.NewDevice(1, "lt 0001"), by),
    "a tag without a letter": lambda w, by: inventory.add_device(w.store, inventory.NewDevice(1, "--"), by),
    "a type that is not there": lambda w, by: inventory.add_device(w.store, inventory.NewDevice(99), by),
    "a field of the wrong kind": lambda w, by: inventory.add_device(w.store, inventory.NewDevice(1, fields={"price": "much"}), by),
    "a negative price": lambda w, by: inventory.add_device(w.store, inventory.NewDevice(1, fields={"price": -1}), by),
    "editing no device": lambda w, by: inventory.edit_device(w.store, inventory.Edit(999, {}, {}), by),
    "editing no client": lambda w, by: people.edit_client(w.store, inventory.Edit(999, {}, {}), by),
    "a device changed meanwhile": lambda w, by: inventory.edit_device(w.store, inventory.Edit(w.free.id, {"model": "old"}, {"model": "new"}), by),
    "a client without a name": lambda w, by: people.add_client(w.store, people.NewClient({"given_name": "  "}), by),
    "a client without a number": lambda w, by: people.edit_client(w.store, inventory.Edit(w.client, {}, {"file_number": ""}), by),
    "a client born tomorrow": lambda w, by: people.add_client(w.store, people.NewClient({"given_name": "A", "birth_date": date(2026, 11, 24)}), by),
    "a file number that is taken": lambda w, by: people.add_client(w.store, people.NewClient({"given_name": "A", "file_number": "C-00001"}), by),
    "a type without a name": lambda w, by: inventory.save_type(w.store, DeviceType(0, "", Label(""), "ZZ"), by),
    "a prefix that is taken": lambda w, by: inventory.save_type(w.store, DeviceType(0, "", Label("New"), "lt"), by),
    "a type's name that is taken": lambda w, by: inventory.save_type(w.store, DeviceType(0, "", Label("Laptop"), "ZZ"), by),
    "a loan of no day": lambda w, by: office.save_policy(w.store, Policy(loan_days=0), by),
    "a site without a name": lambda w, by: office.add_site(w.store, Site(0, " "), by),
    "a site that is there": lambda w, by: office.add_site(w.store, Site(0, "main OFFICE"), by),
    "a site open on no day": lambda w, by: office.save_site(w.store, Site(1, "Main", open_days=frozenset()), by),
    "a closure that ends before it begins": lambda w, by: office.add_closure(w.store, Closure(date(2027, 1, 2), date(2027, 1, 1)), by),
    "staff without a name": lambda w, by: office.rename_staff(w.store, 1, "", by),
}  # fmt: skip
REFUSED |= stocktake_promises.REFUSED
REFUSED |= incident_promises.REFUSED
REFUSED |= client_promises.REFUSED


REFUSED |= policy_promises.REFUSED
REFUSED |= notice_promises.REFUSED
REFUSED |= signing_promises.REFUSED
REFUSED |= template_promises.REFUSED
REFUSED |= logo_promises.REFUSED
REFUSED |= staff_promises.REFUSED


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_changes_nothing(name: str) -> None:
    world = World()
    before = dump(world.store)
    with pytest.raises(Refused) as refused:
        REFUSED[name](world, world.by)
    assert refused.value.reasons
    assert dump(world.store) == before


def test_a_client_is_not_the_record_of_another() -> None:
    world = World()
    other = add_client(world.store, world.by, "Roy", "Marc", file_number="C-00099", card="CARD-1")
    assert other != world.client
    with pytest.raises(Refused, match="Taken"):
        people.edit_client(world.store, inventory.Edit(world.client, {}, {"card": "CARD-1"}), world.by)
    assert isinstance(search.client_record(world.store, other), Client)
