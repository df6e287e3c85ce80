"""What is only looked at lies where nobody else may go, and goes with the program."""

import stat
from pathlib import Path

import pytest

from loanmanager import paths
from loanmanager.ui import mailing, passing, saving, theme
from tests.journey import Person
from tests.office import add_client, add_device, in_folder, lend


class Office:
    def __init__(self, folder: Path) -> None:
        self.folder = folder


def test_each_file_has_a_folder_of_its_own_that_is_nobody_elses(tmp_path: Path) -> None:
    office = Office(tmp_path / "data")
    one, two = passing.place(office, "a.pdf"), passing.place(office, "a.pdf")
    assert one != two
    for each in (one, two):
        each.write_bytes(b"x")
        assert stat.S_IMODE(each.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(each.parent.parent.stat().st_mode) == 0o700
        assert paths.passing_folder() in each.parents
    passing.empty(office.folder)
    assert not one.parent.parent.exists()
    passing.empty(office.folder)


def test_one_office_does_not_empty_anothers(tmp_path: Path) -> None:
    mine, theirs = Office(tmp_path / "mine"), Office(tmp_path / "theirs")
    kept = passing.place(theirs, "a.pdf")
    kept.write_bytes(b"x")
    passing.empty(mine.folder)
    assert kept.exists()
    passing.empty(theirs.folder)


def test_what_is_held_by_another_program_is_left_for_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    office = Office(tmp_path / "Wolastoq")
    held = passing.place(office, "Agreement Wolastoq.pdf")
    held.write_bytes(b"x")
    with monkeypatch.context() as patched:

        def locked(*_: object, **__: object) -> None:
            raise PermissionError(13, "in use", str(held))

        patched.setattr("os.unlink", locked)
        passing.empty(office.folder)
    assert held.exists()
    assert "Wolastoq" not in caplog.text
    passing.empty(office.folder)
    assert not held.exists()


def test_a_paper_that_was_viewed_and_mailed_is_gone_at_the_next_start(tmp_path: Path, qapp, monkeypatch) -> None:
    store, by = in_folder(tmp_path / "data")
    paper = lend(store, by, add_client(store, by), add_device(store, by)).result.paper_id
    store.close()
    opened: list[Path] = []
    for module in (saving, mailing):
        monkeypatch.setattr(module, "open_path", lambda path: not opened.append(path))
    person = Person(tmp_path / "data")
    person.office.go("paper", paper)
    person.wait(lambda: person.window.page._drawn is not None)
    person.window.page._view()
    person.window.page._mail()
    person.wait(lambda: len(opened) == 2)
    assert {each.suffix for each in opened} == {".pdf", ".eml"}
    assert all(each.exists() for each in opened)
    person.leave()
    again = Person(tmp_path / "data")
    assert not any(each.exists() for each in opened)
    again.leave()
    theme.apply(qapp)
