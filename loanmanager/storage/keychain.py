"""The operating system's keyring, where one account at one computer remembers the key of an encrypted office.

It may be missing, locked or broken: each is an answer, never an error that stops anybody. The library loads late.
"""

import logging
from enum import StrEnum
from typing import Any

from loanmanager.storage.key import Key

_SERVICE = "Loan Manager"
_TRUSTED = 1.0
"""The least priority of a backend that the library recommends: below it are files that anybody reads."""

log = logging.getLogger(__name__)


class Chain(StrEnum):
    """What the keyring answered."""

    KEPT = "kept"
    ABSENT = "absent"
    """It works, and knows no such key."""
    NONE = "none"
    """This computer has no keyring."""
    LOCKED = "locked"
    """Its owner has not unlocked it."""
    FAILED = "failed"


def find(name: str) -> tuple[Key | None, Chain]:
    """Return the key that is kept under a name."""
    chain, answer = _ask("get_password", name)
    if chain is not Chain.KEPT:
        return None, chain
    try:
        return (Key(bytes.fromhex(answer)), Chain.KEPT) if answer else (None, Chain.ABSENT)
    except ValueError:  # somebody wrote something else there
        return None, Chain.ABSENT


def keep(name: str, key: Key) -> Chain:
    """Keep a key under a name, see that it can be read again, and tell how that went."""
    chain, _ = _ask("set_password", name, key.raw.hex())
    if chain is not Chain.KEPT:
        return chain
    found, chain = find(name)
    return chain if found == key else Chain.FAILED


def forget(name: str) -> Chain:
    """Take what is kept under a name away; ABSENT when it is gone."""
    found, chain = find(name)
    if found is None:
        return chain
    chain, _ = _ask("delete_password", name)
    return Chain.ABSENT if chain is Chain.KEPT else chain


def there() -> bool:
    """Tell whether this computer has a keyring that may be trusted."""
    return _backend() is not None


def _backend() -> Any:
    """Return the keyring in force, None where there is none or it keeps what it knows in the open."""
    import keyring

    try:
        found: Any = keyring.get_keyring()
        best = found.backends[0] if hasattr(found, "backends") else found  # several are asked one after the other
        trusted = best.priority >= _TRUSTED
    except Exception as error:  # noqa: BLE001 (a backend may raise what it likes; none of it says more)
        log.warning("the keyring cannot be loaded: %s", type(error).__name__)
        return None
    return found if trusted else None


def _ask(verb: str, name: str, *more: str) -> tuple[Chain, Any]:
    """Ask the keyring something; KEPT means no more than that it answered."""
    backend = _backend()
    if backend is None:
        return Chain.NONE, None
    from keyring import errors

    try:
        return Chain.KEPT, getattr(backend, verb)(_SERVICE, name, *more)
    except errors.NoKeyringError:
        return Chain.NONE, None
    except errors.KeyringLocked:
        return Chain.LOCKED, None
    except Exception as error:  # noqa: BLE001 (as above)
        log.warning("the keyring failed: %s", type(error).__name__)
        return Chain.FAILED, None
