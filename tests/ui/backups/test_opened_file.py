"""A backup that somebody opens by a double click: looked into, brought back, and refused in each state of the office."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from loanmanager import app, paths
from loanmanager.operations import opening, unlocking
from loanmanager.settings import Settings
from loanmanager.storage import recovery, search
from loanmanager.ui.backups.restore import RestoreDialog
from loanmanager.ui.backups.way_back import WayBack
from loanmanager.ui.main_window import MainWindow
from loanmanager.ui.messages import cannot_open
from loanmanager.ui.office import Office
from loanmanager.ui.pages.desk.page import Desk
from loanmanager.ui.pages.first_start.welcome import Welcome
from loanmanager.ui.tasks import Tasks
from loanmanager.ui.widgets.dialog import Dialog
from tests.journey import Person
from tests.office import KEY, NOW, TODAY, add_device, devices, in_folder
from tests.ui.backups.walking import dialog_of, hurt
from tests.ui.door.test_door import furnished, sign_in
from tests.ui.helpers import cut_off, unnamed


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """Return a backup of another computer's office, which has two devices."""
    return made(tmp_path)


def made(tmp_path: Path, key: unlocking.Key | None = None) -> Path:
    store, by = in_folder(tmp_path / "other computer", key)
    for _ in range(2):
        add_device(store, by)
    path = opening.backup(store, tmp_path / "stick été.loanbackup")
    store.close()
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of an office with one device."""
    store, by = in_folder(tmp_path / "data")
    add_device(store, by)
    store.close()
    return tmp_path / "data"


@pytest.mark.parametrize("look", [{}, {"language": "fr", "text_size": 150}], ids=["en", "fr-150"])
def test_it_is_looked_into_and_brought_back_by_keys(folder: Path, backup: Path, look: dict[str, object]) -> None:
    person = Person(folder, backup=backup, **look)
    dialog = dialog_of(person, RestoreDialog)
    person.wait(dialog.primary.isEnabled)
    said = [each.text() for each in dialog.findChildren(QLabel)]
    assert backup.name in said
    assert dialog._preview._said.text().startswith("2 appareils" if look else "2 devices")
    assert cut_off(dialog) + unnamed(dialog) == []
    person.press("Ctrl+Return")
    person.wait(lambda: not person.window.isVisible())
    assert person.office.restarts
    person.leave()
    assert devices(folder) == 2
    assert any((folder / opening.BACKUPS).glob("*-before-restore.loanbackup"))


def test_who_only_looks_goes_on_at_the_desk(folder: Path, backup: Path) -> None:
    person = Person(folder, backup=backup)
    dialog_of(person, RestoreDialog)
    person.press("Escape")
    person.wait(lambda: QApplication.activeModalWidget() is None)
    assert isinstance(person.window.page, Desk)
    person.leave()
    assert devices(folder) == 1


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda path: path.write_text("Dear Ana,\n" * 500), "is not one of Loan Manager’s"),
        (hurt, "It is damaged: choose another one."),
        (Path.unlink, "The file cannot be opened."),
    ],
    ids=["foreign", "damaged", "gone"],
)
def test_what_cannot_be_used_says_why(folder: Path, backup: Path, spoil: Callable[[Path], object], said: str) -> None:
    spoil(backup)
    person = Person(folder, backup=backup)
    dialog = dialog_of(person, RestoreDialog)
    person.wait(lambda: said in dialog._preview._said.text())
    assert not dialog.primary.isEnabled()
    person.press("Escape")
    person.leave()
    assert devices(folder) == 1


def test_a_protected_one_asks_for_the_words_of_its_sheet(folder: Path, tmp_path: Path) -> None:
    person = Person(folder, backup=made(tmp_path, KEY))
    dialog = dialog_of(person, RestoreDialog)
    person.wait(dialog._preview._asks.isVisible)
    dialog._preview._ways.recovery.control.setPlainText(" ".join(recovery.words_of(KEY, "en")))
    person.press("Return")
    person.wait(dialog.primary.isEnabled)
    person.press("Escape")
    person.leave()


def test_it_waits_until_somebody_signed_in_and_only_an_administrator_may(tmp_path: Path, backup: Path) -> None:
    folder = tmp_path / "data"
    furnished(folder, pins_of=(1, 2, 3))
    for name, may in (("Noor", False), ("Luc", False), ("Ana", True)):
        person = Person(folder, backup=backup)
        assert QApplication.activeModalWidget() is None
        sign_in(person, name)
        if may:
            dialog_of(person, RestoreDialog)
            person.press("Escape")
        else:
            person.wait(lambda: "administrat" in person.window._message.text())  # noqa: B023 (waited for here)
            assert QApplication.activeModalWidget() is None
        person.leave()


@pytest.mark.parametrize("look", [{}, {"language": "fr", "text_size": 150}], ids=["en", "fr-150"])
def test_where_there_is_no_office_it_is_what_one_begins_with(
    tmp_path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch, look: dict[str, object]
) -> None:
    monkeypatch.setattr(paths, "own_folder", lambda: tmp_path / "data")
    monkeypatch.setattr(paths, "shared_folder", lambda: tmp_path / "shared")
    person = Person(tmp_path / "data", first_start=True, backup=backup, **look)
    page = person.window.page
    assert isinstance(page, Welcome)
    assert page.lines["place"].state == "now"
    assert cut_off(person.window) + unnamed(person.window) == []
    person.press("Return")
    assert page.lines["backup"].state == "now"
    assert page.bring_back.path.text() == str(backup)
    person.press("Return")
    person.wait(lambda: isinstance(person.window.page, Desk))
    assert QApplication.activeModalWidget() is None
    person.leave()
    assert devices(tmp_path / "data") == 2


def test_in_a_folder_that_was_named_there_is_one_key_to_press(tmp_path: Path, backup: Path) -> None:
    person = Person(tmp_path / "data", first_start=True, backup=backup)
    page = person.window.page
    assert isinstance(page, Welcome)
    assert page.lines["backup"].state == "now"
    person.press("Return")
    person.wait(lambda: isinstance(person.window.page, Desk))
    person.leave()
    assert devices(tmp_path / "data") == 2


def test_where_the_records_are_damaged_it_is_the_one_that_is_offered(folder: Path, backup: Path) -> None:
    hurt(folder / opening.FILE)
    person = Person(folder, backup=backup)
    dialog = dialog_of(person, WayBack)
    person.wait(dialog.primary.isEnabled)
    assert "2 devices" in dialog._preview._said.text()
    person.press("Ctrl+Return")
    person.wait(lambda: hasattr(person.office, "view"))
    person.wait()
    assert QApplication.activeModalWidget() is None
    person.leave()
    assert devices(folder) == 2


def test_where_another_window_has_the_records_it_says_where_to_go(qtbot, folder: Path, backup: Path) -> None:
    first = Person(folder)
    office = Office(folder, Tasks(), Settings(language="en"))
    office.offered = backup
    window = MainWindow(office)
    qtbot.addWidget(window)
    window.show()
    app.start(office, window, lambda error: cannot_open(window, office, error))
    said = " ".join(each.text() for each in window.findChild(Dialog).findChildren(QLabel))
    assert "already open on these records" in said
    assert f"To restore {backup.name}, choose “Restore a file…” in that window" in said
    app.close(office)
    first.leave()


def test_the_program_shows_it_once(folder: Path, backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The window that begins anew after a restore is not asked once more."""
    offered: list[Path | None] = []
    real = app.appear

    def appear(office: Office) -> MainWindow:
        offered.append(office.offered)
        window = real(office)

        def go_on() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, RestoreDialog) and dialog.primary.isEnabled():
                dialog.primary.click()
            elif len(offered) > 1 and office.is_open:
                window.close()
            else:
                QTimer.singleShot(20, window, go_on)

        QTimer.singleShot(20, window, go_on)
        return window

    monkeypatch.setattr(app, "appear", appear)
    enough = QTimer(singleShot=True, interval=60_000)  # or a window that another test left would keep it open for ever
    enough.timeout.connect(lambda: QApplication.exit(9))
    enough.start()
    assert app.run(folder, "en", clock=lambda: NOW, backup=backup) == 0
    enough.stop()
    assert offered == [backup, None]
    store, _ = in_folder(folder)
    assert search.counts(store, TODAY).devices == 2
    store.close()
