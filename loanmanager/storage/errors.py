"""What can go wrong with the records: the user's world, typed, with fields and no prose (product 10)."""

from datetime import datetime
from pathlib import Path


class StoreError(Exception):
    """Something about the file, not about our code."""


class Busy(StoreError):
    """Another program held the records for longer than we wait."""


class DiskFull(StoreError):
    """There is no room to write."""


class ReadOnly(StoreError):
    """The file or its folder cannot be written."""


class DiskTrouble(StoreError):
    """The disk failed while reading or writing."""


class Stopped(StoreError):
    """Whoever asked for something long wants it no more."""


class Damaged(StoreError):
    """The file is damaged. `findings` are the database's own words."""

    def __init__(self, *findings: str) -> None:
        super().__init__(*findings[:20])
        self.findings = findings


class Missing(StoreError):
    """The records are not there, and backups of them are."""


class NotADatabase(StoreError):
    """The file is no database, or it is encrypted with another key."""


DAMAGE = (Damaged, NotADatabase)
"""What is met where the file is not what was written."""


class Locked(StoreError):
    """The records are encrypted and no key is at hand.

    `number` is that of their recovery sheet, where it is known; `passphrase` whether one was set; `keyring` what the system's
    keyring answered.
    """

    def __init__(self, number: str = "", *, passphrase: bool = False, keyring: str = "") -> None:
        super().__init__(number)
        self.number, self.passphrase, self.keyring = number, passphrase, keyring


class WrongKey(StoreError):
    """The key that was given opens another file, not this one."""


class WrongPassphrase(StoreError):
    """The passphrase opens nothing here, or none was ever set."""


class WrongWords(StoreError):
    """The words of a recovery sheet are not right.

    `count` is how many were typed; `unknown` has the place and spelling of each that is in no list. Where there are as many
    as there should be and all are known, one was mistaken for another.
    """

    count = 0
    unknown: tuple[tuple[int, str], ...] = ()

    def __init__(self, count: int, unknown: tuple[tuple[int, str], ...] = ()) -> None:
        super().__init__(count)  # never the words: errors are logged
        self.count, self.unknown = count, unknown


class NewerSchema(StoreError):
    """The records were written by a newer version of the program; `unknown` names its changes."""

    def __init__(self, unknown: tuple[str, ...]) -> None:
        super().__init__(*unknown)
        self.unknown = unknown


class NotOurs(StoreError):
    """A healthy database, but not one of this program."""


class CannotOpen(StoreError):
    """The file cannot be opened at all: its folder is missing or may not be entered."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class NetworkFolder(StoreError):
    """The folder lies on another computer, where records cannot be locked."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.folder = folder


class SyncedFolder(StoreError):
    """Another program copies the folder away while it is written; `service` is what it calls itself."""

    def __init__(self, folder: Path, service: str) -> None:
        super().__init__(str(folder), service)
        self.folder, self.service = folder, service


class HeldElsewhere(StoreError):
    """Another window has the folder: on which computer, by which of its users where that is known, since when."""

    def __init__(self, computer: str, user: str, since: datetime | None) -> None:
        super().__init__()
        self.computer, self.user, self.since = computer, user, since


class Unstorable(StoreError):
    """A text holds what is no character, such as one half of a pair; or a number is larger than any is kept."""


class Duplicate(StoreError):
    """Two records would bear what only one may: `columns` as table.column."""

    def __init__(self, columns: tuple[str, ...]) -> None:
        super().__init__(*columns)
        self.columns = columns
