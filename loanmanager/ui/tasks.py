"""Work away from the window: one thread owns the store, a second draws papers and copies files.

Results and errors land on the main thread by a queued signal. The window never waits on a disk.
"""

from __future__ import annotations

import logging
import queue
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from loanmanager.storage.errors import DAMAGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from loanmanager.operations.unlocking import Key
    from loanmanager.storage.search import Store

T = TypeVar("T")
log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Job:
    """One piece of work and who waits for it. A later job with the same key makes an earlier one pointless."""

    work: Callable[..., Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]
    owner: QObject | None
    key: str
    number: int


class _Lane:
    """One thread and its queue; what it starts with is handed to each piece of work."""

    def __init__(self, name: str, report: Callable[[Callable[[], None]], None]) -> None:
        self._jobs: queue.SimpleQueue[_Job | Callable[[], tuple[Any, ...] | None] | None] = queue.SimpleQueue()
        self._report = report
        self._newest: dict[str, int] = {}
        self._count = 0
        self._given: tuple[Any, ...] | None = ()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def add(
        self,
        work: Callable[..., Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        owner: QObject | None,
        key: str,
    ) -> None:
        self._count += 1
        if key:
            self._newest[key] = self._count
        self._jobs.put(_Job(work, done, failed, owner, key, self._count))

    def give(self, make: Callable[[], tuple[Any, ...] | None]) -> None:
        """Make, on the thread itself, what each later piece of work is given; None lets it all be dropped unanswered."""
        self._jobs.put(make)

    def stop(self) -> None:
        """Let the thread finish what it has, then end it."""
        self._jobs.put(None)
        self._thread.join(timeout=30)

    def _is_stale(self, job: _Job) -> bool:
        gone = job.owner is not None and not shiboken6.isValid(job.owner)
        return gone or bool(job.key and self._newest.get(job.key) != job.number)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            if not isinstance(job, _Job):
                self._given = job()
            else:
                self._do(job)

    def _do(self, job: _Job) -> None:
        given = self._given
        if given is None or self._is_stale(job):
            self._report(lambda: None)
            return
        try:
            result = job.work(*given)
        except Exception as error:  # noqa: BLE001 (whatever it is, the window has to hear of it)
            outcome = self._outcome(job, job.failed, error)
        else:
            outcome = self._outcome(job, job.done, result)
        self._report(outcome)

    def _outcome(self, job: _Job, tell: Callable[[Any], None], what: Any) -> Callable[[], None]:
        return lambda: None if self._is_stale(job) else tell(what)


class Tasks(QObject):
    """Both lanes. `failed_to_open` says why the store could not be opened.

    Signals:
        idle: everything asked for so far has been answered.
    """

    idle = Signal()
    _landed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = 0
        self._doubted = False
        self.on_damage: Callable[[], None] = lambda: None  # whoever deals with it: `trust` if it is nothing
        self._landed.connect(self._land)  # queued, since it is always another thread that emits it
        self._store = _Lane("store", self._landed.emit)
        self._papers = _Lane("papers", self._landed.emit)

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing is under way."""
        return self._open == 0

    def open(
        self, open_store: Callable[[], Store], done: Callable[[Store], None], failed: Callable[[Exception], None]
    ) -> None:
        """Open the store on the thread that will own it. `done` gets it only to be told that it is there."""
        opened: list[Store] = []
        self.trust()
        self._store.give(tuple)

        def make() -> Store:
            opened.append(open_store())
            return opened[0]

        self._add(self._store, make, done, failed)
        self._store.give(lambda: tuple(opened))

    def exchange(
        self,
        open_store: Callable[[], Store],
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Close the store, do work that needs its file to itself, and open it again, whether the work succeeded or not.

        Where it does not open again, what is asked of it from then on stays unanswered.
        """
        opened: list[Store] = []

        def make(store: Store) -> T:
            store.close()
            try:
                return work()
            finally:
                opened.append(open_store())

        self._add(self._store, make, done, failed)
        self._store.give(lambda: tuple(opened) or None)

    def release(self, done: Callable[[Key | None], None]) -> None:
        """Close the store and tell its key. What is asked of it from then on stays unanswered, until one is opened again."""

        def end(store: Store) -> Key | None:
            store.close()
            return store.key

        self._add(self._store, end, done, lambda error: log.error("closing", exc_info=error))
        self._store.give(lambda: None)

    def doubt(self, error: Exception) -> None:
        """Have somebody look, once, where an error says that the records are damaged."""
        if isinstance(error, DAMAGE) and not self._doubted:
            self._doubted = True
            self.on_damage()

    def trust(self) -> None:
        """Doubt no more: what was met was something else."""
        self._doubted = False

    def run(
        self,
        work: Callable[[Store], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        *,
        owner: QObject | None = None,
        key: str = "",
    ) -> None:
        """Do work with the store. A newer piece of work with the same key, or the owner's end, drops the answer."""

        def told(error: Exception) -> None:
            failed(error)
            self.doubt(error)

        self._add(self._store, work, done, told, owner=owner, key=key)

    def draw(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        *,
        owner: QObject | None = None,
        key: str = "",
    ) -> None:
        """Do work that needs no store: draw a paper, write or copy a file, read a sheet."""
        self._add(self._papers, work, done, failed, owner=owner, key=key)

    def close(self, last: Callable[[Store], None] | None = None) -> None:
        """Finish what is under way, then close the store on its own thread."""

        def end(*opened: Store) -> None:  # none where the records could not be opened
            for store in opened:
                try:
                    if last:
                        last(store)
                finally:
                    store.close()

        self._add(self._store, end, lambda _: None, lambda error: log.error("closing", exc_info=error))
        self._store.stop()
        self._papers.stop()

    def _add(
        self,
        lane: _Lane,
        work: Callable[..., Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        *,
        owner: QObject | None = None,
        key: str = "",
    ) -> None:
        self._open += 1
        lane.add(work, done, failed, owner, key)

    def _land(self, outcome: Callable[[], None]) -> None:
        self._open -= 1
        try:
            outcome()
        finally:  # whoever waits for everything to be answered does not wait for ever
            if self._open == 0:
                self.idle.emit()
