"""Backups by themselves: made when something changed, proved, copied to a second folder, and thinned out (product 9.6)."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from loanmanager.domain import rotation
from loanmanager.domain.rotation import SUFFIX, Made, Why
from loanmanager.operations import second_folder
from loanmanager.operations.opening import BACKUPS, FILE, backup_path, key_of
from loanmanager.storage import errors, sqlite_peek, trailer
from loanmanager.storage.disk import os_trouble
from loanmanager.storage.engine import Engine
from loanmanager.storage.key import Key
from loanmanager.storage.sqlite_cipher import is_plain, looks_encrypted
from loanmanager.storage.sqlite_engine import SqliteEngine
from loanmanager.storage.sqlite_file import verify
from loanmanager.storage.sqlite_peek import Held, Mark

__all__ = ["Backup", "Held", "Mark", "Why"]

log = logging.getLogger(__name__)

_BAD = ".bad"
_OLD = timedelta(days=3)
_LONG = timedelta(days=7)
_LEFT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: where, when (UTC) and what for it was made, its size in bytes, whether a key is needed.

    `good` tells whether it was proved to be what was written; None where nobody looked.
    """

    path: Path
    at: datetime
    why: Why
    size: int
    encrypted: bool
    good: bool | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What making a backup came to: the newest good one, whether it was made now, and what the second folder said.

    `second` is None where there is no second folder, else why the backup could not be copied there ("" where it was).
    """

    backup: Backup
    made: bool
    second: errors.StoreError | None = None
    copied: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How an office stands with its backups: the last good one, when one was last copied to the second folder.

    `old`: something changed since the last good one, and that was days ago. `second_old`: the second folder is behind by more
    than a week.
    """

    last: Backup | None
    old: bool
    copied: datetime | None = None
    second_old: bool = False
    second_missing: bool = False


# Making


def make(folder: Path, why: Why, now: datetime, key: Key | None = None, second: Path | None = None) -> Kept:
    """Back an office up, unless nothing changed since the last good one; the second folder gets what it lacks.

    It reads through a connection of its own, so that whoever has the office open goes on meanwhile. A second folder that is
    missing or full is told, and stops nothing.

    Raises:
        StoreError: there is no room, or the records are not sound. The backups made before are as they were.
    """
    store = SqliteEngine(folder / FILE, key_of(folder / FILE, (key,)))
    try:
        if store.is_new:
            raise errors.NotOurs
        last = newest_good(folder, now)
        made = last is None or why is Why.ASKED or not _holds(last, sqlite_peek.mark_of(store), store.key)
        if made:
            path = backup_path(folder, now, why)
            store.backup(path)
            last = _backup(path, good=True)
        name = sqlite_peek.office_name(store)
    finally:
        store.close()
    assert last is not None
    if second is None:
        return Kept(last, made)
    try:
        copied = second_folder.copy_to(second_folder.place_in(second, name), last.path)
        second_folder.note(folder, name, last.at)
    except errors.StoreError as error:
        log.warning("the second folder got no backup: %s", type(error).__name__)
        return Kept(last, made, error)
    return Kept(last, made, None, copied)


def before(store: Engine, why: Why, now: datetime) -> None:
    """Back the open records up before something big, unless the last good backup holds them.

    Raises:
        StoreError: there is no room, or they are not sound; then the big thing is better left.
    """
    if store.path is None:
        return
    folder = store.path.parent
    last = newest_good(folder, now)
    if last is None or not _holds(last, sqlite_peek.mark_of(store), store.key):
        store.backup(backup_path(folder, now, why))


def mark_of(store: Engine) -> Mark:
    """Return how far the history of the open records goes."""
    return sqlite_peek.mark_of(store)


def since(store: Engine, held: Held) -> int | None:
    """Return how many things were done since a backup; None where it is of another history."""
    return sqlite_peek.since(store, held.mark)


def _holds(backup: Backup, mark: Mark, key: Key | None) -> bool:
    """Tell whether a backup holds everything, as it is encrypted now."""
    if backup.encrypted != bool(key):
        return False
    try:
        return sqlite_peek.peek(backup.path, key).mark == mark
    except errors.StoreError:
        return False


# Thinning out


def thin_out(folder: Path, now: datetime, second: Path | None = None) -> int:
    """Drop the backups that need not be kept, here and in the second folder, and return how many.

    Those that stay are proved first: one that is not good is put aside under another name, and does not count.

    Raises:
        StoreError: a folder cannot be read or written.
    """
    own = second_folder.own_place(folder, second)
    try:
        return sum(_thin_out(place, now) for place in (folder / BACKUPS, own) if place and place.is_dir())
    except OSError as error:
        raise os_trouble(error, folder) from error


def _thin_out(place: Path, now: datetime) -> int:
    while True:
        found = {each.name: each for each in _made_in(place)}
        dropped = rotation.to_drop(found.values(), now)
        stay = [place / name for name in found.keys() - {each.name for each in dropped}] if dropped else []
        bad = [path for path in stay if not _is_good(path)]
        if not bad:
            break
        for path in bad:
            path.replace(path.with_name(path.name + _BAD))
    for each in dropped:
        (place / each.name).unlink(missing_ok=True)
    for left in place.glob(f"*{SUFFIX}.part"):  # of whoever was cut off
        if now - datetime.fromtimestamp(left.stat().st_mtime, UTC) > _LEFT:
            left.unlink(missing_ok=True)
    return len(dropped)


# Looking


def listing(folder: Path, second: Path | None = None, *, prove: bool = True) -> tuple[Backup, ...]:
    """Return the backups that there are, the newest first; of those with one name in both folders, ours.

    Raises:
        StoreError: the folder cannot be read.
    """
    found: dict[str, Backup] = {}
    for place in (folder / BACKUPS, *second_folder.places(folder, second)):
        for made in _made_in(place):
            if made.name not in found:
                path = place / made.name
                found[made.name] = _backup(path, good=_is_good(path) if prove else None)
    return tuple(sorted(found.values(), key=lambda each: (each.at, each.path.name), reverse=True))


def newest_good(folder: Path, now: datetime, second: Path | None = None) -> Backup | None:
    """Return the newest backup that was proved. One that bears a time still to come is taken only where there is no other."""
    found = listing(folder, second, prove=False)
    in_order = [*(each for each in found if each.at <= now), *(each for each in found if each.at > now)]
    good = next((each for each in in_order if _is_good(each.path)), None)
    return _backup(good.path, good=True) if good else None


def preview(path: Path, keys: Iterable[Key | None]) -> Held:
    """Return what a backup holds.

    Raises:
        Locked, WrongKey: it is encrypted, and there is no key, or another one.
        StoreError: it is damaged or no backup.
    """
    try:
        if not trailer.prove(path):
            verify(path, key_of(path, keys))
        return sqlite_peek.peek(path, key_of(path, keys))
    except OSError as error:
        raise os_trouble(error, path) from error


def standing(folder: Path, mark: Mark, now: datetime, key: Key | None, second: Path | None = None) -> Standing:
    """Return how an office whose history goes as far as a mark stands with its backups."""
    last = newest_good(folder, now)
    behind = last is None or not _holds(last, mark, key)
    since = last.at if last else mark.last  # one that never was backed up has time for that, too
    old = behind and since is not None and since < now - _OLD
    if second is None:
        return Standing(last, old)
    _, copied = second_folder.noted(folder)
    second_old = last is not None and (copied is None or copied < last.at - _LONG)
    return Standing(last, old, copied, second_old, not second.is_dir())


def places(folder: Path, second: Path | None) -> tuple[Path, ...]:
    """Return the folders in which an older copy of an office may lie: its backups, those elsewhere, what was kept aside."""
    return (folder / BACKUPS, *second_folder.places(folder, second), folder)


def _made_in(place: Path) -> list[Made]:
    try:
        names = [each.name for each in place.iterdir()] if place.is_dir() else []
    except OSError as error:
        raise os_trouble(error, place) from error
    return [made for name in names if (made := rotation.read_name(name))]


def _backup(path: Path, *, good: bool | None) -> Backup:
    made = rotation.read_name(path.name)
    assert made is not None
    return Backup(path, made.at, made.why, path.stat().st_size, not is_plain(path), good)


def _is_good(path: Path) -> bool:
    try:
        about = path.stat()
        return _proved(path, about.st_size, about.st_mtime_ns)
    except OSError:
        return False


@lru_cache(maxsize=512)
def _proved(path: Path, _size: int, _changed: int) -> bool:
    """Tell whether a backup is what was written; one without a trailer, which came from elsewhere, is read to its end."""
    try:
        if trailer.prove(path):
            return True
        if is_plain(path):
            verify(path)
            return True
    except errors.StoreError:
        return False
    return looks_encrypted(path)  # without its key nothing more can be told
