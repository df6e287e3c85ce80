"""Bringing a backup back: proved before, undoable after, and what cannot be read is kept aside (product 9.6, 10)."""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from loanmanager.domain.rotation import Why
from loanmanager.operations.opening import FILE, backup_path, key_of
from loanmanager.paths import make_data_folder
from loanmanager.storage import errors, seal, trailer
from loanmanager.storage.disk import os_trouble, settle, to_disk
from loanmanager.storage.key import Key
from loanmanager.storage.place import must_be_safe
from loanmanager.storage.sqlite_engine import SqliteEngine
from loanmanager.storage.sqlite_file import convert, verify

_UNREADABLE = (errors.Damaged, errors.NotADatabase, errors.NotOurs, errors.WrongKey)


def restore(
    folder: Path, source: Path, now: datetime, key: Key | None = None, former: Sequence[Key] = ()
) -> Path | None:
    """Bring a backup back into a folder that nobody has open, and return where what was there is kept.

    With a key, what comes back is encrypted with it, even if the backup was not, or with a former one. What was there is a
    backup now; if it was damaged, it is kept aside as it is, with its log.

    Raises:
        Locked: the backup, or what is there, is encrypted and no key was given.
        StoreError: the backup is damaged, foreign or of a newer version, or none of the keys opens it, or somebody has the
            office open; nothing was changed.
    """
    must_be_safe(folder)
    if not source.is_file():
        raise errors.CannotOpen(source)
    incoming = folder / f"{FILE}.incoming"
    try:
        make_data_folder(folder)
        _copy_in(source, incoming)
        _bring_in(incoming, key, former)
        kept = _keep_current(folder, now, (key, *former))
        seal.take_off(folder / FILE)
        for log in _logs(folder / FILE):  # of what could not be read: it belongs to no other file
            log.unlink()
        incoming.replace(folder / FILE)
    except OSError as error:
        raise os_trouble(error, folder) from error
    finally:
        for each in (incoming, *_logs(incoming), _converted(incoming)):
            if each.exists():
                each.unlink()
    with suppress(OSError):  # it is done: a folder that cannot be asked for this changes nothing
        settle(folder)
    return kept


def _copy_in(source: Path, incoming: Path) -> None:
    """Copy a backup's pages, or a file that was kept aside with its log."""
    trailer.copy_pages(source, incoming)
    log = source.with_name(f"{source.name}-wal")
    if log.is_file():
        shutil.copyfile(log, incoming.with_name(f"{incoming.name}-wal"))


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
    """Keep what is there, so that a restore can be undone. It stays in place until it is replaced."""
    current = folder / FILE
    if not current.exists():
        return None
    try:
        seal.prove(current)
        kept = backup_path(folder, now, Why.RESTORE)
        _copy_whole(current, kept, key_of(current, keys))
    except _UNREADABLE:
        kept = _keep_aside(folder, now)
    return kept


def _keep_aside(folder: Path, now: datetime) -> Path:
    """Copy a file that cannot be read as it is, with its log, under a name that says when, and return that."""
    stem = f"loanmanager-{now.astimezone(UTC):%Y%m%d-%H%M%S}-damaged"
    names = chain([stem], (f"{stem}-{n}" for n in count(2)))
    kept = next(path for name in names if not (path := folder / f"{name}.db").exists())
    current = folder / FILE
    for each in (*_logs(current), current):  # the file last: where it is, its log is
        copy = kept.with_name(kept.name + each.name.removeprefix(FILE))
        partial = copy.with_name(f"{copy.name}.part")
        try:
            shutil.copyfile(each, partial)
            to_disk(partial)
            partial.replace(copy)
        finally:
            partial.unlink(missing_ok=True)
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
