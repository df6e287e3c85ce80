"""A stranger finds nobody beside the window either: no page, list, preview or search leaves a name on the disk."""

from pathlib import Path

import pytest

from loanmanager import log, paths
from loanmanager.operations import unlocking
from loanmanager.ui import saving, theme
from tests.journey import Person
from tests.office import KEY, add_client, add_device, in_folder, lend
from tests.stranger import found

NAMES = ("Wolastoqewiyik", "Marie-Philomène")


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "temp"
    made.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(made))
    monkeypatch.setattr("tempfile.tempdir", str(made))
    monkeypatch.setattr(paths, "passing_folder", lambda: tmp_path / "cache")
    return made


def test_a_day_at_the_window_leaves_no_name_behind(tmp_path, temp, chain, qapp, monkeypatch) -> None:
    store, by = in_folder(tmp_path / "data", KEY)
    loan = lend(store, by, add_client(store, by, *NAMES), add_device(store, by)).result
    store.close()
    unlocking.remember(tmp_path / "data", KEY)
    opened: list[Path] = []
    monkeypatch.setattr(saving, "open_path", lambda path: not opened.append(path))
    log.start(tmp_path / "data")
    person = Person(tmp_path / "data")
    for place, what in (
        ("clients", 1),
        ("loans", loan.loan_id),
        ("devices", 1),
        ("calendar", None),
        ("follow_up", None),
    ):
        person.office.go(place, what)
        person.wait()
    person.press("F2")
    person.type("wolasto")
    person.press("Return")
    person.office.go("paper", loan.paper_id)
    person.wait(lambda: person.window.page._drawn is not None)
    assert found([tmp_path], NAMES) == []
    person.window.page._view()
    person.wait(lambda: bool(opened))
    assert {file for file, _ in found([tmp_path], NAMES)} == {opened[0].name}  # whoever opens it elsewhere, opens it
    assert tmp_path / "cache" in opened[0].parents
    person.leave()
    again = Person(tmp_path / "data")
    assert found([tmp_path], NAMES) == []
    again.leave()
    assert found([tmp_path], NAMES) == []
    theme.apply(qapp)
