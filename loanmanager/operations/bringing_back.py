"""Bringing an office to a new computer: a backup of it, and the words of its recovery sheet where it is protected."""

from datetime import datetime
from pathlib import Path

from loanmanager.operations import restoring, unlocking
from loanmanager.storage.key import Key


def bring_back(folder: Path, source: Path, now: datetime, typed: str = "", *, remember: bool = False) -> Key | None:
    """Bring a backup back into a folder that has no office, and return the key that opens it, None where none is needed.

    `typed` are the words of the sheet; `remember` has this account open the office by itself from then on.

    Raises:
        Locked: the backup is protected, and no words were given.
        WrongWords, WrongKey: the words are not right, or those of another sheet.
        StoreError: the file is damaged, foreign or of a newer version; nothing was changed.
    """
    key, others = unlocking.keys_to_restore(folder, source, None, typed)
    restoring.restore(folder, source, now, key, others)
    if key and remember:
        unlocking.remember(folder, key)
    elif key:
        unlocking.adopt(folder, key)
    return key
