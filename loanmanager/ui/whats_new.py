"""After an upgrade, once: a quiet line that the program is newer, and what changed for those who want to read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from loanmanager import __version__, news
from loanmanager.ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from loanmanager.i18n import Words
    from loanmanager.ui.office import Office


def tell(office: Office, window: QWidget) -> None:
    """Say that the program is newer than when it was last open here; whoever opens it first has nothing to compare."""
    seen = office.settings.seen_version
    if seen == __version__:
        return
    office.prefer(seen_version=__version__)
    changed = news.since(seen, news.change_log()) if seen else ""
    if not changed:
        return
    say = office.words.say
    shows = (say("What’s new"), lambda: WhatsNew(office.words, changed, window).open())
    office.say(say("Loan Manager is now version {version}", version=__version__), shows)


class WhatsNew(Dialog):
    """What changed, as the change log says it: in English, as it is written."""

    def __init__(self, words: Words, changed: str, parent: QWidget) -> None:
        text = QLabel(changed)
        text.setTextFormat(Qt.TextFormat.MarkdownText)
        text.setWordWrap(True)
        text.setAccessibleName(words.say("What’s new"))
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        super().__init__(
            words.say("What’s new"), text, words.say("Go on"), words.say("Close"), parent=parent, width=720
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
