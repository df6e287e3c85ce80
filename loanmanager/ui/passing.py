"""Papers that are only looked at or mailed: in a folder that nobody else may enter, emptied at the end and at the next start.

Another program opens them, so they are in the open while it does. What is encrypted in the data folder is not betrayed by
what was once looked at.
"""

from __future__ import annotations

import logging
import shutil
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from loanmanager import paths

if TYPE_CHECKING:
    from loanmanager.ui.office import Office

log = logging.getLogger(__name__)


def place(office: Office, name: str) -> Path:
    """Return where a file of this name may be written to be opened elsewhere: in a new folder, over no other file.

    Raises:
        OSError: the folder cannot be made.
    """
    folder = _folder(office.folder)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    return Path(mkdtemp(dir=folder)) / name


def empty(data: Path) -> None:
    """Take away what was looked at from a data folder; what another program holds on to goes the next time."""
    folder = _folder(data)
    if folder.exists():
        shutil.rmtree(folder, onerror=lambda *_: log.warning("a paper that was looked at could not be removed yet"))


def _folder(data: Path) -> Path:
    """Name the folder of one data folder: two windows on two offices do not empty each other's."""
    return paths.passing_folder() / sha256(str(data.resolve()).encode()).hexdigest()[:16]
