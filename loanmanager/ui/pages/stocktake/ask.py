"""What is so with one thing that a count found, and what may be done about it: the right third of a count."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from loanmanager import sentences
from loanmanager.domain.stocktaking import Finding
from loanmanager.i18n import local_time
from loanmanager.sentences.stocktakes import of_place, of_scan
from loanmanager.storage.search import CountRow, CountView
from loanmanager.ui.office import Office
from loanmanager.ui.pages.stocktake.fixes import Fix, fixes_of
from loanmanager.ui.pages.stocktake.lines import mark_of
from loanmanager.ui.widgets.buttons import Primary, button
from loanmanager.ui.widgets.labels import Elided, label
from loanmanager.ui.widgets.layout import column, facts, holder, line, refill, row
from loanmanager.ui.widgets.status import Status


class Ask(QWidget):
    """Tag, what is so, where it belongs; one button for the likeliest thing to do. Signals: wanted(Fix), taken_off(CountRow)."""

    wanted = Signal(object)
    taken_off = Signal(object)

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office, self.words = office, office.words
        self.row: CountRow | None = None
        self.fixes: tuple[Fix, ...] = ()
        say = self.words.say
        self._tag, self._name = Elided("", "h1"), Elided("", "muted")
        self._status = Status("available", "")
        self._said = label("", wrap=True)
        self._place, self._serial, self._seen = (label("", "answer", wrap=True) for _ in range(3))
        self.primary = Primary("", "", say("Enter"))
        self.primary.clicked.connect(lambda: self.do(0))
        self._more = QVBoxLayout()
        self._more.setContentsMargins(0, 0, 0, 0)
        self._off = button(say("Take off this count"), "link", key="Del", flush="left")
        self._off.clicked.connect(self.take_off)
        self._opens = button(say("Open the device"), "link", flush="left")
        self._opens.clicked.connect(self._open)
        self._lay_out()
        self.show_row(None, None)

    def _lay_out(self) -> None:
        say = self.words.say
        known = facts(
            ((say("Belongs to"), self._place), (say("Serial"), self._serial), (say("Scanned"), self._seen)), caption=88
        )
        self._inside = holder(
            column(
                self._tag,
                self._name,
                8,
                self._status,
                self._said,
                8,
                line(),
                8,
                known,
                12,
                line(),
                4,
                self._opens,
                self._off,
                None,
                space=2,
            )
        )
        self._nothing = label(say("Choose a line to see what may be done about it."), "muted", wrap=True)
        foot = holder(column(row(None, holder(self._more)), row(None, self.primary), space=8))
        self.setLayout(column(self._nothing, self._inside, None, foot, space=8, margins=(20, 16, 20, 16)))

    def show_row(self, each: CountRow | None, count: CountView | None) -> None:
        """Show a row of a count, or that none is chosen."""
        self.row = each
        self.fixes = fixes_of(each, count, self.words) if each and count else ()
        self._inside.setVisible(each is not None)
        self._nothing.setVisible(each is None)
        self.primary.setVisible(bool(self.fixes))
        others = [button(fix.words, icon=fix.icon) for fix in self.fixes[1:]]
        for at, made in enumerate(others, 1):
            made.clicked.connect(lambda _=False, at=at: self.do(at))
        refill(self._more, *others)
        if self.fixes:
            self.primary.set_words(self.fixes[0].words)
        if each is not None:
            self._show(each)

    def _show(self, each: CountRow) -> None:
        words, device = self.words, each.device
        self._tag.setText(device.tag if device else each.text)
        self._name.setText((device.name or device.type.in_(words.language)) if device else "")
        self._name.setVisible(device is not None)
        mark, said = mark_of(each, words)
        self._status.set_status(mark, said)
        self._said.setText(self._sentence(each))
        self._place.setText(of_place(device.site, device.shelf, words) if device else "–")
        self._serial.setText((device.serial if device else "") or "–")
        at = local_time(each.at) if each.at else None
        self._seen.setText(f"{words.day(at.date(), self.office.today)}, {words.clock(at)}" if at else "–")
        self._off.setVisible(each.scan_id is not None)
        self._opens.setVisible(device is not None)

    def _sentence(self, each: CountRow) -> str:
        """Return what is so, in a sentence; for what is in order, nothing but its state."""
        words, device = self.words, each.device
        if each.not_ready:
            assert device is not None
            return words.say("It is here, and to be seen to before it is lent.")
        if device is None:
            return words.say("No device bears this code. Look at the label, or add the device.")
        if not each.open:
            return sentences.of_status(device.status, words) if each.scan_id else ""
        if device.loan:
            return words.say(
                "Recorded as on loan {loan}, due {day}.",
                loan=device.loan,
                day=words.day(device.due or self.office.today),
            )
        if each.finding is Finding.MISSING:
            return words.say("It should be here, and was not scanned.")
        return f"{device.tag} {of_scan(each.finding, device.status, of_place(device.site, device.shelf, words), words)}"

    def do(self, at: int) -> None:
        """Ask for one of the things that may be done."""
        if at < len(self.fixes):
            self.wanted.emit(self.fixes[at])

    def take_off(self) -> None:
        """Ask for the scan to be taken off."""
        if self.row is not None and self.row.scan_id is not None:
            self.taken_off.emit(self.row)

    def _open(self) -> None:
        if self.row is not None and self.row.device_id is not None:
            self.office.go("devices", self.row.device_id)
