"""What comes before the records: where they are kept, a backup that is brought back; and their protection."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from loanmanager import app, paths
from loanmanager.operations import opening, protecting, unlocking
from loanmanager.sentences import protection
from loanmanager.storage import recovery
from loanmanager.storage.sqlite_cipher import is_plain, opens
from loanmanager.ui import theme
from loanmanager.ui.pages.desk.page import Desk
from loanmanager.ui.pages.first_start.page import FirstStart
from loanmanager.ui.pages.first_start.welcome import Welcome
from loanmanager.ui.protection import sheet
from tests.journey import Person
from tests.office import KEY, NOW, add_client, in_folder
from tests.setting_up import depart
from tests.ui.helpers import cut_off, unnamed

PASSPHRASE = "le merle chante et dort"

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def come(qapp, tmp_path):
    """Return what lets somebody open the window on a folder, one after the other."""
    there: list[Person] = []

    def sit(**preferences: object) -> Person:
        for each in there:
            depart(each)
        there[:] = [Person(tmp_path / "data", first_start=True, **preferences)]
        return there[0]

    yield sit
    for each in there:
        depart(each)
    theme.apply(qapp)


@pytest.fixture
def no_folder_named(tmp_path, monkeypatch):
    """Start as without --data: this user's own folder, and one for everybody that this user may not make."""
    (tmp_path / "file").touch()
    monkeypatch.setattr(paths, "own_folder", lambda: tmp_path / "data")
    monkeypatch.setattr(paths, "shared_folder", lambda: tmp_path / "file" / "Loan Manager")


@pytest.fixture
def backup(tmp_path, request) -> Path:
    """Return a backup of an office on another computer, protected where that is asked."""
    folder = tmp_path / "other computer"
    store, by = in_folder(folder)
    add_client(store, by, "Wolastoqewiyik")
    store.close()
    if request.param:
        protecting.turn_on(folder, KEY, by, passphrase=PASSPHRASE)
    store = opening.open_office(folder, NOW, KEY if request.param else None)
    made = opening.backup(store, tmp_path / "stick.loanbackup")
    store.close()
    return made


def welcome(person: Person) -> Welcome:
    found = person.window.page
    assert isinstance(found, Welcome)
    return found


def clients(person: Person) -> int:
    from loanmanager.storage import search

    found: list[int] = []
    person.office.ask(person.office, lambda store: search.counts(store, person.office.today).clients, found.append)
    person.wait()
    return found[0]


@pytest.mark.parametrize("look", [{}, {"language": "fr", "text_size": 150}], ids=["en", "fr-150"])
def test_where_the_data_is_kept_is_asked_where_no_folder_was_named(come, no_folder_named, tmp_path, look):
    person = come(**look)
    person.press("Return")
    assert welcome(person).lines["place"].state == "now"
    assert cut_off(person.window) + unnamed(person.window) == []
    person.press("Return")
    assert isinstance(person.window.page, FirstStart)
    assert paths.holds_office(tmp_path / "data")


def test_a_folder_that_cannot_be_shared_is_told_and_another_chosen(come, no_folder_named, tmp_path):
    person = come()
    person.press("Return", "Down", "Return")
    said = welcome(person)._wrong["place"].text()
    assert said.startswith("You may not share ")
    assert welcome(person).primary.isEnabled()
    person.press("Up", "Return")
    assert isinstance(person.window.page, FirstStart)
    assert paths.holds_office(tmp_path / "data")


def test_a_shared_folder_is_used_by_whoever_has_no_office_of_their_own(come, tmp_path, monkeypatch):
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o2770)
    monkeypatch.setattr(paths, "own_folder", lambda: tmp_path / "data")
    monkeypatch.setattr(paths, "shared_folder", lambda: shared)
    before = paths.os.umask(0o022)
    try:
        person = come()
        person.press("Return", "Down", "Return")
        assert isinstance(person.window.page, FirstStart)
        assert person.office.folder == shared
        assert paths.data_folder() == shared
    finally:
        paths.os.umask(before)


def test_a_refused_folder_is_said_where_it_was_chosen(come, no_folder_named, tmp_path):
    person = come()
    (tmp_path / "data").touch()  # a file stands where the folder should be
    person.press("Return", "Return")
    assert welcome(person)._wrong["place"].text()
    assert QApplication.activeModalWidget() is None
    (tmp_path / "data").unlink()
    person.press("Return")
    assert isinstance(person.window.page, FirstStart)


@pytest.mark.parametrize("backup", [False], indirect=True)
def test_a_backup_is_brought_to_a_new_computer(come, backup, tmp_path):
    person = come()
    person.press("Down", "Down", "Return")
    page = welcome(person)
    assert page.lines["backup"].state == "now"
    assert page.lines["agency"].isHidden()
    assert unnamed(person.window) == []
    person.press("Return")
    assert page.bring_back.file.error().startswith("Choose the file first.")
    person.type(str(tmp_path / "nowhere"))
    person.press("Return")
    assert page.bring_back.file.error()
    page.bring_back.path.setText(str(backup))
    person.press("Return")
    person.wait(lambda: isinstance(person.window.page, Desk))
    assert clients(person) == 1


@pytest.mark.parametrize("backup", [True], indirect=True)
@pytest.mark.parametrize("look", [{}, {"language": "fr", "text_size": 150}], ids=["en", "fr-150"])
def test_a_protected_backup_needs_the_words_of_its_sheet(come, backup, tmp_path, chain, look):
    chain.path.unlink(missing_ok=True)  # a new computer, whose keyring knows nothing
    person = come(**look)
    person.press("Down", "Down", "Return")
    page = welcome(person)
    page.bring_back.path.setText(str(backup))
    person.press("Return")
    assert page.bring_back.typed.isVisible()
    assert cut_off(person.window) + unnamed(person.window) == []
    words = recovery.words_of(KEY, "fr")
    assert page.primary.words == protection.open_the_records(person.office.words)  # as the sheet itself says
    page.bring_back.typed.control.setPlainText(" ".join(reversed(words)))
    person.press("Return")
    person.wait(lambda: bool(page.bring_back.typed.error()))
    assert not paths.holds_office(tmp_path / "data")
    page.bring_back.typed.control.clear()
    person.scan(recovery.code_of(words))
    person.wait(lambda: isinstance(person.window.page, Desk))
    assert clients(person) == 1
    assert opens(KEY, tmp_path / "data" / opening.FILE)
    assert unlocking.unlock(tmp_path / "data") == KEY  # this account remembers


def test_what_is_typed_for_a_backup_survives_a_change_of_language(come):
    person = come()
    person.press("Down", "Down", "Return")
    person.type("stick")
    person.office.prefer(language="fr")
    person.wait(lambda: welcome(person).lines["welcome"].words == "Bienvenue")
    assert welcome(person).lines["backup"].state == "now"
    assert welcome(person).bring_back.path.text() == "stick"


def test_backups_without_records_propose_to_bring_one_back(come, tmp_path):
    store, _ = in_folder(tmp_path / "data")
    opening.backup(store, opening.backup_path(tmp_path / "data", NOW))
    store.close()
    (tmp_path / "data" / opening.FILE).unlink()
    assert welcome(come()).begins.value() == "restore"


@pytest.mark.parametrize("look", [{}, {"language": "fr", "text_size": 150}], ids=["en", "fr-150"])
def test_the_records_are_protected_once_the_sheet_is_in_hand(come, chain, tmp_path, monkeypatch, look):
    printed: list[bytes] = []
    monkeypatch.setattr(sheet, "print_titled", lambda _office, _owner, _title, pdf: printed.append(pdf))
    person = come(**look)
    person.press("Return")
    page = person.window.page
    assert isinstance(page, FirstStart)
    page.show_step("protection")
    person.wait(lambda: page.steps["protection"].form is not None)
    step = page.steps["protection"]
    assert cut_off(person.window) + unnamed(person.window) == []
    person.press("Return")
    assert page.at == "protection"
    key = step.form.key
    person.office.prefer(theme="dark")  # the sheet that is printed stays the right one
    person.wait(lambda: theme.look().dark and person.window.page is not page)
    page = person.window.page
    person.wait(lambda: page.steps["protection"].form is not None)
    step = page.steps["protection"]
    assert step.form.key == key
    words = recovery.words_of(key, look.get("language", "en"))
    for place, field in step.form.proof.fields.items():
        field.control.setFocus()
        person.type(words[place - 1][:4])
    file = tmp_path / "data" / opening.FILE
    assert is_plain(file)
    person.press("Return")
    person.wait(lambda: page.lines["protection"].state == "done")
    assert opens(key, file)
    assert unlocking.unlock(tmp_path / "data") == key


def test_the_program_itself_leaves_no_trace_before_anybody_answered(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(app, "_SETTLED", 1)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr("loanmanager.log.start", lambda _: None)
    trouble: list[Exception] = []
    office = app.make_office(tmp_path / "data", "en")
    office.broke.connect(trouble.append)
    window = app.appear(office)
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: isinstance(window._pages.get("welcome"), Welcome))
    settled: list[str] = []
    QTimer.singleShot(50, lambda: settled.append("long after it would have settled"))
    qtbot.waitUntil(lambda: bool(settled))
    assert not (tmp_path / "data").exists()
    qtbot.keyClick(window.page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window._pages.get("first_start"), FirstStart))
    qtbot.waitUntil((tmp_path / "data" / "settings.json").exists)
    assert not trouble
    window.close()
    app.close(office)
