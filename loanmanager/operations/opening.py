"""Opening an office's folder, and copying it away (product 9.6)."""

from collections.abc import Iterable
from datetime import datetime
from itertools import count
from pathlib import Path

from loanmanager.domain.rotation import SUFFIX, Why, name_of
from loanmanager.operations.leftovers import tidy
from loanmanager.paths import BACKUPS, RECORDS, make_data_folder
from loanmanager.storage import errors, seal
from loanmanager.storage.disk import os_trouble
from loanmanager.storage.engine import Engine
from loanmanager.storage.key import Key
from loanmanager.storage.place import must_be_safe
from loanmanager.storage.sqlite_cipher import is_plain, looks_encrypted, opens
from loanmanager.storage.sqlite_engine import SqliteEngine

FILE = RECORDS
__all__ = ["BACKUPS", "FILE"]


def open_office(folder: Path, now: datetime, key: Key | None = None, *, anew: bool = False) -> Engine:
    """Open the records in a folder, making or upgrading them where needed. An upgrade is preceded by a verified copy.

    New records are encrypted where a key is given. Records that are not are opened all the same: whoever was turning
    protection on or off was cut off.

    `anew` makes empty records where there are none, even beside backups.

    Raises:
        Locked: the records are encrypted and no key was given.
        WrongKey: they are encrypted with another key.
        NetworkFolder, SyncedFolder: records would not be safe in this folder.
        Missing: there are no records, but backups of them.
        StoreError: the folder cannot be used, or the file is damaged, foreign or of a newer version.
    """
    must_be_safe(folder)
    try:
        make_data_folder(folder)
        if not anew:
            _must_not_be_missing(folder)
    except OSError as error:
        raise os_trouble(error, folder) from error
    proved = must_be_as_sealed(folder)
    store = SqliteEngine(folder / FILE, key_of(folder / FILE, (key,)), seals=True)
    try:
        if not proved:
            store.must_be_sound()
        if store.pending():
            store.migrate(None if store.is_new else backup_path(folder, now, Why.UPGRADE))
        tidy(folder / FILE)
    except BaseException:
        store.close()
        raise
    return store


def must_be_as_sealed(folder: Path) -> bool:
    """Tell whether the records in a folder are, to the last bit, what they were when they were closed, if that can be told.

    Raises:
        Damaged: they are not.
    """
    try:
        return seal.prove(folder / FILE) if (folder / FILE).exists() else False
    except OSError as error:
        raise os_trouble(error, folder / FILE) from error


def _must_not_be_missing(folder: Path) -> None:
    """Refuse to make an empty office where there was one: whoever took the file away has to say so."""
    file = folder / FILE
    if (not file.exists() or file.stat().st_size == 0) and any((folder / BACKUPS).glob(f"*{SUFFIX}")):
        raise errors.Missing


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


def backup_path(folder: Path, now: datetime, why: Why = Why.ASKED) -> Path:
    """Return where a backup made now belongs, its folder made. A name that is used already is not given again.

    Raises:
        StoreError: the folder cannot be made.
    """
    backups = folder / BACKUPS
    try:
        backups.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise os_trouble(error, backups) from error
    return next(path for n in count(1) if not (path := backups / name_of(now, why, n)).exists())


def backup(store: Engine, target: Path) -> Path:
    """Write a verified copy of everything and return where it is.

    Raises:
        StoreError: there is no room, or the copy would not be sound; then no file is left behind.
    """
    store.backup(target)
    return target
