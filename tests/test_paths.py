from pathlib import Path

from loanmanager import paths


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
