"""Making and comparing what a PIN or password is kept as: Argon2id, salted, as a PHC string that names its cost."""

import os

from loanmanager.domain.signing_in import as_kept

MEMORY_KIB, PASSES, LANES = 64 * 1024, 3, 4
"""The second choice of RFC 9106: about a tenth of a second on an office PC, which nobody notices and a thief does."""

_SALT, _LENGTH = 16, 32  # bytes


def hashed(pin: str) -> str:
    """Return what a PIN is kept as."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # 30 ms that only signing in needs

    kdf = Argon2id(salt=os.urandom(_SALT), length=_LENGTH, iterations=PASSES, lanes=LANES, memory_cost=MEMORY_KIB)
    return kdf.derive_phc_encoded(_bytes(pin))


def _bytes(pin: str) -> bytes:
    return as_kept(pin).encode(
        "utf-8", "surrogatepass"
    )  # half of a pair, pasted, is a wrong PIN and no mistake of ours


def matches(pin: str, phc: str) -> bool:
    """Tell whether a PIN is the one that was kept."""
    from cryptography.exceptions import InvalidKey
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    try:
        Argon2id.verify_phc_encoded(_bytes(pin), phc)
    except InvalidKey:
        return False
    return True
