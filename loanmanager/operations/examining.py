"""Examining the records from end to end: the file, its parts, the chain of the history, and whether they agree (product 9.6).

What the chain tells: any change of an entry of the history (moment, person, what was done, to what, its facts), an entry that was
taken away or put in between, and with a backup at hand entries that were cut off at the end. What it does not tell: a change made
outside the program to another table, unless it makes records disagree with each other (a device on loan that no loan has) or
with a digest (a paper); a whole chain computed anew by somebody who knows how, unless a backup or a check code that was written
down says otherwise.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Event

from loanmanager.domain.findings import EndGone, Finding, Unsound
from loanmanager.domain.rotation import Why
from loanmanager.operations import backups
from loanmanager.operations.opening import FILE, key_of
from loanmanager.storage import errors, examining, history, sqlite_peek
from loanmanager.storage.engine import Engine
from loanmanager.storage.key import Key
from loanmanager.storage.sqlite_engine import SqliteEngine


class Watch:
    """Whoever waits for an examination: hears in hundredths how far it is, 0 while the file itself is read, and may stop it."""

    def __init__(self, tell: Callable[[int], None] = lambda _: None) -> None:
        self._tell, self._stop = tell, Event()
        self._seen, self._all, self._told = 0, 1, 0

    def stop(self) -> None:
        """Give up, from whichever thread."""
        self._stop.set()

    def stopped(self) -> bool:
        """Tell whether somebody gave up."""
        return self._stop.is_set()

    def begin(self, size: int) -> None:
        """Look at so many entries and papers from now on."""
        self._all = max(1, size)

    def heard(self, more: int) -> None:
        """Tell how far it is, once for each hundredth.

        Raises:
            Stopped: somebody gave up.
        """
        if self.stopped():
            raise errors.Stopped
        self._seen += more
        hundredths = min(100, self._seen * 100 // self._all)
        if hundredths > self._told:
            self._told = hundredths
            self._tell(hundredths)


@dataclass(frozen=True, slots=True)
class End:
    """The last entry of a history as a backup of some moment has it."""

    number: int
    digest: str
    backup: datetime


@dataclass(frozen=True, slots=True)
class Examined:
    """What an examination came to: how many entries the history has, its last digest, and what is wrong, the gravest first.

    `beside` is the moment of the backup whose end the history was compared with.
    """

    entries: int
    digest: str
    findings: tuple[Finding, ...]
    beside: datetime | None = None

    @property
    def sound(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.findings


def known_end(folder: Path, now: datetime, store: Engine) -> End | None:
    """Return the end of the newest good backup of an office, None where there is none to compare with.

    Those made before a backup was restored are of another history, rightly, and are left out; so are those under a former key.
    """
    made = backups.newest_good(folder, now)
    restored = max((each.at for each in backups.listing(folder, prove=False) if each.why is Why.RESTORE), default=None)
    if made is None or (restored is not None and made.at <= restored):
        return None
    try:
        found = sqlite_peek.end_of(made.path, store.key if made.encrypted else None)
    except errors.StoreError:
        return None
    return End(*found, made.at) if found else None


def examine_folder(folder: Path, now: datetime, key: Key | None, watch: Watch | None = None) -> Examined:
    """Examine an office through a connection of its own, beside whoever has it open, and with its newest good backup at hand.

    Raises:
        Stopped: whoever watches gave up.
        StoreError: the file cannot be opened.
    """
    path = folder / FILE
    store = SqliteEngine(path, key_of(path, (key,)))
    try:
        return examine(store, known_end(folder, now, store), watch)
    finally:
        store.close()


def examine(store: Engine, known: End | None = None, watch: Watch | None = None) -> Examined:
    """Examine everything; this changes nothing. `known` is the end of a backup that this history should still contain.

    Raises:
        Stopped: whoever watches gave up.
    """
    watch = watch or Watch()
    with store.unless(watch.stopped):
        return _examine(store, known, watch)


def _examine(store: Engine, known: End | None, watch: Watch) -> Examined:
    found: list[Finding] = [Unsound(said) for said in store.check()]
    beside = known.backup if known else None
    try:
        found += store.examine_shape()
        watch.begin(examining.size(store))
        for question in examining.QUESTIONS:
            found += question(store, watch.heard)
        if known and history.digest_of(store, known.number) != known.digest:
            found.append(EndGone(known.number, known.backup))
        number, digest = history.end(store)
    except errors.StoreError as error:
        if not found or isinstance(error, errors.Stopped):
            raise
        return Examined(0, "", (*found, Unsound(str(error))), beside)  # what cannot be read was found to be unsound
    return Examined(number, digest, tuple(found), beside)
