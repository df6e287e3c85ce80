import json
from dataclasses import dataclass
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from loanmanager.domain.devices import DeviceStatus
from loanmanager.exchange.csv_out import Cents, write_csv, write_json
from loanmanager.exchange.formulas import revive
from loanmanager.exchange.sheets import read_sheet


def test_a_sheet_is_what_excel_expects():
    written = write_csv(
        ["Tag", "=Price"],
        [
            ("LT-1", Cents(129900)),
            ("=cmd()", Cents(-5)),
            (date(2026, 1, 5), datetime(2026, 1, 5, 9, 30, tzinfo=UTC)),
            (None, True),
            (3, 2.5),
            ("a\0b", "\ud800"),
        ],
    )
    assert written == (
        b"\xef\xbb\xbfTag,'=Price\r\nLT-1,1299.00\r\n'=cmd(),-0.05\r\n2026-01-05,2026-01-05T09:30:00+00:00\r\n,1\r\n3,2.5\r\nab,?\r\n"
    )


def test_french_excel_gets_semicolons():
    assert write_csv(["Nom", "Prix"], [("a;b", 1)], delimiter=";") == b'\xef\xbb\xbfNom;Prix\r\n"a;b";1\r\n'


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t='+-@,;\""), max_size=10)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8), st.sampled_from(",;\t|"))
@settings(max_examples=300, deadline=None)
def test_what_we_write_is_what_we_read(rows, delimiter):
    read = read_sheet(write_csv(["Tag", "Make", "Model"], rows, delimiter=delimiter), delimiter=delimiter)
    assert [tuple(map(revive, row.cells)) for row in read.rows] == [row for row in rows if any(map(str.strip, row))]


@dataclass(frozen=True)
class _Thing:
    tag: str
    status: DeviceStatus
    due: date | None
    price: Cents
    flags: frozenset[str]
    custom: dict[str, str]


def test_json_speaks_of_records_by_the_names_of_their_fields():
    thing = _Thing("=é", DeviceStatus.LOST, date(2026, 1, 5), Cents(1250), frozenset({"b", "a"}), {"k": "v"})
    written = write_json([thing, {"number": 1}])
    assert "é".encode() in written
    assert json.loads(written) == [
        {"tag": "=é", "status": "lost", "due": "2026-01-05", "price": 1250, "flags": ["a", "b"], "custom": {"k": "v"}},
        {"number": 1},
    ]
    assert json.loads(write_json(None)) is None
    assert json.loads(write_json(x for x in (1.5, "\ud800"))) == [1.5, "?"]
