"""The main job as a person does it: by scanner and keyboard, in the real window. The tour and the tests both walk it."""

import gc
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

import shiboken6
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from loanmanager import app, paths
from loanmanager.i18n import Words
from loanmanager.operations import entering
from loanmanager.operations.done import By
from loanmanager.operations.opening import open_office
from loanmanager.settings import Settings
from loanmanager.ui.main_window import MainWindow
from loanmanager.ui.office import Office
from loanmanager.ui.tasks import Tasks
from loanmanager.ui.widgets import scan_box
from tests.office import Files, files_in, put

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
_PATIENCE = 120.0  # seconds; on a machine that does much else, a thread may wait long for its turn
_BEAT = 5  # milliseconds after which one looks at what no event tells of, such as a file
_HAND, _SCANNER = 200.0, 1.0  # milliseconds between two keys, whatever time the machine really takes
_QUIET_ROUNDS = 8  # of Qt's events, in which nothing is asked of the store: layouts have settled


class Person:
    """Somebody at the keyboard. Counts the keys pressed besides scans and typed words."""

    def __init__(
        self,
        folder: Path,
        *,
        now: datetime = NOW,
        first_start: bool = False,
        backup: Path | None = None,
        **preferences: object,
    ) -> None:
        self.app = app.application()
        self._moment = 0.0
        scan_box.milliseconds = lambda: self._moment
        if not first_start and not paths.holds_office(folder):  # an office that was set up in a moment, in its language
            _set_up(folder, now, str(preferences.get("language", "en")))
        chosen = {"language": "en", "theme": "light", **preferences}
        self.office = Office(folder, Tasks(), Settings(**chosen), clock=lambda: now)  # type: ignore[arg-type]
        self.office.offered = backup  # as if it had been opened
        self.window = MainWindow(self.office)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        self.keys = 0
        self._beat = QTimer(self.app, interval=_BEAT)
        self._beat.start()
        self.trouble: list[Exception] = []
        self.office.broke.connect(self.trouble.append)
        app.begin(self.office, self.window, self.trouble.append)
        self.wait()

    def wait(self, until: Callable[[], bool] = lambda: True) -> None:
        """Wait until everything asked for was answered, laid out, and something is so; a mistake of ours ends it at once."""
        ends = monotonic() + _PATIENCE
        quiet = 0
        while quiet < _QUIET_ROUNDS:
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            assert not self.trouble, self.trouble
            assert monotonic() < ends, "it never came"
            quiet = quiet + 1 if self.office.tasks.is_idle and until() else 0
            if not quiet:  # asleep until something comes: another thread, or the next test, has the processor
                self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    @property
    def focused(self) -> QWidget:
        """Return what has the focus."""
        if (
            self.app.activeWindow() is None
        ):  # offscreen there is no window manager to bring the next window to the front
            self.window.activateWindow()
        self.wait(lambda: self.app.focusWidget() is not None)
        found = self.app.focusWidget()
        assert found is not None
        return found

    def press(self, *names: str) -> None:
        """Press keys by name, such as Ctrl+Return, and wait for what they bring."""
        for name in names:
            self._moment += _HAND
            key = QKeySequence(name)[0]  # type: ignore[index]  # the stubs do not know it
            QTest.keyClick(self.focused, key.key(), key.keyboardModifiers())
            self.keys += 1
            self.wait()

    def type(self, text: str) -> None:
        """Type words where the focus is, as a hand does."""
        for char in text:
            self._moment += _HAND
            if char.isascii():
                QTest.keyClicks(self.focused, char)
            else:
                self.focused.insert(char)  # type: ignore[attr-defined]  # an input method does this
        self.wait()

    def scan(self, code: str) -> None:
        """Scan a code: the scanner is a keyboard that ends with Enter."""
        self._moment += _HAND
        for char in code:
            QTest.keyClicks(self.focused, char)
            self._moment += _SCANNER
        QTest.keyClick(self.focused, Qt.Key.Key_Return)
        self.wait()

    def picture(self, path: Path) -> None:
        """Keep a picture of the window as it is now, with the dialog that is open."""
        self.wait()
        self.window.grab().save(str(path))

    def leave(self) -> None:
        """Close the window and let go of the store."""
        self.wait()
        self.window.close()
        app.close(self.office)
        shiboken6.delete(self.window)
        shiboken6.delete(self._beat)
        QApplication.sendPostedEvents()
        gc.collect()  # here: what is left of the window must not be found by the thread of the next one


def _set_up(folder: Path, now: datetime, language: str) -> None:
    put(folder, _office(now, language))


@cache
def _office(now: datetime, language: str) -> Files:
    with TemporaryDirectory() as folder:
        store = open_office(Path(folder), now)
        entering.enter(store, By(None, now, now.astimezone().date()), Words(language))
        store.close()
        return files_in(Path(folder))


ASSETS = (
    "\ufeffCompany,Name,Asset Tag,Category,Supplier,Manufacturer,Location,Model,Model Number,Serial,Asset Notes,Purchase Date,"
    "Purchase Cost,Checkout Type,Checked Out To: Username,Checked Out To: First Name,Checked Out To: Last Name\r\n"
    ",,ICC-2065556,Laptops,,Lenovo,Main office,ThinkPad T480,20L5,PF-2C9XK1,,1/23/23,640.00,,,,\r\n"
    ",,WBH-2841795,Laptops,,Dell,Saint-Michel,Latitude 5420,L5420,5CG1234X,,11/14/22,720.00,,,,\r\n"
    ",,HOT-0007,Hotspots,,Franklin,Main office,T9,T9,FT9-0007,,3/1/23,110.00,,,,\r\n"
    ",,NNH-3656031,Laptops,,HP,Main office,ProBook 440 G8,440G8,5CD9876Y,,3/1/23,690.00,User,m.roy,Marc,Roy\r\n"
)
USERS = (
    "First Name,Last Name,Email,Username,Activated,Location,Address,City,State,Country,Postal Code,Phone,Notes,Employee Number,"
    "Company,Language\n"
    "Zoë,Nguyễn,zoe@example.org,zoe.n,true,,12 rue des Érables,Montréal,QC,CA,H2X 1Y4,514 555-0142,,,,fr-CA\n"
    "Hodan,Abdi,hodan@example.org,h.abdi,true,,,,,,,514 555-0143,,,,en-US\n"
    "محمد,الحدّاد,mo@example.org,mo,true,,,,,,,514 555-0144,,,,en-US\n"
)


def import_sheet(person: Person, name: str, text: str, folder: Path) -> None:
    """Import a sheet from the keyboard: the shortcut, the file (in the system's own dialog), the one button."""
    from PySide6.QtWidgets import QFileDialog

    file = folder / name
    file.write_text(text, "utf-8")
    QFileDialog.getOpenFileName = lambda *_: (str(file), "")  # type: ignore[method-assign]  # the system's dialog
    person.press("Ctrl+I", "Return")
    person.wait(lambda: person.app.activeModalWidget() is not None)
    dialog = person.app.activeModalWidget()
    person.wait(dialog.primary.isEnabled)  # type: ignore[union-attr]  # the import dialog
    person.press("Ctrl+Return")
    person.wait(lambda: person.app.activeModalWidget() is None)


@dataclass(slots=True)
class Outcome:
    """What came of the walk: the keys that the loan took, the words of its papers, what was printed."""

    keys: int = 0
    agreement: str = ""
    receipt: str = ""
    printed: list[Path] = field(default_factory=list)


def walk(person: Person, folder: Path, picture: Callable[[str], None]) -> Outcome:
    """Walk the main job, a picture at each step, and return what came of it."""
    outcome = Outcome()
    _answer_dialogs(folder, outcome)
    picture("01-first-start")
    import_sheet(person, "assets.csv", ASSETS, folder)
    picture("02-devices-imported")
    import_sheet(person, "users.csv", USERS, folder)
    picture("03-clients-imported")
    _lend(person, outcome, picture)
    outcome.agreement = _paper(person, folder / "agreement.pdf", picture, "07-agreement")
    _return_without_bag(person, outcome, picture)
    outcome.receipt = _paper(person, folder / "receipt.pdf", picture, "11-receipt")
    person.press("F2")
    person.scan("WBH-2841795")
    person.press("Ctrl+Return")
    person.wait(lambda: len(outcome.printed) > 1 and outcome.printed[-1].exists())
    picture("12-everything-back")
    return outcome


def _answer_dialogs(folder: Path, outcome: Outcome) -> None:
    """Stand in for the system's own dialogs: the printer prints to a file."""
    from loanmanager.ui import printing

    def to_file(printer: QPrinter, *_: object) -> bool:
        outcome.printed.append(folder / f"printed-{len(outcome.printed) + 1}.pdf")
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(outcome.printed[-1]))
        return True

    printing.choose_printer = to_file  # type: ignore[assignment]  # it asks nobody


def _lend(person: Person, outcome: Outcome, picture: Callable[[str], None]) -> None:
    """Lend two devices: half a name without accents, two scans, one press."""
    person.keys = 0
    person.press("F2")
    person.type("nguy")
    person.wait(lambda: person.window.top.shown == 1)
    picture("04-half-a-name")
    person.press("Return")
    person.scan("ICC-2065556")
    person.scan("WBH-2841795")
    picture("05-basket")
    person.press("Ctrl+Return")
    outcome.keys = person.keys
    picture("06-checked-out")


def _paper(person: Person, file: Path, picture: Callable[[str], None], name: str) -> str:
    """Open the paper of what was just done, save it, and return its words."""
    from loanmanager.ui import saving

    saving.choose_file = lambda *_: str(file)
    person.press("Alt+2")
    person.wait(lambda: _sheets(person) > 0)
    words: str = person.window.page.sheets.text()  # type: ignore[attr-defined]  # the paper's page
    picture(name)
    person.press("Ctrl+S")
    person.wait(file.exists)
    return words


def _return_without_bag(person: Person, outcome: Outcome, picture: Callable[[str], None]) -> None:
    """Take one laptop back without its bag; the receipt is printed."""
    person.press("F2")
    person.scan("ICC-2065556")
    picture("08-return")
    for _ in range(40):
        if isinstance(person.focused, QCheckBox) and person.focused.text() == "Bag":
            break
        person.press("Tab")
    person.press("Space")
    picture("09-part-missing")
    person.press("Ctrl+Return")
    person.wait(lambda: bool(outcome.printed) and outcome.printed[-1].exists())
    picture("10-taken-back")


def _sheets(person: Person) -> int:
    """Return how many pages are shown, 0 on a page that shows no paper."""
    return getattr(getattr(person.window.page, "sheets", None), "pages", 0)
