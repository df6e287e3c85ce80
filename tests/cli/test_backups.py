"""Backups from a shell: listed, looked into, brought back; and the sentence where the records are damaged."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from loanmanager.operations import backups
from loanmanager.operations.backups import Why
from tests.cli.test_cli import Shell

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


@pytest.fixture
def kept(filled: Shell) -> Path:
    """Return the newest of two backups of the demo office."""
    backups.make(filled.folder, Why.CLOSE, NOW.replace(day=19))
    return backups.make(filled.folder, Why.ASKED, NOW).backup.path


@pytest.fixture
def filled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Return a shell on the demo office."""
    shell = Shell(tmp_path / "data", capsys)
    shell("demo")
    return shell


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
