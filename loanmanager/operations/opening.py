"""Opening an office's folder, copying it away, and bringing a copy back (product 9.6)."""

import shutil
from datetime import datetime
from pathlib import Path

from loanmanager.storage import errors
from loanmanager.storage.engine import Engine
from loanmanager.storage.sqlite_engine import SqliteEngine
from loanmanager.storage.sqlite_file import os_trouble, verify

FILE = "loanmanager.db"
BACKUPS = "backups"


def open_office(folder: Path, now: datetime) -> Engine:
    """Open the records in a folder, making or upgrading them where needed. An upgrade is preceded by a verified copy.

    Raises:
        StoreError: the folder cannot be used, or the file is damaged, foreign or of a newer version.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise os_trouble(error, folder) from error
    store = SqliteEngine(folder / FILE)
    try:
        if store.pending():
            store.migrate(None if store.is_new else backup_path(folder, now, "before-upgrade"))
    except BaseException:
        store.close()
        raise
    return store


def backup_path(folder: Path, now: datetime, why: str = "") -> Path:
    """Return where a backup made now belongs, its folder made."""
    backups = folder / BACKUPS
    backups.mkdir(parents=True, exist_ok=True)
    return backups / f"loanmanager-{now:%Y%m%d-%H%M%S}{'-' if why else ''}{why}.loanbackup"


def backup(store: Engine, target: Path) -> Path:
    """Write a verified copy of everything and return where it is.

    Raises:
        StoreError: there is no room, or the copy would not be sound; then no file is left behind.
    """
    store.backup(target)
    return target


def restore(folder: Path, source: Path, now: datetime) -> Path | None:
    """Bring a backup back into a folder that nobody has open, and return where what was there is kept.

    Raises:
        StoreError: the backup is damaged, foreign or of a newer version; nothing was changed.
    """
    if not source.is_file():
        raise errors.CannotOpen(source)
    folder.mkdir(parents=True, exist_ok=True)
    incoming = folder / f"{FILE}.incoming"
    try:
        shutil.copyfile(source, incoming)
        _must_be_ours(incoming)
        kept = _set_aside(folder, now)
        incoming.replace(folder / FILE)
    except OSError as error:
        raise os_trouble(error, folder) from error
    finally:
        for each in _with_log(incoming):
            each.unlink(missing_ok=True)
    return kept


def _must_be_ours(copy: Path) -> None:
    """See that a copy is sound, ours and of no newer version."""
    verify(copy)
    store = SqliteEngine(copy)
    try:
        if store.is_new:
            raise errors.NotOurs
        store.pending()
    finally:
        store.close()


def _set_aside(folder: Path, now: datetime) -> Path | None:
    """Move what is there to the backups, its log folded in, so that a restore can be undone."""
    current = folder / FILE
    if not current.exists():
        return None
    kept = backup_path(folder, now, "before-restore")
    try:
        store = SqliteEngine(current)
    except errors.StoreError:  # it cannot be read: keep it as it is, with its log
        for each in _with_log(current):
            each.replace(kept.with_name(kept.name + each.name.removeprefix(FILE)))
        return kept
    try:
        with store.write():  # nobody else may be in the middle of something
            store.backup(kept)
    finally:
        store.close()
    for each in _with_log(current):
        each.unlink(missing_ok=True)
    return kept


def _with_log(path: Path) -> list[Path]:
    """Return the files that make up one database, as far as they are there."""
    return [each for end in ("", "-wal", "-shm") if (each := path.with_name(path.name + end)).exists()]
