"""Examining the records from end to end, at the press of a button; what is found is said one thing under the other."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from loanmanager.domain.chain import check_code
from loanmanager.domain.rights import Right
from loanmanager.i18n import local_time
from loanmanager.operations.examining import Examined, examine_folder
from loanmanager.sentences.findings import of_findings
from loanmanager.ui.office import Office
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, holder, refill, row
from loanmanager.ui.widgets.notice import Notice


class Examine(QWidget):
    """A button, and under it what the last examination came to. It reads beside the window, so that work goes on."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office, self.words = office, office.words
        say = self.words.say
        about = say(
            "Reads everything: the file, the chain of the history, whether devices, loans, kits, lines and papers agree with each"
            " other, and whether the history still holds what the newest backup holds."
        )
        self.starts = button(say("Examine the records"), icon="clipboard-check")
        self.starts.clicked.connect(self._start)
        office.allow(Right.HISTORY, self.starts)
        self._found = QVBoxLayout()
        self.setLayout(column(label(about, "muted", wrap=True), holder(row(self.starts, None)), self._found, space=12))

    def _start(self) -> None:
        self.starts.setEnabled(False)
        refill(self._found, label(self.words.say("Examining…"), "muted"))
        folder, now = self.office.folder, self.office.now()
        self.office.ask(self, lambda store: store.key, lambda key: self._read(lambda: examine_folder(folder, now, key)))

    def _read(self, work: Callable[[], Examined]) -> None:
        self.office.tasks.draw(work, self._told, self._failed, owner=self)

    def _failed(self, error: Exception) -> None:
        self.starts.setEnabled(True)
        refill(self._found)
        self.office.fail(error)

    def _told(self, examined: Examined) -> None:
        self.starts.setEnabled(True)
        self.starts.setFocus()
        refill(self._found, *([self._sound(examined)] if examined.sound else self._unsound(examined)))

    def _sound(self, examined: Examined) -> QWidget:
        words = self.words
        said = [
            words.count("{n} entry in the history", "{n} entries in the history", examined.entries),
            words.say("check code {code}", code=check_code(examined.digest)),
        ]
        if examined.beside:
            local = local_time(examined.beside)
            when = f"{words.day(local.date(), self.office.today)}, {words.clock(local)}"
            said.append(words.say("compared with the backup of {when}", when=when))
        return Notice("ok", "circle-check", " · ".join(said), strong=words.say("Everything is sound"))

    def _unsound(self, examined: Examined) -> list[QWidget]:
        words = self.words
        first = words.say(
            "Do not go on working before somebody has looked at this. Save a backup under another name, and keep those that are there."
        )
        strong = words.count("{n} finding", "{n} findings", len(examined.findings))
        said = [label(each, wrap=True) for each in of_findings(examined.findings, words)]
        return [Notice("late", "triangle-alert", first, strong=strong), *said]
