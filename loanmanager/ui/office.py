"""What every page is given: the office as it stands, words, preferences, the way to ask and to do. No global."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from loanmanager import settings
from loanmanager.i18n import Words
from loanmanager.later import later
from loanmanager.operations.done import By, Kind
from loanmanager.ui.backups.keeper import Keeper

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from loanmanager import sentences, trouble
    from loanmanager.domain import lending, refusals, rights
    from loanmanager.domain.office import Staff
    from loanmanager.operations import signing_in
    from loanmanager.operations.done import Changes, Done
    from loanmanager.sentences import rights as right_words
    from loanmanager.settings import Settings
    from loanmanager.storage import errors, search
    from loanmanager.storage.search import OfficeView, Store
    from loanmanager.ui.beginning import Beginning
    from loanmanager.ui.bell import Bell
    from loanmanager.ui.tasks import Tasks
    from loanmanager.ui.widgets import dialog
else:
    sentences, trouble = later("loanmanager.sentences"), later("loanmanager.trouble")
    refusals, errors = later("loanmanager.domain.refusals"), later("loanmanager.storage.errors")
    lending = later("loanmanager.domain.lending")
    rights, right_words = later("loanmanager.domain.rights"), later("loanmanager.sentences.rights")
    signing_in = later("loanmanager.operations.signing_in")
    search, dialog = later("loanmanager.storage.search"), later("loanmanager.ui.widgets.dialog")

T = TypeVar("T")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Message:
    """What the message line says: what happened, and what one may do next. An error stays until it is read."""

    text: str
    actions: tuple[tuple[str, Callable[[], None]], ...] = ()
    error: bool = False


class Office(QObject):
    """One open office.

    Signals:
        changed: an operation succeeded; carries its `Changes`, and each page reloads what it shows.
        said: a `Message` for the message line.
        broke: a mistake of ours; carries the exception, for the dialog with its report.
        preferred: preferences changed (language, theme, text size); the window is built anew.
        reviewed: the office was read again, as `view`.
        asked_for: somebody wants to go to a page: its key, and what to open there (or None).
    """

    changed = Signal(object)
    said = Signal(object)
    broke = Signal(object)
    preferred = Signal()
    reviewed = Signal()
    asked_for = Signal(str, object)

    def __init__(
        self, folder: Path, tasks: Tasks, preferences: Settings, clock: Callable[[], datetime] | None = None
    ) -> None:
        super().__init__()
        self.folder = folder
        self.tasks = tasks
        self.settings = preferences
        self.words = Words(preferences.language or "en")
        self.view: OfficeView
        self.held: object = None  # what keeps other windows from the folder
        self.bell: Bell | None = None  # by which a second start calls this window
        self._clock = clock or (lambda: datetime.now(UTC))
        self.beginning: Beginning | None = None  # how a folder without an office is begun
        self.is_demo = self.is_lost = False  # lost: the records are let go of, or do not open any more
        self.offered: Path | None = None  # a backup that was opened from outside, until it is shown
        self.keeper = Keeper(self)
        self.greeting, self.restarts = "", ""  # what to say first; and in the next window, where this one begins anew
        self._acting = By(None, self._clock(), self.today)
        self.unkept: dict[
            tuple[str, str], str
        ] = {}  # reasons that were given, by what was asked, and not stored so far
        self.changed.connect(lambda _: self.unkept.clear())
        self.changed.connect(self._reread)

    @property
    def is_open(self) -> bool:
        """Tell whether the records are open."""
        return hasattr(self, "view")

    @property
    def today(self) -> date:
        """Return the day on the wall."""
        return self._clock().astimezone().date()

    def now(self) -> datetime:
        """Return the moment, in UTC."""
        return self._clock()

    def by(self) -> By:
        """Return who acts here and now."""
        return replace(self._acting, now=self._clock(), today=self.today)

    def enter(self, by: By, view: OfficeView) -> None:
        """Begin: the store is open, this person acts, the office looks like this."""
        self._acting, self.view = by, view

    def come(self, staff_id: int, language: str = "") -> None:
        """Let somebody act from now on, and speak their language; the door sees to what the window shows."""
        self._acting = replace(self._acting, staff_id=staff_id)
        if language and language != self.words.language:
            self.settings = replace(self.settings, language=language)
            settings.save(self.folder, self.settings)
            self.words = Words(language)

    def leave(self) -> None:
        """Let nobody act."""
        self.unkept.clear()
        self._acting = replace(self._acting, staff_id=None)

    @property
    def person(self) -> Staff | None:
        """Return whoever is at the desk."""
        return next((each for each in self.view.staff if each.id == self._acting.staff_id), None)

    @property
    def staff_name(self) -> str:
        """Return the name of whoever is at the desk."""
        return self.person.name if self.person else ""

    # What whoever is there may do: the operations see to it; the window does not offer what they would refuse

    def may(self, right: str) -> bool:
        """Tell whether whoever is at the desk has a right (`domain.rights.Right`)."""
        if not self.view.asks_pin:
            return True
        return self.person is not None and rights.has(self.person.role, rights.Right(right))

    def is_overrulable(self, reasons: tuple[refusals.Refusal, ...]) -> bool:
        """Tell whether somebody with the right may overrule what stands against something."""
        return bool(reasons) and lending.overrulable(reasons, self.view.rules.policy)

    def may_overrule(self, reasons: tuple[refusals.Refusal, ...]) -> bool:
        """Tell whether whoever is at the desk may overrule what stands against something, with a reason."""
        return self.is_overrulable(reasons) and self.may("override")

    def why_not(self, right: str) -> str:
        """Return who has a right, for whoever lacks it."""
        return right_words.why_not(rights.Right(right), self.words)

    def allow(self, right: str, *controls: QWidget | QAction) -> bool:
        """Turn controls or a menu's entries off where whoever is there lacks a right, and say in their tooltip who has it."""
        allowed = self.may(right)
        if not allowed:
            told = self.why_not(right)
            for each in controls:
                each.setEnabled(False)
                each.setToolTip(told)
                if hasattr(each, "setAccessibleDescription"):
                    each.setAccessibleDescription(told)
                else:
                    _show_tips(each.parent())
        return allowed

    # Asking and doing

    def ask(
        self,
        owner: QObject,
        question: Callable[[Store], T],
        then: Callable[[T], None],
        *,
        failed: Callable[[Exception], None] | None = None,
        key: str = "",
    ) -> None:
        """Read something for a page; a newer question with the same key replaces an older one."""
        self.tasks.run(question, then, failed or self.fail, owner=owner, key=key)

    def do(
        self,
        owner: QObject,
        operation: Callable[[Store, By], Done[T]],
        then: Callable[[Done[T]], None],
        refused: Callable[[tuple[refusals.Refusal, ...]], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do something that changes records, then tell every page. Without `refused` a refusal goes to the message line.

        `failed` hears of whatever else went wrong, once it was said: to let a button be pressed again.
        """
        by = self.by()

        def landed(done: Done[T]) -> None:
            try:
                then(done)
            finally:  # it is done, whatever becomes of whoever asked
                if done.changes:
                    self.changed.emit(done.changes)

        def not_done(error: Exception) -> None:
            if isinstance(error, refusals.Refused) and refused:
                refused(error.reasons)
                return
            self._fail_for(owner, error)
            if failed:
                failed(error)

        self.tasks.run(lambda store: operation(store, by), landed, not_done, owner=owner)

    def _fail_for(self, owner: QObject, error: Exception) -> None:
        """Say what went wrong, in a dialog too, which would wait for ever."""
        self.fail(error)
        if isinstance(owner, dialog.Dialog):
            owner.set_error(self.why(error))

    def draw(self, owner: QObject, work: Callable[[], T], then: Callable[[T], None], *, key: str = "") -> None:
        """Do something slow that needs no store: draw a paper, write a file, read a sheet."""
        self.tasks.draw(work, then, lambda error: self._fail_for(owner, error), owner=owner, key=key)

    def fail(self, error: Exception) -> None:
        """Say what went wrong: the user's world on the message line, a mistake of ours in its dialog."""
        said = self.sentence(error)
        if said:
            self.said.emit(Message(said, error=True))
        else:
            log.error("unexpected", exc_info=error)
            self.broke.emit(error)

    def why(self, error: Exception) -> str:
        """Return what is said in place where something failed, a mistake of ours included."""
        return self.sentence(error) or self.words.say("That did not work. Nothing was saved.")

    def sentence(self, error: Exception) -> str:
        """Return the sentence of an error of the user's world, nothing for a mistake of ours."""
        if isinstance(error, refusals.Refused):
            return sentences.of_refusals(error.reasons, self.words)
        if isinstance(error, errors.StoreError):
            return trouble.of_trouble(error, self.words)
        if isinstance(error, OSError):
            return self.words.say("The file cannot be read or written: {why}", why=error.strerror or str(error))
        return ""

    def say(self, text: str, *actions: tuple[str, Callable[[], None]], error: bool = False) -> None:
        """Put a sentence on the message line, with what one may do next."""
        self.said.emit(Message(text, actions, error))

    def go(self, page: str, what: object = None) -> None:
        """Ask the window for a page (desk, devices, clients, loans, settings, paper) and for something on it."""
        self.asked_for.emit(page, what)

    # Preferences

    def prefer(self, **changes: object) -> None:
        """Change preferences, keep them, and have the window built anew where it looks different."""
        before = self.settings
        self.settings = replace(before, **changes)  # type: ignore[arg-type]  # the caller names the fields of Settings
        settings.save(self.folder, self.settings)
        self.words = Words(self.settings.language or "en")
        if self.settings.language != before.language and self._acting.staff_id is not None and self.view.asks_pin:
            chosen = self.settings.language  # or the next sign-in would bring the other one back
            self.do(self, lambda store, by: signing_in.set_own_language(store, chosen, by), lambda _: None)
        seen = ("language", "theme", "text_size")
        if any(getattr(before, name) != getattr(self.settings, name) for name in seen):
            self.preferred.emit()

    def _reread(self, changes: Changes) -> None:
        """Keep the view of the office up to date before the pages ask for it."""
        if Kind.OFFICE in changes:
            site = self._acting.site_id
            self.ask(self, lambda store: search.office_view(store, site), self._seen)

    def _seen(self, view: OfficeView) -> None:
        self.view = view
        self.reviewed.emit()


def _show_tips(menu: QObject | None) -> None:
    """Have a menu show what its entries say in their tooltips."""
    if menu is not None:
        menu.setProperty("toolTipsVisible", True)
