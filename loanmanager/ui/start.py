"""Opening the records behind the shown window, and what happens where they do not open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loanmanager.i18n import Words
from loanmanager.storage.errors import DAMAGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from loanmanager.operations.done import By
    from loanmanager.operations.unlocking import Key
    from loanmanager.storage.search import OfficeView, Store
    from loanmanager.ui.main_window import MainWindow
    from loanmanager.ui.office import Office


class Start:
    """Opens the store, begins the day in it and has the door let people in; `failed` hears of what stands in the way.

    What stores and lends is imported on the store's thread: it takes as long to load as the window itself.
    """

    def __init__(
        self, office: Office, window: MainWindow, let_in: Callable[[], None], failed: Callable[[Exception], None]
    ) -> None:
        self.office, self.window = office, window
        self._let_in, self._failed = let_in, failed
        office.tasks.on_damage = self._look

    def open(self, key: Key | None) -> None:
        """Open the records with a key, or with what this account's keyring knows."""

        def work() -> Store:
            from loanmanager.operations import unlocking
            from loanmanager.ui import opening, passing

            passing.empty(self.office.folder)  # what was left by whoever was cut off
            return opening.open_first(self.office, key or unlocking.unlock(self.office.folder))

        self._open(work, key)

    def open_anew(self) -> None:
        """Make an empty office where the records are missing and nobody wants a backup of them, protected as they were."""

        def work() -> Store:
            from loanmanager.operations import unlocking
            from loanmanager.ui import opening

            return opening.open_records(self.office, unlocking.key_in_hand(self.office.folder), anew=True)

        self._open(work)

    def _open(self, work: Callable[[], Store], key: Key | None = None) -> None:
        tasks = self.office.tasks
        tasks.open(
            work,
            lambda _: tasks.run(self._begin, self._entered, self._not_begun),
            lambda error: self._refused(error, key),
        )

    def _begin(self, store: Store) -> tuple[By, OfficeView, bool]:
        """Begin the day, on the store's thread."""
        from loanmanager.operations import entering
        from loanmanager.storage.search import office_view

        office = self.office
        words = Words(office.settings.language)
        if office.is_demo or entering.is_new(store):
            from loanmanager.ui import beginning

            beginning.fill(store, office, words)
        by = entering.enter(store, office.by(), words)
        return by, office_view(store, by.site_id), entering.being_set_up(store)

    def _entered(self, found: tuple[By, OfficeView, bool]) -> None:
        by, view, being_set_up = found
        self.office.enter(by, view)
        if self.office.beginning or being_set_up:
            from loanmanager.ui import beginning

            beginning.enter(self.office, self.window, being_set_up=being_set_up)
        self.window.door.begin(self._let_in)

    def _not_begun(self, error: Exception) -> None:
        if not isinstance(error, DAMAGE):  # else the way back is offered
            self._failed(error)

    def _look(self) -> None:
        """See what becomes of records in which damage was met."""
        from loanmanager.ui.backups import damage

        damage.look(self.office, self.window, self.open)

    def _refused(self, error: Exception, key: Key | None) -> None:
        from loanmanager.ui import refused_entry

        refused_entry.answer(self.office, self.window, error, self.open, self.open_anew, self._failed, key)
