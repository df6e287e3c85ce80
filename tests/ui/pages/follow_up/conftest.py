"""The follow-up page over an office with something to do in every list. The people are invented."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from loanmanager.domain.devices import Condition, Line
from loanmanager.domain.lines import LineTask
from loanmanager.operations import lines, repairing, reserving, returning
from loanmanager.operations.reserve_form import Reserve
from loanmanager.ui.pages.follow_up.page import FollowUp
from tests.office import NOW, TODAY, add_client, add_device, lend, take_back, type_of
from tests.ui.office import settle


def before(by, days):
    """Return the same person some days ago."""
    return replace(by, now=NOW - timedelta(days=days), today=TODAY - timedelta(days=days))


def fill(store, by):
    """Two rows or more in each list: late, due, reserved, to check, to reset, in repair, lines, papers, incidents, endings."""
    long_ago = before(by, 120)
    people = [
        add_client(store, long_ago, family, given, phones=(f"514 555-01{n:02d}",))
        for n, (family, given) in enumerate(
            [("Tremblay", "Josée"), ("Коваль", "Олена"), ("Sánchez", "Inés"), ("王", "秀英")]
        )
    ]
    josee, olena, ines, wang = people
    laptops = [add_device(store, long_ago, make="Lenovo", model="ThinkPad T480") for _ in range(12)]
    sims = [
        Line(0, "Boréal", f"893027204010257344{n}", f"514 555-016{n}", plan_end=TODAY + timedelta(days=400))
        for n in range(4)
    ]
    spots = [add_device(store, long_ago, "hotspot", make="Franklin", model="T9", line=sim) for sim in sims]
    lend(store, before(by, 100), josee, laptops[0])  # 70 days late
    lend(store, before(by, 60), olena, laptops[1], spots[0])  # 30 days late, its line to be suspended
    lend(store, before(by, 50), ines, spots[1])
    lend(store, before(by, 30), wang, laptops[2])  # due today
    lend(store, before(by, 30), ines, laptops[3])
    _care(store, by, wang, laptops[4:10])
    for spot in spots[2:]:
        line_id = spot.line.id
        lines.do_task(store, lines.DoTask(line_id, LineTask.SUSPEND), by)
    for laptop in laptops[8:10]:
        repairing.send_to_repair(store, repairing.Send(laptop.id, "Atelier Nord", "screen"), by)
    laptop = type_of(store, "laptop").id
    for client in (josee, olena):
        reserving.reserve(
            store, Reserve(TODAY, TODAY + timedelta(days=7), client, type_id=laptop, override="agreed"), by
        )
    for _ in range(2):
        add_device(store, long_ago, "headset", make="Jabra", model="Evolve 20", warranty_end=TODAY + timedelta(days=9))


def _care(store, by, client, laptops):
    """Take back two laptops to reset, two with damage to check, and two that go to repair."""
    lend(store, before(by, 5), client, *laptops)
    take_back(store, by, *laptops[:2])
    for laptop in laptops[2:]:
        broken = returning.Returned(laptop.id, condition=Condition.DAMAGED, note="cracked")
        returning.take_back(store, returning.Return((broken,)), by)


@pytest.fixture
def office(offices):
    return offices(fill)


@pytest.fixture
def page(office, showing):
    return showing(FollowUp, office)


class Hand:
    """Somebody at the keyboard on this page: presses keys, waits for what they bring."""

    def __init__(self, qtbot, office, page):
        self.qtbot, self.office, self.page = qtbot, office, page

    @property
    def focused(self):
        return QApplication.focusWidget() or self.page

    def go(self, key):
        self.page.open(key)
        settle(self.qtbot, self.office)
        self.qtbot.waitUntil(lambda: self.page._key == key)

    def press(self, *keys, modifier=Qt.KeyboardModifier.NoModifier):
        for key in keys:
            self.qtbot.keyClick(self.focused, key, modifier)
            if Qt.Key.Key_A <= key <= Qt.Key.Key_Z:  # a letter waits for a scanner's next one
                self.qtbot.waitUntil(lambda: not self.page._keys._letter.isActive())
            settle(self.qtbot, self.office)

    def enter(self):
        self.press(Qt.Key.Key_Return)

    def dialog(self, kind):
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
        return QApplication.activeModalWidget()

    def closed(self):
        """Wait until the dialog has gone and the page has heard of it."""
        self.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
        settle(self.qtbot, self.office)
        self.page.window().activateWindow()

    def rows(self):
        model = self.page.listing.rows.rows
        return [model.at(n) for n in range(model.rowCount())]

    def left(self):
        return self.page.bench.left

    def done(self):
        return [each.sub for each in self.rows() if each.quiet]

    def shown(self):
        return self.page.listing._head._beside.text()

    def count(self):
        return self.page.menu.items[self.page._key].extra


@pytest.fixture
def hand(qtbot, office, page):
    return Hand(qtbot, office, page)
