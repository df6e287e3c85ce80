"""The last backup, while the program closes: said in a small window where it takes a moment, and never waited for for ever."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEventLoop, Qt, QTimer

from loanmanager.storage.errors import DAMAGE
from loanmanager.ui.theme import dress
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import bed, column

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from loanmanager.ui.office import Office

log = logging.getLogger(__name__)

_SOON = 400  # milliseconds before anything is said
_PATIENCE = 30_000  # milliseconds that a backup may take: the records themselves are safe without it


def back_up(office: Office, patience: int = _PATIENCE) -> bool:
    """Back up what changed, and tell whether the answer came in time."""
    loop, answered = QEventLoop(), [False]
    note = _note(office)

    def answer(_: object = None) -> None:
        answered[0] = True
        loop.quit()

    def failed(error: Exception) -> None:
        log.warning("no backup at closing: %s", type(error).__name__)
        if isinstance(error, DAMAGE):  # look before the records are sealed as if they were sound
            office.tasks.run(lambda store: store.is_damaged(), answer, answer)
        else:
            answer()

    office.keeper.make("close", answer, failed)
    soon, enough = QTimer(singleShot=True, interval=_SOON), QTimer(singleShot=True, interval=patience)
    soon.timeout.connect(note.show)
    enough.timeout.connect(loop.quit)
    for timer in (soon, enough):
        timer.start()
    loop.exec()
    for timer in (soon, enough):
        timer.stop()
    note.close()
    shiboken6.delete(note)  # nothing of it is left when another window takes its look
    if not answered[0]:
        log.warning("no backup at closing: it took too long")
    return answered[0]


def _note(office: Office) -> QWidget:
    """Return a small window that says what is going on."""
    said = label(office.words.say("Backing up… The program closes when that is done."), wrap=True)
    made = bed("surface", column(said, margins=(24, 20, 24, 20)))
    dress(made).setWindowTitle("Loan Manager")
    made.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.CustomizeWindowHint | Qt.WindowType.WindowTitleHint)
    return made
