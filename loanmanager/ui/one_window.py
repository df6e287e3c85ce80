"""One window for one data folder: the second says who has it. The shell may work beside a window, and takes no lock."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileInfo, QLockFile

from loanmanager.paths import make_data_folder
from loanmanager.storage import errors

if TYPE_CHECKING:
    from pathlib import Path

FILE = "window.lock"


def hold(folder: Path) -> QLockFile | None:
    """Take a folder for this window and return what holds it: let go of that, and it is free. A killed window holds nothing.

    None where no lock can be written: whoever opens the records then says why.

    Raises:
        HeldElsewhere: another window has it.
    """
    try:
        make_data_folder(folder)
    except OSError:
        return None
    path = folder / FILE
    lock = QLockFile(str(path))
    lock.setStaleLockTime(0)  # a window may be open for weeks: only one that is gone gives its folder up
    if lock.tryLock(0):
        return lock
    if lock.error() != QLockFile.LockError.LockFailedError:
        return None
    info = QFileInfo(str(path))
    since = info.lastModified().toSecsSinceEpoch() if info.exists() else 0
    _, computer, _ = lock.getLockInfo()
    raise errors.HeldElsewhere(computer, info.owner(), datetime.fromtimestamp(since, UTC) if since else None)
