"""Turning protection on and off, changing what opens it, and leaving nothing readable behind (product 9.7).

The file itself is never changed: a copy is made under the new key, proved, and put in its place in one step, so that whoever is
cut off finds the old office or the new one. What opens the new one is written before that step, what opened the old one is
taken away after it.
"""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loanmanager.domain import protection as why
from loanmanager.domain.refusal import Refused
from loanmanager.operations import backups, done
from loanmanager.operations.done import By, Done, Record
from loanmanager.operations.kept import OFFICE, SUBJECT
from loanmanager.operations.leftovers import COPY, OLD, tidy
from loanmanager.operations.opening import FILE
from loanmanager.operations.unlocking import former_keys, is_encrypted, lock_of
from loanmanager.storage import key_slots, keychain, trailer
from loanmanager.storage.disk import os_trouble, settle
from loanmanager.storage.engine import Engine
from loanmanager.storage.key import Key
from loanmanager.storage.keychain import Chain
from loanmanager.storage.sqlite_cipher import is_plain
from loanmanager.storage.sqlite_engine import SqliteEngine
from loanmanager.storage.sqlite_file import alone, copy_out, wipe


@dataclass(frozen=True, slots=True)
class Guarded:
    """How an office is protected now: the number of its sheet, and whether a passphrase and this account open it."""

    on: bool
    number: str = ""
    passphrase: bool = False
    remembered: bool = False


def turn_on(folder: Path, key: Key, by: By, *, passphrase: str = "", remember: bool = True) -> Done[Guarded]:
    """Encrypt an office that nobody has open. Its sheet has to be in somebody's hands before.

    Raises:
        Refused: it is encrypted already, the passphrase is none, or nothing but the sheet would open it.
        StoreError: somebody has the office open, it is damaged, or there is no room; nothing was changed.
    """
    _sound(passphrase)
    if is_encrypted(folder):
        raise Refused(why.ProtectedAlready())
    lock = key_slots.new_lock(key, passphrase.strip())
    return _put_under(folder, None, key, (lock,), "protect_on", by, held=_held(lock, key, remember=remember))


def turn_off(folder: Path, key: Key, by: By) -> Done[Guarded]:
    """Put an office that nobody has open into the open. Backups made so far still need its sheet.

    Raises:
        Refused: it is not encrypted.
        StoreError: as `turn_on`.
    """
    if not is_encrypted(folder):
        raise Refused(why.NotProtected())
    made = _rewrite(folder, key, None, _noted("protect_off", Guarded(on=False), by), lambda: None)
    for lock in key_slots.load(folder):
        keychain.forget(lock.name)
    key_slots.save(folder, [])
    return made


def change_key(
    folder: Path, had: Key, key: Key, by: By, *, passphrase: str = "", remember: bool = True
) -> Done[Guarded]:
    """Encrypt an office that nobody has open with another key; the keys before it are kept closed by it, for older backups.

    Raises:
        Refused: as `turn_on`, or it is not encrypted.
        StoreError: as `turn_on`.
    """
    _sound(passphrase)
    if not is_encrypted(folder):
        raise Refused(why.NotProtected())
    before = key_slots.load(folder)
    lock = key_slots.new_lock(key, passphrase.strip(), (had, *former_keys(folder, had)))
    held = _held(lock, key, remember=remember)
    made = _put_under(folder, had, key, (lock, *before), "change_key", by, held=held)
    key_slots.save(folder, [lock])
    for each in before:
        keychain.forget(each.name)
    return made


def set_passphrase(store: Engine, folder: Path, passphrase: str, by: By) -> Done[Guarded]:
    """Have another passphrase open the office, or with an empty one, none.

    Raises:
        Refused: the office is not encrypted, it is no passphrase, or nothing but the sheet would open the office.
        StoreError: the folder cannot be written; nothing was changed.
    """
    _sound(passphrase)
    key = store.key
    if key is None:
        raise Refused(why.NotProtected())
    locks = key_slots.load(folder)
    lock = key_slots.with_passphrase(lock_of(locks, key) or key_slots.new_lock(key), key, passphrase.strip())
    remembered = keychain.find(lock.name)[0] == key
    if not (lock.passphrase or remembered):
        raise Refused(why.NobodyHoldsTheKey())
    guarded = Guarded(True, key.number, lock.passphrase is not None, remembered)
    with store.write():
        made = _noted("set_passphrase", guarded, by)(store)
        key_slots.save(folder, [lock])  # inside: a passphrase that was not kept must not be in the history either
    return made


def _sound(passphrase: str) -> None:
    against = why.check_passphrase(passphrase)
    if against:
        raise Refused(against)


def _held(lock: key_slots.Lock, key: Key, *, remember: bool) -> bool:
    """Give the key to this account's keyring, and tell whether it took it."""
    held = remember and keychain.keep(lock.name, key) is Chain.KEPT
    if not held and lock.passphrase is None:
        raise Refused(why.NobodyHoldsTheKey())
    return held


def _noted(operation: str, guarded: Guarded, by: By) -> Callable[[Engine], Done[Guarded]]:
    """Return what writes an entry into the history. The number of the sheet tells nothing of the key."""
    return lambda store: done.record(store, by, Record(operation, guarded, OFFICE, [SUBJECT]))


# The file


def _put_under(
    folder: Path, had: Key | None, key: Key, locks: tuple[key_slots.Lock, ...], operation: str, by: By, *, held: bool
) -> Done[Guarded]:
    """Put the file under a key, with its lock as the first; where that fails, the locks are as they were."""
    before, lock = key_slots.load(folder), locks[0]
    note = _noted(operation, Guarded(True, key.number, lock.passphrase is not None, held), by)
    try:
        return _rewrite(folder, had, key, note, lambda: key_slots.save(folder, locks))
    except Exception:
        keychain.forget(lock.name)
        key_slots.save(folder, before)
        raise


def _rewrite(
    folder: Path, had: Key | None, key: Key | None, note: Callable[[Engine], Done[Guarded]], ready: Callable[[], None]
) -> Done[Guarded]:
    """Put a proved copy under another key in the place of the file. The entry in the history is in the copy already."""
    current = folder / FILE
    try:
        with alone(current, had) as conn:
            made = _replace(conn, current, key, note, ready)
    except OSError as error:
        raise os_trouble(error, current) from error
    with suppress(OSError):  # it is done: a folder that cannot be asked for this changes nothing
        settle(folder)
    return made


def _replace(
    conn: Any, current: Path, key: Key | None, note: Callable[[Engine], Done[Guarded]], ready: Callable[[], None]
) -> Done[Guarded]:
    """Replace a file that is held alone by a copy of it; what is left of it, or of the copy, is wiped."""
    copy = _with(current, COPY)
    try:
        copy_out(conn, copy, key)
        made = _write_into(copy, key, note)
        ready()
        _swap(conn, current, copy)
    finally:
        tidy(current)
    return made


def _swap(conn: Any, current: Path, copy: Path) -> None:
    _keep_name(current, _with(current, OLD))
    if os.name == "nt":
        conn.close()  # no file that is open can be replaced there
    copy.replace(current)


def _with(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)


def _write_into(copy: Path, key: Key | None, note: Callable[[Engine], Done[Guarded]]) -> Done[Guarded]:
    store = SqliteEngine(copy, key)
    try:
        with store.write():
            return note(store)
    finally:
        store.close()


def _keep_name(current: Path, old: Path) -> None:
    """Give the old file a second name, by which its bytes can be wiped once it is replaced. Not every disk can."""
    with suppress(OSError):
        old.unlink(missing_ok=True)
        os.link(current, old)


# Backups in the open


def plain_backups(folders: Iterable[Path]) -> tuple[Path, ...]:
    """Return the backups in some folders that anybody can read."""
    found = (each for folder in folders if folder.is_dir() for each in sorted(folder.iterdir()) if each.is_file())
    return tuple(each for each in found if _is_open(each))


def readable(folder: Path, second: Path | None = None) -> tuple[Path, ...]:
    """Return what anybody can read of an office beside its records: backups, here and elsewhere, and files kept aside."""
    return plain_backups(backups.places(folder, second))


def _is_open(path: Path) -> bool:
    try:
        return is_plain(path)
    except OSError:
        return False


def encrypt_backup(path: Path, key: Key) -> None:
    """Put an encrypted copy in the place of a backup that anybody can read, and wipe what was there.

    Raises:
        StoreError: it is damaged, or there is no room; it stays as it was.
    """
    try:
        with alone(path, None) as conn:
            try:
                trailer.prove(path)
                copy_out(conn, _with(path, COPY), key)
                trailer.append(_with(path, COPY))
                _swap(conn, path, _with(path, COPY))
            finally:
                tidy(path)
    except OSError as error:
        raise os_trouble(error, path) from error


def remove_backup(path: Path) -> None:
    """Wipe a backup that anybody can read, and take it away.

    Raises:
        StoreError: it cannot be written.
    """
    try:
        wipe(path)
    except OSError as error:
        raise os_trouble(error, path) from error
