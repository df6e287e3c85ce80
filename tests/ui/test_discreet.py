"""Neither the log nor a report names anybody, after a month of work and a mistake in the middle of every kind of operation."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from loanmanager import log
from loanmanager.operations.done import By
from loanmanager.storage.search import Store
from loanmanager.ui.messages import Reporter, Unexpected
from tests.month.events import EVENTS
from tests.month.living import FAMILIES, GIVEN, Month
from tests.operations.test_promises import OPERATIONS, World
from tests.ui.office import closed, opened, settle

NAMES = ("Wolastoqewiyik", "Marie-Philomène", "514 555-0199", "12, rue des Épinettes")
LONG = 4  # letters: a shorter name is found in any text


@pytest.fixture
def logged(tmp_path: Path) -> Iterator[Path]:
    """Write a log as the program does, and return where it is."""
    root = logging.getLogger("loanmanager")
    before, level = list(root.handlers), root.level
    log.start(tmp_path / "log")
    yield tmp_path / "log" / "loanmanager.log"
    for each in [handler for handler in root.handlers if handler not in before]:
        root.removeHandler(each)
        each.close()
    root.setLevel(level)


def breaking(name: str, world: World) -> Any:
    """Return an operation that fails on its way to the history with an error that quotes people, as an error may."""

    def operation(_store: Store, _by: By) -> Any:
        with pytest.MonkeyPatch.context() as patch:

            def quotes(*given: Any, **named: Any) -> None:
                raise ValueError(f"{NAMES} {given} {named}")

            for each in ("insert", "insert_many", "update", "run"):
                patch.setattr(type(world.store), each, quotes)
            return OPERATIONS[name](world, world.by, None)

    return operation


def test_a_mistake_in_any_operation_names_nobody(qtbot: Any, tmp_path: Path, logged: Path) -> None:
    office, window = opened(qtbot, tmp_path / "data"), QWidget()
    qtbot.addWidget(window)
    reporter = Reporter(window, office)
    worlds: list[World] = []
    office.tasks.run(lambda _: worlds.append(World()), lambda _: None, office.fail)
    settle(qtbot, office)
    for name in OPERATIONS:
        office.do(window, breaking(name, worlds[0]), lambda _: None, lambda _: None)
    settle(qtbot, office)
    before = len(window.findChildren(Unexpected))
    reporter.hook(KeyError, KeyError(*NAMES), None)
    qtbot.waitUntil(lambda: len(window.findChildren(Unexpected)) > before)
    shown = [each for each in window.findChildren(Unexpected) if each.isVisible()]
    for each in shown:
        copy = next(
            button for button in each.findChildren(QAbstractButton) if "Copy" in button.text() + button.accessibleName()
        )
        copy.click()
        said = QApplication.clipboard().text()
        assert "Error" in said
        assert not [name for name in NAMES if name in said]
        each.accept()
    text = logged.read_text("utf-8")
    assert text.count("ValueError") > len(OPERATIONS) // 2
    assert "KeyError" in text
    assert len(shown) > 1
    assert not [name for name in NAMES if name in text]
    office.tasks.run(lambda _: worlds.clear(), lambda _: None, office.fail)
    closed(qtbot, office)


def test_a_month_of_work_names_nobody(logged: Path) -> None:
    month = Month(2)
    month.live(EVENTS, 120)
    logging.getLogger("loanmanager").info("the month is over")
    text = logged.read_text("utf-8")
    assert "the month is over" in text
    known = {*FAMILIES, *GIVEN, "Samir Haddad", "Chantal Roy"}
    known |= {
        str(row["address"]) for row in month.store.rows("SELECT DISTINCT address FROM clients WHERE address <> ''")
    }
    assert not [each for each in known if len(each) > LONG and each in text]
