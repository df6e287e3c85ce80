"""What stands in the way when the window opens is told in a sentence, and nothing is lost by it."""

from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from loanmanager import app, settings
from loanmanager.operations import backups, inventory, opening, protecting
from loanmanager.operations.backups import Why
from loanmanager.operations.done import By, Done
from loanmanager.operations.kept import Kept
from loanmanager.storage import search
from loanmanager.storage.engine import Engine
from loanmanager.ui.backups.desk_line import DeskLine
from loanmanager.ui.backups.keeper import Keeper
from loanmanager.ui.office import Message
from loanmanager.ui.unlocking import Unlock
from tests.journey import NOW, Person
from tests.keyrings import LockedKeyring
from tests.office import KEY, TODAY, add_client, in_folder, type_of

PASSPHRASE = "le merle chante et dort"


def heard(person: Person) -> list[Message]:
    """Return where each message is kept that the window says from now on."""
    said: list[Message] = []
    person.office.said.connect(said.append)
    return said


def add_device(store: Engine, by: By) -> Done[Kept]:
    return inventory.add_device(store, inventory.NewDevice(type_of(store, "laptop").id, "LT-77", {}), by)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store, by = in_folder(tmp_path / "data")
    add_client(store, by)
    store.close()
    return tmp_path / "data"


@pytest.mark.parametrize(
    ("language", "days", "part"),
    [
        ("en", -3, "something was already done on"),
        ("fr", -3, "quelque chose a déjà été fait"),
        ("en", 800, "nothing was done since"),
        ("fr", 800, "rien n’a été fait depuis"),
    ],
)
def test_a_clock_that_cannot_be_believed_is_told_and_refuses_nothing(
    folder: Path, language: str, days: int, part: str
) -> None:
    person = Person(folder, now=NOW + timedelta(days=days), language=language)
    said = heard(person)
    person.wait(lambda: any(part in each.text for each in said))
    assert next(each for each in said if part in each.text).error, "it stays until it is read"
    person.office.do(person.office, add_device, lambda _: None)
    person.wait()
    person.leave()


@pytest.mark.parametrize("days", [-1, 0, 1, 300])
def test_a_clock_that_goes_on_is_not_spoken_of(folder: Path, days: int) -> None:
    person = Person(folder, now=NOW + timedelta(days=days))
    said = heard(person)
    app.tend(person.office)
    person.wait()
    assert not [each for each in said if "clock" in each.text]
    person.leave()


@pytest.mark.parametrize("kept", [b"\xff\xfe{", b'{"window": [1e300, -5], "text_size": "150"}', b"[" * 50_000])
def test_preferences_that_a_disk_damaged_are_as_none_and_the_window_opens(folder: Path, kept: bytes) -> None:
    (folder / settings.FILE).write_bytes(kept)
    person = Person(folder, **{**asdict(settings.load(folder)), "language": "en"})
    assert person.office.is_open
    person.leave()
    assert settings.load(folder).text_size == 100, "what was found out is kept in their place"


def test_a_folder_of_backups_that_cannot_be_written_is_told_and_the_desk_says_that_there_is_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Keeper, "begin", lambda _self: None)  # the test says when
    (folder / opening.BACKUPS).write_text("a file where the folder should be", "utf-8")
    person = Person(folder, now=NOW + timedelta(days=9))
    said, line = heard(person), person.window.page.findChild(DeskLine)
    person.office.keeper._by_itself()
    person.wait(line.isVisible)
    assert "The backup failed" in said[0].text
    assert said[0].error
    assert line.notice.accessibleName()
    assert not QApplication.activeModalWidget(), "the records themselves are sound"
    person.office.do(person.office, add_device, lambda _: None)
    person.wait()
    person.leave()  # the last backup fails, too, and the program closes all the same
    store, _ = in_folder(folder)
    assert search.counts(store, TODAY).devices == 1
    store.close()
    (folder / opening.BACKUPS).unlink()
    assert backups.make(folder, Why.TIMER, NOW).made


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(("language", "part"), [("en", "is locked"), ("fr", "verrouillé")])
def test_a_locked_keyring_is_told_and_the_passphrase_opens(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, part: str
) -> None:
    store, by = in_folder(folder)
    store.close()
    protecting.turn_on(folder, KEY, by, passphrase=PASSPHRASE, remember=False)
    monkeypatch.setattr("keyring.get_keyring", lambda: LockedKeyring(tmp_path / "locked.json"))
    person = Person(folder, language=language)
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, Unlock)
    assert part in " ".join(each.text() for each in asked.findChildren(QLabel))
    assert not asked._remember.isVisible(), "it would take nothing"
    person.type(PASSPHRASE)
    person.press("Return")
    person.wait(lambda: person.office.is_open)
    person.leave()
