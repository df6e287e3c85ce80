"""A large office: 100,000 devices, 200,000 clients and a million loans, most of them long over."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from loanmanager.domain.clients import Client
from loanmanager.operations.done import By
from loanmanager.storage import clients
from loanmanager.storage.engine import Engine
from tests.office import in_folder

DEVICES, CLIENTS, LOANS, OUT = 100_000, 200_000, 1_000_000, 40_000
_GIVEN, _FAMILY = ("Zoë", "Josée", "Clara", "Łukasz"), ("Nguyễn", "Tremblay", "Abdi", "الحدّاد", "王")


def make(folder: Path) -> tuple[Engine, By]:
    """Fill a folder and return its open store: the rows at once, because operations would take an hour."""
    store, by = in_folder(folder)
    with store.write():
        _fill(store, "devices", _devices(), DEVICES)
        _fill(store, "clients", _clients(), CLIENTS)
        _fill(store, "loans", _loans(by.today), LOANS)
        _fill(store, "items", _items(by.today), LOANS)
        store.run("UPDATE devices SET status = 'on_loan' WHERE id <= :out", out=OUT)
    return store, by


def _fill(store: Engine, table: str, rows: Iterator[dict[str, Any]], most: int) -> None:
    first = next(rows)
    store.insert_many(table, tuple(first), [tuple(first.values()), *(tuple(row.values()) for row in rows)])
    assert store.value(f"SELECT COUNT(*) FROM {table}") == most


def _devices() -> Iterator[dict[str, Any]]:
    for id_ in range(1, DEVICES + 1):
        tag, serial = f"LT-{id_:06}", f"SER{id_ * 7919:09}"
        codes = f"{tag.replace('-', '').lower()} {serial.lower()} thinkpadt480"
        yield {"id": id_, "tag": tag, "tag_key": tag.replace("-", "").lower(), "type_id": 1, "status": "available"} | {
            "condition": "good", "make": "Lenovo", "model": "ThinkPad T480", "serial": serial, "codes": codes,
            "site_id": 1, "status_since": "2026-01-05T15:00:00Z",
        }  # fmt: skip


def _clients() -> Iterator[dict[str, Any]]:
    for id_ in range(1, CLIENTS + 1):
        yield {"id": id_, **_client(id_)}


def _client(number: int) -> dict[str, Any]:
    family, given = _FAMILY[number % 5], _GIVEN[number % 4]
    made = Client(0, f"C-{number:06}", family_name=f"{family}-{number}", given_name=given)
    return clients._columns(made)


@lru_cache(maxsize=4096)
def _day(today: date, back: int) -> str:
    return (today - timedelta(days=back)).isoformat()


def _loans(today: date) -> Iterator[dict[str, Any]]:
    """The first are still out; each later one is older."""
    for id_ in range(1, LOANS + 1):
        day = _day(today, id_ // 1000 + 1)
        yield {"id": id_, "number": f"L-{day[:4]}-{LOANS - id_:07}", "client_id": id_ % CLIENTS + 1, "site_id": 1} | {
            "out_at": f"{day}T15:00:00Z", "out_on": day, "language": "en",
        }  # fmt: skip


def _items(today: date) -> Iterator[dict[str, Any]]:
    for id_ in range(1, LOANS + 1):
        due = _day(today, id_ // 1000 - 29)
        back = None if id_ <= OUT else f"{due}T15:00:00Z"
        yield {"id": id_, "loan_id": id_, "device_id": (id_ - 1) % DEVICES + 1, "due_on": due} | {
            "out_condition": "good", "ended": back and "returned", "ended_at": back,
        }  # fmt: skip
