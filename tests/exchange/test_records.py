from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loanmanager.domain.devices import Condition, DeviceStatus
from loanmanager.exchange.dates import Order
from loanmanager.exchange.errors import Cancelled, SheetError
from loanmanager.exchange.fields import FIELDS, Kind
from loanmanager.exchange.mapping import Mapping, guess_mapping
from loanmanager.exchange.problems import Code, ColumnDoubt, Doubt, Outcome
from loanmanager.exchange.records import ClientRecord, DeviceRecord, read_records
from loanmanager.exchange.sheets import read_sheet
from tests.exchange.files import BOM, SNIPE_SAMPLE, SNIPE_USERS, sheet, snipe_french

TODAY = date(2026, 6, 1)


def _read(read, kind=Kind.DEVICES, **fed):
    mapping = guess_mapping(read, kind)
    return read_records(read, mapping, today=TODAY, **fed)


def _codes(reading):
    return [(problem.line, problem.code) for problem in reading.problems]


def test_snipe_its_sample_becomes_devices_with_their_loans():
    reading = _read(read_sheet(BOM + SNIPE_SAMPLE.encode()))
    first, second, third = reading.devices
    assert first == DeviceRecord(
        line=2, tag="LT-0001", type="laptop", type_name="Laptops", make="Northwind", model='NoteBook 13"', site="Main",
        bought_on=date(2023, 1, 23), price=126613, notes="Scratched lid", out_to=("mroy", "mroy@example.org"), out_to_name="Mireille Roy",
        custom={"Model Number": "6.37702E+15", "Category": "Laptops", "Company": "Agency", "Supplier": "Shop", "Name": "Desk 4",
                "Order Number": "3271", "Asset EOL Date": "10/27/28"},
    )  # fmt: skip
    assert first.is_out
    assert (second.type, second.type_name, second.notes, second.is_out) == (
        "hotspot",
        "Gear",
        "Checkout Type: Location Back room",
        False,
    )
    assert (third.type, third.type_name, third.price) == ("other", "Misc", 1200)
    assert _codes(reading) == [(3, Code.OUT_TO_A_PLACE)]
    assert reading.problems[0].outcome is Outcome.KEPT
    assert (reading.clients, reading.skipped, reading.unmapped_headers) == ((), 0, ("Model Notes",))


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8"), (";", "utf-16")])
def test_snipe_its_french_report_becomes_devices(delimiter, encoding):
    reading = _read(read_sheet(snipe_french(delimiter).encode(encoding)))
    (device,) = reading.devices
    assert (device.tag, device.type, device.serial, device.imei) == ("HS-0007", "hotspot", "SN-77", "356938035643809")
    assert (device.price, device.bought_on, device.warranty_end) == (123456, date(2024, 3, 2), date(2027, 3, 2))
    assert (device.status, device.site) == (DeviceStatus.ON_LOAN, "Rimouski")
    assert (device.out_to, device.out_to_name) == (("znguyen", "D-12"), "Zoé Nguyễn")
    assert (device.out_on, device.due_on) == (date(2026, 5, 1), date(2026, 6, 1))
    assert reading.doubts == (ColumnDoubt("Expiration de garantie", Doubt.DATE_ORDER, "day_first"),)
    assert reading.dropped_headers == ("Code PIN", "Mot de passe admin")
    assert "hunter2" not in repr(reading)


def test_snipe_its_users_become_clients():
    reading = _read(read_sheet(BOM + SNIPE_USERS.encode()), Kind.CLIENTS)
    first, second = reading.clients
    assert first == ClientRecord(
        line=2, file_number="D-1", family_name="Diallo", given_name="Amina", phones=("418 555-0101",), email="amina@example.org",
        address="12 rue Principale, Rimouski, QC G5L 1A1, Canada", notes='Calls "back"', username="adiallo",
        custom={"Company": "Agency", "Username": "adiallo"},
    )  # fmt: skip
    assert (second.phones, second.email) == (("895-137-2034", "418 555-0199"), "")
    assert _codes(reading) == [(3, Code.NOT_AN_EMAIL), (4, Code.NO_NAME)]
    assert (reading.problems[0].header, reading.problems[0].value, reading.problems[0].outcome) == (
        "Email",
        "not an address",
        Outcome.VALUE_DROPPED,
    )
    assert (reading.skipped, reading.devices) == (1, ())


def test_each_bad_cell_is_told_with_its_place():
    reading = _read(sheet(
        "Tag,Serial,Purchase Date,Price,Status,Condition,Phone Number,Archived,Notes",
        "A,S1,32/13/2020,-5,On the moon,purple,ask,maybe,Old",
        "B,3.5E+14,2020-01-05,abc,Lost,Good,418 555-0101,yes,",
        ",,2020-01-05,,,,,,",
        "C,S3,2020-01-05,5,-,,,2024-01-01,,extra,,more",
    ))  # fmt: skip
    first, second, third = reading.devices
    assert (first.bought_on, first.price, first.status, first.condition, first.line_number) == (
        None,
        None,
        None,
        None,
        "ask",
    )
    assert first.notes == "Old\nStatus: On the moon\nArchived: maybe\nCondition: purple"
    assert (second.serial, second.status, second.condition) == ("", DeviceStatus.RETIRED, Condition.GOOD)
    assert third.status is DeviceStatus.RETIRED
    assert {(problem.line, problem.header, problem.code) for problem in reading.problems} == {
        (2, "Purchase Date", Code.NOT_A_DATE), (2, "Price", Code.NEGATIVE_MONEY), (2, "Status", Code.UNKNOWN_WORD),
        (2, "Condition", Code.UNKNOWN_WORD), (2, "Phone Number", Code.NOT_A_PHONE), (2, "Archived", Code.UNKNOWN_WORD),
        (3, "Serial", Code.DIGITS_LOST), (3, "Price", Code.NOT_MONEY), (4, "Tag", Code.NO_TAG_OR_SERIAL), (5, "", Code.EXTRA_CELLS),
    }  # fmt: skip
    assert next(problem.value for problem in reading.problems if problem.code is Code.EXTRA_CELLS) == "extra | more"
    assert reading.skipped == 1


def test_a_tag_serial_or_file_number_stands_once_in_a_sheet():
    reading = _read(sheet("Tag,Serial", "LT-1,S1", "lt 1,S2", "LT-2,s-1", "LT-3,S2", "###,", "LT-4,"))
    assert [device.line for device in reading.devices] == [2, 5, 6, 7]
    assert _codes(reading) == [(3, Code.REPEATED), (4, Code.REPEATED)]
    assert [problem.value for problem in reading.problems] == ["lt 1", "s-1"]
    clients = _read(sheet("File Number,Name", "C-1,Ana Roy", "C1,Bo Roy", ",Cy Roy", ",Di Roy"), Kind.CLIENTS)
    assert [client.given_name for client in clients.clients] == ["Ana", "Cy", "Di"]


def test_the_dates_of_a_sheet_help_each_other():
    reading = _read(sheet("Tag,Purchase Date,Warranty End", "A,1/2/2023,1/23/2027", "B,3/4/2023,2/3/2027"))
    assert reading.devices[0].bought_on == date(2023, 1, 2)
    assert reading.doubts == ()
    mixed = _read(sheet("Tag,Purchase Date,Warranty End,Due", "A,23/1/2023,1/23/2027,1/2/2026"))
    assert (mixed.devices[0].bought_on, mixed.devices[0].warranty_end) == (date(2023, 1, 23), date(2027, 1, 23))
    assert mixed.doubts == (ColumnDoubt("Due", Doubt.DATE_ORDER, "month_first"),)


def test_a_preference_reads_what_nothing_decides():
    read = sheet("Tag,Due,Price", 'A,1/2/2026,"1,234"')
    mapping = guess_mapping(read, Kind.DEVICES, prefer=Order.DAY_FIRST)
    reading = read_records(read, mapping, today=TODAY)
    assert (reading.devices[0].due_on, reading.devices[0].price) == (date(2026, 2, 1), 123400)
    assert reading.doubts == (
        ColumnDoubt("Price", Doubt.DECIMAL_SIGN, "thousands"),
        ColumnDoubt("Due", Doubt.DATE_ORDER, "day_first"),
    )


def test_clients_are_born_in_the_past():
    reading = _read(
        sheet("Name,Date of Birth,Language", "Ana Roy,1/23/45,Français", "Bo Roy,1/23/2045,Klingon", "Cy Roy,,"),
        Kind.CLIENTS,
    )
    ana, bo, cy = reading.clients
    assert (ana.birth_date, ana.language) == (date(1945, 1, 23), "fr")
    assert (bo.birth_date, bo.language, bo.notes) == (None, "", "Language: Klingon")
    assert (cy.birth_date, cy.language) == (None, "")
    assert _codes(reading) == [(3, Code.IN_FUTURE), (3, Code.UNKNOWN_WORD)]


def test_whole_names_fill_what_is_missing_only():
    reading = _read(
        sheet(
            "Last Name,First Name,Full Name,Preferred Name",
            "Roy,,Ana B. Roy,",
            "Roy,Ana,Someone Else,",
            ",,,Bo",
            "Null,None,,",
        ),
        Kind.CLIENTS,
    )
    assert [(client.family_name, client.given_name, client.preferred_name) for client in reading.clients] == [
        ("Roy", "Ana B.", ""), ("Roy", "Ana", ""), ("", "", "Bo"), ("Null", "None", ""),
    ]  # fmt: skip


def test_several_columns_feed_one_field():
    read = sheet("Tag,Note 1,Note 2,A,B", "X,one,two,mroy,mroy", "Y,,two,,")
    mapping = Mapping(
        Kind.DEVICES,
        (("tag", ("Tag",)), ("notes", ("Note 1", "Note 2", "Gone")), ("out_to", ("A", "B"))),
        custom=("B", "Gone"),
    )
    first, second = read_records(read, mapping, today=TODAY).devices
    assert (first.notes, first.out_to, first.custom) == ("one\ntwo", ("mroy",), {"B": "mroy"})
    assert (second.notes, second.out_to, second.custom) == ("two", (), {})


def test_cells_that_we_defused_come_back():
    (device,) = _read(sheet("Tag,Model,Notes", "A,'=1+1,'+cmd|x")).devices
    assert (device.model, device.notes) == ("=1+1", "+cmd|x")


def test_columns_that_never_repeat_are_read_as_well():
    rows = [f"T-{number},M{number},{number % 9000}.50" for number in range(6000)]
    reading = _read(sheet("Tag,Model,Price", *rows))
    assert [(device.tag, device.model, device.price) for device in reading.devices[::1000]] == [
        (f"T-{number}", f"M{number}", number * 100 + 50) for number in range(0, 6000, 1000)
    ]


def test_progress_is_told_and_may_stop_the_reading():
    read = sheet("Tag", *[f"T-{number}" for number in range(1234)])
    told = []
    assert len(_read(read, progress=lambda done, total: told.append((done, total))).records) == 1234
    assert told[-1] == (1234, 1234)
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    with pytest.raises(Cancelled):
        _read(read, progress=lambda done, total: False)

    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _read(read, progress=stop)
    assert _read(sheet("Tag")).records == ()


@given(st.binary(max_size=60), st.sampled_from(Kind), st.data())
@settings(max_examples=150, deadline=None)
def test_no_rows_raise_anything(noise, kind, data):
    headers = [field.en.split("|")[0] for field in FIELDS[kind].values()]
    cells = st.text(max_size=12) | st.sampled_from(["1/23/23", "=1+1", "6.3E+15", "x@y.z", "User", "1,234", "'"])
    rows = data.draw(st.lists(st.lists(cells, max_size=len(headers) + 1), max_size=4))
    text = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [headers, *rows])
    try:
        read = read_sheet(text.encode("utf-8", "replace") + noise)
    except SheetError:
        return
    reading = read_records(read, guess_mapping(read, kind), today=TODAY)
    assert len(reading.records) + reading.skipped == len(read.rows)
    assert all(
        problem.line <= text.count("\n") + text.count("\r") + noise.count(b"\n") + noise.count(b"\r") + 1
        for problem in reading.problems
    )
