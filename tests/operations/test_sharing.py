"""A data folder for everybody on this computer: let in by Windows, or made by whoever looks after it; else refused."""

import os
import stat
import sys
from pathlib import Path

import pytest

from loanmanager import paths
from loanmanager.domain.refusal import Refused
from loanmanager.domain.sharing import CannotShare
from loanmanager.operations import sharing
from loanmanager.operations.opening import open_office
from tests.office import NOW

posix = pytest.mark.skipif(os.name != "posix", reason="who may write is told otherwise on Windows")


@pytest.fixture
def mask():
    before = os.umask(0o022)  # most systems' own
    yield
    os.umask(before)


def test_windows_lets_every_user_change_the_folder_and_what_is_in_it(monkeypatch):
    monkeypatch.setenv("SYSTEMROOT", "/Windows")
    program, folder, *rest = sharing.granting(Path("/shared"))
    assert program.endswith("icacls.exe")
    assert folder == str(Path("/shared"))
    assert rest == ["/grant", "*S-1-5-32-545:(OI)(CI)M"]


def test_windows_is_asked_once_and_its_no_is_told(tmp_path, monkeypatch):
    asked = tmp_path / "asked"
    script = "import sys; open(sys.argv[1], 'w').close(); sys.exit(int(sys.argv[2]))"
    monkeypatch.setattr(sharing.os, "name", "nt")
    for status in (0, 5):
        monkeypatch.setattr(
            sharing, "granting", lambda _, status=status: [sys.executable, "-c", script, str(asked), str(status)]
        )
        folder = _Folder(tmp_path / "made")
        if status:
            with pytest.raises(Refused) as refused:
                sharing.share(folder)
            assert refused.value.reasons == (CannotShare(str(folder)),)
        else:
            sharing.share(folder)
        assert asked.exists()
        asked.unlink()


class _Folder:
    """A folder of this system, whatever `os.name` says meanwhile."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def mkdir(self, **how: bool) -> None:
        self._path.mkdir(parents=how["parents"], exist_ok=how["exist_ok"])

    def __str__(self) -> str:
        return str(self._path)


@posix
def test_elsewhere_only_a_folder_of_a_group_is_shared(tmp_path):
    folder = tmp_path / "office"
    with pytest.raises(Refused) as refused:
        sharing.share(folder)
    assert refused.value.reasons == (CannotShare(str(folder)),)
    folder.chmod(0o2770)
    sharing.share(folder)


@posix
def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(Refused):
        sharing.share(tmp_path / "file" / "office")


@posix
def test_what_is_made_in_a_group_folder_is_the_groups(tmp_path, mask):
    own, shared = tmp_path / "own", tmp_path / "shared"
    for folder, mode in ((own, 0o755), (shared, 0o2770)):
        folder.mkdir()
        folder.chmod(mode)
        paths.keep_shared(folder)
        open_office(folder, NOW).close()
        written = (folder / "loanmanager.db").stat().st_mode
        assert bool(written & stat.S_IWGRP) is (folder is shared)
