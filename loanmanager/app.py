"""The composition root of the window: log, preferences, look, store, window. The only place that builds all."""

from __future__ import annotations

import logging
import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from loanmanager import log, settings
from loanmanager.i18n import LANGUAGES, Words
from loanmanager.storage.search import OfficeView, Store, office_view
from loanmanager.ui import icons
from loanmanager.ui.main_window import MainWindow
from loanmanager.ui.messages import Reporter, cannot_open
from loanmanager.ui.office import Office
from loanmanager.ui.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from loanmanager.operations.done import By

logger = logging.getLogger(__name__)


def run(folder: Path, language: str = "", *, clock: Callable[[], datetime] | None = None) -> int:
    """Open the window on a data folder and return the exit status when it closes."""
    log.start(folder)
    app = application()
    office = make_office(folder, language, clock)
    window = MainWindow(office)
    reporter = Reporter(window, office)
    sys.excepthook = reporter.hook
    window.show()
    start(office, window, lambda error: cannot_open(window, office, error))
    status = app.exec()
    office.tasks.close()
    return status


def application() -> QApplication:
    """Return the one QApplication, named and with its icon."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Loan Manager")
    app.setDesktopFileName("loanmanager")
    app.setWindowIcon(icons.program_icon())
    return app


def make_office(folder: Path, language: str = "", clock: Callable[[], datetime] | None = None) -> Office:
    """Return the office of a folder with its preferences; its store is not open yet."""
    preferences = settings.load(folder)
    chosen = language or preferences.language or system_language()
    return Office(folder, Tasks(), replace(preferences, language=chosen), clock)


def system_language() -> str:
    """Return the system's language where the program speaks it, else English."""
    code = QLocale.system().name().split("_", maxsplit=1)[0]
    return code if code in LANGUAGES else "en"


def start(office: Office, window: MainWindow, failed: Callable[[Exception], None]) -> None:
    """Open the store behind the shown window, then let the window in.

    What stores and lends is imported on the store's thread: it takes as long to load as the window itself.
    """

    def opened() -> Store:
        from loanmanager.operations.opening import open_office

        return open_office(office.folder, datetime.now(UTC))

    def begin(store: Store) -> tuple[By, OfficeView]:
        from loanmanager.operations import office as office_operations

        by = office_operations.prepare(store, office.by(), Words(office.settings.language))
        return by, office_view(store, by.site_id)

    def entered(found: tuple[By, OfficeView]) -> None:
        office.enter(*found)
        window.enter()

    office.tasks.open(opened, lambda _: office.tasks.run(begin, entered, failed), failed)
