"""Protection in the real window, by keys alone: turned on with its sheet, opened again, changed, turned off."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPushButton, QWidget

from loanmanager.operations import opening, protecting, unlocking
from loanmanager.operations.unlocking import Chain
from loanmanager.storage import recovery
from loanmanager.storage.sqlite_cipher import is_plain, opens
from loanmanager.ui import printing, theme
from loanmanager.ui.dialogs.protect import PassphraseDialog, ProtectDialog, TurnOffDialog
from loanmanager.ui.protection import sheet
from loanmanager.ui.unlocking import Unlock
from tests.journey import Person
from tests.office import KEY, NOW, add_client, in_folder
from tests.ui.helpers import cut_off, unnamed

PASSPHRASE = "le merle chante et dort"
NAME = "Wolastoqewiyik"

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store, by = in_folder(tmp_path / "data")
    add_client(store, by, NAME)
    opening.backup(store, opening.backup_path(tmp_path / "data", NOW))
    store.close()
    return tmp_path / "data"


@pytest.fixture
def come(folder, qapp):
    """Return what lets somebody sit down at the program; they leave after the test."""
    there = []

    def sit(**preferences: object) -> Person:
        there.append(Person(folder, **preferences))
        return there[-1]

    def leave(person: Person) -> None:
        there.remove(person)
        person.leave()

    sit.leave = leave
    yield sit
    while left := QApplication.activeModalWidget():
        left.deleteLater()
        QApplication.sendPostedEvents(left, 52)  # QEvent.DeferredDelete
    for each in there:
        each.leave()
    theme.apply(qapp)


def dialog() -> QWidget:
    found = QApplication.activeModalWidget()
    assert found is not None
    return found


def pressed(person: Person, words: str) -> None:
    """Press the button of these words with the keyboard, in the dialog or on the page."""

    def found() -> list[QPushButton]:
        within = QApplication.activeModalWidget() or person.window
        there = (each for each in within.findChildren(QPushButton) if each.isVisible())
        return [each for each in there if words in (each.text().strip(), each.accessibleName())]

    person.wait(lambda: bool(found()))
    found()[0].setFocus()
    person.press("Return")


def settings(person: Person):
    person.office.go("settings", "protection")
    person.wait()
    return person.window.page.section("protection")


def sheet_words(form) -> tuple[str, ...]:
    return recovery.words_of(form.key, "en")


def typed_back(person: Person, form, *, wrong: bool = False) -> None:
    for place, field in form.proof.fields.items():
        field.control.setFocus()
        field.control.clear()
        person.type("wrong" if wrong else sheet_words(form)[place - 1][:4])


def test_turned_on_once_the_sheet_is_in_hand_and_opened_by_the_account(come, folder, chain, monkeypatch) -> None:
    printed: list[bytes] = []
    monkeypatch.setattr(sheet, "print_titled", lambda _office, _owner, _title, pdf: printed.append(pdf))
    person = come()
    settings(person)
    pressed(person, "Protect the records")
    made = dialog()
    assert isinstance(made, ProtectDialog)
    assert not unnamed(made)
    assert not cut_off(made)
    pressed(person, "Print the sheet")
    assert printed[0].startswith(b"%PDF")
    made.form.passphrase.setFocus()
    person.type("short")
    person.press("Ctrl+Return")
    assert "12" in made.form.passphrase.field.error()
    made.form.passphrase.field.control.clear()
    person.type(PASSPHRASE)
    person.press("Ctrl+Return")
    assert made.form.passphrase._second.error()
    person.type(PASSPHRASE)
    typed_back(person, made.form, wrong=True)
    person.press("Ctrl+Return")
    assert all(field.error() for field in made.form.proof.fields.values())
    assert is_plain(folder / opening.FILE)
    key = made.form.key
    typed_back(person, made.form)
    person.press("Ctrl+Return")
    person.wait(lambda: QApplication.activeModalWidget() is None)
    assert opens(key, folder / opening.FILE)
    section = person.window.page.section("protection")
    assert key.number in " ".join(each.text() for each in section.findChildren(QWidget) if hasattr(each, "text"))
    person.office.go("clients")
    person.wait()
    come.leave(person)

    again = come()
    assert again.window._entered
    assert unlocking.unlock_with(folder, PASSPHRASE) == key


def test_older_backups_are_encrypted_or_removed(come, folder, chain) -> None:
    store, by = in_folder(folder)
    store.close()
    protecting.turn_on(folder, KEY, by)
    person = come()
    settings(person)
    pressed(person, "Encrypt")
    assert protecting.plain_backups([folder / opening.BACKUPS]) == ()
    kept = list((folder / opening.BACKUPS).iterdir())
    assert kept
    assert not any(NAME.encode() in backup.read_bytes() for backup in kept)


def test_older_backups_are_removed_when_one_is_sure(come, folder, chain) -> None:
    store, by = in_folder(folder)
    store.close()
    protecting.turn_on(folder, KEY, by)
    person = come()
    settings(person)
    pressed(person, "Remove")
    person.press("Escape")
    assert len(list((folder / opening.BACKUPS).iterdir())) == 1
    pressed(person, "Remove")
    person.press("Ctrl+Return")
    assert list((folder / opening.BACKUPS).iterdir()) == []


def test_a_passphrase_opens_and_the_account_learns_the_key(come, folder, chain) -> None:
    store, by = in_folder(folder)
    store.close()
    protecting.turn_on(folder, KEY, by, passphrase=PASSPHRASE, remember=False)
    person = come()
    asked = dialog()
    assert isinstance(asked, Unlock)
    assert KEY.number in " ".join(each.text() for each in asked.findChildren(QWidget) if hasattr(each, "text"))
    assert not unnamed(asked)
    assert not cut_off(asked)
    person.type("not this one at all")
    person.press("Return")
    assert asked._ways.passphrase.field.error()
    assert not person.window._entered
    asked._ways.passphrase.field.control.clear()
    person.type(PASSPHRASE)
    asked._remember.setChecked(True)
    person.press("Return")
    person.wait(lambda: person.window._entered)
    come.leave(person)
    assert come().window._entered


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_words_open_where_nothing_else_does(come, folder, language) -> None:
    store, by = in_folder(folder)
    store.close()
    protecting.turn_on(folder, KEY, by, passphrase=PASSPHRASE)
    (folder / "keys.json").unlink()
    person = come(language=language)
    asked = dialog()
    assert not asked._ways._ways._buttons["passphrase"].isEnabled()
    assert not asked._remember.isVisible()
    person.type("abandon xyzzy")
    person.press("Ctrl+Return")
    assert "xyzzy" in asked._ways.recovery.error()
    asked._ways.recovery.control.clear()
    person.scan(recovery.code_of(recovery.words_of(KEY, language)))
    person.wait(lambda: person.window._entered)


def test_who_cannot_open_leaves_the_program(come, folder, chain) -> None:
    store, by = in_folder(folder)
    store.close()
    protecting.turn_on(folder, KEY, by, passphrase=PASSPHRASE, remember=False)
    person = come()
    person.press("Escape")
    assert not person.window.isVisible()
    assert not person.window._entered


def test_a_damaged_file_is_not_taken_for_a_locked_one(come, folder, chain) -> None:
    store, by = in_folder(folder)
    store.close()
    protecting.turn_on(folder, KEY, by, passphrase=PASSPHRASE, remember=False)
    with (folder / opening.FILE).open("rb+") as file:
        file.seek(200)
        file.write(bytes(500))
    person = come()
    told = []
    dialog().failed.disconnect()
    dialog().failed.connect(told.append)
    person.type(PASSPHRASE)
    person.press("Return")
    assert [type(each).__name__ for each in told] == ["Damaged"]


def test_changed_forgotten_and_turned_off(come, folder, chain) -> None:
    store, by = in_folder(folder)
    store.close()
    protecting.turn_on(folder, KEY, by)
    person = come()
    settings(person)
    pressed(person, "Set a passphrase")
    asked = dialog()
    assert isinstance(asked, PassphraseDialog)
    for field in (asked.passphrase.field, asked.passphrase._second):
        field.control.setFocus()
        person.type(PASSPHRASE)
    asked.findChild(QCheckBox).setChecked(True)
    assert asked.findChild(QLineEdit).echoMode() == QLineEdit.EchoMode.Normal
    person.press("Ctrl+Return")
    assert unlocking.unlock_with(folder, PASSPHRASE) == KEY
    pressed(person, "Forget the key on this account")
    assert unlocking.protection(folder).keyring is Chain.ABSENT
    pressed(person, "Remember the key on this account")
    assert unlocking.protection(folder).remembered
    pressed(person, "Change the key")
    form = dialog().form
    key = form.key
    typed_back(person, form)
    person.press("Ctrl+Return")
    person.wait(lambda: QApplication.activeModalWidget() is None)
    assert unlocking.unlock(folder) == key
    pressed(person, "Turn protection off")
    assert isinstance(dialog(), TurnOffDialog)
    person.press("Ctrl+Return")
    person.wait(lambda: QApplication.activeModalWidget() is None)
    assert is_plain(folder / opening.FILE)
    person.office.go("clients")
    person.wait()


def test_what_fails_leaves_the_records_open_as_they_were(come, folder, chain) -> None:
    person = come()
    settings(person)
    other, _ = in_folder(folder)  # somebody in a shell
    pressed(person, "Protect the records")
    made = dialog()
    typed_back(person, made.form)
    person.press("Ctrl+Return")
    assert "Another program" in made.error()
    other.close()
    person.press("Ctrl+Return")
    person.wait(lambda: QApplication.activeModalWidget() is None)
    assert unlocking.unlock(folder) is not None


def test_where_there_is_no_keyring_a_passphrase_is_asked_for(come, folder) -> None:
    person = come()
    settings(person)
    pressed(person, "Protect the records")
    form = dialog().form
    assert not form.remember.isEnabled()
    typed_back(person, form)
    person.press("Ctrl+Return")
    assert form.passphrase.field.error()
    assert is_plain(folder / opening.FILE)


def test_the_sheet_is_saved_as_a_file(come, folder, chain, tmp_path, monkeypatch) -> None:
    store, by = in_folder(folder)
    store.close()
    protecting.turn_on(folder, KEY, by)
    monkeypatch.setattr(sheet, "choose_file", lambda *_: str(tmp_path / "sheet.pdf"))
    monkeypatch.setattr(printing, "choose_printer", lambda *_: False)
    person = come()
    settings(person)
    pressed(person, "Save it as PDF")
    person.wait((tmp_path / "sheet.pdf").exists)
    pressed(person, "Print the recovery sheet")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
