"""Bringing other people's sheets in: all of a sheet or nothing, tried out first if one likes (product 9.4)."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from loanmanager.domain.history import Subject
from loanmanager.domain.limits import shown
from loanmanager.exchange.errors import Cancelled
from loanmanager.exchange.fields import Kind as SheetKind
from loanmanager.exchange.mapping import Mapping, guess_mapping
from loanmanager.exchange.records import Reading, read_records
from loanmanager.exchange.sheets import read_sheet
from loanmanager.operations import backups, done
from loanmanager.operations.done import LENDING, By, Done, Record
from loanmanager.operations.importing_clients import ClientImport
from loanmanager.operations.importing_devices import DeviceImport
from loanmanager.storage import search
from loanmanager.storage.engine import Engine

Progress = Callable[[int, int], bool | None]
_STEP = 500


@dataclass(frozen=True, slots=True)
class Import:
    """The form of an import. `update` changes records that are there already, matched by tag, serial or file number."""

    reading: Reading
    update: bool = True
    dry_run: bool = False
    source: str = ""
    idem: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do: rows that were added, changed, alike, left out, and loans that came along.

    `twice` is how many clients the office now has who may be there twice.
    """

    kind: str
    added: int = 0
    updated: int = 0
    alike: int = 0
    skipped: int = 0
    loans: int = 0
    twice: int = 0


class _TriedOut(Exception):
    """Ends a dry run, so that everything it did is rolled back."""

    def __init__(self, result: Done[Imported]) -> None:
        super().__init__()
        self.result = result


def read(
    data: bytes, kind: SheetKind, *, today: date, preset: str | None = None, mapping: Mapping | None = None
) -> Reading:
    """Read a sheet's bytes into records, by a mapping made by hand, by a preset, or by the best guess.

    Raises:
        SheetError: it is no sheet, or an empty or oversized one.
    """
    with _collecting_later():
        sheet = read_sheet(data)
        return read_records(sheet, mapping or guess_mapping(sheet, kind, preset), today=today)


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Let memory grow: a hundred thousand records, all of them kept, would be walked for garbage again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def import_sheet(store: Engine, request: Import, by: By, progress: Progress | None = None) -> Done[Imported]:
    """Add what a sheet holds, after a backup. A dry run does everything, then takes it back, so that its figures are exact.

    Raises:
        StoreError: there is no room for the backup; nothing was changed.
        Refused: a record does not fit; nothing was changed.
        Cancelled: `progress` returned False; nothing was changed.
    """
    if not request.dry_run:
        backups.before(store, backups.Why.IMPORT, by.now)
    try:
        with _collecting_later(), store.write():
            before = done.already_done(store, request.idem, Imported)
            if before:
                return before
            result = _import(store, request, by, progress)
            if request.dry_run:
                raise _TriedOut(result)  # noqa: TRY301 (out of the transaction, which takes everything back)
            return result
    except _TriedOut as tried:
        return replace(tried.result, changes=done.NOTHING)


def _import(store: Engine, request: Import, by: By, progress: Progress | None) -> Done[Imported]:
    reading = request.reading
    told = _telling(progress, len(reading.records))
    made: DeviceImport | ClientImport
    if reading.kind is SheetKind.DEVICES:
        made = DeviceImport(store, by, update=request.update)
        made.take(reading.devices, told)
    else:
        made = ClientImport(store, by, update=request.update)
        made.take(reading.clients, told)
    result = Imported(
        kind=reading.kind,
        added=made.added,
        updated=made.updated,
        alike=made.alike,
        skipped=reading.skipped,
        loans=made.loans,
        twice=len(search.duplicate_ids(store)),
    )
    facts: dict[str, Any] = {"source": shown(request.source), "rows": len(reading.records)}
    subjects: Iterator[Subject] = iter(made.subjects)
    return done.record(store, by, Record("import", result, LENDING, subjects, facts, request.idem))


def _telling(progress: Progress | None, total: int) -> Callable[[int], None]:
    """Return what is called after each row; it tells how far it is, now and then, and stops when told to."""

    def told(at: int) -> None:
        if progress and (at % _STEP == 0 or at == total) and progress(at, total) is False:
            raise Cancelled

    return told
