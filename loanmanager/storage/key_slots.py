"""The sidecar of an encrypted office, `keys.json`: how its key is found, never the key itself in the open.

A lock belongs to one key: the name under which a keyring may know it, a passphrase that opens it (Argon2id, then
AES-GCM), and the keys of before, which older backups need, each closed by this one. While a key is being changed there
are two locks; which of them counts, the encrypted file itself tells.
"""

import hmac
import json
import secrets
import unicodedata
from binascii import a2b_base64, b2a_base64
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from loanmanager.storage.disk import os_trouble, settle, to_disk
from loanmanager.storage.key import Key

FILE = "keys.json"
_VERSION = 1
_MEMORY, _PASSES, _LANES = 64 * 1024, 3, 4  # KiB: the second choice of RFC 9106, for computers with little memory
_MOST_MEMORY, _MOST_PASSES, _MOST_LANES = 1024 * 1024, 64, 64  # a file that asks for more was tampered with


@dataclass(frozen=True, slots=True)
class Sealed:
    """A key closed by AES-GCM. Text is base64."""

    nonce: str
    box: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A key closed by a passphrase: how the passphrase is stretched, and what it opens. `memory` is in KiB."""

    salt: str
    memory: int
    passes: int
    lanes: int
    sealed: Sealed


@dataclass(frozen=True, slots=True)
class Lock:
    """How one key is found: the number of its sheet, its name in keyrings, its passphrase, the keys before it."""

    number: str
    name: str
    passphrase: Slot | None = None
    former: tuple[Sealed, ...] = ()


def load(folder: Path) -> tuple[Lock, ...]:
    """Return the locks of an office, nothing where there are none or the file cannot be understood."""
    try:
        kept = json.loads((folder / FILE).read_text("utf-8"))
        return tuple(_lock(each) for each in kept["locks"]) if kept["version"] == _VERSION else ()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ()


def _lock(kept: dict[str, Any]) -> Lock:
    slot = kept["passphrase"]
    if slot is not None:
        slot = Slot(**{**slot, "sealed": Sealed(**slot["sealed"])})
        slot = slot if _reasonable(slot) else None
    return Lock(str(kept["number"]), str(kept["name"]), slot, tuple(Sealed(**each) for each in kept["former"]))


def _reasonable(slot: Slot) -> bool:
    """Tell whether a passphrase can be stretched as a slot says, in a time that anybody waits."""
    ends = ((slot.lanes, 1, _MOST_LANES), (slot.passes, 1, _MOST_PASSES), (slot.memory, 8 * slot.lanes, _MOST_MEMORY))
    return all(least <= value <= most for value, least, most in ends)


def save(folder: Path, locks: Sequence[Lock]) -> None:
    """Write the locks whole or not at all, and see that they are on the disk; none takes the file away.

    Raises:
        StoreError: the folder cannot be written; what was there stays.
    """
    target = folder / FILE
    partial = folder / f"{FILE}.part"
    try:
        if locks:
            said = json.dumps({"version": _VERSION, "locks": [asdict(lock) for lock in locks]}, indent=1)
            partial.write_text(said, "utf-8")
            to_disk(partial)
            partial.replace(target)
        else:
            target.unlink(missing_ok=True)
        settle(folder)
    except OSError as error:
        raise os_trouble(error, target) from error
    finally:
        partial.unlink(missing_ok=True)


def new_lock(key: Key, passphrase: str = "", former: Sequence[Key] = ()) -> Lock:
    """Return a lock for a key, with the keys before it, newest first."""
    lock = Lock(key.number, secrets.token_hex(8), former=tuple(_seal(key, each) for each in former))
    return with_passphrase(lock, key, passphrase)


def with_passphrase(lock: Lock, key: Key, passphrase: str) -> Lock:
    """Return a lock that a passphrase opens, or with an empty one, that none does."""
    if not passphrase:
        return replace(lock, passphrase=None)
    salt = secrets.token_bytes(16)
    stretched = _stretched(passphrase, salt, _MEMORY, _PASSES, _LANES)
    sealed = _closed(stretched, key.raw, lock.number)
    return replace(lock, passphrase=Slot(_text(salt), _MEMORY, _PASSES, _LANES, sealed))


def key_by(lock: Lock, passphrase: str) -> Key | None:
    """Return the key that a passphrase opens; None where it does not."""
    slot = lock.passphrase
    if slot is None:
        return None
    try:
        stretched = _stretched(passphrase, a2b_base64(slot.salt), slot.memory, slot.passes, slot.lanes)
    except (ValueError, TypeError):  # somebody tampered with what says how it is stretched
        return None
    raw = _opened(stretched, slot.sealed, lock.number)
    return _key(raw)


def former_keys(lock: Lock, key: Key) -> tuple[Key, ...]:
    """Return the keys before this one, newest first: older backups need them."""
    opened = (_opened(_wrapping(key), each, "former") for each in lock.former)
    return tuple(key for key in map(_key, opened) if key)


def _key(raw: bytes | None) -> Key | None:
    """Return what was opened as a key; None where it is none."""
    try:
        return Key(raw) if raw else None
    except ValueError:
        return None


def _seal(key: Key, former: Key) -> Sealed:
    return _closed(_wrapping(key), former.raw, "former")


def _wrapping(key: Key) -> bytes:
    """Return what closes former keys: never the very key that pages are encrypted with."""
    return hmac.digest(key.raw, b"Loan Manager: former keys", "sha256")


def _stretched(passphrase: str, salt: bytes, memory: int, passes: int, lanes: int) -> bytes:
    """Return 32 bytes that cost whoever guesses the passphrase time and memory."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    typed = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    return Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory).derive(typed)


def _closed(wrapping: bytes, raw: bytes, about: str) -> Sealed:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(12)
    return Sealed(_text(nonce), _text(AESGCM(wrapping).encrypt(nonce, raw, about.encode())))


def _opened(wrapping: bytes, sealed: Sealed, about: str) -> bytes | None:
    """Return what was closed; None where it was closed otherwise, or changed since."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(wrapping).decrypt(a2b_base64(sealed.nonce), a2b_base64(sealed.box), about.encode())
    except (InvalidTag, ValueError, TypeError):
        return None


def _text(raw: bytes) -> str:
    return b2a_base64(raw, newline=False).decode("ascii")
