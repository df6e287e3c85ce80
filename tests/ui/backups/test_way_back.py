"""The way back from damaged or missing records, walked by keys; and a restore that is undone."""

from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton

from loanmanager import __version__, app
from loanmanager.operations import backups, opening, protecting
from loanmanager.operations.backups import Why
from loanmanager.storage import errors, recovery, seal, search
from loanmanager.storage.key import Key
from loanmanager.storage.sqlite_cipher import opens
from loanmanager.ui.backups import asking, closing
from loanmanager.ui.backups.desk_line import DeskLine
from loanmanager.ui.backups.keeper import Keeper
from loanmanager.ui.backups.restore import RestoreDialog
from loanmanager.ui.backups.way_back import WayBack
from loanmanager.ui.main_window import MainWindow
from loanmanager.ui.office import Office
from loanmanager.ui.unlocking import Unlock
from tests.journey import Person
from tests.keyrings import FileKeyring
from tests.office import KEY, NOW, TODAY, add_device, devices, in_folder
from tests.ui.backups.walking import dialog_of, hurt
from tests.ui.helpers import cut_off, unnamed

PASSPHRASE = "le merle chante et dort"


def test_a_damaged_office_comes_back_by_enter_and_the_damaged_file_is_kept(folder: Path) -> None:
    damaged = hurt(folder / opening.FILE)
    person = Person(folder)
    dialog = dialog_of(person, WayBack)
    assert dialog.windowTitle() == "The records are damaged"
    person.wait(dialog.primary.isEnabled)
    assert "The newest good backup is of Sat" in dialog._told.accessibleName()
    assert "2 devices" in dialog._preview._said.text()
    assert unnamed(dialog) == []
    assert cut_off(dialog) == []
    person.press("Return")
    person.wait(lambda: hasattr(person.office, "view"))
    assert "The records are back" in person.office.greeting
    (kept,) = folder.glob("loanmanager-*-damaged.db")
    assert kept.read_bytes() == damaged
    person.leave()
    assert devices(folder) == 2


def test_an_older_one_is_chosen_where_the_newest_is_damaged_too(folder: Path) -> None:
    newest = backups.newest_good(folder, NOW)
    assert newest
    hurt(newest.path)
    hurt(folder / opening.FILE)
    person = Person(folder)
    dialog = dialog_of(person, WayBack)
    person.wait(dialog.primary.isEnabled)
    assert "1 device" in dialog._preview._said.text()
    dialog._list.setFocus()
    person.press("Up")
    person.wait(lambda: "damaged" in dialog._preview._said.text())
    assert not dialog.primary.isEnabled()
    person.press("Down")
    person.wait(dialog.primary.isEnabled)
    person.press("Return")
    person.wait(lambda: hasattr(person.office, "view"))
    person.leave()
    assert devices(folder) == 1


def test_missing_records_are_told_and_not_replaced_by_empty_ones(folder: Path) -> None:
    (folder / opening.FILE).unlink()
    person = Person(folder, first_start=True)
    app.start(person.office, person.window, person.trouble.append)  # as if a new office had been asked for
    dialog = dialog_of(person, WayBack)
    assert dialog.windowTitle() == "The records are missing"
    person.wait(dialog.primary.isEnabled)
    assert not (folder / opening.FILE).exists()
    person.press("Return")
    person.wait(lambda: hasattr(person.office, "view"))
    person.leave()
    assert devices(folder) == 2


def pressed(person: Person, dialog: WayBack, words: str) -> None:
    """Go by Tab to a button of these words, and press it."""
    for _ in range(20):
        if isinstance(person.focused, QPushButton) and person.focused.text().strip() == words:
            person.press("Space")
            return
        person.press("Tab")
    raise AssertionError(f"Tab does not come to {words}")


def test_who_wants_no_backup_begins_with_an_empty_office(folder: Path) -> None:
    (folder / opening.FILE).unlink()
    kept = sorted((folder / opening.BACKUPS).glob("*.loanbackup"))
    person = Person(folder, first_start=True)
    app.start(person.office, person.window, person.trouble.append)
    dialog = dialog_of(person, WayBack)
    person.wait(dialog.primary.isEnabled)
    pressed(person, dialog, "Begin with an empty office")
    person.wait(lambda: person.office.is_open)
    person.leave()
    assert devices(folder) == 0
    assert set(kept) <= set((folder / opening.BACKUPS).glob("*.loanbackup"))


def test_an_empty_office_is_protected_as_the_missing_one_was(tmp_path: Path, chain: FileKeyring) -> None:
    store, by = in_folder(tmp_path)
    store.close()
    protecting.turn_on(tmp_path, KEY, by)
    backups.make(tmp_path, Why.TIMER, NOW, KEY)
    (tmp_path / opening.FILE).unlink()
    person = Person(tmp_path, first_start=True)
    app.start(person.office, person.window, person.trouble.append)
    dialog = dialog_of(person, WayBack)
    person.wait(dialog.primary.isEnabled)
    pressed(person, dialog, "Begin with an empty office")
    person.wait(lambda: person.office.is_open)
    person.leave()
    assert opens(KEY, tmp_path / opening.FILE)


def test_a_damaged_office_is_not_begun_anew(folder: Path) -> None:
    hurt(folder / opening.FILE)
    person = Person(folder)
    dialog = dialog_of(person, WayBack)
    assert not [each for each in dialog.findChildren(QPushButton) if "empty office" in each.text()]
    person.press("Escape")
    person.wait(lambda: not person.window.isVisible())
    person.leave()


def test_a_file_from_elsewhere_is_brought_back(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path_factory.mktemp("stick") / "kept.loanbackup"
    for each in sorted((folder / opening.BACKUPS).glob("*.loanbackup"))[:1]:
        each.replace(stick)
    for each in (folder / opening.BACKUPS).glob("*.loanbackup"):
        hurt(each)
    hurt(folder / opening.FILE)
    monkeypatch.setattr(asking, "choose_backup", lambda *_: str(stick))
    monkeypatch.setattr("loanmanager.ui.backups.way_back.choose_backup", lambda *_: str(stick))
    person = Person(folder)
    dialog = dialog_of(person, WayBack)
    dialog._choose_other()
    person.wait(dialog.primary.isEnabled)
    person.press("Ctrl+Return")
    person.wait(lambda: hasattr(person.office, "view"))
    person.leave()
    assert devices(folder) == 1


def test_who_leaves_closes_the_program_and_nothing_is_touched(folder: Path) -> None:
    damaged = hurt(folder / opening.FILE)
    person = Person(folder)
    dialog_of(person, WayBack)
    person.press("Escape")
    person.wait(lambda: not person.window.isVisible())
    person.leave()
    assert (folder / opening.FILE).read_bytes() == damaged


def test_an_encrypted_office_asks_for_the_words_of_the_backup(tmp_path: Path) -> None:
    store, by = in_folder(tmp_path, KEY)
    add_device(store, by)
    store.close()
    backups.make(tmp_path, Why.TIMER, NOW, KEY)
    hurt(tmp_path / opening.FILE)
    person = Person(tmp_path)
    dialog = dialog_of(person, WayBack)
    person.wait(dialog._preview._asks.isVisible)
    assert not dialog.primary.isEnabled()
    dialog._preview._ways.recovery.control.setPlainText(" ".join(recovery.words_of(KEY, "en")))
    person.press("Return")
    person.wait(dialog.primary.isEnabled)
    person.press("Ctrl+Return")
    person.wait(lambda: hasattr(person.office, "view"))
    person.leave()
    store, _ = in_folder(tmp_path, KEY)
    assert search.counts(store, TODAY).devices == 1
    store.close()


@pytest.mark.usefixtures("quick")
def test_an_encrypted_office_comes_back_by_its_passphrase(tmp_path: Path) -> None:
    store, by = in_folder(tmp_path)
    add_device(store, by)
    store.close()
    protecting.turn_on(tmp_path, KEY, by, passphrase=PASSPHRASE)
    in_folder(tmp_path, KEY)[0].close()
    backups.make(tmp_path, Why.TIMER, NOW, KEY)
    hurt(tmp_path / opening.FILE)
    person = Person(tmp_path)
    dialog = dialog_of(person, WayBack)
    person.wait(dialog._preview._asks.isVisible)
    assert unnamed(dialog) == []
    assert cut_off(dialog) == []
    assert not dialog.primary.isEnabled()
    person.type("not this one at all")
    person.press("Return")
    assert dialog._preview._ways.passphrase.field.error()
    dialog._preview._ways.passphrase.field.control.clear()
    person.type(PASSPHRASE)
    person.press("Return")
    person.wait(dialog.primary.isEnabled)
    assert "1 device" in dialog._preview._said.text()
    person.press("Ctrl+Return")
    person.wait(lambda: person.office.is_open)
    person.leave()
    store, _ = in_folder(tmp_path, KEY)
    assert search.counts(store, TODAY).devices == 1
    store.close()


@pytest.mark.usefixtures("quick")
def test_what_opened_damaged_records_opens_their_backups_too(tmp_path: Path, chain: FileKeyring) -> None:
    store, by = in_folder(tmp_path)
    add_device(store, by)
    store.close()
    protecting.turn_on(tmp_path, KEY, by, passphrase=PASSPHRASE, remember=False)
    in_folder(tmp_path, KEY)[0].close()
    backups.make(tmp_path, Why.TIMER, NOW, KEY)
    hurt(tmp_path / opening.FILE)
    seal.seal_of(tmp_path / opening.FILE).unlink()  # the program was killed: only a key finds the damage
    person = Person(tmp_path)
    dialog_of(person, Unlock)
    person.type(PASSPHRASE)
    person.press("Return")
    dialog = dialog_of(person, WayBack)
    person.wait(dialog.primary.isEnabled)
    assert dialog._preview._asks.isHidden()
    person.press("Return")
    person.wait(lambda: person.office.is_open)
    person.leave()


@pytest.mark.usefixtures("quick")
def test_a_right_passphrase_that_does_not_open_a_backup_leads_to_the_words(tmp_path: Path) -> None:
    other, theirs, ours = Key(bytes(range(1, 33))), tmp_path / "theirs", tmp_path / "ours"
    in_folder(theirs, other)[0].close()
    backups.make(theirs, Why.TIMER, NOW, other)
    store, by = in_folder(ours)
    store.close()
    protecting.turn_on(ours, KEY, by, passphrase=PASSPHRASE)
    in_folder(ours, KEY)[0].close()
    (theirs / opening.BACKUPS).rename(ours / opening.BACKUPS)
    hurt(ours / opening.FILE)
    person = Person(ours)
    dialog = dialog_of(person, WayBack)
    person.wait(dialog._preview._asks.isVisible)
    person.type(PASSPHRASE)
    person.press("Return")
    person.wait(lambda: "another key" in dialog._preview._said.text())
    assert dialog._preview._ways.by_words
    dialog._preview._ways.recovery.control.setPlainText(" ".join(recovery.words_of(other, "en")))
    person.press("Return")
    person.wait(dialog.primary.isEnabled)
    person.press("Escape")
    person.wait(lambda: not person.window.isVisible())
    person.leave()


def test_a_restore_tells_what_is_lost_begins_anew_and_is_undone(folder: Path) -> None:
    person = Person(folder)
    person.window.go("settings", "data")
    person.wait()
    section = person.window.page.section("data")
    person.wait(lambda: section._list.rows.rowCount() == 2)
    section._list.setFocus()
    person.press("Down", "Return")
    dialog = dialog_of(person, RestoreDialog)
    person.wait(dialog.primary.isEnabled)
    assert "will no longer be in the records" in dialog._lost.text()
    assert dialog.cancel.hasFocus()
    person.press("Ctrl+Return")
    person.wait(lambda: bool(person.office.restarts))
    person.wait(lambda: not person.window.isVisible())
    person.leave()
    assert devices(folder) == 1
    before = next(each for each in backups.listing(folder) if each.why is Why.RESTORE)
    again = Person(folder)
    again.window.go("settings", "data")
    again.wait()
    again.window.page.section("data")._ask_to_restore(str(before.path))
    dialog = dialog_of(again, RestoreDialog)
    again.wait(dialog.primary.isEnabled)
    again.press("Ctrl+Return")
    again.wait(lambda: not again.window.isVisible())
    again.leave()
    assert devices(folder) == 3


def test_a_backup_is_made_at_closing_if_something_changed(folder: Path) -> None:
    person = Person(folder)
    person.leave()
    found = backups.listing(folder)
    assert found[0].why is Why.CLOSE
    again = Person(folder)
    again.leave()
    assert len(backups.listing(folder)) == len(found)


def test_the_desk_tells_when_the_last_one_is_old_and_makes_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Keeper, "begin", lambda _self: None)  # it would make one by itself
    person = Person(folder, now=NOW + timedelta(days=9))
    person.office.keeper.look()

    line = person.window.page.findChild(DeskLine)
    person.wait(line.isVisible)
    assert "The last good backup is of Sat 21 Nov" in line.notice.accessibleName().replace("\xa0", " ")
    line._acts.setFocus(Qt.FocusReason.TabFocusReason)
    person.press("Space")
    person.wait(lambda: not line.isVisible())
    person.leave()
    assert backups.listing(folder)[0].why is Why.ASKED


def test_the_program_begins_anew_in_a_new_window(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    greeted: list[str] = []
    real = app.appear

    def appear(office: Office) -> MainWindow:
        window, ends = real(office), "" if greeted else "The backup is back."
        greeted.append(office.greeting)

        def leave() -> None:
            if not hasattr(office, "view"):
                QTimer.singleShot(20, window, leave)
                return
            office.restarts = ends
            window.close()

        QTimer.singleShot(20, window, leave)
        return window

    monkeypatch.setattr(app, "appear", appear)
    assert app.run(folder, "en", clock=lambda: NOW) == 0
    assert greeted == ["", "The backup is back."]


@pytest.mark.parametrize(("seen", "kept"), [("0.0.9", 3), (__version__, 2), ("", 2)], ids=["older", "same", "none"])
def test_a_version_that_is_started_for_the_first_time_backs_up_before_it_writes(
    folder: Path, monkeypatch: pytest.MonkeyPatch, seen: str, kept: int
) -> None:
    monkeypatch.setattr(Keeper, "begin", lambda _self: None)  # it would make one by itself
    person = Person(folder, seen_version=seen)
    found = backups.listing(folder)
    assert len(found) == kept
    assert (found[0].why is Why.UPGRADE) == (kept == 3)
    person.leave()


def test_a_full_disk_does_not_keep_a_new_version_from_starting(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Keeper, "begin", lambda _self: None)

    def full(*_: object) -> None:
        raise errors.DiskFull

    monkeypatch.setattr(backups, "before", full)
    person = Person(folder, seen_version="0.0.9")
    assert person.office.is_open
    monkeypatch.undo()
    person.leave()


def test_closing_does_not_wait_for_ever(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    person, go_on = Person(folder), Event()
    monkeypatch.setattr(backups, "make", lambda *_: go_on.wait(20))
    assert not closing.back_up(person.office, patience=50)
    go_on.set()
    monkeypatch.undo()
    person.leave()
