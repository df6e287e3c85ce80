"""Damage that is met while the records are open leads to the way back, and only then."""

from contextlib import closing
from pathlib import Path

import pytest

from loanmanager import app
from loanmanager.operations import backups, opening
from loanmanager.operations.backups import Why
from loanmanager.storage import errors, seal, sqlite_engine
from loanmanager.storage.driver import driver
from loanmanager.ui import opening as open_again
from loanmanager.ui.backups import closing as last_backup
from loanmanager.ui.backups.keeper import Keeper
from loanmanager.ui.backups.way_back import WayBack
from tests.journey import Person
from tests.office import NOW, add_device, devices, in_folder
from tests.ui.backups.walking import dialog_of

PAGE = 4096


def spoil(folder: Path, sql: str) -> None:
    """Let a failing disk change bits inside a text: SQLite's own examination finds nothing wrong with it."""
    seal.take_off(folder / opening.FILE)
    with closing(driver.connect(str(folder / opening.FILE), isolation_level=None)) as conn:
        conn.execute(sql)


def blank(path: Path) -> None:
    """Lose every page but the first."""
    with path.open("rb+") as file:
        size = file.seek(0, 2)
        file.seek(PAGE)
        file.write(bytes(size - PAGE))


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make no backup that nobody asks for."""
    monkeypatch.setattr(Keeper, "begin", lambda _self: None)


def test_damage_met_on_the_first_reads_leads_to_the_way_back(folder: Path) -> None:
    spoil(folder, "UPDATE office SET name = CAST(x'41ff42' AS TEXT)")
    person = Person(folder)
    dialog = dialog_of(person, WayBack)
    person.wait(dialog.primary.isEnabled)
    assert not person.office.is_open
    person.press("Return")
    person.wait(lambda: person.office.is_open)
    assert "The records are back" in person.office.greeting
    person.leave()
    assert devices(folder) == 2


@pytest.mark.usefixtures("quiet")
def test_damage_met_on_a_page_leads_to_the_way_back_and_the_window_begins_anew(folder: Path) -> None:
    person = Person(folder)
    spoil(folder, "UPDATE devices SET tag = CAST(x'41ff42' AS TEXT) WHERE id = 1")
    person.window.go("devices")
    dialog = dialog_of(person, WayBack)
    person.wait(dialog.primary.isEnabled)
    person.press("Return")
    person.wait(lambda: not person.window.isVisible())
    assert "The records are back" in person.office.restarts
    person.leave()
    assert devices(folder) == 2


@pytest.mark.usefixtures("quiet")
def test_who_closes_the_program_then_finds_the_way_back_again(folder: Path) -> None:
    person = Person(folder)
    spoil(folder, "UPDATE devices SET tag = CAST(x'41ff42' AS TEXT) WHERE id = 1")
    person.window.go("devices")
    dialog_of(person, WayBack)
    found = len(backups.listing(folder))
    person.press("Escape")
    person.wait(lambda: not person.window.isVisible())
    person.leave()
    assert not seal.is_sealed(folder / opening.FILE)
    assert len(backups.listing(folder)) == found


@pytest.mark.usefixtures("quiet")
def test_a_backup_that_finds_the_records_damaged_leads_to_the_way_back(folder: Path) -> None:
    in_folder(folder)[0].close()
    person = Person(folder)
    store, _ = in_folder(folder)
    store.close()
    blank(folder / opening.FILE)
    person.office.keeper._by_itself()
    dialog = dialog_of(person, WayBack)
    person.wait(dialog.primary.isEnabled)
    person.press("Return")
    person.wait(lambda: bool(person.office.restarts))
    person.leave()
    assert list(folder.glob("loanmanager-*-damaged.db"))
    assert devices(folder) == 2


def test_a_copy_that_a_failing_disk_spoils_is_told_and_the_work_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Keeper, "begin", lambda _self: None)
    person, said = Person(folder), []
    person.office.said.connect(said.append)

    def spoilt(*_: object) -> None:
        raise errors.Damaged("the copy is not what was written")

    monkeypatch.setattr(sqlite_engine, "verify", spoilt)
    person.office.keeper._by_itself()
    person.wait(lambda: bool(said))
    person.wait()
    assert "The backup failed" in said[0].text
    assert not person.app.activeModalWidget()
    assert not person.office.is_lost
    monkeypatch.undo()
    person.leave()
    assert devices(folder) == 3


@pytest.mark.usefixtures("quiet")
def test_records_that_the_last_backup_finds_damaged_are_not_sealed(folder: Path) -> None:
    person = Person(folder)
    by = person.office.by()
    person.office.tasks.run(lambda store: add_device(store, by), lambda _: None, person.trouble.append)
    person.wait()
    assert not seal.is_sealed(folder / opening.FILE)
    blank(folder / opening.FILE)
    assert last_backup.back_up(person.office)
    person.leave()
    assert not seal.is_sealed(folder / opening.FILE)
    again = Person(folder)
    dialog_of(again, WayBack)
    again.press("Escape")
    again.leave()
    assert backups.newest_good(folder, NOW).why is Why.TIMER


def test_nobody_is_asked_once_the_program_closes(folder: Path) -> None:
    person = Person(folder)
    person.window.close()
    app.close(person.office)
    person.office.tasks.doubt(errors.Damaged("late"))
    assert not person.app.activeModalWidget()
    person.window.deleteLater()


def test_records_that_do_not_open_after_an_exchange_are_let_go_of_and_the_next_start_finds_the_way_back(
    folder: Path, quiet: None
) -> None:
    person = Person(folder)
    failed: list[Exception] = []
    file = folder / opening.FILE
    open_again.exchange(person.office, (None,), lambda: file.write_bytes(b"no records"), print, failed.append)
    person.wait(lambda: bool(failed))
    assert isinstance(failed[0], errors.StoreError)
    person.office.ask(person.office, lambda store: store.anything(), print)  # is not answered, and no report of ours
    person.wait()
    person.leave()
    person = Person(folder)
    dialog_of(person, WayBack).reject()
    person.leave()
