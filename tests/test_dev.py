import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from tests import coverage_gates, qt_probe


def name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def pins() -> dict[str, str]:
    lines = dev.CONSTRAINTS.read_text("utf-8").splitlines()
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.+!-]*(; .+)?", line) for line in lines), (
        "exact pins only"
    )
    return {name(line): line.partition("==")[2] for line in lines}


def test_what_to_install_is_read_from_pyproject() -> None:
    wanted = {name(each) for each in dev.wanted()}
    assert {"pyside6-essentials", "pyside6-pdf", "sqlite-utils", "reportlab"} <= wanted, "what the program needs"
    assert {"ruff", "mypy", "pytest", "import-linter"} <= wanted, "what its developers need"


def test_each_wanted_package_is_pinned() -> None:
    assert not {name(each) for each in dev.wanted()} - pins().keys()


def test_everything_installed_is_pinned_to_the_version_that_is_there() -> None:
    command = [sys.executable, "-m", "pip", "list", "--format", "json"]
    listed = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    pinned = pins()
    there = {name(each["name"]): each["version"] for each in listed}
    assert not {
        each: there[each] for each in there.keys() & pinned.keys() if there[each] != pinned[each].partition(";")[0]
    }


def test_the_stamp_changes_with_either_file_and_with_nothing_else() -> None:
    stamp = dev.fingerprint(["a>=1", "b"], "a==1\n")
    assert stamp == dev.fingerprint(["a>=1", "b"], "a==1\n")
    assert stamp != dev.fingerprint(["a>=2", "b"], "a==1\n")
    assert stamp != dev.fingerprint(["a>=1", "b"], "a==2\n")


class Checkout:
    """A .venv that is a few files, where installing is written down instead of done."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.installs: list[tuple[str, ...]] = []
        self.python = folder / "python"
        self.stamp = folder / "stamp"
        self.constraints = folder / "constraints.txt"
        self.constraints.write_text("a==1\n")
        self.status = 0
        for attribute, value in (("PYTHON", self.python), ("STAMP", self.stamp), ("CONSTRAINTS", self.constraints)):
            monkeypatch.setattr(dev, attribute, value)
        monkeypatch.setattr(dev, "has_pip", lambda python: python.exists())
        monkeypatch.setattr(dev, "make_environment", self.python.touch)
        monkeypatch.setattr(dev, "module", self.install)

    def install(self, *arguments: str) -> int:
        self.installs.append(arguments)
        return self.status


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    return Checkout(tmp_path, monkeypatch)


def test_packages_are_installed_once(checkout: Checkout) -> None:
    dev.install()
    dev.install()
    assert len(checkout.installs) == 1
    assert set(dev.wanted()) < set(checkout.installs[0])


def test_packages_are_installed_again_when_the_versions_change_or_when_asked(checkout: Checkout) -> None:
    dev.install()
    checkout.constraints.write_text("a==2\n")
    dev.install()
    dev.install(again=True)
    assert len(checkout.installs) == 3


def test_a_python_that_is_gone_is_made_again(checkout: Checkout) -> None:
    dev.install()
    checkout.python.unlink()
    dev.install()
    assert checkout.python.exists()


def test_a_failed_install_leaves_no_stamp_and_says_so(checkout: Checkout) -> None:
    checkout.status = 1
    with pytest.raises(SystemExit, match="could not install"):
        dev.install()
    assert not checkout.stamp.exists()


def test_without_root_the_line_to_run_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "may_install", lambda: False)
    assert not dev.apt("libegl1", "libgl1")
    assert "sudo apt-get install -y libegl1 libgl1" in capsys.readouterr().out


def lacking(monkeypatch: pytest.MonkeyPatch, lacks: dict[str, str], *, display: bool = True) -> list[tuple[str, ...]]:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(dev, "no_display", lambda: not display)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(dev, "ask_probe", lambda: lacks)

    def apt(*packages: str) -> bool:
        asked.append(packages)
        return False

    monkeypatch.setattr(dev, "apt", apt)
    return asked


def test_a_machine_without_qts_libraries_stops_and_says_why(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = lacking(monkeypatch, {"imports": "libEGL.so.1: cannot open"})
    with pytest.raises(SystemExit):
        dev.libraries()
    assert {"libegl1", "libxcb-cursor0", "fonts-dejavu-core"} <= set(asked[0])
    assert "libEGL.so.1" in capsys.readouterr().out


def test_a_machine_that_only_cannot_open_windows_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = lacking(monkeypatch, {"window": "libxcb-cursor.so.0: cannot open"})
    dev.libraries()
    assert "fonts-dejavu-core" not in asked[0]


def test_what_windows_need_is_not_asked_for_where_there_is_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = lacking(monkeypatch, {"window": "libxcb-cursor.so.0: cannot open"}, display=False)
    dev.libraries()
    assert not asked


def test_a_machine_without_fonts_gets_only_those(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = lacking(monkeypatch, {"fonts": "there is no font at all"})
    dev.libraries()
    assert asked == [("fonts-dejavu-core",)]


def test_a_machine_that_has_all_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = lacking(monkeypatch, {})
    dev.libraries()
    assert not asked


def test_the_probe_names_a_module_that_cannot_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qt_probe, "MODULES", ("QtNoSuchThing",))
    assert qt_probe.lacks() == ["imports No module named 'PySide6.QtNoSuchThing'"]


def test_a_catalogue_is_stale_until_made_after_its_source(tmp_path: Path) -> None:
    source, made = tmp_path / "a.po", tmp_path / "a.mo"
    source.touch()
    assert not dev.fresh(source, made)
    made.touch()
    os.utime(source, (1, 1))
    assert dev.fresh(source, made)
    os.utime(made, (0, 0))
    assert not dev.fresh(source, made)


def measured(covered: int, statements: int, covered_branches: int = 0, branches: int = 0) -> dict[str, dict[str, int]]:
    return {
        "summary": {
            "covered_lines": covered,
            "num_statements": statements,
            "covered_branches": covered_branches,
            "num_branches": branches,
        }
    }


def test_a_rooms_coverage_adds_up_its_files_lines_and_branches() -> None:
    report = {
        "files": {
            "loanmanager/domain/loans.py": measured(6, 6, 1, 4),
            "loanmanager\\domain\\rules.py": measured(2, 2),
            "loanmanager/ui/__init__.py": measured(0, 0),
            "loanmanager/paths.py": measured(1, 2),
        }
    }
    assert coverage_gates.rooms(report) == {"domain": 75.0, "paths.py": 50.0}


@pytest.mark.parametrize(
    ("found", "gate", "said"),
    [
        (None, 95, "no code yet"),
        (94.96, 95, "94.9 % of at least 95 %: TOO LOW"),
        (95.0, 95, "at least 95 %"),
        (82.5, 80, "raise it"),
    ],
)
def test_a_rooms_line_says_how_it_stands(found: float | None, gate: float, said: str) -> None:
    assert said in coverage_gates.line("domain", found, gate)


@pytest.mark.parametrize(("covered", "status"), [(94, 1), (95, 0)])
def test_a_room_below_its_gate_fails_the_run(tmp_path: Path, covered: int, status: int) -> None:
    report = tmp_path / "coverage.json"
    report.write_text(json.dumps({"files": {"loanmanager/domain/loans.py": measured(covered, 100)}}))
    assert coverage_gates.main(report) == status


def test_a_run_without_a_measurement_fails(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="nothing was measured"):
        coverage_gates.main(tmp_path / "coverage.json")


def test_a_linux_without_a_screen_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert dev.no_display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert not dev.no_display()


class Demo:
    """A demo whose programs are written down instead of run."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, *, display: bool) -> None:
        self.ran: list[tuple[str, ...]] = []
        self.status = 0
        self.folder = folder / "office"
        monkeypatch.setattr(dev, "DEMO", self.folder)
        monkeypatch.setattr(dev, "compile_catalogues", lambda: 0)
        monkeypatch.setattr(dev, "no_display", lambda: not display)
        monkeypatch.setattr(dev, "module", self.module)

    def module(self, *arguments: str, env: object = None) -> int:
        self.ran.append(arguments)
        self.folder.mkdir(exist_ok=True)
        return self.status


def test_the_first_demo_makes_an_office_and_the_next_one_opens_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = Demo(tmp_path, monkeypatch, display=True)
    window = ("loanmanager", "--data", str(demo.folder), "--lang", "fr")
    assert dev.demo(["--lang", "fr"]) == 0
    assert demo.ran == [("loanmanager", "--data", str(demo.folder), "demo"), window]
    dev.demo(["--lang", "fr"])
    assert demo.ran[2:] == [window]


def test_a_demo_office_that_could_not_be_finished_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = Demo(tmp_path, monkeypatch, display=True)
    demo.status = 1
    assert dev.demo([]) == 1
    assert len(demo.ran) == 1
    assert not demo.folder.exists()


def test_without_a_display_the_demo_walks_through_a_loan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    demo = Demo(tmp_path, monkeypatch, display=False)
    dev.demo([])
    assert demo.ran == [("tests.tour", "demo-out")]
    assert "no display" in capsys.readouterr().out


def test_every_task_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        dev.main(["--help"])
    said = capsys.readouterr().out
    assert all(f"  {task} " in said for task in dev.TASKS)
    assert "None" not in said
    guide = (dev.ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert all(f"`{task}`" in guide for task in dev.TASKS)
