"""The seal of the records at rest: the SHA-256 of the whole file, kept beside it from one write to the next.

SQLite keeps no checksum of a page, so a bit that flips inside a text passes its own examination. Whoever closes the office
folds the log in and writes the seal while no one else can write; every write takes it away first, under the same lock. So
where there is a seal, nothing was written since, whoever else has the file open.
"""

import hashlib
import logging
import secrets
from pathlib import Path

from loanmanager.files import write_whole
from loanmanager.storage import errors

log = logging.getLogger(__name__)

_END = ".seal"
_TRIES = 5


def seal_of(path: Path) -> Path:
    """Return where the seal of a file is kept."""
    return path.with_name(path.name + _END)


def prove(path: Path) -> bool:
    """Tell whether a file is, to the last bit, what was sealed. False: there is no seal to go by.

    Raises:
        Damaged: it is something else than was sealed.
        OSError: it cannot be read.
    """
    for _ in range(_TRIES):
        sealed = _read(path)
        if not sealed or has_log(path):
            return False
        found = digest(path)
        if sealed.startswith(found):
            return True
        if _read(path) == sealed and not has_log(path):  # else somebody wrote meanwhile, and took the seal away before
            raise errors.Damaged("the file is not what it was when it was closed")
    return False


def put_on(path: Path) -> None:
    """Seal a file that nobody can write to meanwhile and whose log is empty. The seal is there whole or not at all.

    Raises:
        OSError: the file cannot be read, or there is no room.
    """
    # No two seals are alike, even on the same bytes: a reader can tell that one was taken off and another put on.
    sealed = f"{digest(path)} {secrets.token_hex(8)}"
    write_whole(seal_of(path), f"{sealed} {_check(sealed)}\n".encode("ascii"))


def take_off(path: Path) -> None:
    """Take the seal away, before the first thing that changes the file.

    Raises:
        OSError: the folder cannot be written.
    """
    try:
        seal_of(path).unlink()
    except FileNotFoundError:
        return
    except PermissionError:  # on Windows somebody may be reading it; an empty seal says nothing either
        with seal_of(path).open("wb"):
            log.info("the seal was emptied")


def is_sealed(path: Path) -> bool:
    """Tell whether there is a seal to go by."""
    return bool(_read(path))


def digest(path: Path) -> str:
    """Return the SHA-256 of a file.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(path: Path) -> str:
    """Return what a seal says, nothing where there is none or it is damaged itself: that says nothing of the file."""
    try:
        said = seal_of(path).read_text("ascii", errors="replace").strip()
    except FileNotFoundError:
        return ""
    sealed, _, check = said.rpartition(" ")
    return said if check == _check(sealed) else ""


def _check(sealed: str) -> str:
    return hashlib.sha256(sealed.encode("utf-8")).hexdigest()[:8]


def has_log(path: Path) -> bool:
    """Tell whether something was written that is not folded in yet."""
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except FileNotFoundError:
        return False
