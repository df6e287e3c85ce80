import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from loanmanager import paths
from loanmanager.operations import opening
from tests.office import NOW


@pytest.fixture(autouse=True)
def _found_anew() -> Iterator[None]:
    paths.resources.cache_clear()
    yield
    paths.resources.cache_clear()


def test_a_checkout_has_its_resources_beside_the_package():
    assert paths.resources() == Path(__file__).parent.parent / "resources"
    assert (paths.resources() / "fonts" / "NotoSans-Regular.ttf").is_file()


def test_an_installed_wheel_has_its_resources_inside_the_package(tmp_path, monkeypatch):
    inside = tmp_path / "loanmanager" / "resources"
    inside.mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "loanmanager" / "paths.py"))
    assert paths.resources() == inside


def test_a_frozen_build_has_its_resources_beside_the_package(tmp_path, monkeypatch):
    (tmp_path / "resources").mkdir()
    (tmp_path / "loanmanager").mkdir()
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "loanmanager" / "paths.pyc"))
    assert paths.resources() == tmp_path / "resources"


def test_the_data_folder_has_the_programs_name():
    folder = paths.data_folder()
    assert folder.name == "Loan Manager"
    assert folder.is_absolute()


@pytest.mark.parametrize(
    ("offices", "found"), [((), "own"), (("own",), "own"), (("shared",), "shared"), (("own", "shared"), "own")]
)
def test_an_office_of_ones_own_comes_before_a_shared_one(tmp_path, monkeypatch, offices, found):
    monkeypatch.setattr(paths, "own_folder", lambda: tmp_path / "own")
    monkeypatch.setattr(paths, "shared_folder", lambda: tmp_path / "shared")
    for each in offices:
        (tmp_path / each).mkdir()
        (tmp_path / each / paths.RECORDS).write_bytes(b"records")
    assert paths.data_folder() == tmp_path / found


def test_the_demo_office_lies_beside_what_is_real(tmp_path):
    assert paths.demo_folder(tmp_path / "office") == tmp_path / "office-demo"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a user's own folder to that user by itself")
def test_nobody_else_looks_into_a_data_folder_that_the_program_makes_and_one_that_is_there_stays_as_it_is(tmp_path):
    opening.open_office(tmp_path / "new" / "office", NOW).close()
    assert stat.S_IMODE((tmp_path / "new" / "office").stat().st_mode) == 0o700
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o755)
    opening.open_office(tmp_path / "shared", NOW).close()
    assert stat.S_IMODE((tmp_path / "shared").stat().st_mode) == 0o755


def test_the_verbs_are_called_by_their_name_or_on_windows_by_the_program_beside(tmp_path, monkeypatch):
    assert paths.shell_command() == "loanmanager"
    monkeypatch.setattr(paths.sys, "frozen", True, raising=False)
    monkeypatch.setattr(paths.sys, "executable", str(tmp_path / "Loan Manager.exe"))
    assert paths.shell_command() == "loanmanager"
    monkeypatch.setattr(paths, "os", type("Windows", (), {"name": "nt"}))
    assert paths.shell_command() == f'"{tmp_path / "loanmanager-shell.exe"}"'
