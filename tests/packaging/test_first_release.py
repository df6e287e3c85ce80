"""The records of the first release, as the trials of the packages upgrade them."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.test_cli import Shell

sys.path.insert(0, str(Path(__file__).parents[2] / "packaging"))

import first_release  # the scripts there are run by path


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    first_release.lay(tmp_path / "data")
    return Shell(tmp_path / "data", capsys)


def test_they_are_backed_up_as_they_are_then_upgraded_and_nothing_is_lost(shell: Shell) -> None:
    kept = Path(shell("backup", "--before-upgrade", "--json")["file"])
    assert first_release.lost(shell.folder) == []
    assert steps(kept) == steps(shell.folder / first_release.FILE) > 0
    assert len(shell("loans", "--json")) == 1
    assert steps(kept) < steps(shell.folder / first_release.FILE)
    assert first_release.lost(shell.folder) == []
    shell("restore", kept)
    assert first_release.lost(shell.folder) == []
    assert len(shell("loans", "--json")) == 1


def test_what_is_lost_is_named(shell: Shell) -> None:
    with closing(sqlite3.connect(shell.folder / first_release.FILE)) as conn:
        conn.execute("UPDATE clients SET given_name = 'Zoe'")
        conn.commit()
    (gone,) = first_release.lost(shell.folder)
    assert "Zoë" in gone


def steps(path: Path) -> int:
    """Return how many steps of the schema made a file."""
    with closing(sqlite3.connect(path)) as conn:
        return int(conn.execute("SELECT COUNT(*) FROM _sqlite_migrations").fetchone()[0])
