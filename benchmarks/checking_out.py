"""A check-out's transaction, beside the same statements on the bare driver."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.measure import Figure
from loanmanager.operations.checkout import CheckOut, Lent, check_out
from loanmanager.operations.opening import FILE
from loanmanager.storage.driver import driver
from tests.office import add_client, add_device, in_folder

LOANS = 200


class Recording:
    """A connection that keeps what it was asked."""

    def __init__(self, connection: Any) -> None:
        self.asked: list[tuple[str, str, Any]] = []
        self._connection = connection

    def execute(self, sql: str, values: Any = ()) -> Any:
        """Ask one thing."""
        self.asked.append(("execute", sql, values))
        return self._connection.execute(sql, values)

    def executemany(self, sql: str, values: Any) -> Any:
        """Ask one thing many times."""
        self.asked.append(("executemany", sql, list(values)))
        return self._connection.executemany(sql, values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


def figures() -> Iterator[Figure]:
    """Lend two hundred devices three times from the same file: to hear what is asked, to ask it bare, to time ours."""
    with tempfile.TemporaryDirectory() as made:
        first = Path(made) / "first"
        store, by = in_folder(first)
        client = add_client(store, by)
        requests = [CheckOut(client, (Lent(add_device(store, by).id),)) for _ in range(LOANS)]
        store.close()
        heard, second, third = (Path(shutil.copytree(first, Path(made) / name)) for name in ("heard", "bare", "ours"))
        asked = _heard(heard, requests)
        bare = _bare(second / FILE, asked)
        ours = _ours(third, requests)
    yield Figure(
        "check-out commit", median(ours) / median(bare), 1.5, "x", f"{median(ours):.2f} ms, bare {median(bare):.2f} ms"
    )


def _heard(folder: Path, requests: list[CheckOut]) -> list[list[tuple[str, str, Any]]]:
    """Lend, and return what each loan asked."""
    store, by = in_folder(folder)
    connection: Any = Recording(store._conn)  # type: ignore[attr-defined]  # between the engine and its driver
    store._conn = connection  # type: ignore[attr-defined]
    asked = []
    for request in requests:
        connection.asked = []
        check_out(store, request, by)
        asked.append(connection.asked)
    store.close()
    return asked


def _bare(file: Path, asked: list[list[tuple[str, str, Any]]]) -> list[float]:
    """Ask the same on the bare driver, and return how long each loan took in milliseconds."""
    connection = driver.connect(str(file), isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    taken = []
    for loan in asked:
        start = perf_counter()
        for how, sql, values in loan:
            getattr(connection, how)(sql, values).fetchall()
        taken.append((perf_counter() - start) * 1000)
    connection.close()
    return taken


def _ours(folder: Path, requests: list[CheckOut]) -> list[float]:
    """Lend, and return how long each loan took in milliseconds."""
    store, by = in_folder(folder)
    taken = []
    for request in requests:
        start = perf_counter()
        check_out(store, request, by)
        taken.append((perf_counter() - start) * 1000)
    store.close()
    return taken
