"""Examining the records from end to end, at the press of a button; what is found is said one thing under the other."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from loanmanager.domain.chain import check_code
from loanmanager.domain.rights import Right
from loanmanager.i18n import local_time
from loanmanager.operations.examining import Examined, Watch, examine_folder
from loanmanager.sentences.findings import of_findings
from loanmanager.storage.errors import Stopped
from loanmanager.ui.office import Office
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, holder, refill, row
from loanmanager.ui.widgets.notice import Notice


class Examine(QWidget):
    """A button, and under it what the last examination came to. It reads beside the window, so that work goes on.

    What is long may be stopped, and is when the page goes.
    """

    _hundredths = Signal(int)

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
        self._watch = Watch()
        self._said = label("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(say("How far it is"))
        self.stops = button(say("Stop"))
        self.stops.clicked.connect(self._stop)
        self._under_way = holder(column(self._said, holder(row(Grow(self._bar), self.stops)), space=8))
        self._under_way.hide()
        self._found = QVBoxLayout()
        buttons = holder(row(self.starts, None))
        self.setLayout(column(label(about, "muted", wrap=True), buttons, self._under_way, self._found, space=12))
        self._hundredths.connect(self._show)

    def _start(self) -> None:
        self._watch = watch = Watch(self._hundredths.emit)
        self.destroyed.connect(watch.stop)
        app = QCoreApplication.instance()
        if app:  # the last backup must not wait for it
            app.aboutToQuit.connect(watch.stop)
        self._show(0)
        self._busy(on=True)
        refill(self._found)
        folder, now = self.office.folder, self.office.now()
        self.office.ask(
            self, lambda store: store.key, lambda key: self._read(lambda: examine_folder(folder, now, key, watch))
        )

    def _busy(self, *, on: bool) -> None:
        self.starts.setEnabled(not on)
        self.stops.setEnabled(on)
        self._under_way.setVisible(on)
        (self.stops if on else self.starts).setFocus()

    def _show(self, hundredths: int) -> None:
        """Show how far it is: nobody knows while the file itself is read."""
        say = self.words.say
        self._said.setText(say("Examining the history and the papers…") if hundredths else say("Reading the file…"))
        self._bar.setRange(0, 100 if hundredths else 0)
        self._bar.setValue(hundredths)

    def _stop(self) -> None:
        self.stops.setEnabled(False)
        self._watch.stop()

    def _read(self, work: Callable[[], Examined]) -> None:
        self.office.tasks.draw(work, self._told, self._failed, owner=self)

    def _failed(self, error: Exception) -> None:
        self._busy(on=False)
        if isinstance(error, Stopped):
            refill(self._found, label(self.words.say("Stopped. The examination is not complete."), "muted"))
        else:
            self.office.fail(error)

    def _told(self, examined: Examined) -> None:
        self._busy(on=False)
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
