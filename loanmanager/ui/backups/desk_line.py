"""A quiet line at the desk where the last good backup is old, with what one may do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.layout import Grow, bed, row
from loanmanager.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from loanmanager.operations.backups import Kept, Standing
    from loanmanager.ui.office import Office


class DeskLine(QWidget):
    """What stands above today's counts where somebody should back up. It takes no room otherwise."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        say = office.words.say
        self._acts = button(say("Back up now"))
        self._acts.clicked.connect(self._back_up)
        sees = button(say("Show the backups"), "link")
        sees.clicked.connect(lambda: office.go("settings", "data"))
        self.notice = Notice("todo", "save", "", self._acts, sees)
        self.setLayout(row(bed("window", row(Grow(self.notice), margins=(16, 8, 16, 0))), space=0))
        self.hide()
        office.keeper.told.connect(self._show)
        if office.keeper.standing:
            self._show(office.keeper.standing)

    def _show(self, standing: Standing) -> None:
        from loanmanager.sentences.backups import of_last, of_second

        office, today = self.office, self.office.today
        said = [of_last(standing.last, today, office.words)] if standing.old else []
        if standing.second_old:
            said.append(of_second(standing, office.settings.backup_folder, today, office.words))
        self.notice.set_text(" ".join(said))
        self._acts.setEnabled(True)
        self.setVisible(bool(said))

    def _back_up(self) -> None:
        from loanmanager.ui.backups.asking import say_made

        self._acts.setEnabled(False)

        def failed(error: Exception) -> None:
            self._acts.setEnabled(True)
            self.office.fail(error)

        def done(kept: Kept) -> None:
            say_made(self.office, kept)

        self.office.keeper.make("asked", done, failed)
