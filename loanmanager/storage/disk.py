"""What the operating system says about files, in our own errors; and bytes that are really on the disk."""

import errno
import os
from pathlib import Path

from loanmanager.storage import errors


def os_trouble(error: OSError, path: Path) -> errors.StoreError:
    """Return our error for what the operating system said about a file."""
    known = {
        errno.ENOSPC: errors.DiskFull,
        errno.EROFS: errors.ReadOnly,
        errno.EACCES: errors.ReadOnly,
        errno.EPERM: errors.ReadOnly,
    }
    kind = known.get(error.errno or 0)
    return kind(str(error)) if kind else errors.CannotOpen(path)


def to_disk(path: Path) -> None:
    """Wait until a file's bytes are on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def settle(folder: Path) -> None:
    """See that names given and taken in a folder are on the disk, where the system lets one ask for it."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
