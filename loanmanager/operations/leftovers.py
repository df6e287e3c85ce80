"""What somebody leaves in the data folder who is cut off in the middle of protecting or restoring it."""

from contextlib import suppress
from pathlib import Path

from loanmanager.storage.sqlite_file import wipe

COPY, OLD = ".protecting", ".old"
"""What is added to the name of the records, for a copy that is being made, and for the file that it is to replace."""

_JOURNAL = "-journal"  # of a file held alone; one that was needed has been used by whoever opened the file since


def tidy(file: Path) -> None:
    """Take away an unfinished copy of a file, and its old bytes where it was replaced.

    Only whoever has the file open, or holds it alone, may: nobody else can then be making such a copy.
    """
    for end in (COPY, f"{COPY}-wal", f"{COPY}-shm", f"{COPY}-journal", OLD, _JOURNAL):
        left = file.with_name(file.name + end)
        if not left.exists():
            continue
        with suppress(OSError):
            if left.stat().st_nlink > 1:  # another name of the file itself: it was not replaced
                left.unlink()
            else:
                wipe(left)
