"""Opening an office's folder, copying it away, and bringing a copy back (product 9.6)."""

import shutil
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from loanmanager.operations.leftovers import tidy
from loanmanager.paths import RECORDS
from loanmanager.storage import errors
from loanmanager.storage.disk import os_trouble, to_disk
from loanmanager.storage.engine import Engine
from loanmanager.storage.key import Key
from loanmanager.storage.place import must_be_safe
from loanmanager.storage.sqlite_cipher import is_plain, looks_encrypted, opens
from loanmanager.storage.sqlite_engine import SqliteEngine
from loanmanager.storage.sqlite_file import convert, verify

FILE = RECORDS
BACKUPS = "backups"


def open_office(folder: Path, now: datetime, key: Key | None = None) -> Engine:
    """Open the records in a folder, making or upgrading them where needed. An upgrade is preceded by a verified copy.

    New records are encrypted where a key is given. Records that are not are opened all the same: whoever was turning
    protection on or off was cut off.

    Raises:
        Locked: the records are encrypted and no key was given.
        WrongKey: they are encrypted with another key.
        NetworkFolder, SyncedFolder: records would not be safe in this folder.
        StoreError: the folder cannot be used, or the file is damaged, foreign or of a newer version.
    """
    must_be_safe(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise os_trouble(error, folder) from error
    store = SqliteEngine(folder / FILE, key_of(folder / FILE, (key,)))
    try:
        if store.pending():
            store.migrate(None if store.is_new else backup_path(folder, now, "before-upgrade"))
        tidy(folder / FILE)
    except BaseException:
        store.close()
        raise
    return store


def key_of(path: Path, keys: Iterable[Key | None]) -> Key | None:
    """Return which of some keys opens a file: none where it is not encrypted, the first where it is not there yet.

    Raises:
        Locked: it is encrypted and there is no key to try.
        WrongKey: it is encrypted and none of them opens it.
    """
    known = [key for key in keys if key]
    try:
        if not path.exists() or path.stat().st_size == 0:
            return known[0] if known else None
        if is_plain(path):
            return None
        for key in known:
            if opens(key, path):
                return key
        encrypted = looks_encrypted(path)
    except OSError as error:
        raise os_trouble(error, path) from error
    if not encrypted:
        raise errors.NotADatabase(str(path))
    raise errors.WrongKey(str(path)) if known else errors.Locked


def backup_path(folder: Path, now: datetime, why: str = "") -> Path:
    """Return where a backup made now belongs, its folder made. A name that is used already is not given again.

    Raises:
        StoreError: the folder cannot be made.
    """
    backups = folder / BACKUPS
    try:
        backups.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise os_trouble(error, backups) from error
    name = f"loanmanager-{now:%Y%m%d-%H%M%S}{'-' if why else ''}{why}"
    names = chain([name], (f"{name}-{n}" for n in count(2)))
    return next(path for each in names if not (path := backups / f"{each}.loanbackup").exists())


def backup(store: Engine, target: Path) -> Path:
    """Write a verified copy of everything and return where it is.

    Raises:
        StoreError: there is no room, or the copy would not be sound; then no file is left behind.
    """
    store.backup(target)
    return target


def restore(
    folder: Path, source: Path, now: datetime, key: Key | None = None, former: Sequence[Key] = ()
) -> Path | None:
    """Bring a backup back into a folder that nobody has open, and return where what was there is kept.

    With a key, what comes back is encrypted with it, even if the backup was not, or with a former one.

    Raises:
        Locked: the backup, or what is there, is encrypted and no key was given.
        StoreError: the backup is damaged, foreign or of a newer version, or none of the keys opens it, or somebody has the
            office open; nothing was changed.
    """
    if not source.is_file():
        raise errors.CannotOpen(source)
    incoming = folder / f"{FILE}.incoming"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, incoming)
        _bring_in(incoming, key, former)
        kept = _keep_current(folder, now, (key, *former))
        for log in _logs(folder / FILE):  # of what could not be read: it belongs to no other file
            log.unlink()
        incoming.replace(folder / FILE)
    except OSError as error:
        raise os_trouble(error, folder) from error
    finally:
        for each in (incoming, *_logs(incoming), _converted(incoming)):
            if each.exists():
                each.unlink()
    return kept


def _bring_in(incoming: Path, key: Key | None, former: Sequence[Key]) -> None:
    """Prove a copy of a backup, and put it under the office's key where it is under none or a former one."""
    had = key_of(incoming, (key, *former))
    _must_be_ours(incoming, had)
    if key and had != key:
        convert(incoming, had, _converted(incoming), key)
        _converted(incoming).replace(incoming)
    to_disk(incoming)


def _converted(incoming: Path) -> Path:
    return incoming.with_name(f"{incoming.name}.keyed")


def _must_be_ours(copy: Path, key: Key | None) -> None:
    """See that a copy is sound, ours and of no newer version."""
    verify(copy, key)
    store = SqliteEngine(copy, key)
    try:
        if store.is_new:
            raise errors.NotOurs
        store.pending()
    finally:
        store.close()


def _keep_current(folder: Path, now: datetime, keys: Sequence[Key | None]) -> Path | None:
    """Copy what is there to the backups, so that a restore can be undone. It stays in place until it is replaced."""
    current = folder / FILE
    if not current.exists():
        return None
    kept = backup_path(folder, now, "before-restore")
    try:
        _copy_whole(current, kept, key_of(current, keys))
    except (errors.Damaged, errors.NotADatabase, errors.NotOurs, errors.WrongKey):
        for each in (current, *_logs(current)):  # keep it as it is, with its log
            shutil.copyfile(each, kept.with_name(kept.name + each.name.removeprefix(FILE)))
    return kept


def _copy_whole(current: Path, kept: Path, key: Key | None) -> None:
    """Copy a database that nobody else has open, its log folded in."""
    store = SqliteEngine(current, key)
    try:
        with store.write():  # nobody else may be in the middle of something
            store.backup(kept)
    finally:
        store.close()
    if _logs(current):  # the last one who closes takes the log away: somebody else is still here
        kept.unlink()
        raise errors.Busy(str(current))


def _logs(path: Path) -> list[Path]:
    """Return the files in which a database keeps what is not folded in yet, as far as they are there."""
    return [each for end in ("-wal", "-shm") if (each := path.with_name(path.name + end)).exists()]
