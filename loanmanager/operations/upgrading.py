"""Before another version is used: what is there is backed up, even where the form of the records stays (product 9.6).

The installer has the old version do it. The new one does it at its first start, for whoever was not at the computer then.
"""

import logging
from datetime import datetime
from pathlib import Path

from loanmanager import paths
from loanmanager.operations import backups
from loanmanager.operations.backups import Kept, Why
from loanmanager.storage.engine import Engine
from loanmanager.storage.errors import StoreError
from loanmanager.storage.key import Key

log = logging.getLogger(__name__)


def back_up(folder: Path, now: datetime, key: Key | None, second: Path | None = None) -> Kept | None:
    """Back up the records of a folder before the program is replaced; None where there are none.

    Nothing in them is changed, nobody is asked who they are, and whoever has them open goes on.

    Raises:
        StoreError: there is no room, no key, or the records are not sound.
    """
    if not paths.holds_office(folder):
        return None
    return backups.make(folder, Why.UPGRADE, now, key, second)


def first_start(store: Engine, now: datetime) -> None:
    """Back the open records up where another version was used last. That this fails stops nobody: it is tried again soon."""
    try:
        backups.before(store, Why.UPGRADE, now)
    except StoreError as error:
        log.warning("no backup at the first start of a version: %s", type(error).__name__)
