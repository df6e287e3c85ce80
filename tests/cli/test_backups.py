"""Backups from a shell: listed, looked into, brought back; and the sentence where the records are damaged."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from loanmanager import settings
from loanmanager.operations import backups, opening
from loanmanager.operations.backups import Why
from tests.cli.test_cli import Shell
from tests.ui.door.test_door import furnished

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


@pytest.fixture
def kept(filled: Shell) -> Path:
    """Return the newest of two backups of the demo office."""
    backups.make(filled.folder, Why.CLOSE, NOW.replace(day=19))
    return backups.make(filled.folder, Why.ASKED, NOW).backup.path


@pytest.fixture
def filled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Return a shell on the demo office."""
    return Shell(tmp_path / "data", capsys).demo()


def hurt(path: Path) -> bytes:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    return bytes(data)


def test_they_are_listed_the_newest_first(filled: Shell, kept: Path) -> None:
    found = filled("backups", "--json")
    assert [(each["why"], each["good"], each["encrypted"]) for each in found] == [
        ("asked", True, False),
        ("close", True, False),
    ]
    assert found[0]["file"] == str(kept)
    hurt(kept)
    backups._proved.cache_clear()
    filled("backups")
    assert "damaged" in filled.out
    filled("check")
    assert "The newest backup is damaged. The last good backup is of Thu" in filled.out.replace("\xa0", " ")


def test_one_is_looked_into_and_brought_back(filled: Shell, kept: Path) -> None:
    held = filled("restore", "--newest", "--dry-run", "--json")
    assert held["file"] == str(kept)
    assert held["devices"] > 0
    filled("restore", "--newest", "--dry-run")
    assert "devices" in filled.out
    assert len(filled("backups", "--json")) == 2
    assert filled("restore", "--newest", "--json")["restored"] == str(kept)
    filled("restore", status=2)
    filled("restore", kept, "--newest", status=2)


def test_a_damaged_office_names_the_newest_good_backup_and_how_to_bring_it_back(filled: Shell, kept: Path) -> None:
    damaged = hurt(filled.folder / "loanmanager.db")
    filled("loans", status=1)
    said = filled.err.replace("\xa0", " ")
    assert "The records are damaged and were left as they are. The newest good backup is of Fri 20 Nov" in said
    assert f'loanmanager --data "{filled.folder}" restore --newest' in said
    assert said.count("\n") == 1
    assert (filled.folder / "loanmanager.db").read_bytes() == damaged
    filled("restore", "--newest")
    filled("check")
    (aside,) = filled.folder.glob("*-damaged.db")
    assert aside.read_bytes() == damaged


def test_missing_records_are_not_replaced_by_empty_ones(filled: Shell, kept: Path) -> None:
    (filled.folder / "loanmanager.db").unlink()
    filled("loans", status=1)
    assert "The records are missing" in filled.err
    assert not (filled.folder / "loanmanager.db").exists()
    for each in kept.parent.glob("*.loanbackup"):
        hurt(each)
    filled("restore", "--newest", status=1)
    assert "There is no good backup" in filled.err
    filled("loans", status=1)
    assert "restore one from elsewhere" in filled.err


def test_one_is_made_beside_the_others_without_a_file(filled: Shell) -> None:
    made = filled("backup", "--json")
    assert made["made"]
    assert made["file"].endswith("-asked.loanbackup")
    assert [each["file"] for each in filled("backups", "--json")] == [made["file"]]
    filled("backup", "x.loanbackup", "--before-upgrade", status=2)


def test_before_an_upgrade_what_changed_is_kept_once_and_nothing_is_opened(filled: Shell) -> None:
    before = (filled.folder / "loanmanager.db").read_bytes()
    made = filled("backup", "--before-upgrade", "--json")
    assert made["made"]
    assert [each["why"] for each in filled("backups", "--json")] == ["before-upgrade"]
    again = filled("backup", "--before-upgrade", "--json")
    assert (again["made"], again["file"]) == (False, made["file"])
    assert (filled.folder / "loanmanager.db").read_bytes() == before
    filled("--lang", "fr", "backup", "--before-upgrade")
    assert filled.out.startswith("Rien n’a changé depuis")


def test_before_an_upgrade_nobody_is_asked_who_they_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    furnished(tmp_path / "data", pins_of=(1, 2, 3))
    shell = Shell(tmp_path / "data", capsys)
    shell("backup", status=1)
    assert "--staff" in shell.err
    assert shell("backup", "--before-upgrade", "--json")["made"]


def test_a_program_without_records_is_upgraded_without_a_word_of_trouble(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shell = Shell(tmp_path / "data", capsys)
    assert shell("backup", "--before-upgrade", "--json")["file"] is None
    assert not (tmp_path / "data").exists()
    shell("backup", "--before-upgrade")
    assert shell.out == "There are no records to back up.\n"


def test_a_second_folder_that_is_not_there_is_told(filled: Shell, tmp_path: Path) -> None:
    settings.save(filled.folder, settings.Settings(backup_folder=str(tmp_path / "stick")))
    assert filled("backup", "--before-upgrade", "--json")["second"] == "CannotOpen"
    filled("backup")
    assert "It could not be copied to" in filled.out


def test_a_window_and_an_upgrade_meet_and_both_go_on(filled: Shell) -> None:
    store = opening.open_office(filled.folder, datetime.now(UTC))
    assert filled("backup", "--before-upgrade", "--json")["made"]
    store.close()
