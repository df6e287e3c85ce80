"""The first line of the editor: the way back, which version it is, the preview and the versions."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from loanmanager.domain.templates import Template
from loanmanager.i18n import Words
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.labels import Elided
from loanmanager.ui.widgets.layout import Grow, bed, row


class Bar(QWidget):
    """Signals: left() to go back, looked(whether the preview takes the place of the words), versions()."""

    left = Signal()
    looked = Signal(bool)
    versions = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        say, self._words = words.say, words
        back = button(f" {say('Settings')}", "quiet", "chevron-left", flush="left", says=say("Back to Settings"))
        back.clicked.connect(self.left)
        self._state = Elided("", "muted")
        self.looks = button(say("Preview"), icon="eye", key="Ctrl+P")
        self.looks.setCheckable(True)
        self.looks.toggled.connect(self.looked)
        versions = button(say("Versions"), icon="history", key="Ctrl+Shift+V")
        versions.clicked.connect(self.versions)
        title = Elided(say("Agreement wording"), "h2")
        inside = row(back, title, Grow(self._state), self.looks, versions, space=12, margins=(20, 12, 20, 12))
        self.setLayout(row(Grow(bed("surface", inside)), space=0))

    def show_state(self, kept: Template, *, unsaved: bool) -> None:
        """Say which version was opened, and whether anything was changed since."""
        said = self._words.say("Version {n}, a draft") if kept.draft else self._words.say("Version {n}, reviewed")
        said = said.format(n=kept.version)
        changed = self._words.say("changed, not saved")
        self._state.setText(f"{said} · {changed}" if unsaved else said)

    def state(self) -> str:
        """Return what is said of the version."""
        return self._state.text()
