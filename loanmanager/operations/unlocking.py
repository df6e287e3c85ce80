"""Finding the key of an encrypted office: by this account's keyring, a passphrase, or the words of a recovery sheet."""

from dataclasses import dataclass
from pathlib import Path

from loanmanager.operations.opening import FILE, key_of, must_be_as_sealed
from loanmanager.storage import errors, key_slots, keychain, recovery
from loanmanager.storage.disk import os_trouble
from loanmanager.storage.key import Key
from loanmanager.storage.key_slots import Lock
from loanmanager.storage.keychain import Chain
from loanmanager.storage.sqlite_cipher import is_plain, opens

__all__ = ["Chain", "Key"]


@dataclass(frozen=True, slots=True)
class Protection:
    """How an office is protected: the number of its sheet, whether a passphrase opens it, whether this account does.

    `keyring` is what the keyring of this account answered.
    """

    on: bool
    number: str = ""
    passphrase: bool = False
    keyring: Chain = Chain.ABSENT

    @property
    def remembered(self) -> bool:
        """Tell whether this account opens the office by itself."""
        return self.keyring is Chain.KEPT


def is_encrypted(folder: Path) -> bool:
    """Tell whether there are records in a folder that are not in the open.

    Raises:
        StoreError: the file cannot be read.
    """
    file = folder / FILE
    try:
        return file.exists() and file.stat().st_size > 0 and not is_plain(file)
    except OSError as error:
        raise os_trouble(error, file) from error


def protection(folder: Path) -> Protection:
    """Return how an office is protected."""
    if not is_encrypted(folder):
        return Protection(on=False)
    locks = key_slots.load(folder)
    chains = [keychain.find(lock.name)[1] for lock in locks]
    keyring = Chain.KEPT if Chain.KEPT in chains else next(iter(chains), _without_a_lock())
    return Protection(True, _numbers(locks), any(lock.passphrase for lock in locks), keyring)


def has_keyring() -> bool:
    """Tell whether this account has a keyring that may be trusted with a key."""
    return keychain.there()


def unlock(folder: Path) -> Key | None:
    """Return the key that this account's keyring knows; None where the office is not encrypted.

    Raises:
        Locked: it is encrypted, and the keyring has no key, or is missing, locked or broken.
        Damaged: it is not what it was when it was closed, or the keyring's key is the right one, and yet it does not open.
    """
    if not is_encrypted(folder):
        return None
    must_be_as_sealed(folder)
    locks = key_slots.load(folder)
    asked = [keychain.find(lock.name) for lock in locks]
    found = [key for key, _ in asked if key]
    if found:
        return _fitting(folder, found)
    try:
        key_of(folder / FILE, ())  # is it one of ours at all?
    except errors.Locked as locked:
        chain = next((chain for _, chain in asked), _without_a_lock())
        passphrase = any(lock.passphrase for lock in locks)
        raise errors.Locked(_numbers(locks), passphrase=passphrase, keyring=str(chain)) from locked
    raise AssertionError("an encrypted file needs a key")


def key_in_hand(folder: Path, passphrase: str = "") -> Key | None:
    """Return the key that this account's keyring or a passphrase knows, whatever state the records are in."""
    for lock in key_slots.load(folder):
        key = keychain.find(lock.name)[0] or (key_slots.key_by(lock, passphrase.strip()) if passphrase else None)
        if key:
            return key
    return None


def unlock_with(folder: Path, passphrase: str) -> Key:
    """Return the key that a passphrase opens.

    Raises:
        WrongPassphrase: it opens nothing, or there is none.
        Damaged: it opens the right key, and yet the file does not open.
    """
    typed = passphrase.strip()
    found = [key for lock in key_slots.load(folder) if (key := key_slots.key_by(lock, typed))]
    if not found:
        raise errors.WrongPassphrase
    return _fitting(folder, found)


def unlock_by_words(folder: Path, typed: str) -> Key:
    """Return the key that the words of a recovery sheet stand for; from then on the office has a lock for it.

    Raises:
        WrongWords: they are not 24 known words that belong together.
        WrongKey: they are those of another sheet.
        Damaged: they are those of the right sheet, and yet the file does not open.
    """
    key = _fitting(folder, [recovery.key_of(typed)])
    adopt(folder, key)
    return key


def adopt(folder: Path, key: Key) -> None:
    """See that an office has a lock for the key that opens it: one that came from elsewhere has none."""
    locks = key_slots.load(folder)
    if lock_of(locks, key) is None:
        key_slots.save(folder, [key_slots.new_lock(key), *locks])


def remember(folder: Path, key: Key) -> Chain:
    """Have this account's keyring open the office from now on, and tell how that went."""
    adopt(folder, key)
    lock = lock_of(key_slots.load(folder), key)
    return keychain.keep(lock.name, key) if lock else Chain.FAILED


def forget(folder: Path) -> Chain:
    """Have this account ask for the passphrase or the words from now on; ABSENT when it does."""
    answers = [keychain.forget(lock.name) for lock in key_slots.load(folder)]
    return next((each for each in answers if each is not Chain.ABSENT), Chain.ABSENT)


def former_keys(folder: Path, key: Key) -> tuple[Key, ...]:
    """Return the keys before this one, newest first: backups of those days need them."""
    lock = lock_of(key_slots.load(folder), key)
    return key_slots.former_keys(lock, key) if lock else ()


def keys_to_restore(
    folder: Path, source: Path, key: Key | None, words: str = "", passphrase: str = ""
) -> tuple[Key | None, tuple[Key, ...]]:
    """Return the key under which a backup that comes back is kept, and the others that may open it, for `restore`.

    It is the office's own where it has one or its passphrase is given, else that of the words: what was encrypted stays so.
    `words` are those of the sheet that the backup was made under.

    Raises:
        Locked: the backup is encrypted, and neither the office's key nor one before it opens it; `passphrase` tells whether
            the office has one that was not given yet, else the words are asked for.
        WrongPassphrase, WrongWords, WrongKey: what was given is not right, or the words are those of another sheet.
    """
    locks = key_slots.load(folder)
    own = _by_passphrase(locks, passphrase, source) if passphrase and not key else key
    known = [own, *former_keys(folder, own)] if own else []
    try:
        if is_plain(source) or any(opens(each, source) for each in known):
            return own, tuple(known[1:])
        if not words:
            key_of(source, ())  # says what else it may be
        given = recovery.key_of(words)
        if not opens(given, source):
            raise errors.WrongKey(str(source))
    except errors.Locked as locked:
        raise errors.Locked(passphrase=not own and any(lock.passphrase for lock in locks)) from locked
    except OSError as error:
        raise os_trouble(error, source) from error
    return own or given, (*known[1:], given)


def _by_passphrase(locks: tuple[Lock, ...], passphrase: str, source: Path) -> Key:
    """Return the key that a passphrase opens: while a key is being changed there may be two, and the one that fits is meant."""
    found = [key for lock in locks if (key := key_slots.key_by(lock, passphrase.strip()))]
    if not found:
        raise errors.WrongPassphrase
    try:
        return next((key for key in found if opens(key, source)), found[0])
    except OSError as error:
        raise os_trouble(error, source) from error


def lock_of(locks: tuple[Lock, ...], key: Key) -> Lock | None:
    """Return the lock of a key."""
    return next((lock for lock in locks if lock.number == key.number), None)


def _fitting(folder: Path, keys: list[Key]) -> Key:
    """Return the key that opens the file. A right key that does not says that the file is damaged."""
    file = folder / FILE
    try:
        fits = next((key for key in keys if opens(key, file)), None)
    except OSError as error:
        raise os_trouble(error, file) from error
    if fits:
        return fits
    locks = key_slots.load(folder)
    if len(locks) == 1 and lock_of(locks, keys[0]):
        raise errors.Damaged(str(file))
    raise errors.WrongKey(str(file))


def _without_a_lock() -> Chain:
    """Return what a keyring would answer that is asked for nothing in particular."""
    return Chain.ABSENT if keychain.there() else Chain.NONE


def _numbers(locks: tuple[Lock, ...]) -> str:
    return " / ".join(lock.number for lock in locks)
