"""The composition root of the window: log, preferences, look, store, window. The only place that builds all."""

from __future__ import annotations

import logging
import sys
import threading
from dataclasses import replace
from datetime import datetime
from functools import cache, partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication

from loanmanager import __version__, paths, settings
from loanmanager.i18n import LANGUAGES
from loanmanager.storage.errors import HeldElsewhere
from loanmanager.ui import smooth
from loanmanager.ui.main_window import MainWindow
from loanmanager.ui.office import Office
from loanmanager.ui.start import Start
from loanmanager.ui.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from loanmanager.operations.entering import Tended
    from loanmanager.operations.unlocking import Key
    from loanmanager.storage.search import Store
    from loanmanager.ui.messages import Reporter

log = logging.getLogger(__name__)

_SETTLED = 1000  # milliseconds after the window is shown
_TENDED = 2000  # milliseconds after the desk is filled


def run(
    folder: Path, language: str = "", *, clock: Callable[[], datetime] | None = None, backup: Path | None = None
) -> int:
    """Open the window on a data folder and return the exit status when it closes; a backup that was opened is offered in it."""
    app, greeting = application(), ""
    while True:
        office = make_office(folder, language, clock)
        office.greeting, office.offered, backup = greeting, backup, None
        window = appear(office)
        status = app.exec()
        close(office)
        greeting = office.restarts
        if not greeting:
            return status
        shiboken6.delete(window)
        del window, office
        smooth.unsettle()  # here: what is left of the window must not be found by another thread


def close(office: Office) -> None:
    """Back up what changed; let go of the store, of what was only looked at, then of the folder."""
    from loanmanager.ui import passing

    office.keeper.end()
    office.tasks.on_damage = lambda: None  # there is nobody left to be asked
    if office.is_open and not office.is_lost:
        from loanmanager.ui.backups import closing

        closing.back_up(office)
    office.tasks.close()
    if office.held:  # else it is another window's
        passing.empty(office.folder)
    if office.bell:
        office.bell.end()
    office.held = None


def application() -> QApplication:
    """Return the one QApplication, by its name."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Loan Manager")
    app.setDesktopFileName("loanmanager")
    return app


def appear(office: Office) -> MainWindow:
    """Show the window at once, its ground and its name; everything in it is loaded behind it, and then the records."""
    smooth.begin()
    window = MainWindow(office, bare=True)
    window.seen.connect(lambda: furnish(office, window))
    window.show()
    return window


def furnish(office: Office, window: MainWindow) -> None:
    """Fill the shown window, and open the records behind it."""
    from loanmanager.ui import icons

    @cache
    def reporter() -> Reporter:
        from loanmanager.log import start as start_log
        from loanmanager.ui.messages import Reporter

        start_log(office.folder)
        return Reporter(window, office)

    def failed(error: Exception) -> None:
        from loanmanager.ui.messages import cannot_open

        reporter()
        cannot_open(window, office, error)

    sys.excepthook = lambda *error: reporter().hook(*error)
    threading.excepthook = lambda told: log.error("unhandled in a thread", exc_info=told.exc_value)
    office.broke.connect(lambda error: reporter().show_report(error))
    if paths.holds_office(office.folder):
        start(office, window, failed)
        window.furnish()
    else:
        window.furnish()
        begin(office, window, failed)
    window.setWindowIcon(icons.program_icon())
    icons.follow_screens(application())
    QTimer.singleShot(_SETTLED, window, lambda: settle(office, window, reporter))


def make_office(folder: Path, language: str = "", clock: Callable[[], datetime] | None = None) -> Office:
    """Return the office of a folder with its preferences; its store is not open yet."""
    preferences = settings.load(folder)
    chosen = language or preferences.language or system_language()
    return Office(folder, Tasks(), replace(preferences, language=chosen), clock)


def system_language() -> str:
    """Return the system's language where the program speaks it, else English."""
    code = QLocale.system().name().split("_", maxsplit=1)[0]
    return code if code in LANGUAGES else "en"


def start(office: Office, window: MainWindow, failed: Callable[[Exception], None], key: Key | None = None) -> None:
    """Open the store behind the shown window, then let the window in."""
    from loanmanager.ui import one_window

    try:
        office.held = one_window.hold(office.folder)
    except HeldElsewhere as error:
        _call(office, window, partial(failed, error))
        return

    Start(office, window, lambda: let_in(office, window), failed).open(key)
    from loanmanager.ui import bell  # behind the records

    office.bell = bell.Bell(office.folder, office)
    office.bell.rung.connect(lambda: bell.bring_forward(window))


def _call(office: Office, window: MainWindow, alone: Callable[[], None]) -> None:
    """Have the window come that has the folder, and leave it to that; `alone` says who has it where none answers."""
    from loanmanager.ui import bell

    def answered(came: bool) -> None:  # noqa: FBT001 (an answer)
        if came:
            window.close()
        else:
            alone()

    if office.offered:  # a backup is to be restored there: somebody has to be told how
        alone()
    else:
        bell.ring(office.folder, office, answered)


def let_in(office: Office, window: MainWindow) -> None:
    """Say what is to be said first, and look after the day and the backups once the desk is filled."""
    if office.greeting:
        office.say(office.greeting)
    if office.offered:
        from loanmanager.ui.backups import restore

        offered, office.offered = office.offered, None
        restore.ask(office, offered, window)
    QTimer.singleShot(_TENDED, window, lambda: tend(office))


def begin(office: Office, window: MainWindow, failed: Callable[[Exception], None]) -> None:
    """Open the store, behind the questions of the first start where a folder has none yet."""
    if paths.holds_office(office.folder):
        start(office, window, failed)
        return
    from loanmanager.ui import beginning

    beginning.begin(office, window, lambda refused, key: start(office, window, refused, key), failed)


def settle(office: Office, window: MainWindow, reporter: Callable[[], Reporter]) -> None:
    """Load behind the filled desk what it did not need: what tells of trouble, and the other pages."""
    if not office.is_open:  # somebody is asked how to begin, or for the key
        QTimer.singleShot(_SETTLED, window, lambda: settle(office, window, reporter))
        return
    from loanmanager.ui.neighbours import Neighbours
    from loanmanager.ui.places import load_all

    spoken = office.view.paper_languages

    def load() -> None:
        load_all()
        office.words.number(1000)  # Babel reads a language's data when it first formats something
        office.words.day(office.today, office.today)

    def warm() -> None:
        from loanmanager.operations import warming

        warming.warm((*LANGUAGES, *(each for each in spoken if each not in LANGUAGES)))

    reporter()
    Neighbours(office, window)
    if office.settings.seen_version != __version__:
        from loanmanager.ui import whats_new

        whats_new.tell(office, window)

    def loaded(_: object) -> None:
        smooth.settle()
        smooth.Sweeper(office.tasks, window)

    office.tasks.draw(load, loaded, office.fail)
    office.tasks.draw(warm, lambda _: None, office.fail)


def tend(office: Office) -> None:
    """Do what a new day asks for, behind the filled desk; pages show what it changed."""

    def work(store: Store) -> Tended:
        from loanmanager.operations import entering

        return entering.tend(store, office.by())

    def tended(made: Tended) -> None:
        if made.changes:
            office.changed.emit(made.changes)
        if made.doubt and made.last:
            from loanmanager.sentences.clock import of_doubt

            office.say(of_doubt(made.doubt, office.today, made.last, office.words), error=True)

    office.tasks.run(work, tended, office.fail)
    office.keeper.begin()
