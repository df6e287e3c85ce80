"""Dialogs for what should not happen: a mistake of ours, or records that cannot be opened."""

from __future__ import annotations

import logging
import platform
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from loanmanager import __version__
from loanmanager.log import trace_of
from loanmanager.storage import errors
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import note
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, holder, row

if TYPE_CHECKING:
    from types import TracebackType

    from loanmanager.i18n import Words
    from loanmanager.ui.office import Office

log = logging.getLogger(__name__)


def report_of(error: BaseException) -> str:
    """Return what a maintainer needs and nothing of a client: where it happened and what kind of error it was.

    The error's own text is left out, because it may quote what was typed.
    """
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}, Qt {qVersion()}"
    return "\n".join([f"Loan Manager {__version__}", system, trace_of(error)])


class Reporter(QObject):
    """Shows a mistake of ours once, with a report that can be copied; the same mistake again is only logged.

    Signals: caught: an exception that nobody handled, from any thread.
    """

    caught = Signal(object)

    def __init__(self, window: QWidget, office: Office) -> None:
        super().__init__(window)
        self._window, self._office = window, office
        self._seen: set[str] = set()
        office.broke.connect(self.show_report)
        self.caught.connect(self.show_report, Qt.ConnectionType.QueuedConnection)

    def hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Stand in for sys.excepthook: log, then show."""
        log.error("unhandled: %s", report_of(error.with_traceback(trace)))
        if issubclass(kind, Exception) and isValid(self):  # while the window closes there is nobody left to be told
            self.caught.emit(error)

    def show_report(self, error: Exception) -> None:
        """Show the dialog, unless this mistake was shown before."""
        report = report_of(error)
        if report not in self._seen:
            self._seen.add(report)
            Unexpected(self._window, self._office.words, report).open()


class Unexpected(Dialog):
    """Something went wrong inside the program: what that means, and the report."""

    def __init__(self, parent: QWidget, words: Words, report: str) -> None:
        said = note(report, says=words.say("Report"), lines=8)
        said.setReadOnly(True)
        copy = button(words.say("Copy the report"), icon="copy")
        copy.clicked.connect(lambda: QApplication.clipboard().setText(report))
        text = words.say(
            "This is a mistake in the program. Your records are as they were before. The report names no client: send it to whoever looks after the program."
        )
        body = holder(column(label(text, wrap=True), said, row(copy, None), space=12))
        super().__init__(words.say("Something went wrong"), body, words.say("Go on"), words.say("Close"), parent=parent)
        self.cancel.hide()  # it would do the same
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self.accept)


def cannot_open(window: QWidget, office: Office, error: Exception) -> None:
    """Say why the records cannot be opened, then let the window close. The file is never touched."""
    log.error("the records cannot be opened: %s", type(error).__name__)
    words = office.words
    said = office.sentence(error) or words.say("The records cannot be opened.")
    where = words.say("Data folder: {folder}", folder=office.folder)
    body = holder(
        column(label(said, wrap=True), *_where_else(office, error), label(where, "muted", wrap=True), space=12)
    )
    dialog = Dialog(
        words.say("The records cannot be opened"),
        body,
        words.say("Close the program"),
        words.say("Back"),
        parent=window,
    )
    dialog.cancel.hide()  # there is nothing to go back to
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.confirmed.connect(dialog.accept)
    dialog.finished.connect(window.close)
    dialog.open()


def _where_else(office: Office, error: Exception) -> list[QWidget]:
    """Say where a backup that was opened can be brought back, if another window has the records."""
    if office.offered is None or not isinstance(error, errors.HeldElsewhere):
        return []
    told = office.words.say(
        "To restore {file}, choose “Restore a file…” in that window, under Settings, Data and backups.",
        file=office.offered.name,
    )
    return [label(told, wrap=True)]
