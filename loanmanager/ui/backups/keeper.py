"""Backs the open office up by itself: every so many hours if something changed, and when it closes (product 9.6)."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from loanmanager.later import later

if TYPE_CHECKING:
    from collections.abc import Callable

    from loanmanager.operations import backups
    from loanmanager.operations.backups import Kept, Mark, Standing
    from loanmanager.operations.unlocking import Key
    from loanmanager.storage.search import Store
    from loanmanager.ui.office import Office
else:
    backups = later("loanmanager.operations.backups")

log = logging.getLogger(__name__)

_HOUR = 3_600_000  # milliseconds


class Keeper(QObject):
    """Makes backups on the thread of papers, through a connection of its own, so that the desk goes on.

    Signals: told(Standing): how the office stands with its backups, whenever that was looked at.
    """

    told = Signal(object)

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.office = office
        self.standing: Standing | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._by_itself)

    def begin(self) -> None:
        """Watch from now on; make a backup now where the last one is of long ago, and thin out what is not needed."""
        self._timer.start(self.hours * _HOUR)
        self._by_itself()

    def end(self) -> None:
        """Watch no more: the office closes."""
        self._timer.stop()

    @property
    def hours(self) -> int:
        """Return after how many hours a backup is made if something changed."""
        return max(1, self.office.settings.backup_hours)

    def make(self, why: str, done: Callable[[Kept], None], failed: Callable[[Exception], None]) -> None:
        """Back up, if something changed since the last good backup or somebody asks for it; then tell how things stand."""
        office = self.office
        folder, now, second = office.folder, office.now(), office.settings.second

        def made(kept: Kept) -> None:
            done(kept)
            self.look()

        def begin(key: Key | None) -> None:
            office.tasks.draw(
                lambda: backups.make(folder, backups.Why(why), now, key, second), made, failed, owner=self
            )

        office.tasks.run(lambda store: store.key, begin, failed, owner=self)

    def look(self) -> None:
        """Look at what backups there are, and tell."""
        office = self.office
        folder, now, second = office.folder, office.now(), office.settings.second

        def asked(found: tuple[Key | None, Mark]) -> None:
            key, mark = found
            office.tasks.draw(
                lambda: backups.standing(folder, mark, now, key, second),
                self._told,
                office.fail,
                owner=self,
                key="standing",
            )

        def read(store: Store) -> tuple[Key | None, Mark]:
            return store.key, backups.mark_of(store)

        office.tasks.run(read, asked, office.fail, owner=self, key="standing")

    def _told(self, standing: Standing) -> None:
        self.standing = standing
        self.told.emit(standing)

    def _by_itself(self) -> None:
        """Back up without being asked, then drop what need not be kept: never after a backup that failed."""
        self._timer.setInterval(self.hours * _HOUR)
        self.make("timer", lambda _: self._thin_out(), self._failed)

    def _thin_out(self) -> None:
        office = self.office
        folder, now, second = office.folder, office.now(), office.settings.second
        office.tasks.draw(
            lambda: backups.thin_out(folder, now, second),
            lambda dropped: log.info("%s backups were dropped", dropped) if dropped else None,
            self._failed,
            owner=self,
        )

    def _failed(self, error: Exception) -> None:
        """Say that a backup failed, and look how old the last good one is."""
        said = self.office.sentence(error)
        if not said:
            self.office.fail(error)
            return
        log.warning("the backup failed: %s", type(error).__name__)
        self.office.tasks.doubt(error)
        self.office.say(
            self.office.words.say("The backup failed, and the ones before it stay. {why}", why=said), error=True
        )
        self.look()
