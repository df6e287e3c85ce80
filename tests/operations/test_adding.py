"""New records hold what their form asks for, and nothing that only the program decides."""

from typing import Any

import pytest

from loanmanager.domain import refusals as why
from loanmanager.domain.devices import DeviceStatus, Line
from loanmanager.domain.loans import BackState
from loanmanager.operations import inventory, people, returning
from loanmanager.storage import search
from tests.office import add_client, add_device, lend, memory, prepared, type_of


@pytest.fixture
def office() -> tuple[Any, Any]:
    store = memory()
    return store, prepared(store)


@pytest.mark.parametrize("name", ["id", "status", "type", "line", "parts", "colour"])
def test_a_new_devices_form_decides_no_more_than_its_fields(office: Any, name: str) -> None:
    store, by = office
    with pytest.raises(why.Refused) as refused:
        inventory.add_device(store, inventory.NewDevice(1, fields={name: 7}), by)
    assert refused.value.reasons == (why.Malformed(name, "7"),)


@pytest.mark.parametrize("name", ["id", "colour"])
def test_a_new_clients_form_decides_no_more_than_its_fields(office: Any, name: str) -> None:
    store, by = office
    with pytest.raises(why.Refused) as refused:
        people.add_client(store, people.NewClient({"family_name": "Roy", name: 7}), by)
    assert refused.value.reasons == (why.Malformed(name, "7"),)


def test_no_device_begins_on_loan_to_nobody(office: Any) -> None:
    store, by = office
    for status in DeviceStatus:
        form = inventory.NewDevice(1, status=status)
        if status is DeviceStatus.ON_LOAN:
            with pytest.raises(why.Refused):
                inventory.add_device(store, form, by)
        else:
            made = inventory.add_device(store, form, by).result
            assert search.device_record(store, made.id).status is status


def test_a_new_device_is_found_by_all_that_it_bears(office: Any) -> None:
    store, by = office
    line = Line(0, iccid="8930272040102573", number="438 555-0199")
    made = add_device(store, by, "hotspot", serial="FR-77Q2", imei="357145082204176", mac="A4:83:E7:12:9F", line=line)
    for typed in ("77q2", "204176", "e7129f", "5550199", made.tag.lower()):
        found = [match.device.tag for match in search.matches(store, typed, by.today) if match.device]
        assert found == [made.tag], typed


def test_a_line_is_in_one_device_and_a_device_has_one_line(office: Any) -> None:
    store, by = office
    one = add_device(store, by, "hotspot", line=Line(0, iccid="1234"))
    two = add_device(store, by, "hotspot", line=Line(0, iccid="5678"))
    other = inventory.Edit(one.id, {}, {"line": Line(two.line.id, iccid="9999")})
    inventory.edit_device(store, other, by)
    assert search.device_record(store, one.id).line.iccid == "9999"
    assert search.device_record(store, two.id).line.iccid == "5678"
    assert store.value("SELECT COUNT(*) FROM line_uses WHERE until IS NULL") == 2


def test_numbers_go_on_above_what_was_typed_by_hand(office: Any) -> None:
    store, by = office
    assert add_device(store, by, tag="LT-0100").tag == "LT-0100"
    assert add_device(store, by).tag == "LT-0101"
    assert add_device(store, by, tag="LT-0050").tag == "LT-0050"
    assert add_device(store, by).tag == "LT-0102"
    assert add_device(store, by, "hotspot").tag == "HS-0001"
    numbers = [
        search.client_record(store, add_client(store, by, file_number=n)).file_number for n in ("", "C-00070", "")
    ]
    assert numbers == ["C-00001", "C-00070", "C-00071"]


def test_parts_that_are_given_are_the_devices_own_else_its_types(office: Any) -> None:
    store, by = office
    assert [part.name.en for part in add_device(store, by).parts] == [
        part.name.en for part in type_of(store, "laptop").parts
    ]
    bare = inventory.add_device(store, inventory.NewDevice(1, parts=()), by).result
    assert search.device_record(store, bare.id).parts == ()


def test_a_part_that_is_taken_off_leaves_its_loans_and_incidents_readable(office: Any) -> None:
    store, by = office
    laptop = add_device(store, by)
    lend(store, by, add_client(store, by), laptop)
    out = search.loan_of_device(store, laptop.id).items[0]
    back = returning.Returned(laptop.id, {out.parts[0].id: BackState.MISSING})
    returning.take_back(store, returning.Return((back,)), by)
    inventory.edit_device(store, inventory.Edit(laptop.id, {}, {"parts": laptop.parts[1:]}), by)
    assert [part.name.en for part in search.device_record(store, laptop.id).parts] == ["Bag", "Mouse"]
    kept = search.loan_record(store, id_=1).items[0].parts[0]
    assert (kept.name.en, kept.back, kept.part_id) == ("Charger", BackState.MISSING, None)
    assert search.counts(store, by.today).incidents == 1
    assert store.check() == ()
