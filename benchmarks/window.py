"""The window: from the press of Check out to its confirmation and its paper; pages opened and scrolled in a large office."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest

from benchmarks import large
from benchmarks.measure import Figure, every
from loanmanager.i18n import LANGUAGES
from loanmanager.operations import warming
from loanmanager.storage import search
from loanmanager.ui import smooth
from loanmanager.ui.places import PLACES, load_all
from tests.journey import Person
from tests.office import NOW, add_client, add_device, in_folder

TYPED = ("n", "ng", "ngu", "nguy", "tr", "trem", "lt-0", "lt-012", "ser99", "514 555", "zoe n", "l-2026-0", "clara")
LOANS = 20
QUIET = 10  # rounds of Qt's events in which nothing is asked


def figures() -> Iterator[Figure]:
    """Press first, in an office of every day; then type and look around in a large one."""
    with tempfile.TemporaryDirectory() as made:
        confirmed, ready, first = _pressed(Path(made) / "office")
        yield Figure("Check out pressed to confirmation", confirmed, 50, "ms", f"median of {LOANS}")
        yield Figure("Check out pressed to its paper shown", ready, 250, "ms", f"median of {LOANS}")
        yield Figure("the same, the first since the start", first, 250, "ms", "ReportLab loaded behind the filled desk")
        store, by = large.make(Path(made) / "large")
        told = f"{large.DEVICES:,} devices, {large.CLIENTS:,} clients, {large.LOANS:,} loans"
        taken = [each for text in TYPED for each in every(partial(search.matches, store, text, by.today), 20)]
        store.close()
        yield Figure("a keystroke to its matches, median", median(taken), 16, "ms", told)
        yield Figure("a keystroke to its matches, p99", quantiles(taken, n=100)[98], 33, "ms", told)
        for place, stall in _stalls(Path(made) / "large").items():
            yield Figure(f"longest stall: {place}", stall, 50, "ms", told)


def _pressed(folder: Path) -> tuple[float, float, float]:
    """Lend from the keyboard, and return the milliseconds to the confirmation and to the agreement's pages.

    The medians of both, then the first of the latter.
    """
    store, by = in_folder(folder)
    client = add_client(store, by)
    tags = [add_device(store, by).tag for _ in range(LOANS)]
    store.close()
    person, confirmed, ready = Person(folder), [], []
    said: list[object] = []
    person.office.said.connect(said.append)
    _settle()
    warming.warm(LANGUAGES)
    for tag in tags:
        person.window.go("desk", ("client", client))
        person.press("F2")
        person.scan(tag)
        said.clear()
        start = perf_counter()
        QTest.keyClick(person.focused, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        _until(person, lambda: bool(said))
        confirmed.append((perf_counter() - start) * 1000)
        said[0].actions[1][1]()  # type: ignore[attr-defined]  # a Message: open the agreement
        person.wait(lambda: person.window.page.sheets.pages > 0)  # type: ignore[attr-defined]  # the paper's page
        ready.append((perf_counter() - start) * 1000)
        person.window.go("desk")
        person.wait()
    person.leave()
    return median(confirmed), median(ready), ready[0]


def _settle() -> None:
    """Do what the program does behind the filled desk."""
    smooth.begin()
    load_all()
    smooth.settle()


def _until(person: Person, there: Callable[[], bool]) -> None:
    while not there():
        person.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 1)


def _stalls(folder: Path) -> dict[str, float]:
    """Open each page, scroll its list to the end of what is loaded and a page further; return the longest that events waited."""
    person = Person(folder, now=datetime.combine(NOW.date(), time(15), UTC))
    _settle()
    found = {}
    for place in (name for name, each in PLACES.items() if name != "paper" and not each.rare):
        longest = 0.0
        for _ in range(2):
            longest = max(longest, _watched(person, partial(person.window.go, place)))
            longest = max(longest, _watched(person, partial(_scroll, person)))
        found[place] = longest
    person.leave()
    return found


def _watched(person: Person, work: Callable[[], object]) -> float:
    """Do something, and return the longest that the event loop was held, in milliseconds."""
    start = perf_counter()
    work()
    longest = (perf_counter() - start) * 1000
    quiet = 0
    while quiet < QUIET:
        start = perf_counter()
        person.app.processEvents()
        longest = max(longest, (perf_counter() - start) * 1000)
        quiet = quiet + 1 if person.office.tasks.is_idle else 0
    return longest


def _scroll(person: Person) -> None:
    list_ = getattr(person.window.page, "list", None)
    if list_ is not None:
        list_.scrollToBottom()
