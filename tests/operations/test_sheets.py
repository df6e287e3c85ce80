"""Sheets in and lists out."""

import csv
import json
from io import StringIO
from typing import Any

import pytest

from loanmanager.domain.devices import DeviceStatus, Line
from loanmanager.exchange.errors import Cancelled, SheetError
from loanmanager.exchange.fields import Kind
from loanmanager.exchange.mapping import guess_mapping
from loanmanager.exchange.problems import Code
from loanmanager.exchange.sheets import read_sheet
from loanmanager.i18n import Words
from loanmanager.operations import exporting, importing
from loanmanager.operations.importing import Import
from loanmanager.storage import search
from tests.office import TODAY, add_client, add_device, lend, memory, prepared, take_back
from tests.operations.test_promises import dump

ASSETS = (
    "\ufeffCompany,Name,Asset Tag,Category,Manufacturer,Location,Model,Model Number,Serial,Asset Notes,Purchase Date,Purchase Cost,"
    "Checkout Type,Checked Out To: Username,Checked Out To: First Name,Checked Out To: Last Name,Checked Out To: Email\r\n"
    ",,ICC-1,Laptops,Lenovo,Saint-Michel,ThinkPad T480,20L5,PF-1,scratched,1/23/23,2266.13,,,,,\r\n"
    ",,HOT-1,Hotspots,Franklin,Main office,T9,,HS1,,11/14/22,110,User,zoe.n,Zoë,Nguyễn,zoe@example.org\r\n"
    ",,HOT-2,Hotspots,Franklin,Main office,T9,,HS2,,11/14/22,110,User,zoe.n,Zoë,Nguyễn,zoe@example.org\r\n"
).encode()
USERS = (
    "First Name,Last Name,Email,Username,Activated,Address,City,State,Postal Code,Phone,Notes,Employee Number\n"
    "Zoë,Nguyễn,zoe@example.org,zoe.n,true,12 rue des Érables,Montréal,QC,H2X 1Y4,514 555-0142,calls back,\n"
    "محمد,الحدّاد,,,true,,,,,514 555-0143,,EMP-7\n"
).encode()


def _bring(store: Any, by: Any, data: bytes, preset: str, **form: Any) -> Any:
    kind = Kind.DEVICES if "asset" in preset or preset == "devices" else Kind.CLIENTS
    reading = importing.read(data, kind, today=TODAY, preset=preset)
    return importing.import_sheet(store, Import(reading, **form), by).result


def _world() -> tuple[Any, Any]:
    store = memory()
    return store, prepared(store)


def test_assets_come_with_their_types_sites_and_open_loans() -> None:
    store, by = _world()
    made = _bring(store, by, ASSETS, "snipe-it-assets")
    assert (made.added, made.loans, made.skipped) == (3, 1, 0)
    laptop = search.find(store, "icc-1", TODAY).device
    assert (laptop.type.en, laptop.name, laptop.site, laptop.serial) == (
        "Laptop",
        "Lenovo ThinkPad T480",
        "Saint-Michel",
        "PF-1",
    )
    record = search.device_record(store, laptop.id)
    assert (record.price, record.bought_on.isoformat(), record.notes) == (226613, "2023-01-23", "scratched")
    assert [part.name.en for part in record.parts] == ["Charger", "Bag", "Mouse"]
    hotspot = search.find(store, "HOT-1", TODAY).device
    assert hotspot.status is DeviceStatus.ON_LOAN
    assert hotspot.with_name == "Nguyễn, Zoë"
    assert search.loan_record(store, number=hotspot.loan).due.isoformat() == "2026-12-23"
    take_back(store, by, search.device_record(store, hotspot.id))
    assert store.check() == ()


def test_users_after_assets_are_the_same_people() -> None:
    store, by = _world()
    _bring(store, by, ASSETS, "snipe-it-assets")
    made = _bring(store, by, USERS, "snipe-it-users")
    assert (made.added, made.updated) == (1, 1)
    zoe = search.client_record(store, search.find(store, "C-00001", TODAY).client.id)
    assert zoe.phones == ("514 555-0142",)
    assert "Montréal" in zoe.address
    assert search.client_rows(store, today=TODAY, text="haddad") == ()
    assert search.find(store, "EMP-7", TODAY).client.name == "الحدّاد، محمد"


def test_a_second_import_changes_what_changed_and_nothing_else() -> None:
    store, by = _world()
    _bring(store, by, ASSETS, "snipe-it-assets")
    again = _bring(store, by, ASSETS.replace(b"scratched", b"mended"), "snipe-it-assets")
    assert (again.added, again.updated, again.alike, again.loans) == (0, 1, 2, 0)
    assert search.device_record(store, search.find(store, "ICC-1", TODAY).device.id).notes == "mended"
    kept = _bring(store, by, ASSETS.replace(b"scratched", b"other"), "snipe-it-assets", update=False)
    assert (kept.added, kept.updated, kept.alike) == (0, 0, 3)
    users = _bring(store, by, USERS, "snipe-it-users", update=False)
    assert (users.added, users.alike) == (1, 1)
    same = _bring(store, by, USERS, "snipe-it-users")
    assert (same.added, same.updated, same.alike) == (0, 1, 1)


def test_a_dry_run_tells_exactly_what_would_happen_and_does_nothing() -> None:
    store, by = _world()
    before = dump(store)
    tried = _bring(store, by, ASSETS, "snipe-it-assets", dry_run=True)
    assert dump(store) == before
    assert _bring(store, by, ASSETS, "snipe-it-assets") == tried


def test_an_import_that_is_stopped_leaves_no_trace() -> None:
    store, by = _world()
    before = dump(store)
    reading = importing.read(ASSETS, Kind.DEVICES, today=TODAY)
    seen: list[tuple[int, int]] = []

    def stop(at: int, of: int) -> bool:
        seen.append((at, of))
        return False

    with pytest.raises(Cancelled):
        importing.import_sheet(store, Import(reading), by, stop)
    assert seen == [(3, 3)]
    assert dump(store) == before


def test_devices_without_a_tag_are_numbered_and_their_lines_come_along() -> None:
    store, by = _world()
    add_device(store, by, "hotspot", tag="HS-0007", serial="KNOWN")
    sheet = "Type;Serial;SIM;Line Number;Status\nHotspot;A1;89302720401025734;514 555-0161;on loan\nHotspot;A2;;;retired\nHotspot;known;;;\n"
    made = _bring(store, by, sheet.encode(), "devices")
    assert (made.added, made.updated) == (2, 1)
    rows = search.device_rows(store, today=TODAY)
    assert [row.tag for row in rows] == ["HS-0007", "HS-0008", "HS-0009"]
    assert [row.status.value for row in rows] == ["available", "to_check", "retired"]
    assert search.device_record(store, rows[1].id).line.last_four == "5734"
    assert search.matches(store, "5550161", TODAY)[0].device.tag == "HS-0008"


def test_what_is_no_sheet_is_said_so() -> None:
    with pytest.raises(SheetError):
        importing.read(b"%PDF-1.7 not a sheet", Kind.DEVICES, today=TODAY)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_list_goes_out_whole_and_harmless(language: str) -> None:
    store, by = _world()
    line = Line(0, "Boréal", "8930272040102573", "514 555-0161")
    hotspot = add_device(store, by, "hotspot", model="=1+1", line=line, price=11000)
    laptops = [add_device(store, by) for _ in range(230)]
    client = add_client(store, by, "@Roy", "Zoë", phones=("514 555-0100", "514 555-0101"))
    lend(store, by, client, hotspot)
    lend(store, by, client, laptops[0], due=TODAY)
    take_back(store, by, laptops[0])
    words = Words(language)
    for kind, count in ((exporting.List.DEVICES, 231), (exporting.List.CLIENTS, 1), (exporting.List.LOANS, 2)):
        made = exporting.export(store, kind, words, TODAY)
        rows = list(csv.reader(StringIO(made.as_csv().decode("utf-8-sig"))))
        assert len(rows) == count + 1
        assert not any(cell.startswith(("=", "@")) for row in rows for cell in row)
        read = json.loads(made.as_json())
        assert len(read) == count
        assert set(read[0]) == set(made.keys)
    out = exporting.export(store, exporting.List.LOANS, words, TODAY).rows
    assert {row[-1] for row in out} == {words.say("On loan"), words.say("Everything is back")}


NAMED = b"""Tag,Type,Model,Borrower Name
X-1,Laptop,T14,Zed Example
X-2,Hotspot,T9,zed EXAMPLE
X-3,Laptop,T14,"Roy, Marc"
"""


def test_one_name_and_nothing_else_is_one_borrower() -> None:
    store, by = _world()
    made = _bring(store, by, NAMED, "devices")
    assert (made.added, made.loans, made.twice) == (3, 2, 0)
    (zed,) = search.client_rows(store, today=TODAY, text="zed")
    assert zed.out == 2


def test_a_name_that_is_there_already_is_taken_and_one_that_two_bear_is_not() -> None:
    store, by = _world()
    zed = add_client(store, by, "Example", "Zed", phones=("514 555-0142",))
    for _ in range(2):
        add_client(store, by, "Roy", "Marc")
    made = _bring(store, by, NAMED, "devices")
    assert search.client_card(store, zed).out[0].tag == "X-1"
    assert len(search.client_rows(store, today=TODAY, text="roy marc")) == 3
    assert made.twice == 3


def test_a_borrower_whose_key_is_nothing_but_commas_is_kept_under_it() -> None:
    store, by = _world()
    made = _bring(
        store,
        by,
        ASSETS.replace(b"zoe.n,Zo\xc3\xab,Nguy\xe1\xbb\x85n,zoe@example.org", b'",,,,",,,'),
        "snipe-it-assets",
    )
    assert made.loans == 1
    assert [each.name for each in search.client_rows(store, today=TODAY)] == [",,,,"]


def test_a_cell_that_is_too_long_is_left_out_and_told_by_its_row() -> None:
    sheet = b"Tag,Type,Model,Own\nX-1,Laptop," + b"m" * 201 + b"," + b"o" * 2001 + b"\nX-2,Laptop,T14,fine\n"
    found = importing.read(sheet, Kind.DEVICES, today=TODAY)
    mapping = guess_mapping(read_sheet(sheet), Kind.DEVICES).keep("Own")
    kept = importing.read(sheet, Kind.DEVICES, today=TODAY, mapping=mapping)
    assert [(each.line, each.header, each.code) for each in found.problems] == [(2, "Model", Code.TOO_LONG)]
    assert [(each.line, each.header) for each in kept.problems] == [(2, "Model"), (2, "Own")]
    assert [(each.tag, each.model, each.custom) for each in kept.devices] == [
        ("X-1", "", {}),
        ("X-2", "T14", {"Own": "fine"}),
    ]
