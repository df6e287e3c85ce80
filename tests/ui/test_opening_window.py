"""The window opens on its folder, or says why not."""

from datetime import timedelta

from PySide6.QtCore import Qt

from loanmanager import app
from loanmanager.operations.opening import open_office
from loanmanager.settings import Settings
from loanmanager.storage import errors
from loanmanager.ui import bell
from loanmanager.ui.main_window import MainWindow
from loanmanager.ui.messages import cannot_open
from loanmanager.ui.neighbours import Neighbours
from loanmanager.ui.office import Office
from loanmanager.ui.tasks import Tasks
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.labels import label
from tests.journey import NOW, Person
from tests.office import add_client, prepared


def second_start(qtbot, folder, offered=None):
    """Start the program again, and return its window and what it says."""
    office = Office(folder, Tasks(), Settings(language="en"))
    office.offered = offered
    window = MainWindow(office)
    qtbot.addWidget(window)
    window.show()
    refused: list[Exception] = []
    app.start(office, window, refused.append)
    return office, window, refused


def test_a_second_start_brings_the_first_window_to_the_front(qtbot, tmp_path) -> None:
    first = Person(tmp_path)
    first.window.showMinimized()
    office, window, refused = second_start(qtbot, tmp_path)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert not refused
    qtbot.waitUntil(lambda: not first.window.isMinimized())
    app.close(office)
    again, window, _ = second_start(qtbot, tmp_path)
    qtbot.waitUntil(lambda: not window.isVisible())
    app.close(again)
    first.leave()
    assert not (tmp_path / bell.FILE).exists()


def test_a_second_start_for_a_backup_is_told_where_to_restore_it(qtbot, tmp_path) -> None:
    first = Person(tmp_path)
    office, window, refused = second_start(qtbot, tmp_path, tmp_path / "kept.loanbackup")
    assert isinstance(refused[0], errors.HeldElsewhere)
    assert window.isVisible()
    app.close(office)
    first.leave()


def test_a_window_of_somebody_else_does_not_answer(qtbot, tmp_path, monkeypatch) -> None:
    first, names = Person(tmp_path), iter(["ana"])
    monkeypatch.setattr(bell.getpass, "getuser", lambda: next(names, "luc"))
    monkeypatch.setattr(bell, "_MOST", 4)
    office, window, refused = second_start(qtbot, tmp_path)
    qtbot.waitUntil(lambda: bool(refused))
    assert window.isVisible()
    app.close(office)
    first.leave()


def test_the_second_window_is_refused_and_the_folder_is_free_afterwards(qtbot, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(bell, "_account", lambda: "")
    first = Person(tmp_path)
    office = Office(tmp_path, Tasks(), Settings(language="en"))
    window = MainWindow(office)
    qtbot.addWidget(window)
    window.show()
    refused: list[Exception] = []
    app.start(office, window, refused.append)
    assert isinstance(refused[0], errors.HeldElsewhere)
    cannot_open(window, office, refused[0])
    said = [each.text() for each in window.findChild(Dialog).findChildren(type(label("")))]
    assert any("already open on these records" in each for each in said)
    app.close(office)
    first.leave()
    Person(tmp_path).leave()


def test_a_clock_that_was_set_back_is_told_at_the_desk(qtbot, tmp_path) -> None:
    store = open_office(tmp_path, NOW)
    add_client(store, prepared(store))
    store.close()
    person = Person(tmp_path, now=NOW - timedelta(days=40))
    said = []
    person.office.said.connect(said.append)
    person.wait(lambda: bool(said))
    assert "clock" in said[0].text
    assert "23 Nov" in said[0].text.replace("\u00a0", " ")
    person.leave()


def test_what_the_shell_changed_is_shown_when_one_comes_back(qtbot, tmp_path) -> None:
    person = Person(tmp_path)
    beside = open_office(tmp_path, NOW)
    add_client(beside, prepared(beside), "Nguyễn", "Zoë")
    beside.close()
    changes = []
    person.office.changed.connect(changes.append)
    neighbours = Neighbours(person.office, person.window)
    with qtbot.waitSignal(person.office.changed):
        neighbours.look(Qt.ApplicationState.ApplicationActive)
    assert len(changes) == 1
    person.leave()
