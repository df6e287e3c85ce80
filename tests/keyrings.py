"""Keyrings for tests: one that keeps what it knows in a file, so that several programs share it, and some that fail."""

import json
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError


class FileKeyring(KeyringBackend):
    """Works as a system's keyring does."""

    priority = 5.0

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    def known(self) -> dict[str, str]:
        return json.loads(self.path.read_text("utf-8")) if self.path.exists() else {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.known().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self.path.write_text(json.dumps({**self.known(), f"{service}/{username}": password}), "utf-8")

    def delete_password(self, service: str, username: str) -> None:
        known = self.known()
        if known.pop(f"{service}/{username}", None) is None:
            raise PasswordDeleteError
        self.path.write_text(json.dumps(known), "utf-8")


class OpenKeyring(FileKeyring):
    """Keeps what it knows where anybody reads it, and says so by its priority."""

    priority = 0.5


class LockedKeyring(FileKeyring):
    """Its owner has not unlocked it."""

    def get_password(self, *_: str) -> str | None:
        raise KeyringLocked

    set_password = delete_password = get_password  # type: ignore[assignment]


class BrokenKeyring(FileKeyring):
    """Raises what nobody expects, with words in it that no log may hold."""

    def get_password(self, *_: str) -> str | None:
        raise OSError("the bus is gone: Wolastoq")

    set_password = delete_password = get_password  # type: ignore[assignment]


class ForgetfulKeyring(FileKeyring):
    """Takes what it is given and knows nothing of it."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass
