"""The import of a sheet of 100,000 devices beside a bare bulk insert, then a keystroke in the search box over them."""

import csv
import io
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from benchmarks.measure import Figure, every
from loanmanager.exchange.fields import Kind as SheetKind
from loanmanager.operations import importing
from loanmanager.operations.done import By
from loanmanager.storage import search
from loanmanager.storage.driver import driver
from loanmanager.storage.engine import Engine
from loanmanager.storage.sqlite_schema import Database
from tests.office import in_folder

ROWS = 100_000
DEVICES = "Asset Tag,Category,Manufacturer,Model,Serial,Purchase Date,Purchase Cost,Asset Notes"
CLIENTS = "First Name,Last Name,Email,Username,Activated,Phone,Employee Number,Locale"
TYPED = ("n", "ng", "ngu", "nguy", "tr", "trem", "lt-0", "lt-012", "ser99", "514 555", "zoe t", "clara")


def figures() -> Iterator[Figure]:
    """Import from the file's bytes to the commit; then type."""
    with tempfile.TemporaryDirectory() as made:
        rows = [_device(number) for number in range(ROWS)]
        bare = _bare(Path(made) / "bare.db", rows)
        store, by = in_folder(Path(made) / "office")
        ours = _imported(store, by, SheetKind.DEVICES, "snipe-it-assets", DEVICES, rows)
        yield Figure("import of 100,000 devices", ours / bare, 3, "x", f"{ours:.1f} s, bare {bare:.1f} s")
        _imported(store, by, SheetKind.CLIENTS, "snipe-it-users", CLIENTS, [_client(number) for number in range(ROWS)])
        told = "100,000 devices, 100,000 clients"
        taken = [each for text in TYPED for each in every(partial(search.matches, store, text, by.today), 20)]
        yield Figure("a keystroke to its matches, median", median(taken), 16, "ms", told)
        yield Figure("a keystroke to its matches, p99", quantiles(taken, n=100)[98], 33, "ms", told)
        store.close()


def _device(number: int) -> tuple[str, ...]:
    return (
        f"LT-{number:06}",
        "Laptop",
        "Lenovo",
        "ThinkPad T480",
        f"SER{number * 7919:09}",
        "2023-01-23",
        "640.00",
        "",
    )


def _client(number: int) -> tuple[str, ...]:
    given, family = ("Zoë", "Josée", "Clara", "Łukasz")[number % 4], ("Nguyễn", "Tremblay", "Abdi")[number % 3]
    return (
        given,
        f"{family}-{number}",
        f"c{number}@example.org",
        f"c{number}",
        "true",
        f"514 555-{number % 10000:04}",
        "",
        "fr-CA",
    )


def _imported(store: Engine, by: By, kind: SheetKind, preset: str, headers: str, rows: list[tuple[str, ...]]) -> float:
    """Import rows as a sheet's bytes, and return the seconds that it took."""
    text = io.StringIO()
    csv.writer(text).writerows([headers.split(","), *rows])
    data = text.getvalue().encode()
    start = perf_counter()
    reading = importing.read(data, kind, today=by.today, preset=preset)
    importing.import_sheet(store, importing.Import(reading), by)
    return perf_counter() - start


def _bare(file: Path, rows: list[tuple[str, ...]]) -> float:
    """Insert the same rows with sqlite-utils alone, and return the seconds that it took."""
    names = DEVICES.split(",")
    start = perf_counter()
    database = Database(driver.connect(str(file)))
    database.table("devices").insert_all(dict(zip(names, row, strict=True)) for row in rows)
    database.conn.commit()
    database.close()
    return perf_counter() - start
