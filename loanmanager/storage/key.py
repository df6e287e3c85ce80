"""The key of an encrypted office: 32 random bytes, shown nowhere by accident."""

import secrets
from dataclasses import dataclass
from hashlib import sha256

_BYTES = 32


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """What opens one encrypted office and its backups.

    Raises:
        ValueError: it has not 32 bytes.
    """

    raw: bytes

    def __post_init__(self) -> None:
        if len(self.raw) != _BYTES:
            raise ValueError("a key has 32 bytes")

    def __repr__(self) -> str:
        return "Key(hidden)"

    @classmethod
    def new(cls) -> "Key":
        """Return a key that nobody ever had."""
        return cls(secrets.token_bytes(_BYTES))

    @property
    def number(self) -> str:
        """Return the number by which people know its recovery sheet, such as 482-913. It tells nothing of the key."""
        digits = int.from_bytes(sha256(self.raw).digest()[:4], "big") % 1_000_000
        return f"{digits // 1000:03d}-{digits % 1000:03d}"
