"""Offices for tests: a real store, a fixed day, and short ways to fill it. The people are invented."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from inspect import isfunction
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import get_ident
from typing import Any

from loanmanager.domain.devices import Device, DeviceType, Line
from loanmanager.i18n import Words
from loanmanager.operations import checkout, inventory, office, people, returning
from loanmanager.operations.done import By, Done
from loanmanager.operations.opening import open_office
from loanmanager.storage import search
from loanmanager.storage.engine import Engine
from loanmanager.storage.key import Key
from loanmanager.storage.sqlite_engine import SqliteEngine

TODAY = date(2026, 11, 23)  # a Monday
NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
KEY = Key(bytes(range(32)))

Files = tuple[tuple[str, bytes], ...]
Fill = Callable[[Any, By], object]


def memory() -> Engine:
    """Return an empty store in memory, its tables made."""
    return once_more(_empty(get_ident()))


@cache
def _empty(_thread: int) -> Engine:
    """Make the tables once for each thread, to which what it opens belongs."""
    store = SqliteEngine()
    store.migrate()
    return store


def once_more(store: Any) -> Engine:
    """Return a store in memory that holds what another one holds: far cheaper than filling it again."""
    made = SqliteEngine()
    store._conn.backup(made._conn)
    made._learn_tables()
    return made


def with_tables(folder: Path) -> None:
    """Put an empty office's file into a folder that has none: opening it then need not make its tables again."""
    put(folder, _empty_files())


@cache
def _empty_files() -> Files:
    with TemporaryDirectory() as folder:
        open_office(Path(folder), NOW).close()
        return files_in(Path(folder))


def files_in(folder: Path) -> Files:
    """Read everything in a folder, to `put` it into others."""
    return tuple((str(each.relative_to(folder)), each.read_bytes()) for each in folder.rglob("*") if each.is_file())


def put(folder: Path, files: Files) -> None:
    """Put files into a folder, unless there is anything in it."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        return
    for name, content in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def fill_folder(folder: Path, fill: Fill | None, now: datetime) -> By | None:
    """Put a prepared and filled office into a folder and return who acts; None where it cannot be made once for all.

    What fills it can be run once and copied if it remembers nothing: if it is a plain function.
    """
    if any(folder.glob("*")) or (fill and (not isfunction(fill) or fill.__closure__)):
        return None
    files, by = _filled(_Same(fill), now)
    put(folder, files)
    return by


@dataclass(frozen=True)
class _Same:
    """A function, the same wherever its text is: a lambda in a fixture is made anew for each test."""

    fill: Fill | None = field(compare=False)
    code: object = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "code", self.fill and (self.fill.__code__, self.fill.__defaults__))


@cache
def _filled(same: _Same, now: datetime) -> tuple[Files, By]:
    with TemporaryDirectory() as made:
        with_tables(Path(made))
        store = open_office(Path(made), now)
        try:
            by = prepared(store, now=now, today=now.astimezone().date())
            if same.fill:
                same.fill(store, by)
        finally:
            store.close()
        return files_in(Path(made)), by


def prepared(store: Engine, *, now: datetime = NOW, today: date = TODAY) -> By:
    """Make the first records and return who acts."""
    return office.prepare(store, By(None, now, today), Words("en"))


def in_folder(folder: Path, key: Key | None = None) -> tuple[Engine, By]:
    """Open a prepared office in a folder, encrypted where a key is given."""
    if not key:
        fill_folder(folder, None, NOW)
    store = open_office(folder, NOW, key)
    return store, prepared(store)


def devices(folder: Path, key: Key | None = None) -> int:
    """Return how many devices the records in a folder have, having seen that these are sound."""
    store, _ = in_folder(folder, key)
    try:
        assert store.check() == ()
        return search.counts(store, TODAY).devices
    finally:
        store.close()


def type_of(store: Engine, key: str) -> DeviceType:
    return next(each for each in search.device_types(store) if each.key == key)


def add_device(
    store: Engine, by: By, key: str = "laptop", *, tag: str = "", line: Line | None = None, **fields: Any
) -> Device:
    asked = inventory.NewDevice(type_of(store, key).id, tag, fields, line=line)
    made = search.device_record(store, inventory.add_device(store, asked, by).result.id)
    assert made is not None
    return made


def add_client(store: Engine, by: By, family: str = "Tremblay", given: str = "Josée", **fields: Any) -> int:
    typed = {"family_name": family, "given_name": given, **fields}
    return people.add_client(store, people.NewClient(typed), by).result.id


def lend(store: Engine, by: By, client_id: int, *devices: Device, **form: Any) -> Done[checkout.CheckedOut]:
    lent = tuple(checkout.Lent(each.id) for each in devices)
    return checkout.check_out(store, checkout.CheckOut(client_id, lent, **form), by)


def take_back(store: Engine, by: By, *devices: Device, **form: Any) -> Done[returning.TakenBack]:
    back = tuple(returning.Returned(each.id) for each in devices)
    return returning.take_back(store, returning.Return(back, **form), by)
