"""The import of a sheet of 100,000 devices beside a bare bulk insert of it."""

import csv
import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from benchmarks.measure import Figure
from loanmanager.exchange.fields import Kind as SheetKind
from loanmanager.operations import importing
from loanmanager.operations.done import By
from loanmanager.storage.driver import driver
from loanmanager.storage.engine import Engine
from loanmanager.storage.sqlite_schema import Database
from tests.office import in_folder

ROWS = 100_000
DEVICES = "Asset Tag,Category,Manufacturer,Model,Serial,Purchase Date,Purchase Cost,Asset Notes"


def figures() -> Iterator[Figure]:
    """Import from the file's bytes to the commit."""
    with tempfile.TemporaryDirectory() as made:
        rows = [_device(number) for number in range(ROWS)]
        bare = _bare(Path(made) / "bare.db", rows)
        store, by = in_folder(Path(made) / "office")
        ours = _imported(store, by, rows)
        yield Figure("import of 100,000 devices", ours / bare, 3, "x", f"{ours:.1f} s, bare {bare:.1f} s")
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


def _imported(store: Engine, by: By, rows: list[tuple[str, ...]]) -> float:
    """Import rows as a sheet's bytes, and return the seconds that it took."""
    text = io.StringIO()
    csv.writer(text).writerows([DEVICES.split(","), *rows])
    data = text.getvalue().encode()
    start = perf_counter()
    reading = importing.read(data, SheetKind.DEVICES, today=by.today, preset="snipe-it-assets")
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
